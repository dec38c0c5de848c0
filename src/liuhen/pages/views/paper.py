"""纸质先行 (practice.md 4): the papers of one evening, photographed at once, turned into records in one sitting."""

from itertools import islice
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from liuhen.access.permissions import demand, demand_kind
from liuhen.access.policy import Action
from liuhen.bureau import blanks
from liuhen.pages import links
from liuhen.pages.answers import Request, go, page
from liuhen.pages.forms import as_uuid
from liuhen.pages.models import Photo
from liuhen.pages.shown import listed
from liuhen.register import register
from liuhen.register.models import Draft
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.fields import Party, Scans
from liuhen.regulation.grammar import Kind, Refusal, Stage
from liuhen.regulation.history import Origin

_OFFERED = 60  # numbers in hand that the form offers


def typed_kinds() -> list[tuple[Stage, list[Kind]]]:
    """The kinds that can be typed from a hand-made paper: those that hold its photographs; others take them as well by number."""
    book = register.book()
    listed = [kind for kind in book.for_subject("case") if kind.by_hand and not kind.internal and holder(kind)]
    return [(stage, kinds) for stage in Stage if (kinds := [kind for kind in listed if kind.stage == stage])]


def holder(kind: Kind) -> str:
    """The field that holds photographs of the original; empty if the kind has none."""
    scans = [field.key for field in kind.fields if isinstance(field, Scans)]
    return "scans" if "scans" in scans else (scans or [""])[0]


@require_GET
@page
def sitting(request: Request, case: UUID) -> HttpResponse:
    """The tray of photographs, the drafts of this sitting, what was typed up already."""
    ref = SubjectRef("case", case)
    demand(request.actor, Action.WRITE, ref)
    mine = Photo.objects.filter(agency=request.actor.agency, person=request.actor.person, case=case)
    kinds = register.book().kinds
    drafts = Draft.objects.filter(agency=request.actor.agency, subject=case, origin=Origin.PAPER).order_by("-saved_at")
    history = register.history(request.actor.agency, ref)
    context = {
        "case": case,
        "photos": mine.filter(used=None).order_by("at", "name"),
        "kinds": typed_kinds(),
        "in_hand": numbers_in_hand(request.actor),
        "parties": register.facts(history).get("parties") or [],
        "drafts": [{"draft": one, "kind": kinds[one.kind], "photos": len(one.content.get("scans") or [])} for one in drafts],
        "records": listed(one for one in history.records if one.entry.origin == Origin.PAPER and not one.voided)[-20:],
        **links.around(request.actor, ref),
    }
    return render(request, "pages/paper.html", context)


def numbers_in_hand(actor: Actor) -> list[tuple[str, str]]:
    """The numbers of blanks that the actor has and has not used: form and number, as many as a list to pick from bears."""
    found = blanks.open_numbers(actor.agency, person=actor.person)
    listed = ((one.block, number) for one in found for number in range(one.first, one.last + 1))
    titles = register.book().kinds
    return [(titles[block.form].title, block.printed(number)) for block, number in islice(listed, _OFFERED)]


@require_POST
@page
def typed(request: Request, case: UUID) -> HttpResponse:
    """Turn a group of photographs into one draft: its kind, its own number; the form opens beside the pictures."""
    ref = SubjectRef("case", case)
    demand(request.actor, Action.WRITE, ref)
    kind = register.book().kinds.get(request.POST.get("kind", ""))
    if kind is None or not holder(kind):
        raise Refusal("没有开始录入：还没有选这是哪种文书。请先选。", code="incomplete")
    demand_kind(request.actor, kind.key, ref)
    chosen = [number for text in request.POST.getlist("photo") if (number := as_uuid(text))]
    mine = Photo.objects.filter(pk__in=chosen, agency=request.actor.agency, person=request.actor.person, used=None)
    photos = sorted(mine, key=lambda photo: chosen.index(photo.pk))
    if not photos:
        raise Refusal("没有开始录入：还没有选照片。请选这份文书的照片。", code="incomplete")
    scans = [
        {"sha256": one.sha256, "size": one.size, "type": one.type, "name": one.name, "page": number}
        for number, one in enumerate(photos, start=1)
    ]
    content = {holder(kind): scans, "number": request.POST.get("number", "").strip()}
    for field in kind.fields:
        if isinstance(field, Party) and request.POST.get("party"):
            content[field.key] = request.POST["party"]
    draft = register.start_draft(request.actor, kind.key, subject=ref, origin=Origin.PAPER, content=content)
    mine.update(used=draft.pk)
    return go(request, reverse("draft", args=[draft.pk]))
