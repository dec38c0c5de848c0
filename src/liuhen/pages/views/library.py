"""音像: the library, with its filters, orders and pages."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from liuhen.access.policy import SEES_ALL, roles_of
from liuhen.access.readings import reading as log_reading
from liuhen.bureau import queries as bureau
from liuhen.cases.models import CaseRow
from liuhen.pages.answers import Request, page
from liuhen.pages.forms import as_uuid
from liuhen.pages.views.carrying import CARRIERS
from liuhen.pages.views.recordings import MEDIA, shown
from liuhen.recordings import holds, keeping, queries, spoken, waiting
from liuhen.recordings.library import Filters, Only, Order
from liuhen.recordings.library import page as page_of
from liuhen.recordings.library_counts import counts
from liuhen.recordings.models import DeviceRow
from liuhen.recordings.waiting import Whose
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Role
from liuhen.regulation.kinds.recording import FILE_SOURCES

NARROWING = ("media", "source", "unit", "officer", "device", "case", "from", "to", "q")


@require_GET
@page
def library(request: Request) -> HttpResponse:
    """Recordings one may see: tabs, filters, order, keyset pages."""
    asked, actor = request.GET, request.actor
    filters = filters_of(asked)
    order = Order(asked["sort"]) if asked.get("sort") in set(Order) else Order.NEWEST
    if filters.text and not asked.get("after"):
        log_reading(actor, SubjectRef("agency", actor.agency), "searched", {"text": filters.text, "in": "recordings"})
    found = page_of(actor, filters, order, after=asked.get("after", ""))
    numbers = counts(actor, filters)
    rows = [shown(row) for row in found.rows]
    context = {
        "rows": _with_cases(actor, rows, filters.text),
        "counts": numbers,
        "total": numbers[Only.ALL],
        "tabs": [{"key": tab.value, "title": tab.label, "count": numbers[tab]} for tab in Only],
        "filters": filters,
        "asked": asked,
        "order": order,
        "orders": list(Order),
        "media": [(key, label) for key, label in MEDIA.items() if key],
        "sources": FILE_SOURCES,
        "units": bureau.units(actor.agency),
        "officers": bureau.people(actor.agency, role=Role.OFFICER),
        "devices": list(DeviceRow.objects.filter(agency=actor.agency).order_by("code").values_list("code", flat=True)[:300]),
        "case": CaseRow.objects.filter(pk=filters.case, agency=actor.agency).first() if filters.case and rows else None,
        "kept": without(asked, "only", "after"),
        "next_page": with_(asked, after=found.after) if found.after else "",
        "narrowed": any(asked.get(key) for key in NARROWING),
        "uploads": queries.open_uploads(actor),
        "waiting": said_waiting(actor),
        "can_upload": bool(roles_of(actor.roles) & {Role.OFFICER, Role.UNIT_HEAD, Role.KEEPER}),
        "sees_all": bool(roles_of(actor.roles) & SEES_ALL),
    }
    return render(request, "pages/recordings.html", context)


def filters_of(asked: Any) -> Filters:
    """The filters as an address states them; what makes no sense narrows nothing."""
    return Filters(
        only=Only(asked.get("only", "")) if asked.get("only", "") in set(Only) else Only.ALL,
        media=asked.get("media", "") if asked.get("media") in MEDIA else "",
        source=asked.get("source", "") if asked.get("source") in dict(FILE_SOURCES) else "",
        unit=as_uuid(asked.get("unit", "")),
        officer=as_uuid(asked.get("officer", "")),
        device=asked.get("device", "")[:120],
        case=as_uuid(asked.get("case", "")),
        taken_from=_day(asked.get("from", "")),
        taken_to=_day(asked.get("to", "")),
        text=asked.get("q", "").replace("\0", "").strip()[:100],
    )


def _with_cases(actor: Actor, rows: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Each row with the case it belongs to, where the actor may read its name, whether it is held, and what was said of ``text``."""
    from liuhen.access.visibility import visible_cases

    homes = {one["row"].home for one in rows if one["row"].home}
    seen = visible_cases(actor).filter(case__in=homes).values("case")
    cases = CaseRow.objects.in_bulk([row["case"] for row in seen])
    held = holds.held(one["row"].pk for one in rows if one["row"].held_until)
    wrong = keeping.wrong_with(one["row"].sha256 for one in rows)
    said = spoken.pieces((one["row"].pk for one in rows), text) if text else {}
    return [
        {
            **one,
            "case": cases.get(one["row"].home),
            "held": one["row"].pk in held,
            "damaged": wrong.get(one["row"].sha256, ""),
            "said": said.get(one["row"].pk),
        }
        for one in rows
    ]


def said_waiting(actor: Actor) -> list[dict[str, Any]]:
    """The actor's queues that hold something; to whoever films, his own also while it is empty."""
    found = [{"of": of, "count": waiting.count(actor, of)} for of in waiting.whose(actor)]
    films = roles_of(actor.roles) & CARRIERS
    return [one for one in found if one["count"] or (films and one["of"] == Whose.MINE)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def with_(asked: Any, **values: str) -> str:
    """The address's question with some values changed."""
    changed = asked.copy()
    for key, value in values.items():
        changed[key] = value
    return str(changed.urlencode())


def without(asked: Any, *keys: str) -> str:
    """The address's question without some values, ready to be followed by another."""
    changed = asked.copy()
    for key in keys:
        changed.pop(key, None)
    return f"{changed.urlencode()}&" if changed else ""
