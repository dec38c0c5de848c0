"""Which recordings cover an act: links as facts, overlap in three values, gaps by interval arithmetic (practice.md 14).

A link carries what rules need of a recording: begin, end, arrival, medium. An act is its span; one told without an end may have
lasted to the end of the next day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from liuhen.regulation.covered import RUNNING, Coverage, Taken, cover, shown_until
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.when import CST, Instant

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
PICTURE_AND_SOUND = frozenset({"photo", "audio", "video"})
#: A file that cannot be read shows and says nothing.
UNREADABLE = "unreadable"


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One recording as linked to a case: ``record`` is the entry it was linked to, empty where only to the case."""

    entry: Record
    recording: str
    record: str
    media: str
    begin: Instant | None
    end: Instant | None
    arrived: Instant | None
    explained: bool = False


def moment(value: Any) -> Instant | None:
    """An ISO moment as an instant; without an offset it is China Standard Time; None where empty or unreadable."""
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return Instant.exact(at if at.tzinfo else at.replace(tzinfo=CST))


def shown(item: Record) -> Instant | None:
    """The last moment that a recording shows, of the entry that stores it or links it; None where no end is told."""
    begin, end = moment(item["begin"]), moment(item["end"])
    if begin is None or end is None or item.get("unreadable"):
        return end
    last = shown_until(begin.lo, end.hi, str(item["media"] or ""), _number(item.get("seconds")))
    return end if last is None or last == end.hi else Instant.exact(last)


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def links(history: History) -> list[Link]:
    """The recordings linked to the case, those unlinked since left out; one linked anew counts with its newer facts."""
    standing: dict[tuple[str, str], Record] = {}
    for item in sorted(history.of(RECORDING_LINKED, RECORDING_UNLINKED), key=lambda record: record.entry.seq):
        pair = (str(item["recording"] or item.id), str(item["record"] or ""))
        if item.kind.key == RECORDING_LINKED.key:
            standing[pair] = item
        else:
            standing.pop(pair, None)
            standing = {key: link for key, link in standing.items() if link.id != item.about}
    return [_link(item, *pair) for pair, item in standing.items()]


def _link(item: Record, recording: str, record: str) -> Link:
    begin, end = moment(item["begin"]), shown(item)
    return Link(
        entry=item,
        recording=recording,
        record=record,
        media=UNREADABLE if item.get("unreadable") else str(item["media"] or ""),
        begin=begin or end,
        end=end or begin,
        arrived=moment(item["arrived"]) or Instant.exact(item.recorded_at),
        explained=bool(item.get("late_reason")),
    )


def bounds(record: Record) -> tuple[datetime, datetime]:
    """The widest the act may have lasted: to the end of its last minute; a told act without an end, to the next day.

    Of an act that states a moment and no span (a decision on the spot, a paper left at a door), to the last signature of that day.
    """
    first, last = record.at.lo, record.ended.hi
    if record.at == record.ended and record.at.is_exact:
        if record.told:
            return first, last + DAY
        day = last.astimezone(CST).date()
        last = max([last, *(view.at.lo for view in record.parts if view.at.lo.astimezone(CST).date() == day)])
    return first, last + MINUTE


def covering(record: Record, among: Iterable[Link]) -> tuple[list[Link], bool]:
    """The links that cover some of the act, and whether another may (its time is unknown, or the act's is)."""
    first, last = bounds(record)
    sure = record.at.is_exact and record.ended.is_exact
    found, perhaps = [], False
    for link in among:
        if link.media and link.media not in PICTURE_AND_SOUND:
            continue
        own = link.record == record.id
        if link.begin is None or link.end is None:
            perhaps = perhaps or own
        elif link.begin.lo <= last and link.end.hi >= first:
            if own or sure:
                found.append(link)
            else:
                perhaps = True
    return found, perhaps


def measured(record: Record, among: Iterable[Link], *, unnoticed: timedelta = timedelta()) -> Coverage | None:
    """The span of an act cut by what was running in it; None for a moment, for a span that is not known exactly, or without a film.

    A stretch no longer than ``unnoticed`` is no gap.
    """
    if not (record.at.is_exact and record.ended.is_exact) or record.at.lo >= record.ended.hi:
        return None
    films = [
        Taken(id=link.recording, media=link.media, begin=link.begin.lo, end=link.end.hi)
        for link in covering(record, among)[0]
        if link.media in RUNNING and link.begin and link.end
    ]
    return cover(record.at.lo, record.ended.hi, films, unnoticed=unnoticed) if films else None


def gaps(record: Record, among: Iterable[Link], *, unnoticed: timedelta = timedelta()) -> list[tuple[datetime, datetime]]:
    """The stretches of an act, known to the minute, in which nothing was running; none where it has only photographs."""
    found = measured(record, among, unnoticed=unnoticed)
    return [(gap.begin, gap.end) for gap in found.gaps] if found else []
