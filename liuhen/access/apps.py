"""The room as a Django app; it listens to the register."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers the room's listeners."""

    name = "liuhen.access"

    def ready(self) -> None:
        """Connect what listens."""
        from liuhen.access import listeners

        listeners.connect()
