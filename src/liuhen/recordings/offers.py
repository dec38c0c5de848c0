"""Offers from the database: the acts of the time of some recordings, and the recordings of the time of some acts; then the pure scorer.

No history is read. Acts are ``RecordSpan`` rows found by time; what a person may not write in is left out before anything is said of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from liuhen.access.visibility import writable_cases
from liuhen.cases.models import CaseRow
from liuhen.recordings import matching
from liuhen.recordings.matching import NEAR, Act, Offer, Piece
from liuhen.recordings.matching_models import LONGEST, RecordSpan
from liuhen.recordings.metadata import SHIFT
from liuhen.recordings.models import DeviceHolding, DeviceUse, RecordingLink, RecordingRow
from liuhen.recordings.times import OPEN
from liuhen.register.types import Actor

MOST_OFFERS = 4  # of one recording; what comes after is guesswork
MOST_PIECES = 200  # recordings looked at for one case
_AS_LOCAL = "按设备写的是本地时间算（比所标 UTC 早 8 小时）"

# bounded by the beginning alone: no act is longer than LONGEST
_ACTS = """
SELECT p.number, s.record, s."case", s.kind, s.begin, s.finish, s.officers, s.names, s.longitude, s.latitude, s.place
FROM unnest(%s::int[], %s::timestamptz[], %s::timestamptz[]) AS p(number, lo, hi)
CROSS JOIN LATERAL (
    SELECT * FROM recordings_recordspan r
    WHERE r.agency = %s AND r.begin <= p.hi AND r.begin >= p.lo - %s AND r.finish >= p.lo
) s
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Recordings with their offers, and the cases named in them."""

    rows: Mapping[UUID, RecordingRow]
    pieces: Mapping[UUID, Piece]
    offers: Mapping[UUID, Sequence[Offer]]
    cases: Mapping[UUID, CaseRow]
    sorted: matching.Sorted


def for_rows(actor: Actor, rows: Sequence[RecordingRow]) -> Found:
    """What recordings are offered to: acts of cases the actor may write in. Those without a time are offered to none."""
    timed = [row for row in rows if row.begin is not None]
    read = _pieces(actor.agency, timed)
    pieces = {piece.id: piece for piece in reversed(read)}  # as it counts, before any other reading
    acts = _acts(actor.agency, read)
    mine = writable_cases(actor, {act.case for listed in acts.values() for act in listed})
    offers: dict[UUID, Sequence[Offer]] = {row.pk: [] for row in rows}
    for number in pieces:
        ways = [piece for piece in read if piece.id == number]
        offers[number] = matching.offers(ways, [act for act in acts[number] if act.case in mine])[:MOST_OFFERS]
    named = {one.act.case for listed in offers.values() for one in listed}
    return Found(
        rows={row.pk: row for row in rows},
        pieces=pieces,
        offers=offers,
        cases=CaseRow.objects.in_bulk(named),
        sorted=matching.sort(offers, pieces),
    )


def _pieces(agency: UUID, rows: Sequence[RecordingRow]) -> list[Piece]:
    """A piece per recording as its time counts; where nothing decided whether its UTC is UTC, one more as local time."""
    held = _held(agency, rows)
    found: list[Piece] = []
    for row in rows:
        ways = [piece_of(row)]
        if row.zone == OPEN:
            ways.append(replace(ways[0], begin=ways[0].begin - SHIFT, end=ways[0].end - SHIFT, reading=_AS_LOCAL))
        found += [replace(way, carrier=_carrier(held.get(row.device_id, ()), way.begin)) for way in ways]
    return found


def piece_of(row: RecordingRow) -> Piece:
    """A row as the scorer sees it."""
    assert row.begin is not None  # noqa: S101 - asked by the caller
    point = row.point if isinstance(row.point, list) and len(row.point) == 2 else None  # noqa: PLR2004 - longitude, latitude
    return Piece(
        id=row.pk,
        media=row.media,
        begin=row.begin,
        end=max(row.end or row.begin, row.begin),
        taken_by=row.taken_by,
        stored_by=row.stored_by,
        device=row.device,
        device_id=row.device_id,
        point=(float(point[0]), float(point[1])) if point else None,
        place=row.place,
        turned_down=frozenset(row.turned_down),
    )


def _held(agency: UUID, rows: Sequence[RecordingRow]) -> dict[UUID | None, list[DeviceHolding]]:
    """Who carried the devices of these recordings, by device, oldest first; one question for all."""
    devices = {row.device_id for row in rows if row.device_id}
    if not devices:
        return {}
    last = max(row.begin for row in rows if row.begin)
    found: dict[UUID | None, list[DeviceHolding]] = {}
    for one in DeviceHolding.objects.filter(agency=agency, device__in=devices, begin__lte=last).order_by("begin"):
        found.setdefault(one.device, []).append(one)
    return found


def _carrier(held: Iterable[DeviceHolding], at: datetime) -> UUID | None:
    """Who carried it then."""
    carried = [one.person for one in held if one.person and one.begin <= at and (one.end is None or at < one.end)]
    return carried[-1] if carried else None


def _acts(agency: UUID, pieces: Sequence[Piece]) -> dict[UUID, list[Act]]:
    """The acts whose time lies near each piece's."""
    found: dict[UUID, list[Act]] = {piece.id: [] for piece in pieces}
    if not pieces:
        return found
    lo, hi = [one.begin - NEAR for one in pieces], [one.end + NEAR for one in pieces]
    asked: list[Any] = [list(range(len(pieces))), lo, hi, agency, LONGEST]
    with connection.cursor() as cursor:
        cursor.execute(_ACTS, asked)
        rows = cursor.fetchall()
    noted = _noted({row[1] for row in rows})
    made: dict[UUID, Act] = {}
    for number, record, *values in rows:
        act = made.get(record) or made.setdefault(record, _act(record, values, noted.get(record, frozenset())))
        found[pieces[number].id].append(act)
    return found


def _act(record: UUID, values: Sequence[Any], devices: frozenset[UUID]) -> Act:
    case, kind, begin, finish, officers, names, longitude, latitude, place = values
    return Act(
        record=record,
        case=case,
        kind=kind,
        begin=begin,
        end=finish,
        officers=dict(zip(officers, names, strict=True)),
        point=None if longitude is None or latitude is None else (longitude, latitude),
        place=place,
        devices=devices,
    )


def _noted(records: set[UUID]) -> dict[UUID, frozenset[UUID]]:
    """The devices noted as used for these records (``DeviceUse``)."""
    found: dict[UUID, frozenset[UUID]] = {}
    for record, device in DeviceUse.objects.filter(record__in=records).values_list("record", "device") if records else ():
        if record is not None:
            found[record] = found.get(record, frozenset()) | {device}
    return found


# -- from the other side ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """What waits for one record: recordings the actor may link to it, and how many lie with whom else."""

    mine: tuple[Offer, ...] = ()
    others: tuple[tuple[str, int], ...] = ()


def for_case(actor: Actor, case: UUID, record: UUID | None = None) -> dict[UUID, Waiting]:
    """By record: recordings of no case that fit it and that stand with it best. Asked where a recording is owed.

    Those of a colleague who took part are counted under his name; nothing else is said of them.
    """
    spans = list(RecordSpan.objects.filter(case=case, **({"record": record} if record else {})))
    rows = _loose(actor.agency, spans)
    pieces = _pieces(actor.agency, rows)
    acts = [_of_row(span, devices) for span, devices in _with_devices(spans)]
    by_row = {row.pk: row for row in rows}
    found: dict[UUID, list[Offer]] = {}
    for number in by_row:
        best = next(iter(matching.offers([piece for piece in pieces if piece.id == number], acts)), None)
        if best is not None:
            found.setdefault(best.act.record, []).append(best)
    return {number: _parted(actor, listed, by_row) for number, listed in found.items()}


def _loose(agency: UUID, spans: Sequence[RecordSpan]) -> list[RecordingRow]:
    """Recordings of no case from around the time of these acts."""
    if not spans:
        return []
    near = Q()
    for span in spans:
        near |= _near(span, timedelta()) | (_near(span, SHIFT) & Q(zone=OPEN))
    rows: QuerySet[RecordingRow] = RecordingRow.objects.filter(near, agency=agency, linked=False)
    return list(rows.order_by("begin")[:MOST_PIECES])


def _near(span: RecordSpan, later: timedelta) -> Q:
    begin, finish = span.begin + later, span.finish + later
    return Q(begin__lte=finish + NEAR, begin__gte=begin - LONGEST, end__gte=begin - NEAR)


def _with_devices(spans: Sequence[RecordSpan]) -> Iterable[tuple[RecordSpan, frozenset[UUID]]]:
    noted = _noted({span.record for span in spans})
    return ((span, noted.get(span.record, frozenset())) for span in spans)


def _of_row(span: RecordSpan, devices: frozenset[UUID]) -> Act:
    names = ("case", "kind", "begin", "finish", "officers", "names", "longitude", "latitude", "place")
    return _act(span.record, [getattr(span, name) for name in names], devices)


def _parted(actor: Actor, listed: Sequence[Offer], rows: Mapping[UUID, RecordingRow]) -> Waiting:
    mine = [one for one in listed if owned(actor, rows[one.piece])]
    others: dict[str, int] = {}
    for one in listed:
        row = rows[one.piece]
        if not owned(actor, row) and row.owner in one.act.officers:
            others[row.owner_name] = others.get(row.owner_name, 0) + 1
    return Waiting(mine=tuple(mine), others=tuple(sorted(others.items())))


def owned(actor: Actor, row: RecordingRow) -> bool:
    """Whether a loose recording is the actor's to link: his own, or of the unit that he heads."""
    if actor.person in {row.owner, row.taken_by, row.stored_by}:
        return True
    return "unit_head" in actor.roles and row.unit is not None and str(row.unit) == actor.unit


def linked_to(records: Iterable[UUID]) -> dict[UUID, int]:
    """How many recordings each of these records has."""
    found: dict[UUID, int] = {}
    for record in RecordingLink.objects.filter(record__in=set(records)).values_list("record", flat=True):
        if record is not None:
            found[record] = found.get(record, 0) + 1
    return found
