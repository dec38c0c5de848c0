"""投诉举报: register, see, triage; 受理窗口 is the counter's own page to the same."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from liuhen.access.permissions import demand, may
from liuhen.access.policy import Action
from liuhen.access.readings import reading as log_reading
from liuhen.cameras.queries import has_cameras, not_recorded
from liuhen.cases import commands
from liuhen.cases.models import CaseRow, ClueRow
from liuhen.pages import reading
from liuhen.pages.answers import Request, go, page
from liuhen.pages.counter import counter as at_the_counter
from liuhen.pages.shown import shown
from liuhen.pages.slots import slots_of
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef

STATES = {"new": "待处理", "waiting": "待处理", "open": "已启动", "not_open": "不启动", "transfer": "已移送", "linked": "已立案"}


@require_GET
@page
def clues(request: Request) -> HttpResponse:
    """Complaints and tip-offs, newest first; who complained is not in the list."""
    rows = [
        row for row in ClueRow.objects.filter(agency=request.actor.agency).order_by("-received_at")[:300]
        if may(request.actor, Action.SEE, SubjectRef("clue", row.pk))
    ]  # fmt: skip
    state = request.GET.get("state", "")
    shown = [{"row": row, "state": STATES.get(row.state, row.state)} for row in rows if not state or row.state == state]
    context = {
        "rows": shown,
        "total": len(rows),
        "waiting": sum(row.state in {"new", "waiting"} for row in rows),
        "state": state,
        "can_intake": may(request.actor, Action.INTAKE),
    }
    return render(request, "pages/clues.html", context)


@require_GET
@page
def counter(request: Request) -> HttpResponse:
    """The counter: what was taken in today, what is owed next, and the buttons that take in the next."""
    demand(request.actor, Action.INTAKE)
    rows = list(
        ClueRow.objects.filter(agency=request.actor.agency, registered_by=request.actor.person).order_by("-received_at")[:50]
    )
    context = {
        "rows": [{"row": row, "state": STATES.get(row.state, row.state)} for row in rows],
        "counter": at_the_counter(request.actor),
        "has_cameras": has_cameras(request.actor.agency),
        "not_recorded": not_recorded(request.actor.agency),
        "now": clock.now(),
    }
    return render(request, "pages/counter.html", context)


@require_GET
@page
def clue(request: Request, number: UUID) -> HttpResponse:
    """One clue: what it says, what became of it, what is owed."""
    ref = SubjectRef("clue", number)
    demand(request.actor, Action.SEE, ref)
    row = ClueRow.objects.filter(pk=number, agency=request.actor.agency).first()
    if row is None:
        raise Http404
    log_reading(request.actor, ref, "opened", {})
    history = register.history(request.actor.agency, ref)
    records = [one for one in history.records if not one.kind.internal and not one.voided]
    context = {
        "row": row,
        "state": STATES.get(row.state, row.state),
        "records": [
            {
                "record": shown(one),
                "sections": reading.sections(request.actor, ref, one),
                "slots": slots_of(one, request.actor, request.device),
            }
            for one in records
        ],
        "duties": [one for one in register.findings(ref) if one.status == "owed" and one.sort == "duty"],
        "can_triage": may(request.actor, Action.TRIAGE, ref) and row.state in {"new", "waiting"},
        "can_write": may(request.actor, Action.WRITE, ref),
        "can_open": may(request.actor, Action.OPEN_CASE),
        "case": CaseRow.objects.filter(pk=row.case).first() if row.case else None,
    }
    return render(request, "pages/clue.html", context)


@require_POST
@page
def triage(request: Request, number: UUID) -> HttpResponse:
    """Say what becomes of a clue."""
    posted = request.POST
    commands.triage(
        request.actor,
        number,
        posted.get("result", ""),
        posted.get("reason", "").strip(),
        transfer_to=posted.get("transfer_to", ""),
    )
    return go(request, reverse("clue", args=[number]))
