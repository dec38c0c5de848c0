"""机关设置: each value with its source and the day it holds from; the hearing threshold row by row."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from liuhen.bureau import commands
from liuhen.pages.answers import Request, go, page
from liuhen.pages.views.bureau import day_of, only_administrators
from liuhen.register import clock, register
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.hearing import PARTIES, RANKS, Precedence, checked, thresholds

#: Settings the pages offer by name; any other key may be written as well. (key, title, how it is written, help)
SETTINGS: tuple[tuple[str, str, str, str], ...] = (
    ("name", "机关名称", "text", "文书标题和落款用的全称"),
    ("mark", "机关代字", "text", "文号开头的字"),
    ("number_format", "文号格式", "text", "可用 {mark} {word} {year} {serial}"),
    ("reconsideration_body", "行政复议机关", "text", "救济途径写的复议机关全称"),
    ("court", "人民法院", "text", "救济途径写的法院全称"),
    ("contact", "联系方式", "text", "文书上的电话和地址"),
    ("bank", "罚款缴纳银行", "text", "决定书写的代收机构和账号"),
    ("review_days", "法制审核工作日", "json", "数字"),
    ("powers", "本局的处罚职权", "json", '例如 ["culture", "tourism", "press", "sports"]，不填时就是这四类'),
    ("sole_trader_as", "个体工商户比照", "text", "citizen（公民）或者 organisation（法人或者其他组织）"),
    ("level_cuts", "裁量档次的分界", "json", "两个百分数，例如 [30, 70]"),
    ("calendar", "工作日调整", "json", '例如 {"2026-10-10": true, "2026-10-01": false}'),
)


#: Settings that do as they are until the bureau says otherwise: nobody is asked for them.
DEFAULTED = frozenset({"powers", "sole_trader_as", "level_cuts"})
#: Settings that have a place of their own on the pages.
APART = frozenset({"hearing_threshold", "violations"})


@require_http_methods(["GET", "POST"])
@page
def settings(request: Request) -> HttpResponse:
    """机关设置: each value with the day it holds from and where it comes from; earlier values stay known."""
    only_administrators(request)
    if request.method == "POST":
        return _set(request)
    terms = register.terms(request.actor.agency)
    titles = {key: title for key, title, _, _ in SETTINGS}
    rows = [
        {"key": key, "title": titles.get(key, key), "values": [_said(one) for one in reversed(values)]}
        for key, values in terms.settings.items()
        if key not in APART
    ]
    unset = [(key, title) for key, title, _, _ in SETTINGS if key not in terms.settings and key not in DEFAULTED]
    context = {
        "rows": rows,
        "unset": unset,
        "settings": SETTINGS,
        "today": clock.now().date(),
        "thresholds": sorted(thresholds(terms), key=lambda row: (RANKS[row.precedence], -row.since.toordinal())),
        "parties": PARTIES,
        "party_names": dict(PARTIES),
        "ranks": [rank for rank in Precedence if rank is not Precedence.BUREAU],
    }
    return render(request, "pages/settings.html", context)


@require_POST
@page
def hearing(request: Request) -> HttpResponse:
    """Enter one row of the hearing threshold: for whom, from what sum, by whose rule, from when."""
    only_administrators(request)
    posted = request.POST
    business = {"yes": True, "no": False}.get(posted.get("business_act", ""))
    row = checked(
        {
            **{key: posted.get(key, "").strip() for key in ("party_kind", "precedence", "source", "effective_from", "until")},
            **{key: posted.get(key, "").replace(",", "").strip() for key in ("fine_from", "confiscation_from")},
            "business_act": business,
            "inclusive": posted.get("inclusive") == "1",
        }
    )
    commands.set_setting(request.actor, "hearing_threshold", row, day_of(row["effective_from"]), row["source"])
    return go(request, reverse("settings"))


def _said(one: Any) -> dict[str, Any]:
    value = one.value if isinstance(one.value, str) else json.dumps(one.value, ensure_ascii=False)
    return {"value": value, "since": one.since if one.since.year > 1900 else None, "source": one.source}  # noqa: PLR2004 - the default


def _set(request: Request) -> HttpResponse:
    posted = request.POST
    key, text = posted.get("key", "").strip(), posted.get("value", "").strip()
    source, since = posted.get("source", "").strip(), day_of(posted.get("since", ""))
    if not key or not text or not source or since is None:
        raise Refusal("设置没有记入：要写明设置项、内容、生效日期和依据。请补齐。", code="incomplete")
    how = {name: way for name, _, way, _ in SETTINGS}.get(key, "text")
    value: Any = text
    if how == "json":
        try:
            value = json.loads(text)
        except ValueError as error:
            raise Refusal("设置没有记入：内容的写法读不出。请照说明里的例子写。", code="malformed") from error
    commands.set_setting(request.actor, key, value, since, source)
    return go(request, reverse("settings"))
