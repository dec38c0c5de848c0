# ruff: noqa: S608 - the SQL is put together from constants of this file; values are arguments
"""The case list: filters, sorting, keyset pages, counts, over what one person may see.

Each branch of a person's scope is a query of its own that walks the index of its sorting; their first pages are merged. So the list
costs the same whether somebody sees a dozen cases or a million. Counts stop at ten thousand (1 万+).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.access.visibility import Scope, scope
from liuhen.cases.models import CaseRow
from liuhen.register import clock
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Label, Stage
from liuhen.regulation.when import start_of

CAP = 10_000
PAGE = 50


class Sort(Label):
    """How the list is ordered."""

    URGENT = "urgent", "最急的在前"
    NEWEST = "newest", "新立的在前"
    OLDEST = "oldest", "早立的在前"
    ACTIVE = "active", "最近有动静的在前"


_ORDER = {
    Sort.URGENT: ("next_due", "ASC"),
    Sort.NEWEST: ("opened_at", "DESC"),
    Sort.OLDEST: ("opened_at", "ASC"),
    Sort.ACTIVE: ("last_at", "DESC"),
}


class Holding(Label):
    """Which cases by how far they are."""

    OPEN = "open", "在办"
    CLOSED = "closed", "已结未归档"
    ARCHIVED = "archived", "已归档"
    ALL = "all", "全部"


_HOLDING = {
    Holding.OPEN: "c.archived_at IS NULL",
    Holding.CLOSED: "c.closed_at IS NOT NULL AND c.archived_at IS NULL",
    Holding.ARCHIVED: "c.archived_at IS NOT NULL",
    Holding.ALL: "TRUE",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What the list is narrowed to; empty values narrow nothing. Dates are of the case's opening, both included."""

    holding: Holding = Holding.OPEN
    stage: str = ""
    unit: UUID | None = None
    officer: UUID | None = None
    act: str = ""
    overdue: bool = False
    opened_from: date | None = None
    opened_to: date | None = None

    def conditions(self, now: datetime) -> tuple[str, list[Any]]:
        """SQL over ``c`` and its arguments; the officer is the branch's affair, for it changes where the search begins."""
        parts, arguments = [_HOLDING[self.holding]], list[Any]()
        if self.stage:
            # a bound file has no earlier stage: said, so that the small index of open cases serves
            parts.append(f"c.stage = %s{'' if self.stage == Stage.ARCHIVING else ' AND c.archived_at IS NULL'}")
            arguments.append(self.stage)
        for value, sql in ((self.unit, "c.unit = %s"), (self.act, "c.act = %s")):
            if value:
                parts.append(sql)
                arguments.append(value)
        if self.overdue:
            parts.append("c.next_due < %s AND c.archived_at IS NULL")
            arguments.append(now)
        if self.opened_from:
            parts.append("c.opened_at >= %s")
            arguments.append(start_of(self.opened_from))
        if self.opened_to:
            parts.append("c.opened_at < %s")
            arguments.append(start_of(self.opened_to + timedelta(days=1)))
        return " AND ".join(parts), arguments


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page of the list. ``after`` asks for the next one; empty on the last. ``overdue`` counts by case, of those on the page."""

    rows: list[CaseRow]
    after: str = ""
    overdue: dict[UUID, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """One part of what somebody sees: ``FROM ... WHERE ...`` over ``c``. ``narrow`` ones begin with one person's cases.

    ``opened`` is the column to sort by when the newest or oldest are asked: for narrow branches that of the rows they begin with.
    """

    sql: str
    arguments: list[Any]
    narrow: bool = False

    @property
    def opened(self) -> str:
        """Where the day of opening is read from."""
        return "v.opened_at" if self.narrow else "c.opened_at"

    @property
    def key(self) -> str:
        """Where the case's id is read from."""
        return 'v."case"' if self.narrow else "c.id"


_CASES = "FROM cases_caserow c WHERE "
# each case looked up by its key, whatever the planner thinks of the conditions: one person's cases are some thousands at most
_NAMED = (
    'FROM access_casevisibility v, LATERAL (SELECT * FROM cases_caserow k WHERE k.id = v."case" OFFSET 0) c '
    "WHERE v.person = %s AND v.withdrawn_at IS NULL"
)
_OFFICERS = f"{_NAMED} AND v.why = 'officer' AND "
_PRIVATE = "c.secrecy IN ('privacy', 'business')"


def branches(seen: Scope, *, active_only: bool = False, officer: UUID | None = None) -> list[Branch]:
    """The branches of a scope, none overlapping another. Somebody who sees no case has none."""
    found: list[Branch] = []
    start, first = (_OFFICERS, [officer]) if officer else (_CASES, list[Any]())
    plain, beyond = ("", "") if seen.restricted else (f" AND NOT {_PRIVATE}", "")
    if seen.everything:
        found.append(Branch(sql=f"{start}c.agency = %s{plain}", arguments=[*first, seen.agency], narrow=bool(officer)))
        beyond += f" AND {_PRIVATE}"
    elif seen.closed:
        found.append(
            Branch(
                sql=f"{start}c.agency = %s AND c.closed_at IS NOT NULL{plain}",
                arguments=[*first, seen.agency],
                narrow=bool(officer),
            )
        )
        beyond += " AND c.closed_at IS NULL" if seen.restricted else f" AND (c.closed_at IS NULL OR {_PRIVATE})"
    beyond_values: list[Any] = []
    if seen.unit:
        apart = beyond.removeprefix(" AND ") if beyond else "TRUE"
        found.append(Branch(sql=f"{start}c.unit = %s AND {apart}", arguments=[*first, seen.unit], narrow=bool(officer)))
        beyond, beyond_values = f"{beyond} AND c.unit IS DISTINCT FROM %s", [seen.unit]
    if seen.named and not (seen.everything and seen.restricted):
        found.append(_named(seen, beyond, beyond_values, active_only=active_only, officer=officer))
    return found


def _named(seen: Scope, beyond: str, values: list[Any], *, active_only: bool, officer: UUID | None) -> Branch:
    """The cases that name the person, beyond what the roles show already."""
    active = " AND v.active" if active_only else ""
    with_him = " AND EXISTS (SELECT 1 FROM access_casevisibility o WHERE o.\"case\" = c.id AND o.person = %s AND o.why = 'officer' AND o.withdrawn_at IS NULL)"
    other = officer is not None
    return Branch(
        sql=f"{_NAMED}{active}{beyond}{with_him if other else ''}",
        arguments=[seen.person, *values, *([officer] if other else [])],
        narrow=True,
    )


def case_list(
    actor: Actor, filters: Filters | None = None, sort: Sort = Sort.URGENT, *, after: str = "", size: int = PAGE
) -> Page:
    """One page of the cases an actor sees. ``after`` is the ``after`` of the page before."""
    filters, now = filters or Filters(), clock.now()
    if sort == Sort.URGENT and filters.holding in {Holding.ALL, Holding.ARCHIVED}:
        sort = Sort.NEWEST  # what is archived owes nothing
    column, direction = _ORDER[sort]
    where, arguments = filters.conditions(now)
    parts = branches(scope(actor), active_only=filters.holding in {Holding.OPEN, Holding.CLOSED}, officer=filters.officer)
    found = _first_of(parts, column, direction, where, [*arguments, *_key(after)], size=size)
    found.sort(key=lambda row: (row[1], row[0]), reverse=direction == "DESC")
    found = found[: size + 1]
    rows = CaseRow.objects.in_bulk([row[0] for row in found[:size]])
    last = found[size - 1] if len(found) > size else None
    listed = [rows[row[0]] for row in found[:size] if row[0] in rows]
    return Page(rows=listed, after=f"{last[1].isoformat()}~{last[0]}" if last else "", overdue=overdue_counts(listed, now))


def _key(after: str) -> list[Any]:
    """Where a page goes on; nothing for the first one, and for what no page of ours wrote."""
    moment, _, number = after.partition("~")
    try:
        return [datetime.fromisoformat(moment), UUID(number)]
    except ValueError:
        return []


def _first_of(
    parts: Sequence[Branch], column: str, direction: str, where: str, arguments: Sequence[Any], *, size: int
) -> list[tuple[Any, ...]]:
    """The first rows of every branch, in one round trip; ``arguments`` end with the key to go on from, if there is one."""
    if not parts:
        return []
    asks, values = [], list[Any]()
    compare = ">" if direction == "ASC" else "<"
    going_on = len(arguments) > where.count("%s")
    for part in parts:
        sort = part.opened if column == "opened_at" else f"c.{column}"
        after = f" AND ({sort}, {part.key}) {compare} (%s, %s)" if going_on else ""
        order = f"ORDER BY {sort} {direction}, {part.key} {direction} LIMIT {size + 1}"
        asks.append(f"(SELECT c.id, {sort} AS key {part.sql} AND {where}{after} {order})")
        values += [*part.arguments, *arguments]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asks), values)
        return list(cursor.fetchall())


def overdue_counts(rows: Sequence[CaseRow], now: datetime) -> dict[UUID, int]:
    """How many duties of each case are past their time; asked only for cases whose next one is."""
    late = [row.id for row in rows if row.next_due < now]
    if not late:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject, count(*) FROM register_findingrow WHERE subject = ANY(%s) AND status = 'owed' AND sort = 'duty' AND due_hi < %s GROUP BY subject",
            [late, now],
        )
        return dict(cursor.fetchall())


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many of what the actor may see: all under the filters, by stage, overdue. Above ten thousand: 1 万+."""

    total: str
    overdue: str
    stages: dict[str, str]


def said(count: int) -> str:
    """A count in words: up to ten thousand as it is, then 1 万+."""
    return "1 万+" if count > CAP else f"{count:,}"


def counts(actor: Actor, filters: Filters | None = None) -> Counts:
    """The counts of the list's tabs: the filters hold, but stage and overdue are counted each. One round trip.

    What begins with one person's cases is counted in one pass; what a role shows is counted by index, tab by tab, up to the cap.
    """
    filters, now = filters or Filters(), clock.now()
    stages = [stage for stage in Stage if stage != Stage.ADMINISTRATION]
    bare = replace(filters, stage="", overdue=False)
    tabs = [bare, replace(bare, overdue=True), *(replace(bare, stage=stage.value) for stage in stages)]
    parts = branches(scope(actor), active_only=filters.holding in {Holding.OPEN, Holding.CLOSED}, officer=filters.officer)
    found = [0] * len(tabs)
    for part in parts:
        counted = _one_pass(part, tabs, now) if part.narrow else _by_index(part, tabs, now)
        found = [one + other for one, other in zip(found, counted, strict=True)]
    named = {stage.value: said(number) for stage, number in zip(stages, found[2:], strict=True)}
    return Counts(total=said(found[0]), overdue=said(found[1]), stages=named)


def _one_pass(part: Branch, tabs: Sequence[Filters], now: datetime) -> list[int]:
    base, base_values = tabs[0].conditions(now)
    columns, values = [], list[Any]()
    for tab in tabs:
        where, arguments = tab.conditions(now)
        columns.append(f"count(*) FILTER (WHERE {where})")
        values += arguments
    return _row(f"SELECT {', '.join(columns)} {part.sql} AND {base}", [*values, *part.arguments, *base_values])


def _by_index(part: Branch, tabs: Sequence[Filters], now: datetime) -> list[int]:
    columns, values = [], list[Any]()
    for tab in tabs:
        if tab.holding == Holding.ARCHIVED and (tab.overdue or tab.stage not in {"", Stage.ARCHIVING.value}):
            columns.append("0")  # what is archived is in no other stage and owes nothing
            continue
        where, arguments = tab.conditions(now)
        columns.append(f"(SELECT count(*) FROM (SELECT 1 {part.sql} AND {where} LIMIT {CAP + 1}) x)")
        values += [*part.arguments, *arguments]
    return _row(f"SELECT {', '.join(columns)}", values)


def _row(sql: str, values: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return [int(number) for number in row]
