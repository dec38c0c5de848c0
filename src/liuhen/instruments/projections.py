"""The rows of issued papers, written from histories; rebuilt at will."""

from collections.abc import Iterable
from uuid import UUID

from liuhen.instruments.models import Instrument, State
from liuhen.register.types import SubjectRef
from liuhen.regulation.history import INSTRUMENT_ISSUED, ISSUED, Entry, History, Origin, Record


def project(agency: UUID, ref: SubjectRef, history: History, entries: Iterable[Entry]) -> list[UUID]:
    """Bring the rows of one subject in step with these entries; returns the ``issued`` entries whose PDF is still to be made."""
    waiting: list[UUID] = []
    for entry in entries:
        record = history.record(entry.part_of)
        if record is None:
            continue
        # a paper made by hand is the original itself: it never gets a second PDF (practice.md 4)
        if entry.kind == ISSUED and entry.origin == Origin.SYSTEM and not record.told:
            row = _row(agency, ref, record, entry)
            if row.state != State.READY:
                waiting.append(row.entry)
        elif entry.kind == INSTRUMENT_ISSUED and record.issued is not None:
            _ready(record.issued, entry)
    return waiting


def rebuild(agency: UUID, ref: SubjectRef, history: History) -> list[UUID]:
    """Make the rows of one subject anew; returns the entries whose PDF is still to be made."""
    Instrument.objects.filter(subject=ref.id).delete()
    return [number for number in project(agency, ref, history, history.entries) if not _made(number)]


def _made(number: UUID) -> bool:
    return Instrument.objects.filter(pk=number, state=State.READY).exists()


def _row(agency: UUID, ref: SubjectRef, record: Record, issued: Entry) -> Instrument:
    row, _ = Instrument.objects.get_or_create(
        entry=UUID(issued.id),
        defaults={
            "agency": agency,
            "subject_type": ref.type,
            "subject": ref.id,
            "record": UUID(record.id),
            "kind": record.kind.key,
            "title": record.kind.title,
            "number": str(issued.content.get("number") or ""),
            "issued_at": issued.recorded_at,
        },
    )
    return row


def _ready(issued: Entry, made: Entry) -> None:
    receipt = made.content.get("receipt") or {}
    Instrument.objects.filter(pk=UUID(issued.id)).update(
        state=State.READY,
        sha256=made.content["sha256"],
        size=made.content["size"],
        pages=made.content["pages"],
        leaf=receipt.get("index"),
        tree=receipt.get("size"),
        ready_at=made.recorded_at,
        error="",
    )
