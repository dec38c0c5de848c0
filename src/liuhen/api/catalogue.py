"""Every operation of the interface, found by walking ``operations``; the address table is made from them."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache

from django.urls import URLPattern, path, re_path

from liuhen.api import operations
from liuhen.api.door import door, nowhere
from liuhen.api.grammar import Operation

ROOT = "api/v1"
_WORD = re.compile(r"\{(\w+)\}")


@cache
def catalogue() -> tuple[Operation, ...]:
    """The operations in the order of their files; two at one address with one method stop the start."""
    found: list[Operation] = []
    for module in sorted(pkgutil.iter_modules(operations.__path__), key=lambda one: one.name):
        found += importlib.import_module(f"{operations.__name__}.{module.name}").OPERATIONS
    seen = {(one.method, one.path) for one in found} | {("id", one.id) for one in found}
    if len(seen) != 2 * len(found):
        msg = "two operations share an address or an id"
        raise ValueError(msg)
    return tuple(found)


def addresses() -> Iterator[URLPattern]:
    """One pattern per address, which knows all methods there; named after the first operation."""
    grouped: dict[str, dict[str, Operation]] = {}
    for one in catalogue():
        grouped.setdefault(one.path, {})[one.method] = one
    for where, methods in grouped.items():
        first = next(iter(methods.values()))
        yield path(ROOT + _route(where, first), door(methods), name=f"api_{first.id}")

    yield re_path(rf"^{ROOT}/[\s\S]*$", nowhere, name="api_nowhere")  # a line break in an address is one as well


def _route(where: str, operation: Operation) -> str:
    """``/uploads/{number}/`` as Django writes it."""
    parts = _WORD.split(where)  # every second one is a word
    return "".join(f"<{_converter(operation, part)}:{part}>" if at % 2 else part for at, part in enumerate(parts))


def _converter(operation: Operation, name: str) -> str:
    schema = next(one.schema for one in operation.parameters if one.name == name)
    return "uuid" if schema.get("format") == "uuid" else "str"
