"""采集站: which docking stations send recordings in by themselves; a token is shown once, when it is made."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from liuhen.access import stations
from liuhen.access.permissions import may
from liuhen.access.policy import Action
from liuhen.pages.answers import Request, go, page
from liuhen.register import clock
from liuhen.regulation.grammar import Refusal

DAYS = (30, 90, 365, 730)
SOON_DAYS = 14  # a token that ends within it is told of


def only_who_keeps(request: Request) -> None:
    """For who keeps the equipment or administers the bureau; for anybody else the page does not exist."""
    if not (may(request.actor, Action.EQUIP) or may(request.actor, Action.ADMINISTER)):
        raise Http404


@require_http_methods(["GET", "POST"])
@page
def listed(request: Request) -> HttpResponse:
    """The stations; POST admits one and shows its token, this once."""
    only_who_keeps(request)
    token, made = "", None
    if request.method == "POST":
        posted = request.POST
        made, token = stations.admit(
            request.actor, posted.get("name", ""), days=_days(posted.get("days", "")), place=posted.get("place", "")
        )
        if request.htmx:
            return render(request, "pages/_station_token.html", {"token": token, "made": made})
    now = clock.now()
    rows = [
        {
            "station": one,
            "open": not stations.over(one),
            "expired": one.withdrawn_at is None and one.expires_at <= now,
            "soon": not stations.over(one) and (one.expires_at - now).days < SOON_DAYS,
        }
        for one in stations.of_agency(request.actor.agency)
    ]
    context = {
        "rows": rows,
        "open": sum(bool(row["open"]) for row in rows),
        "token": token,
        "made": made,
        "days": DAYS,
        "equips": may(request.actor, Action.EQUIP),
        "administers": may(request.actor, Action.ADMINISTER),
        "root": request.build_absolute_uri("/api/v1/"),
    }
    return render(request, "pages/stations.html", context)


def _days(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise Refusal("采集站没有接入：没有选有效期。请选后再试。", code="incomplete")
    return int(text[:9])


@require_POST
@page
def shut_out(request: Request, number: UUID) -> HttpResponse:
    """Take a token back, with the reason."""
    only_who_keeps(request)
    stations.shut_out(request.actor, number, request.POST.get("reason", ""))
    return go(request, reverse("stations"))
