"""The device in somebody else's hands: the text, the pad, nothing else; an officer's password takes it back (practice.md 8)."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_POST

from liuhen.access import sessions
from liuhen.access.permissions import demand, powers
from liuhen.access.policy import Action
from liuhen.bureau import queries as bureau
from liuhen.pages import handing, ink, just_done, links, previews, reading
from liuhen.pages.answers import Request, go, page
from liuhen.pages.guard import HANDED, handed_over
from liuhen.pages.shown import shown
from liuhen.pages.slots import ROLES, Slot, slots_of
from liuhen.pages.views.signing import actor_by_password, opened
from liuhen.register import clock, register
from liuhen.register.register import Signing
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Record


@require_POST
@page
def hand(request: Request, number: UUID) -> HttpResponse:
    """Hand the device over for one slot: from here on every address leads to that page."""
    ref, record = opened(request, number)
    demand(request.actor, Action.SIGN, ref)
    slot = _slot(request, record, request.POST.get("part", ""), request.POST.get("about", ""))
    if slot.given:
        raise Refusal("这一处已经签过，没有再交出设备。请刷新页面查看。", code="already")
    request.session[HANDED] = {
        "record": str(number),
        "part": slot.part.key,
        "about": slot.about,
        "person": str(request.actor.person),
    }
    return go(request, reverse("hand"))


def _slot(request: Request, record: Record, part: str, about: str) -> Slot:
    for slot in slots_of(record, request.actor, request.device):
        if slot.part.key == part and slot.about == about and slot.part.outside:
            return slot
    raise Http404


def _handed(request: HttpRequest) -> dict[str, str]:
    found = handed_over(request)
    if found is None:
        raise Http404
    return found


@require_GET
@page
def locked(request: Request) -> HttpResponse:
    """The page that is handed over; when nothing is, back to the desk."""
    handed = handed_over(request)
    if handed is None:
        return go(request, reverse("desk"))
    ref, record, slot = _opened(request, handed)
    response = render(request, "pages/hand.html", _context(request, ref, record, slot))
    add_never_cache_headers(response)
    return response


def _opened(request: Request, handed: dict[str, str]) -> tuple[SubjectRef, Record, Slot]:
    ref, record = register.find_record(request.actor.agency, UUID(handed["record"]))
    return ref, record, _slot(request, record, handed["part"], handed["about"])


def _context(request: Request, ref: SubjectRef, record: Record, slot: Slot) -> dict[str, Any]:
    agency = bureau.agency(request.actor.agency)
    pages = previews.count(request.actor, ref, record) if slot.part.page_by_page else 1
    return {
        "record": shown(record),
        "slot": slot,
        "sections": reading.sections(request.actor, ref, record, for_signer=True),
        "pages": range(1, max(1, pages) + 1),
        "page_count": max(1, pages),
        "agency_name": agency.name if agency else "",
        "officers": [row for row in record.get("officers") or () if row.get("id")],
        "me": str(request.actor.person),
        "done": slot.given is not None,
        "roles": ROLES,
        "party_name": _himself(ref, record, slot, request),
        **_issuing(request, ref, record),
    }


def _himself(ref: SubjectRef, record: Record, slot: Slot, request: Request) -> str:
    """The name of a citizen who signs for himself; empty for whoever has somebody sign for him."""
    if not slot.asks_role:
        return ""
    parties = register.facts(register.history(request.actor.agency, ref)).get("parties") or ()
    one: dict[str, Any] = next((one for one in parties if str(one.get("id")) == str(record.get("party"))), {})
    return str(one.get("name") or "") if one.get("type") == "citizen" else ""


def _issuing(request: Request, ref: SubjectRef, record: Record) -> dict[str, Any]:
    """Whether the record may be issued along with taking the device back, and the number it would use up."""
    ready = record.kind.issued and record.complete and not record.missing and record.issued is None and not record.told
    if not ready or not powers(request.actor, ref).may_record(record.kind.key):
        return {"issuable": False}
    terms = register.terms(request.actor.agency)
    return {
        "issuable": True,
        "number": register.upcoming(request.actor.agency, record.kind, clock.now(), terms),
        "handing": handing.asked(request, ref, record),
    }


@require_POST
@page
def pad(request: Request) -> HttpResponse:
    """The signature as written, one drawing per page; the device stays locked until an officer takes it back."""
    handed = _handed(request)
    ref, record, slot = _opened(request, handed)
    if request.POST.get("read") != "1":
        raise Refusal("没有签上：全文还没有看完。请先看到最后。", code="unread")
    count = previews.count(request.actor, ref, record) if slot.part.page_by_page else 1
    drawn = request.POST.getlist("strokes")
    if len(drawn) < max(1, count):
        raise Refusal(f"没有签上：要逐页签，还差 {max(1, count) - len(drawn)} 页。请接着签。", code="incomplete")
    kept = [ink.keep(text) for text in drawn]
    extra: dict[str, Any] = {"device": request.device, "handed_by": request.actor.name}
    if slot.part.page_by_page:
        extra["pages"] = [{"page": number, "strokes": digest} for number, digest in enumerate(kept, start=1)]
    if request.POST.get("remark", "").strip():
        extra["remark"] = request.POST["remark"].strip()
    elif slot.declares:  # whoever sees it otherwise declares nothing but what he wrote
        extra["declares"] = slot.declares
    name = slot.name or request.POST.get("signer", "").strip()
    if not name:
        raise Refusal("没有签上：还没有写姓名。请填写姓名。", code="incomplete")
    if slot.asks_role:
        extra["signer_role"] = request.POST.get("signer_role", "")
        if extra["signer_role"] not in ROLES:
            raise Refusal("没有签上：还没有选签名人的身份。请选是本人、法定代表人、现场负责人还是受委托人。", code="incomplete")
    signing = Signing(part=slot.part.key, about=slot.about, signer=name, means="glass", strokes=kept[-1], extra=extra)
    register.sign(request.actor, UUID(record.id), signing)
    return go(request, reverse("hand"))


@require_POST
@page
def leave(request: Request) -> HttpResponse:
    """Take the device back: an officer of the record, or whoever handed it over, gives his password.

    With the same password he may issue what is complete; where that does not go, the device is taken back all the same.
    """
    handed = _handed(request)
    ref, record, _ = _opened(request, handed)
    allowed = {handed["person"], *(str(row.get("id")) for row in record.get("officers") or ())}
    person = request.POST.get("person", "") or handed["person"]
    if person not in allowed:
        raise Refusal("没有解锁：请由本案执法人员输入自己的密码。", code="wrong_person")
    actor_by_password(request, UUID(person))
    del request.session[HANDED]
    if request.POST.get("issue") == "1":
        return _issue(request, ref, record, person)
    declined = request.POST.get("declined") == "1"
    return go(request, reverse("sign", args=[record.id]) + (f"?declined={handed['part']}-{handed['about']}" if declined else ""))


def _issue(request: Request, ref: SubjectRef, record: Record, person: str) -> HttpResponse:
    """Issue with the password just given, if it is his who is signed in; whatever stands in the way is said on the page of issuing."""
    number = UUID(record.id)
    if person != str(request.actor.person) or not _issuing(request, ref, record)["issuable"]:
        return go(request, reverse("issue", args=[number]) + "?back=1")
    sessions.open_paper(request, number)
    sessions.reauthenticate(request, request.POST.get("password", ""))
    try:
        said = handing.answer(request, ref, record)
        done = register.issue(request.actor, number)
    except Refusal:
        return go(request, reverse("issue", args=[number]) + "?back=1")
    handing.state(request, ref, done, said)
    just_done.note(request, ref, done)
    return go(request, links.next_of(request.actor, ref, done) or reverse("record", args=[number]))
