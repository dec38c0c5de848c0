"""A case told in lines, judged by our Book.

    story(
        "11-13 20:15 urgent_start#start reason=夜间举报",
        "11-14 09:00 initiation_approval#form about=#start filed_on=2026-11-14",
        "11-14 09:20 #form.handler",                      a part that agrees
        "11-14 09:30 #form.head refused",                 a part with another verdict
        "11-14 10:00 #form issued 澄文综执字〔2026〕1号",   its number
        "told 2019-08-21T19:30/19:45 inspection_record officer_count=2",
    )

A line is [told|paper|import] TIME kind#name key=value ...; TIME is MM-DD HH:MM of 2026, or anything When.parse reads.
Acts done here are entered at their time; a span (MM-DD HH:MM/HH:MM) is entered when it ends. Facts from outside are entered
long after. Values are JSON where they can be read as JSON, else text; ``#name`` stands for the entry of that name.
"""

import json
import re
import shlex
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from liuhen.regulation.book import Finding, our_book
from liuhen.regulation.grammar import Provision
from liuhen.regulation.history import Entry, History, Origin
from liuhen.regulation.terms import PLAIN, Terms
from liuhen.regulation.when import CST, When

YEAR = 2026
LATER = datetime(2027, 6, 1, 9, 0, tzinfo=CST)
_ORIGINS = {"told": Origin.TOLD, "paper": Origin.PAPER, "import": Origin.IMPORT}
_TIME = re.compile(r"(?:\d{4}-)?\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?(?:/\S+)?")
_NAMED = re.compile(r"(\w+)(?:#([\w]+))?")
_PART = re.compile(r"#(\w+)\.(\w+)(?:\[([^\]]+)\])?")


def story(*lines: str, subject_type: str = "case", partial: bool = False) -> History:
    """The history that these lines tell, in their order."""
    return History(entries(*lines, subject_type=subject_type), our_book().kinds, subject_type=subject_type, partial=partial)


def entries(*lines: str, subject_type: str = "case") -> list[Entry]:
    """The entries that these lines tell, ids by name (``#form``) or number (``e3``)."""
    return [_entry(number, line, subject_type) for number, line in enumerate(lines, start=1)]


def judged(history: History, *provisions: Provision, terms: Terms = PLAIN) -> list[Finding]:
    """The findings of these provisions (of the whole Book, if none are named)."""
    return our_book().judge(history, terms, provisions or None)


def find(findings: Iterable[Finding], *, owes: str = "", because: str = "", about: str | None = None, **more: Any) -> list[Finding]:
    """Those findings that owe this, for that reason, about that party, with those values."""
    return [
        finding
        for finding in findings
        if (not owes or finding.owes == owes)
        and (not because or finding.because == because)
        and (about is None or finding.about == about)
        and all(getattr(finding, key) == value for key, value in more.items())
    ]


def one(findings: Iterable[Finding], **wanted: Any) -> Finding:
    """The only finding of that description."""
    found = find(findings, **wanted)
    assert len(found) == 1, f"{wanted}: {[(f.provision, f.owes, f.status, f.why) for f in found]}"
    return found[0]


def _entry(number: int, line: str, subject_type: str) -> Entry:
    origin, rest = Origin.SYSTEM, line
    first, _, after = line.partition(" ")
    if first in _ORIGINS:
        origin, rest = _ORIGINS[first], after
    when, rest = _when(rest)
    what, *words = shlex.split(rest)
    common: dict[str, Any] = {
        "subject": "c1",
        "subject_type": subject_type,
        "seq": number,
        "version": 1,
        "author": "p-zhou",
        "when": when,
        "recorded_at": when.end.hi if origin == Origin.SYSTEM else LATER,
        "origin": origin,
    }
    if part := _PART.fullmatch(what):
        content = {"part": part[2], "about": part[3] or "", "verdict": "agreed", **_content(words, loose="verdict")}
        return Entry(id=f"e{number}", kind="part", part_of=part[1], content=content, **common)
    if what.startswith("#"):
        return _attached(number, what[1:], words, common)
    named = _NAMED.fullmatch(what)
    assert named, line
    content = _content(words)
    about = content.pop("about", "")
    return Entry(id=named[2] or f"e{number}", kind=named[1], about=about, content=content, **common)


def _attached(number: int, target: str, words: list[str], common: dict[str, Any]) -> Entry:
    kind, *more = words
    if kind == "issued":
        return Entry(id=f"e{number}", kind=kind, part_of=target, content={"number": more[0] if more else f"{number}号"}, **common)
    if kind == "correction":
        values = _content(more)
        clerical = bool(values.pop("clerical", False))
        return Entry(id=f"e{number}", kind=kind, corrects=target, content={"values": values, "clerical": clerical}, **common)
    return Entry(id=f"e{number}", kind=kind, part_of=target, content=_content(more), **common)


def _when(text: str) -> tuple[When, str]:
    if found := _TIME.match(text):
        stated = found[0] if found[0][4] == "-" else f"{YEAR}-{found[0]}"
        return When.parse(stated.replace(" ", "T", 1)), text[found.end() :].strip()
    stated, _, rest = text.partition(" ")
    return When.parse(stated if stated[4:5] == "-" else f"{YEAR}-{stated}"), rest


def _content(words: list[str], loose: str = "") -> dict[str, Any]:
    content: dict[str, Any] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            assert loose, word
            content[loose] = key
        else:
            content[key] = _value(value)
    return content


def _value(text: str) -> Any:
    if text.startswith("#"):
        return text[1:]
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return _unhashed(value)


def _unhashed(value: Any) -> Any:
    if isinstance(value, list):
        return [_unhashed(item) for item in value]
    return value[1:] if isinstance(value, str) and value.startswith("#") else value


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)
