# ruff: noqa: S608 - the SQL is put together from constants of this file; values are arguments
"""The case list: filters, sorting, keyset pages, counts, over what one person may see.

Each branch of a person's scope is a query of its own that walks the index of its sorting; their first pages are merged. So the list
costs the same whether somebody sees a dozen cases or a million. Counts stop at ten thousand (1 万+).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
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
        """SQL over ``c`` and its arguments."""
        parts, arguments = [_HOLDING[self.holding]], list[Any]()
        for value, sql in ((self.stage, "c.stage = %s"), (self.unit, "c.unit = %s"), (self.act, "c.act = %s")):
            if value:
                parts.append(sql)
                arguments.append(value)
        if self.officer:
            parts.append(
                "c.id IN (SELECT o.\"case\" FROM access_casevisibility o WHERE o.person = %s AND o.why = 'officer' AND o.withdrawn_at IS NULL)"
            )
            arguments.append(self.officer)
        if self.overdue:
            parts.append("c.next_due < %s")
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


def branches(seen: Scope, *, active_only: bool = False) -> list[tuple[str, list[Any]]]:
    """The branches of a scope: ``FROM ... WHERE ...`` over ``c``, with arguments. Nobody who sees no case has none."""
    found: list[tuple[str, list[Any]]] = []
    plain = "" if seen.restricted else " AND c.secrecy NOT IN ('privacy', 'business')"
    if seen.everything:
        found.append((f"FROM cases_caserow c WHERE c.agency = %s{plain}", [seen.agency]))
    elif seen.closed:
        found.append((f"FROM cases_caserow c WHERE c.agency = %s AND c.closed_at IS NOT NULL{plain}", [seen.agency]))
    if seen.unit:
        found.append(("FROM cases_caserow c WHERE c.unit = %s", [seen.unit]))
    if seen.named and not (seen.everything and seen.restricted):
        active = " AND v.active" if active_only else ""
        sql = f'FROM access_casevisibility v JOIN cases_caserow c ON c.id = v."case" WHERE v.person = %s AND v.withdrawn_at IS NULL{active}'
        found.append((sql, [seen.person]))
    return found


def case_list(
    actor: Actor, filters: Filters | None = None, sort: Sort = Sort.URGENT, *, after: str = "", size: int = PAGE
) -> Page:
    """One page of the cases an actor sees. ``after`` is the ``after`` of the page before."""
    filters, now = filters or Filters(), clock.now()
    column, direction = _ORDER[sort]
    where, arguments = filters.conditions(now)
    if after:
        compare = ">" if direction == "ASC" else "<"
        where += f" AND (c.{column}, c.id) {compare} (%s, %s)"
        arguments += _key(after)
    order = f"ORDER BY c.{column} {direction}, c.id {direction} LIMIT {size + 1}"
    found = _merge(
        scope(actor),
        where,
        arguments,
        columns=f"c.id, c.{column} AS key",
        tail=order,
        active_only=filters.holding == Holding.OPEN,
    )
    found.sort(key=lambda row: (row[1], row[0]), reverse=direction == "DESC")
    found = found[: size + 1]
    rows = CaseRow.objects.in_bulk([row[0] for row in found[:size]])
    more = len(found) > size
    last = found[size - 1] if more else None
    listed = [rows[row[0]] for row in found[:size] if row[0] in rows]
    return Page(rows=listed, after=f"{last[1].isoformat()}~{last[0]}" if last else "", overdue=overdue_counts(listed, now))


def _key(after: str) -> list[Any]:
    moment, _, number = after.partition("~")
    return [datetime.fromisoformat(moment), UUID(number)]


def _merge(
    seen: Scope, where: str, arguments: Sequence[Any], *, columns: str, tail: str, active_only: bool
) -> list[tuple[Any, ...]]:
    """The first rows of every branch, each once."""
    parts, values = [], list[Any]()
    for sql, own in branches(seen, active_only=active_only):
        parts.append(f"(SELECT {columns} {sql} AND {where} {tail})")
        values += [*own, *arguments]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(parts), values)
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
    """The counts of the list's tabs: the filters hold, but stage and overdue are counted each. One round trip."""
    filters, now, seen = filters or Filters(), clock.now(), scope(actor)
    base, arguments = Filters(
        holding=filters.holding, unit=filters.unit, officer=filters.officer, act=filters.act,
        opened_from=filters.opened_from, opened_to=filters.opened_to,
    ).conditions(now)  # fmt: skip
    stages = [stage for stage in Stage if stage != Stage.ADMINISTRATION]
    wanted = [("TRUE", list[Any]()), ("c.next_due < %s", [now]), *(("c.stage = %s", [stage.value]) for stage in stages)]
    found = _count_all(
        seen,
        [(f"{base} AND {more}", [*arguments, *values]) for more, values in wanted],
        active_only=filters.holding == Holding.OPEN,
    )
    named = {stage.value: said(number) for stage, number in zip(stages, found[2:], strict=True)}
    return Counts(total=said(found[0]), overdue=said(found[1]), stages=named)


def _count_all(seen: Scope, conditions: Sequence[tuple[str, list[Any]]], *, active_only: bool) -> list[int]:
    parts, values = [], list[Any]()
    for where, arguments in conditions:
        inner = []
        for sql, own in branches(seen, active_only=active_only):
            inner.append(f"(SELECT c.id {sql} AND {where} LIMIT {CAP + 1})")
            values += [*own, *arguments]
        # UNION parts cases that two branches both hold; a single branch needs no such work
        parts.append(f"(SELECT count(*) FROM ({' UNION '.join(inner)}) x)" if inner else "0")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        row = cursor.fetchone()
    return [int(number) for number in row]
