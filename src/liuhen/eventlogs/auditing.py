"""An audit: a log judged batch by batch, in one process or several, always in the order of the log and never held whole."""

import json
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from liuhen.eventlogs.findings import BREACHES, trouble_line
from liuhen.eventlogs.judging import RULE_RAISED, Judge, Outcome, Request, rules_of
from liuhen.eventlogs.reading import log_of
from liuhen.eventlogs.telling import Seen
from liuhen.eventlogs.traces import Batch, Trouble, UnreadableLog
from liuhen.regulation.book import Book

_AHEAD = 3  # batches waiting for each process
_MOST = 50  # names listed in a summary
KEPT, BREACHED, INCOMPLETE = 0, 1, 2


@dataclass(slots=True)
class Totals:
    """What an audit came to."""

    book: Book
    judged: int = 0
    breached: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: Seen = field(default_factory=Seen)

    def add(self, outcome: Outcome) -> None:
        """One batch more."""
        self.judged += outcome.judged
        self.breached += outcome.breached
        self.codes.update(outcome.codes)
        self.counts.update(outcome.counts)
        self.seen.add(outcome.seen)

    @property
    def skipped(self) -> int:
        """Traces (and stretches of the log) that could not be judged at all."""
        return self.codes.total() - self.codes[RULE_RAISED]

    @property
    def breaches(self) -> int:
        """Findings that are a breach."""
        return sum(count for (_, state), count in self.counts.items() if state in BREACHES)

    @property
    def code(self) -> int:
        """What the command ends with: something was breached, else something could not be read or judged, else all is kept."""
        return BREACHED if self.breaches else INCOMPLETE if self.codes else KEPT


def audit(request: Request, jobs: int, say: Callable[[Outcome, Totals], None]) -> Totals:
    """Judge a log; ``say`` is called with every batch in order. :class:`UnreadableLog` or BadRulebook where it cannot go on."""
    book, told = rules_of(request)
    totals = Totals(book)
    log = log_of(request.log, told)
    for outcome in _outcomes(request, log.batches(), jobs):
        if not totals.judged and not outcome.judged and outcome.first and outcome.first.code == "no_zone":
            raise UnreadableLog(_no_zone(outcome.first, told.path))
        totals.add(outcome)
        say(outcome, totals)
    if log.troubles:
        rest = Outcome(troubles=[trouble_line(one, as_json=request.as_json) for one in log.troubles])
        rest.codes.update(one.code for one in log.troubles)
        totals.add(rest)
        say(rest, totals)
    if not totals.judged and not totals.codes:
        raise UnreadableLog(f"{request.log}：里面没有案件")
    return totals


def _no_zone(first: Trouble, path: str) -> str:
    where = path or "对应表（--map）"
    return f'{first.file}:{first.line}：案件 {first.case}：{first.text}。请在{where}里写明 zone，例如 zone = "Asia/Shanghai"'


def _outcomes(request: Request, batches: Iterator[Batch], jobs: int) -> Iterator[Outcome]:
    if jobs <= 1:
        judge = Judge(request)
        yield from map(judge.judge, batches)
        return
    waiting: deque[Future[Outcome]] = deque()
    with ProcessPoolExecutor(jobs, initializer=_start, initargs=(request,)) as pool:
        try:
            for batch in batches:
                waiting.append(pool.submit(_judged, batch))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


_judges: list[Judge] = []


def _start(request: Request) -> None:
    _judges[:] = [Judge(request)]


def _judged(batch: Batch) -> Outcome:
    return _judges[0].judge(batch)


def as_json(totals: Totals) -> dict[str, Any]:
    """The summary for programs; its keys are kept."""
    provisions: dict[str, dict[str, int]] = {}
    for (provision, state), count in sorted(totals.counts.items()):
        provisions.setdefault(provision, {})[state] = count
    seen = totals.seen
    return {
        "type": "summary",
        "book": totals.book.name,
        "cases": totals.judged,
        "events": seen.events,
        "skipped": totals.skipped,
        "breached_cases": totals.breached,
        "breaches": totals.breaches,
        "provisions": provisions,
        "troubles": dict(totals.codes),
        "later": seen.later,
        "unknown_activities": dict(seen.unknown.most_common()),
        "unknown_first": {name: _place(seen, name, "") for name, _ in seen.unknown.most_common()},
        "unjudged_attributes": [
            {"kind": kind, "attribute": name, "count": count, "first": _place(seen, kind, name)}
            for (kind, name), count in sorted(seen.unjudged.items())
        ],
        "unreadable_attributes": [
            {
                "kind": kind,
                "attribute": name,
                "count": count,
                "example": seen.examples.get((kind, name), ""),
                "first": _place(seen, kind, name),
            }
            for (kind, name), count in sorted(seen.unreadable.items())
        ],
        "code": totals.code,
    }


def _place(seen: Seen, kind: str, name: str) -> dict[str, Any]:
    """Where an unknown activity, or an attribute that is not judged, was first met."""
    file, line, case = seen.first.get((kind, name), ("", 0, ""))
    return {"file": file, "line": line, "case": case}


def _where(seen: Seen, kind: str, name: str) -> str:
    file, line, case = seen.first.get((kind, name), ("", 0, ""))
    return f"最早见于 {file}:{line}：案件 {case}" if file else ""


def in_words(totals: Totals, words: Callable[[str], str]) -> Iterator[str]:
    """The summary to read."""
    seen = totals.seen
    yield f"按《{totals.book.name}》核对 {totals.judged:,} 件、{seen.events:,} 项：{totals.breached:,} 件有违反，共 {totals.breaches:,} 处"
    for provision in totals.book.provisions.values():
        counts = {state: count for (key, state), count in totals.counts.items() if key == provision.id}
        if counts:
            listed = "　".join(f"{words(state)} {count:,}" for state, count in sorted(counts.items()))
            yield f"  {provision.basis.label}　{provision.title}：{listed}"
    if totals.skipped:
        yield f"没有核对的 {totals.skipped:,} 件，原因已逐件列出"
    if totals.codes[RULE_RAISED]:
        yield f"规则出错 {totals.codes[RULE_RAISED]:,} 次，已逐次列出"
    if seen.later:
        yield f"晚于核对时间的 {seen.later:,} 项没有计入"
    for name, count in seen.unknown.most_common(_MOST):
        yield f"不认识的活动：{name}（{count:,} 次，{_where(seen, name, '')}），没有据以核对"
    for (kind, name), count in seen.unreadable.most_common(_MOST):
        example = seen.examples.get((kind, name), "")
        yield f"读不出的属性：{kind} 的 {name}（{count:,} 次，如“{example}”，{_where(seen, kind, name)}），照原样保留，没有据以核对"
    if seen.unjudged:
        # one attribute may stand in records of several kinds: where it was met before the others comes last, and stays
        by_line = sorted(seen.unjudged, key=lambda one: seen.first[one][1], reverse=True)
        kept = {name: kind for kind, name in by_line}
        yield "规则里没有的属性，照原样保留，没有据以核对："
        for name, kind in sorted(kept.items())[:_MOST]:
            yield f"  {name}（{_where(seen, kind, name)}）"


def dumped(totals: Totals) -> str:
    """The summary as one line."""
    return json.dumps(as_json(totals), ensure_ascii=False)
