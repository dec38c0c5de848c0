"""Dots on a time axis, as server-side SVG: how long recordings of each unit took from their end to their storing.

A dot is one recording, or several where a bureau has many; each row says so in words too. Pure geometry, in per cent of the width.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from liuhen.regulation.articles.a27_case_file import STORE_HOURS
from liuhen.supervision.figures import BUCKET, LAST_BUCKET, Storing

HIGH = 7  # dots above each other
STEP = 5  # from one to the next
HEIGHT = 44
HOURS = LAST_BUCKET * BUCKET // 3600  # to which the axis goes; the last place stands for all beyond
_WIDTH = LAST_BUCKET + 1
#: Where the dots of one half hour lie: the middle first, then in turn below and above it.
_PLACES = tuple(HEIGHT // 2 + (place + 1) // 2 * STEP * (1 if place % 2 else -1) for place in range(HIGH))
LIMIT = STORE_HOURS * 3600


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """One dot; ``over`` stands beyond the limit."""

    x: str
    y: int
    over: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Strip:
    """One unit's dots; ``median`` is where the middle one lies, empty where there is none."""

    name: str
    dots: tuple[Dot, ...]
    median: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """All of it. ``each``: how many recordings one dot stands for; ``limit``: where 24 hours lie; ``ticks``: hours on the axis."""

    strips: tuple[Strip, ...]
    each: int
    limit: str
    beyond: str
    ticks: tuple[tuple[int, str], ...]
    height: int = HEIGHT


def chart(units: Mapping[str, Storing]) -> Chart:
    """The chart of these units, in their order."""
    most = max((number for unit in units.values() for number in unit.buckets.values()), default=1)
    each = -(-most // HIGH)
    return Chart(
        strips=tuple(Strip(name=name, dots=_dots(unit, each), median=_median(unit)) for name, unit in units.items()),
        each=each,
        limit=_at(LIMIT / BUCKET),
        beyond=_at(_WIDTH - LIMIT / BUCKET),
        ticks=tuple((hour, _at(hour * 3600 / BUCKET)) for hour in range(0, HOURS + 1, 6)),
    )


def _dots(unit: Storing, each: int) -> tuple[Dot, ...]:
    found = []
    for bucket, number in sorted(unit.buckets.items()):
        x, over = _at(bucket + 0.5), bucket * BUCKET >= LIMIT
        found += [Dot(x=x, y=y, over=over) for y in _PLACES[: -(-number // each)]]
    return tuple(found)


def _median(unit: Storing) -> str:
    return "" if unit.median is None else _at(min(unit.median / BUCKET, LAST_BUCKET + 0.5))


def _at(place: float) -> str:
    return f"{place / _WIDTH * 100:.2f}%"
