# ruff: noqa: S608 - the SQL is put together from constants of this file; values are arguments
"""The library: filters, orders, keyset pages and counts over the recordings one person may see.

As in the case list, each branch of what somebody sees is a query of its own that walks the index of its order, and their first pages are
merged: so a page costs the same whether somebody sees a dozen recordings or a hundred thousand. What a role shows is told by the row itself
(``belonging``); the cases that name a person are joined once. Counts stop at ten thousand (1 万+).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.access.visibility import scope
from liuhen.cases.tokens import query
from liuhen.recordings.library_parts import ROWS, Branch, branches
from liuhen.recordings.library_words import COMMON, MOST, gathered, share, worded
from liuhen.recordings.models import RecordingRow
from liuhen.register import clock
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Label
from liuhen.regulation.when import start_of

PAGE = 50
MANY = 1_000  # cases of one person from which on his recordings are looked for among the newest of the bureau
WALK = 2_000  # of these


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


ONLY = {
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
        named = self.officer or self.device or self.case or (self.taken_from and self.taken_to)
        return bool(named or (self.text and share(self.text) < MOST))

    def known(self) -> tuple[str, list[Any]]:
        """What a query begins with whose conditions are ``whole``, and its arguments."""
        if not query(self.text):
            return "", []
        found, values = gathered(self.text)
        return f"WITH {found} ", values

    def conditions(self, now: datetime, *, whole: bool = False, cleared: str = "FALSE") -> tuple[str, list[Any]]:
        """SQL over ``r`` and its arguments; text and case come by their own tables.

        ``whole``: over what was ``gathered`` of the words. ``cleared``: where the numbers of people are read in clear (``library_words``).
        """
        parts, values = list[str](), list[Any]()
        if ONLY[self.only]:
            parts.append(ONLY[self.only])
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
            sql, found = worded(self.text, whole=whole, cleared=cleared)
            parts.append(sql)
            values += found
        return " AND ".join(parts) or "TRUE", values


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """One page of the library. ``after`` asks for the next one; empty on the last."""

    rows: list[RecordingRow]
    after: str = ""


def page(actor: Actor, filters: Filters | None = None, order: Order = Order.NEWEST, *, after: str = "", size: int = PAGE) -> Page:
    """One page of the recordings an actor sees. ``after`` is the ``after`` of the page before; one that is none begins anew."""
    filters, column, key = filters or Filters(), _COLUMN[order], _key(after, order)
    found: set[tuple[Any, UUID]] = set()
    asks, (known, arguments) = [], filters.known()
    common = share(filters.text) if filters.text else 0.0
    for part in branches(scope(actor), actor.roles):
        whole = common < COMMON or (part.narrow and common < MOST)
        where, values = filters.conditions(clock.now(), whole=whole, cleared=part.cleared)
        where = f"{where} AND r.{column} IS NOT NULL{f' AND (r.{column}, r.id) < (%s, %s)' if key else ''}"
        if part.narrow and not filters.selective and _many(part):
            newest = (
                f"SELECT r.{column} AS key, r.id {ROWS}r.agency = %s AND {where} ORDER BY r.{column} DESC, r.id DESC LIMIT {WALK}"
            )
            walked = _walked(newest, [actor.agency, *values, *key], part, size + 1)
            if len(walked) > size:
                found |= set(walked)
                continue
        asks.append(
            f"(SELECT {'DISTINCT ' if part.narrow else ''}r.{column} AS key, r.id {part.sql} AND {where} "
            f"ORDER BY r.{column} DESC, r.id DESC LIMIT {size + 1})"
        )
        arguments += [*part.values, *values, *key]
    if asks:
        found |= set(_rows(known + " UNION ALL ".join(asks), arguments))
    return _page(sorted(found, key=lambda row: (row[0], row[1]), reverse=True)[: size + 1], size)


def _page(found: list[tuple[Any, UUID]], size: int) -> Page:
    rows = RecordingRow.objects.in_bulk([number for _, number in found[:size]])
    last = found[size - 1] if len(found) > size else None
    return Page(rows=[rows[number] for _, number in found[:size] if number in rows], after=_written(last) if last else "")


def _many(part: Branch) -> bool:
    """Whether somebody's cases are so many that most of the newest recordings are worth a look each."""
    return len(_rows(f"SELECT 1 {part.cases} LIMIT {MANY}", part.values)) == MANY


def _walked(newest: str, values: list[Any], part: Branch, size: int) -> list[tuple[Any, UUID]]:
    """The newest of the bureau one after the other, those of the branch taken, until the page is full or enough were looked at."""
    sql = f"SELECT n.key, n.id FROM ({newest}) n, LATERAL (SELECT 1 {part.linked} LIMIT 1 OFFSET 0) x ORDER BY n.key DESC, n.id DESC LIMIT {size}"
    return _rows(sql, [*values, *part.values])


def _rows(sql: str, arguments: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return list(cursor.fetchall())


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
