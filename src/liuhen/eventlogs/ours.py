"""A case of ours as other programs read it: which acts, when, by whom in a pseudonym, and such values as are no words.

Running text, people, places, things and files do not leave: a field goes out only if its value is a choice, a yes or no, a number, a
sum or a time, and is neither masked nor internal. Names leave only where they are asked for.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liuhen.regulation import fields
from liuhen.regulation.asking import parties
from liuhen.regulation.fields import Field
from liuhen.regulation.history import History, Origin, PartView, Record
from liuhen.regulation.when import CST, DISTANT_FUTURE, DISTANT_PAST, Instant

_OPEN = (fields.Choice, fields.Flag, fields.Number, fields.Money, fields.Day, fields.Moment, fields.TimeSpan)
Names = Callable[[str], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """A party or an officer: id, what he is, and his name (masked, unless names were asked for)."""

    id: str
    type: str
    name: str
    sort: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """One event: what it is called, when, its values, who took part (``by`` is the author's id)."""

    id: str
    name: str
    at: datetime
    values: Mapping[str, str]
    by: str = ""
    actors: tuple[Actor, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One case: its id, its values, its events in the order of their times."""

    id: str
    values: Mapping[str, str]
    acts: tuple[Act, ...]


def case_of(history: History, values: Mapping[str, str], name_of: Names) -> Case:
    """A history as a case to be written; ``name_of`` masks a name, or gives it as it is."""
    people = {
        key: Actor(
            id=f"{history.subject}:{key}", type="party", name=name_of(str(one.get("name") or "")), sort=str(one.get("type") or "")
        )
        for key, one in parties(history).items()
        if key
    }
    acts = [act for record in history.records if record.voided is None for act in _acts(record, people, name_of)]
    acts.sort(key=lambda act: act.at)
    return Case(id=history.subject, values=values, acts=tuple(acts))


def _acts(record: Record, people: Mapping[str, Actor], name_of: Names) -> Iterator[Act]:
    """The record, then each part that was given."""
    yield Act(
        id=record.id,
        name=record.kind.title,
        at=_moment(record.at, record.recorded_at),
        values=_values(record),
        by=record.entry.author,
        actors=(*_officers(record, name_of), *_parties(record, people)),
    )
    for number, part in enumerate(record.parts, 1):
        if part.entry is not None and any(one.key == part.key for one in record.kind.parts):
            yield _part(record, part, number)


def _part(record: Record, part: PartView, number: int) -> Act:
    declared = record.kind.part_named(part.key)
    return Act(
        id=f"{record.id}:{number}",
        name=f"{record.kind.title}：{declared.title}",
        at=_moment(part.at, part.entry.recorded_at if part.entry else record.recorded_at),
        values={"kind": f"{record.kind.key}.{part.key}", "verdict": part.verdict.value},
        by="" if declared.outside else part.author,
    )


def _moment(at: Instant, recorded: datetime) -> datetime:
    """When it was: the first moment that it may have been; the time of recording where nothing is known."""
    return (at.lo if at.lo > DISTANT_PAST else recorded).astimezone(CST)


def _values(record: Record) -> dict[str, str]:
    values = {"kind": record.kind.key, "stage": record.kind.stage.value, "origin": Origin(record.entry.origin).value}
    if not record.at.is_exact and record.at.hi < DISTANT_FUTURE:
        values["not_later_than"] = record.at.hi.astimezone(CST).isoformat(timespec="seconds")
    for field in record.kind.fields:
        value = record.get(field.key)
        if _leaves(field) and not field.empty(value) and field.wanted(record.content):
            values.update(_told(field, value))
    if isinstance(record.get("officers"), list):
        values["officer_count"] = str(len(record["officers"]))
    return values


def _leaves(field: Field) -> bool:
    free = isinstance(field, fields.Choice) and field.other
    return isinstance(field, _OPEN) and not (field.sensitive or field.internal or free)


def _told(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        yield from ((f"{field.key}.{end}", str(value[end])) for end in ("start", "end") if value.get(end))
    elif isinstance(value, list):
        yield field.key, "、".join(str(one) for one in value)
    else:
        yield field.key, str(value).lower() if isinstance(value, bool) else str(value)


def _officers(record: Record, name_of: Names) -> Iterator[Actor]:
    for one in record.get("officers") or ():
        if isinstance(one, Mapping) and one.get("id"):
            yield Actor(id=str(one["id"]), type="officer", name=name_of(str(one.get("name") or "")))


def _parties(record: Record, people: Mapping[str, Actor]) -> Iterator[Actor]:
    named = str(record.get("party") or "")
    if named in people:
        yield people[named]
    elif record.get("parties"):
        yield from people.values()
