"""Filters and tags of the record form: how values stand in its inputs, what stands in its margins."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import template

from liuhen.cases import clocks, visits
from liuhen.pages import folding
from liuhen.regulation import amounts, citing
from liuhen.regulation.violation import Violation

register = template.Library()
PART_NAMES = {
    "name": "姓名（名称）",
    "title": "职务",
    "relation": "关系",
    "id_number": "身份证件号码",
    "sex": "性别",
    "age": "年龄",
    "birth": "出生日期",
    "phone": "电话",
    "address": "住址（住所）",
    "employer": "工作单位",
    "trade_name": "字号",
    "code": "统一社会信用代码",
    "representative": "法定代表人（负责人）",
    "representative_title": "其职务",
    "licence": "许可证号",
}


@register.filter
def part_name(part: str) -> str:
    """What one part of a person is called on the form."""
    return PART_NAMES.get(part, part)


@register.simple_tag
def clauses(violation: Violation) -> str:
    """The penal clauses of a violation, one beside the other."""
    return " ".join(base.penal.label for base in violation.bases)


@register.simple_tag
def findable(violation: Violation) -> str:
    """All that a violation is found by: its act in words old and new, its industry and what people call it, its articles."""
    clauses = [clause for base in violation.bases for clause in (base.penal, *base.broken)]
    acts = [act.words for act in violation.acts]
    articles = [f"{one.norm.title} {one.norm.short}{one.article}条 {one.label}" for one in clauses]
    called = visits.CALLED.get(violation.industry, ())
    return " ".join(dict.fromkeys((violation.industry, *called, violation.words, *acts, *violation.formerly, *articles)))


@register.filter
def called(industries: Mapping[str, tuple[str, ...]], industry: str) -> str:
    """What people call the places of an industry, for the script that brings them to the top."""
    return " ".join(industries.get(industry, ()))


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, for a loop in a template."""
    return text.split()


@register.filter
def chosen_in(option: str, value: Any) -> bool:
    """Whether an option is the one chosen, or among those chosen."""
    return option in value if isinstance(value, list) else option == value


@register.filter
def sum_in_words(value: Any) -> str:
    """大写 beside a sum; nothing where none is typed or it cannot be read."""
    try:
        return f"大写：{amounts.in_words(value)}" if value else ""
    except ValueError:
        return ""


@register.filter
def law_parts(printed: str) -> citing.Parts | None:
    """款、项、目 of a citation as printed; None for words that are none."""
    return citing.parts_of(printed)


@register.filter
def degree(place: Any, which: int) -> str:
    """The longitude (0) or latitude (1) of a place, as a script reads it."""
    point = place.get("point") if isinstance(place, Mapping) else None
    return str(point[which]) if isinstance(point, list) and len(point) > which else ""


@register.filter
def point_words(place: Any) -> str:
    """东经 114.1362，北纬 30.6224."""
    lon, lat = degree(place, 0), degree(place, 1)
    return f"东经 {float(lon):.4f}，北纬 {float(lat):.4f}" if lon and lat else ""


@register.filter
def last_day(end: str, start: str) -> str:
    """The day a span ends on, where it is neither the first day nor the night after it: then it is asked on its own."""
    first, last = _date(start), _date(end)
    if first is None or last is None or (last - first).days == 0:
        return ""
    return "" if (last - first).days == 1 and end[11:16] < start[11:16] else last.isoformat()


@register.filter
def span_length(value: Any) -> str:
    """How long a span is: 1 小时 12 分; says when it ends the next day."""
    if not isinstance(value, Mapping):
        return ""
    try:
        start, end = (datetime.fromisoformat(str(value.get(key) or "")) for key in ("start", "end"))
    except ValueError:
        return ""
    if end < start:
        return ""
    return f"{'次日结束　' if (end.date() - start.date()).days == 1 else ''}{clocks.span(end - start)}"


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


@register.filter
def kept(officer: Mapping[str, Any] | None) -> str:
    """An officer whom a paper or source names and our bureau does not know, to be kept as he is."""
    return json.dumps(officer, ensure_ascii=False) if officer and not officer.get("id") else ""


@register.filter
def length_words(seconds: float | None) -> str:
    """38 分."""
    return clocks.span(timedelta(seconds=seconds)) if seconds else ""


@register.simple_tag
def remarks(margins: Any, key: str) -> Any:
    """The remarks beside one field."""
    return margins.of(key)


@register.filter
def line_of(row: Any) -> str:
    """A field that folds, in one line."""
    return folding.line_of(row)


@register.simple_tag
def tucked(row: Any, margins: Any, form: Any) -> bool:
    """Whether a field that folds is complete and in order."""
    return folding.tucked(row, margins, paper=form.paper)


@register.filter
def fills(pairs: Any) -> str:
    """What a tap fills in, for the script."""
    return json.dumps(pairs, ensure_ascii=False)


@register.simple_tag
def open_in(margins: Any, section: Any, sort: str) -> int:
    """How many remarks of a sort stand in a section."""
    return int(margins.count([row.field.key for row in section.rows], sort))
