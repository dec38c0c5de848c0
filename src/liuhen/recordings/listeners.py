"""Keeps the rows of recordings in step with their histories, inside the transaction that appends."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from liuhen.cases import tokens
from liuhen.recordings import belonging, beside, fold, holds, jobs, kept_fold, spans
from liuhen.recordings.models import KeptRow, RecordingHold, RecordingLink, RecordingRow, RecordingText, Work
from liuhen.register.signals import recorded
from liuhen.register.store import load
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.history import PART, Entry, History

RECORDING = "recording"
#: Entries of a case after which everybody sees what he saw.
_LEAVE = frozenset({PART, fold.LINKED, fold.UNLINKED, fold.LATE_EXPLAINED})
_UPSERT_WORDS = """
INSERT INTO recordings_recordingtext (recording, agency, words, tokens) VALUES (%s, %s, %s, array_to_tsvector(%s))
ON CONFLICT (recording) DO UPDATE SET words = EXCLUDED.words, tokens = EXCLUDED.tokens
"""


def connect() -> None:
    """Listen to the register."""
    recorded.connect(_on_recorded, dispatch_uid="recordings")


def _on_recorded(*, entries: Sequence[Entry], actor: Actor, histories: Mapping[SubjectRef, History], **_more: Any) -> None:
    new: dict[str, list[Entry]] = {}
    for entry in entries:
        new.setdefault(entry.subject, []).append(entry)
    for ref, history in histories.items():
        mine = new.get(str(ref.id), [])
        if mine and ref.type == RECORDING:
            row = project(actor.agency, ref.id, history)
            if row is not None and any(entry.kind == fold.STORED for entry in mine):
                jobs.defer_all(row)
        elif mine:
            _around(actor.agency, ref, history, mine)


def _around(agency: UUID, ref: SubjectRef, history: History, new: Sequence[Entry]) -> None:
    """What others' entries change for recordings: a case's acts and who sees it, who carried a device, where somebody works."""
    if ref.type == "case":
        if spans.concerned(history, new):
            spans.note(agency, ref.id, history)
        if any(entry.kind not in _LEAVE for entry in new):
            belonging.by_case(ref.id)
    elif ref.type == "device":
        belonging.by_device(ref.id)
    elif ref.type == "person":
        belonging.by_person(ref.id)


def follow(agency: UUID, ref: SubjectRef, history: History) -> None:
    """All that a subject's history means for recordings, anew."""
    if ref.type == RECORDING:
        project(agency, ref.id, history)
    elif ref.type == "case":
        spans.note(agency, ref.id, history)
        belonging.by_case(ref.id)
    elif ref.type == "device":
        belonging.by_device(ref.id)


@transaction.atomic(savepoint=False)
def project(agency: UUID, recording: UUID, history: History) -> RecordingRow | None:
    """Write row and links of one recording as its history tells them."""
    values = kept_fold.recording(history)
    if values is None:
        return None
    # locked: a worker that fails for good meanwhile waits, and is not overwritten by what was read before
    known = RecordingRow.objects.select_for_update().filter(pk=recording).first()
    if known is not None:
        for sort in jobs.SORTS:
            # that a copy could not be made is no entry; it stays told until one is made or asked for again
            if values[f"{sort}_state"] == Work.WAITING.value and getattr(known, f"{sort}_state") == Work.FAILED.value:
                values[f"{sort}_state"] = Work.FAILED.value
    standing = fold.links(history)
    kept = holds.of(history)
    values |= {"agency": agency, "linked": bool(standing), "held_until": holds.ends(kept)}
    values |= belonging.owner_values(agency, SimpleNamespace(**values)) | dict.fromkeys(
        ("several", "restricted", "closed"), False
    )
    row, _ = RecordingRow.objects.update_or_create(pk=recording, defaults={**values, "home": None})
    _holds(agency, recording, kept)
    _words(row)
    RecordingLink.objects.filter(recording=recording).exclude(pk__in=[link.entry for link in standing]).delete()
    RecordingLink.objects.bulk_create(
        [
            RecordingLink(
                entry=link.entry,
                agency=agency,
                recording=recording,
                case=link.case,
                record=link.record,
                linked_by=link.by,
                linked_at=link.at,
            )
            for link in standing
        ],
        ignore_conflicts=True,
    )
    if known is not None and (known.wave_state, row.wave_state) == (Work.NONE.value, Work.WAITING.value):
        jobs.defer("wave", recording)  # it came in before the sound was drawn
    beside.project(agency, recording, history)
    if standing:
        belonging.by_recording(recording)
    _kept(agency, recording, history)
    return row


def _kept(agency: UUID, recording: UUID, history: History) -> None:
    values = kept_fold.kept(history)
    if values is None:
        KeptRow.objects.filter(pk=recording).delete()
    else:
        KeptRow.objects.update_or_create(pk=recording, defaults={"agency": agency, **values})


def _holds(agency: UUID, recording: UUID, kept: list[holds.Hold]) -> None:
    RecordingHold.objects.filter(recording=recording).exclude(pk__in=[hold.entry for hold in kept]).delete()
    RecordingHold.objects.bulk_create(
        [RecordingHold(agency=agency, recording=recording, **asdict(hold)) for hold in kept], ignore_conflicts=True
    )


def _words(row: RecordingRow) -> None:
    said = (row.what, row.name, row.device, row.place, row.taken_by_name, row.owner_name, row.holder, row.station, row.sequence)
    words = "\n".join(dict.fromkeys(filter(None, said)))
    if RecordingText.objects.filter(pk=row.pk).values_list("words", flat=True).first() != words:
        with connection.cursor() as cursor:
            cursor.execute(_UPSERT_WORDS, [row.pk, row.agency, words, tokens.tokens(words)])


def rebuild(agency: UUID, recording: UUID) -> None:
    """The row anew from the history; copies that are still missing are asked for again."""
    row = project(agency, recording, load(agency, SubjectRef(RECORDING, recording)))
    if row is not None:
        jobs.defer_all(row)
