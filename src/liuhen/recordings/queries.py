"""Reading about recordings: of a case, of a record, not yet linked; what a record's span is covered by; uploads; custody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from liuhen import access
from liuhen.access.models import Reading
from liuhen.access.policy import SEES_ALL, roles_of
from liuhen.access.readings import of_subject
from liuhen.recordings.models import RecordingLink, RecordingRow, Upload, UploadState
from liuhen.register import clock, register, stores
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.covered import Coverage, Taken, cover
from liuhen.regulation.history import Entry


def of_case(case: UUID) -> list[RecordingRow]:
    """The recordings linked to a case, in the order of their beginning; those without a time last."""
    return _in_order(RecordingRow.objects.filter(pk__in=RecordingLink.objects.filter(case=case).values("recording")))


def of_record(record: UUID) -> list[RecordingRow]:
    """The recordings linked to one record."""
    return _in_order(RecordingRow.objects.filter(pk__in=RecordingLink.objects.filter(record=record).values("recording")))


def _in_order(rows: "QuerySet[RecordingRow]") -> list[RecordingRow]:
    return sorted(rows, key=lambda row: (row.begin is None, row.begin.timestamp() if row.begin else 0.0, row.name))


def links_of_case(case: UUID) -> list[RecordingLink]:
    """Which recording stands for which record of a case."""
    return list(RecordingLink.objects.filter(case=case).order_by("linked_at"))


def visible(actor: Actor) -> "QuerySet[RecordingRow]":
    """The recordings an actor sees: of visible cases, own ones not yet linked; unlinked ones of others for roles that see all."""
    links = RecordingLink.objects.filter(recording=OuterRef("pk"), case__in=access.visible_cases(actor).values("case"))
    unlinked = Q(linked=False)
    if not roles_of(actor.roles) & SEES_ALL:
        unlinked &= Q(stored_by=actor.person) | Q(taken_by=actor.person)
    return RecordingRow.objects.filter(Exists(links) | unlinked, agency=actor.agency)


def unlinked(actor: Actor, limit: int = 200) -> list[RecordingRow]:
    """Own recordings that belong to no case yet, newest first."""
    own = Q(stored_by=actor.person) | Q(taken_by=actor.person)
    rows = RecordingRow.objects.filter(own, agency=actor.agency, linked=False)
    return list(rows.order_by("-arrived")[:limit])


def find(actor: Actor, recording: UUID) -> RecordingRow:
    """One recording the actor may see; Http404 for any other."""
    access.demand(actor, "see", SubjectRef("recording", recording))
    row = RecordingRow.objects.filter(pk=recording, agency=actor.agency).first()
    if row is None:
        raise Http404
    return row


def coverage_for(record: UUID, begin: datetime, end: datetime) -> Coverage:
    """What of a record's span its linked recordings cover. ValueError when the span ends before it begins."""
    return cover(begin, end, taken(of_record(record)))


def taken(rows: Iterable[RecordingRow]) -> list[Taken]:
    """Rows as stretches on the clock; those without a time, and those nobody can read, cover nothing."""
    return [
        Taken(id=str(row.pk), media=row.media, begin=row.begin, end=row.end)
        for row in rows
        if row.begin and row.end and not row.unreadable
    ]


def lost(agency: UUID | None = None) -> Iterator[tuple[RecordingRow, str]]:
    """Recordings whose original is not in the store as it should be: ``missing``, or ``size`` differs. Cheap: no byte is read."""
    rows = RecordingRow.objects.filter(here=True) if agency is None else RecordingRow.objects.filter(agency=agency, here=True)
    disk, *others = stores.reading()
    elsewhere: dict[str, int] | None = None  # listed once: asking a store for each file alone would take minutes
    for row in rows.only("pk", "name", "sha256", "size").iterator(chunk_size=2000):
        try:
            size: int | None = disk.size(row.sha256)
        except FileNotFoundError:
            if elsewhere is None:
                elsewhere = {digest: length for store in others for digest, length in store.listed()}
            size = elsewhere.get(row.sha256)
        if size != row.size:
            yield row, "missing" if size is None else "size"


def open_uploads(actor: Actor) -> list[Upload]:
    """The actor's uploads that can be gone on with, and those that were received but not stored yet."""
    waiting = Q(state=UploadState.RECEIVING.value, expires_at__gt=clock.now()) | Q(state=UploadState.RECEIVED.value)
    return list(Upload.objects.filter(waiting, agency=actor.agency, person=actor.person).order_by("-created_at"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Custody:
    """The whole life of a recording: what was done with it (entries) and who looked at it (readings)."""

    entries: tuple[Entry, ...]
    readings: tuple[Reading, ...]


def custody(actor: Actor, recording: UUID) -> Custody:
    """For the custody list of the player; newest first."""
    row = find(actor, recording)
    ref = SubjectRef("recording", row.pk)
    history = register.history(actor.agency, ref)
    return Custody(entries=tuple(reversed(history.entries)), readings=tuple(of_subject(ref)))
