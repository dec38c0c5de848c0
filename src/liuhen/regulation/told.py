"""Reading the short notes of other systems: ``2名执法人员,出示证件;现场有录像`` fills three fields. Nothing is inferred.

For a field that is a table, each match gives one row and the pattern's named groups its columns; for one of several choices,
each pattern that matches gives its value; for any other field the first pattern that matches gives ``value``, or its first
group as the field's type. A part is read as one that agreed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from liuhen.regulation.fields import Choices, Field, Items, Money, Number, Outsider, Staff
from liuhen.regulation.grammar import Kind, Told

_SUFFIX = re.compile(r"[（(]([^（）()]*)[）)]")
_MARKS = re.compile(r"[\s、，,·《》“”\"]")
_SMALL = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """What a note says about a record: field values, and the parts that agreed."""

    values: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[str, ...] = ()


def bare(name: str) -> str:
    """The name of an event without bracketed suffixes and marks: ``询问(受托人)`` is 询问, ``陈述、申辩`` is 陈述申辩."""
    return _MARKS.sub("", _SUFFIX.sub("", name)) or _MARKS.sub("", name)


def names(kinds: Iterable[Kind]) -> Mapping[str, Kind]:
    """Every bare title and alias of what people record, with its kind; ValueError where two kinds answer to one name."""
    found: dict[str, Kind] = {}
    for kind in (kind for kind in kinds if kind.by_hand):
        for name in (kind.title, *kind.aliases):
            if found.setdefault(bare(name), kind) is not kind:
                raise ValueError(f"{name} names both {found[bare(name)].key} and {kind.key}")
    return MappingProxyType(found)


def read(kind: Kind, name: str, note: str) -> Telling:
    """Read an event's name (with its suffix) and its note against the kind's patterns."""
    text = "；".join(part for part in (name, note) if part)
    values: dict[str, Any] = {}
    parts: list[str] = []
    for told in kind.told:
        if told.part:
            if told.part not in parts and re.search(told.pattern, text):
                parts.append(told.part)
        else:
            _take(values, kind.field(told.field), told, text)
    return Telling(values=values, parts=tuple(parts))


def _take(values: dict[str, Any], target: Field, told: Told, text: str) -> None:
    """Add what a pattern says of one field; the first word about a field stands, several choices gather."""
    if isinstance(target, Items):
        if target.key not in values and (rows := _rows(target, told.pattern, text)):
            values[target.key] = rows
        return
    found = re.search(told.pattern, text)
    if found is None:
        return
    if isinstance(target, Choices):
        values[target.key] = [*values.get(target.key, []), told.value]
    elif target.key not in values:
        values[target.key] = told.value if told.value is not None else _typed(target, found[1].strip())


def _typed(target: Field, word: str) -> Any:
    """A word of a note as the field's type."""
    if isinstance(target, Number):
        return _number(word)
    if isinstance(target, Money):
        amount, times = re.sub(r"[,，\s]", "", word), Decimal(1)
        if amount.endswith("万"):
            amount, times = amount[:-1], Decimal(10_000)
        return f"{Decimal(amount) * times:.2f}"
    return {"name": word} if isinstance(target, Outsider | Staff) else word


def _number(word: str) -> int:
    """``3`` or 三; officers of one act are never more than nine in words."""
    return _SMALL[word[-1]] if word[-1] in _SMALL else int(word)


def _rows(target: Items, pattern: str, text: str) -> list[dict[str, Any]]:
    """One row per match; columns that the note leaves open are left out."""
    numbers = {column.key for column in target.columns if column.type == "number"}
    return [
        {
            "id": f"i{place}",
            **{key: int(value) if key in numbers else value for key, value in found.groupdict().items() if value},
        }
        for place, found in enumerate(re.finditer(pattern, text), start=1)
    ]
