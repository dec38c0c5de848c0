"""The words a case and its papers are found by. Sensitive fields stay out: nobody finds a complainant by searching. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from liuhen.regulation.fields import (
    Choice,
    Choices,
    Day,
    Field,
    Flag,
    Moment,
    Officers,
    Outsider,
    Parties,
    RecordingRefs,
    RecordRef,
    Scans,
)
from liuhen.regulation.fields import Party as PartyField
from liuhen.regulation.history import Record

LONGEST = 40_000  # characters of one paper; a longer one is found by its beginning
_SILENT = (Choice, Choices, Day, Flag, Moment, PartyField, RecordRef, RecordingRefs, Scans)
_PRIVATE = frozenset(
    {
        "id_number",
        "phone",
        "address",
        "birth",
        "sex",
        "age",
        "id",
        "certificate",
        "valid_until",
        "shown_at",
        "lead",
        "type",
        "told",
        "means",
    }
)
#: What stands in a value for the machine: another thing's number, the key of a choice, a day, a time.
_CODE = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]+(?:_[a-z0-9]+)+|\d{4}-\d{2}-\d{2}(?:T[\d:.+-]+)?|\d{2}:\d{2}"
)


def case_words(values: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    """Name, number, cause, parties with their codes and representatives, officers, unit."""
    words = [str(values[key]) for key in ("number", "name", "cause", "officer_names", "unit_name") if values.get(key)]
    for party in facts.get("parties") or ():
        if isinstance(party, Mapping):
            asked = ("name", "code", "representative", "trade_name", "licence")
            words += [str(party[key]) for key in asked if party.get(key)]
    place = facts.get("place")
    if isinstance(place, Mapping) and place.get("text"):
        words.append(str(place["text"]))
    return "\n".join(dict.fromkeys(words))


def paper_words(record: Record) -> str:
    """Title, number and what the record says in words."""
    words = [record.kind.title, record.number]
    for field in record.kind.fields:
        value = record.get(field.key)
        if _said(field) and not field.empty(value):
            words += list(_texts(value))
    words += [view.text for view in record.parts if view.text]
    return "\n".join(word for word in words if word)[:LONGEST]


def _said(field: Field) -> bool:
    if isinstance(field, (Parties, Outsider, Officers)):
        return field.key != "complainant"
    return not field.sensitive and not isinstance(field, _SILENT)


def _texts(value: Any) -> Iterator[str]:
    """Every piece of text in a value; of people their names, not their numbers."""
    if isinstance(value, str):
        if not _CODE.fullmatch(value):
            yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key not in _PRIVATE:
                yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
