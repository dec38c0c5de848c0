"""Figures of the supervision desk: shares with their base, lengths, a share drawn."""

from datetime import timedelta
from math import floor

from django import template
from django.utils.safestring import SafeString

from liuhen.cases import clocks
from liuhen.pages.dots import Strip
from liuhen.regulation.covered import Covered

register = template.Library()
_HOUR = 3600
_OVER = ' class="over"'


@register.filter
def percent(share: float | None) -> str:
    """97.2%, rounded down: what is not whole never reads 100%."""
    if share is None:
        return "—"
    tenths = floor(share * 1000 + 1e-9) / 10
    return f"{tenths:.0f}%" if tenths in {0, 100} else f"{tenths:.1f}%"


@register.filter
def lasted(seconds: int | None) -> str:
    """34 小时 51 分; seconds where they alone make it more than whole hours: what took 24 小时 40 秒 is late."""
    if seconds is None:
        return ""
    more = seconds % 60 if seconds >= _HOUR and seconds % _HOUR < 60 else 0  # noqa: PLR2004 - a minute
    return clocks.hours(timedelta(seconds=seconds)) + (f" {more} 秒" if more else "")


@register.filter
def state_label(value: str) -> str:
    """How an act was recorded, in words."""
    return Covered(value).label if value in set(Covered) else value


@register.simple_tag(name="dots")
def dots_of(strip: Strip) -> SafeString:
    """The dots of one strip; a year of a bureau has thousands, which a template would write ten times as slowly. Only numbers of ours."""
    circles = (f'<circle cx="{dot.x}" cy="{dot.y}" r="2.5"{_OVER if dot.over else ""}/>' for dot in strip.dots)
    return SafeString("".join(circles))
