"""Keeps the rows of recordings in step with their histories, inside the transaction that appends."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from liuhen.recordings import beside, fold, holds, jobs
from liuhen.recordings.models import RecordingHold, RecordingLink, RecordingRow, Work
from liuhen.register.signals import recorded
from liuhen.register.store import load
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.history import Entry, History

RECORDING = "recording"


def connect() -> None:
    """Listen to the register."""
    recorded.connect(_on_recorded, dispatch_uid="recordings")


def _on_recorded(*, entries: Sequence[Entry], actor: Actor, histories: Mapping[SubjectRef, History], **_more: Any) -> None:
    touched = {entry.subject for entry in entries if entry.subject_type == RECORDING}
    new = {entry.subject for entry in entries if entry.kind == fold.STORED}
    for ref, history in histories.items():
        if ref.type == RECORDING and str(ref.id) in touched:
            row = project(actor.agency, ref.id, history)
            if row is not None and str(ref.id) in new:
                jobs.defer_all(row)


def project(agency: UUID, recording: UUID, history: History) -> RecordingRow | None:
    """Write row and links of one recording as its history tells them."""
    values = fold.row(history)
    if values is None:
        return None
    known = RecordingRow.objects.filter(pk=recording).first()
    if known is not None:
        for sort in jobs.SORTS:
            # that a copy could not be made is no entry; it stays told until one is made or asked for again
            if values[f"{sort}_state"] == Work.WAITING.value and getattr(known, f"{sort}_state") == Work.FAILED.value:
                values[f"{sort}_state"] = Work.FAILED.value
    standing = fold.links(history)
    kept = holds.of(history)
    values |= {"agency": agency, "linked": bool(standing), "held_until": holds.ends(kept)}
    row, _ = RecordingRow.objects.update_or_create(pk=recording, defaults=values)
    _holds(agency, recording, kept)
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
    beside.project(agency, recording, history)
    return row


def _holds(agency: UUID, recording: UUID, kept: list[holds.Hold]) -> None:
    RecordingHold.objects.filter(recording=recording).exclude(pk__in=[hold.entry for hold in kept]).delete()
    RecordingHold.objects.bulk_create(
        [RecordingHold(agency=agency, recording=recording, **asdict(hold)) for hold in kept], ignore_conflicts=True
    )


def rebuild(agency: UUID, recording: UUID) -> None:
    """The row anew from the history; copies that are still missing are asked for again."""
    row = project(agency, recording, load(agency, SubjectRef(RECORDING, recording)))
    if row is not None:
        jobs.defer_all(row)
