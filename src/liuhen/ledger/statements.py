"""The ledger's SQL is sent from here: a log's name is put in only after it was looked up, values always as parameters."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from liuhen.ledger.envelope import LOGS

Arguments = Sequence[Any] | Mapping[str, Any]


def checked_log(name: str) -> str:
    """The name of a log, fit to stand in SQL; ValueError if it is none."""
    if name not in LOGS:
        msg = f"no such log: {name!r}"
        raise ValueError(msg)
    return name


def rows(sql: str, arguments: Arguments, log: str = "acts") -> list[tuple[Any, ...]]:
    """The rows of a query; ``{log}`` in it stands for the log's name."""
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("{log}", checked_log(log)), arguments)
        return list(cursor.fetchall())


def row(sql: str, arguments: Arguments, log: str = "acts") -> tuple[Any, ...] | None:
    """The first row, if there is one."""
    found = rows(sql, arguments, log)
    return found[0] if found else None


def insert(sql: str, many: Sequence[Sequence[Any]], log: str = "acts") -> None:
    """The same statement for many rows."""
    with connection.cursor() as cursor:
        cursor.executemany(sql.replace("{log}", checked_log(log)), many)


def call(sql: str, arguments: Arguments, log: str = "acts") -> None:
    """A function that returns nothing."""
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("{log}", checked_log(log)), arguments)
