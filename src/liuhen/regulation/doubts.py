"""What stands in a record and does not fit: a wrong check digit, a place outside the country, a law no longer in force. Pure.

A doubt is asked about where somebody types the value, and shown beside it where a source told it; it refuses nothing, for what a
paper says may be wrong and is a fact all the same.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from liuhen.regulation import fields as f
from liuhen.regulation import identifiers
from liuhen.regulation.citing import norms
from liuhen.regulation.grammar import Kind

#: Where in the world a place of ours can lie: longitudes and latitudes, generously.
_EAST, _NORTH = (73.0, 136.0), (3.0, 54.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """One value that does not fit: the field it stands in, what to look at (in Chinese), and the value, for who confirms just that."""

    field: str
    text: str
    value: str = ""


def doubts(kind: Kind, content: Mapping[str, Any], on: date) -> list[Doubt]:
    """Everything in a record's content that does not fit, given the day of its act, in the order of the form."""
    return [
        Doubt(field=item.key, text=text, value=str(content[item.key]))
        for item in kind.fields
        if not item.empty(content.get(item.key)) and (ask := _ASK.get(type(item)))
        for text in ask(item, content[item.key], on)
    ]


def _rows(value: Any) -> Iterator[Mapping[str, Any]]:
    return (row for row in value if isinstance(row, Mapping)) if isinstance(value, list) else iter(())


def of_person(person: Mapping[str, Any], on: date) -> Iterator[str]:
    """What does not fit in what is known of somebody."""
    number = str(person.get("id_number") or "")
    if number:
        birth, sex = str(person.get("birth") or ""), str(person.get("sex") or "")
        yield identifiers.identity(number, on=on, birth=birth, sex=sex)


def _parties(_: f.Parties, value: Any, on: date) -> Iterator[str]:
    for party in _rows(value):
        said = [*of_person(party, on)]
        if party.get("code"):
            said.append(identifiers.unified_code(str(party["code"])))
        yield from (f"{party.get('name') or '当事人'}：{text}" for text in said if text)


def _outsider(_: f.Outsider, value: Any, on: date) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from (text for text in of_person(value, on) if text)


def _items(item: f.Items, value: Any, on: date) -> Iterator[str]:
    for number, row in enumerate(_rows(value), start=1):
        said = [*of_person(row, on)]
        said += [
            f"{column.title}“{row[column.key]}”不是数字"
            for column in item.columns
            if column.type == "number" and row.get(column.key) not in (None, "") and not _number(row[column.key])
        ]
        yield from (f"第 {number} 行{text}" for text in said if text)


def _place(_: f.Place, value: Any, __: date) -> Iterator[str]:
    if not isinstance(value, Mapping):
        return
    if value.get("division") and (text := identifiers.division(str(value["division"]))):
        yield text
    point = value.get("point")
    if point and not (isinstance(point, list) and len(point) == len(("east", "north")) and all(map(_number, point))):
        yield "坐标读不出，请重新定位"
    elif point and not (_EAST[0] <= float(point[0]) <= _EAST[1] and _NORTH[0] <= float(point[1]) <= _NORTH[1]):
        yield "坐标不在国内，请核对经度、纬度的次序"


def _laws(_: f.LawRefs, value: Any, on: date) -> Iterator[str]:
    known = norms()
    for law in _rows(value):
        norm = known.get(str(law.get("norm") or ""))
        if norm is not None and norm.until is not None and norm.until < on:
            yield f"《{norm.title}》只到 {norm.until} 有效，请确认引用的是行为当日的版本"


def _money(item: f.Money, value: Any, _: date) -> Iterator[str]:
    """An amount of nothing is hardly ever meant."""
    if _number(value) and float(value) == 0:
        yield f"{item.title}写的是 0 元，请核对"


def _number(value: Any) -> bool:
    try:
        return math.isfinite(float(value))
    except (TypeError, ValueError):
        return False


_ASK: Mapping[type[f.Field], Callable[[Any, Any, date], Iterator[str]]] = MappingProxyType(
    {f.Parties: _parties, f.Outsider: _outsider, f.Items: _items, f.Place: _place, f.LawRefs: _laws, f.Money: _money}
)
