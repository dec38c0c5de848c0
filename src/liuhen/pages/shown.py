"""Records in templates.

A Record answers ``record["key"]`` with a field's value, and a template asks by key before it asks for an attribute: ``record.kind``
would be a field called ``kind``. What is wrapped here has attributes only.
"""

from collections.abc import Iterable
from typing import Any

from liuhen.regulation.history import Entry, Record


class Shown:
    """A record or entry whose attributes a template can reach; its fields are under ``content``."""

    def __init__(self, of: Record | Entry) -> None:
        self._of = of

    def __getattr__(self, name: str) -> Any:
        """The attribute of what is wrapped; entries and tuples of them wrapped as well."""
        return _wrapped(getattr(self._of, name))

    def field(self, key: str) -> Any:
        """A field's value."""
        return self._of[key]


def _wrapped(value: Any) -> Any:
    if isinstance(value, Record | Entry):
        return Shown(value)
    if isinstance(value, tuple) and value and isinstance(value[0], Record | Entry):
        return tuple(Shown(one) for one in value)
    return value


def shown(record: Record | Entry) -> Any:
    """One record for a template; it has whatever attributes the record has."""
    return Shown(record)


def listed(records: Iterable[Record | Entry]) -> list[Any]:
    """Several records for a template."""
    return [Shown(one) for one in records]
