"""我的设备: take over, give back and say 录制结束, one tap each; what I carried when and what is still on it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from liuhen.access.policy import roles_of
from liuhen.bureau import queries as bureau
from liuhen.pages.answers import Request, go, page
from liuhen.recordings import device_commands as commands
from liuhen.recordings import device_queries as queries
from liuhen.recordings import devices
from liuhen.register import clock
from liuhen.regulation.grammar import Role

#: Who may carry a camera.
CARRIERS = frozenset({Role.OFFICER, Role.UNIT_HEAD, Role.KEEPER})


@require_GET
@page
def mine(request: Request) -> HttpResponse:
    """What I carry, what of mine is still on a device, what I may take, what I carried when."""
    if not roles_of(request.actor.roles) & CARRIERS:
        raise Http404
    held, now = queries.held(request.actor), clock.now()
    still = queries.still(request.actor, mine=True)
    context = {
        "held": [{"row": row, "still": [one for one in still if one.device.pk == row.pk]} for row in held],
        "still": still,
        "free": queries.free(request.actor),
        "carried": queries.carried(request.actor.person),
        "now": now,
    }
    return render(request, "pages/my_devices.html", context)


@require_GET
@page
def person(request: Request, number: UUID) -> HttpResponse:
    """What somebody carried when, and what of his is still on a device: for himself and for those who answer for the devices."""
    found, roles = bureau.person(number), roles_of(request.actor.roles)
    own_unit = found is not None and Role.UNIT_HEAD in roles and str(found.unit or "") == request.actor.unit != ""
    if (
        found is None
        or found.agency != request.actor.agency
        or not (roles & queries.OVERSEES or own_unit or found.pk == request.actor.person)
    ):
        raise Http404
    context = {
        "person": found,
        "carried": queries.carried(number, 200),
        "still": [one for one in queries.still(request.actor) if one.use.person == number],
    }
    return render(request, "pages/device_person.html", context)


def _back(request: Request, device: UUID) -> HttpResponse:
    """Back to the page the tap came from."""
    return go(request, reverse("device", args=[device]) if request.POST.get("from") == "device" else reverse("my_devices"))


@require_POST
@page
def take(request: Request, number: UUID) -> HttpResponse:
    """One tap: it is mine now."""
    commands.take(request.actor, number)
    return _back(request, number)


@require_POST
@page
def take_by_code(request: Request) -> HttpResponse:
    """The code on its body, typed: also one of another unit, or out of a colleague's hands."""
    row = devices.must_find(request.actor, request.POST.get("code", ""))
    commands.take(request.actor, row.pk)
    return go(request, reverse("my_devices"))


@require_POST
@page
def give_back(request: Request, number: UUID) -> HttpResponse:
    """One tap: it is back."""
    commands.give_back(request.actor, number, request.POST.get("note", ""))
    return _back(request, number)


@require_POST
@page
def recorded(request: Request, number: UUID) -> HttpResponse:
    """One tap: filming is over, the 24 hours run."""
    commands.recorded(request.actor, number, request.POST.get("what", ""))
    return _back(request, number)


@require_POST
@page
def not_used(request: Request, number: UUID) -> HttpResponse:
    """It was not filmed with this one."""
    device = commands.not_used(request.actor, number, request.POST.get("reason", ""))
    asked = request.POST.get("next", "")
    return go(
        request, asked if asked in {reverse("still_on_devices"), reverse("device", args=[device])} else reverse("my_devices")
    )
