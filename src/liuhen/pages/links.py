"""Where pages lead: the crumbs around a subject, the page after a command, recordings tied to the record that named them."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from liuhen.access.permissions import may
from liuhen.access.policy import Action, roles_of
from liuhen.cases import commands, inspections, visit_steps
from liuhen.cases.models import CaseRow, ClueRow
from liuhen.recordings import commands as recordings
from liuhen.recordings import devices
from liuhen.recordings.device_queries import OVERSEES
from liuhen.register import register
from liuhen.register.models import Draft
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.fields import RecordingRefs
from liuhen.regulation.grammar import Refusal, Role
from liuhen.regulation.history import Record
from liuhen.regulation.kinds.execution import PARTY_END, PAYMENT
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.summary import MONEY_HANDED_IN, SPOT_COLLECTION, SPOT_HANDING, SUMMARY_DECISION, SUMMARY_FILING


def around(actor: Actor, subject: SubjectRef) -> dict[str, Any]:
    """The crumbs above a page about a subject, and where back leads."""
    if subject.type == "case":
        return _around_case(actor, subject)
    if subject.type == "clue":
        clue = ClueRow.objects.filter(pk=subject.id, agency=actor.agency).first()
        name = clue.accused or "投诉举报" if clue else ""
        return _crumbs(("投诉举报", reverse("clues")), *([(name, reverse("clue", args=[clue.pk]))] if clue else []))
    if subject.type == "recording":
        return _crumbs(("音像", reverse("recordings")), ("音像记录", reverse("recording", args=[subject.id])))
    if subject.type == "device":
        device = devices.by_id(actor.agency, subject.id)
        oversees = roles_of(actor.roles) & (OVERSEES | {Role.UNIT_HEAD})
        first = ("装备", reverse("equipment")) if oversees else ("我的设备", reverse("my_devices"))
        return _crumbs(first, *([(device.code, reverse("device", args=[device.pk]))] if device else []))
    return _crumbs(("工作台", reverse("desk")))


def _around_case(actor: Actor, subject: SubjectRef) -> dict[str, Any]:
    row = CaseRow.objects.filter(pk=subject.id, agency=actor.agency).first()
    if row is None:
        return _crumbs(("案件", reverse("cases")))
    if Role.RECEPTION.value in actor.roles and row.procedure == "licence":
        return _crumbs(("受理窗口", reverse("counter")), (row.name, reverse("case", args=[row.pk])))
    return _crumbs(("案件", reverse("cases")), (row.name, reverse("case", args=[row.pk])))


def _crumbs(*pairs: tuple[str, str]) -> dict[str, Any]:
    crumbs = [{"title": title, "url": url} for title, url in pairs]
    return {"crumbs": crumbs, "back": crumbs[-1]}


def page_of(subject: SubjectRef) -> str:
    """The page of a subject."""
    names = {"case": "case", "clue": "clue", "recording": "recording", "device": "device"}
    return reverse(names[subject.type], args=[subject.id]) if subject.type in names else reverse("desk")


def after(actor: Actor, subject: SubjectRef, record: Record, *, paper: bool) -> str:
    """Where to go once a record that asks for no signature stands."""
    if paper and record.wanted:
        return reverse("sign", args=[record.id])
    if paper and subject.type == "case":
        return reverse("paper_sitting", args=[subject.id])
    if record.kind.issued and not record.told:
        return reverse("record", args=[record.id])
    return next_of(actor, subject, record) or page_of(subject)


#: The records of a visit 当场处罚; what comes after one of them is the visit's next step.
VISIT = frozenset(
    kind.key
    for kind in (
        SUMMARY_DECISION,
        SPOT_HANDING,
        PROOF_OF_SERVICE,
        SPOT_COLLECTION,
        SUMMARY_FILING,
        MONEY_HANDED_IN,
        PAYMENT,
        PARTY_END,
    )
)
#: What is handed in as it is and waits for somebody else's opinion: whoever wrote it goes on.
SENT = frozenset({SUMMARY_FILING.key})
#: What is done on the spot, one after the other, without going back to the list of steps.
AT_ONCE = frozenset({"collect", "file"})


def next_of(actor: Actor, subject: SubjectRef, record: Record) -> str:
    """The page that comes next after a record is done: of a visit its next step, opened and filled in; empty for any other."""
    if subject.type != "case" or record.kind.key not in VISIT:
        return ""
    history = register.history(actor.agency, subject)
    if register.facts(history).get("procedure") != "summary":
        return ""
    now = visit_steps.now_of(visit_steps.steps(history, visit_steps.owed_in(subject)))
    if not may(actor, Action.WRITE, subject):
        return page_of(subject)
    return step_page(actor, subject, now) if now is not None and now.key in AT_ONCE else reverse("visit", args=[subject.id])


def step_page(actor: Actor, subject: SubjectRef, step: visit_steps.Step) -> str:
    """Where a step of a visit is done: the record to sign or to issue, the draft that was begun, or one begun now with all that is known."""
    if step.key == "film":
        return f"{reverse('upload_page')}?case={subject.id}"
    if step.record and step.key == "hand":
        return reverse("issue", args=[step.record])
    if step.record and step.going == visit_steps.Going.NOW and not step.kind:
        return reverse("sign", args=[step.record])
    history = register.history(actor.agency, subject)
    about = visit_steps.about_of(history, step.key)
    drafts = Draft.objects.filter(agency=actor.agency, subject=subject.id, kind=step.kind).order_by("-saved_at")
    there = next(
        (one for one in drafts if one.content.get("step", step.key) == step.key or step.kind != MONEY_HANDED_IN.key), None
    )
    if there is None:
        there = register.start_draft(
            actor,
            step.kind,
            subject=subject,
            about=UUID(about.id) if about else None,
            content=visit_steps.first_content(history, step.key),
        )
    return reverse("draft", args=[there.pk])


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
