"""Numbered paper blanks as their register tells of them (practice.md 4): which numbers there are, who holds each, what became of it. Pure.

A number on a paper is read as it is written by hand: spaces, NO. and the shape of brackets do not matter.
"""

import re
import unicodedata
from dataclasses import dataclass

from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import History, Origin, Record
from liuhen.regulation.kinds.blanks import BLANKS_ISSUED, BLANKS_RECEIVED, BLANKS_RETURNED, BLANKS_VOIDED
from liuhen.regulation.kinds.investigation import CORRECTION_ORDER, INSPECTION_RECORD, INTERVIEW_TRANSCRIPT, RIGHTS_NOTICE
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_LIST, EVIDENCE_NOTICE, SAMPLING
from liuhen.regulation.kinds.investigation_preservation import ADVANCE_REGISTRATION
from liuhen.regulation.kinds.measure import SEIZURE_DECISION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.when import Instant

#: Forms that are carried into the field as numbered blanks; the first is the one that the statute speaks of.
FORMS: tuple[Kind, ...] = (
    SUMMARY_DECISION,
    INSPECTION_RECORD,
    INTERVIEW_TRANSCRIPT,
    RIGHTS_NOTICE,
    CORRECTION_ORDER,
    EVIDENCE_NOTICE,
    EVIDENCE_LIST,
    SAMPLING,
    ADVANCE_REGISTRATION,
    SEIZURE_DECISION,
    PROOF_OF_SERVICE,
)
#: Under this name the caller hands in the registers of a case's forms, and the other records that bear one of its numbers.
REGISTER = "blanks"
#: More numbers than this are no block of forms but a slip of the pen.
MOST = 5000
_MARK = re.compile(r"NO[.:]?|№|编号:?", re.IGNORECASE)
_BRACKETS = str.maketrans("[]()【】〈〉", "〔〕〔〕〔〕〔〕")


def plain(number: str) -> str:
    """A number without what two hands write differently: width, spaces, NO., the shape of brackets."""
    text = _MARK.sub("", "".join(unicodedata.normalize("NFKC", number).split()))
    return text.translate(_BRACKETS).upper()


def number_on(paper: Record) -> str:
    """The number on the paper from which a record was typed up; empty for a record of any other origin."""
    return str(paper.get("number") or "").strip() if paper.entry.origin == Origin.PAPER else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A block of one form: its numbers are ``prefix``, the figures, ``suffix``."""

    id: str
    form: str
    prefix: str
    first: int
    last: int
    width: int
    suffix: str
    received: Record

    def printed(self, number: int) -> str:
        """A number as it stands on the sheet."""
        return f"{self.prefix}{number:0{self.width}d}{self.suffix}"

    @property
    def words(self) -> str:
        """Its first and last number."""
        return f"{self.printed(self.first)} 至 {self.printed(self.last)}"

    def holds(self, number: int) -> bool:
        """Whether a number is one of its."""
        return self.first <= number <= self.last

    def figures(self, written: str) -> int | None:
        """The number within the block that a plain text spells out in full; None for any other."""
        head, tail = plain(self.prefix), plain(self.suffix)
        middle = written[len(head) : len(written) - len(tail)]
        fits = written.startswith(head) and written.endswith(tail) and middle.isdecimal()
        return int(middle) if fits and self.holds(int(middle)) else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """Who has a number: a person or a unit, by the entry that handed it out."""

    record: Record

    @property
    def person(self) -> str:
        """The person's id; empty for a unit."""
        return str((self.record.get("person") or {}).get("id") or "")

    @property
    def unit(self) -> str:
        """The unit's id, where the block went to a unit."""
        return "" if self.person else str(self.record.get("unit") or "")

    @property
    def name(self) -> str:
        """Its name, as people say it."""
        return str((self.record.get("person") or {}).get("name") or self.record.get("unit_name") or "")


class Stock:
    """All blocks of a register and the moves of their numbers, in the order of time."""

    def __init__(self, history: History) -> None:
        """Read the register."""
        self.blocks = tuple(_block(record) for record in history.of(BLANKS_RECEIVED) if span(record) is not None)
        moves = [record for record in history.of(BLANKS_ISSUED, BLANKS_RETURNED) if span(record) is not None]
        self.moves = sorted(moves, key=lambda record: (record.at.lo, record.entry.seq))
        self.spoilt = [record for record in history.of(BLANKS_VOIDED) if span(record) is not None]

    @classmethod
    def of(cls, history: History) -> "Stock":
        """The stock of a history, read once."""
        return history.remembered("stock", lambda: cls(history))

    def block(self, record: Record) -> Block | None:
        """The block that a move is about."""
        return next((block for block in self.blocks if block.id == record.about), None)

    def find(self, form: str, written: str) -> tuple[Block, int] | None:
        """The block and number that a text on a paper of this form means; bare figures where only one block can be meant."""
        own, text = [block for block in self.blocks if block.form == form], plain(written)
        exact = [(block, number) for block in own if (number := block.figures(text)) is not None]
        if exact or not text.isdecimal():
            return exact[0] if exact else None
        loose = [(block, int(text)) for block in own if block.holds(int(text))]
        return loose[0] if len(loose) == 1 else None

    def keeps(self, form: str) -> bool:
        """Whether a register is kept for this form at all."""
        return any(block.form == form for block in self.blocks)

    def holder(self, block: Block, number: int, at: Instant | None = None) -> Holder | None:
        """Who had a number at a moment (now, if none is given): from when it was handed out until it was given back."""
        held: Record | None = None
        for move in self.moves:
            if move.about == block.id and covers(move, number) and (at is None or move.at.lo <= at.hi):
                held = move if move.kind is BLANKS_ISSUED else None
        return Holder(record=held) if held is not None else None

    def holders(self, block: Block) -> dict[int, Holder]:
        """Who has which number of a block now."""
        found: dict[int, Holder] = {}
        for move in (one for one in self.moves if one.about == block.id):
            holder = Holder(record=move)
            for number in numbers(move):
                if move.kind is BLANKS_ISSUED:
                    found[number] = holder
                else:
                    found.pop(number, None)
        return found

    def void(self, block: Block) -> frozenset[int]:
        """The numbers of a block that are void."""
        return frozenset(number for one in self.spoilt if one.about == block.id for number in numbers(one))

    def voided(self, block: Block, number: int) -> Record | None:
        """The entry that made a number void."""
        return next((one for one in self.spoilt if one.about == block.id and covers(one, number)), None)


def span(record: Record) -> tuple[int, int] | None:
    """The numbers that an entry is about, first and last; None where they cannot be read."""
    first, last = record.get("first"), record.get("last")
    if isinstance(first, bool) or not isinstance(first, int):
        return None
    last = first if not isinstance(last, int) else last
    return (first, last) if 0 <= first <= last < first + MOST else None


def numbers(record: Record) -> range:
    """The numbers that an entry is about; none where they cannot be read."""
    found = span(record)
    return range(found[0], found[1] + 1) if found else range(0)


def covers(record: Record, number: int) -> bool:
    """Whether an entry is about a number."""
    return number in numbers(record)


def _block(record: Record) -> Block:
    first, last = span(record) or (0, 0)
    return Block(
        id=record.id,
        form=str(record.get("form") or ""),
        prefix=str(record.get("prefix") or ""),
        first=first,
        last=last,
        width=int(record.get("width") or 1),
        suffix=str(record.get("suffix") or ""),
        received=record,
    )
