"""Where pages lead: the crumbs around a subject, the page after a command, recordings tied to the record that named them."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from liuhen.cases import commands, inspections
from liuhen.cases.models import CaseRow, ClueRow
from liuhen.recordings import commands as recordings
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.fields import RecordingRefs
from liuhen.regulation.grammar import Refusal, Role
from liuhen.regulation.history import Record
from liuhen.regulation.kinds.summary import SPOT_COLLECTION, SUMMARY_DECISION, SUMMARY_FILING


def around(actor: Actor, subject: SubjectRef) -> dict[str, Any]:
    """The crumbs above a page about a subject, and where back leads."""
    if subject.type == "case":
        row = CaseRow.objects.filter(pk=subject.id, agency=actor.agency).first()
        if row is None:
            return _crumbs(("案件", reverse("cases")))
        if Role.RECEPTION.value in actor.roles and row.procedure == "licence":
            return _crumbs(("受理窗口", reverse("counter")), (row.name, reverse("case", args=[row.pk])))
        return _crumbs(("案件", reverse("cases")), (row.name, reverse("case", args=[row.pk])))
    if subject.type == "clue":
        clue = ClueRow.objects.filter(pk=subject.id, agency=actor.agency).first()
        name = clue.accused or "投诉举报" if clue else ""
        return _crumbs(("投诉举报", reverse("clues")), *([(name, reverse("clue", args=[clue.pk]))] if clue else []))
    if subject.type == "recording":
        return _crumbs(("音像", reverse("recordings")), ("音像记录", reverse("recording", args=[subject.id])))
    return _crumbs(("工作台", reverse("desk")))


def _crumbs(*pairs: tuple[str, str]) -> dict[str, Any]:
    crumbs = [{"title": title, "url": url} for title, url in pairs]
    return {"crumbs": crumbs, "back": crumbs[-1]}


def page_of(subject: SubjectRef) -> str:
    """The page of a subject."""
    names = {"case": "case", "clue": "clue", "recording": "recording"}
    return reverse(names[subject.type], args=[subject.id]) if subject.type in names else reverse("desk")


def after(subject: SubjectRef, record: Record, *, paper: bool) -> str:
    """Where to go once a record that asks for no signature stands."""
    if paper and record.wanted:
        return reverse("sign", args=[record.id])
    if paper and subject.type == "case":
        return reverse("paper_sitting", args=[subject.id])
    if record.kind.issued and not record.told:
        return reverse("record", args=[record.id])
    return next_of(subject, record) or page_of(subject)


#: The records of a visit 当场处罚; what comes after one of them is said by the page of the visit.
VISIT = frozenset(kind.key for kind in (SUMMARY_DECISION, SPOT_COLLECTION, SUMMARY_FILING))


def next_of(subject: SubjectRef, record: Record) -> str:
    """The page that says what comes next after a record is done: of a visit the visit's own; empty for any other."""
    return reverse("visit", args=[subject.id]) if subject.type == "case" and record.kind.key in VISIT else ""


def link_clue(actor: Actor, subject: SubjectRef, record: Record) -> None:
    """Tie a case to the complaint it was opened from: an entry in both histories, so that the duty to answer is seen from both."""
    clue = str(record.get("clue") or "")
    if subject.type == "case" and record.kind.key == "case_registration" and clue:
        commands.link_clue(actor, UUID(clue), subject.id)


def link_inspection(actor: Actor, subject: SubjectRef, record: Record) -> None:
    """Tie a case to the inspection that found it: an entry in both histories with what was taken along."""
    inspection = str(record.get("inspection") or "")
    if subject.type == "case" and record.kind.key == "case_registration" and inspection:
        inspections.link(actor, UUID(inspection), subject.id)


def link_recordings(actor: Actor, subject: SubjectRef, record: Record) -> None:
    """Tie the recordings that a record names to it: an entry in both histories."""
    if subject.type != "case":
        return
    for field in record.kind.fields:
        if isinstance(field, RecordingRefs):
            for number in record.get(field.key) or ():
                try:
                    recordings.link(actor, subject.id, UUID(str(number)), record=UUID(record.id))
                except Refusal as refusal:
                    if refusal.code != "already":
                        raise
