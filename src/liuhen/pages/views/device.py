"""One device: how it stands, its history, what came from it, what is missing, how its clock runs, and what may come next."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from liuhen.access.permissions import Powers, demand
from liuhen.access.policy import Action, roles_of
from liuhen.bureau import queries as bureau
from liuhen.cameras import queries as cameras
from liuhen.cases.timeline_status import status
from liuhen.pages.answers import Request, go, page
from liuhen.pages.confirming import unconfirmed
from liuhen.pages.forms import as_uuid
from liuhen.pages.shown import shown
from liuhen.pages.templatetags.lh_device import drift
from liuhen.pages.views.carrying import CARRIERS
from liuhen.pages.views.equipment import doubts
from liuhen.recordings import device_commands as commands
from liuhen.recordings import device_queries as queries
from liuhen.recordings import devices
from liuhen.recordings import queries as recordings
from liuhen.recordings.models import DeviceHolding, DeviceRow
from liuhen.register import clock, register
from liuhen.register.models import Draft
from liuhen.register.types import Actor
from liuhen.regulation.devices import State, follows
from liuhen.regulation.grammar import Kind, Refusal
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds import equipment as kinds
from liuhen.regulation.when import CST

#: Filled in on the generic record page; who may begin which.
FORMS = (kinds.DEVICE_FAULT, kinds.DEVICE_LOST, kinds.DEVICE_REPAIR, kinds.DEVICE_BACK, kinds.DEVICE_FOUND, kinds.DEVICE_SCRAPPED)
_HOLDERS = frozenset({kinds.DEVICE_FAULT, kinds.DEVICE_LOST})
#: Whom the list of the history leaves to other parts of the page.
_ELSEWHERE = frozenset({kinds.DEVICE_BROUGHT.key})


@require_GET
@page
def device(request: Request, number: UUID) -> HttpResponse:
    """The page of one device."""
    row = commands.must_see(request.actor, number)
    held = demand(request.actor, Action.SEE, devices.ref(number))
    assert held is not None  # noqa: S101 - a subject was given
    history = register.history(request.actor.agency, devices.ref(number))
    keeps = held.may(Action.EQUIP)
    context = {
        "row": row,
        "camera": next(iter(cameras.boards_of([row])), None),
        "keeps": keeps,
        "notes": queries.notes([number]).get(number, []),
        "twins": queries.twins(row) if keeps else [],
        "still": queries.still(request.actor, device=number),
        "missing": queries.missing([row]),
        "recordings": (came := queries.recordings_of(number)),
        "opened": set(recordings.visible(request.actor).filter(pk__in=[one.pk for one in came]).values_list("pk", flat=True)),
        "holdings": DeviceHolding.objects.filter(device=number).order_by("-begin")[:20],
        "drifts": queries.drifts(history),
        "entries": _entries(history, request.actor),
        "writes": held.may(Action.WRITE),
        "oversees": bool(roles_of(request.actor.roles) & queries.OVERSEES),
        "now": clock.now(),
        **_acts(request.actor, row, held),
        **(_choices(request.actor) if keeps else {}),
    }
    return render(request, "pages/device.html", context)


def _acts(actor: Actor, row: DeviceRow, held: Powers) -> dict[str, Any]:
    """What may come next, by its state and by who looks."""
    coming, mine = follows(State(row.state)), row.holder == actor.person
    carrier = bool(roles_of(actor.roles) & CARRIERS)
    return {
        "mine": mine,
        "can_take": held.may(Action.WRITE) and carrier and not mine and row.portable and kinds.DEVICE_TAKEN in coming,
        "can_return": row.holder is not None and (mine or held.may(Action.EQUIP)) and kinds.DEVICE_RETURNED in coming,
        "can_transfer": held.may(Action.EQUIP) and kinds.DEVICE_TRANSFERRED in coming,
        "forms": [kind for kind in FORMS if kind in coming and _may_begin(held, kind)],
    }


def _may_begin(held: Powers, kind: Kind) -> bool:
    return held.may(Action.EQUIP) or (kind in _HOLDERS and held.may(Action.SIGN))


def _choices(actor: Actor) -> dict[str, Any]:
    return {
        "officers": bureau.officers(actor.agency),
        "units": bureau.units(actor.agency),
        "people": [one for one in bureau.people(actor.agency) if set(one.roles) & {role.value for role in CARRIERS}],
    }


def _entries(history: History, actor: Actor) -> list[dict[str, Any]]:
    """The history, newest first, in words."""
    names = {str(one.id): one.name for one in bureau.people(actor.agency)}
    return [
        {
            "record": shown(one),
            "words": _words(one),
            "by": names.get(one.entry.author, "系统"),
            "page": bool(one.wanted),
            "waits": status(one) if one.blocked else "待签" if one.missing else "",
        }
        for one in reversed(history.records)
        if one.kind.key not in _ELSEWHERE and one.voided is None
    ]


def _words(record: Record) -> str:
    """What an entry says, in a line."""
    content, said = record.content, []
    for key in ("person", "before"):
        name = str((content.get(key) or {}).get("name") or "")
        said += [f"从{name}手里接过" if key == "before" else name] if name else []
    said += [
        str(content.get(key) or "")
        for key in ("act", "what", "fault", "circumstances", "done", "unit_name", "reason", "station", "note")
    ]
    if content.get("drift") is not None:
        said.append(f"时钟{drift(int(content['drift']))}" + ("，已校准" if content.get("adjusted") else ""))
    if content.get("storage_left") is not None:
        said.append(f"剩余 {int(content['storage_left']) / 1000:.1f} GB")
    return "　".join(word for word in said if word)


@require_POST
@page
def form(request: Request, number: UUID, kind: str) -> HttpResponse:
    """Open a form about a device on the generic record page; one that was begun is gone on with."""
    declared = next((one for one in FORMS if one.key == kind), None)
    if declared is None:
        raise Http404
    row = commands.must_see(request.actor, number)
    held = demand(request.actor, Action.WRITE, devices.ref(number))
    if held is None or not _may_begin(held, declared):
        raise Refusal(f"没有打开：“{declared.title}”由装备管理员记，请告诉他。", code="not_allowed")
    begun = Draft.objects.filter(agency=request.actor.agency, subject=number, kind=kind, author=request.actor.person).first()
    if begun is None:
        content = {"officers": _last_holder(request.actor, row)} if declared.parts else {}
        begun = register.start_draft(request.actor, kind, subject=devices.ref(number), content=content)
    return go(request, reverse("draft", args=[begun.pk]))


def _last_holder(actor: Actor, row: DeviceRow) -> list[dict[str, Any]]:
    """Who carries it signs for what happened to it."""
    return [one.as_field(lead=True) for one in bureau.officers(actor.agency) if one.id == row.holder]


@require_POST
@page
def change(request: Request, number: UUID) -> HttpResponse:
    """Change its details, with the reason."""
    asked = unconfirmed(doubts(request.POST.get("gb28181", "")), request.POST.getlist("confirmed"))
    if asked:
        return render(request, "pages/_confirm.html", {"asked": asked, "undone": "还没有变更"})
    commands.change_device(request.actor, number, request.POST.dict(), request.POST.get("reason", ""))
    return _page(request, number)


@require_POST
@page
def give(request: Request, number: UUID) -> HttpResponse:
    """The keeper puts down that somebody has it."""
    person = as_uuid(request.POST.get("person", ""))
    if person is None:
        raise Refusal("没有记入：还没有选领用人。请选一个人。", code="incomplete")
    commands.give(request.actor, number, person, moment_of(request.POST.get("at", "")))
    return _page(request, number)


@require_POST
@page
def transfer(request: Request, number: UUID) -> HttpResponse:
    """To another unit; then both sign."""
    unit, receiver = as_uuid(request.POST.get("unit", "")), as_uuid(request.POST.get("receiver", ""))
    if unit is None or receiver is None:
        raise Refusal("没有调拨：要写明调入机构和接收人。请补齐。", code="incomplete")
    record = commands.transfer(request.actor, number, unit, receiver, request.POST.get("reason", ""))
    return go(request, reverse("sign", args=[record]))


@require_POST
@page
def clock_check(request: Request, number: UUID) -> HttpResponse:
    """Compare its clock with ours."""
    commands.check_clock(
        request.actor, number, moment_of(request.POST.get("device_time", "")), adjusted=request.POST.get("adjusted") == "1"
    )
    return _page(request, number)


@require_POST
@page
def dock(request: Request, number: UUID) -> HttpResponse:
    """Put down a docking by hand, where the station does not tell it by itself."""
    posted = request.POST
    row = commands.must_see(request.actor, number)
    devices.docked(
        request.actor,
        number,
        station=posted.get("station", ""),
        at=clock.now(),
        device_time=moment_of(posted.get("device_time", "")),
        storage_left=_megabytes(posted.get("storage_left", ""), row),
    )
    return _page(request, number)


def _megabytes(text: str, row: DeviceRow) -> int | None:
    try:
        left = float(text) if text.strip() else None
    except ValueError:
        left = -1.0
    if left is not None and not 0 <= left < 1_000_000:  # noqa: PLR2004 - gigabytes; no card holds a petabyte
        raise Refusal("没有记入：剩余存储要写数字，单位 GB。请核对。", code="malformed")
    if left is not None and row.storage and left > row.storage:
        told = f"没有记入：剩余存储 {left:g} GB，比登记的容量 {row.storage} GB 还多。请核对；换过存储卡的，先更改登记信息。"
        raise Refusal(told, code="malformed")
    return None if left is None else round(left * 1000)


@require_POST
@page
def gap(request: Request, number: UUID) -> HttpResponse:
    """Say why numbers are missing."""
    posted = request.POST
    commands.explain_gap(request.actor, number, posted.get("first", ""), posted.get("last", ""), posted.get("reason", ""))
    return _page(request, number)


def moment_of(text: str) -> datetime | None:
    """A moment as the form gives it; None where none was typed."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=CST) if text.strip() else None
    except ValueError as error:
        raise Refusal("没有记入：时间读不出。请写成 2026-11-13 20:36 这样。", code="malformed") from error


def _page(request: Request, number: UUID) -> HttpResponse:
    return go(request, reverse("device", args=[number]))
