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
from dataclasses import replace
from datetime import datetime
from typing import Any

from liuhen.regulation.book import Finding, our_book
from liuhen.regulation.grammar import Provision, Status
from liuhen.regulation.history import Entry, History, Origin
from liuhen.regulation.terms import PLAIN, Terms
from liuhen.regulation.when import CST, When

YEAR = 2026


def _officer(person: str, name: str, number: str, **more: Any) -> dict[str, Any]:
    usual = {"id": person, "name": name, "certificate": number, "valid_until": "2028-06-30", "shown_at": "20:37"}
    return {**usual, **more}


ZHOU, SHEN = _officer("zhou", "周启明", "17020114031"), _officer("shen", "沈静文", "17020114058")
CAFE = {"id": "p1", "type": "organisation", "name": "蓝鲸网吧", "address": "某路1号", "code": "9142"}
OWNER = {"id": "p2", "type": "sole_trader", "name": "李某", "address": "某路2号"}
#: Words that stand for longer values: ``officers=@two``.
WORDS: dict[str, Any] = {
    "two": [ZHOU, SHEN],
    "one": [ZHOU],
    "expired": [ZHOU, {**SHEN, "valid_until": "2026-11-12"}],
    "unshown": [ZHOU, {**SHEN, "shown_at": ""}],
    "cafe": [CAFE],
    "both": [CAFE, OWNER],
    "rights": {"told": ["statement", "withdrawal"], "means": "oral", "at": "20:39", "answer": "听清楚了，不申请回避"},
    "host": [{"id": "i1", "name": "收银主机", "quantity": 1, "unit": "台"}],
    "hosts": [
        {"id": "i1", "name": "收银主机", "quantity": 1, "unit": "台"},
        {"id": "i2", "name": "账册", "quantity": 3, "unit": "本"},
    ],
    "law": [{"norm": "", "title": "互联网上网服务营业场所管理条例", "article": "31"}],
    "points": [{"id": "1", "text": "初次"}, {"id": "2", "text": "已改正"}],
    "answers": [{"text": "初次", "adopted": "no", "reason": "第二次"}, {"text": "已改正", "adopted": "yes", "reason": "属实"}],
    "fine": ["warning", "fine"],
    "closed": ["suspension"],
    "reviewer": {"id": "fang", "name": "方志刚"},
}
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


def find(
    findings: Iterable[Finding], *, owes: str = "", because: str = "", about: str | None = None, **more: Any
) -> list[Finding]:
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


def gated(history: History, act: str, terms: Terms = PLAIN) -> list[Finding]:
    """What stands in the way of an act (``kind`` or ``kind.part``), as the register's gate asks."""
    return [
        finding
        for finding in our_book().judge(history, terms)
        if act in finding.gates and (finding.sort != "duty" or finding.status == Status.OWED)
    ]


def and_then(history: History, *lines: str) -> History:
    """The same story, told on."""
    more = [replace(entry, seq=entry.seq + len(history.entries), id=_later(entry, history)) for entry in entries(*lines)]
    return history.with_entries(more, our_book().kinds)


def _later(entry: Entry, history: History) -> str:
    return f"e{len(history.entries) + entry.seq}" if entry.id == f"e{entry.seq}" else entry.id


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
    if text.startswith("@"):
        return WORDS[text[1:]]
    try:
        value = json.loads(text, parse_float=str)
    except ValueError:
        return text
    return _unhashed(value)


def _unhashed(value: Any) -> Any:
    if isinstance(value, list):
        return [_unhashed(item) for item in value]
    return value[1:] if isinstance(value, str) and value.startswith("#") else value
