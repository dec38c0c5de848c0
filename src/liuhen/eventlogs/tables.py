"""CSV: a row per event, cases in any order; a first pass sorts them by case on disk."""

import csv
import io
import marshal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from liuhen.eventlogs.files import opened
from liuhen.eventlogs.mapping import Map
from liuhen.eventlogs.spill import Spill
from liuhen.eventlogs.traces import Batch, Event, Trace, Trouble, UnreadableLog

CASES = 100  # in a batch
_DELIMITERS = ",;\t|"
_LONGEST_CELL = 1 << 24


@dataclass(frozen=True, slots=True)
class TableBatch:
    """Some cases with their rows, each as it was written: line and cells."""

    header: Sequence[str]
    case_column: str
    first: int
    cases: Sequence[tuple[str, Sequence[bytes]]]

    @property
    def traces(self) -> Iterator[Trace]:
        """Each case; one with a row that has not as many cells as the header says so."""
        columns = list(enumerate(self.header))
        of_event = [(at, key) for at, key in columns if not key.startswith("case:")]
        of_case = [(at, key) for at, key in columns if key.startswith("case:")]
        for number, (name, data) in enumerate(self.cases, self.first):
            rows = [marshal.loads(row) for row in data]  # noqa: S302 - written by ourselves a moment ago
            wrong = next(((line, len(cells)) for line, cells in rows if len(cells) != len(columns)), None)
            if wrong is not None:
                line, width = wrong
                words = f"第 {line} 行有 {width} 格，表头有 {len(columns)} 格"
                yield Trace({self.case_column: name}, [Event({}, line)], number, words)
                continue
            told = {key: next((cells[at] for _, cells in rows if cells[at]), "") for at, key in of_case}
            events = [Event({key: cells[at] for at, key in of_event if cells[at]}, line) for line, cells in rows]
            yield Trace({**{key: value for key, value in told.items() if value}, self.case_column: name}, events, number)

    def line(self, trace: Trace, event: int | None = None) -> int:
        """The line of a row."""
        return trace.events[event or 0].line


class TableLog:
    """A log in CSV, packed or not."""

    def __init__(self, path: Path, told: Map) -> None:
        self.file, self.path, self.map = path, str(path), told
        self.troubles: list[Trouble] = []

    def batches(self) -> Iterator[Batch]:
        """The cases in the order in which each first appears."""
        with Spill() as spill:
            header = self._sort(spill)
            groups = ((name, rows) for name, _, rows in spill.groups())
            first = 1
            while cases := list(islice(groups, CASES)):
                yield TableBatch(header, self.map.case_column, first, cases)
                first += len(cases)

    def _sort(self, spill: Spill) -> list[str]:
        """Put every row to its case; returns the header."""
        csv.field_size_limit(_LONGEST_CELL)
        with opened(self.file) as raw, io.TextIOWrapper(raw, self._encoding(), newline="") as text:
            rows = csv.reader(text, delimiter=self.map.delimiter or _delimiter(text.readline()))
            text.seek(0)
            try:
                header = next(rows, [])
                column = self._column(header)
                for cells in rows:
                    if cells:
                        name = cells[column] if column < len(cells) else ""
                        spill.add(spill.case(name), marshal.dumps((rows.line_num, cells)))
            except csv.Error as error:
                raise UnreadableLog(f"{self.path}:{rows.line_num}：不是 CSV") from error
        return header

    def _encoding(self) -> str:
        return self.map.encoding or "utf-8-sig"

    def _column(self, header: Sequence[str]) -> int:
        """Where the case stands; refused where a column that is needed is missing."""
        told = self.map
        missing = [name for name in (told.case_column, told.activity_column, told.time_column) if name not in header]
        if missing:
            there = "、".join(header) or "（空）"
            raise UnreadableLog(
                f"{self.path}:1：表头没有 {'、'.join(missing)} 列，请在对应表的 [columns] 里写明。现有的列：{there}"
            )
        return header.index(told.case_column)


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)
