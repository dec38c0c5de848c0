"""The room archive as Django knows it."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Binds, packs and keeps the case file."""

    name = "liuhen.archive"
    label = "archive"
    verbose_name = "归档"

    def ready(self) -> None:
        """Listen to the register."""
        from liuhen.archive import listeners

        listeners.connect()
