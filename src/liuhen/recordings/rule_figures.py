"""How the rules that read recordings and devices were kept in a year, and the duties behind each figure, of what one person may see.

A recording that is linked to a record is counted in its case (制度第二十七条), so these are few beside the recordings: they are counted
where they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.access.policy import roles_of
from liuhen.access.visibility import scope
from liuhen.bureau.fold import number_of
from liuhen.cases.figures import STORED, Figures, Outcome, gathered, place_of
from liuhen.cases.tally import FAULT
from liuhen.recordings.device_queries import OVERSEES, visible
from liuhen.recordings.library_parts import ROWS, Branch, branches
from liuhen.recordings.models import DeviceRow, RecordingRow
from liuhen.register import clock, register
from liuhen.register.models import FindingRow
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Role
from liuhen.regulation.when import start_of

PAGE = 50
RECORDING, DEVICE = "recording", "device"
_TABLES = {RECORDING: "recordings_recordingrow", DEVICE: "recordings_devicerow"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One duty or fault behind a figure, with the recording or device in whose history it stands."""

    finding: FindingRow
    recording: RecordingRow | None = None
    device: DeviceRow | None = None
    shut: bool = False  # its page is not for this reader, who once filmed with it


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One page of them, newest first. ``after`` asks for the next one; empty on the last."""

    lines: list[Line]
    after: str = ""


def reads(provision: str) -> str:
    """``recording`` or ``device``, where a rule reads one; empty for all others."""
    found = register.book().provisions.get(provision)
    return found.reads if found is not None and found.reads in _TABLES else ""


def counts_anything(actor: Actor) -> bool:
    """Whether somebody's roles show any recording or device at all."""
    return any(_seen(actor, sort)[0] != "FALSE" for sort in _TABLES)


def figures(actor: Actor, year: int) -> dict[str, Figures]:
    """Each rule's figures of a year by its id."""
    counted: list[tuple[str, str, int]] = []
    overdue: list[tuple[str, int]] = []
    for sort in _TABLES:
        where, values = _where(actor, sort, year, _rules(sort))
        sql = (
            f"SELECT f.provision, CASE WHEN f.sort = 'fault' THEN %s ELSE f.status END, count(*), count(*) FILTER (WHERE f.status = 'owed' AND f.due_hi < %s) "
            f"{_found(sort)} WHERE {where} GROUP BY 1, 2"
        )
        for rule, stored, number, over in _rows(sql, [FAULT, clock.now(), *values]):
            counted.append((rule, stored, number))
            overdue += [(rule, over)] if over else []
    return gathered(counted, overdue)


def listed(actor: Actor, provision: str, outcome: Outcome, year: int, *, after: str = "", size: int = PAGE) -> Listed:
    """The duties and faults of one rule that came to an outcome in a year, newest first."""
    sort = reads(provision)
    where, values = _where(actor, sort, year, [provision])
    where += " AND (CASE WHEN f.sort = 'fault' THEN %s ELSE f.status END) = ANY(%s)"
    values += [FAULT, list(STORED.get(outcome, ("owed",)))]
    if outcome == Outcome.OVERDUE:
        where += " AND f.due_hi < %s"
        values.append(clock.now())
    if place := place_of(after):
        where += " AND (f.arose, f.id) < (%s, %s)"
        values += place
    sql = f"SELECT f.id, f.arose {_found(sort)} WHERE {where} ORDER BY f.arose DESC, f.id DESC LIMIT {size + 1}"
    found = _rows(sql, values)
    last = found[size - 1] if len(found) > size else None
    return Listed(
        lines=_lines(actor, [row[0] for row in found[:size]], sort), after=f"{last[1].isoformat()}~{last[0]}" if last else ""
    )


def _lines(actor: Actor, numbers: list[int], sort: str) -> list[Line]:
    rows = FindingRow.objects.in_bulk(numbers)
    subjects = [row.subject for row in rows.values()]
    films: Mapping[UUID, RecordingRow] = RecordingRow.objects.in_bulk(subjects) if sort == RECORDING else {}
    devices: Mapping[UUID, DeviceRow] = DeviceRow.objects.in_bulk(subjects) if sort == DEVICE else {}
    open_to = set(visible(actor).filter(pk__in=list(devices)).values_list("pk", flat=True)) if devices else set()
    return [
        Line(
            finding=row,
            recording=films.get(row.subject),
            device=(device := devices.get(row.subject)),
            shut=bool(device and device.pk not in open_to),
        )
        for row in (rows[at] for at in numbers if at in rows)
    ]


def _rules(sort: str) -> list[str]:
    return [provision.id for provision in register.book().provisions.values() if provision.reads == sort]


def _found(sort: str) -> str:
    return f"FROM register_findingrow f JOIN {_TABLES[sort]} r ON r.id = f.subject"


def _where(actor: Actor, sort: str, year: int, rules: list[str]) -> tuple[str, list[Any]]:
    """Findings ``f`` of some rules that arose in a year, in what the actor may see; notes are no findings that are counted."""
    shown, values = _seen(actor, sort)
    return (
        f"f.agency = %s AND f.subject_type = %s AND f.provision = ANY(%s) AND f.sort IN ('duty', 'fault') AND f.arose >= %s AND f.arose < %s AND {shown}",
        [actor.agency, sort, rules, start_of(date(year, 1, 1)), start_of(date(year + 1, 1, 1)), *values],
    )


def _seen(actor: Actor, sort: str) -> tuple[str, list[Any]]:
    return _recordings(actor) if sort == RECORDING else _devices(actor)


def _recordings(actor: Actor) -> tuple[str, list[Any]]:
    """As the library shows them."""
    parts = branches(scope(actor), actor.roles)
    return f"({' OR '.join(_of_row(part) for part in parts) or 'FALSE'})".replace("(FALSE)", "FALSE"), [
        value for part in parts for value in part.values
    ]


def _of_row(part: Branch) -> str:
    """What a branch asks, of a row that is there already."""
    if part.narrow:
        return f"EXISTS (SELECT 1 {part.linked.replace('n.id', 'r.id')})"
    return f"({part.sql.removeprefix(ROWS)})"


def _devices(actor: Actor) -> tuple[str, list[Any]]:
    """As the register of devices shows them, and what one filmed oneself with any."""
    roles = roles_of(actor.roles)
    if roles & OVERSEES:
        return "TRUE", []
    if not roles & {Role.OFFICER, Role.UNIT_HEAD}:
        return "FALSE", []
    own = "f.because IN (SELECT u.entry FROM recordings_deviceuse u WHERE u.person = %s)"
    if Role.UNIT_HEAD in roles:
        return f"(r.unit = %s OR r.unit IS NULL OR r.holder = %s OR {own})", [number_of(actor.unit), actor.person, actor.person]
    return f"(r.holder = %s OR {own})", [actor.person, actor.person]


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
