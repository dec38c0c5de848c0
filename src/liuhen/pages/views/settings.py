"""机关设置: every setting, what holds while nothing is set and by which source, each value of the bureau's own with day and source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from liuhen.access.permissions import demand
from liuhen.access.policy import Action
from liuhen.bureau import commands
from liuhen.pages.answers import Request, go, page
from liuhen.pages.views import bureau_settings
from liuhen.register import clock, register
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.settings_table import SETTINGS, Group, Known
from liuhen.regulation.terms import Setting

_EVER = date(1900, 1, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """One value of the bureau's own, in words."""

    said: str
    since: date | None
    source: str
    coming: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One setting: what holds today, what held before, what holds otherwise."""

    known: Known
    now: Value | None
    others: tuple[Value, ...]

    @property
    def wanting(self) -> bool:
        """Whether nothing at all holds."""
        return self.now is None and self.known.default is None and not self.known.holds


@require_http_methods(["GET", "POST"])
@page
def settings(request: Request) -> HttpResponse:
    """Everything that can be set, by what it is about; earlier values stay known."""
    demand(request.actor, Action.ADMINISTER)
    if request.method == "POST":
        return _set(request)
    today, terms = clock.now().date(), register.terms(request.actor.agency)
    stated = terms.settings
    listed = [_row(known, stated.get(known.key, ()), today) for known in SETTINGS.values()]
    strange = [
        {"key": key, "values": [_value(None, one, today) for one in reversed(values)]}
        for key, values in stated.items()
        if key not in SETTINGS
    ]
    context = {
        "groups": [{"group": group, "rows": [row for row in listed if row.known.group == group]} for group in Group],
        "unset": [row.known for row in listed if row.wanting],
        "strange": strange,
        "today": today,
        "chosen": request.GET.get("key", ""),
        **bureau_settings.shown(terms),
    }
    return render(request, "pages/settings.html", context)


def _row(known: Known, values: Sequence[Setting], today: date) -> Row:
    """The value in force today before all others, newest first."""
    said = [_value(known, one, today) for one in reversed(values)]
    now = next((one for one in said if not one.coming), None)
    return Row(known=known, now=now, others=tuple(one for one in said if one is not now))


def _value(known: Known | None, one: Setting, today: date) -> Value:
    words = known.said(one.value) if known else str(one.value)
    return Value(said=words, since=one.since if one.since > _EVER else None, source=one.source, coming=one.since > today)


def _set(request: Request) -> HttpResponse:
    posted = request.POST
    key, text = posted.get("key", "").strip(), posted.get("value", "").strip()
    source, since = posted.get("source", "").strip(), _day(posted.get("since", ""))
    known = SETTINGS.get(key)
    if known is None or not text or not source or since is None:
        raise Refusal("设置没有记入：要写明设置项、内容、生效日期和依据。请补齐。", code="incomplete")
    value: Any
    try:
        value = known.parse(text)
    except ValueError as error:
        told = str(error) if str(error).startswith("请") else "照说明里的例子写"
        raise Refusal(f"设置没有记入：“{known.title}”的内容读不出。{told}。", code="malformed") from error
    commands.set_setting(request.actor, key, value, since, source)
    return go(request, reverse("settings"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refusal("设置没有记入：日期读不出。请写成 2026-11-13 这样。", code="malformed") from error
