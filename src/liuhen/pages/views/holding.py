"""证据留存: set on a recording, and lifted."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from liuhen.pages.answers import Request, go, page
from liuhen.pages.forms import as_uuid
from liuhen.recordings import holds, queries
from liuhen.regulation.grammar import Refusal


@require_POST
@page
def hold(request: Request, number: UUID) -> HttpResponse:
    """Hold a recording, with ground and reason."""
    queries.find(request.actor, number)
    said = {key: request.POST.get(key, "") for key in ("ground", "reason", "basis")}
    holds.set_hold(request.actor, number, until=_day(request.POST.get("until", "")), **said)
    return go(request, reverse("recording", args=[number]))


@require_POST
@page
def lift(request: Request, number: UUID) -> HttpResponse:
    """Lift one hold, with the reason."""
    queries.find(request.actor, number)
    entry = as_uuid(request.POST.get("hold", ""))
    if entry is None:
        raise Refusal("没有解除：这一项留存已经不在。请刷新页面查看。", code="not_found")
    holds.lift(request.actor, number, entry, request.POST.get("reason", ""))
    return go(request, reverse("recording", args=[number]))


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal(f"没有留存：日期“{text[:20]}”读不懂。请按 2027-03-01 的样子填写。", code="bad_time") from error
