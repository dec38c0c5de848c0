"""Open duties of cases and clues by article and unit: the heat table, and the list behind each of its figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.cases.models import CaseRow, ClueRow
from liuhen.register.models import FindingRow
from liuhen.regulation.grammar import Level
from liuhen.regulation.sources import REG
from liuhen.supervision.scope import Scope

PAGE = 50
#: What has no article of the regulation stands together by its level.
LAW, PRACTICE = Level.LAW.value, Level.PRACTICE.value

_GROUP = "CASE WHEN f.source = %(reg)s THEN f.article ELSE f.level END"
_FROM = "FROM register_findingrow f JOIN cases_subjecttally r ON r.subject = f.subject WHERE f.agency = %(agency)s AND f.status = 'owed' AND f.sort = 'duty' AND "
_HEAT = "SELECT {group}, r.unit, count(*), count(*) FILTER (WHERE f.due_hi < %(now)s), count(*) FILTER (WHERE f.due_hi BETWEEN %(now)s AND %(soon)s) {found} GROUP BY 1, 2"
_LIST = "SELECT f.id, count(*) OVER () {found} ORDER BY f.due_hi NULLS LAST, f.id LIMIT %(size)s OFFSET %(skip)s"


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
    sql = _HEAT.format(group=_GROUP, found=_FROM + scope.where)
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


@dataclass(kw_only=True)
class Page:
    """One page, most urgent first, with the case or clue of each; ``more``: there is another one."""

    rows: list[tuple[FindingRow, CaseRow | None, ClueRow | None]] = field(default_factory=list)
    total: int = 0
    more: bool = False


def listed(scope: Scope, asked: Asked, now: datetime, *, page: int = 1, size: int = PAGE) -> Page:
    """The duties behind a figure of the heat table."""
    parts = [scope.where]
    values: dict[str, Any] = {**scope.arguments, "reg": REG.key, "now": now, "size": size, "skip": (page - 1) * size}
    if asked.article:
        parts.append(f"{_GROUP} = %(article)s")
        values["article"] = asked.article
    if asked.unit:
        parts.append("r.unit IS NOT DISTINCT FROM %(unit)s::uuid")
        values["unit"] = _id(asked.unit)
    if asked.over:
        parts.append("f.due_hi < %(now)s")
    with connection.cursor() as cursor:
        cursor.execute(_LIST.format(found=_FROM + " AND ".join(parts)), values)
        found = cursor.fetchall()
    rows = FindingRow.objects.in_bulk([row[0] for row in found])
    total = int(found[0][1]) if found else 0
    return Page(rows=_with_subjects([rows[row[0]] for row in found if row[0] in rows]), total=total, more=page * size < total)


def _with_subjects(rows: list[FindingRow]) -> list[tuple[FindingRow, CaseRow | None, ClueRow | None]]:
    subjects = [row.subject for row in rows]
    cases: Mapping[UUID, CaseRow] = CaseRow.objects.in_bulk(subjects)
    clues: Mapping[UUID, ClueRow] = ClueRow.objects.in_bulk(subjects)
    return [(row, cases.get(row.subject), clues.get(row.subject)) for row in rows]


def _id(text: str) -> UUID | None:
    try:
        return None if text == "none" else UUID(text)
    except ValueError:
        return UUID(int=0)  # nobody's: an address that somebody typed finds nothing
