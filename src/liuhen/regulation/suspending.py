"""How long a business is closed (责令停产停业): as a paper states it, in figures or in words, and the range of the penal clause."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liuhen.regulation.calendar import months_later
from liuhen.regulation.history import Record
from liuhen.regulation.usual_penalty import SUSPENSION_UNITS
from liuhen.regulation.violation import Tier

_UNITS = dict(SUSPENSION_UNITS)
_FIGURES = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"两": 2}
_SAID = re.compile(r"停[产业][^；;。，,]{0,8}?(\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个)?(日|天|月)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Length:
    """A time in months or in days. How many days a month has depends on the day on which it begins, which no paper can tell."""

    count: int
    unit: str

    @property
    def days(self) -> tuple[int, int]:
        """The fewest and the most days that it can be."""
        if self.unit == "days":
            return self.count, self.count
        starts = [date(year, month, 1) for year in (2023, 2024) for month in range(1, 13)]
        lengths = [(months_later(start, self.count) - start).days for start in starts]
        return min(lengths), max(lengths)

    def beyond(self, other: "Length") -> bool:
        """Whether it is longer, whenever both begin."""
        return self.count > other.count if self.unit == other.unit else self.days[0] > other.days[1]

    def __str__(self) -> str:
        """三个月 as 3 个月."""
        return f"{self.count} {_UNITS[self.unit]}"


def length_of(paper: Record) -> Length | None:
    """The time for which a paper closes a business; None where it closes none, or does not say how long."""
    if "suspension" not in (paper.get("penalties") or ()):
        return None
    count, unit = paper.get("suspension"), str(paper.get("suspension_unit") or "months")
    if isinstance(count, int) and not isinstance(count, bool) and unit in _UNITS:
        return Length(count=count, unit=unit)
    found = _SAID.search(str(paper.get("penalty") or ""))
    return Length(count=_number(found[1]), unit="months" if found[2] == "月" else "days") if found else None


def _number(text: str) -> int:
    """三十 as 30, 15 as 15."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_FIGURES.get(tens, 1) * 10 if ten else 0) + _FIGURES.get(ones, 0)


def bounds_of(tiers: Iterable[Tier]) -> tuple[Length, Length] | None:
    """The shortest and the longest time of several tiers together; None where none of them bounds it.

    Each act is closed for on its own: the shortest is the longest of the least times, the longest what all most times add up to.
    """
    found = [tier.months for tier in tiers if tier.months]
    if not found:
        return None
    least, most = max(low for low, _ in found), sum(high for _, high in found)
    return Length(count=least, unit="months"), Length(count=most, unit="months")
