"""Every room that answers on the web has a ``urls.py`` with full paths; they are found by walking."""

from django.urls import URLPattern, URLResolver, include, path

from liuhen.settings import rooms_with

urlpatterns: list[URLPattern | URLResolver] = [path("", include(f"liuhen.{room}.urls")) for room in rooms_with("urls.py")]

handler500 = "liuhen.operating.errors.server_error"
