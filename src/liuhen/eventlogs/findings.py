"""Findings as lines: for people (columns parted by tabs) and for programs (JSON, one object a line). docs/audit.md keeps the keys."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any

from liuhen.eventlogs.times import Clock
from liuhen.eventlogs.traces import Trouble
from liuhen.regulation.book import Book, Finding
from liuhen.regulation.grammar import Gravity, Status
from liuhen.regulation.history import Entry, History
from liuhen.regulation.when import DISTANT_FUTURE, DISTANT_PAST, TICK, Instant

COLUMNS = ("案件", "条款", "应办或问题", "起因", "期限", "办理", "状态", "程度", "说明")
OVERDUE = "overdue"
NOTE = "note"
_WORDS = {status.value: status.label for status in Status} | {OVERDUE: "逾期", NOTE: "提示"}
_KEPT = 1 << 15
_DATE = len("2026-11-13")


def state_of(finding: Finding, now: Instant) -> str:
    """What a finding comes to at that moment: its status, ``overdue`` where an owed duty's time has passed, ``note``."""
    if finding.sort == "note":
        return NOTE
    return OVERDUE if finding.overdue(now) else finding.status.value


def words(state: str) -> str:
    """A state in Chinese."""
    return _WORDS[state]


#: States that are a breach: exit code 1.
BREACHES = frozenset({Status.BREACHED.value, Status.KEPT_LATE.value, OVERDUE})


class Writer:
    """Writes findings in one of both forms, times by the map's clocks."""

    def __init__(self, book: Book, clock: Clock, *, as_json: bool) -> None:
        self.book, self.clock = book, clock
        self.line: Callable[[Finding, str, History], str] = self._json if as_json else self._words
        self.said: Callable[[Instant], str] = lru_cache(_KEPT)(self._said)
        self._articles: dict[str, str] = {}
        self.iso: Callable[[datetime], str | None] = lru_cache(_KEPT)(self._iso)

    def _words(self, finding: Finding, state: str, history: History) -> str:
        because = _entry(history, finding.because)
        cells = (
            finding.subject,
            self._article(finding),
            finding.owes_title or finding.why,
            f"{self.said(because.when.start)} {self._title(because.kind)}" if because else "",
            self.said(Instant(finding.due.hi, finding.due.hi)) if finding.due else "",
            self.said(finding.met) if finding.met else "",
            _WORDS[state],
            finding.gravity.label if finding.gravity and state in BREACHES else "",
            finding.why if finding.owes_title else "",
        )
        return "\t".join([" ".join(cell.split()) for cell in cells])

    def _json(self, finding: Finding, state: str, history: History) -> str:
        because = _entry(history, finding.because)
        return json.dumps(
            {
                "type": "finding",
                "case": finding.subject,
                "provision": finding.provision,
                "article": self._article(finding),
                "level": finding.level.value,
                "sort": finding.sort,
                "owes": finding.owes,
                "title": finding.owes_title or finding.why,
                "because": because.kind if because else "",
                "because_title": self._title(because.kind) if because else "",
                "because_at": self.iso(because.when.start.lo) if because else None,
                "about": finding.about,
                "due": self.iso(finding.due.hi) if finding.due else None,
                "met": self.iso(finding.met.lo) if finding.met else None,
                "status": finding.status.value,
                "overdue": state == OVERDUE,
                "breach": state in BREACHES,
                "gravity": finding.gravity.value if finding.gravity else Gravity.NOTE.value,
                "why": finding.why,
            },
            ensure_ascii=False,
        )

    def _article(self, finding: Finding) -> str:
        """As it is cited, worked out once: the number of an article is put into Chinese words."""
        label = self._articles.get(finding.provision)
        if label is None:
            label = self._articles[finding.provision] = finding.basis.label
        return label

    def _title(self, kind: str) -> str:
        known = self.book.kinds.get(kind)
        return known.title if known else kind

    def _said(self, at: Instant) -> str:
        """A moment as precisely as it is known, by the map's clocks: a day, or a minute; the end of a day reads 24:00."""
        if at.lo <= DISTANT_PAST or at.hi >= DISTANT_FUTURE:
            return ""
        lo, hi = (self.clock.shown(moment).replace(tzinfo=None).isoformat(" ", "minutes") for moment in (at.lo, at.hi))
        if lo[:_DATE] == hi[:_DATE]:
            if lo != hi:
                return lo[:_DATE]
            last = self.clock.shown(at.hi + TICK)
            return f"{hi[:_DATE]} 24:00" if at.hi.microsecond and (last.hour, last.minute, last.second) == (0, 0, 0) else lo
        return f"{lo} 至 {hi}"

    def _iso(self, moment: datetime) -> str | None:
        if moment <= DISTANT_PAST or moment >= DISTANT_FUTURE:
            return None
        return self.clock.shown(moment).isoformat(timespec="seconds")


def _entry(history: History, number: str) -> Entry | None:
    for entry in history.entries:
        if entry.id == number:
            return entry
    return None


def trouble_line(trouble: Trouble, *, as_json: bool) -> str:
    """Something that was left out, as a line."""
    if as_json:
        told: dict[str, Any] = {
            "type": "trouble",
            "code": trouble.code,
            "case": trouble.case,
            "file": trouble.file,
            "line": trouble.line,
        }
        return json.dumps({**told, "text": trouble.text}, ensure_ascii=False)
    case = f"案件 {trouble.case}：" if trouble.case else ""
    return f"{trouble.file}:{trouble.line}：{case}{trouble.text}"
