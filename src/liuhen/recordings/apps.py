"""The room as a Django app; it listens to the register."""

from django.apps import AppConfig


class RecordingsConfig(AppConfig):
    """Registers the room's listener."""

    name = "liuhen.recordings"
    label = "recordings"
    verbose_name = "音像记录"

    def ready(self) -> None:
        """Connect what listens."""
        from liuhen.recordings import checking, clips, device_projection, device_standing, device_uses, listeners, standing  # noqa: F401 - they enter themselves, their tasks too

        device_projection.connect()  # first: whose a recording is asks who carried the device
        listeners.connect()
        device_uses.connect()
