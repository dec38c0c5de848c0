"""Filters and tags of the pages: how times, articles and bars are said and drawn."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from liuhen.cases import clocks
from liuhen.instruments.words import printed
from liuhen.pages import shell as shells
from liuhen.register import clock
from liuhen.register.store import book
from liuhen.regulation.grammar import Gravity, Stage
from liuhen.regulation.saying import said
from liuhen.regulation.when import CST, Instant

register = template.Library()
DAY_LENGTH = 24.0
#: What must not be torn at the end of a line: a day with its hour, a number with its unit.
_WHOLE = re.compile(r"(?:\d{4}-)?\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?|\d+ (?:小时|分|秒|天|个工作日)(?: \d+ (?:小时|分|秒))?")
METER = 36.0  # hours the lag meter is wide


@register.simple_tag(takes_context=True)
def shell(context: Mapping[str, Any]) -> shells.Shell:
    """What the top bar says."""
    return shells.of(context["request"])


@register.filter
def moment(at: datetime | Instant | None) -> str:
    """11-13 21:50, of another year than this one with the year; as precisely as it is known."""
    if isinstance(at, Instant):
        return clocks.known(at, clock.now())
    return clocks.moment(at, clock.now()) if at else ""


@register.filter
def moment_year(at: datetime | Instant | None) -> str:
    """2026-11-13 21:50; as precisely as it is known."""
    if isinstance(at, Instant):
        return said(at)
    return clocks.moment(at) if at else ""


@register.filter
def whole(said: str) -> SafeString:
    """A sentence whose days and durations stay whole at the end of a line."""
    return SafeString(_WHOLE.sub(r'<span class="lh-nb">\g<0></span>', conditional_escape(said)))


@register.filter
def day(at: datetime | date | Instant | None) -> str:
    """2026-11-13; of what is known more coarsely, 2025年6月."""
    if isinstance(at, Instant):
        return at.known_day.isoformat() if at.known_day else said(at)
    if isinstance(at, datetime):
        return at.astimezone(CST).strftime("%Y-%m-%d")
    return at.isoformat() if at else ""


@register.filter
@cache  # as many as the law has articles; a desk names a hundred of them
def article(label: str) -> SafeString:
    """An article of law, always a link to the rulebook: 制度第二十七条."""
    if not label:
        return SafeString("")
    return format_html('<a class="lh-art" href="{}">{}</a>', reverse("rule", args=[label]), label)


@register.filter
def get(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """A value of a mapping by a variable's name."""
    return mapping.get(key, "") if isinstance(mapping, Mapping) else ""


@register.simple_tag
def bar(share: float, height: int = 3) -> SafeString:
    """A bar filled to ``share`` (0 to 1), as attributes of an SVG: the policy allows no inline style."""
    width = max(0.0, min(1.0, float(share))) * 100
    return format_html(
        '<svg class="bar" height="{0}" aria-hidden="true" focusable="false"><rect width="{1}%" height="{0}"/></svg>',
        height,
        f"{width:.1f}",
    )


@register.simple_tag
def lag(hours: float) -> SafeString:
    """The lag meter: 36 hours wide, a tick at 24, what lies beyond in vermilion."""
    unit = 96 / METER
    inside = min(hours, DAY_LENGTH) * unit
    past = max(0.0, min(hours, METER) - DAY_LENGTH) * unit
    return format_html(
        '<svg class="m" viewBox="0 0 96 12" aria-hidden="true"><rect class="base" y="3" width="96" height="6"/>'
        '<rect class="in" y="3" width="{}" height="6"/><rect class="past" x="64" y="3" width="{}" height="6"/>'
        '<rect class="tick" x="64" width="1" height="12"/></svg>',
        f"{inside:.1f}",
        f"{past:.1f}",
    )


@register.filter
def size(count: int | None) -> str:
    """Bytes in words: 1.84 GB."""
    amount = float(count or 0)
    for unit in ("B", "KB", "MB"):
        if amount < 1024:  # noqa: PLR2004 - a kilobyte
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.2f} GB"


@register.filter
def runtime(seconds: float | None) -> str:
    """A recording's length: 28:36, 1:44:06."""
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter
def count(number: int) -> range:
    """1, 2, ... for a loop over pages."""
    return range(1, int(number) + 1)


@register.filter
def moment_seconds(at: datetime | None) -> str:
    """11-13 21:49:06: to the second, as signatures are; of another year than this one with the year."""
    return _dated(at, at.astimezone(CST).strftime("%m-%d %H:%M:%S")) if at else ""


@register.filter
def until_seconds(begin: datetime, end: datetime | None) -> str:
    """11-13 21:49:06–21:50:00; with the day of the end where that is another one."""
    if end is None:
        return moment_seconds(begin)
    one, other = begin.astimezone(CST), end.astimezone(CST)
    if one.date() == other.date():
        return f"{moment_seconds(begin)}–{hms(end)}"
    if one.year != other.year:
        return f"{one:%Y-%m-%d %H:%M:%S}–{other:%Y-%m-%d %H:%M:%S}"
    return f"{moment_seconds(begin)}–{other:%m-%d %H:%M:%S}"


def _dated(at: datetime, said: str) -> str:
    return said if clocks.this_year(at, clock.now()) else f"{at.astimezone(CST).year}-{said}"


# -- the case page ----------------------------------------------------------------------------------------------------
@register.filter
def kind_title(key: str) -> str:
    """What a kind is called."""
    kind = book().kinds.get(key)
    return kind.title if kind else key


@register.filter
def part_title(part: str, kind: str) -> str:
    """What a part of a kind is called."""
    declared = book().kinds.get(kind)
    found = next((one.title for one in declared.parts if one.key == part), "") if declared else ""
    return found or part


@register.filter
def gravity(value: str) -> str:
    """A gravity's word; an overruled practice is a 提示."""
    return Gravity(value).label if value in set(Gravity) else "提示"


@register.filter
def iso(at: datetime) -> str:
    """For the datetime attribute of a time."""
    return at.astimezone(CST).isoformat(timespec="minutes")


@register.simple_tag
def lag_share(found: Any) -> SafeString:
    """The lag meter of a timeline's item."""
    return lag(found.share * METER)


@register.filter
def stage_label(value: str) -> str:
    """A stage's word."""
    return Stage(value).label if value in set(Stage) else value


@register.filter
def today(now: datetime) -> str:
    """2026 年 11 月 18 日　周三　10:24."""
    local = now.astimezone(CST)
    return f"{local.year} 年 {local.month} 月 {local.day} 日　周{'一二三四五六日'[local.weekday()]}　{local:%H:%M}"


@register.simple_tag
def field_words(record: Any, key: str) -> str:
    """One field of a record in words; empty where its kind has none."""
    found = next((one for one in record.kind.fields if one.key == key), None)
    return printed(found, record.field(key)) if found else ""


@register.filter
def hm(at: datetime | None) -> str:
    """21:50."""
    return at.astimezone(CST).strftime("%H:%M") if at else ""


@register.filter
def hms(at: datetime | None) -> str:
    """21:49:48."""
    return at.astimezone(CST).strftime("%H:%M:%S") if at else ""


@register.filter
def took(length: timedelta | None) -> str:
    """34 小时 51 分: storage is counted in hours."""
    if length is None:
        return ""
    return "不到 1 分" if timedelta() < length < timedelta(minutes=1) else clocks.hours(length)


@register.filter
def iso_or_empty(at: datetime | None) -> str:
    """For a script that reckons with it."""
    return at.isoformat() if at else ""


@register.filter
def at(listed: list[str], place: int) -> str:
    """The item at a place; empty past the end."""
    return listed[place] if 0 <= place < len(listed) else ""


@register.filter
def figure(figures: Any, outcome: Any) -> int | str:
    """One of a rule's figures; nothing at all for nought, so that the eye lands on what there is."""
    return figures[outcome] or ""


TIMES_FROM = {
    "stated": "交入人写明",
    "recorder": "本系统录制时的时钟",
    "name": "文件名，设备时钟",
    "sidecar": "随附文件，设备时钟",
    "station": "采集站，设备时钟",
    "exif": "照片记录",
    "quicktime": "录像记录",
    "container": "录像记录",
    "bext": "录音记录",
    "exif_digitised": "照片数字化时间",
    "exif_changed": "文件改动时间",
    "container_date": "只有日期",
}


@register.filter
def times_from(value: str) -> str:
    """Where a recording's times come from."""
    return TIMES_FROM.get(value, value)
