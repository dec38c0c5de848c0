"""An attribute's text as the value of a field, in the shape that the field's type says (``liuhen.regulation.fields``)."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from liuhen.eventlogs.times import Clock
from liuhen.regulation import fields
from liuhen.regulation.fields import Field
from liuhen.regulation.when import CST

Converter = Callable[[str], Any]
_YES = {"true", "1", "yes", "y", "是", "有"}
_NO = {"false", "0", "no", "n", "否", "无"}
_PARTING = str.maketrans(dict.fromkeys("，,;；|", "、"))
_STRUCTURED = ("[", "{")


def converter(field: Field, clock: Clock) -> Converter:
    """Text to a field's value; ValueError where the text is none."""
    for sort, make in _MAKERS:
        if isinstance(field, sort):
            return make(field, clock)
    return str.strip


def _money(text: str) -> str:
    try:
        return str(Decimal(text.strip().replace(",", "")).quantize(Decimal("0.01")))
    except InvalidOperation as error:
        raise ValueError(text) from error


def _number(text: str) -> int:
    value = float(text)
    if value != int(value):
        raise ValueError(text)
    return int(value)


def _flag(text: str) -> bool:
    word = text.strip().lower()
    if word not in _YES | _NO:
        raise ValueError(text)
    return word in _YES


def _choice(field: Any, text: str) -> str:
    word = text.strip()
    values = {label: value for value, label in field.options} | {value: value for value, _ in field.options}
    if word in values or field.other or not values:
        return str(values.get(word, word))
    raise ValueError(text)


def _choices(field: Any, text: str) -> list[str]:
    return [_choice(field, one) for one in text.translate(_PARTING).split("、") if one.strip()]


def _moment(clock: Clock, text: str) -> str:
    """With its offset, unless it is a moment in China: that is written as our own records write it."""
    point = clock.instant(text)
    local = clock.shown(point.lo)
    return (local.replace(tzinfo=None) if local.utcoffset() == CST.utcoffset(None) else local).isoformat()


def _day(clock: Clock, text: str) -> str:
    stated = clock.parsed(text)
    return (stated if stated.tzinfo is None else clock.shown(stated)).date().isoformat()


def _structured(make: Callable[[str], Any]) -> Callable[[Any, Any], Converter]:
    """For fields whose value is no text: JSON is taken as it is, plain words as the name of what is meant."""

    def convert(text: str) -> Any:
        return json.loads(text) if text.lstrip().startswith(_STRUCTURED) else make(text.strip())

    return lambda _field, _clock: convert


def _nobody(text: str) -> Mapping[str, Any]:
    raise ValueError(text)


def _remembered(work: Converter) -> Converter:
    return lru_cache(4096)(work)


_MAKERS: tuple[tuple[type[Field], Callable[[Any, Clock], Converter]], ...] = (
    (fields.Money, lambda _field, _clock: _remembered(_money)),
    (fields.Number, lambda _field, _clock: _number),
    (fields.Flag, lambda _field, _clock: _flag),
    (fields.Choices, lambda field, _clock: lambda text: _choices(field, text)),
    (fields.Choice, lambda field, _clock: _remembered(lambda text: _choice(field, text))),
    (fields.Moment, lambda _field, clock: _remembered(lambda text: _moment(clock, text))),
    (fields.Day, lambda _field, clock: _remembered(lambda text: _day(clock, text))),
    (fields.Place, _structured(lambda text: {"text": text})),
    (fields.Parties, _structured(lambda text: [{"id": "p1", "name": text}])),
    (fields.Officers, _structured(lambda text: [{"id": one, "name": one} for one in text.translate(_PARTING).split("、")])),
    (fields.Staff, _structured(lambda text: {"id": text, "name": text})),
    (fields.Outsider, _structured(lambda text: {"name": text})),
    (fields.Items, _structured(lambda text: [{"id": "1", "text": text}])),
    (fields.LawRefs, _structured(lambda text: [{"norm": "", "title": text}])),
    (fields.TimeSpan, _structured(_nobody)),
    (fields.Rights, _structured(_nobody)),
    (fields.Dialogue, _structured(_nobody)),
    (fields.Scans, _structured(_nobody)),
    (fields.RecordingRefs, _structured(lambda text: text.translate(_PARTING).split("、"))),
)
