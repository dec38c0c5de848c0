"""遮盖件: a paper for those who may look at a case and not read its personal data (制度第三十条). The original is never touched.

The whole history is masked before anything is laid out, so that what a paper takes from elsewhere is masked with it. Numbers that
somebody typed into running text are found by what the records say they are.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from liuhen.access.masking import Clearance, masked_content
from liuhen.access.permissions import powers
from liuhen.access.policy import Action
from liuhen.instruments.compose import Sheet
from liuhen.register.store import book
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import CORRECTION, PART, Entry, History, Record

MARK = "遮盖件"
NOTE = "遮盖件：个人信息已遮盖，只供查看，不是正本，不得送达，不作证据。"
_LEAST = 6  # characters of a number that is looked for in running text
_HIDDEN = ("id_number", "phone", "address", "name")
_DRAWN = ("strokes", "pages")


def owed(actor: Actor, ref: SubjectRef) -> bool:
    """Whether this reader is shown papers masked: he sees the case, not its personal data, and does not keep its file."""
    held = powers(actor, ref)
    return not (held.may(Action.SEE_PERSONAL) or held.may(Action.EXPORT))


def refuse_whole(actor: Actor, ref: SubjectRef) -> None:
    """A bound file holds scans and pictures that nobody can mask: refused to those who read masked."""
    if owed(actor, ref):
        raise Refusal(
            "没有打印：案卷里有个人信息原文，您只获准查看。要整卷的，请由承办人打印，或者向档案人员办理查阅；单份文书可以打印遮盖件。",
            code="not_allowed",
        )


def history(told: History, clearance: Clearance) -> History:
    """The same history as one reader may see it: masked content, and no drawn signatures."""
    kinds = book().kinds
    entries = [_entry(one, told, clearance) for one in told.entries]
    words = dict(_words(told.entries, entries))
    hidden = [replace(one, content=_without(one.content, words)) for one in entries] if words else entries
    return History(hidden, kinds, subject=told.subject, subject_type=told.subject_type, partial=told.partial)


def _entry(entry: Entry, told: History, clearance: Clearance) -> Entry:
    day, kinds = entry.at.lo.date(), book().kinds
    if entry.kind == PART:
        return replace(entry, content={key: value for key, value in entry.content.items() if key not in _DRAWN})
    if entry.kind == CORRECTION:
        record = told.record(entry.corrects)
        values = entry.content.get("values")
        if record is None or not isinstance(values, Mapping):
            return entry
        return replace(entry, content={**entry.content, "values": masked_content(record.kind, values, clearance, day)})
    kind = kinds.get(entry.kind)
    return replace(entry, content=masked_content(kind, entry.content, clearance, day)) if kind is not None else entry


def _words(clear: tuple[Entry, ...], masked: list[Entry]) -> Iterator[tuple[str, str]]:
    """What was masked in a person's own fields, and as what: longer first, so that no part of one is left."""
    found: dict[str, str] = {}
    for before, after in zip(clear, masked, strict=True):
        found.update(_changed(before.content, after.content))
    yield from sorted(found.items(), key=lambda pair: -len(pair[0]))


def _changed(before: Any, after: Any) -> Iterator[tuple[str, str]]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key, value in before.items():
            other = after.get(key)
            if key in _HIDDEN and isinstance(value, str) and isinstance(other, str):
                if value != other and (key == "name" or len(value) >= _LEAST):
                    yield value, other
            else:
                yield from _changed(value, other)
    elif isinstance(before, list) and isinstance(after, list):
        for value, other in zip(before, after, strict=False):
            yield from _changed(value, other)


def _without(value: Any, words: Mapping[str, str]) -> Any:
    """The same value with these words masked wherever they stand."""
    if isinstance(value, str):
        for word, instead in words.items():
            value = value.replace(word, instead)
        return value
    if isinstance(value, list):
        return [_without(item, words) for item in value]
    if isinstance(value, Mapping):
        return {key: _without(item, words) for key, item in value.items()}
    return value


def record(masked: History, number: str) -> Record:
    """The record of a masked history."""
    found = masked.record(number)
    assert found is not None  # noqa: S101 - masking takes no record away
    return found


def marked(made: Sheet) -> Sheet:
    """A sheet that says on its face, across its page and at its foot that it is masked; without seal and receipt."""
    seal = made.data.get("seal")
    data = {
        **made.data, "marks": [*made.data.get("marks", ()), MARK], "watermark": made.data.get("watermark") or MARK,
        "foot": {"lines": [NOTE], "qr": None}, "seal": {**seal, "sort": "none"} if seal else seal,
    }  # fmt: skip
    return replace(made, data=data)
