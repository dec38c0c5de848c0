"""Measuring the Book: from a parsed log in memory to the list of findings, beside the rule checkers that others use.

A generated case has fourteen entries; one in eight has a fault planted in it, and ours must find exactly those before its speed
counts. Peers run in a process of their own (``bench_peers``), each on the rules it can express; ours on the same rules, written as a
rulebook over the same log (``bench_same``), and what both found broken is compared. Times are of the processor, so that what else the
machine does counts on neither side.
"""

import json
import random
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from liuhen.lib.home import PROJECT
from liuhen.operating.bench_ledger import Row
from liuhen.operating.bench_peers import RULES, UNTIMED
from liuhen.operating.bench_same import Rules, broken, parsed, same_book, timed
from liuhen.regulation.book import Book, Finding, our_book
from liuhen.regulation.grammar import Provision, Status
from liuhen.regulation.history import Entry, History, Origin
from liuhen.regulation.terms import PLAIN
from liuhen.regulation.when import CST, When

ROUNDS = 5
SOME, ALL = 5_000, 100_000
ASLEEP = 300
FIRST_DAY = datetime(2022, 1, 4, 9, 0, tzinfo=CST)
SPREAD = 1200  # days over which the cases begin
PARTY = {"id": "p1", "type": "organisation", "name": "蓝鲸网吧"}
OFFICERS = [{"id": "zhou", "name": "周启明", "certificate": "031"}, {"id": "shen", "name": "沈静文", "certificate": "058"}]
SERVED_NOTICE, SERVED_DECISION, HEAD_AGREED = "served_notice", "served_decision", "head_agreed"

#: Name for the peers, kind, days after the start, content. A step is named by what it is; slips by what they serve.
STEPS: tuple[tuple[str, str, float, dict[str, Any]], ...] = (
    ("case_registration", "case_registration", 0.0, {"source": "complaint", "parties": [PARTY], "officers": OFFICERS}),
    ("initiation_approval", "initiation_approval", 0.2, {"reason": "举报", "parties": [PARTY]}),
    ("inspection_record", "inspection_record", 0.4, {"officers": OFFICERS, "findings": "三名未成年人"}),
    ("preservation_approval", "preservation_approval", 0.45, {"reason": "可能灭失"}),
    (HEAD_AGREED, "part", 0.47, {"part": "head", "verdict": "agreed"}),
    ("advance_registration", "advance_registration", 0.5, {"party": "p1", "officers": OFFICERS}),
    ("preservation_outcome", "preservation_outcome", 4.5, {"party": "p1", "outcome": "return", "all": True}),
    ("investigation_report", "investigation_report", 12.0, {"facts": "查明", "level": "none"}),
    ("prior_notice", "prior_notice", 14.0, {"party": "p1", "penalties": ["fine"], "fine": "10000.00", "period_days": 3}),
    (SERVED_NOTICE, "proof_of_service", 14.2, {"party": "p1", "paper_kind": "prior_notice", "way": "direct"}),
    ("decision_approval", "decision_approval", 29.0, {"party": "p1", "penalties": ["fine"], "fine": "10000.00"}),
    ("penalty_decision", "penalty_decision", 30.0, {"party": "p1", "penalties": ["fine"], "fine": "10000.00", "pay_days": 15}),
    (SERVED_DECISION, "proof_of_service", 31.0, {"party": "p1", "paper_kind": "penalty_decision", "way": "direct"}),
    ("payment", "payment", 38.0, {"party": "p1", "amount": "10000.00"}),
)


class Planted(NamedTuple):
    """A fault: which step is left out (``days`` None) or done so much later, and the provision that must see it."""

    step: str
    days: float | None
    provision: str


FAULTS: tuple[Planted, ...] = (
    Planted("preservation_outcome", 18.0, "penalty_2021:56:decided"),
    Planted("preservation_outcome", None, "penalty_2021:56:decided"),
    Planted("payment", 25.0, "penalty_2021:67"),
    Planted("served_decision", 17.0, "penalty_2021:61"),
    Planted(HEAD_AGREED, 3.0, "penalty_2021:56:approved"),
    Planted("initiation_approval", 32.0, "penalty_2021:54:order"),
)
#: The provisions of ours behind the rules of the peers, and what is to be reached beside each.
BEHIND = ("penalty_2021:54:order", "penalty_2021:56:approved", "penalty_2021:56:decided", "penalty_2021:44:told",
          "penalty_2021:57:decided", "penalty_2021:61", "penalty_2021:67", "penalty_2021:60:ninety")  # fmt: skip
BY_PEER: "dict[str, tuple[Rules, float]]" = {"Declare4Py": (RULES, 20.0), "clingo": (RULES, 3.0), "pm4py": (UNTIMED, 2.0)}


class Case(NamedTuple):
    """One parsed case: its entries, the same as (activity, moment) for peers, and the provision of its planted fault."""

    entries: list[Entry]
    events: list[tuple[str, datetime]]
    fault: str


def rows(*, cases: int = SOME, peers: str = "", rounds: int = ROUNDS) -> Iterator[Row]:
    """All rows; ``peers``: a Python interpreter that has some of the peers installed."""
    book = our_book()
    log = made(cases)
    held = [Case(case.entries, [], case.fault) for case in log]
    yield caught(book, held)
    yield whole(book, held, rounds)
    yield behind(book, held, rounds)
    yield one_open(book)
    told = [case.events for case in log]
    del log, held
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "log.json"
        path.write_text(json.dumps([[(name, at.isoformat()) for name, at in case] for case in told]), "utf-8")
        entries = [parsed(number, events) for number, events in enumerate(told)]
        yield asleep(entries, rounds)
        for peer, (rules, _target) in BY_PEER.items():
            yield beside(entries, peer, rules, (path, peers, rounds))


def made(count: int) -> list[Case]:
    """So many cases, one in eight with a fault; the same ones each time."""
    draw = random.Random(31)  # noqa: S311 - no secret
    return [_case(number, draw) for number in range(count)]


def _case(number: int, draw: random.Random) -> Case:
    start = FIRST_DAY + timedelta(days=draw.randrange(SPREAD), minutes=draw.randrange(480))
    fault = draw.choice(FAULTS) if number % 8 == 0 else None
    events = []
    for name, kind, days, content in STEPS:
        at = start + timedelta(days=days, minutes=draw.randrange(30))
        if fault is not None and fault.step == name:
            if fault.days is None:
                continue
            at += timedelta(days=fault.days)
        events.append((at, name, kind, content))
    events.sort(key=lambda event: event[0])
    entries = [_entry(f"c{number}", seq, kind, at, content) for seq, (at, _, kind, content) in enumerate(events, start=1)]
    return Case(entries, [(name, at) for at, name, *_ in events], fault.provision if fault else "")


def _entry(case: str, seq: int, kind: str, at: datetime, content: dict[str, Any]) -> Entry:
    return Entry(
        id=f"{case}-{kind}" if kind == "preservation_approval" else f"{case}-{seq}", subject=case, subject_type="case", seq=seq,
        kind=kind, version=1, author="", when=When.at(at), recorded_at=at, origin=Origin.IMPORT, content=content,
        part_of=f"{case}-preservation_approval" if kind == "part" else "",
    )  # fmt: skip


def judged(book: Book, entries: Sequence[Entry], provisions: Iterable[Provision] | None = None) -> list[Finding]:
    """What is measured: entries to findings."""
    return book.judge(History(entries, book.kinds), PLAIN, provisions)


def caught(book: Book, cases: Sequence[Case]) -> Row:
    """Every planted fault is found by its provision, and none in a case without one."""
    wanted = {fault.provision for fault in FAULTS}
    kept = {Status.KEPT, Status.EXCUSED, Status.UNSEEN}
    found = missed = false = 0
    for case in cases:
        bad = {item.provision for item in judged(book, case.entries) if item.provision in wanted and item.status not in kept}
        found += bool(case.fault) and case.fault in bad
        missed += bool(case.fault) and case.fault not in bad
        false += bool(bad) and not case.fault
    return Row("Book: planted faults found by their article", f"{found:,} of {found + missed:,}, {false} false", "", "")


def whole(book: Book, cases: Sequence[Case], rounds: int) -> Row:
    """All provisions over all cases, one process."""
    taken = _timed(book, cases, None, rounds)
    entries = sum(len(case.entries) for case in cases)
    asked = sum(provision.reads == "case" for provision in book.provisions.values())
    work = f"Book: {len(cases):,} cases ({entries:,} entries), all {asked} provisions"
    return Row(work, f"{taken:.2f} s, {len(cases) / taken:,.0f} cases/s", "", "")


def behind(book: Book, cases: Sequence[Case], rounds: int) -> Row:
    """Our provisions behind the peers' rules: per party, what stands, working days, the law of the day; nothing stands beside them."""
    taken = _timed(book, cases, [book.provisions[key] for key in BEHIND], rounds)
    return Row(
        f"Book: {len(cases):,} cases, the {len(BEHIND)} provisions behind the peers' rules",
        f"{len(cases) / taken:,.0f} cases/s",
        "",
        "",
    )


def _timed(book: Book, cases: Sequence[Case], provisions: Sequence[Provision] | None, rounds: int) -> float:
    """Median seconds of the processor."""
    return timed(lambda: [None for case in cases if not judged(book, case.entries, provisions)], rounds)


def one_open(book: Book) -> Row:
    """One open case of sixty entries with parts and recordings, re-evaluated by every provision and by the woken ones."""
    entries = [*_long(60)]
    history = History(entries, book.kinds)
    woken = book.woken_by({"inspection_record"}, "case")
    every, some, fold = [], [], []
    for _ in range(ROUNDS * 20):
        begin = time.process_time()
        fresh = History(entries, book.kinds)
        folded = time.process_time()
        book.judge(fresh, PLAIN)
        done = time.process_time()
        book.judge(history, PLAIN, woken)
        some.append(time.process_time() - done)
        fold.append(folded - begin)
        every.append(done - begin)
    said = f"{statistics.median(every) * 1000:.2f} ms (fold {statistics.median(fold) * 1000:.2f}; woken by one record {statistics.median(some) * 1000:.2f})"
    return Row("Book: one open case of 60 entries re-evaluated", said, "", "")


def _long(count: int) -> Iterator[Entry]:
    """An open case as it is worked here: records with opinions, signatures and numbers, four interviews, two recordings."""
    yielded = 0
    for name, kind, days, content in (
        *STEPS[:10],
        *(("interview", "interview_transcript", 2.0 + n, {"officers": OFFICERS}) for n in range(9)),
    ):
        at = FIRST_DAY + timedelta(days=days)
        record = f"{name}{yielded}"
        parts = [("part", {"part": "officers", "about": officer["id"], "verdict": "agreed"}) for officer in OFFICERS]
        attached = [*parts, ("issued", {"number": f"{yielded}号"})] if kind in {"prior_notice", "advance_registration"} else parts
        for place, (sort, values) in enumerate([(kind, content), *attached]):
            if yielded == count:
                return
            yielded += 1
            yield Entry(
                id=record if not place else f"{record}-{place}", subject="open", subject_type="case", seq=yielded, kind=sort,
                version=1, author="zhou", when=When.at(at), recorded_at=at + timedelta(minutes=place),
                part_of=record if place else "", content=values,
            )  # fmt: skip


def beside(cases: Sequence[Sequence[Entry]], peer: str, rules: "Rules", how: tuple[Path, str, int]) -> Row:
    """Ours and one peer on the same rules over the same log; ratio of cases a second, if both found the same broken."""
    log, interpreter, rounds = how
    work = f"Book: {len(cases):,} cases, the {len(rules)} rules that {peer} can express"
    book = same_book(rules)
    ours = len(cases) / timed(lambda: broken(book, cases), rounds)
    found = {(int(finding.subject), int(finding.basis.article)) for finding in broken(book, cases)}
    told, why = _peer(peer, log, interpreter, rounds)
    if told is None:
        return Row(work, f"{ours:,.0f} cases/s", f"{peer} left out: {why}", "")
    theirs, same = len(cases) / told["seconds"], {(case, rule) for case, rule in told["found"]}
    if same != found:
        return Row(
            work, f"{ours:,.0f} cases/s", f"{peer} {theirs:,.0f} cases/s; {len(same ^ found)} results differ", "0 (differ)"
        )
    return Row(
        work, f"{ours:,.0f} cases/s", f"{peer} {theirs:,.0f} cases/s, the same {len(found):,} found", f"{ours / theirs:.2f}"
    )


def asleep(cases: Sequence[Sequence[Entry]], rounds: int) -> Row:
    """The same rules in a Book with some hundred more, of kinds that never occur: what they add to the time."""
    book = same_book(RULES)
    alone = timed(lambda: broken(book, cases), rounds)
    more = same_book((*RULES, *(("Response", f"never{number}", "payment", 0) for number in range(ASLEEP))))
    ratio = timed(lambda: broken(more, cases), rounds) / alone
    return Row(
        f"Book: the {len(RULES)} rules beside {ASLEEP} of kinds that never occur",
        f"{len(cases) / alone / ratio:,.0f} cases/s",
        "alone",
        f"{ratio:.2f}",
    )


def _peer(peer: str, log: Path, interpreter: str, rounds: int) -> tuple[dict[str, Any] | None, str]:
    """A peer's median seconds and what it found, or why it was not asked."""
    if not interpreter:
        return None, "no --peers interpreter given"
    script = PROJECT / "src" / "liuhen" / "operating" / "bench_peers.py"
    done = subprocess.run(
        [interpreter, str(script), peer, str(log), str(rounds)], check=False, capture_output=True, text=True, timeout=3600
    )
    if done.returncode:
        return None, (done.stderr.strip().splitlines() or ["it failed"])[-1][:120]
    return json.loads(done.stdout.strip().splitlines()[-1]), ""
