"""One line of facts about a record, for the timeline: when, where, who, what came of it. Pure, made from its kind's fields."""

from collections.abc import Iterator, Mapping
from typing import Any

from liuhen.access.masking import CONFIDENTIAL
from liuhen.regulation.fields import (
    Choice,
    Day,
    Field,
    Flag,
    Items,
    Line,
    Moment,
    Money,
    Outsider,
    Party,
    Place,
    Staff,
    Text,
    TimeSpan,
)
from liuhen.regulation.grammar import Kind
from liuhen.regulation.when import CST, When

#: Which fields tell the most, where the order of the form does not.
TELLING: Mapping[str, tuple[str, ...]] = {
    "case_registration": ("source", "cause"),
    "case_changed": ("reason",),
    "urgent_start": ("reason",),
    "initiation_approval": ("urgent", "major", "cause"),
    "inspection_record": ("span", "on_site", "findings"),
    "interview_transcript": ("person", "span"),
    "evidence_item": ("number", "kind", "name"),
    "evidence_list": ("items",),
    "advance_registration": ("items", "way"),
    "preservation_outcome": ("outcome", "decided"),
    "correction_order": ("party", "items"),
    "investigation_report": ("nature",),
    "prior_notice": ("party", "penalties", "fine"),
    "penalty_decision": ("party", "penalties", "fine", "confiscation"),
    "no_penalty_decision": ("party",),
    "legality_review": ("opinion", "advice"),
    "deliberation": ("conclusion",),
    "proof_of_service": ("way", "recipient", "place"),
    "payment": ("party", "amount", "receipt"),
    "correction_check": ("result",),
    "party_end": ("party", "ground"),
    "publicity": ("where",),
    "closing_report": ("outcome",),
    "case_file_bound": ("number", "retention"),
    "complaint_registration": ("channel", "named", "accused"),
    "clue_triage": ("result", "reason"),
    "told_event": ("type", "note"),
    "situation_note": ("text",),
}
LONGEST = 60
MOST = 3


def summary(kind: Kind, content: Mapping[str, Any], parties: Mapping[str, str]) -> str:
    """The telling facts of a content (already masked for its reader), parted by full-width spaces. ``parties``: id → name."""
    said = [word for field in _fields(kind) if (word := word_of(field, content.get(field.key), parties))]
    return "　".join(said[:MOST])


def _fields(kind: Kind) -> Iterator[Field]:
    wanted = TELLING.get(kind.key)
    if wanted is None:
        yield from (
            field for field in kind.fields if isinstance(field, Line | Choice | Money | Party | TimeSpan) and not field.internal
        )
        return
    known = {field.key: field for field in kind.fields}
    yield from (known[key] for key in wanted if key in known)


def word_of(field: Field, value: Any, parties: Mapping[str, str]) -> str:
    """A field's value in a word or two; empty for what does not fit a line."""
    if field.empty(value):
        return ""
    if value == CONFIDENTIAL:
        return CONFIDENTIAL
    for sort, words in _WORDS:
        if isinstance(field, sort):
            return str(words(field, value, parties))
    return ""


def _choice(field: Any, value: Any, _parties: Mapping[str, str]) -> str:
    values = value if isinstance(value, list) else [value]
    return "、".join(field.label(str(one)) for one in values)


def _line(_field: Any, value: Any, _parties: Mapping[str, str]) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _person(_field: Any, value: Any, _parties: Mapping[str, str]) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    title = str(value.get("title") or value.get("relation") or "")
    return f"{title}{value.get('name', '')}" if len(title) <= LONGEST else str(value.get("name", ""))


def _span(_field: Any, value: Any, _parties: Mapping[str, str]) -> str:
    return f"{str(value.get('start', ''))[11:16]}–{str(value.get('end', ''))[11:16]}"


def _items(field: Any, value: Any, _parties: Mapping[str, str]) -> str:
    if not isinstance(value, list):
        return ""
    first = field.columns[0].key if field.columns else "name"
    names = [str(row.get(first) or row.get("name") or "") for row in value if isinstance(row, Mapping)]
    more = f"等 {len(names)} 项" if len(names) > 2 else ""  # noqa: PLR2004 - two fit a line
    return "、".join(name for name in names[:2] if name)[:LONGEST] + more


def _money(_field: Any, value: Any, _parties: Mapping[str, str]) -> str:
    text = str(value).removesuffix(".00")
    try:
        return f"{int(text):,} 元"
    except ValueError:
        return f"{text} 元"


def _flag(field: Any, value: Any, _parties: Mapping[str, str]) -> str:
    return str(field.title) if value else ""


def _moment(_field: Any, value: Any, _parties: Mapping[str, str]) -> str:
    return str(value)[5:16].replace("T", " ")


def _place(_field: Any, value: Any, _parties: Mapping[str, str]) -> str:
    return str(value.get("text", "")) if isinstance(value, Mapping) else str(value)


def _party(_field: Any, value: Any, parties: Mapping[str, str]) -> str:
    # a case with one party need not name it on every line
    return parties.get(str(value), str(value)) if len(parties) > 1 else ""


_WORDS: tuple[tuple[type[Field], Any], ...] = (
    (Party, _party),
    (Choice, _choice),
    (Money, _money),
    (Flag, _flag),
    (TimeSpan, _span),
    (Moment, _moment),
    (Day, _moment),
    (Items, _items),
    (Place, _place),
    (Outsider, _person),
    (Staff, _person),
    (Line, _line),
    (Text, _line),
)


def stated(when: When) -> str:
    """The clock time of an act in the timeline's gutter: 21:50, a day without hours as 全天, what is coarser in its own words."""
    if when.start.is_exact:
        return when.start.lo.astimezone(CST).strftime("%H:%M")
    return "" if when.start.known_day else when.stated
