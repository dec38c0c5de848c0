"""Reading the short notes of other systems: ``2名执法人员,出示证件;现场有录像`` fills three fields. Nothing is inferred.

For a field that is a list, each match gives one row and the pattern's named groups its columns; for any other field the first
pattern that matches gives ``value``, or its first group as the field's type. A part is read as one that agreed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from liuhen.regulation.fields import Field, Items, Number, Outsider, Staff, TimeSpan
from liuhen.regulation.grammar import Kind, Told

_SUFFIX = re.compile(r"[（(]([^（）()]*)[）)]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Telling:
    """What a note says about a record: field values, and the parts that agreed."""

    values: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[str, ...] = ()


def bare(name: str) -> str:
    """The name of an event without its bracketed suffixes: 询问(受托人) is 询问."""
    return _SUFFIX.sub("", name).strip()


def read(kind: Kind, name: str, note: str) -> Telling:
    """Read an event's name (with its suffix) and its note against the kind's patterns."""
    text = "；".join(part for part in (name, note) if part)
    values: dict[str, Any] = {}
    parts: list[str] = []
    for told in kind.told:
        if told.part:
            if told.part not in parts and re.search(told.pattern, text):
                parts.append(told.part)
        elif told.field not in values and (value := _value(kind.field(told.field), told, text)) is not None:
            values[told.field] = value
    return Telling(values=values, parts=tuple(parts))


def _value(target: Field, told: Told, text: str) -> Any:
    """The value a pattern gives in this text; None where it does not match."""
    if isinstance(target, Items):
        return _rows(target, told.pattern, text) or None
    found = re.search(told.pattern, text)
    if found is None:
        return None
    value = told.value if told.value is not None else found[1]
    if isinstance(target, Number):
        return int(value)
    if isinstance(target, Outsider | Staff):
        return {"name": value}
    return None if isinstance(target, TimeSpan) else value


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
