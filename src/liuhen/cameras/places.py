"""Where footage lies, and how much room it may take: settings of the machine, not of the bureau."""

from pathlib import Path
from uuid import UUID

from django.conf import settings

from liuhen.lib.env import envint, envpath

GIB = 1024**3


def root() -> Path:
    """The folder of all footage: ``LIUHEN_CAMERA_FOLDER``, by default ``cameras`` in the home."""
    return envpath("LIUHEN_CAMERA_FOLDER", None) or Path(settings.HOME.root) / "cameras"


def folder(camera: UUID) -> Path:
    """The folder of one camera's footage."""
    return root() / camera.hex


def looks() -> Path:
    """The folder of copies that somebody looks at just now."""
    return root() / "looks"


def reserve() -> int:
    """Bytes that recording leaves free on that disk: ``LIUHEN_CAMERA_RESERVE_GIB``."""
    return envint("LIUHEN_CAMERA_RESERVE_GIB", 5, least=0) * GIB


def most() -> int:
    """Bytes that the footage of all cameras may take; 0 is no limit: ``LIUHEN_CAMERA_GIB``."""
    return envint("LIUHEN_CAMERA_GIB", 0, least=0) * GIB


def seconds() -> int:
    """How long a segment is: ``LIUHEN_CAMERA_SEGMENT``."""
    return envint("LIUHEN_CAMERA_SEGMENT", 60, least=2, most=3600)
