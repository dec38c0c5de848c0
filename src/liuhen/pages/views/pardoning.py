"""What is not done: past doing, let go on a ground and a basis, not needed in this case, or let pass by a head (免办、无法补办)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from liuhen.access.permissions import demand, may
from liuhen.access.policy import Action
from liuhen.pages import links
from liuhen.pages.answers import Request, go, page
from liuhen.register import register
from liuhen.register.models import FindingRow
from liuhen.register.types import SubjectRef
from liuhen.regulation import excusals
from liuhen.regulation.excusals import STATED, Ground, still_to_be_done
from liuhen.regulation.grammar import Level, Role


@require_http_methods(["GET", "POST"])
@page
def explain(request: Request, finding: int) -> HttpResponse:
    """Say why a duty can no longer be met (it shows as a breach and gates nothing further) or is not needed, let it go, or let it pass."""
    row = FindingRow.objects.filter(pk=finding, agency=request.actor.agency).first()
    if row is None:
        raise Http404
    ref, actor = SubjectRef(row.subject_type, row.subject), request.actor
    writes = may(actor, Action.WRITE, ref)
    if not writes:
        demand(actor, Action.APPROVE, ref)
    if request.method == "POST":
        _let_go(request, row, ref)
        return go(request, links.page_of(ref))
    past = writes and row.sort == "duty" and not still_to_be_done(row.owes, row.gates)
    free = writes and row.sort == "duty" and not excusals.not_needed(level=row.level, gates=bool(row.gates))
    context = {
        "row": row,
        "writes": writes and row.sort == "duty",
        "excusing": request.GET.get("as") == "excused",
        "past": past,
        "title": "无法补办或者免办" if past else "免办" if writes else "不适用",
        "overrides": Role.HEAD.value in actor.roles and bool(row.gates) and row.level != Level.LAW.value,
        "grounds": [ground for ground in STATED if ground != Ground.UNSUITABLE or row.owes.startswith("recording")],
        "free": free,
        "unneeded": free and request.GET.get("as") == "not_needed",
        "law": row.level == Level.LAW.value,
        **links.around(actor, ref),
    }
    return render(request, "pages/explain.html", context)


def _let_go(request: Request, row: FindingRow, ref: SubjectRef) -> None:
    """Do what was chosen, each by whoever may."""
    said, chosen = request.POST.get("text", ""), request.POST.get("as", "")
    demand(request.actor, Action.APPROVE if chosen == "override" else Action.WRITE, ref)
    if chosen == "override":
        register.override(request.actor, ref, row.key, said)
    elif chosen == "not_needed":
        register.not_needed(request.actor, ref, row.key, said)
    elif chosen == "excused":
        register.excuse(
            request.actor,
            ref,
            row.key,
            ground=request.POST.get("ground", ""),
            reason=said,
            basis=request.POST.get("basis", ""),
            approver=request.POST.get("approver", ""),
        )
    else:
        register.declare_breached(request.actor, ref, row.key, said)
