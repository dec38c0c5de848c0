"""A frozen record: read it, see it as paper, issue it, correct it where that is allowed, say more beside it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liuhen.access import sessions
from liuhen.access.permissions import demand, demand_kind, may
from liuhen.access.policy import Action
from liuhen.access.readings import reading as log_reading
from liuhen.cameras.queries import shown_by
from liuhen.instruments import masked
from liuhen.instruments.models import Instrument
from liuhen.pages import files, handing, just_done, links, offered, playing, previews, reading
from liuhen.pages.answers import Request, go, page
from liuhen.pages.models import Photo
from liuhen.pages.shown import listed, shown
from liuhen.pages.slots import drawn, slots_of, waiting_words
from liuhen.pages.views.drafts import find as find_draft
from liuhen.recordings import queries as recordings
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Record
from liuhen.regulation.paper import unsettled


def find(request: Request, number: UUID) -> tuple[Any, Record]:
    """A record the actor may see; Http404 for any other."""
    try:
        ref, record = register.find_record(request.actor.agency, number)
    except Refusal as refusal:
        raise Http404 from refusal
    demand(request.actor, Action.SEE, ref)
    return ref, record


@require_GET
@page
def record(request: Request, number: UUID) -> HttpResponse:
    """What it says, who signed, what the rules say of it, what can be done now."""
    ref, record = find(request, number)
    sessions.open_paper(request, number)
    log_reading(request.actor, ref, "opened", {"title": record.kind.title}, item=str(number))
    slots = slots_of(record, request.actor, request.device)
    writes = may(request.actor, Action.WRITE, ref)
    outside = {part.key for part in record.kind.parts if part.outside}
    history = register.history(request.actor.agency, ref)
    context = {
        "record": shown(record),
        "ref": ref,
        "sections": reading.sections(request.actor, ref, record),
        "slots": slots,
        "waiting": waiting_words(record, slots),
        "pages": previews.count(request.actor, ref, record),
        "findings": [row for row in register.findings(ref) if str(row.because) == record.id],
        "recordings": recordings.of_record(number),
        "offered": _offered(request, ref, number) if writes else None,
        "acts": playing.of_record(request.actor, ref, record),
        "instrument": Instrument.objects.filter(record=number).first(),
        "writes": writes,
        "footage": writes and ref.type == "case" and record.id in shown_by(request.actor.agency, history),
        "correctable": writes
        and record.issued is None
        and not any(view.key in outside for view in record.parts)
        and not record.voided,
        "beside": listed(one for one in history.records if one.about == record.id and not one.voided and not one.kind.internal),
        **links.around(request.actor, ref),
    }
    return render(request, "pages/record.html", context)


def _offered(request: Request, ref: SubjectRef, number: UUID) -> offered.Offered | None:
    """Recordings in storage that fit this record."""
    return offered.by_record(request.actor, ref.id, number).get(str(number)) if ref.type == "case" else None


@require_GET
@page
def record_page(request: Request, number: UUID, at: int) -> HttpResponse:
    """One page of a record as a picture."""
    find(request, number)
    return _picture(previews.one(request.actor, number, at))


def _picture(found: bytes | None) -> HttpResponse:
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type="image/svg+xml")
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
    return response


@require_GET
@page
def hand_page(request: Request, at: int) -> HttpResponse:
    """One page of the record that the device was handed over for."""
    from liuhen.pages.guard import handed_over

    handed = handed_over(request)
    if handed is None:
        raise Http404
    return _picture(previews.one(request.actor, UUID(handed["record"]), at))


@require_GET
@page
def draft_preview(request: Request, number: UUID) -> HttpResponse:
    """The printed paper as it would be, marked 草稿."""
    draft = find_draft(request.actor, number)
    kind = register.book().kind(draft.kind)
    pages = previews.of_draft(request.actor, draft)
    context = {"draft": draft, "kind": kind, "pages": len(pages), **links.around(request.actor, register.subject_of(draft))}
    return render(request, "pages/preview.html", context)


@require_GET
@page
def draft_page(request: Request, number: UUID, at: int) -> HttpResponse:
    """One page of a draft's preview."""
    pages = previews.of_draft(request.actor, find_draft(request.actor, number))
    return _picture(pages[at - 1] if 0 < at <= len(pages) else None)


@require_GET
@page
def ink(request: Request, number: UUID, digest: str) -> HttpResponse:
    """A signature's drawing, for those who may see the record that holds it."""
    _, record = find(request, number)
    if not any(digest in drawn(view.entry.content) for view in record.parts if view.entry):
        raise Http404
    media = _type(digest)
    return files.shown(digest, media if media.startswith("image/") else "image/svg+xml")


@require_GET
@page
def scan(request: Request, digest: str) -> HttpResponse:
    """A photograph or scan: of a record one may see, of a draft one may write, or of one's own tray."""
    photo = Photo.objects.filter(agency=request.actor.agency, sha256=digest).first()
    if number := request.GET.get("record"):
        ref, record = find(request, UUID(number))
        if digest in files.digests({"scans": record.get("scans")}) and masked.owed(request.actor, ref):
            raise Refusal("没有打开：原件照片里有个人信息原文，您只获准查看。需要原件的，请找承办人。", code="not_allowed")
        held = files.digests(record.content) | {
            one for view in record.parts if view.entry for one in files.digests(view.entry.content)
        }
        if digest not in held:
            raise Http404
    elif number := request.GET.get("draft"):
        draft = find_draft(request.actor, UUID(number))
        if digest not in files.digests(draft.content) and not _mine(request, digest):
            raise Http404
    elif not _mine(request, digest):
        raise Http404
    return files.shown(digest, photo.type if photo else _type(digest))


def _mine(request: HttpRequest, digest: str) -> bool:
    actor = request.actor  # type: ignore[attr-defined]
    return Photo.objects.filter(agency=actor.agency, person=actor.person, sha256=digest).exists()


def _type(digest: str) -> str:
    from liuhen.register.files import open_blob
    from liuhen.register.sniff import ENOUGH, sniff

    try:
        with open_blob(digest) as file:
            return sniff(file.read(ENOUGH))
    except FileNotFoundError as error:
        raise Http404 from error


@require_http_methods(["GET", "POST"])
@page
def issue(request: Request, number: UUID) -> HttpResponse:
    """盖章并发出: names the number it uses up, what stands in the way, asks the password; then the paper is made."""
    ref, record = find(request, number)
    demand_kind(request.actor, record.kind.key, ref)
    if request.method == "POST":
        sessions.open_paper(request, number)
        sessions.reauthenticate(request, request.POST.get("password", ""))
        said = handing.answer(request, ref, record)
        done = register.issue(request.actor, number)
        handing.state(request, ref, done, said)
        just_done.note(request, ref, done)
        return go(request, links.next_of(request.actor, ref, done) or reverse("record", args=[number]))
    terms = register.terms(request.actor.agency)
    context = {
        "record": shown(record),
        "number": register.upcoming(request.actor.agency, record.kind, clock.now(), terms),
        "handing": handing.asked(request, ref, record),
        "ways": register.may_issue(request.actor, number) if record.complete and not record.issued else [],
        "unsettled": unsettled(record.kind, terms, clock.now().date()),
        "pages": previews.count(request.actor, ref, record),
        "waiting": waiting_words(record, slots_of(record, request.actor, request.device)),
        **links.around(request.actor, ref),
    }
    return render(request, "pages/issue.html", context)


@require_POST
@page
def take_photo(request: Request) -> HttpResponse:
    """Take one photograph or scan in; the answer names it by its digest."""
    from django.http import JsonResponse

    from liuhen.pages.forms import as_uuid

    file = request.FILES.get("file")
    if file is None:
        raise Refusal("没有收下：没有选文件。请重新选。", code="empty")
    try:
        photo = files.take_in(request.actor, file, as_uuid(request.POST.get("case", "")))
    except Refusal as refusal:
        return HttpResponse(refusal.message, status=409, content_type="text/plain; charset=utf-8")
    url = reverse("scan", args=[photo.sha256])
    return JsonResponse({"sha256": photo.sha256, "size": photo.size, "type": photo.type, "name": photo.name, "url": url})
