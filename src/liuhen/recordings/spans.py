"""The acts of a case that a recording may belong to, as rows: written as records are entered, so that no history is read to match.

An act is in them when its kind takes recordings (``covering`` names it, or the paper has a place for them) and its time is known to the
minute. A voided record leaves them.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from liuhen.recordings.fold import number
from liuhen.recordings.matching_models import LONGEST, RecordSpan
from liuhen.regulation.asking import officers
from liuhen.regulation.covering import ACTS
from liuhen.regulation.fields import RecordingRefs
from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import CORRECTION, PART, VOIDED, Entry, History, Record

#: The acts that the regulation or the bureau's practice names as recorded.
_FILMED = frozenset(kind for act in ACTS for kind in (*act.kinds, *act.forms))
_VALUES = ("kind", "officers", "names", "begin", "finish", "longitude", "latitude", "place")


@cache
def takes_recordings(kind: Kind) -> bool:
    """Whether a record of this kind may have recordings of its own."""
    return kind in _FILMED or any(isinstance(item, RecordingRefs) for item in kind.fields)


def concerned(history: History, new: Iterable[Entry]) -> bool:
    """Whether new entries may change the acts of a case: a record of such a kind, its correction, its voiding; a signature does not."""
    for entry in new:
        if entry.kind == PART:
            continue
        if entry.kind in {CORRECTION, VOIDED}:
            return True
        record = history.record(entry.id)
        if record is not None and takes_recordings(record.kind):
            return True
    return False


def note(agency: UUID, case: UUID, history: History) -> None:
    """Make the rows of a case say what its history says; only what changed is written."""
    wanted = {values["record"]: values for values in _spans(history)}
    known = {row.record: row for row in RecordSpan.objects.filter(case=case)}
    gone = known.keys() - wanted.keys()
    if gone:
        RecordSpan.objects.filter(pk__in=gone).delete()
    for record, values in wanted.items():
        row = known.get(record)
        if row is None:
            RecordSpan.objects.create(agency=agency, case=case, **values)
        elif any(getattr(row, name) != values[name] for name in _VALUES):
            RecordSpan.objects.filter(pk=record).update(**values)


def _spans(history: History) -> Iterator[dict[str, Any]]:
    for record in history.records:
        if takes_recordings(record.kind) and record.voided is None and _exact(record):
            yield _values(record)


def _exact(record: Record) -> bool:
    # a record that states no time of its own stands at the moment of its entry, which says nothing of when the act was
    sure = record.at.is_exact and record.ended.is_exact and record.at.lo != record.recorded_at
    return sure and record.at.lo <= record.ended.lo <= record.at.lo + LONGEST


def _values(record: Record) -> dict[str, Any]:
    people = {person: str(item.get("name") or "")[:60] for item in officers(record) if (person := number(item.get("id")))}
    place = record.get("place")
    longitude, latitude = point_of(place)
    return {
        "record": UUID(record.id),
        "kind": record.kind.key,
        "officers": list(people),
        "names": list(people.values()),
        "begin": record.at.lo,
        "finish": record.ended.lo,
        "longitude": longitude,
        "latitude": latitude,
        "place": str(place.get("text") or "")[:300] if isinstance(place, Mapping) else "",
    }


def point_of(place: Any) -> tuple[float | None, float | None]:
    """Longitude and latitude of a place as records state it; None, None where it has none that can be."""
    point = place.get("point") if isinstance(place, Mapping) else None
    try:
        longitude, latitude = (float(part) for part in point)  # type: ignore[union-attr]
    except (TypeError, ValueError):
        return None, None
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):  # noqa: PLR2004 - degrees
        return None, None
    return longitude, latitude
