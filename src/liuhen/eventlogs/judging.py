"""Traces judged: a batch goes in, lines and counts come out. A rule that raises spoils its own provision in that case and nothing else."""

import gc
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from liuhen.eventlogs import mapping
from liuhen.eventlogs.findings import BREACHES, Writer, state_of, trouble_line
from liuhen.eventlogs.mapping import Map
from liuhen.eventlogs.telling import BadTrace, Seen, Teller
from liuhen.eventlogs.traces import Batch, Trouble
from liuhen.regulation import rulebooks
from liuhen.regulation.book import Book, Finding
from liuhen.regulation.declared import RuleRaised
from liuhen.regulation.grammar import Provision
from liuhen.regulation.history import History
from liuhen.regulation.terms import PLAIN, Terms
from liuhen.regulation.when import Instant

RULE_RAISED = "rule_raised"
_THINGS = 50_000


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked: which log by which book and map, at which time, in which form. Handed to every process."""

    log: Path
    book: str = ""
    map: Path | None = None
    at: datetime
    as_json: bool = False
    only_breaches: bool = False


@dataclass(slots=True)
class Outcome:
    """What became of a batch."""

    lines: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    first: Trouble | None = None
    judged: int = 0
    breached: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: Seen = field(default_factory=Seen)


def rules_of(request: Request) -> tuple[Book, Map]:
    """The book and the map that a request names; the book's own map where it names none."""
    rulebook = rulebooks.named(request.book)
    path = request.map or rulebook.map
    return rulebook.book, mapping.read(path, rulebook.book) if path else Map()


class Judge:
    """One process's share of the work: everything that is made once for all batches."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.book, self.map = rules_of(request)
        self.terms = self.book.terms(PLAIN)
        self.now = Instant.exact(request.at)
        self.teller = Teller(self.book, self.map, request.at, str(request.log))
        self.writer = Writer(self.book, self.teller.clock, as_json=request.as_json)

        # a batch makes many small things that hold no rings: looking for rings as often as Python does costs a tenth of the time
        gc.set_threshold(_THINGS)

    def judge(self, batch: Batch) -> Outcome:
        """Every trace of a batch, in its order."""
        outcome = Outcome()
        for trace in batch.traces:
            try:
                history = self.teller.history(batch, trace)
            except BadTrace as error:
                self._trouble(outcome, error.trouble)
                continue
            self._judge(outcome, history)
        outcome.seen = self.teller.settle()
        return outcome

    def _judge(self, outcome: Outcome, history: History) -> None:
        outcome.judged += 1
        findings, raised = judged(self.book, history, self.terms)
        for error in raised:
            self._trouble(outcome, trouble_of(error))
        breaches = 0
        states = [(finding, state_of(finding, self.now)) for finding in findings]
        for finding, state in states:
            outcome.counts[finding.provision, state] += 1
            if state in BREACHES:
                breaches += 1
            elif self.request.only_breaches:
                continue
            outcome.lines.append(self.writer.line(finding, state, history))
        outcome.breached += breaches > 0

    def _trouble(self, outcome: Outcome, trouble: Trouble) -> None:
        outcome.first = outcome.first or trouble
        outcome.codes[trouble.code] += 1
        outcome.troubles.append(trouble_line(trouble, as_json=self.request.as_json))


def judged(book: Book, history: History, terms: Terms) -> tuple[list[Finding], list[RuleRaised]]:
    """What a book finds, and which of its rules raised. The book is somebody else's: one bad rule must not cost the others."""
    try:
        return book.judge(history, terms), []
    except RuleRaised:  # asked again below, one by one
        found: list[Finding] = []
        raised: list[RuleRaised] = []
        for provision in _asked(book, history):
            try:
                found += book.judge(history, terms, [provision])
            except RuleRaised as error:
                raised.append(error)
        return found, raised


def _asked(book: Book, history: History) -> Iterator[Provision]:
    woken = {provision.id for provision in book.woken_by(history.kinds, history.subject_type)}
    return (one for one in book.provisions.values() if history.partial or one.id in woken)


def trouble_of(error: RuleRaised) -> Trouble:
    """A rule that raised: the line of its file, the provision, the case."""
    text = f"条款 {error.provision.id} 的规则出错（{error.words}），这一条没有核对，其余照常"
    return Trouble(code=RULE_RAISED, text=text, file=error.file, line=error.line, case=error.case)
