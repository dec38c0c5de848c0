"""An officer's day: his acts in other cases at the times of this one's, for the rule that nobody is in two places at once.

The spans are a projection, written as acts are entered; a case is judged with what other cases had on record at the time.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from liuhen.register.models import OfficerSpan
from liuhen.register.store import book
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Provision
from liuhen.regulation.history import Entry, History
from liuhen.regulation.statutes.practice.one_place_at_a_time import ACTS, OFFICERS_DAY, PROVISION, exact, persons
from liuhen.regulation.when import CST, When


class Span(NamedTuple):
    """One officer at one act."""

    record: UUID
    kind: str
    person: str
    name: str
    start: datetime
    end: datetime
    recorded_at: datetime


def seen(agency: UUID, ref: SubjectRef, history: History, provisions: Iterable[Provision] | None) -> History:
    """The history as the rule on an officer's day sees it, where that rule is asked: with the other cases' acts of the time."""
    if ref.type != "case" or (provisions is not None and all(item is not PROVISION for item in provisions)):
        return history
    spans = note(agency, ref, history)
    others = _elsewhere(agency, ref, spans) if spans else []
    if not others:
        return history
    kinds = book().kinds
    day = History(list(_entries(others)), kinds, subject=str(ref.id))
    return History(
        history.entries,
        kinds,
        subject=history.subject,
        subject_type=history.subject_type,
        partial=history.partial,
        others={**history.others, OFFICERS_DAY: day},
    )


def note(agency: UUID, ref: SubjectRef, history: History) -> list[Span]:
    """Make the rows of a case say who was at which act and when; they are written only where they changed."""
    spans = sorted(_spans(history))
    rows = OfficerSpan.objects.filter(subject=ref.id)
    if sorted(Span(*row) for row in rows.values_list(*Span._fields)) != spans:
        rows.delete()
        OfficerSpan.objects.bulk_create(OfficerSpan(agency=agency, subject=ref.id, **span._asdict()) for span in spans)
    return spans


def _spans(history: History) -> Iterator[Span]:
    for record in history.of(*ACTS):
        if exact(record):
            for person, name in persons(record).items():
                start, end = record.at.lo, record.ended.hi
                yield Span(UUID(record.id), record.kind.key, person[:80], name[:60], start, end, record.recorded_at)


def _elsewhere(agency: UUID, ref: SubjectRef, spans: list[Span]) -> list[OfficerSpan]:
    """The acts of these officers in other cases that overlap one of theirs here."""
    overlapping = (Q(person=span.person, start__lt=span.end, end__gt=span.start) for span in spans)
    found = OfficerSpan.objects.filter(reduce(or_, overlapping), agency=agency).exclude(subject=ref.id)
    return list(found.order_by("recorded_at", "record", "person"))


def _entries(rows: Iterable[OfficerSpan]) -> Iterator[Entry]:
    """The acts elsewhere as entries that say when and who, and nothing else of another case."""
    acts: dict[UUID, list[OfficerSpan]] = {}
    for row in rows:
        acts.setdefault(row.record, []).append(row)
    for number, (record, listed) in enumerate(acts.items(), start=1):
        first = listed[0]
        content: dict[str, Any] = {"officers": [{"id": row.person, "name": row.name} for row in listed]}
        yield Entry(
            id=str(record),
            subject=str(first.subject),
            subject_type="case",
            seq=number,
            kind=first.kind,
            version=1,
            author="",
            when=When.between(first.start, first.end),
            recorded_at=first.recorded_at.astimezone(CST),
            content=content,
        )
