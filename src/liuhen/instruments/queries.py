"""Questions about issued papers, for the rooms above."""

from uuid import UUID

from liuhen.instruments.models import Instrument, State


def of_record(record: UUID) -> Instrument | None:
    """The paper of an issued record; None for one that was not issued here."""
    return Instrument.objects.filter(record=record).first()


def of_subject(subject: UUID) -> dict[UUID, Instrument]:
    """The papers of a case, by record, in the order of their issue."""
    return {row.record: row for row in Instrument.objects.filter(subject=subject).order_by("issued_at")}


def not_ready(agency: UUID) -> list[Instrument]:
    """Papers that wait or failed, oldest first: for worklists and for ``doctor``."""
    return list(Instrument.objects.filter(agency=agency).exclude(state=State.READY).order_by("issued_at"))
