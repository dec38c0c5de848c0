# ruff: noqa: S608 - the SQL is put together from constants of this file; values are arguments
"""The library: filters, orders, keyset pages and counts over the recordings one person may see.

As in the case list, each branch of what somebody sees is a query of its own that walks the index of its order, and their first pages are
merged: so a page costs the same whether somebody sees a dozen recordings or a hundred thousand. What a role shows is told by the row itself
(``belonging``); the cases that name a person are joined once. Counts stop at ten thousand (1 万+).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.access.visibility import Scope, scope
from liuhen.cases import frequency
from liuhen.cases.listing import CAP, said
from liuhen.cases.tokens import asked, normal, query, words_of
from liuhen.recordings.models import RecordingRow
from liuhen.register import clock
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Label, Role
from liuhen.regulation.when import start_of

PAGE = 50
COMMON = 0.02  # share of the recordings from which on a word is looked for by walking


class Order(Label):
    """How the library is ordered."""

    NEWEST = "newest", "新入库的在前"
    TAKEN = "taken", "新录制的在前"
    SLOWEST = "slowest", "入库最慢的在前"


_COLUMN = {Order.NEWEST: "arrived", Order.TAKEN: "begin", Order.SLOWEST: "lag"}


class Only(Label):
    """The tabs: each leaves few."""

    ALL = "", "全部"
    LOOSE = "unlinked", "未关联"
    LATE = "late", "迟入库"
    UNREADABLE = "unreadable", "读不出"
    HELD = "held", "留存中"


_ONLY = {
    Only.ALL: "",
    Only.LOOSE: "NOT r.linked",
    Only.LATE: "r.lag > interval '24 hours'",
    Only.UNREADABLE: "r.unreadable",
    Only.HELD: "r.held_until IS NOT NULL AND r.held_until > %s",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Filters:
    """What the library is narrowed to; empty values narrow nothing. Days are of the recording, both included."""

    only: Only = Only.ALL
    media: str = ""
    source: str = ""
    unit: UUID | None = None
    officer: UUID | None = None
    device: str = ""
    case: UUID | None = None
    taken_from: date | None = None
    taken_to: date | None = None
    text: str = ""

    @property
    def selective(self) -> bool:
        """Whether they leave some thousands at most, so that going through them once is quickest."""
        return bool(self.officer or self.device or self.case or self.text or (self.taken_from and self.taken_to))

    def conditions(self, now: datetime, *, whole: bool = False) -> tuple[str, list[Any]]:
        """SQL over ``r`` and its arguments; text and case come by their own tables. ``whole``: all that fit are gone through."""
        parts, values = list[str](), list[Any]()
        if _ONLY[self.only]:
            parts.append(_ONLY[self.only])
            values += [now] if self.only == Only.HELD else []
        for value, sql in ((self.media, "r.media = %s"), (self.source, "r.source = %s"), (self.unit, "r.unit = %s")):
            if value:
                parts.append(sql)
                values.append(value)
        if self.officer:
            parts.append("r.owner = %s")
            values.append(self.officer)
        if self.device:
            parts.append("r.device = %s")
            values.append(self.device)
        if self.case:
            parts.append('r.id IN (SELECT k.recording FROM recordings_recordinglink k WHERE k."case" = %s)')
            values.append(self.case)
        if self.taken_from:
            parts.append("r.begin >= %s")
            values.append(start_of(self.taken_from))
        if self.taken_to:
            parts.append("r.begin < %s")
            values.append(start_of(self.taken_to + timedelta(days=1)))
        if self.text:
            sql, found = _worded(self.text, whole=whole)
            parts.append(sql)
            values += found
        return " AND ".join(parts) or "TRUE", values


def _worded(text: str, *, whole: bool) -> tuple[str, list[Any]]:
    """That every word of a question stands in a recording's words: a rare one asked of the inverted index first, a common one row by row."""
    wanted = query(text)
    if not wanted:
        return "FALSE", []
    likes = " AND ".join("t.words ILIKE %s" for _ in words_of(text))
    values = [f"%{_plain(word)}%" for word in words_of(text)]
    if whole or frequency.share("recordings_recordingtext", asked(text)) < COMMON:
        return (
            f"r.id IN (SELECT t.recording FROM recordings_recordingtext t WHERE t.tokens @@ %s::tsquery AND {likes})",
            [wanted, *values],
        )
    return (
        f"EXISTS (SELECT 1 FROM recordings_recordingtext t WHERE t.recording = r.id AND t.tokens @@ %s::tsquery AND {likes} OFFSET 0)",
        [wanted, *values],
    )


def _plain(word: str) -> str:
    return normal(word).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """One part of what somebody sees: ``FROM ... WHERE ...`` over ``r``.

    ``narrow`` ones begin with one person's cases; ``by_row`` asks the same of each row instead, where a condition leaves few.
    """

    sql: str
    values: tuple[Any, ...]
    narrow: bool = False
    by_row: str = ""
    by_row_values: tuple[Any, ...] = ()


_ROWS = "FROM recordings_recordingrow r WHERE "
_NAMED = 'FROM recordings_recordinglink l JOIN {table} ON {on}."case" = l."case" WHERE l.recording = r.id AND '
_LINKED = 'JOIN recordings_recordinglink l ON l."case" = {on}."case" JOIN recordings_recordingrow r ON r.id = l.recording'


def branches(seen: Scope, roles: frozenset[str]) -> list[Branch]:
    """What somebody sees, in parts that may overlap: pages and counts take each recording once.

    By role: all but what is restricted, the closed ones, those of the unit. By name: the recordings of his cases. While no case has it:
    his own, his unit's where he heads it, those of nobody for a keeper.
    """
    found = []
    hidden = "" if seen.restricted else " AND NOT r.restricted"
    if seen.everything:
        found.append(Branch(sql=f"{_ROWS}r.agency = %s{hidden}", values=(seen.agency,)))
    elif seen.closed:
        found.append(Branch(sql=f"{_ROWS}r.agency = %s AND r.closed{hidden}", values=(seen.agency,)))
    if seen.unit:
        found.append(Branch(sql=f"{_ROWS}r.unit = %s", values=(seen.unit,)))
        several = 'EXISTS (SELECT 1 FROM recordings_recordinglink l JOIN access_casestanding s ON s."case" = l."case" WHERE l.recording = r.id AND s.unit = %s)'
        found.append(Branch(sql=f"{_ROWS}r.agency = %s AND r.several AND {several}", values=(seen.agency, seen.unit)))
    if seen.named and not (seen.everything and seen.restricted):
        mine = "v.person = %s AND v.withdrawn_at IS NULL"
        found.append(_narrow(seen, "access_casevisibility v", "v", mine, seen.person))
    if seen.counter:
        found.append(_narrow(seen, "access_casestanding s", "s", "s.agency = %s AND s.counter AND s.active", seen.agency))
    return found if seen.everything else [*found, *_loose(seen, roles)]


def _narrow(seen: Scope, table: str, on: str, condition: str, value: UUID) -> Branch:
    """The recordings of the cases that a table names."""
    return Branch(
        sql=f"FROM {table} {_LINKED.format(on=on)} WHERE {condition}",
        values=(value,),
        narrow=True,
        by_row=f"{_ROWS}r.agency = %s AND EXISTS (SELECT 1 {_NAMED.format(table=table, on=on)}{condition})",
        by_row_values=(seen.agency, value),
    )


def _loose(seen: Scope, roles: frozenset[str]) -> list[Branch]:
    """Those of no case that are a person's own."""
    if not roles & {Role.OFFICER.value, Role.UNIT_HEAD.value, Role.KEEPER.value}:
        return []
    columns = ("owner", "taken_by", "stored_by")
    found = [Branch(sql=f"{_ROWS}r.{column} = %s AND NOT r.linked", values=(seen.person,)) for column in columns]
    if Role.KEEPER.value in roles:
        found.append(Branch(sql=f"{_ROWS}r.agency = %s AND r.owner IS NULL AND NOT r.linked", values=(seen.agency,)))
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page of the library. ``after`` asks for the next one; empty on the last."""

    rows: list[RecordingRow]
    after: str = ""


def page(actor: Actor, filters: Filters | None = None, order: Order = Order.NEWEST, *, after: str = "", size: int = PAGE) -> Page:
    """One page of the recordings an actor sees. ``after`` is the ``after`` of the page before; one that is none begins anew."""
    where, values = (filters or Filters()).conditions(clock.now())
    column = _COLUMN[order]
    asks, arguments = [], list[Any]()
    key = _key(after, order)
    for part in branches(scope(actor), actor.roles):
        sql = f"SELECT {'DISTINCT ' if part.narrow else ''}r.{column} AS key, r.id {part.sql} AND {where} AND r.{column} IS NOT NULL"
        going_on = f" AND (r.{column}, r.id) < (%s, %s)" if key else ""
        asks.append(f"({sql}{going_on} ORDER BY r.{column} DESC, r.id DESC LIMIT {size + 1})")
        arguments += [*part.values, *values, *key]
    if not asks:
        return Page(rows=[])
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asks), arguments)
        found = sorted(set(cursor.fetchall()), key=lambda row: (row[0], row[1]), reverse=True)[: size + 1]
    rows = RecordingRow.objects.in_bulk([number for _, number in found[:size]])
    last = found[size - 1] if len(found) > size else None
    return Page(rows=[rows[number] for _, number in found[:size] if number in rows], after=_written(last) if last else "")


def _written(last: tuple[Any, UUID]) -> str:
    value = last[0].total_seconds() if isinstance(last[0], timedelta) else last[0].isoformat()
    return f"{value}~{last[1]}"


def _key(after: str, order: Order) -> list[Any]:
    value, _, number = after.partition("~")
    try:
        read = timedelta(seconds=float(value)) if order == Order.SLOWEST else datetime.fromisoformat(value)
        return [read, UUID(number)]
    except ValueError:
        return []


def counts(actor: Actor, filters: Filters | None = None) -> dict[str, str]:
    """How many stand under each tab, the other filters held; above ten thousand 1 万+. One round trip.

    Filters that leave few are gone through once and counted five times; else each tab is counted by the index that holds it.
    """
    filters, now = filters or Filters(), clock.now()
    parts = branches(scope(actor), actor.roles)
    if not parts:
        return {tab.value: "0" for tab in Only}
    sql, values = _one_pass(parts, filters, now) if filters.selective else _tab_by_tab(parts, filters, now)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return {tab.value: said(int(number)) for tab, number in zip(Only, row, strict=True)}


def _one_pass(parts: Sequence[Branch], filters: Filters, now: datetime) -> tuple[str, list[Any]]:
    bare, arguments = replace(filters, only=Only.ALL).conditions(now, whole=True)
    each = " UNION ".join(f"(SELECT r.id, r.linked, r.lag, r.unreadable, r.held_until {part.sql} AND {bare})" for part in parts)
    values = [value for part in parts for value in (*part.values, *arguments)]
    columns = ", ".join(f"count(*) FILTER (WHERE {_ONLY[tab] or 'TRUE'})" for tab in Only)
    return f"WITH r AS MATERIALIZED ({each}) SELECT {columns} FROM r", [*values, now]


def _tab_by_tab(parts: Sequence[Branch], filters: Filters, now: datetime) -> tuple[str, list[Any]]:
    columns, values = [], list[Any]()
    for tab in Only:
        sql, found = _counted(parts, replace(filters, only=tab), now)
        columns.append(sql)
        values += found
    return f"SELECT {', '.join(columns)}", values


def _counted(parts: Sequence[Branch], filters: Filters, now: datetime) -> tuple[str, list[Any]]:
    """The count of one tab, each recording once, up to one more than the cap."""
    where, arguments = filters.conditions(now)
    asks, values = [], list[Any]()
    for part in parts:
        if part.narrow and filters.only == Only.LOOSE:
            continue  # what a case names is linked
        if part.narrow and where == "TRUE":
            # nothing is asked of the rows themselves
            source = part.sql.replace(" JOIN recordings_recordingrow r ON r.id = l.recording", "")
            asks.append(f"(SELECT DISTINCT l.recording AS id {source} LIMIT {CAP + 1})")
            values += part.values
            continue
        few = part.narrow and filters.only != Only.ALL
        asks.append(
            f"(SELECT {'DISTINCT ' if part.narrow and not few else ''}r.id {part.by_row if few else part.sql} AND {where} LIMIT {CAP + 1})"
        )
        values += [*(part.by_row_values if few else part.values), *arguments]
    if not asks:
        return "0", []
    return f"(SELECT count(*) FROM (SELECT * FROM ({' UNION '.join(asks)}) u LIMIT {CAP + 1}) x)", values
