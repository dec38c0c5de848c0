"""The room as a Django app; it listens to the register."""

from django.apps import AppConfig


class BureauConfig(AppConfig):
    """Registers the room's listeners."""

    name = "liuhen.bureau"

    def ready(self) -> None:
        """Connect what listens."""
        from liuhen.bureau import listeners

        listeners.connect()
