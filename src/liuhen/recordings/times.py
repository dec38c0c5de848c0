"""When a recording was made: what people state, what the device's clock said, and what that is in real time.

A person's word is real time and goes first. What a device wrote (into the file's name, a sidecar or the file) is by its own clock: it
stands as written, and the real time is that less the drift, where one was measured. A time that cannot be true even then is told of
the device and of nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from liuhen.recordings import dock_names, fold, metadata
from liuhen.recordings.stated import Stated

OPEN = "utc"  # the zone of a time that its file calls UTC, while nobody and nothing decided whether it is
CHOSEN = {"utc": "utc_chosen", "local": "loc_chosen"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Times:
    """Real times, the device's beside them, where they come from, how sure the zone is, and what is to be noted."""

    begin: datetime | None = None
    end: datetime | None = None
    device_begin: datetime | None = None
    device_end: datetime | None = None
    times_from: str = ""
    zone: str = ""
    notes: frozenset[str] = frozenset()

    def as_content(self) -> dict[str, Any]:
        """As the entry holds them; the device's only where it said any."""
        device = {"device_begin": fold.written(self.device_begin), "device_end": fold.written(self.device_end)}
        return {
            "begin": fold.written(self.begin),
            "end": fold.written(self.end),
            "times_from": self.times_from,
            "zone": self.zone,
            **{key: text for key, text in device.items() if text},
        }


def crossed(begin: datetime | None, end: datetime | None) -> bool:
    """Whether something would end before it began."""
    return bool(begin and end and end < begin)


def told(stated: Stated, facts: Mapping[str, Any], arrived: datetime) -> Times:
    """The times of a recording that came in at ``arrived``; one end and the length give the other."""
    length = None if facts.get("seconds") is None else timedelta(seconds=float(facts["seconds"]))
    device = _device(stated, facts, arrived, length)
    notes = set(device.notes)
    if stated.begin or stated.end:
        begin, end = _both(stated.begin, stated.end, length)
        begin, end, source, zone = begin or end, end or begin, "stated", "stated"
        source = "recorder" if stated.times_from == "recorder" else source  # nobody's word: measured while it came in
        notes -= {"clock_wrong"}  # the officer's word stands in its place
    else:
        begin, end, source, zone = device.begin, device.end, device.times_from, device.zone
    if begin is None or end is None:
        notes.add("no_time")
    elif end > arrived:
        notes.add("ends_after_arrival")
    return Times(
        begin=begin,
        end=end,
        device_begin=device.device_begin,
        device_end=device.device_end,
        times_from=source,
        zone=zone,
        notes=frozenset(notes),
    )


def _both(begin: datetime | None, end: datetime | None, length: timedelta | None) -> tuple[datetime | None, datetime | None]:
    if length is not None:
        return begin or metadata.less(end, length), end or metadata.less(begin, -length)
    return begin, end


def _device(stated: Stated, facts: Mapping[str, Any], arrived: datetime, length: timedelta | None) -> Times:
    """By the device's clock, and in real time where that can be true."""
    drift = timedelta(seconds=stated.drift or 0)
    stamps = list(facts.get("stamps") or ())
    begin, end = _both(stated.device_begin, stated.device_end, length)
    source, zone = stated.times_from or "station", "assumed"
    if begin is None and end is None:
        found = metadata.captured(stamps, arrived=arrived, drift=drift) or metadata.written(stamps)
        if found is None:
            return Times()
        begin, zone = _settled(found, stated, length, arrived + drift) if found.zone == OPEN else (found.at, found.zone)
        end, source = metadata.less(begin, -length) if length is not None else None, found.source
    notes = {"clocks_differ"} if source in {"name", "sidecar"} and _differ(begin, end, stamps) else set[str]()
    first = begin or end
    if first is not None and not metadata.possible(metadata.less(first, drift), arrived):
        return Times(device_begin=begin, device_end=end, notes=frozenset({*notes, "clock_wrong"}))
    return Times(
        begin=metadata.less(begin, drift),
        end=metadata.less(end, drift),
        device_begin=begin,
        device_end=end,
        times_from=source,
        zone=zone,
        notes=frozenset(notes),
    )


def _settled(
    found: metadata.Captured, stated: Stated, length: timedelta | None, arrived: datetime
) -> tuple[datetime | None, str]:
    """A time that its file calls UTC, which many devices do with local time: the beginning as it counts, and what settled that.

    All by the device's clock. What was said of the device goes first, then the time in the file's name; and a film cannot end after it came.
    Where nothing decides, the mark stands, and people are asked (``utc_mark``).
    """
    local, end = metadata.less(found.at, metadata.SHIFT), metadata.less(found.at, -(length or timedelta()))
    if stated.utc_mark:
        return (found.at if stated.utc_mark == OPEN else local), CHOSEN[stated.utc_mark]
    named = dock_names.read(stated.name, dock_names.shipped())
    for one in (named.begin, named.end) if named.source == "device" else ():
        for at in (found.at, end):
            if one and at and abs(one - at) <= metadata.CLOCKS_DIFFER:
                return found.at, "utc_name"
            if one and at and abs(one - at + metadata.SHIFT) <= metadata.CLOCKS_DIFFER:
                return local, "loc_name"
    return (local, "loc_arrive") if end and end > arrived + metadata.CLOCKS_DIFFER else (found.at, OPEN)


def _differ(begin: datetime | None, end: datetime | None, stamps: Iterable[Mapping[str, str]]) -> bool:
    """Whether what stands in the file is near neither end; cameras write either, in UTC or in local time called UTC."""
    near = [at for stamp in stamps for at in metadata.readings(stamp)]
    ours = [at for at in (begin, end) if at]
    return bool(near) and all(abs(one - other) > metadata.CLOCKS_DIFFER for one in ours for other in near)
