"""更正: only of records that nobody outside signed; the old value stays readable beside the new one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from liuhen.access.permissions import demand_kind
from liuhen.pages import links
from liuhen.pages.answers import Request, go, page
from liuhen.pages.forms import Choosing, on_form, row_of
from liuhen.pages.shown import shown
from liuhen.pages.views.records import find
from liuhen.pages.widgets import read_form
from liuhen.register import register
from liuhen.regulation.grammar import Refusal


@require_http_methods(["GET", "POST"])
@page
def correct(request: Request, number: UUID) -> HttpResponse:
    """The fields as they stand; what is changed becomes a correction with its reason."""
    ref, record = find(request, number)
    demand_kind(request.actor, record.kind.key, ref)
    choosing = Choosing(request.actor, ref, register.history(request.actor.agency, ref))
    listed = [field for field in record.kind.fields if on_form(field, record.content, paper=record.told)]
    if request.method == "GET":
        rows = [row_of(field, record.content, choosing) for field in listed if not field.locked]
        context = {"record": shown(record), "rows": rows, "form": None, **links.around(request.actor, ref)}
        return render(request, "pages/correct.html", context)
    values = read_form(tuple(listed), request.POST)
    changed = {
        key: value
        for key, value in values.items()
        if value != record.get(key)
        and (value not in (None, "", [], {}, False) or not record.kind.field(key).empty(record.get(key)))
    }
    if not changed:
        raise Refusal("没有更正：内容和原来一样。请改动要更正的栏目。", code="unchanged")
    clerical = request.POST.get("clerical") == "1"
    register.correct(request.actor, number, changed, request.POST.get("reason", ""), clerical=clerical)
    return go(request, reverse("record", args=[number]))
