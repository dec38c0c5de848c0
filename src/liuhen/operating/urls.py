"""Addresses that belong to running the system."""

from django.urls import path

from liuhen.operating import middleware, views

urlpatterns = [
    path(middleware.REPORTS.lstrip("/"), views.csp_report, name="csp_report"),
    path("alive", views.alive, name="alive"),
    path("ca.crt", views.authority, name="authority"),
]
