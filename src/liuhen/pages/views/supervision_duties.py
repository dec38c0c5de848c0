"""The heat table of the supervision desk, open duties by article and unit, and the list behind each of its figures."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from liuhen.bureau import queries as bureau
from liuhen.cases.duties import clock_of
from liuhen.pages.answers import Request, page
from liuhen.register import clock, register
from liuhen.register.types import Actor
from liuhen.regulation.chapters import CHAPTERS
from liuhen.regulation.grammar import chinese_number
from liuhen.supervision import duties
from liuhen.supervision.duties import LAW, PRACTICE, Asked, Cell
from liuhen.supervision.scope import Scope, scope

SOON = timedelta(hours=24)
#: From how many open ones a cell is darker.
STEPS = ((8, "q3"), (4, "q2"), (1, "q1"))
LEVELS = {LAW: "法律、法规", PRACTICE: "办案惯例"}
NO_UNIT = "未分机构"


def heat(actor: Actor, seen: Scope) -> dict[str, Any]:
    """The table as the desk shows it: a column for each unit that has something open, the regulation's articles in their order."""
    now = clock.now()
    found = duties.heat(seen, now, now + SOON)
    names = bureau.unit_names(actor.agency)
    units = sorted(found.units, key=lambda key: (key is None, names.get(key, "") if key else ""))
    return {
        "units": [names.get(key, NO_UNIT) if key else NO_UNIT for key in units],
        "rows": [
            {
                "title": _title(article),
                "cells": [_cell(found.rows[article].get(key, Cell()), article=article, unit=_key(key)) for key in units],
                "sum": _cell(found.sums[article], article=article),
            }
            for article in sorted(found.rows, key=_place)
        ],
        "total": found.total,
        "url": reverse("supervision_duties"),
        "over_url": f"{reverse('supervision_duties')}?over=1",
    }


@require_GET
@page
def listed(request: Request) -> HttpResponse:
    """The duties behind one figure, most urgent first."""
    seen, get, now = scope(request.actor), request.GET.get, clock.now()
    article, number = get("article", ""), get("page", "")
    asked = Asked(article=article if _known(article) else "", unit=get("unit", ""), over=get("over", "") == "1")
    at = int(number) if number.isdecimal() and 0 < int(number) < 10_000 else 1  # noqa: PLR2004 - nobody turns further
    found = duties.listed(seen, asked, now, page=at)
    calendar = register.terms(request.actor.agency).calendar
    unit = bureau.unit(seen.unit)
    asks = {
        key: value
        for key, value in (("article", asked.article), ("unit", asked.unit), ("over", "1" if asked.over else ""))
        if value
    }
    context = {
        "rows": [{"line": one, "row": one.row, "clock": clock_of(one.row, now, calendar)} for one in found.rows],
        "total": found.total,
        "whose": unit.name if unit else "全局",
        "said": "　".join(filter(None, (_title(asked.article) if asked.article else "", _unit_name(request.actor, asked.unit)))),
        "over": asked.over,
        "all_url": f"?{urlencode({key: value for key, value in asks.items() if key != 'over'})}",
        "over_url": f"?{urlencode({**asks, 'over': '1'})}",
        "next": f"?{urlencode({**asks, 'page': at + 1})}" if found.more else "",
    }
    return render(request, "pages/supervision_duties.html", context)


def _cell(cell: Cell, **asks: str) -> dict[str, Any]:
    tint = next((name for least, name in STEPS if cell.open >= least), "q0")
    url = f"{reverse('supervision_duties')}?{urlencode(asks)}"
    return {"open": cell.open, "over": cell.over, "tint": "o" if cell.over else tint, "url": url, "over_url": f"{url}&over=1"}


def _key(unit: UUID | None) -> str:
    return str(unit) if unit else "none"


def _known(article: str) -> bool:
    return article in LEVELS or (article.isdecimal() and int(article) in CHAPTERS)


def _title(article: str) -> str:
    if article in LEVELS:
        return LEVELS[article]
    return f"第{chinese_number(int(article))}条　{CHAPTERS[int(article)].title}" if _known(article) else article


def _place(article: str) -> tuple[int, str]:
    return (int(article), "") if article.isdecimal() else (1000, article)


def _unit_name(actor: Actor, unit: str) -> str:
    if not unit:
        return ""
    return next((name for key, name in bureau.unit_names(actor.agency).items() if str(key) == unit), NO_UNIT)
