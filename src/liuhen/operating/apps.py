"""The room as Django sees it."""

from django.apps import AppConfig


class OperatingConfig(AppConfig):
    """Running Liuhen on a machine."""

    name = "liuhen.operating"
    verbose_name = "运行"
