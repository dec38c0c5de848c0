"""监督台: how acts were recorded and recordings stored, for the bureau or one's own unit, down to the single record and the player."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from liuhen.bureau import queries as bureau
from liuhen.bureau.models import Person
from liuhen.pages import dots
from liuhen.pages.answers import Request, page
from liuhen.pages.views.supervision_duties import heat
from liuhen.recordings import device_queries as devices
from liuhen.register import clock
from liuhen.regulation.covered import Covered
from liuhen.regulation.covering import ACTS, BY_KEY
from liuhen.regulation.when import CST
from liuhen.supervision import figures, listing, periods
from liuhen.supervision.figures import Line, Storing
from liuhen.supervision.listing import Asked
from liuhen.supervision.periods import Period
from liuhen.supervision.scope import Scope, scope

#: The columns of every table of coverage, after what is recorded at all.
COLUMNS = (Covered.WHOLE, Covered.GAPS, Covered.PHOTOS, Covered.NONE, Covered.UNREADABLE, Covered.EXEMPT, Covered.UNSEEN)
BESIDE = 6  # how many of a list stand beside the tables
PEOPLE = 20  # officers shown at once, those with most missing first; all of them are one click away
NOBODY = "未写明"


@require_GET
@page
def desk(request: Request) -> HttpResponse:
    """The desk."""
    seen, period = scope(request.actor), period_of(request)
    counted, names = figures.coverage(seen, period), _Names(seen)
    whole, by_unit = figures.storing(seen, period)
    stored = {names.unit(key): one for key, one in sorted(by_unit.items(), key=lambda item: names.unit(item[0]))}
    people = list(_sorted(counted.officers, names.person))
    shown = len(people) if request.GET.get("people") == "all" else PEOPLE
    context = {
        **_frame(request, seen, period),
        "must": counted.must,
        "more_people": max(0, len(people) - shown),
        "acts": [
            _row(period, act.title, counted.acts[act.key], act=act.key) for act in ACTS if act.must and act.key in counted.acts
        ],
        "needed": [
            _row(period, act.title, counted.acts[act.key], act=act.key)
            for act in ACTS
            if not act.must and act.key in counted.acts
        ],
        "units": [_row(period, names.unit(key), line, unit=_key(key)) for key, line in _sorted(counted.units, names.unit)],
        "officers": [_row(period, names.person(key), line, officer=_key(key)) for key, line in people[:shown]],
        "columns": COLUMNS,
        "stored": whole,
        "strips": [_strip(period, name, key, by_unit[key]) for name, key in sorted((names.unit(key), key) for key in by_unit)],
        "chart": dots.chart(stored) if stored else None,
        "beside": _beside(seen, period, counted.must, whole),
        "heat": heat(request.actor, seen),
        "still": devices.still(request.actor),
    }
    return render(request, "pages/supervision.html", context)


@require_GET
@page
def acts(request: Request) -> HttpResponse:
    """The acts behind a figure."""
    seen, period, asked = scope(request.actor), period_of(request), asked_of(request)
    names = _Names(seen)
    found = listing.page_of_acts(listing.acts(seen, period, asked), request.GET.get("after", ""))
    states = [("", "全部"), ("recorded", "有音像"), *((one.value, one.label) for one in COLUMNS)]
    context = {
        **_frame(request, seen, period),
        "page": found,
        "rows": [
            {"row": row, "case": case, "act": BY_KEY.get(row.act), "unit": names.unit(row.unit)} for row, case in found.rows
        ],
        "states": [
            {"key": key, "title": title, "url": _url("supervision_acts", period, asked, state=key)} for key, title in states
        ],
        "asked": asked,
        "said": _said(asked, names),
        "next": _url("supervision_acts", period, asked, after=found.after) if found.after else "",
        "export": _url("supervision_acts_csv", period, asked),
    }
    return render(request, "pages/supervision_acts.html", context)


@require_GET
@page
def recordings(request: Request) -> HttpResponse:
    """The recordings behind a figure of storing."""
    seen, period, asked = scope(request.actor), period_of(request), asked_of(request)
    names = _Names(seen)
    found = listing.page_of_recordings(listing.recordings(seen, period, asked), request.GET.get("after", ""))
    states = [("", "全部"), *listing.STORED.items()]
    context = {
        **_frame(request, seen, period),
        "page": found,
        "rows": [{"row": row, "case": case, "unit": names.unit(row.unit)} for row, case in found.rows],
        "states": [
            {"key": key, "title": title, "url": _url("supervision_recordings", period, asked, state=key)} for key, title in states
        ],
        "asked": asked,
        "said": _said(asked, names),
        "next": _url("supervision_recordings", period, asked, after=found.after) if found.after else "",
        "export": _url("supervision_recordings_csv", period, asked),
    }
    return render(request, "pages/supervision_recordings.html", context)


class _Names:
    """Names of units and people, each asked once."""

    def __init__(self, seen: Scope) -> None:
        self._units = bureau.unit_names(seen.agency)
        self._agency = seen.agency
        self._people: Mapping[UUID, str] | None = None

    def unit(self, key: UUID | None) -> str:
        """A unit's name; what has none says so."""
        return self._units.get(key, "未分机构") if key else "未分机构"

    def person(self, key: UUID | None) -> str:
        """A person's name."""
        if self._people is None:
            self._people = dict(Person.objects.filter(agency=self._agency).values_list("id", "name"))
        return self._people.get(key, NOBODY) if key else NOBODY


def period_of(request: Request) -> Period:
    """The days that an address asks for."""
    return periods.asked(request.GET, clock.now().astimezone(CST).date())


def asked_of(request: Request) -> Asked:
    """What a list is narrowed to."""
    get = request.GET.get
    act, state = get("act", ""), get("state", "")
    return Asked(act=act if act in BY_KEY else "", state=state, unit=get("unit", ""), officer=get("officer", ""))


def _frame(request: Request, seen: Scope, period: Period) -> dict[str, Any]:
    unit = bureau.unit(seen.unit)
    return {
        "period": period,
        "periods": periods.choices(),
        "query": urlencode(period.asks),
        "whose": unit.name if unit else "全局",
        "whole": seen.unit is None,
        "keep": [(key, value) for key, value in request.GET.items() if key in {"act", "state", "unit", "officer"}],
    }


def _key(key: UUID | None) -> str:
    return str(key) if key else listing.NONE


def _sorted(lines: Mapping[UUID | None, Line], name: Any) -> Iterable[tuple[UUID | None, Line]]:
    """Those with most missing first, so that the eye need not look for them."""
    return sorted(lines.items(), key=lambda item: (-item[1][Covered.NONE], name(item[0])))


def _row(period: Period, title: str, line: Line, **narrowed: str) -> dict[str, Any]:
    """One line of a table: each figure with the address of what it counts."""
    base = f"{reverse('supervision_acts')}?{urlencode({**period.asks, **narrowed})}"

    def url(state: str) -> str:
        return f"{base}&state={state}" if state else base

    return {
        "title": title,
        "line": line,
        "total": {"count": str(line.total), "url": url("")},
        "recorded": {"count": str(line.recorded), "url": url("recorded")},
        "base": str(line.base) if line.base else "",
        # as text, so that a template need not ask how numbers are written; nothing where there is none
        "cells": [{"column": one, "count": str(line[one] or ""), "url": url(one.value)} for one in COLUMNS],
    }


def _strip(period: Period, name: str, key: UUID | None, one: Storing) -> dict[str, Any]:
    def url(state: str) -> str:
        asks = {**period.asks, "unit": _key(key), **({"state": state} if state else {})}
        return f"{reverse('supervision_recordings')}?{urlencode(asks)}"

    return {"name": name, "one": one, "url": {state: url(state) for state in ("", *listing.STORED)}}


def _beside(seen: Scope, period: Period, must: Line, whole: Storing) -> list[dict[str, Any]]:
    """What is worth a look, each with its newest few and the way to all of them."""
    wanted = (
        ("无音像", "acts", Covered.NONE.value, must[Covered.NONE], "应录的环节都有音像。"),
        ("迟入库，没有说明", "recordings", "unexplained", whole.unexplained, "迟入库的都有说明。"),
        ("免录", "acts", Covered.EXEMPT.value, must[Covered.EXEMPT], "没有当场说明不适宜录的。"),
        ("非原始文件", "recordings", "messenger", whole.messenger, "没有经聊天软件转存的。"),
    )
    found = []
    for title, sort, state, count, nothing in wanted:
        asked = Asked(state=state)
        rows = []
        if count and sort == "acts":
            rows = listing.newest(listing.acts(seen, period, asked), "at", BESIDE)
        elif count:
            rows = listing.newest(listing.recordings(seen, period, asked), "arrived", BESIDE)
        found.append(
            {
                "title": title,
                "sort": sort,
                "state": state,
                "count": count,
                "nothing": nothing,
                "url": _url(f"supervision_{sort}", period, asked),
                "rows": [{"row": row, "case": case, "act": BY_KEY.get(getattr(row, "act", ""))} for row, case in rows],
            }
        )
    return found


def _url(name: str, period: Period, asked: Asked, **more: str) -> str:
    told = {"act": asked.act, "state": asked.state, "unit": asked.unit, "officer": asked.officer} | more
    return f"{reverse(name)}?{urlencode({**period.asks, **{key: value for key, value in told.items() if value}})}"


def _said(asked: Asked, names: _Names) -> str:
    """What the list was narrowed to, in words."""

    def uuid(text: str) -> UUID | None:
        try:
            return UUID(text)
        except ValueError:
            return None

    parts = [BY_KEY[asked.act].title if asked.act else ""]
    parts.append(names.unit(uuid(asked.unit)) if asked.unit else "")
    parts.append(names.person(uuid(asked.officer)) if asked.officer else "")
    return "　".join(filter(None, parts))
