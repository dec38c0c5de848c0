"""The room register as Django knows it."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Where every entry is made."""

    name = "liuhen.register"
    label = "register"
    verbose_name = "登记"
