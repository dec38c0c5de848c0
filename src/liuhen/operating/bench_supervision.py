"""Measuring the supervision desk: 20,000 acts and 100,000 recordings of one bureau, asked through the views, templates included."""

import statistics
import uuid
from collections.abc import Iterator
from typing import Any

from django.db import connection, connections

from liuhen.bureau import commands as bureau
from liuhen.lib.collector import keep_loaded
from liuhen.operating.bench_ledger import Row
from liuhen.operating.bench_pages import _seconds, asking
from liuhen.operating.scratch import scratch_instance
from liuhen.pages.views import supervision
from liuhen.register.types import Actor

ACTS, RECORDINGS, ROUNDS = 20_000, 100_000, 20
UNITS, OFFICERS = 6, 60
#: Spread over a year up to today; one act in twenty without anything, one recording in twenty late.
_ACTS = """
INSERT INTO supervision_coveragerow (id, agency, "case", kind, act, must, whole, day, at, unit, restricted, officers, officer_names, state,
    seconds, covered, missing, gaps, explained, reason, reason_by, recordings)
SELECT gen_random_uuid(), %(agency)s, gen_random_uuid(), 'inspection_record',
    (ARRAY['inspection', 'sampling', 'hearing', 'leaving', 'notice', 'summary', 'interview'])[1 + n %% 7], n %% 7 <> 6, FALSE,
    current_date - (n %% 365), now() - make_interval(mins => n * 26), (%(units)s::uuid[])[1 + n %% %(several)s], FALSE,
    ARRAY[(%(officers)s::uuid[])[1 + n %% %(people)s], (%(officers)s::uuid[])[1 + (n * 7 + 1) %% %(people)s]], '周启明、沈静文',
    (ARRAY['whole', 'whole', 'whole', 'whole', 'whole', 'whole', 'whole', 'whole', 'gaps', 'gaps', 'photos', 'photos', 'photos', 'whole',
     'whole', 'exempt', 'unseen', 'told', 'unreadable', 'none'])[1 + n %% 20],
    3600, 3000, 600, '[]', FALSE, '', '', ARRAY[gen_random_uuid(), gen_random_uuid()]
FROM generate_series(1, %(number)s) n
"""
_RECORDINGS = """
INSERT INTO supervision_storagerow (id, agency, subject, "case", record, kind, day, ended, arrived, lag, late, explained, reason, messenger,
    holder, files, recordings, unit, restricted, person, person_name)
SELECT gen_random_uuid(), %(agency)s, gen_random_uuid(), gen_random_uuid(), NULL, 'inspection_record', current_date - (n %% 365),
    now() - make_interval(mins => n * 5), now() - make_interval(mins => n * 5 - lag / 60), lag, lag > 86400, n %% 3 = 0, '', n %% 200 = 0,
    '', 1, ARRAY[gen_random_uuid()], (%(units)s::uuid[])[1 + n %% %(several)s], FALSE, (%(officers)s::uuid[])[1 + n %% %(people)s], '周启明'
FROM (SELECT n, CASE WHEN n %% 20 = 0 THEN 86401 + n %% 90000 ELSE (n * 7919) %% 80000 END lag FROM generate_series(1, %(number)s) n) made
"""


def rows() -> Iterator[Row]:
    """The desk and its lists, over a month and over a whole year, on a server made for it."""
    with scratch_instance():
        agency = bureau.found_agency("压测机关", "测", demo=True, clock="system")
        actor = Actor(person=uuid.uuid4(), name="压测", agency=agency, roles=frozenset({"legal"}))
        root = bureau.set_up_actor(agency)
        units = [bureau.make_unit(root, f"执法 {number} 中队") for number in range(UNITS)]
        _fill(agency, units)
        for work, view, path in (
            ("desk of 30 days", supervision.desk, "/supervision/"),
            ("desk of a year", supervision.desk, "/supervision/?period=year"),
            ("acts of a year", supervision.acts, "/supervision/acts/?period=year&state=none"),
            ("recordings of a year", supervision.recordings, "/supervision/recordings/?period=year&state=late"),
        ):
            ask = asking(view, path, actor)
            ask()
            keep_loaded()  # as a web worker does
            times = [_seconds(ask) for _ in range(ROUNDS)]
            middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
            said = f"{middle * 1000:.1f} ms (p95 {slow * 1000:.1f})"
            yield Row(f"supervision: {work}, {ACTS:,} acts, {RECORDINGS:,} recordings", said, "", "")


def _fill(agency: uuid.UUID, units: list[uuid.UUID]) -> None:
    values: dict[str, Any] = {
        "agency": agency, "units": units, "several": UNITS, "officers": [uuid.uuid4() for _ in range(OFFICERS)], "people": OFFICERS,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ACTS, {**values, "number": ACTS})
        cursor.execute(_RECORDINGS, {**values, "number": RECORDINGS})
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE supervision_coveragerow, supervision_storagerow")
