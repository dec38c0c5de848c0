"""A case told in lines, as entries of a history: how rows of planted faults and the tests of rules tell what was done.

    11-13 20:15 urgent_start#start reason=夜间举报
    11-14 09:00 initiation_approval#form about=#start filed_on=2026-11-14
    11-14 09:20 #form.handler                      a part that agrees
    11-14 09:30 #form.head refused                 a part with another verdict
    11-14 10:00 #form issued 澄文综执字〔2026〕1号   its number
    told 2019-08-21T19:30/19:45 inspection_record officer_count=2

A line is [told|paper|import] TIME kind#name key=value ...; TIME is MM-DD HH:MM of the story's year, or anything When.parse reads.
Acts done here are entered at their time; a span (MM-DD HH:MM/HH:MM) is entered when it ends. Facts from outside are entered
long after. Values are JSON where they can be read as JSON, else text; ``#name`` stands for the entry of that name, ``@word`` for a
longer value, ``author=ID`` says who made the entry. A line that cannot be read is a ValueError.
"""

import json
import re
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from liuhen.regulation.history import Entry, Origin
from liuhen.regulation.when import CST, When

LATER = datetime(2027, 6, 1, 9, 0, tzinfo=CST)
_ORIGINS = {"told": Origin.TOLD, "paper": Origin.PAPER, "import": Origin.IMPORT}
_TIME = re.compile(r"(?:\d{4}-)?\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?(?:/\S+)?")
_NAMED = re.compile(r"(\w+)(?:#([\w]+))?")
_PART = re.compile(r"#(\w+)\.(\w+)(?:\[([^\]]+)\])?")


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How lines are read: the words that stand for longer values, the year of times that name none, the type of subject."""

    words: Mapping[str, Any] = field(default_factory=dict)
    year: int = 2026
    subject_type: str = "case"
    later: datetime = LATER

    def entries(self, lines: Iterable[str]) -> list[Entry]:
        """The entries that these lines tell, ids by name (``#form``) or number (``e3``)."""
        return [self._entry(number, line) for number, line in enumerate(lines, start=1)]

    def _entry(self, number: int, line: str) -> Entry:
        origin, rest = Origin.SYSTEM, line
        first, _, after = line.partition(" ")
        if first in _ORIGINS:
            origin, rest = _ORIGINS[first], after
        when, rest = self._when(rest)
        what, *words = shlex.split(rest)
        common: dict[str, Any] = {
            "subject": "c1",
            "subject_type": self.subject_type,
            "seq": number,
            "version": 1,
            "author": "p-zhou",
            "when": when,
            "recorded_at": when.end.hi if origin == Origin.SYSTEM else self.later,
            "origin": origin,
        }
        stated = [word for word in words if word.startswith("author=")]
        words = [word for word in words if word not in stated]
        if stated:
            common["author"] = stated[0].removeprefix("author=")
        if part := _PART.fullmatch(what):
            common["author"] = common["author"] if stated else _author(part[2], part[3] or "")
            content = {"part": part[2], "about": part[3] or "", "verdict": "agreed", **self.content(words, loose="verdict")}
            return Entry(id=f"e{number}", kind="part", part_of=part[1], content=content, **common)
        if what.startswith("#"):
            return self._attached(number, what[1:], words, common)
        named = _NAMED.fullmatch(what)
        if named is None:
            raise ValueError(line)
        content = self.content(words)
        about = content.pop("about", "")
        return Entry(id=named[2] or f"e{number}", kind=named[1], about=about, content=content, **common)

    def _attached(self, number: int, target: str, words: list[str], common: dict[str, Any]) -> Entry:
        kind, *more = words
        if kind == "issued":
            return Entry(
                id=f"e{number}", kind=kind, part_of=target, content={"number": more[0] if more else f"{number}号"}, **common
            )
        if kind == "correction":
            values = self.content(more)
            clerical = bool(values.pop("clerical", False))
            return Entry(id=f"e{number}", kind=kind, corrects=target, content={"values": values, "clerical": clerical}, **common)
        return Entry(id=f"e{number}", kind=kind, part_of=target, content=self.content(more), **common)

    def _when(self, text: str) -> tuple[When, str]:
        if found := _TIME.match(text):
            stated = found[0] if found[0][4] == "-" else f"{self.year}-{found[0]}"
            return When.parse(stated.replace(" ", "T", 1)), text[found.end() :].strip()
        stated, _, rest = text.partition(" ")
        return When.parse(stated if stated[4:5] == "-" else f"{self.year}-{stated}"), rest

    def content(self, words: list[str], loose: str = "") -> dict[str, Any]:
        """``key=value`` words as a content; a word that is no such pair is the value of ``loose``."""
        content: dict[str, Any] = {}
        for word in words:
            key, equals, value = word.partition("=")
            if equals:
                content[key] = self._value(value)
            elif loose:
                content[loose] = key
            else:
                raise ValueError(word)
        return content

    def _value(self, text: str) -> Any:
        if text.startswith("#"):
            return text[1:]
        if text.startswith("@"):
            return self.words[text[1:]]
        try:
            value = json.loads(text, parse_float=str)
        except ValueError:
            return text
        return _unhashed(value)


def _unhashed(value: Any) -> Any:
    if isinstance(value, list):
        return [_unhashed(item) for item in value]
    return value[1:] if isinstance(value, str) and value.startswith("#") else value


def _author(part: str, about: str) -> str:
    """Who signs: each officer himself, the heads and the legal body people of their own, everybody else him who writes."""
    return about if part == "officers" and about else f"p-{part}" if part in {"unit_head", "legal", "head"} else "p-zhou"
