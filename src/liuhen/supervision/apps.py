"""The room as a Django app; it listens to the register."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Registers the room's listener."""

    name = "liuhen.supervision"
    label = "supervision"
    verbose_name = "监督"

    def ready(self) -> None:
        """Hear what is recorded."""
        from liuhen.supervision import listeners

        listeners.connect()
