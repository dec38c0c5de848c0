"""The room as a Django app; it listens to the register."""

from django.apps import AppConfig


class CamerasConfig(AppConfig):
    """Registers the room's listener."""

    name = "liuhen.cameras"
    label = "cameras"
    verbose_name = "窗口监控"

    def ready(self) -> None:
        """Connect what listens."""
        from liuhen.cameras import projection

        projection.connect()
