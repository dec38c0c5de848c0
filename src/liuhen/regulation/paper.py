"""What a paper says: which of its paragraphs are printed, given the fields. Pure; turning values into words is the printer's.

A paragraph may begin with a condition in the form of ``fields.holds``: ``{?hearing}``, ``{?!hearing}``,
``{?penalties=fine&penalties=confiscation}``.
It is left out where the condition does not hold, or where a field it names is empty.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from liuhen.regulation.fields import holds
from liuhen.regulation.grammar import Kind
from liuhen.regulation.terms import Terms

#: Places that the printer fills from elsewhere than the record's fields.
COMMON = frozenset(
    {
        "agency",
        "number",
        "party_name",
        "party_address",
        "date",
        "officers_line",
        "case_name",
        "cause",
        "reconsideration_body",
        "court",
        "contact",
    }
)
#: Settings that a paper which states remedies names, and without which it may not go out (practice.md 17).
REMEDY_SETTINGS = {"reconsideration_body": "行政复议机关", "court": "人民法院"}
_CONDITION = re.compile(r"\{\?([^}]*)\}")
_PLACE = re.compile(r"\{(\w+)\}")


def condition(paragraph: str) -> str:
    """The condition a paragraph begins with; empty if it has none."""
    found = _CONDITION.match(paragraph)
    return found[1] if found else ""


def words(paragraph: str) -> str:
    """The paragraph without its condition."""
    return _CONDITION.sub("", paragraph, count=1)


def places(paragraph: str) -> list[str]:
    """The names in a paragraph's places, in order."""
    return _PLACE.findall(words(paragraph))


def unsettled(kind: Kind, terms: Terms, on: date) -> list[str]:
    """What a paper of this kind names that the bureau has not settled by that day, in Chinese."""
    if kind.paper is None or not kind.paper.remedies:
        return []
    return [title for key, title in REMEDY_SETTINGS.items() if not terms.setting(key, on=on, default="")]


def paragraphs(kind: Kind, content: Mapping[str, Any]) -> Iterator[str]:
    """The paragraphs to print, places still open, for a record of this content; none for a kind without a paper."""
    for paragraph in kind.paper.body if kind.paper else ():
        if _holds(kind, condition(paragraph), content) and not any(_empty(kind, name, content) for name in places(paragraph)):
            yield words(paragraph)


def _holds(kind: Kind, asked: str, content: Mapping[str, Any]) -> bool:
    """Whether a condition holds; a value left over in a field that is no longer asked for counts as not given."""
    asked_for = {field.key for field in kind.fields if field.wanted(content)}
    return holds(asked, {key: value for key, value in content.items() if key in asked_for})


def _empty(kind: Kind, name: str, content: Mapping[str, Any]) -> bool:
    """Whether a place names a field that is empty or not asked for; common places never are."""
    field = next((field for field in kind.fields if field.key == name), None)
    return field is not None and (field.empty(content.get(name)) or not field.wanted(content))
