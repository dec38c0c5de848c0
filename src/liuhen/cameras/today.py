"""When a counter's camera was to record, as a fold over its history, and what is missing of today meanwhile."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from liuhen.cameras import index, places
from liuhen.cameras.index import Gap
from liuhen.regulation.devices import GONE, State, life
from liuhen.regulation.history import History
from liuhen.regulation.kinds.counter_camera import COUNTER_CAMERA_SET
from liuhen.regulation.when import CST


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """From when until when it was on; ``end`` None: still."""

    begin: datetime
    end: datetime | None


def spans(history: History) -> list[Span]:
    """When it was on, oldest first: set so, and neither lost nor scrapped. Another address or name on the way changes nothing in that."""
    states, found = {step.record.id: step.after.state for step in life(history)}, list[Span]()
    wanted, state, begin = False, State.STORE, None
    for entry in history.entries:
        wanted = bool(entry["on"]) if entry.kind == COUNTER_CAMERA_SET.key else wanted
        state = states.get(entry.id, state)
        on = wanted and state not in GONE
        if on and begin is None:
            begin = entry.recorded_at
        elif begin is not None and not on:
            found.append(Span(begin=begin, end=entry.recorded_at))
            begin = None
    return [*found, Span(begin=begin, end=None)] if begin is not None else found


def is_on(found: Sequence[Span]) -> bool:
    """Whether it is on now."""
    return bool(found) and found[-1].end is None


def off_since(found: Sequence[Span]) -> datetime | None:
    """Since when it is off again; None while it is on, or was never."""
    return found[-1].end if found else None


def midnight(now: datetime) -> datetime:
    """When the day of this moment began in China."""
    return datetime.combine(now.astimezone(CST).date(), time(), CST)


def was_on(found: Sequence[Span], now: datetime) -> bool:
    """Whether it was on at any time since midnight."""
    return bool(found) and (found[-1].end is None or found[-1].end > midnight(now))


def gaps(camera: UUID, found: Sequence[Span], now: datetime) -> Iterator[Gap]:
    """Where nothing was recorded since midnight while it was on, up to the last segment that can be there; ``open`` while it still is."""
    known = now - timedelta(seconds=2 * places.seconds() + 10)  # the open segment is not known yet
    for span in found:
        begin, end = max(span.begin, midnight(now)), span.end or now
        rows = index.between(camera, begin, end)
        end = min(end, max(known, rows[-1].end) if rows else known)
        if end > begin:
            yield from (replace(gap, open=gap.open and span.end is None) for gap in index.gaps(rows, begin, end))
