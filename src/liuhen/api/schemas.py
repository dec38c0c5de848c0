"""A record kind as JSON Schema: one table from field type to the shape of its value, as ``regulation/fields.py`` states it.

Values that our ledger holds may say less than is owed (a fact from outside owes nothing), so ``required`` is told as ``x-liuhen-owed``
and not enforced; keys that a kind does not know are kept by the ledger and therefore allowed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from liuhen.regulation import fields
from liuhen.regulation.grammar import Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Shape = dict[str, Any]

_TEXT: Shape = {"type": "string"}
_MOMENT: Shape = {"type": "string", "pattern": r"^(\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?)?$", "description": "北京时间，到分或秒"}
_DAY: Shape = {"type": "string", "pattern": r"^(\d{4}-\d\d-\d\d)?$"}
_DIGEST: Shape = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_MONEY: Shape = {"type": "string", "pattern": r"^(\d+(\.\d{1,2})?)?$", "description": "元"}


def _object(**properties: Shape) -> Shape:
    return {"type": ["object", "null"], "properties": properties}


def _list(item: Shape) -> Shape:
    return {"type": "array", "items": item}


def _texts(*keys: str) -> dict[str, Shape]:
    return dict.fromkeys(keys, _TEXT)


def _choice(field: fields.Choice) -> Shape:
    known: Shape = {
        "oneOf": [{"const": "", "title": "未填"}, *({"const": value, "title": title} for value, title in field.options)]
    }
    if field.other or not field.options:
        return {"type": "string", "examples": [value for value, _ in field.options]} if field.options else _TEXT
    return {"type": "string", **known}


def _choices(field: fields.Choices) -> Shape:
    item: Shape = {"type": "string"}
    if field.options and not field.other:
        item["enum"] = [value for value, _ in field.options]
    return _list(item)


def _column(column: fields.Column) -> Shape:
    shapes: dict[str, Shape] = {
        "number": {"type": ["integer", "number", "string", "null"]},
        "money": _MONEY,
        "day": _DAY,
        "moment": _MOMENT,
        "staff": {"type": ["object", "string", "null"]},
    }
    shape = dict(shapes.get(column.type, _TEXT)) | {"title": column.title}
    if column.type == "choice" and column.options:
        shape["examples"] = [value for value, _ in column.options]
    return shape


def _items(field: fields.Items) -> Shape:
    return _list({"type": "object", "properties": {"id": _TEXT, **{one.key: _column(one) for one in field.columns}}})


_PARTY = _object(
    type={"type": "string", "enum": ["citizen", "sole_trader", "organisation", ""]},
    **_texts(
        "id",
        "name",
        "code",
        "representative",
        "representative_title",
        "id_number",
        "sex",
        "birth",
        "phone",
        "address",
        "trade_name",
        "licence",
    ),
)
_OFFICER = _object(lead={"type": "boolean"}, **_texts("id", "name", "certificate", "valid_until", "shown_at"))
_OUTSIDER = _object(
    age={"type": ["integer", "string", "null"]},
    **_texts("name", "title", "relation", "id_number", "sex", "phone", "address", "employer"),
)
_LAW = _object(**_texts("norm", "title", "version", "article", "paragraph"))
_FILE = _object(
    sha256=_DIGEST, size={"type": "integer", "minimum": 0}, page={"type": ["integer", "string", "null"]}, **_texts("type", "name")
)
_PLACE = _object(
    text=_TEXT,
    division=_TEXT,
    point={"type": ["array", "null"], "items": {"type": "number"}, "description": "[经度, 纬度]，WGS 84"},
)

#: Field type → shape of its value. A type that is not here stops the tests, not a reader at night.
SHAPES: Mapping[type[fields.Field], Callable[[Any], Shape]] = {
    fields.Line: lambda _field: dict(_TEXT),
    fields.Cause: lambda _field: dict(_TEXT),
    fields.Text: lambda _field: dict(_TEXT),
    fields.Flag: lambda _field: {"type": "boolean"},
    fields.Choice: _choice,
    fields.Choices: _choices,
    fields.Day: lambda _field: dict(_DAY),
    fields.Moment: lambda _field: dict(_MOMENT),
    fields.TimeSpan: lambda _field: _object(start=_MOMENT, end=_MOMENT),
    fields.Number: lambda field: {"type": ["integer", "number", "null"], **({"minimum": field.least} if field.least > 0 else {})},
    fields.Money: lambda _field: dict(_MONEY),
    fields.Place: lambda _field: dict(_PLACE),
    fields.Parties: lambda _field: _list(_PARTY),
    fields.Party: lambda _field: dict(_TEXT),
    fields.Officers: lambda _field: _list(_OFFICER),
    fields.Staff: lambda _field: _object(**_texts("id", "name")),
    fields.Outsider: lambda _field: dict(_OUTSIDER),
    fields.Items: _items,
    fields.Dialogue: lambda _field: _list(_object(**_texts("q", "a"))),
    fields.Rights: lambda _field: _object(told=_list(_TEXT), **_texts("means", "at", "answer")),
    fields.LawRefs: lambda _field: _list(_LAW),
    fields.RecordRef: lambda field: _list(dict(_TEXT)) if field.several else dict(_TEXT),
    fields.RecordingRefs: lambda _field: _list(dict(_TEXT)),
    fields.Scans: lambda _field: _list(_FILE),
}


def of_field(field: fields.Field) -> Shape:
    """The schema of one field's value, with its title, help and when it is owed."""
    shape = SHAPES[type(field)](field)
    shape["title"] = field.title
    said = "；".join(filter(None, (shape.get("description"), field.help, field.law)))
    if said:
        shape["description"] = said
    unit = getattr(field, "unit", "")
    extra = {
        "x-liuhen-owed": field.required,
        "x-liuhen-when": field.when,
        "x-liuhen-unit": unit,
        "x-liuhen-internal": field.internal,
    }
    return shape | {key: value for key, value in extra.items() if value}


def of_kind(kind: Kind) -> Shape:
    """The schema of a kind's content, with what else its declaration says."""
    shape: Shape = {
        "$schema": DIALECT,
        "$id": f"urn:liuhen:kind:{kind.key}:{kind.version}",
        "title": kind.title,
        "description": kind.help,
        "type": "object",
        "properties": {field.key: of_field(field) for field in kind.fields},
        "x-liuhen-subjects": list(kind.subjects),
        "x-liuhen-stage": kind.stage.value,
        "x-liuhen-basis": [f"{basis.source.key}:{basis.article}" for basis in kind.basis],
        "x-liuhen-parts": [{"key": part.key, "title": part.title} for part in kind.parts],
        "x-liuhen-about": list(kind.about),
    }
    return {key: value for key, value in shape.items() if value or key in {"type", "properties", "title"}}
