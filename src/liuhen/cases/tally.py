"""How the duties of the law were kept, counted as they change: by rule, year and outcome, for every case and for the whole bureau.

A case's own counts are one row; what changed in them is added to the bureau's as differences, so that no write waits for another.
The sum of the differences is the count; a job adds them together, and ``recount`` makes them anew.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from liuhen.regulation.when import DISTANT_FUTURE

#: A fault's outcome: a duty has its status.
FAULT = "fault"
#: The year of what no source dates.
UNDATED = 0

_STANDS = """
SELECT coalesce(extract(year FROM arose AT TIME ZONE 'Asia/Shanghai')::int, 0), provision,
       CASE sort WHEN 'duty' THEN status ELSE 'fault' END, count(*), min(due_hi), NULL::jsonb
FROM register_findingrow WHERE subject = %s AND sort <> 'note' GROUP BY 1, 2, 3
UNION ALL
SELECT 0, '', '', 0, NULL, jsonb_build_object('unit', unit, 'restricted', restricted, 'closed', closed, 'counts', counts)
FROM cases_subjecttally WHERE subject = %s
"""
_SETTLE = """
WITH kept AS (
    INSERT INTO cases_subjecttally (subject, agency, type, unit, restricted, closed, last_year, counts)
    VALUES (%(subject)s, %(agency)s, %(type)s, %(unit)s, %(restricted)s, %(closed)s, %(last_year)s, %(counts)s)
    ON CONFLICT (subject) DO UPDATE SET unit = EXCLUDED.unit, restricted = EXCLUDED.restricted, closed = EXCLUDED.closed,
        last_year = EXCLUDED.last_year, counts = EXCLUDED.counts
)
INSERT INTO cases_ruletally (agency, type, unit, restricted, closed, year, provision, outcome, n)
SELECT %(agency)s, %(type)s, d.* FROM jsonb_to_recordset(%(changes)s::jsonb)
    AS d(unit uuid, restricted boolean, closed boolean, year smallint, provision text, outcome text, n integer)
"""
_COMPACT = """
WITH gone AS (DELETE FROM cases_ruletally RETURNING *)
INSERT INTO cases_ruletally (agency, type, unit, restricted, closed, year, provision, outcome, n)
SELECT agency, type, unit, restricted, closed, year, provision, outcome, sum(n) FROM gone
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(n) <> 0
"""
_RECOUNT = """
WITH gone AS (DELETE FROM cases_ruletally WHERE agency = %(agency)s)
INSERT INTO cases_ruletally (agency, type, unit, restricted, closed, year, provision, outcome, n)
SELECT t.agency, t.type, t.unit, t.restricted, t.closed, y.key::smallint, split_part(c.key, '|', 1), split_part(c.key, '|', 2), sum(c.value::int)
FROM cases_subjecttally t, jsonb_each(t.counts) y, jsonb_each_text(y.value) c WHERE t.agency = %(agency)s
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """What decides who may count a case or clue: its unit, whether it is marked for privacy or business secrets, whether it is closed."""

    unit: UUID | None = None
    restricted: bool = False
    closed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Stands:
    """The findings of one subject as just stored, counted; ``before`` and ``place`` are what was counted last."""

    next_due: datetime = DISTANT_FUTURE
    open_count: int = 0
    counts: Counts = field(default_factory=dict)
    before: Counts | None = None
    place: Place = field(default_factory=Place)


def stands(subject: UUID) -> Stands:
    """Count the findings of one subject: the next due moment, the open duties, and each rule's outcomes; one round trip."""
    counts: dict[str, dict[str, int]] = {}
    dues: list[datetime] = []
    count, last = 0, None
    with connection.cursor() as cursor:
        cursor.execute(_STANDS, (subject, subject))
        for year, provision, outcome, number, due, kept in cursor.fetchall():
            if kept is not None:
                last = json.loads(kept)
                continue
            counts.setdefault(str(year), {})[f"{provision}|{outcome}"] = number
            if outcome == "owed":
                count += number
                dues += [due] if due else []
    return Stands(
        next_due=min(dues, default=DISTANT_FUTURE),
        open_count=count,
        counts=counts,
        before=last["counts"] if last else None,
        place=_place(last) if last else Place(),
    )


def _place(kept: Mapping[str, Any]) -> Place:
    return Place(unit=UUID(kept["unit"]) if kept["unit"] else None, restricted=kept["restricted"], closed=kept["closed"])


def settle(agency: UUID, sort: str, subject: UUID, stood: Stands, place: Place) -> None:
    """Keep what a subject's findings amount to, and add the difference to the bureau's counts; nothing where nothing changed."""
    changes = _flat(stood.counts, place)
    changes.subtract(_flat(stood.before or {}, stood.place))
    rows = [dict(zip(_KEYS, key, strict=True), n=number) for key, number in changes.items() if number]
    if not rows:
        return
    values: dict[str, Any] = {
        "agency": agency,
        "type": sort,
        "subject": subject,
        "unit": place.unit,
        "restricted": place.restricted,
        "closed": place.closed,
        "last_year": max(map(int, stood.counts), default=UNDATED),
        "counts": json.dumps(stood.counts),
        "changes": json.dumps(rows, default=str),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, values)


_KEYS = ("unit", "restricted", "closed", "year", "provision", "outcome")


def _flat(counts: Counts, place: Place) -> "Counter[tuple[Any, ...]]":
    """Counts by all that the bureau counts them by."""
    found: Counter[tuple[Any, ...]] = Counter()
    for year, listed in counts.items():
        for key, number in listed.items():
            provision, _, outcome = key.rpartition("|")
            found[place.unit, place.restricted, place.closed, int(year), provision, outcome] += number
    return found


def compact() -> None:
    """Add the differences together: one row is left for each count. Readers see the sums before or after, never between."""
    with connection.cursor() as cursor:
        cursor.execute(_COMPACT)


def recount(agency: UUID) -> None:
    """The bureau's counts made anew from those of its cases and clues."""
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT, {"agency": agency})
