r"""Days, moments and spans as papers write them: 2026年11月13日20时36分; a missing end is struck (``\``). Pure."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from liuhen.regulation.when import CST

#: Put where a value or an end is missing: a blank on paper is struck out.
STRUCK = "\\"
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:[+-]\d{2}:?\d{2}|Z)?")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


def day(value: Any) -> str:
    """2026年11月13日; a month alone 2026年11月; what is not a date as it stands."""
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    if found := _DAY.match(text):
        return f"{int(found[1])}年{int(found[2])}月{int(found[3])}日"
    if found := _MONTH.fullmatch(text):
        return f"{int(found[1])}年{int(found[2])}月"
    return text or STRUCK


def moment(value: Any) -> str:
    """2026年11月13日20时36分; a day alone stays a day."""
    if isinstance(value, datetime):
        value = value.astimezone(CST).strftime("%Y-%m-%dT%H:%M")
    text = str(value or "")
    if found := _MOMENT.fullmatch(text):
        return f"{day(text[:10])}{int(found[4])}时{found[5]}分"
    return day(text)


def clock(value: Any) -> str:
    """20时36分, from ``20:36`` or the end of a moment."""
    found = _CLOCK.search(str(value or ""))
    return f"{int(found[1])}时{found[2]}分" if found else str(value or "") or STRUCK


def span(value: Any) -> str:
    """2026年11月13日20时36分至21时48分; the day is said again when it is another; a missing end is struck."""
    ends = value if isinstance(value, Mapping) else {}
    start, end = str(ends.get("start") or ""), str(ends.get("end") or "")
    if not start and not end:
        return STRUCK
    if not end:
        return f"{moment(start)}至{STRUCK}"
    same_day = start[:10] == end[:10] and _MOMENT.fullmatch(end)
    return f"{moment(start)}至{clock(end[11:]) if same_day else moment(end)}"


def is_clock(text: str) -> bool:
    """Whether a text holds a time of day (20:37)."""
    return _CLOCK.search(text) is not None
