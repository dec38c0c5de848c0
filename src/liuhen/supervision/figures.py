"""The figures of the supervision desk: how acts were recorded by act, unit and officer; how long recordings took to be stored.

One or two queries each over narrow indexes; what a figure counts, ``listing.py`` lists by the same condition.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.regulation.covered import Covered
from liuhen.supervision.periods import Period
from liuhen.supervision.scope import Scope

#: States in which there is picture or sound; of the others nothing is known, or there is none.
RECORDED = (Covered.WHOLE, Covered.GAPS, Covered.PHOTOS, Covered.TOLD)
#: Left out of the base: nobody had to, or nobody can tell.
APART = (Covered.EXEMPT, Covered.UNSEEN)

BUCKET = 1800  # seconds: the chart counts by half hours
STEP = 300  # seconds: to which the middle one is told
LAST_BUCKET = 96  # what took longer than 48 hours stands together at the edge


@dataclass(kw_only=True)
class Line:
    """How some acts were recorded: counted by state, with the seconds of their spans that were filmed."""

    states: Counter[str] = field(default_factory=Counter)
    seconds: int = 0
    covered: int = 0

    def add(self, state: str, number: int, seconds: int, covered: int) -> None:
        """Count acts of one state."""
        self.states[state] += number
        self.seconds += seconds
        self.covered += covered

    def __getitem__(self, state: Covered) -> int:
        """How many are in one state."""
        return self.states[state.value]

    @property
    def total(self) -> int:
        """All of them."""
        return self.states.total()

    @property
    def base(self) -> int:
        """Those that were to be recorded and of which it is known whether they were."""
        return self.total - sum(self[one] for one in APART)

    @property
    def recorded(self) -> int:
        """Those with picture or sound."""
        return sum(self[one] for one in RECORDED)

    @property
    def share(self) -> float | None:
        """Recorded of base; None where there is no base."""
        return self.recorded / self.base if self.base else None

    @property
    def time_share(self) -> float | None:
        """How much of the filmed acts' time was filmed; None where nothing with a known span was filmed."""
        return self.covered / self.seconds if self.seconds else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """The same, by act, by unit and by officer; ``must`` counts only what had to be recorded, ``acts`` everything."""

    acts: Mapping[str, Line]
    units: Mapping[UUID | None, Line]
    officers: Mapping[UUID | None, Line]
    must: Line


#: One walk for all of it: the same officers do the same sort of act many times, so that few groups come out of many acts.
_COVERAGE = """
SELECT r.act, r.unit, r.must, r.officers, r.state, count(*), coalesce(sum(r.seconds) FILTER (WHERE r.covered > 0), 0), coalesce(sum(r.covered), 0)
FROM supervision_coveragerow r WHERE {where} AND r.day BETWEEN %(first)s AND %(last)s GROUP BY 1, 2, 3, 4, 5
"""


def coverage(scope: Scope, period: Period) -> Coverage:
    """How the acts of a period were recorded. An act of two officers counts for each of them, and once for the bureau."""
    acts: dict[str, Line] = {}
    units: dict[UUID | None, Line] = {}
    officers: dict[UUID | None, Line] = {}
    must = Line()
    for act, unit, owed, people, *counted in _rows(_COVERAGE, scope, period):
        acts.setdefault(act, Line()).add(*counted)
        if owed:
            must.add(*counted)
            units.setdefault(unit, Line()).add(*counted)
            for officer in people or [None]:
                officers.setdefault(officer, Line()).add(*counted)
    return Coverage(acts=acts, units=units, officers=officers, must=must)


@dataclass(kw_only=True)
class Storing:
    """How long recordings took to be stored. ``median`` in seconds; ``buckets``: half hour → how many."""

    total: int = 0
    untimed: int = 0
    late: int = 0
    explained: int = 0
    messenger: int = 0
    median: int | None = None
    buckets: dict[int, int] = field(default_factory=dict)

    @property
    def timed(self) -> int:
        """Those of which it is known how long they took."""
        return self.total - self.untimed

    @property
    def in_time(self) -> int:
        """Those stored within 24 hours."""
        return self.timed - self.late

    @property
    def share(self) -> float | None:
        """In time of those of which it is known; None where it is known of none."""
        return self.in_time / self.timed if self.timed else None

    @property
    def unexplained(self) -> int:
        """Late ones of which nobody said why."""
        return self.late - self.explained


#: One walk over the index for how long they took, by unit and five minutes; the few that are late or came through an app by their own.
_STORING = """
SELECT r.unit, r.lag / %(step)s, count(*)
FROM supervision_storagerow r WHERE {where} AND r.day BETWEEN %(first)s AND %(last)s GROUP BY 1, 2
"""
_REMARKABLE = """
SELECT r.unit, count(*) FILTER (WHERE r.late), count(*) FILTER (WHERE r.late AND r.explained), count(*) FILTER (WHERE r.messenger)
FROM supervision_storagerow r WHERE {where} AND (r.late OR r.messenger) AND r.day BETWEEN %(first)s AND %(last)s GROUP BY 1
"""


def storing(scope: Scope, period: Period) -> tuple[Storing, dict[UUID | None, Storing]]:
    """How long recordings of a period took, for all and by unit; the middle one to five minutes."""
    whole, units, steps = Storing(), dict[UUID | None, Storing](), dict[UUID | None, dict[int, int]]()
    for unit, step, number in _rows(_STORING, scope, period, step=STEP):
        one = units.setdefault(unit, Storing())
        for each in (whole, one):
            each.total += number
            each.untimed += number if step is None else 0
        if step is not None:
            steps.setdefault(unit, {})[step] = number
            bucket = min(step * STEP // BUCKET, LAST_BUCKET)
            one.buckets[bucket] = one.buckets.get(bucket, 0) + number
    for unit, late, explained, messenger in _rows(_REMARKABLE, scope, period):
        for each in (whole, units[unit]):
            each.late += late
            each.explained += explained
            each.messenger += messenger
    for unit, found in steps.items():
        units[unit].median = _middle(found)
    return whole, units


def _middle(steps: Mapping[int, int]) -> int:
    """Seconds of the middle one, as far as its step tells."""
    left = -(-sum(steps.values()) // 2)
    for step in sorted(steps):
        left -= steps[step]
        if left <= 0:
            return step * STEP
    raise ValueError("nothing has no middle")


def _rows(sql: str, scope: Scope, period: Period, **more: Any) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(where=scope.where), {**scope.arguments, "first": period.first, "last": period.last, **more})
        return list(cursor.fetchall())
