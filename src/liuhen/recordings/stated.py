"""What somebody says of a recording, whoever brings it: a person at a browser, a docking station, another system."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

SOURCES = frozenset({"upload", "messenger", "device", "camera"})
#: ``recorder``: our own clock while a counter's camera was recorded.
TIMES_FROM = frozenset({"name", "sidecar", "station", "recorder"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """What is said of a recording. ``source``: upload, messenger (not the original file), device or camera (a counter's).

    ``given`` is the name exactly as it was given (``names.written``), where ``name`` does not hold all of it.
    ``holder`` tells who holds the original of a messenger file, and on which device. ``taken_by`` is the officer who took it, where
    somebody else (the keeper at the docking station) brings it in: until it is linked to a case it belongs to both.

    ``begin`` and ``end`` are real times. ``device_begin`` and ``device_end`` are what the device's own clock said, ``times_from``
    where that was read (``name``, ``sidecar``, ``station``); ``drift`` is by how many seconds that clock was found to be fast.
    ``utc_mark`` is what was said of the times that the device's files call UTC. ``device_id`` is the device's id in the equipment register, ``sequence`` the file's number in the device, ``path`` its place there;
    ``point`` where it was (longitude, latitude), if the file itself does not say.
    """

    name: str = ""
    given: str = ""
    begin: datetime | None = None
    end: datetime | None = None
    device: str = ""
    place: str = ""
    what: str = ""
    source: str = "upload"
    holder: str = ""
    taken_by: UUID | None = None
    device_id: UUID | None = None
    sequence: str = ""
    station: str = ""
    path: str = ""
    device_begin: datetime | None = None
    device_end: datetime | None = None
    times_from: str = ""
    drift: float | None = None
    utc_mark: str = ""
    point: tuple[float, float] | None = None
    notes: frozenset[str] = frozenset()
