"""The room as a Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Accounts, visibility and readings. What policy needs to know of a case is written by the room cases, by call."""

    name = "liuhen.access"
