"""新增记录: the chooser by stage with what comes next, and the one door through which a draft is opened."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from liuhen.access.permissions import demand, demand_kind, powers
from liuhen.access.policy import Action
from liuhen.bureau import queries as bureau
from liuhen.cases import inspections
from liuhen.cases.case_page import case_view
from liuhen.cases.chooser import Choice
from liuhen.cases.elsewhere import elsewhere, given_away
from liuhen.pages import links
from liuhen.pages.answers import Request, go, page
from liuhen.pages.duties import OWED, unfinished
from liuhen.pages.forms import as_uuid
from liuhen.register import register
from liuhen.register.models import Draft
from liuhen.register.types import SubjectRef
from liuhen.regulation.fields import Party, RecordRef
from liuhen.regulation.grammar import Kind, Refusal, Role
from liuhen.regulation.history import Origin

TYPES = ("case", "clue", "recording")
#: Kinds that begin a case, with what one must be allowed to do at the desk.
OPENERS = {"case_registration": Action.OPEN_CASE, "licence_application": Action.WRITE}


@require_GET
@page
def choose(request: Request, case: UUID) -> HttpResponse:
    """Every kind that a case may get: those that are owed or come next, the rest folded by stage; words narrow them."""
    ref = SubjectRef("case", case)
    demand(request.actor, Action.WRITE, ref)
    stages = case_view(request.actor, case, log=False).choices()
    wanted = request.GET.get("q", "").split()
    held, terms, book = powers(request.actor, ref), register.terms(request.actor.agency), register.book()
    listed = [
        (stage, [one for one in choices if _fits(one, book.kinds[one.kind], wanted) and held.may_record(one.kind)])
        for stage, choices in stages.items()
    ]
    now = [one for _, choices in listed for one in choices if one.owed or one.recommended]
    now.sort(key=lambda one: not one.owed)
    rest = [(stage.label, [one for one in choices if one not in now and not one.elsewhere]) for stage, choices in listed]
    others = [one for _, choices in listed for one in choices if one.elsewhere and not given_away(one.kind, terms, book)]
    sections = [("现在要办", now), *rest, ("其他程序的记录", others)]
    listed_now = [(title, choices) for title, choices in sections if choices]
    context = {"case": case, "sections": listed_now, "wanted": " ".join(wanted), "unfolded": bool(wanted) or not now}
    return render(request, "pages/choose.html", {**context, **links.around(request.actor, ref)})


def _fits(choice: Choice, kind: Kind, wanted: list[str]) -> bool:
    """Whether every word stands in what the kind is called or says of itself."""
    text = " ".join((choice.title, choice.help, *kind.aliases))
    return all(word in text for word in wanted)


@require_POST
@page
def start(request: Request, kind: str) -> HttpResponse:
    """Open a draft of a kind. A second click, or a colleague's same intent, finds the draft that is there already."""
    declared = register.book().kinds.get(kind)
    if declared is None or not declared.by_hand:
        raise Http404
    subject = _subject(request, declared)
    if subject is not None:
        demand_kind(request.actor, kind, subject)
    elif "clue" in declared.subjects:
        demand(request.actor, Action.INTAKE)
    else:
        demand(request.actor, OPENERS.get(kind, Action.WRITE))
        _refuse_given_away(request, kind)
    about = as_uuid(request.POST.get("about", ""))
    if subject is not None and request.POST.get(OWED):
        history = register.history(request.actor.agency, subject)
        begun = unfinished(history, kind, str(about or ""), request.POST.get("party", ""))
        if begun is not None:
            return go(request, reverse("record", args=[begun.id]))
    origin = Origin.PAPER if request.POST.get("origin") == Origin.PAPER else Origin.SYSTEM
    if subject is not None and origin == Origin.SYSTEM and request.POST.get("again") != "1":
        there = Draft.objects.filter(
            agency=request.actor.agency, subject=subject.id, kind=kind, about=about, author=request.actor.person, origin=origin
        ).first()
        if there is not None:
            return go(request, reverse("draft", args=[there.pk]))
    draft = register.start_draft(
        request.actor, kind, subject=subject, about=about, origin=origin, content=first_content(request, declared, about)
    )
    return go(request, reverse("draft", args=[draft.pk]))


def _subject(request: Request, kind: Kind) -> SubjectRef | None:
    for sort in TYPES:
        if (number := as_uuid(request.POST.get(sort, ""))) and sort in kind.subjects:
            return SubjectRef(sort, number)
    if "case" in kind.subjects and kind.key not in OPENERS and not set(kind.subjects) & {"clue"}:
        raise Refusal("没有打开：这种记录要记在一个案件里。请从案件页新增。", code="no_case")
    return None


def _refuse_given_away(request: Request, kind: str) -> None:
    terms, book = register.terms(request.actor.agency), register.book()
    if given_away(kind, terms, book):
        bodies = "、".join(dict.fromkeys(elsewhere(terms, book).values()))
        raise Refusal(f"没有打开：这类事项由{bodies}办理，请告诉申请人到那里提出。", code="elsewhere")


def first_content(request: Request, kind: Kind, about: UUID | None) -> dict[str, Any]:
    """What the button that was pressed says of the new record: the party, the paper it is about."""
    content: dict[str, Any] = {}
    for field in kind.fields:
        if isinstance(field, Party) and request.POST.get("party"):
            content[field.key] = request.POST["party"]
        if isinstance(field, RecordRef) and about is not None and field.key in {"papers", "record", "paper"}:
            content[field.key] = [str(about)] if field.several else str(about)
        if field.key == "clue" and request.POST.get("from_clue"):
            content["clue"] = request.POST["from_clue"]
            content["source"] = "complaint"
    if kind.key == "case_registration" and (found := as_uuid(request.POST.get("from_inspection", ""))):
        return inspections.first_values(request.actor, found)
    if kind.key == "licence_application":
        content |= _licensing_unit(request)
    if kind.key == "inspection_approval" and (number := as_uuid(request.POST.get("case", ""))):
        content["nth"] = inspections.this_year(request.actor, number) or 1
    if kind.key in OPENERS and Role.OFFICER.value in request.actor.roles:
        # whoever registers it handles it until somebody else is named
        mine = [one for one in bureau.officers(request.actor.agency) if one.id == request.actor.person]
        content["officers"] = [one.as_field(lead=True) for one in mine]
    return content


def _licensing_unit(request: Request) -> dict[str, Any]:
    """The unit that examines applications (setting ``licence_unit``, its id or name); unset, that of whoever registers them."""
    wanted = str(register.terms(request.actor.agency).setting("licence_unit", default=""))
    for unit in bureau.units(request.actor.agency):
        if wanted and wanted in {str(unit.pk), unit.name}:
            return {"unit": str(unit.pk), "unit_name": unit.name}
    return {}
