"""Field types of record kinds. Each says the shape of its JSON value; rooms that show them map type to rendering.

Values are plain JSON. A field may be shown and owed only when another field says so (``when``: the key of a field that is
true, or ``key=value``, or ``key!=value``, joined by ``&`` and, binding less, ``|``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """What every field has. ``help`` is said under it, ``law`` names the article that asks for it (as printed).

    ``prefill`` names where a first value comes from (``case.parties``, ``case.officers``, ``case.place``, ``case.cause``,
    ``agency.name``, ``now``, ``about.<field>``, ``is.<value>`` ...); ``locked`` prefilled values are shown grey and cannot be changed here.
    ``folds``: known beforehand and right in nearly all cases, so that a phone shows it as one line while it is complete.
    ``section`` groups fields on the form and on paper. ``sensitive`` values are masked for those without need.
    """

    key: str
    title: str
    section: str = ""
    help: str = ""
    law: str = ""
    required: bool = True
    when: str = ""
    prefill: str = ""
    locked: bool = False
    folds: bool = False
    sensitive: bool = False
    internal: bool = False

    def wanted(self, content: Mapping[str, Any]) -> bool:
        """Whether this field is shown and owed, given the other values."""
        return holds(self.when, content)

    def empty(self, value: Any) -> bool:
        """Whether a value counts as not given."""
        return value is None or value in ("", [], {})


def holds(condition: str, content: Mapping[str, Any]) -> bool:
    """Whether a condition is true of ``content``: ``""``, ``key``, ``!key``, ``key=value``, ``key!=value``, ``a&b``, ``a|b``."""
    if "|" in condition:
        return any(holds(either, content) for either in condition.split("|"))
    if "&" in condition:
        return all(holds(each, content) for each in condition.split("&"))
    if "!=" in condition:
        return not holds(condition.replace("!=", "=", 1), content)
    if "=" in condition:
        key, _, value = condition.partition("=")
        found = content.get(key)
        return value in found if isinstance(found, list) else found == value
    return not condition or bool(content.get(condition.removeprefix("!"))) != condition.startswith("!")


@dataclass(frozen=True, kw_only=True, slots=True)
class Line(Field):
    """One line of text: ``str``."""

    example: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause(Line):
    """案由: words of the catalogue of violations, picked; several joined by ；. Words that are not in it are provisional 暂定."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Text(Field):
    r"""Running text of one or more paragraphs: ``str`` with ``\n`` between paragraphs.

    ``taps`` ((words, ((field, value), ...)), ...) are usual answers: one tap fills this field and those that follow from it.
    """

    rows: int = 4
    example: str = ""
    taps: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag(Field):
    """Yes or no: ``bool``."""

    required: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice(Field):
    """One of ``options`` ((value, label), ...): ``str``; ``other`` allows free words instead.

    ``effects`` ((value, sentence), ...) say what follows in law from choosing a value; shown when it is chosen, never printed.
    """

    options: tuple[tuple[str, str], ...] = ()
    other: bool = False
    effects: tuple[tuple[str, str], ...] = ()

    def label(self, value: str) -> str:
        """The Chinese label of a value."""
        return dict(self.options).get(value, value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Choices(Choice):
    """Several of ``options``: ``list[str]``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Day(Field):
    """A calendar day: ``"2026-11-13"``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment(Field):
    """A moment to the minute, local time: ``"2026-11-13T20:36"``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeSpan(Field):
    """From and to, to the minute: ``{"start": "2026-11-13T20:36", "end": "2026-11-13T21:48"}``."""

    def empty(self, value: Any) -> bool:
        """Both ends are asked for."""
        return not isinstance(value, Mapping) or not value.get("start") or not value.get("end")


@dataclass(frozen=True, kw_only=True, slots=True)
class Number(Field):
    """A whole number: ``int``. ``worded``: papers write it in Chinese, as the statutes write it (万分之五)."""

    unit: str = ""
    least: int = 0
    worded: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Money(Field):
    """Yuan as a decimal string with at most two places: ``"10000.00"``; printed with the amount in words 大写."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place(Field):
    """An exact place to the house number: ``{"text": "...", "division": "420112", "point": [lon, lat]}``; only the text is owed.

    ``division`` is the six-figure code of GB/T 2260, ``point`` WGS 84 in degrees as a phone tells it.
    """

    def empty(self, value: Any) -> bool:
        """The words are what counts."""
        return not isinstance(value, Mapping) or not value.get("text")


@dataclass(frozen=True, kw_only=True, slots=True)
class Parties(Field):
    """The parties of the case, a list of objects; ``id`` is stable within the case (``p1`` ...).

    ``{"id", "type": citizen|sole_trader|organisation, "name", "code", "representative", "representative_title", "id_number",
    "sex", "birth", "phone", "address", "trade_name", "licence"}``
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Party(Field):
    """One party of the case, by its id: ``"p1"``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Officers(Field):
    """Officers as they took part, a list of objects.

    ``{"id": person uuid, "name", "certificate", "valid_until": "2028-06-30", "lead": bool, "shown_at": "20:37" or ""}``
    """

    shown: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Staff(Field):
    """One person of the bureau: ``{"id", "name"}``; ``role`` limits whom the form offers."""

    role: str = ""

    def empty(self, value: Any) -> bool:
        """A name is enough."""
        return not isinstance(value, Mapping) or not value.get("name")


@dataclass(frozen=True, kw_only=True, slots=True)
class Outsider(Field):
    """Somebody outside: ``{"name", "title", "relation", "id_number", "sex", "age", "phone", "address", "employer"}``."""

    asks: tuple[str, ...] = ("name", "title", "id_number", "phone")

    def empty(self, value: Any) -> bool:
        """A name is enough."""
        return not isinstance(value, Mapping) or not value.get("name")


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column of a table field; ``type`` is line, number, money, choice, day, moment, text or staff."""

    key: str
    title: str
    type: str = "line"
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    width: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Items(Field):
    """A table: list of objects, one per row, with an ``id`` and the keys of ``columns``."""

    columns: tuple[Column, ...] = ()
    numbered: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Dialogue(Field):
    """Questions and answers: list of ``{"q": str, "a": str}``; one leaf each."""

    openings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rights(Field):
    """How rights were told (article 10).

    ``{"told": ["statement", "withdrawal", "hearing"], "means": oral|written|oral_recorded, "at": "20:39", "answer": str}``
    """

    rights: tuple[tuple[str, str], ...] = (("statement", "陈述、申辩"), ("withdrawal", "申请回避"))
    means: tuple[tuple[str, str], ...] = (
        ("oral", "口头"),
        ("written", "书面"),
        ("oral_recorded", "口头并录像"),
    )

    def empty(self, value: Any) -> bool:
        """Told, how, and what was answered."""
        return not isinstance(value, Mapping) or not (value.get("told") and value.get("means") and value.get("answer"))


@dataclass(frozen=True, kw_only=True, slots=True)
class LawRefs(Field):
    """Articles of law, a list of objects.

    ``{"norm": source key or "", "title": "互联网上网服务营业场所管理条例", "version": "2022-03-29", "article": "31",
    "paragraph": "第一款第（二）项"}``; ``paragraph`` is 款项目 as printed (``citing.paragraph`` writes, ``citing.parts_of`` reads it).
    """

    role: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordRef(Field):
    """Another record of the same history, by its id: ``"uuid"``; ``kinds`` are the keys it may be of."""

    kinds: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordingRefs(Field):
    """Recordings linked to this record: list of recording ids. The link itself is an entry in both histories."""

    required: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Scans(Field):
    """Files that belong to the record: list of ``{"sha256", "size", "type", "name", "page"}``."""

    required: bool = False
    accept: tuple[str, ...] = ("image/*", "application/pdf")
