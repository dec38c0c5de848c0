"""When and where a recording says it was made, and how far that can be believed.

Cameras write their own clock; some with its zone, most without. MP4 states seconds in UTC by its standard, but many body-worn
cameras write local time there as if it were UTC. So every stamp keeps where it was read and what it says of its zone; what is
chosen from them is a suggestion that a person confirms, never a fact of its own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from PIL import Image

CST = timezone(timedelta(hours=8), "CST")
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)  # before that a clock was never set (1904, 1970, 1980 are the zeros of formats)
CLOCKS_DIFFER = timedelta(minutes=10)
SHIFT = timedelta(hours=8)  # between UTC and the time on the wall
_ZERO = datetime(1970, 1, 1, 0, 0, 1, tzinfo=CST)  # a clock that started there runs on from it

_EXIF_TIME = re.compile(r"(\d{4})[:.-](\d\d)[:.-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_ZONE = re.compile(r"([+-])(\d\d):?(\d\d)")
_PLACE = re.compile(r"([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)")

_EXIF, _GPS = 0x8769, 0x8825
_MAKE, _MODEL, _ORIENTATION, _CHANGED = 0x010F, 0x0110, 0x0112, 0x0132
_ORIGINAL, _DIGITISED, _ZONE_OF_ORIGINAL, _ZONE_OF_CHANGED = 0x9003, 0x9004, 0x9011, 0x9010
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4
_TURNED = {3: 180, 4: 180, 5: 90, 6: 270, 7: 270, 8: 90}

# tag -> where it was read; the first that is there and sane is taken
_TAGS = (
    ("com.apple.quicktime.creationdate", "quicktime"),
    ("creation_time", "container"),
    ("origination_date", "bext"),
    ("date", "container_date"),
)
_PLACES = ("com.apple.quicktime.location.iso6709", "location", "location-eng")
_MAKERS = ("com.apple.quicktime.make", "com.android.manufacturer", "make", "manufacturer")
_MODELS = ("com.apple.quicktime.model", "com.android.model", "model", "encoder_options")


@dataclass(frozen=True, kw_only=True, slots=True)
class Captured:
    """When a recording was begun, as its file suggests. ``zone``: stated in the file, utc by its mark, loc_arrive where that mark cannot be true, or assumed (Beijing)."""

    at: datetime
    zone: str
    source: str


def read_exif(image: Image.Image, facts: Any) -> None:
    """Times, place, device and turn of a photograph."""
    exif = image.getexif()
    detail = exif.get_ifd(_EXIF)
    facts.rotation = _TURNED.get(exif.get(_ORIENTATION, 1), 0)
    facts.device = _words(exif.get(_MAKE), exif.get(_MODEL))
    for value, zone, source in (
        (detail.get(_ORIGINAL), detail.get(_ZONE_OF_ORIGINAL), "exif"),
        (detail.get(_DIGITISED), detail.get(_ZONE_OF_ORIGINAL), "exif_digitised"),
        (exif.get(_CHANGED), detail.get(_ZONE_OF_CHANGED), "exif_changed"),
    ):
        if value:
            facts.stamps.append({"source": source, "text": str(value)[:40], "zone": str(zone or "")[:10]})
    facts.point = _exif_point(exif.get_ifd(_GPS))


def _exif_point(gps: Mapping[int, Any]) -> list[float] | None:
    """[longitude, latitude] in degrees."""
    try:
        latitude = _degrees(gps[_LATITUDE], gps.get(_LATITUDE_REF, "N"), "S")
        longitude = _degrees(gps[_LONGITUDE], gps.get(_LONGITUDE_REF, "E"), "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    return _sane_point(longitude, latitude)


def _degrees(parts: Iterable[Any], half: Any, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return (degrees + minutes / 60 + seconds / 3600) * (-1 if str(half).strip("\0 ").upper() == negative else 1)


def _sane_point(longitude: float, latitude: float) -> list[float] | None:
    # NaN fails both comparisons; 0, 0 is what a receiver without a fix writes
    if -180 <= longitude <= 180 and -90 <= latitude <= 90 and (longitude or latitude):  # noqa: PLR2004
        return [round(longitude, 6), round(latitude, 6)]
    return None


def read_tags(container: Any, facts: Any) -> None:
    """Times, place and device of a film or a sound, from the tags of the container and its streams."""
    tags: dict[str, str] = {}
    for one in (*(stream.metadata for stream in container.streams), container.metadata):
        tags |= {str(key).lower(): str(value) for key, value in one.items()}
    for tag, source in _TAGS:
        if tag in tags:
            text = tags[tag]
            if source == "bext":
                text = f"{text} {tags.get('origination_time', '')}"
            facts.stamps.append({"source": source, "text": text[:40], "zone": ""})
    place = next((match for tag in _PLACES if (match := _PLACE.match(tags.get(tag, "")))), None)
    if place:
        facts.point = _sane_point(float(place[2]), float(place[1]))
    facts.device = _words(*(next((tags[t] for t in names if tags.get(t)), "") for names in (_MAKERS, _MODELS[:3])))


def _words(*parts: Any) -> str:
    words = [str(part).replace("\0", "").strip() for part in parts if part]
    if len(words) == 2 and words[1].startswith(words[0]):  # noqa: PLR2004 - maker and model; many models begin with the maker
        words = words[1:]
    return " ".join(word for word in words if word)[:80]


def captured(stamps: Iterable[Mapping[str, str]], *, arrived: datetime, drift: timedelta = timedelta(0)) -> Captured | None:
    """The most trustworthy of the stamps that can be true, by the device's clock; None when none can.

    A stamp after the arrival cannot be true. One that becomes possible when its UTC is read as Beijing time was written by a
    camera that does not know of zones. ``drift`` is by how much that clock was found to be fast.
    """
    for stamp in stamps:
        for at in readings(stamp):
            if possible(less(at, drift), arrived):
                one = _read(stamp)
                if one is not None:
                    return one if at == one.at else Captured(at=at, zone="loc_arrive", source=one.source)
    return None


def written(stamps: Iterable[Mapping[str, str]]) -> Captured | None:
    """The first stamp that is a time at all, true or not; the zeros of formats are none."""
    found = (_read(stamp) for stamp in stamps)
    return next((one for one in found if one is not None and one.at >= _ZERO), None)


def possible(at: datetime | None, arrived: datetime) -> bool:
    """Whether something that came in at ``arrived`` can be of that time."""
    return at is not None and EARLIEST <= at <= arrived + CLOCKS_DIFFER


def less(at: datetime | None, by: timedelta) -> datetime | None:
    """So much earlier; None where the calendar ends before that, as with a clock that shows the year 9999."""
    try:
        return at - by if at is not None else None
    except OverflowError:
        return None


def readings(stamp: Mapping[str, str]) -> list[datetime]:
    """What a stamp may mean: as it says itself, and where that is UTC, as local time that was called so."""
    one = _read(stamp)
    if one is None:
        return []
    return [one.at, one.at.astimezone(UTC).replace(tzinfo=CST)] if one.zone == "utc" else [one.at]


def _read(stamp: Mapping[str, str]) -> Captured | None:
    """What it says; None for what is no time, or one at an end of the calendar, where no zone can be reckoned with."""
    try:
        return _said(stamp)
    except OverflowError:
        return None


def _said(stamp: Mapping[str, str]) -> Captured | None:
    text, source = stamp["text"].strip(), stamp["source"]
    clock = _EXIF_TIME.match(text)
    if clock is None:
        return None
    try:
        moment = datetime(*(int(part) for part in clock.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 - zone follows
    except ValueError:
        return None
    rest = text[clock.end() :]
    zone = _ZONE.search(stamp.get("zone", "")) or _ZONE.search(rest)
    if zone:
        offset = timedelta(hours=int(zone[2]), minutes=int(zone[3])) * (-1 if zone[1] == "-" else 1)
        if offset < timedelta(hours=24) and offset > -timedelta(hours=24):
            return Captured(at=moment.replace(tzinfo=timezone(offset)).astimezone(CST), zone="stated", source=source)
    if rest.rstrip().endswith("Z"):
        return Captured(at=moment.replace(tzinfo=UTC).astimezone(CST), zone="utc", source=source)
    return Captured(at=moment.replace(tzinfo=CST), zone="assumed", source=source)
