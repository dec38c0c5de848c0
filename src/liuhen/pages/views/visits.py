"""当场处罚 at the phone: one page of questions opens the case and the decision, one page says what comes next until it is filed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from liuhen.access.permissions import demand, demand_kind
from liuhen.access.policy import Action
from liuhen.bureau import queries as bureau
from liuhen.bureau.fold import moment_day
from liuhen.cases import visit_steps, visits
from liuhen.instruments import words
from liuhen.pages import files, handing, just_done, links
from liuhen.pages.answers import Request, go, page
from liuhen.pages.forms import as_uuid
from liuhen.pages.models import BegunVisit
from liuhen.pages.widgets import widget_of
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef
from liuhen.regulation import identifiers
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Origin
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION
from liuhen.regulation.kinds.summary import SPOT_HANDING, SUMMARY_DECISION
from liuhen.regulation.violation import JOINT
from liuhen.regulation.when import CST

#: What a post carries besides what was typed.
UNKEPT = frozenset({"csrfmiddlewaretoken", "photo", "page"})
PARTY = ("name", "representative", "address", "phone")


@require_http_methods(["GET", "POST"])
@page
def begin(request: Request) -> HttpResponse:
    """Who, where, what, who is with me: the least that a decision on the spot needs before it can be written."""
    demand(request.actor, Action.OPEN_CASE)
    if request.method == "POST":
        answer = _begun(request)
        BegunVisit.objects.filter(person=request.actor.person).update(values={}, saved_at=clock.now())
        return answer
    kept = _kept(request)
    cause = CASE_REGISTRATION.field("cause")
    picked = widget_of(cause).read(cause, kept)
    others = [one for one in bureau.officers(request.actor.agency) if one.id != request.actor.person and one.valid]
    others.sort(key=lambda one: str(one.unit) != request.actor.unit)
    context = {
        "picked": picked.split(JOINT) if picked else [],
        "industries": visits.offered(request.actor),
        "called": visits.CALLED,
        "kept": kept,
        "now": clock.now(),
        "seen": (_seen(kept) or clock.now()).astimezone(CST),
        "doubt": _doubt(kept),
        "plain_kept": kept.getlist("plain"),
        "sort": kept.get("type", "citizen"),
        "unfinished": visit_steps.unfinished(request.actor),
        "types": list(words.PARTY_TYPES.items()),
        "others": others,
        "plain": visits.PLAIN,
    }
    return render(request, "pages/visit_begin.html", context)


def _kept(request: Request) -> QueryDict:
    """What was typed here before and not yet begun with."""
    row = BegunVisit.objects.filter(person=request.actor.person, agency=request.actor.agency).first()
    kept = QueryDict(mutable=True)
    for key, values in (row.values if row else {}).items():
        kept.setlist(key, values)
    return kept


@require_POST
@page
def keep(request: Request) -> HttpResponse:
    """Save the first page as it is typed; an empty post throws it away."""
    demand(request.actor, Action.OPEN_CASE)
    mine = BegunVisit.objects.filter(person=request.actor.person)
    typed = {key: values for key, values in request.POST.lists() if key not in UNKEPT and any(values)}
    if request.POST.get("afresh") == "1":
        mine.delete()
        return go(request, reverse("visit_begin"))
    if mine.filter(values={}, saved_at__gt=_opened(request)).exists():
        return HttpResponse(status=204)  # the last keystroke's save arrived after the case was opened with it
    now = clock.now()
    BegunVisit.objects.update_or_create(
        person=request.actor.person, defaults={"agency": request.actor.agency, "values": typed, "saved_at": now}
    )
    saved = {"said": f"{now.astimezone(CST):%H:%M} 自动保存", "doubt": _doubt(request.POST)}
    return render(request, "pages/_visit_kept.html", saved)


def _doubt(typed: QueryDict) -> str:
    """What does not fit in the party's number, asked about as it is typed; the visit begins with it all the same."""
    number = typed.get("code", "").strip()
    if not number:
        return ""
    if typed.get("type", "citizen") == "citizen":
        return identifiers.identity(number, on=moment_day(clock.now()))
    return identifiers.unified_code(number)


def _seen(typed: QueryDict) -> datetime | None:
    """When the check was, by the clock of China; now where nothing is stated, None where it cannot be read."""
    text = typed.get("seen", "").strip()
    try:
        at = datetime.fromisoformat(text) if text else clock.now()
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=CST)


def _opened(request: Request) -> datetime:
    """When the page that saves itself was opened."""
    try:
        return datetime.fromisoformat(request.POST.get("page", ""))
    except ValueError:
        return clock.now()


def _begun(request: Request) -> HttpResponse:
    posted = request.POST
    paper = posted.get("paper") == "1"
    number, photos = posted.get("number", "").strip(), request.FILES.getlist("photo")
    if paper and not (number and photos):
        raise Refusal("没有开始：已用手写文书的，要写纸上的编号并拍照。请补齐。", code="incomplete")
    seen = _seen(posted)
    if seen is None:
        raise Refusal("没有开始：检查时间看不懂。请重新选。", code="incomplete")
    visit = visits.Visit(
        party=_party(request),
        place=posted.get("place", "").strip(),
        cause=widget_of(CASE_REGISTRATION.field("cause")).read(CASE_REGISTRATION.field("cause"), posted),
        facts=posted.get("facts", "").strip(),
        second=as_uuid(posted.get("second", "")),
        seen=seen,
        shown=posted.get("shown") == "1",
        plain=tuple(posted.getlist("plain")),
    )
    content: dict[str, Any] = visits.first_words(request.actor, visit)
    taken = [files.take_in(request.actor, one, None) for one in photos] if paper else []
    case = SubjectRef("case", visits.open_visit(request.actor, visit))
    if paper:
        scans = [
            {"sha256": one.sha256, "size": one.size, "type": one.type, "name": one.name, "page": at}
            for at, one in enumerate(taken, start=1)
        ]
        content |= {"number": number, "scans": scans}
    draft = register.start_draft(
        request.actor,
        "summary_decision",
        subject=case,
        about=_registration(request, case),
        origin=Origin.PAPER if paper else Origin.SYSTEM,
        content=content,
    )
    for photo in taken:
        photo.case, photo.used = case.id, draft.pk
        photo.save(update_fields=["case", "used"])
    return go(request, reverse("draft", args=[draft.pk]))


def _party(request: Request) -> dict[str, str]:
    """The party; a citizen's number is an identity number, which is masked, anybody else's a code that is public."""
    posted = request.POST
    sort = posted.get("type", "")
    if sort not in words.PARTY_TYPES:
        raise Refusal("没有开始：还没有选当事人的类别，处罚的上限按类别算。请选一项。", code="incomplete")
    number = "id_number" if sort == "citizen" else "code"
    asked = [key for key in PARTY if key != "representative" or sort != "citizen"]  # not asked of a citizen, who has none
    return {"type": sort, number: posted.get("code", "").strip(), **{key: posted.get(key, "").strip() for key in asked}}


def _registration(request: Request, case: SubjectRef) -> UUID | None:
    history = register.history(request.actor.agency, case)
    return next((UUID(one.id) for one in history.records if one.kind.key == "case_registration"), None)


@require_http_methods(["GET", "POST"])
@page
def visit(request: Request, case: UUID) -> HttpResponse:
    """What is done of this visit and the one thing to do now; a post goes on to it, on whatever device."""
    ref = SubjectRef("case", case)
    demand(request.actor, Action.WRITE, ref)
    history = register.history(request.actor.agency, ref)
    facts = register.facts(history)
    if facts.get("procedure") != "summary":
        raise Http404
    listed = visit_steps.steps(history, visit_steps.owed_in(ref))
    now = visit_steps.now_of(listed)
    if request.method == "POST":
        return go(request, links.step_page(request.actor, ref, now) if now else reverse("case", args=[case]))
    context = {
        "case": case,
        "facts": facts,
        "steps": listed,
        "now": now,
        "off": visit_steps.called_off(history),
        "just_done": just_done.of(request, ref),
        "left": sum(step.going != visit_steps.Going.DONE for step in listed),
        **links.around(request.actor, ref),
    }
    return render(request, "pages/visit.html", context)


@require_POST
@page
def not_handed(request: Request, number: UUID) -> HttpResponse:
    """The decision was said to be handed over and was not: it is served, and the visit says so."""
    ref, record = register.find_record(request.actor.agency, number)
    demand(request.actor, Action.WRITE, ref)
    demand_kind(request.actor, SPOT_HANDING.key, ref)
    if record.kind is not SUMMARY_DECISION or record.issued is None:
        raise Http404
    handing.state(request, ref, record, {"way": "none"})
    just_done.note(request, ref, record)
    return go(request, reverse("visit", args=[ref.id]))
