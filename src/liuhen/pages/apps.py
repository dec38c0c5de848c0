"""The room as a Django app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Templates, style sheets, islands of behaviour; the only table is the tray of photographs not yet typed up."""

    name = "liuhen.pages"
