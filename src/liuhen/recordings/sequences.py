"""Numbers that are missing among the files of one device: 0007, 0008, 0010 → 0009. Pure.

A counter that begins again (a formatted card, a new day) is no gap, and a jump so wide that nobody filmed that much is none either.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

WIDEST = 200
_SET = 2000  # an earlier year is a clock that was never set
_LAST = re.compile(r"(\d+)(?=\D*$)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """A file's number in its device and when it was filmed."""

    sequence: str
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """Missing numbers, as the device writes them, between the file before and the file after."""

    first: str
    last: str
    count: int
    after: Numbered
    before: Numbered

    @property
    def said(self) -> str:
        """0009, or 0009–0012."""
        return self.first if self.count == 1 else f"{self.first}–{self.last}"


def gaps(listed: Iterable[Numbered]) -> list[Gap]:
    """What is missing, in the order of filming. Numbers are compared within what stands before them (a day, a prefix)."""
    series: dict[tuple[str, int], list[tuple[int, Numbered]]] = {}
    for one in listed:
        found = _LAST.search(one.sequence)
        if found:
            prefix = one.sequence[: found.start()]
            series.setdefault((prefix, len(found[1]) if found[1].startswith("0") else 0), []).append((int(found[1]), one))
    found_gaps = [gap for (prefix, width), numbers in series.items() for gap in _of(numbers, prefix, width)]
    return sorted(
        found_gaps, key=lambda gap: (gap.before.at is None, gap.before.at.timestamp() if gap.before.at else 0.0, gap.first)
    )


def _of(numbers: list[tuple[int, Numbered]], prefix: str, width: int) -> list[Gap]:
    """Runs of one counter: filmed later and numbered lower is a counter that began again.

    A file whose clock was never set tells its number and not its turn: it is in no run, and its number is not missing.
    """
    timed = [pair for pair in numbers if pair[1].at is not None and pair[1].at.year >= _SET]
    there = {number for number, one in numbers if one.at is None or one.at.year < _SET}
    ordered = sorted(timed, key=lambda pair: (pair[1].at, pair[0]))
    missing = []
    for (low, after), (high, before) in pairwise(ordered):
        absent = [number for number in range(low + 1, high) if number not in there] if high - low <= WIDEST else []
        if absent:
            first, last = (f"{prefix}{number:0{width}d}" for number in (absent[0], absent[-1]))
            missing.append(Gap(first=first, last=last, count=len(absent), after=after, before=before))
    return missing


def numbers_of(gap: str) -> tuple[str, int] | None:
    """Prefix and number of a number as written; None where it holds no figure."""
    found = _LAST.search(gap)
    return (gap[: found.start()], int(found[1])) if found else None


def explained(gap: Gap, notes: Iterable[dict[str, str]]) -> dict[str, str] | None:
    """The note that explains a gap: one that covers it from first to last."""
    first, last = numbers_of(gap.first), numbers_of(gap.last)
    for note in notes:
        low, high = numbers_of(note["first"]), numbers_of(note["last"])
        if first and last and low and high and low[0] == first[0] == high[0] and low[1] <= first[1] and last[1] <= high[1]:
            return note
    return None
