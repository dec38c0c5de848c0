"""The room of instruments, as Django knows it."""

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    """Listens for issued records."""

    name = "liuhen.instruments"
    label = "instruments"

    def ready(self) -> None:
        """Hear what is recorded."""
        from liuhen.instruments import listeners

        listeners.connect()
