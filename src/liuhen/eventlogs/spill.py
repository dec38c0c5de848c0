"""Rows of many cases, put in order on disk: a log may tell its cases in turns, and memory must not grow with it."""

import sqlite3
import tempfile
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

_WAITING = 5_000
_REMEMBERED = 20_000
_CACHE = -4_000  # KiB of pages that SQLite may keep


class Spill:
    """A temporary file of rows; cases come out in the order in which each first came in, rows in theirs."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="liuhen-audit-")
        self.database = sqlite3.connect(Path(self._folder.name) / "rows", isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = {_CACHE}", "temp_store = FILE"):
            self.database.execute(f"PRAGMA {pragma}")
        # the file is thrown away: nothing is ever rolled back
        self.database.execute("CREATE TABLE cases (number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, data BLOB)")
        self.database.execute("CREATE TABLE rows (number INTEGER NOT NULL, place INTEGER NOT NULL, data BLOB NOT NULL)")
        self.database.execute("BEGIN")
        self._numbers: dict[str, int] = {}
        self._waiting: list[tuple[int, int, bytes]] = []
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.database.close()
        self._folder.cleanup()

    def case(self, name: str, data: bytes | None = None) -> int:
        """The number of a case; it is given one where it is new."""
        number = self._numbers.get(name)
        if number is None:
            if len(self._numbers) >= _REMEMBERED:
                self._numbers.clear()
            number = self.known(name)
            if number is None:
                number = self.database.execute("INSERT INTO cases (name, data) VALUES (?, ?)", (name, data)).lastrowid or 0
            self._numbers[name] = number
        return number

    def known(self, name: str) -> int | None:
        """The number of a case; None where it has none."""
        number = self._numbers.get(name)
        if number is None:
            found = self.database.execute("SELECT number FROM cases WHERE name = ?", (name,)).fetchone()
            number = found[0] if found else None
        return number

    def add(self, case: int, data: bytes) -> None:
        """One row more."""
        self._count += 1
        self._waiting.append((case, self._count, data))
        if len(self._waiting) >= _WAITING:
            self._write()

    def _write(self) -> None:
        self.database.executemany("INSERT INTO rows VALUES (?, ?, ?)", self._waiting)
        self._waiting.clear()

    def groups(self) -> Iterator[tuple[str, bytes | None, list[bytes]]]:
        """Every case: name, its own data, its rows."""
        self._write()
        # rows first: where a log tells case after case, they are in order already and nothing is sorted twice
        ordered = self.database.execute("SELECT number, data FROM rows ORDER BY number, place")
        names = self.database.cursor()
        for number, rows in groupby(ordered, key=itemgetter(0)):
            name, data = names.execute("SELECT name, data FROM cases WHERE number = ?", (number,)).fetchone()
            yield name, data, [row for _, row in rows]
