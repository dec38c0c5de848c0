"""The signing page: parts in order, each by its own author; officers under their own passwords, also on a colleague's device."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from liuhen.access import accounts, sessions
from liuhen.access.models import Account
from liuhen.access.permissions import demand, demand_kind
from liuhen.access.policy import Action
from liuhen.bureau import queries as bureau
from liuhen.pages import files, ink, just_done, links, previews, reading
from liuhen.pages.answers import Request, go, page
from liuhen.pages.forms import as_uuid
from liuhen.pages.shown import shown
from liuhen.pages.slots import ON_PAPER, slots_of, waiting_words
from liuhen.register import register
from liuhen.register.register import Signing
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal, Verdict
from liuhen.regulation.history import Origin, Record
from liuhen.regulation.when import When


def opened(request: Request, number: UUID) -> tuple[SubjectRef, Record]:
    """A record the actor may see, and that it was opened in this sitting."""
    ref, record = register.find_record(request.actor.agency, number)
    demand(request.actor, Action.SEE, ref)
    sessions.open_paper(request, number)
    return ref, record


@require_GET
@page
def sign(request: Request, number: UUID) -> HttpResponse:
    """The paper at the left, the slots at the right."""
    ref, record = opened(request, number)
    slots = slots_of(record, request.actor, request.device)
    context = {
        "record": shown(record),
        "me": str(request.actor.person),
        "sections": reading.sections(request.actor, ref, record),
        "slots": slots,
        "waiting": waiting_words(record, slots),
        "missing": 0 if record.blocked else sum(slot.open for slot in slots),
        "home": {"case": "案件", "device": "设备"}.get(ref.type, ""),
        "some_signed": any(slot.given for slot in slots),
        "pages": previews.count(request.actor, ref, record),
        "proved": sessions.proved(request, number),
        "voidable": record.voided is None and record.issued is None and not (record.complete and record.wanted),
        **links.around(request.actor, ref),
    }
    return render(request, "pages/sign.html", context)


def _done(request: Request, number: UUID, record: Record) -> HttpResponse:
    """After a part: on with the signing while parts are missing, then to the record."""
    if record.missing:
        return go(request, reverse("sign", args=[number]))
    ref, _ = register.find_record(request.actor.agency, number)
    just_done.note(request, ref, record)
    return go(request, links.next_of(request.actor, ref, record) or reverse("record", args=[number]))


@require_POST
@page
def officer(request: Request, number: UUID) -> HttpResponse:
    """An officer signs for himself, under his own password, on whosever device this is."""
    ref, record = opened(request, number)
    signer = actor_by_password(request, as_uuid(request.POST.get("about", "")))
    demand(signer, Action.SIGN, ref)
    strokes = request.POST.get("strokes", "")
    signing = Signing(
        part=request.POST.get("part", "officers"),
        about=str(signer.person),
        signer=signer.name,
        means="glass" if strokes else "password",
        strokes=ink.keep(strokes) if strokes else "",
        extra={"device": request.device},
    )
    return _done(request, number, register.sign(signer, UUID(record.id), signing))


def actor_by_password(request: Request, person: UUID | None) -> Actor:
    """The actor of somebody who types his own password at this desk; failures count as failed sign-ins of his account."""
    account = Account.objects.filter(person=person, agency=request.actor.agency).first() if person else None
    row = bureau.person(person) if person else None
    if account is None:
        name = row.name if row else "这个人"
        raise Refusal(f"没有签上：{name}还没有账号。请由系统管理员开立账号，或者在纸上签。", code="no_account")
    try:
        accounts.prove(account.username, request.POST.get("password", ""), sessions.address_of(request))
    except Refusal as refusal:
        name = row.name if row else ""
        message = f"没有签上：{name}的密码不对。请由{name}本人重新输入。" if refusal.code == "wrong_password" else refusal.message
        raise Refusal(message.replace("没有登录", "没有签上"), code=refusal.code) from refusal
    return accounts.actor_of(account, request.device)


@require_POST
@page
def opine(request: Request, number: UUID) -> HttpResponse:
    """An opinion 同意 / 退回 / 不同意 on a paper that was opened; the password is asked once per sitting."""
    _, record = opened(request, number)
    if request.POST.get("password"):
        sessions.reauthenticate(request, request.POST["password"])
    sessions.demand_proved(request, number)
    verdict, text = request.POST.get("verdict", ""), request.POST.get("text", "").strip()
    if verdict not in {Verdict.AGREED, Verdict.RETURNED, Verdict.REFUSED}:
        raise Refusal("没有签署：请选同意、退回或者不同意。", code="incomplete")
    if verdict != Verdict.AGREED and not text:
        raise Refusal("没有签署：退回或者不同意要写明理由。请补写。", code="incomplete")
    done = register.opine(request.actor, UUID(record.id), request.POST.get("part", ""), verdict, text)
    return go(
        request, request.POST.get("next") or reverse("sign" if done.missing and not done.blocked else "record", args=[number])
    )


@require_POST
@page
def refuse(request: Request, number: UUID) -> HttpResponse:
    """Record that somebody outside refused to sign: reason, time, the officers present, a witness or moment where there is one."""
    ref, record = opened(request, number)
    demand(request.actor, Action.SIGN, ref)
    extra: dict[str, Any] = {
        "reason": request.POST.get("reason", "").strip(),
        "at": request.POST.get("at", "").strip(),
        "witness": request.POST.get("witness", "").strip(),
        "officers": [str(row.get("name")) for row in record.get("officers") or ()],
        "device": request.device,
    }
    signing = Signing(
        part=request.POST.get("part", ""),
        about=request.POST.get("about", ""),
        signer=request.POST.get("signer", ""),
        verdict=Verdict.DECLINED,
        means="password",
        extra={key: value for key, value in extra.items() if value},
    )
    return _done(request, number, register.sign(request.actor, UUID(record.id), signing))


@require_POST
@page
def on_paper(request: Request, number: UUID) -> HttpResponse:
    """A signature, seal or fingerprint on a printed page, or consent by telephone: an outside fact with its photograph or number."""
    ref, record = opened(request, number)
    demand(request.actor, Action.SIGN, ref)
    means = request.POST.get("means", "")
    when = _stated(request)
    extra: dict[str, Any] = {"device": request.device, "typed_by": request.actor.name}
    if means in ON_PAPER:
        photos = [files.take_in(request.actor, file, None) for file in request.FILES.getlist("photo")]
        if not photos:
            raise Refusal("没有记入：还没有签了字的那一页的照片。请拍照后再记。", code="incomplete")
        extra["scans"] = [{"sha256": one.sha256, "size": one.size, "type": one.type, "name": one.name} for one in photos]
    elif means == "phone":
        extra |= {"number": request.POST.get("number", "").strip(), "to_confirm": True}
        if not extra["number"]:
            raise Refusal("没有记入：电话同意要写明通话号码。请补写。", code="incomplete")
    else:
        raise Refusal("没有记入：请选签字、盖章、捺印或者电话同意。", code="incomplete")
    signing = Signing(
        part=request.POST.get("part", ""),
        about=request.POST.get("about", ""),
        signer=request.POST.get("signer", ""),
        text=request.POST.get("text", "").strip(),
        means=means,
        when=when,
        origin=Origin.PAPER if means in ON_PAPER else Origin.TOLD,
        extra=extra,
    )
    return _done(request, number, register.sign(request.actor, UUID(record.id), signing))


@require_POST
@page
def typed_signers(request: Request, number: UUID) -> HttpResponse:
    """Of a paper made by hand: who signed it there. Each becomes a part with the paper's own time, typed in by somebody else."""
    ref, record = opened(request, number)
    demand(request.actor, Action.WRITE, ref)
    if record.entry.origin != Origin.PAPER:
        raise Refusal("没有记入：这份记录不是依原件录入的。请各方在系统里签。", code="not_paper")
    chosen = set(request.POST.getlist("slot"))
    for slot in slots_of(record, request.actor, request.device):
        if slot.key not in chosen or slot.given:
            continue
        name = request.POST.get(f"signer.{slot.key}", "").strip() or slot.name
        declined = request.POST.get(f"declined.{slot.key}", "").strip()
        signing = Signing(
            part=slot.part.key,
            about=slot.about,
            signer=name,
            verdict=Verdict.DECLINED if declined else Verdict.AGREED,
            means="paper",
            when=When(record.ended, record.ended, record.when.stated),
            origin=Origin.PAPER,
            extra={"typed_by": request.actor.name} | ({"reason": declined} if declined else {}),
        )
        record = register.sign(request.actor, UUID(record.id), signing)
    return go(request, links.next_of(request.actor, ref, record) or reverse("record", args=[number]))


def _stated(request: Request) -> When:
    """The time written on the paper."""
    day, clock = request.POST.get("day", ""), request.POST.get("clock", "")
    try:
        return When.parse(f"{day}T{clock}" if clock else day)
    except ValueError as error:
        raise Refusal("没有记入：要写明签的日期。请照纸上写的填。", code="incomplete") from error


@require_POST
@page
def void(request: Request, number: UUID) -> HttpResponse:
    """作废重签: the frozen text is closed and kept; a draft with the same text opens."""
    ref, record = opened(request, number)
    demand_kind(request.actor, record.kind.key, ref)
    draft = register.void(request.actor, number, request.POST.get("reason", ""))
    return go(request, reverse("draft", args=[draft.id]))
