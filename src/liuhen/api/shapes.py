"""Shapes that several operations speak in."""

from typing import Any

from liuhen.api.grammar import Parameter

Shape = dict[str, Any]


def obj(required: tuple[str, ...] = (), **properties: Shape) -> Shape:
    """An object with these properties."""
    shape: Shape = {"type": "object", "properties": properties}
    return shape | {"required": list(required)} if required else shape


def words(help: str, **more: Any) -> Shape:  # noqa: A002 - as declarations say it
    """A text."""
    return {"type": "string", "description": help, **more}


def whole(help: str, **more: Any) -> Shape:  # noqa: A002
    """A whole number."""
    return {"type": "integer", "description": help, **more}


def yes(help: str) -> Shape:  # noqa: A002
    """True or false."""
    return {"type": "boolean", "description": help}


def moment(help: str) -> Shape:  # noqa: A002
    """A moment with its zone (RFC 3339)."""
    return {"type": "string", "format": "date-time", "description": help}


def perhaps(shape: Shape) -> Shape:
    """That, or null where it is not known."""
    return shape | {"type": [shape["type"], "null"]}


def listed(item: Shape, help: str = "", **more: Any) -> Shape:  # noqa: A002
    """A list."""
    return {"type": "array", "items": item, "description": help, **more}


NUMBER = {"type": "string", "format": "uuid"}
DIGEST = words("SHA-256，64 位小写十六进制", pattern="^[0-9a-f]{64}$")


def number(help: str) -> Parameter:  # noqa: A002
    """The id in an address."""
    return Parameter(name="number", where="path", help=help, schema=NUMBER, required=True)
