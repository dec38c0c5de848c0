"""What an ingest has to say: a bar while it works, every file in one list, a summary, JSON for programs."""

import json
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from liuhen.recordings.docking import Fate, Outcome, Wait

_WIDTH = 28
_CLEAR = "\r\033[K"
_EVERY = 0.2  # seconds between two pictures of the bar
_SAID = re.compile("^(文件)?没有收[：。]")  # the line begins with it
_LISTED = 20  # lines of one sort in the summary for people
_LINES = {Fate.STORED: "已入库", Fate.ALREADY: "原已入库", Fate.UNREADABLE: "读不出，已原样入库", Fate.REFUSED: "没有收"}


@dataclass
class Report:
    """Outcomes as they come. ``streaming``: kept only until they are told (a watch runs for months)."""

    as_json: bool = False
    streaming: bool = False
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    counts: Counter[Fate] = field(default_factory=Counter)
    total: int = 0
    bytes: int = 0
    read: int = 0
    files: int = 0
    away: bool = False
    begun: float = field(default_factory=time.monotonic)
    _drawn: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _bar: bool = field(default_factory=sys.stderr.isatty)

    def expect(self, files: int, size: int) -> None:
        """So much lies ahead, from now."""
        with self._lock:
            self.total, self.bytes, self.read, self.files, self.begun = files, size, 0, 0, time.monotonic()

    def came(self, count: int) -> None:
        """So many bytes were read; called from several threads."""
        with self._lock:
            self.read += count
            if self._bar and time.monotonic() - self._drawn > _EVERY:
                self._draw()

    def _draw(self) -> None:
        self._drawn = time.monotonic()
        share = min(1.0, self.read / self.bytes) if self.bytes else 1.0
        bar = "█" * round(share * _WIDTH)
        speed = self.read / 1024**2 / max(0.001, self._drawn - self.begun)
        text = f"{bar:░<{_WIDTH}} {self.files}/{self.total}　{self.read / 1024**3:.2f}/{self.bytes / 1024**3:.2f} GiB　{speed:.0f} MiB/s"
        _out(sys.stderr, f"{_CLEAR}{text}")

    def add(self, found: Sequence[Outcome]) -> None:
        """These files are in their lists for good."""
        with self._lock:
            self.files += len(found)
            self.outcomes |= {one.seen.path: one for one in found}  # the last word on a file counts
            self.counts.update(one.fate for one in found)

    def say(self, text: str) -> None:
        """A line for whoever watches."""
        with self._lock:
            _out(sys.stderr, f"{_CLEAR if self._bar else ''}{text}\n")

    def flush(self) -> None:
        """In a watch: tell what came since the last time, and forget it."""
        if not self.outcomes or not self.streaming:
            return
        if self.as_json:
            _out(sys.stdout, json.dumps(self.lists(), ensure_ascii=False) + "\n")
        else:
            for line in self._lines():
                _out(sys.stdout, f"{line}\n")
        self.outcomes = {}

    def lists(self) -> dict[str, list[dict[str, Any]]]:
        """Every file in exactly one list."""
        found: dict[str, list[dict[str, Any]]] = {fate.value: [] for fate in Fate}
        for one in sorted(self.outcomes.values(), key=lambda one: one.seen.path):
            found[one.fate.value].append(_row(one))
        return found

    def end(self) -> int:
        """The summary; the exit code of a run that was not a watch."""
        if self._bar:
            _out(sys.stderr, _CLEAR)
        if self.streaming:
            self.flush()
        elif self.as_json:
            _out(sys.stdout, json.dumps(self.lists(), ensure_ascii=False) + "\n")
        else:
            for line in self._lines():
                _out(sys.stdout, f"{line}\n")
        if not self.as_json:
            counts = self.counts if self.streaming else Counter(one.fate for one in self.outcomes.values())
            _out(sys.stdout, "，".join(f"{_LINES[fate]} {counts[fate]}" for fate in Fate) + "。\n")
        if self.away or any(one.wait is Wait.PLACE for one in self.outcomes.values()):
            return 3
        return 1 if any(one.fate is Fate.REFUSED and not one.seen.litter for one in self.outcomes.values()) else 0

    def _lines(self) -> list[str]:
        lines: list[str] = []
        for fate in (Fate.UNREADABLE, Fate.REFUSED):
            told = [one for one in self.outcomes.values() if one.fate is fate]
            lines += [f"{_LINES[fate]}　{printable(one.seen.shown())}　{_SAID.sub('', one.reason)}" for one in told[:_LISTED]]
            if len(told) > _LISTED:
                lines.append(f"{_LINES[fate]}　还有 {len(told) - _LISTED} 个，用 --json 全部列出")
        return (
            lines
            + [f"留在原处　{printable(one.seen.shown())}　{one.kept}" for one in self.outcomes.values() if one.kept][:_LISTED]
        )


def printable(text: str) -> str:
    """A name fit for a terminal, whatever its bytes would tell one to do."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)


def _out(stream: TextIO, text: str) -> None:
    stream.write(text)
    stream.flush()


def _row(one: Outcome) -> dict[str, Any]:
    row: dict[str, Any] = {"file": one.seen.shown()}
    if one.fate is Fate.REFUSED:
        return row | {"reason": one.reason}
    row |= {"sha256": one.sha256, "recording": str(one.recording)}
    if one.reason:
        row["reason"] = one.reason
    return row | ({"kept": one.kept} if one.kept else {})
