"""窗口监控: the counter's cameras for keepers and administrators: how they fare, setting, a test of the connection, who looked."""

import base64
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from liuhen.access.permissions import may
from liuhen.access.policy import Action
from liuhen.cameras import addresses, commands, expiry, keeping, looking, queries
from liuhen.cameras.commands import Setting
from liuhen.cameras.models import CameraRow, Keeping
from liuhen.pages.answers import Request, go, page
from liuhen.recordings import fold
from liuhen.register import clock
from liuhen.regulation.grammar import Refusal


@require_http_methods(["GET", "POST"])
@page
def cameras(request: Request) -> HttpResponse:
    """Every camera of the bureau's counters; a new one is entered here."""
    commands.demand_keeper(request.actor)
    if request.method == "POST":
        posted = request.POST
        number = commands.enter(
            request.actor,
            posted.get("code", ""),
            _setting(request),
            address=posted.get("address", ""),
            user=posted.get("user", ""),
            password=posted.get("password", ""),
        )
        return go(request, reverse("counter_camera", args=[number]))
    boards = queries.boards(request.actor.agency)
    context = {
        "boards": boards,
        "least": expiry.least_days(request.actor.agency),
        "administers": may(request.actor, Action.ADMINISTER),
        "now": clock.now(),
    }
    return render(request, "pages/cameras.html", context)


@require_http_methods(["GET", "POST"])
@page
def camera(request: Request, number: UUID) -> HttpResponse:
    """One camera: what is set, how it fares, today's gaps, who looked at what and why."""
    commands.demand_keeper(request.actor)
    device = commands.find(request.actor, number)
    if request.method == "POST":
        posted = request.POST
        commands.change(
            request.actor,
            number,
            _setting(request),
            address=posted.get("address", ""),
            user=posted.get("user", ""),
            password=posted.get("password", ""),
        )
        return go(request, reverse("counter_camera", args=[number]))
    context = {
        "board": queries.board(device),
        "least": expiry.least_days(request.actor.agency),
        "has_login": bool(addresses.user_of(number)),
        "looks": queries.looks(number),
        "kept": Keeping.objects.filter(camera=number, case=None).order_by("-asked_at")[:20],
        "may_look": may(request.actor, Action.EQUIP),
        "now": clock.now(),
    }
    return render(request, "pages/camera.html", context)


def _setting(request: Request) -> Setting:
    posted = request.POST
    days = posted.get("days", "").strip()
    if days and not (days.isascii() and days.isdecimal()):
        raise Refusal("没有记入：保存天数要写一个整数，或者不填。", code="malformed")
    return Setting(
        counter=posted.get("counter", ""),
        days=int(days) if days else None,
        on=bool(posted.get("on")),
        sign=bool(posted.get("sign")),
        reason=posted.get("reason", "").strip()[:300],
    )


@require_POST
@page
def switch(request: Request, number: UUID) -> HttpResponse:
    """Begin or end recording."""
    commands.switch(request.actor, number, on=request.POST.get("on") == "1", reason=request.POST.get("reason", ""))
    return go(request, reverse("counter_camera", args=[number]))


@require_POST
@page
def test(request: Request, number: UUID) -> HttpResponse:
    """Try the connection; the picture comes back inside the answer and is kept nowhere."""
    seen = commands.test(request.actor, number)
    context = {"seen": seen, "picture": base64.b64encode(seen.picture).decode(), "number": number, "now": clock.now()}
    return render(request, "pages/_camera_seen.html", context)


@require_POST
@page
def look(request: Request, number: UUID) -> HttpResponse:
    """Look at a stretch of the ring, with reason and content on record."""
    begin, end = _span(request)
    posted = request.POST
    made = looking.look(request.actor, number, begin, end, reason=posted.get("reason", ""), content=posted.get("content", ""))
    return go(request, reverse("footage_look", args=[made.pk]))


@require_POST
@page
def hold(request: Request, number: UUID) -> HttpResponse:
    """Keep a stretch of the ring that belongs to no case yet."""
    begin, end = _span(request)
    keeping.ask(request.actor, number, begin, end, request.POST.get("reason", ""))
    return go(request, reverse("counter_camera", args=[number]))


def _span(request: Request) -> tuple[datetime, datetime]:
    return moment_of(request, "begin"), moment_of(request, "end")


def moment_of(request: Request, name: str) -> datetime:
    """A moment from a form, in China time; a Refusal where none can be read."""
    found = fold.moment(request.POST.get(name, ""))
    if found is None:
        raise Refusal("时间读不出。请写成 2026-11-13 09:30 这样，起止都要写。", code="malformed")
    return found


def on_now(agency: UUID) -> list[CameraRow]:
    """The cameras that footage can be had of: those that were ever set."""
    return list(CameraRow.objects.filter(agency=agency).order_by("-on", "counter"))
