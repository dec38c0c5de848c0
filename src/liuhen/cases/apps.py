"""The room as a Django app; it listens to the register."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers the room's listeners."""

    name = "liuhen.cases"

    def ready(self) -> None:
        """Connect what listens."""
        from liuhen.cases import listeners, standing  # noqa: F401 - standing enters itself

        listeners.connect()
