# ruff: noqa: S608 - the SQL is put together from constants of this file; values are arguments
"""How many recordings stand under each tab of the library, the other filters held; one round trip. Counts stop at ten thousand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection

from liuhen.access.visibility import scope
from liuhen.cases.listing import CAP, said
from liuhen.recordings.library import ONLY, Filters, Only
from liuhen.recordings.library_parts import JOINED, ROWS, Branch, branches
from liuhen.register import clock
from liuhen.register.types import Actor


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
    bare, each = replace(filters, only=Only.ALL), list[str]()
    known, values = bare.known()
    for part in parts:
        where, arguments = bare.conditions(now, whole=True, cleared=part.cleared)
        each.append(f"(SELECT r.id, r.linked, r.lag, r.unreadable, r.held_until {part.sql} AND {where})")
        values += [*part.values, *arguments]
    columns = ", ".join(f"count(*) FILTER (WHERE {ONLY[tab] or 'TRUE'})" for tab in Only)
    known = f"{known.rstrip()}, " if known else "WITH "
    return f"{known}r AS MATERIALIZED ({' UNION '.join(each)}) SELECT {columns} FROM r", [*values, now]


def _tab_by_tab(parts: Sequence[Branch], filters: Filters, now: datetime) -> tuple[str, list[Any]]:
    """Each tab by the index that holds it. What is one person's own is gone through once for all tabs (``mine``)."""
    wide, own = [part for part in parts if not part.own], [part for part in parts if part.own]
    columns, values = [], list[Any]()
    if own:
        mine = " UNION ".join(_ids(part) for part in own)
        values += [value for part in own for value in part.values]
    for tab in Only:
        sql, found = _counted(wide, own, replace(filters, only=tab), now)
        columns.append(sql)
        values += found
    known = f"WITH mine AS MATERIALIZED ({mine}) " if own else ""
    return f"{known}SELECT {', '.join(columns)}", values


def _ids(part: Branch) -> str:
    """The recordings of one part; of somebody's cases without a look at their rows."""
    return f"SELECT l.recording AS id {part.sql.replace(JOINED, '')}" if part.narrow else f"SELECT r.id {part.sql}"


def _counted(wide: Sequence[Branch], own: Sequence[Branch], filters: Filters, now: datetime) -> tuple[str, list[Any]]:
    """The count of one tab, each recording once, up to one more than the cap."""
    where, arguments = filters.conditions(now)
    asks = [f"(SELECT r.id {part.sql} AND {where} LIMIT {CAP + 1})" for part in wide]
    values = [[*part.values, *arguments] for part in wide]
    if own and filters.only == Only.LOOSE:
        loose = [part for part in own if not part.narrow]  # what a case names is linked
        asks += [f"(SELECT r.id {part.sql} AND {where} LIMIT {CAP + 1})" for part in loose]
        values += [[*part.values, *arguments] for part in loose]
    elif own and where == "TRUE":
        asks.append(f"(SELECT id FROM mine LIMIT {CAP + 1})")
    elif own:
        asks.append(f"(SELECT r.id {ROWS}{where} AND (r.id IN (SELECT id FROM mine)) IS TRUE LIMIT {CAP + 1})")
        values.append(arguments)
    if not asks:
        return "0", []
    told = f"(SELECT count(*) FROM (SELECT * FROM ({' UNION '.join(asks)}) u LIMIT {CAP + 1}) x)"
    every = [value for one in values for value in one]
    if not wide or len(asks) == 1 or filters.only != Only.ALL:
        return told, every
    # one part alone may reach the cap; then nothing need be compared with anything
    alone = f"(SELECT count(*) FROM {asks[0]} x)"
    return f"(CASE WHEN {alone} > {CAP} THEN {CAP + 1} ELSE {told} END)", [*values[0], *every]
