"""Cases recorded elsewhere, entered later: facts as stated, times as stated, nothing added that the source does not tell.

A file holds cases as ``{"id", "agency", "violation", "outcome", "instrument_no", "events": [{"type", "at", "note"}]}``; docs/import.md
describes our extension for full content (parties, fields, parts, numbers, media). Every entry's id follows from what it says, so
entering a file again adds only what is new, and entering the same file changes nothing. A bad case is reported, the rest go in.
"""

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from liuhen.operating.imported_file import UnreadableFile, rows_of
from liuhen.operating.imported_media import Media, media_of, store
from liuhen.register import clock, register
from liuhen.register.store import book
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation import reading
from liuhen.regulation.grammar import Kind, Verdict
from liuhen.regulation.history import PART, History, Origin
from liuhen.regulation.when import UNKNOWN, Instant, When, end_of, start_of

log = logging.getLogger(__name__)
#: Keys of a case that are its own facts in our words; whatever else a source says is kept as it said it.
FACTS = (
    "name",
    "cause",
    "act",
    "procedure",
    "source",
    "capacity",
    "acting_body",
    "parties",
    "officers",
    "unit_name",
    "place",
    "facts",
    "secrecy",
)
_KNOWN = {"id", "agency", "source_url", "source_quality", "instrument_no", "violation", "outcome", "events", "complete", *FACTS}


class BadCase(ValueError):  # noqa: N818 - as people say it
    """A case of the file that cannot be entered; the message says where and why, in Chinese."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a file: cases entered and cases refused, in their order."""

    cases: list[dict[str, Any]] = field(default_factory=list)
    refused: list[dict[str, Any]] = field(default_factory=list)


def import_file(actor: Actor, path: Path, media: Path | None = None) -> Outcome:
    """Enter every case of a file. An unreadable file is one refusal without a case."""
    outcome = Outcome()
    try:
        rows = rows_of(path)
    except UnreadableFile as error:
        outcome.refused.append({"file": str(path), "case": None, "reason": str(error)})
        return outcome
    seen: set[str] = set()
    for place, row in enumerate(rows, start=1):
        name = str(row.get("id") or f"第{place}件") if isinstance(row, Mapping) else f"第{place}件"
        try:
            told = _case(row, media)
            if told.key in seen:
                raise BadCase("同一文件里这个编号出现了两次，只录入第一件")  # noqa: TRY301 - one place says what is refused
            seen.add(told.key)
            outcome.cases.append(_enter(actor, told))
        except BadCase as error:
            outcome.refused.append({"file": str(path), "case": name, "reason": str(error)})
        except Exception:  # a fault of ours in one case leaves the others to be entered; nothing of this one was written
            log.exception("import of %s from %s failed", name, path)
            outcome.refused.append({"file": str(path), "case": name, "reason": "录入时系统出错，这一件没有录入；详情已写入日志"})
    return outcome


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event read: its fact, what it is called by others of the case, and its files."""

    fact: reading.Fact
    key: str
    name: str
    about: str
    parts: tuple[Mapping[str, Any], ...]
    media: tuple[Media, ...]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case read: nothing is written yet."""

    key: str
    source: Mapping[str, Any]
    events: tuple[Event, ...]


def _case(row: Any, folder: Path | None) -> Case:
    if not isinstance(row, Mapping):
        raise BadCase("不是一件案件（应为对象）")
    number = str(row.get("id") or "").strip()
    if not number:
        raise BadCase("没有编号（id）")
    listed = row.get("events")
    if not isinstance(listed, list):
        raise BadCase("没有事项列表（events）")
    counts: Counter[str] = Counter()
    events = tuple(_event(place, event, counts, folder) for place, event in enumerate(listed, start=1))
    names = {event.name for event in events if event.name}
    for place, event in enumerate(events, start=1):
        if event.about and event.about not in names:
            raise BadCase(f"第 {place} 项所指的“{event.about}”不在这件案件里")
    return Case(key=f"{row.get('agency') or ''}|{number}", source=_source(row, number), events=events)


def _source(row: Mapping[str, Any], number: str) -> dict[str, Any]:
    """What the source says of the whole case; unknown keys are kept as they are."""
    violation = str(row.get("violation") or "")
    told = {
        "source_id": number,
        "agency": row.get("agency"),
        "url": row.get("source_url"),
        "quality": row.get("source_quality"),
        "complete": bool(row.get("complete")),
        "outcome": row.get("outcome"),
        "instrument_no": row.get("instrument_no"),
        "name": f"{violation}案" if violation else f"{number}案",
        "cause": violation,
    }
    told |= {key: row[key] for key in FACTS if row.get(key) not in (None, "", [], {})}
    told |= {"other": {key: value for key, value in row.items() if key not in _KNOWN}}
    return {key: value for key, value in told.items() if value not in (None, "", {}, [])}


def _event(place: int, event: Any, counts: Counter[str], folder: Path | None) -> Event:
    if not isinstance(event, Mapping):
        raise BadCase(f"第 {place} 项不是一个事项（应为对象）")
    try:
        fact = _fact(event)
    except reading.Unreadable as error:
        raise BadCase(f"第 {place} 项：{error}") from error
    if fact.when.start.lo > clock.now():
        raise BadCase(f"第 {place} 项：时间还没有到：{event.get('at')}，请核对")
    key = hashlib.sha256(json.dumps(event, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    counts[key] += 1
    parts = event.get("parts") or ()
    if not isinstance(parts, list | tuple) or not all(isinstance(part, Mapping) and part.get("part") for part in parts):
        raise BadCase(f"第 {place} 项的签署（parts）读不出")
    try:
        files = media_of(event.get("media") or (), folder)
    except ValueError as error:
        raise BadCase(f"第 {place} 项：{error}") from error
    return Event(
        fact=fact,
        key=f"{key}:{counts[key]}",
        name=str(event.get("ref") or ""),
        about=str(event.get("about") or ""),
        parts=tuple(parts),
        media=files,
    )


def _fact(event: Mapping[str, Any]) -> reading.Fact:
    """The fact of an event: by its type and note, or by our own kind and fields where the file gives them."""
    declared = _declared(event.get("kind"))
    if declared is None:
        fact = reading.fact(event)
    else:
        fact = reading.fact({**event, "type": declared.title})
        fact = reading.Fact(
            kind=declared, when=fact.when, content=fact.content, parts=fact.parts, type=declared.title, note=fact.note
        )
    content = event.get("content") or {}
    if not isinstance(content, Mapping):
        raise reading.Unreadable("内容（content）读不出，应为对象")
    more = {**content, **({"number": event["number"]} if event.get("number") else {})}
    merged = {**fact.content, **more}
    if fact.note and "note" not in merged:
        merged["note"] = fact.note
    return reading.Fact(kind=fact.kind, when=fact.when, content=merged, parts=fact.parts, type=fact.type, note=fact.note)


def _declared(key: Any) -> Kind | None:
    if not key:
        return None
    kind = book().kinds.get(str(key))
    if kind is None or "case" not in kind.subjects or not kind.by_hand:
        raise reading.Unreadable(f"没有“{key}”这种记录（kind）")
    return kind


def _enter(actor: Actor, case: Case) -> dict[str, Any]:
    """Append what is not there yet, then store and link its files."""
    ref = SubjectRef("case", uuid5(actor.agency, f"import:{case.key}"))
    numbers = {event.name: uuid5(ref.id, event.key) for event in case.events if event.name}
    acts = list(_acts(ref, case, numbers))

    def plan(histories: Mapping[SubjectRef, History], _terms: object) -> list[Act]:
        there = {entry.id for entry in histories[ref].entries}
        return [act for act in acts if str(act.id) not in there]

    written = register.write_planned(actor, [ref], plan)
    for event in case.events:
        store(actor, ref, uuid5(ref.id, event.key), event.media)
    return {"case": str(ref.id), "source_id": case.source["source_id"], "entries": len(acts), "added": len(written.entries)}


def _acts(ref: SubjectRef, case: Case, numbers: Mapping[str, UUID]) -> Iterator[Act]:
    source = uuid5(ref.id, "source:" + json.dumps(case.source, ensure_ascii=False, sort_keys=True))
    yield Act(subject=ref, kind="source_told", content=case.source, id=source, when=When(UNKNOWN, UNKNOWN), origin=Origin.IMPORT)
    for event in case.events:
        number = uuid5(ref.id, event.key)
        yield Act(
            subject=ref,
            kind=event.fact.kind.key,
            content=event.fact.content,
            id=number,
            when=event.fact.when,
            origin=Origin.IMPORT,
            about=numbers.get(event.about),
        )
        yield from _parts(ref, number, event)
    yield from _implied_decision(ref, case)


def _parts(ref: SubjectRef, number: UUID, event: Event) -> Iterator[Act]:
    for key in event.fact.parts:
        content = {"part": key, "verdict": Verdict.AGREED.value}
        yield _part(ref, number, content, event.fact.when)
    for part in event.parts:
        stated = When.parse(str(part["at"])) if part.get("at") else event.fact.when
        content = {"verdict": Verdict.AGREED.value, **{key: value for key, value in part.items() if key != "at"}}
        yield _part(ref, number, content, stated)


def _part(ref: SubjectRef, number: UUID, content: Mapping[str, Any], when: When) -> Act:
    key = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return Act(
        subject=ref, kind=PART, content=content, part_of=number, id=uuid5(number, f"part:{key}"), when=when, origin=Origin.IMPORT
    )


def _implied_decision(ref: SubjectRef, case: Case) -> Iterator[Act]:
    """A source that gives the decision's number tells that there is one, and its year; no other date is known."""
    number = str(case.source.get("instrument_no") or "")
    told = {event.fact.kind.key for event in case.events}
    if not number or told & {"penalty_decision", "no_penalty_decision"}:
        return
    year = next((int(part[:4]) for part in _brackets(number) if part[:4].isdecimal()), 0)
    content = {"number": number, "note": str(case.source.get("outcome") or "")}
    identity = uuid5(ref.id, f"decision:{number}")
    when = _decided(year, [event.fact for event in case.events])
    yield Act(subject=ref, kind="penalty_decision", content=content, id=identity, when=when, origin=Origin.IMPORT)


#: What a decision of the same case cannot come before, and what it cannot come after.
_BEFORE = {"case_registration", "urgent_start", "initiation_approval", "inspection_record", "prior_notice"}
_AFTER = {"publicity", "payment", "performance", "closing_report", "case_file_bound"}


def _decided(year: int, facts: Sequence[reading.Fact]) -> When:
    """The bounds of a decision known by its number: that year, after the case began, before it was published or paid."""
    if year not in range(1949, 2200):
        return When(UNKNOWN, UNKNOWN)
    first, last = start_of(date(year, 1, 1)), end_of(date(year, 12, 31))
    began = [fact.when.start.lo for fact in facts if fact.kind.key in _BEFORE and first <= fact.when.start.lo <= last]
    ended = [fact.when.end.hi for fact in facts if fact.kind.key in _AFTER and first <= fact.when.end.hi <= last]
    bounds = Instant(max([first, *began]), min([last, *ended]))
    return When(bounds, bounds, f"{year}年") if bounds.lo <= bounds.hi else When(UNKNOWN, UNKNOWN)


def _brackets(number: str) -> list[str]:
    """What stands after an opening bracket of a number: its area mark, its year."""
    for bracket in "[（(":
        number = number.replace(bracket, "〔")
    return number.split("〔")[1:]
