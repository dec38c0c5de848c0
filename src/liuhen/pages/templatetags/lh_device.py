"""How pages say what devices measure: how far a clock is off, how much storage is left."""

from datetime import timedelta

from django import template

from liuhen.cases import clocks

register = template.Library()
_UNSET = 86400
_GB = 1000  # as cards are sold


@register.filter
def drift(seconds: int | None) -> str:
    """快 1 分 35 秒, 慢 3 秒, 准; a clock more than a day off was never set."""
    if seconds is None:
        return ""
    if abs(seconds) > _UNSET:
        return "没有设置"
    if not seconds:
        return "准"
    minutes, rest = divmod(abs(seconds), 60)
    length = f"{minutes} 分 {rest} 秒" if 0 < minutes < 60 and rest else clocks.span(timedelta(seconds=abs(seconds)))  # noqa: PLR2004
    return f"{'快' if seconds > 0 else '慢'} {length}"


@register.filter
def gigabytes(megabytes: int | None) -> str:
    """20.0 GB; below one, in MB."""
    if megabytes is None:
        return ""
    return f"{megabytes / _GB:.1f} GB" if megabytes >= _GB else f"{megabytes} MB"
