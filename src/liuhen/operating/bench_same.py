"""The peers' rules as a rulebook of ours over the same log: one kind an activity, one provision a rule; nothing else is asked."""

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from types import ModuleType

from liuhen.regulation.book import Book, Finding
from liuhen.regulation.calendar import hours
from liuhen.regulation.grammar import Kind, Level, Provision, Source, Stage, Status
from liuhen.regulation.history import Entry, History, Origin
from liuhen.regulation.shapes import follows, only_after
from liuhen.regulation.terms import PLAIN
from liuhen.regulation.when import When

Rules = tuple[tuple[str, str, str, int], ...]
SOURCE = Source(key="log", short="日志", title="日志规则", level=Level.PRACTICE)


def same_book(rules: Rules) -> Book:
    """A Book of those rules and of the activities that they name; provisions are numbered as the rules are."""
    named = {name for _, first, then, _ in rules for name in (first, then)}
    kinds = {name: Kind(key=name, title=name, stage=Stage.EXECUTION) for name in sorted(named)}
    told = ModuleType("rules")
    vars(told).update(
        kinds=tuple(kinds.values()), provisions=tuple(_provision(number, rule, kinds) for number, rule in enumerate(rules))
    )
    return Book.bind("日志", [told], [told])


def _provision(number: int, rule: tuple[str, str, str, int], kinds: dict[str, Kind]) -> Provision:
    template, first, then, days = rule
    if template == "Precedence":
        says = only_after(kinds[first], kinds[then])
        return Provision(basis=SOURCE(number), title=template, triggers=(kinds[then],), met_by=(kinds[first],), rule=says)
    says = follows(kinds[first], kinds[then], hours(24 * days) if days else None)
    return Provision(basis=SOURCE(number), title=template, triggers=(kinds[first],), met_by=(kinds[then],), rule=says)


def parsed(case: int, events: Iterable[tuple[str, datetime]]) -> list[Entry]:
    """One case of a log as a reader of logs gives it."""
    return [
        Entry(
            id=f"{case}-{seq}", subject=str(case), subject_type="case", seq=seq, kind=name, version=1, author="", when=When.at(at),
            recorded_at=at, origin=Origin.IMPORT,
        )
        for seq, (name, at) in enumerate(events, start=1)
    ]  # fmt: skip


def broken(book: Book, cases: Iterable[Sequence[Entry]]) -> list[Finding]:
    """What is measured: from entries to every finding, of which those are kept that are broken, as peers keep them."""
    kept = Status.KEPT
    found: list[Finding] = []
    for entries in cases:
        found += [finding for finding in book.judge(History(entries, book.kinds), PLAIN) if finding.status is not kept]
    return found


def timed(work: Callable[[], object], rounds: int) -> float:
    """Median seconds of the processor. What is there before is put out of the collector's sight, as it is for the peers."""
    times = []
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        begin = time.process_time()
        result = work()
        times.append(time.process_time() - begin)
        del result
    gc.unfreeze()
    return statistics.median(times)
