"""Between the ledger's stored entries and the law's histories; the terms of an agency, read from its own history."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from liuhen.ledger.envelope import StoredEntry
from liuhen.ledger.read import history as stored_history
from liuhen.register import warm
from liuhen.register.types import SubjectRef
from liuhen.regulation.book import Book
from liuhen.regulation.calendar import Calendar
from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import Entry, History
from liuhen.regulation.kinds.machine import SOURCE_TOLD
from liuhen.regulation.rulebooks import named
from liuhen.regulation.terms import Setting, Terms
from liuhen.regulation.when import CST, When


def book() -> Book:
    """The book by which this installation judges: ours, or the one that LIUHEN_BOOK names."""
    return named(settings.LIUHEN_BOOK).book


def entry_of(stored: StoredEntry, kinds: Mapping[str, Kind]) -> Entry:
    """A stored entry as rules see it; content of an older version is brought up to the kind's present one."""
    content, kind = stored.content, kinds.get(stored.kind)
    if kind is not None and not stored.destroyed:
        for version in range(stored.version, kind.version):
            content = kind.upcast[version](dict(content))
    return Entry(
        id=str(stored.id),
        subject=str(stored.subject),
        subject_type=stored.subject_type,
        seq=stored.seq,
        kind=stored.kind,
        version=stored.version,
        author=str(stored.author or ""),
        when=When.from_json(stored.acted) if stored.acted else When.at(stored.recorded_at),
        recorded_at=stored.recorded_at.astimezone(CST),
        origin=stored.origin,
        part_of=_text(stored.part_of),
        corrects=_text(stored.corrects),
        about=_text(stored.about),
        content=content,
        root=stored.content_root.hex(),
        destroyed=stored.destroyed,
    )


def _text(number: UUID | None) -> str:
    return str(number) if number else ""


def fold(ref: SubjectRef, entries: Iterable[Entry]) -> History:
    """Entries of one subject as a history; partial where its source does not claim to tell everything."""
    listed = tuple(entries)
    partial = any(entry.kind == SOURCE_TOLD.key and not entry.content.get("complete") for entry in listed)
    return History(listed, book().kinds, subject=str(ref.id), subject_type=ref.type, partial=partial)


def load(agency: UUID, ref: SubjectRef) -> History:
    """The history of a subject as it stands; empty for a subject that has none."""
    kinds = book().kinds
    return warm.history(agency, ref.id, lambda stored: entry_of(stored, kinds), lambda entries: fold(ref, entries))


_terms: dict[UUID, tuple[int, Terms]] = {}


def terms(agency: UUID) -> Terms:
    """Calendar and settings of an agency, from its own history; cached until that history grows."""
    known, cached = _terms.get(agency, (0, Terms()))
    newer = stored_history(agency, agency, after=known)
    if newer:
        history = load(agency, SubjectRef("agency", agency))
        known, cached = len(history), terms_of(history)
        _terms[agency] = (known, cached)
    return cached


def terms_of(history: History) -> Terms:
    """The terms that an agency's history states: ``setting`` entries, oldest day of effect first."""
    stated: dict[str, list[Setting]] = {}
    overrides: dict[date, bool] = {}
    demo = False
    for record in history.records:
        if record.kind.key == "agency_founded":
            demo = bool(record["demo"])
        elif record.kind.key == "setting" and record["key"] == "calendar":
            overrides |= {date.fromisoformat(day): bool(works) for day, works in (record["value"] or {}).items()}
        elif record.kind.key == "setting":
            since = date.fromisoformat(str(record["since"] or "1900-01-01"))
            setting = Setting(value=record["value"], since=since, source=str(record["source"] or ""))
            stated.setdefault(str(record["key"]), []).append(setting)
    ordered = {key: tuple(sorted(values, key=lambda item: item.since)) for key, values in stated.items()}
    return book().terms(Terms(calendar=Calendar(overrides=overrides), settings=ordered, demo=demo))


def today(moment: datetime) -> date:
    """The calendar day in China of a moment."""
    return moment.astimezone(CST).date()
