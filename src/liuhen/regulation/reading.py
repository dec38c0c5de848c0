"""Dated facts of another system, read as records of ours: ``{"type": "询问(受托人)", "at": "2021-09-23", "note": "…"}``.

The type is looked up among titles and aliases, brackets and counts (第二次) apart; one that no kind answers to becomes 其他记载.
The note fills fields by the kind's patterns. What neither says is left out: nothing is inferred.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from liuhen.regulation import told
from liuhen.regulation.book import Book, our_book
from liuhen.regulation.grammar import Kind, Verdict
from liuhen.regulation.history import PART, Entry, History, Origin
from liuhen.regulation.kinds.investigation_notes import TOLD_EVENT
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.when import When

_VERB = re.compile(r"^(?:\d+|依法|行政处罚|当场|再次|进行|开展|作出|制作|下达|发出|出具|组织|召开|举行|实施|采取)+")
_PAPER = re.compile(r"(?:决定书|决定|书|表|单|记录|笔录|情况)$")
_INTERVIEW = re.compile(r"^(?:第.次)?询问(?!.*通知)")
_SERVICE = re.compile(r"^送达|送达$")
#: Clocks that lost their battery begin in 1970 or 1980; no act of a bureau with these duties is older.
FIRST_YEAR = 1981
_COUNT = re.compile(r"^(?:第[一二三四五六七八九十\d]+次|首次|初次|再次|两次|多次)|[一二三四\d]+$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One dated fact as a record: what kind, when as stated, the fields and parts that it tells, and its own words."""

    kind: Kind
    when: When
    content: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[str, ...] = ()
    type: str = ""
    note: str = ""


class Unreadable(ValueError):  # noqa: N818 - a refusal to read, as the house says
    """A row that cannot be read; the message says why, in Chinese."""


def fact(event: Mapping[str, Any], book: Book | None = None) -> Fact:
    """Read one event; :class:`Unreadable` when it has no type or a time that says nothing."""
    name, note = str(event.get("type") or "").strip(), str(event.get("note") or "").strip()
    if not name:
        raise Unreadable("没有写明事项（type）")
    kind = kind_of(name, book or our_book())
    when = _when(event.get("at"))
    if kind is TOLD_EVENT:
        return Fact(kind=kind, when=when, content={"type": name, "note": note}, type=name, note=note)
    telling = told.read(kind, name, note)
    return Fact(kind=kind, when=when, content=telling.values, parts=telling.parts, type=name, note=note)


def kind_of(name: str, book: Book) -> Kind:
    """The kind that answers to a name; 其他记载 where none does."""
    known = _our_names() if book is our_book() else _names(book)
    for wanted in _spellings(told.bare(name)):
        if wanted in known:
            return known[wanted]
    return PROOF_OF_SERVICE if _SERVICE.search(told.bare(name)) else TOLD_EVENT


def _spellings(name: str) -> Iterator[str]:
    """The name, then without its count (第二次), its verb (作出), and the word for its paper (书, 表, 决定)."""
    counted = _COUNT.sub("", name)
    plain = _VERB.sub("", counted)
    yield name
    if _INTERVIEW.match(name):
        yield "询问"
    for stem in (counted, plain):
        if stem:
            yield stem
            yield _PAPER.sub("", stem)


@cache
def _our_names() -> Mapping[str, Kind]:
    return _names(our_book())


def _names(book: Book) -> Mapping[str, Kind]:
    return told.names(kind for kind in book.kinds.values() if "case" in kind.subjects)


def _when(stated: Any) -> When:
    text = str(stated or "").strip()
    if not text:
        raise Unreadable("没有写明时间（at）")
    try:
        when = When.parse(text)
    except ValueError as error:
        raise Unreadable(f"时间读不出：{text}（可写 2021-08、2021-08-26、2021-08-26T19:30、起/止、起/..）") from error
    if when.start.hi.year < FIRST_YEAR:
        raise Unreadable(f"时间不可能：{text} 早于 {FIRST_YEAR} 年，多半是设备或系统的初始时间，请核对")
    return when


def history_of(case: Mapping[str, Any], recorded_at: datetime, book: Book | None = None) -> History:
    """The history that a case of the file amounts to, for judging it without entering it; partial unless it says complete."""
    ours = book or our_book()
    name = str(case.get("id") or "case")
    facts = [fact(event, ours) for event in case.get("events") or ()]
    entries = list(_entries(name, facts, recorded_at))
    return History(entries, ours.kinds, subject=name, partial=not case.get("complete"))


def _entries(subject: str, facts: Iterable[Fact], recorded_at: datetime) -> Iterator[Entry]:
    seq = 0
    for place, item in enumerate(facts, start=1):
        common: dict[str, Any] = {
            "subject": subject,
            "subject_type": "case",
            "version": item.kind.version,
            "author": "",
            "when": item.when,
            "recorded_at": recorded_at,
            "origin": Origin.IMPORT,
        }
        seq += 1
        yield Entry(id=f"{subject}-{place}", seq=seq, kind=item.kind.key, content=item.content, **common)
        for part in item.parts:
            seq += 1
            content = {"part": part, "about": "", "verdict": Verdict.AGREED.value}
            yield Entry(
                id=f"{subject}-{place}-{part}", seq=seq, kind=PART, part_of=f"{subject}-{place}", content=content, **common
            )
