"""Writing every projection anew from the entries, subject by subject, and saying what differed.

Each subject is done in one transaction under its own lock, so that ``serve`` may go on running. What no entry tells is kept: that
somebody was taken off a case he should be told about, that a copy of a recording could not be made.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from liuhen.access import readings
from liuhen.bureau import projections as bureau
from liuhen.bureau.commands import set_up_actor
from liuhen.cameras import projection as cameras
from liuhen.cases import projections as cases
from liuhen.cases import tally
from liuhen.instruments import jobs as papers
from liuhen.instruments import projections as instruments
from liuhen.recordings import beside
from liuhen.recordings import device_projection as devices
from liuhen.recordings import listeners as recordings
from liuhen.register import blank_numbers, officer_day, register
from liuhen.register.findings import restore
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.history import History
from liuhen.regulation.terms import Terms
from liuhen.supervision import projections as supervision

#: In the order in which they build on each other; what else has entries comes after.
SORTS = ("agency", "unit", "person", "device", "blanks", "clue", "recording", "case", "visit")
#: Tables of projections, the column that names the subject, and columns that say nothing of it.
TABLES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("bureau_agency", "id", ()),
    ("bureau_unit", "id", ()),
    ("bureau_person", "id", ()),
    ("bureau_certificate", "person", ("id",)),
    ("bureau_custodian", "coalesce(unit, agency)", ("id",)),
    ("bureau_division", "agency", ("id",)),
    ("register_officerspan", "subject", ("id",)),
    ("register_blankuse", "subject", ("id",)),
    ("register_findingrow", "subject", ("id",)),
    ("cases_caserow", "id", ()),
    ("cases_casetext", '"case"', ("id",)),
    ("cases_papertext", '"case"', ("id",)),
    ("cases_partyrow", '"case"', ("id",)),
    ("cases_waiting", '"case"', ("id",)),
    ("cases_subjecttally", "subject", ()),
    ("access_casestanding", '"case"', ("id",)),
    ("access_casevisibility", '"case"', ("id",)),
    ("cases_cluerow", "id", ()),
    ("recordings_recordingrow", "id", ()),
    ("recordings_recordinglink", "recording", ("id",)),
    ("recordings_devicerow", "id", ()),
    ("recordings_deviceholding", "device", ()),
    ("recordings_deviceuse", "device", ()),
    ("cameras_camerarow", "id", ()),
    ("recordings_equipmentneed", "unit", ("id",)),
    ("recordings_recordinghold", "recording", ()),
    ("recordings_keptrow", "recording", ()),
    ("recordings_momentrow", "recording", ()),
    ("recordings_transcriptrow", "recording", ()),
    ("recordings_clip", "recording", ("state", "error")),
    ("recordings_recordingtext", "recording", ()),
    ("recordings_recordspan", '"case"', ()),
    ("instruments_instrument", "subject", ("tries", "error")),
    ("supervision_coveragerow", '"case"', ()),
    ("supervision_storagerow", "subject", ()),
)
READINGS = "access_reading"
_CUT = 60


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One row that was not what the entries say. ``before`` and ``after`` hold the columns that differ; None: no such row."""

    table: str
    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    def line(self) -> str:
        """As it is told to the operator."""
        if self.before is None:
            return f"{self.table} {self.subject}：补上缺的一行"
        if self.after is None:
            return f"{self.table} {self.subject}：去掉多出的一行"
        told = "，".join(f"{name} {_short(self.before.get(name))} → {_short(value)}" for name, value in self.after.items())
        return f"{self.table} {self.subject}：{told}"


def subjects(agency: UUID) -> list[SubjectRef]:
    """Every subject of an agency that has entries, in the order in which their rows build on each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject_type, subject FROM ledger.acts_head WHERE agency = %s AND seq > 0 ORDER BY subject", [agency]
        )
        found = [SubjectRef(sort, number) for sort, number in cursor.fetchall()]
    places = {sort: place for place, sort in enumerate(SORTS)}
    return sorted(found, key=lambda ref: places.get(ref.type, len(SORTS)))


def rebuild(agency: UUID, progress: Callable[[int, int], None] = lambda _done, _all: None) -> Iterator[Difference]:
    """Write every row of an agency anew; yields what differed, as it is found."""
    actor, listed = set_up_actor(agency), subjects(agency)
    yield from _strays(agency)
    # rules about an officer's day and numbered blanks read other cases: all of those are there before the first case is judged
    for ref in listed:
        if ref.type == "case":
            history = register.load(agency, ref)
            officer_day.note(agency, ref, history)
            blank_numbers.note(agency, ref, history)
    for done, ref in enumerate(listed, start=1):
        yield from _one(actor, ref)
        progress(done, len(listed))
    tally.recount(agency)
    yield from _readings(agency)


def _one(actor: Actor, ref: SubjectRef) -> list[Difference]:
    """One subject under its lock: look, write anew, look again."""
    found: list[Difference] = []

    def plan(histories: Mapping[SubjectRef, History], terms: Terms) -> Sequence[Act]:
        before = _rows(ref)
        _write(actor.agency, ref, histories[ref], terms)
        found.extend(_compared(ref, before, _rows(ref)))
        return ()

    register.write_planned(actor, [ref], plan)
    return found


def _write(agency: UUID, ref: SubjectRef, history: History, terms: Terms) -> None:
    restore(agency, ref, history, terms, None, anew=True)
    bureau.project(agency, ref, history)
    cases.project(agency, ref, history)
    if ref.type == "recording":
        beside.rebuild(ref.id)
    devices.project(agency, ref, history)
    recordings.follow(agency, ref, history)
    cameras.project(agency, ref, history)
    supervision.project(agency, ref, history, terms)
    for number in instruments.rebuild(agency, ref, history):
        papers.defer(number)


def _rows(ref: SubjectRef) -> dict[str, Counter[str]]:
    """The rows of one subject in every table, as text that compares; keys that are only numbers left out."""
    found = {}
    with connection.cursor() as cursor:
        for table, column, left_out in TABLES:
            cursor.execute(
                f"SELECT (to_jsonb(t) - %s::text[])::text FROM {table} t WHERE {column} = %s",  # noqa: S608 - names of ours
                [list(left_out), ref.id],
            )
            found[table] = Counter(row[0] for row in cursor.fetchall())
    return found


def _compared(ref: SubjectRef, before: Mapping[str, Counter[str]], after: Mapping[str, Counter[str]]) -> Iterator[Difference]:
    for table, rows in before.items():
        gone = [json.loads(text) for text in (rows - after[table]).elements()]
        come = [json.loads(text) for text in (after[table] - rows).elements()]
        yield from _paired(table, str(ref), gone, come)


def _paired(table: str, subject: str, gone: list[dict[str, Any]], come: list[dict[str, Any]]) -> Iterator[Difference]:
    """Rows that went and rows that came, those of the same thing together: the ones that share most columns."""
    for new in come:
        old = max(gone, key=lambda row: sum(row[name] == value for name, value in new.items()), default=None)
        if old is None or (len(gone) != len(come) and sum(old[name] == value for name, value in new.items()) * 2 < len(new)):
            yield Difference(table=table, subject=subject, before=None, after=new)
            continue
        gone.remove(old)
        changed = [name for name, value in new.items() if old[name] != value]
        yield Difference(
            table=table,
            subject=subject,
            before={name: old[name] for name in changed},
            after={name: new[name] for name in changed},
        )
    for old in gone:
        yield Difference(table=table, subject=subject, before=old, after=None)


def _strays(agency: UUID) -> Iterator[Difference]:
    """Rows about subjects that have no entry at all: nobody but an intruder or a mistake wrote them; they are removed."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, column, _ in TABLES:
            cursor.execute(
                f"DELETE FROM {table} t WHERE t.{'id' if table == 'bureau_agency' else 'agency'} = %s AND NOT EXISTS"  # noqa: S608
                f" (SELECT FROM ledger.acts_head h WHERE h.agency = %s AND h.seq > 0 AND h.subject = {column})"
                f" RETURNING {column}::text, to_jsonb(t)::text",
                [agency, agency],
            )
            for subject, text in cursor.fetchall():
                yield Difference(table=table, subject=subject, before=json.loads(text), after=None)


def _readings(agency: UUID) -> Iterable[Difference]:
    """The rows of who opened what, anew from the second log."""
    before = _of_readings(agency)
    readings.rebuild(agency)
    after = _of_readings(agency)
    gone = [json.loads(text) for text in (before - after).elements()]
    come = [json.loads(text) for text in (after - before).elements()]
    return _paired(READINGS, str(agency), gone, come)


def _of_readings(agency: UUID) -> Counter[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {READINGS} t WHERE agency = %s", [agency])  # noqa: S608 - a name of ours
        return Counter(row[0] for row in cursor.fetchall())


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _CUT else f"{text[:_CUT]}…"
