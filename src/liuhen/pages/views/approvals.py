"""待批: one screen per paper, the next one after it; one re-authentication signs what was opened in this sitting."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from liuhen.access import sessions
from liuhen.access.permissions import demand
from liuhen.access.policy import Action
from liuhen.access.readings import reading as log_reading
from liuhen.cases.case_page import decide_by
from liuhen.cases.models import CaseRow
from liuhen.cases.worklist import DeskPaper, worklist
from liuhen.instruments.words import NOWHERE
from liuhen.pages import links, previews, reading, wording
from liuhen.pages.answers import Request, page
from liuhen.pages.shown import listed, shown
from liuhen.pages.slots import Slot, slots_of
from liuhen.register import register
from liuhen.regulation.fields import Money, Text
from liuhen.regulation.history import Record

SUMS = ("fine", "confiscation", "amount")


@require_GET
@page
def approvals(request: Request) -> HttpResponse:
    """The papers that wait for this person's opinion, oldest first."""
    return render(request, "pages/approvals.html", {"papers": worklist(request.actor).approvals})


@require_GET
@page
def approval(request: Request, number: UUID) -> HttpResponse:
    """One paper: who, what, sum, article, clock, the legal opinion, what changed since; then 同意 or 退回."""
    ref, record = register.find_record(request.actor.agency, number)
    demand(request.actor, Action.SEE, ref)
    sessions.open_paper(request, number)
    log_reading(request.actor, ref, "opened", {"title": record.kind.title}, item=str(number))
    papers = worklist(request.actor).approvals
    mine = next((slot for slot in slots_of(record, request.actor, request.device) if slot.can == "opine"), None)
    if mine is None and not any(paper.waiting.record == number for paper in papers):
        raise Http404
    row = CaseRow.objects.filter(pk=ref.id).first()
    after = _after(papers, number)
    history = register.history(request.actor.agency, ref)
    records = history.records
    review = next((shown(one) for one in [_review(record, records)] if one), None)
    context = {
        "record": shown(record),
        "case": row,
        "slot": mine,
        "slots": slots_of(record, request.actor, request.device),
        "summary": summary(record),
        "sections": reading.sections(request.actor, ref, record),
        "opinions": [slot for slot in slots_of(record, request.actor, request.device) if slot.given],
        "review": review,
        "changes": listed(_changes(record, records)),
        "findings": [
            one for one in register.findings(ref) if one.status in {"owed", "breached"} and str(one.because) == record.id
        ],
        "proved": sessions.proved(request, number),
        "pages": previews.count(request.actor, ref, record),
        "left": len(papers),
        "says": wording.of(row.procedure if row else ""),
        "decide_by": decide_by(row, history, register.terms(request.actor.agency)) if row else None,
        "next": reverse("approval", args=[after.waiting.record]) if after else reverse("approvals"),
        **links.around(request.actor, ref),
    }
    return render(request, "pages/approval.html", context)


def _after(papers: list[DeskPaper], number: UUID) -> DeskPaper | None:
    """The paper after this one."""
    others = [paper for paper in papers if paper.waiting.record != number]
    return others[0] if others else None


def summary(record: Record) -> list[dict[str, Any]]:
    """The sums a paper is about, and its first running text: what a head reads first."""
    found = []
    for field in record.kind.fields:
        value = record.get(field.key)
        if isinstance(field, Money) and value:
            found.append({"title": field.title, "words": reading.line_of(field, value, NOWHERE).words})
    text = next((field for field in record.kind.fields if isinstance(field, Text) and record.get(field.key)), None)
    if text is not None:
        found.append({"title": text.title, "words": str(record.get(text.key))[:240]})
    return found


def _review(record: Record, records: tuple[Record, ...]) -> Record | None:
    """The newest legal opinion of the case before this paper."""
    found = [one for one in records if one.kind.key == "legality_review" and not one.voided and one.id != record.id]
    return found[-1] if found else None


def _changes(record: Record, records: tuple[Record, ...]) -> list[Record]:
    """What was recorded in the case since this paper was frozen."""
    return [one for one in records if one.entry.seq > record.entry.seq and not one.kind.internal and not one.voided][-8:]


__all__ = ["Slot", "approval", "approvals"]
