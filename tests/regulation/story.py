"""A case told in lines (``liuhen.regulation.story``), judged by our Book."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from liuhen.regulation.book import Finding, our_book
from liuhen.regulation.grammar import Provision, Status
from liuhen.regulation.history import Entry, History
from liuhen.regulation.story import Reader
from liuhen.regulation.terms import PLAIN, Terms

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
    "zhou": {"id": "zhou", "name": "周启明"},
    "shen": {"id": "shen", "name": "沈静文"},
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


def story(*lines: str, subject_type: str = "case", partial: bool = False) -> History:
    """The history that these lines tell, in their order."""
    return History(entries(*lines, subject_type=subject_type), our_book().kinds, subject_type=subject_type, partial=partial)


def entries(*lines: str, subject_type: str = "case") -> list[Entry]:
    """The entries that these lines tell, ids by name (``#form``) or number (``e3``)."""
    return Reader(words=WORDS, year=YEAR, subject_type=subject_type).entries(lines)


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
