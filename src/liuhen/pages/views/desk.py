"""我的工作台, the case list and the search."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from liuhen.access.permissions import may
from liuhen.access.policy import Action, roles_of
from liuhen.access.readings import reading as log_reading
from liuhen.bureau import queries as bureau
from liuhen.cases import visit_steps
from liuhen.cases.listing import Filters, Holding, Sort, case_list, counts, said
from liuhen.cases.search import search as find
from liuhen.cases.worklist import MOST, DeskDuty, Worklist, worklist
from liuhen.pages.answers import Request, page
from liuhen.pages.duties import with_buttons
from liuhen.pages.forms import as_uuid
from liuhen.recordings import device_queries, elsewhere, keeping, spoken, waiting
from liuhen.recordings.waiting import Whose
from liuhen.register import clock
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Role, Stage
from liuhen.regulation.kinds.initiation import ACTS

TABS = (("duties", "应办"), ("signatures", "待我签字"), ("recordings", "待关联"), ("drafts", "草稿"))


@require_GET
@page
def desk(request: Request) -> HttpResponse:
    """What waits for me across cases, most urgent first."""
    found = worklist(request.actor)
    tab, loose = request.GET.get("tab", "duties"), waiting.count(request.actor)
    context = {
        "list": found,
        "groups": [(group, _rows(items)) for group, items in found.grouped()],
        "cut": len(found.duties) >= MOST,
        "tabs": _tabs(found, loose),
        "tab": tab if tab in dict(TABS) else "duties",
        "now": clock.now(),
        "unfinished": visit_steps.unfinished(request.actor) if may(request.actor, Action.OPEN_CASE) else [],
        "damaged": keeping.alerts(request.actor),
        "loose": waiting.page(request.actor).rows,
        "loose_count": loose,
        "kept_wrong": elsewhere.alerts(request.actor),
        "kept_due": elsewhere.due(request.actor),
        "can_open": may(request.actor, Action.OPEN_CASE),
        "can_intake": may(request.actor, Action.INTAKE),
        **of_devices(request.actor),
        "can_upload": bool(request.actor.roles & {Role.OFFICER.value, Role.UNIT_HEAD.value, Role.KEEPER.value}),
    }
    return render(request, "pages/desk.html", context)


def of_devices(actor: Actor) -> dict[str, Any]:
    """What of mine is still on a device; for the keeper all that is, and what is missing or lacking."""
    keeps, carries = may(actor, Action.EQUIP), bool(roles_of(actor.roles) & {Role.OFFICER, Role.UNIT_HEAD})
    if not keeps and not carries:
        return {}
    return {
        "still": device_queries.still(actor, mine=not keeps),
        "held": device_queries.held(actor) if carries else [],
        "device_papers": device_queries.to_sign(actor),
        "carries": carries,
        "keeps": keeps,
        "missing": device_queries.unexplained(actor) if keeps else [],
        "short": [one for one in device_queries.stock(actor) if one.short] if keeps else [],
        "unowned": waiting.count(actor, Whose.NOBODY),
        "unowned_since": waiting.oldest(actor, Whose.NOBODY),
    }


def _rows(items: list[DeskDuty]) -> list[dict[str, Any]]:
    """Duties with their buttons and cases."""
    found = with_buttons([item.duty for item in items])
    return [{**one, "case": item.case} for one, item in zip(found, items, strict=True)]


def _tabs(found: Worklist, loose: int) -> list[dict[str, str]]:
    numbers = {**found.counts, "recordings": said(loose)}
    return [{"key": key, "title": title, "count": numbers.get(key, "0")} for key, title in TABS]


@require_GET
@page
def cases(request: Request) -> HttpResponse:
    """The case list: filters, sorting, pages; counts are of what this person may see."""
    asked = request.GET
    filters = Filters(
        holding=_one_of(Holding, asked.get("holding", ""), Holding.OPEN),
        stage=asked.get("stage", "") if asked.get("stage") in set(Stage) else "",
        unit=as_uuid(asked.get("unit", "")),
        officer=as_uuid(asked.get("officer", "")),
        act=asked.get("act", "") if asked.get("act") in dict(ACTS) else "",
        overdue=bool(asked.get("overdue")),
        opened_from=_day(asked.get("from", "")),
        opened_to=_day(asked.get("to", "")),
    )
    sort = _one_of(Sort, asked.get("sort", ""), Sort.URGENT)
    found = case_list(request.actor, filters, sort, after=asked.get("after", ""))
    context = {
        "found": found,
        "rows": [{"case": row, "overdue": found.overdue.get(row.id, 0)} for row in found.rows],
        "counts": counts(request.actor, filters),
        "filters": filters,
        "asked": asked,
        "sort": sort,
        "sorts": list(Sort),
        "holdings": list(Holding),
        "stages": [stage for stage in Stage if stage != Stage.ADMINISTRATION],
        "units": bureau.units(request.actor.agency),
        "officers": bureau.people(request.actor.agency, role=Role.OFFICER),
        "acts": ACTS,
        "can_open": may(request.actor, Action.OPEN_CASE),
        "next_page": _with(asked, after=found.after) if found.after else "",
        "narrowed": any(asked.get(key) for key in ("stage", "unit", "officer", "act", "overdue", "from", "to")),
    }
    return render(request, "pages/cases.html", context)


def _one_of(kind: Any, text: str, usual: Any) -> Any:
    return kind(text) if text in set(kind) else usual


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day < date.max else None  # the last day there is has no day after it


def _with(asked: Any, **values: str) -> str:
    changed = asked.copy()
    for key, value in values.items():
        changed[key] = value
    return str(changed.urlencode())


@require_GET
@page
def search(request: Request) -> HttpResponse:
    """Cases, papers and parties by words, within what this person may see."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:200]  # a NUL is no text for the database
    results = find(request.actor, text) if text else None
    if text:
        log_reading(request.actor, SubjectRef("agency", request.actor.agency), "searched", {"text": text})
    heard = spoken.search(request.actor, text) if text else []
    return render(request, "pages/search.html", {"q": text, "results": results, "heard": heard})
