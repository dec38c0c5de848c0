"""What a draft still needs, and the moment its act is said to have taken place."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from liuhen.register.types import Need
from liuhen.regulation.amounts import amount
from liuhen.regulation.fields import Day, Field, Items, Moment, Money, Officers, TimeSpan
from liuhen.regulation.grammar import Kind
from liuhen.regulation.when import CST, When

#: Fields that state when the act took place, in the order they are looked for; the first that a kind has counts.
TIME_FIELDS = ("span", "at", "started", "received", "told_at", "paid")


def needs(kind: Kind, content: Mapping[str, Any]) -> Iterator[Need]:
    """The fields still missing or unreadable, in the order of the form."""
    for item in kind.fields:
        if not item.wanted(content):
            continue
        value = content.get(item.key)
        if item.empty(value):
            if item.required:
                yield Need(field=item.key, text=f"待补：{item.title}", law=item.law)
            continue
        wrong = malformed(item, value)
        if wrong:
            yield Need(field=item.key, text=wrong, law=item.law)


def malformed(item: Field, value: Any) -> str:
    """What is wrong with the shape of a value, in Chinese; empty when nothing is."""
    if isinstance(item, TimeSpan):
        return _span(item, value)
    if isinstance(item, Moment) and _moment(value) is None:
        return f"{item.title}读不出，请写成 2026-11-13 20:36 这样"
    if isinstance(item, Day) and _moment(f"{value}T00:00") is None:
        return f"{item.title}读不出，请写成 2026-11-13 这样"
    if isinstance(item, Money) and not _sum(value):
        return f"{item.title}读不出，请只写数字，最多两位小数"
    if isinstance(item, Officers) and not isinstance(value, list):
        return f"{item.title}读不出，请重新选人"
    return _items(item, value) if isinstance(item, Items) else ""


def _sum(value: Any) -> bool:
    try:
        amount(value)
    except ValueError:
        return False
    return True


def _span(item: TimeSpan, value: Any) -> str:
    start, end = _moment(value.get("start")), _moment(value.get("end"))
    if start is None or end is None:
        return f"{item.title}读不出，请写到分"
    if end < start:
        return f"{item.title}的结束早于开始，请核对"
    return ""


def _items(item: Items, value: Any) -> str:
    wanted = [column for column in item.columns if column.required]
    for number, row in enumerate(value, start=1):
        for column in wanted:
            if row.get(column.key) in (None, "", []):
                return f"{item.title}第 {number} 行还缺{column.title}"
    return ""


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment.replace(tzinfo=CST) if moment.tzinfo is None else moment


def time_field(kind: Kind, content: Mapping[str, Any]) -> Field | None:
    """The filled field that states when the act took place; None where none does."""
    for key in TIME_FIELDS if kind.time is None else (kind.time,):
        item = next((field for field in kind.fields if field.key == key), None)
        if item is not None and not item.empty(content.get(key)) and isinstance(item, TimeSpan | Moment | Day):
            return item
    return None


def stated_when(kind: Kind, content: Mapping[str, Any]) -> When | None:
    """The moment or span at which the act is said to have taken place, from the kind's time field; None if it has none."""
    item = time_field(kind, content)
    if item is None:
        return None
    if isinstance(item, TimeSpan):
        start, end = _moment(content[item.key].get("start")), _moment(content[item.key].get("end"))
        return When.between(start, end) if start and end else None
    if isinstance(item, Moment):
        moment = _moment(content[item.key])
        return When.at(moment) if moment else None
    moment = _moment(f"{content[item.key]}T00:00")
    return When.on(moment.date()) if moment else None
