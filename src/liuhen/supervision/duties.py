# ruff: noqa: S608 - the SQL is put together from constants of this file; values are arguments
"""Open duties of cases, clues, recordings and devices by article and unit: the heat table, and the list behind each of its figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.cases.models import CaseRow, ClueRow
from liuhen.recordings.models import DeviceRow, RecordingRow
from liuhen.register.models import FindingRow
from liuhen.regulation.grammar import Level
from liuhen.regulation.sources import REG
from liuhen.supervision.scope import Scope

PAGE = 50
#: What has no article of the regulation stands together by its level.
LAW, PRACTICE = Level.LAW.value, Level.PRACTICE.value

_GROUP = "CASE WHEN f.source = %(reg)s THEN f.article ELSE f.level END"
#: Where a duty stands, and the rows that say whose it is. What a case counts of its recordings, their own histories do not count again.
_PLACES = (
    ("f.subject_type IN ('case', 'clue')", "cases_subjecttally r ON r.subject = f.subject"),
    ("f.subject_type = 'recording'", "recordings_recordingrow r ON r.id = f.subject"),
    (
        "f.subject_type = 'device'",
        "(SELECT id, agency, unit, FALSE AS restricted FROM recordings_devicerow) r ON r.id = f.subject",
    ),
)
_OPEN = " UNION ALL ".join(
    f"SELECT f.id, {_GROUP} AS article, r.unit, f.due_hi FROM register_findingrow f JOIN {rows} "
    f"WHERE f.agency = %(agency)s AND f.status = 'owed' AND f.sort = 'duty' AND {sort} AND {{where}}"
    for sort, rows in _PLACES
)
_HEAT = "SELECT o.article, o.unit, count(*), count(*) FILTER (WHERE o.due_hi < %(now)s), count(*) FILTER (WHERE o.due_hi BETWEEN %(now)s AND %(soon)s) FROM ({found}) o GROUP BY 1, 2"
_LIST = "SELECT o.id, count(*) OVER () FROM ({found}) o WHERE {asked} ORDER BY o.due_hi NULLS LAST, o.id LIMIT %(size)s OFFSET %(skip)s"


@dataclass(kw_only=True)
class Cell:
    """How many duties are open, how many of them past their time, how many due within a day."""

    open: int = 0
    over: int = 0
    soon: int = 0

    def add(self, number: int, over: int, soon: int) -> None:
        """Count some more."""
        self.open += number
        self.over += over
        self.soon += soon


@dataclass(kw_only=True)
class Heat:
    """``rows``: article (or level) → unit → cell; the sums of each row, each unit and all."""

    rows: dict[str, dict[UUID | None, Cell]] = field(default_factory=dict)
    sums: dict[str, Cell] = field(default_factory=dict)
    units: dict[UUID | None, Cell] = field(default_factory=dict)
    total: Cell = field(default_factory=Cell)


def heat(scope: Scope, now: datetime, soon: datetime) -> Heat:
    """What is open now."""
    found = Heat()
    sql = _HEAT.format(found=_OPEN.format(where=scope.where))
    with connection.cursor() as cursor:
        cursor.execute(sql, {**scope.arguments, "reg": REG.key, "now": now, "soon": soon})
        for article, unit, *numbers in cursor.fetchall():
            found.rows.setdefault(article, {}).setdefault(unit, Cell()).add(*numbers)
            for cell in (found.sums.setdefault(article, Cell()), found.units.setdefault(unit, Cell()), found.total):
                cell.add(*numbers)
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is listed: an article or level, a unit (an id, ``none``), only what is over; empty for any."""

    article: str = ""
    unit: str = ""
    over: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One open duty with the case, clue, recording or device in whose history it stands."""

    row: FindingRow
    case: CaseRow | None = None
    clue: ClueRow | None = None
    recording: RecordingRow | None = None
    device: DeviceRow | None = None


@dataclass(kw_only=True)
class Page:
    """One page, most urgent first; ``more``: there is another one."""

    rows: list[Line] = field(default_factory=list)
    total: int = 0
    more: bool = False


def listed(scope: Scope, asked: Asked, now: datetime, *, page: int = 1, size: int = PAGE) -> Page:
    """The duties behind a figure of the heat table."""
    parts = ["TRUE"]
    values: dict[str, Any] = {**scope.arguments, "reg": REG.key, "now": now, "size": size, "skip": (page - 1) * size}
    if asked.article:
        parts.append("o.article = %(article)s")
        values["article"] = asked.article
    if asked.unit:
        parts.append("o.unit IS NOT DISTINCT FROM %(unit)s::uuid")
        values["unit"] = _id(asked.unit)
    if asked.over:
        parts.append("o.due_hi < %(now)s")
    with connection.cursor() as cursor:
        cursor.execute(_LIST.format(found=_OPEN.format(where=scope.where), asked=" AND ".join(parts)), values)
        found = cursor.fetchall()
    rows = FindingRow.objects.in_bulk([row[0] for row in found])
    total = int(found[0][1]) if found else 0
    return Page(rows=_with_subjects([rows[row[0]] for row in found if row[0] in rows]), total=total, more=page * size < total)


def _with_subjects(rows: list[FindingRow]) -> list[Line]:
    subjects = [row.subject for row in rows]
    cases: Mapping[UUID, CaseRow] = CaseRow.objects.in_bulk(subjects)
    clues: Mapping[UUID, ClueRow] = ClueRow.objects.in_bulk(subjects)
    sorts = {row.subject_type for row in rows}
    films: Mapping[UUID, RecordingRow] = RecordingRow.objects.in_bulk(subjects) if "recording" in sorts else {}
    devices: Mapping[UUID, DeviceRow] = DeviceRow.objects.in_bulk(subjects) if "device" in sorts else {}
    return [
        Line(
            row=row,
            case=cases.get(row.subject),
            clue=clues.get(row.subject),
            recording=films.get(row.subject),
            device=devices.get(row.subject),
        )
        for row in rows
    ]


def _id(text: str) -> UUID | None:
    try:
        return None if text == "none" else UUID(text)
    except ValueError:
        return UUID(int=0)  # nobody's: an address that somebody typed finds nothing
