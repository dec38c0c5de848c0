"""Procedures that another body handles: the bureau's setting ``procedures_elsewhere`` takes them off its forms and choosers.

A value is a list of procedure keys, or of objects ``{"procedure", "body"}`` that name who handles them; only procedures that are
declared optional can be given away. Cases that were opened here before stay as they are.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from liuhen.regulation.book import Book
from liuhen.regulation.terms import Terms

_NOBODY = "其他机关"


def elsewhere(terms: Terms, book: Book) -> Mapping[str, str]:
    """The procedures handled elsewhere by key, with the name of who handles them."""
    listed: Any = terms.setting("procedures_elsewhere", default=())
    found: dict[str, str] = {}
    for one in listed if isinstance(listed, list | tuple) else [listed]:
        key = str(one.get("procedure") or "") if isinstance(one, Mapping) else str(one)
        body = str(one.get("body") or "") if isinstance(one, Mapping) else ""
        procedure = book.procedures.by_key.get(key)
        if procedure is not None and procedure.optional:
            found[key] = body or _NOBODY
    return MappingProxyType(found)


def given_away(kind: str, terms: Terms, book: Book) -> bool:
    """Whether a kind belongs to procedures handled elsewhere and to no other."""
    away, asking = elsewhere(terms, book), [key for key, one in book.procedures.by_key.items() if kind in one.kinds({})]
    return bool(asking) and all(key in away for key in asking)
