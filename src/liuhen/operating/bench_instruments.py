"""Measuring papers: typesetting to PDF/A-2a and signing, warm, every run a paper with other words.

Each function is one row of the table that ``bench`` prints. There is no peer that makes the same; the column holds the target.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.test.utils import override_settings

from liuhen.instruments import binding, render, signing
from liuhen.instruments.orders import Volume
from liuhen.operating.bench_ledger import Row
from liuhen.register.register import book
from liuhen.regulation.history import Entry, History, Record
from liuhen.regulation.terms import Setting, Terms
from liuhen.regulation.when import CST, When

_TURNS = 25
_AT = datetime(2026, 11, 13, 21, 52, 40, tzinfo=CST)
_NAME = "澄湖区文化和旅游局"
_SETTINGS = {"reconsideration_body": "澄湖区人民政府", "court": "澄江市澄湖区人民法院", "contact": "电话000-8123 0000"}
_TERMS = Terms(settings={key: (Setting(value=value, since=date(2020, 1, 1)),) for key, value in _SETTINGS.items()}, demo=True)
_PARTY = {
    "id": "p1",
    "type": "organisation",
    "name": "澄湖区星遇网络服务有限公司",
    "code": "91420112MA4K000000",
    "address": "望江路218号",
}
_FACTS = "2026年11月13日20时36分，在澄湖区望江路218号二层的营业场所内接纳未成年人李某某（16岁）上网，第{}次检查发现。"
_LAW = [{"title": "互联网上网服务营业场所管理条例", "article": "21", "paragraph": "第一款"}]
_OFFICERS = [
    {"id": "o1", "name": "周启明", "certificate": "17010612345"},
    {"id": "o2", "name": "沈静文", "certificate": "17010612346"},
]


@dataclass(kw_only=True)
class _Bureau:
    id: UUID
    name: str = _NAME
    demo: bool = True


@dataclass(frozen=True, kw_only=True)
class _Leaf:
    origin: str = "liuhen/bench/acts"
    index: int = 48212
    size: int = 48290
    leaf: bytes = bytes(32)


def rows() -> Iterator[Row]:
    """The rows of papers."""
    with tempfile.TemporaryDirectory() as folder, override_settings(LIUHEN_HOME=folder):
        bureau = _Bureau(id=uuid4())
        signing.sign(_typeset(bureau, "correction_order", 0), bureau.id, _NAME)  # keys are made once, at founding
        yield _row("instrument: one-page notice to PDF/A-2a", lambda turn: _typeset(bureau, "correction_order", turn), 50)
        yield _row("instrument: three-page decision to PDF/A-2a", lambda turn: _typeset(bureau, "penalty_decision", turn), 50)
        yield _row("instrument: two-page transcript to PDF/A-2a", lambda turn: _typeset(bureau, "interview_transcript", turn), 50)
        yield _row("instrument: one-page notice, set and signed", lambda turn: _sealed(bureau, "correction_order", turn), 200)
        yield _row("instrument: three-page decision, set and signed", lambda turn: _sealed(bureau, "penalty_decision", turn), 200)
        yield _row("case file: a volume of 60 papers bound to PDF/A-2b", lambda turn: _bound(bureau, turn), 0, turns=3)
    yield first_paper()


def first_paper() -> Row:
    """From a process that has not made a paper yet: importing, reading fonts, setting, signing."""
    code = (
        "import os, time; began = time.perf_counter(); os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'liuhen.settings');"
        "import django; django.setup(); ready = time.perf_counter();"
        "from liuhen.operating import bench_instruments as b; print(b.cold(ready))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return Row(
        "instrument: the first one of a process, set and signed", f"{float(done.stdout.split()[-1]) * 1000:.0f} ms", "", ""
    )


def cold(since: float) -> float:
    """Seconds from ``since`` to a signed paper, in a process that made none before; for :func:`first_paper`."""
    with tempfile.TemporaryDirectory() as folder, override_settings(LIUHEN_HOME=folder):
        bureau = _Bureau(id=uuid4())
        _sealed(bureau, "correction_order", 1)
    return time.perf_counter() - since


def _row(work: str, make: Callable[[int], object], target: int, *, turns: int = _TURNS) -> Row:
    make(-1)
    taken = []
    for turn in range(turns):
        began = time.perf_counter()
        make(turn)
        taken.append((time.perf_counter() - began) * 1000)
    ours = statistics.median(taken)
    return Row(work, f"{ours:.0f} ms", f"target {target} ms" if target else "", f"{ours / target:.2f}" if target else "")


def _typeset(bureau: _Bureau, kind: str, turn: int) -> bytes:
    record, history = _story(kind, turn)
    return render.render(record, history, _TERMS, bureau, _Leaf())


def _sealed(bureau: _Bureau, kind: str, turn: int) -> bytes:
    return signing.sign(_typeset(bureau, kind, turn), bureau.id, bureau.name)


def _bound(bureau: _Bureau, turn: int) -> bytes:
    entries = [_entry("case_registration", "case", _registration())]
    for number in range(60):
        entries += _entries("correction_order" if number % 2 else "situation_note", turn * 100 + number)
    history = History(entries, book().kinds, subject="bench", subject_type="case")
    return binding.bind(history, _TERMS, bureau, Volume.MAIN).pdf


def _story(kind: str, turn: int) -> tuple[Record, History]:
    entries = [_entry("case_registration", "case", _registration()), *_entries(kind, turn)]
    history = History(entries, book().kinds, subject="bench", subject_type="case")
    record = history.record(f"{kind}{turn}")
    if record is None:
        raise LookupError(kind)
    return record, history


def _registration() -> dict[str, Any]:
    return {"name": "接纳未成年人进入营业场所案", "cause": "接纳未成年人", "parties": [_PARTY], "officers": _OFFICERS}


def _entries(kind: str, turn: int) -> Iterator[Entry]:
    name = f"{kind}{turn}"
    yield _entry(kind, name, _content(kind, turn), origin="paper" if kind == "situation_note" else "system")
    if book().kinds[kind].issued:
        yield _entry("issued", f"{name}#", {"number": f"澄文综字〔2026〕{turn}号"}, part_of=name)


def _content(kind: str, turn: int) -> dict[str, Any]:
    facts = _FACTS.format(turn)
    shared = {"party": "p1", "facts": facts, "broken": _LAW, "basis": _LAW, "officers": _OFFICERS, "text": facts}
    more: dict[str, dict[str, Any]] = {
        "correction_order": {"items": [{"id": "1", "text": "停止接纳未成年人进入营业场所", "way": "at_once"}]},
        "penalty_decision": {
            "evidence": facts * 4, "defence": facts * 3, "discretion": facts * 3, "penalties": ["warning", "fine"], "fine": "20000.00",
            "pay_days": 15, "bank": "中国建设银行澄湖支行", "performance": facts,
        },
        "interview_transcript": {
            "span": {"start": "2026-11-13T20:36", "end": "2026-11-13T21:48"}, "place": {"text": "望江路218号"}, "person": {"name": "林海燕"},
            "dialogue": [{"q": f"第{number}问：当晚有什么情况？", "a": facts} for number in range(12)],
        },
    }  # fmt: skip
    return {**shared, **more.get(kind, {})}


def _entry(kind: str, name: str, content: dict[str, Any], *, origin: str = "system", part_of: str = "") -> Entry:
    return Entry(
        id=name, subject="bench", subject_type="case", seq=1, kind=kind, version=1, author="o1", when=When.at(_AT), recorded_at=_AT,
        content=content, origin=origin, part_of=part_of,
    )  # fmt: skip
