"""What rules see of an entry: as it was made, its parts, and the record as it stands with its parts attached.

Corrections keep a record's first id; a correction of substance makes the parts signed before it no longer count.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from liuhen.lib.kept import kept
from liuhen.regulation.fields import holds
from liuhen.regulation.grammar import Kind, Label, Part, Verdict
from liuhen.regulation.when import UNKNOWN, Instant, When


class Origin(Label):
    """How an entry came in: done here, typed from a paper made then (补录), told afterwards (补记), or imported."""

    SYSTEM = "system", "系统内"
    PAPER = "paper", "补录"
    TOLD = "told", "补记"
    IMPORT = "import", "导入"


_SYSTEM = Origin.SYSTEM.value
#: Keys of the kinds that the machine itself appends (declared in kinds/machine.py).
PART = "part"
ISSUED = "issued"
INSTRUMENT_ISSUED = "instrument_issued"
CORRECTION = "correction"
VOIDED = "voided"
EXCUSAL = "excusal"
BREACH_DECLARED = "breach_declared"
ATTACHING = frozenset({PART, ISSUED, INSTRUMENT_ISSUED, CORRECTION, VOIDED})
# tuples: a set would hash the members, and an Enum hashes in Python
_MEETING = (Verdict.AGREED, Verdict.DECLINED, Verdict.UNTOLD)
_STOPPING = (Verdict.REFUSED, Verdict.RETURNED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry of a history, as the register read it from the ledger."""

    id: str
    subject: str
    subject_type: str
    seq: int
    kind: str
    version: int
    author: str
    when: When
    recorded_at: datetime
    origin: str = Origin.SYSTEM
    part_of: str = ""
    corrects: str = ""
    about: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)
    root: str = ""
    destroyed: bool = False
    #: When the act began: the clock's time for acts done here, else as stated.
    at: Instant = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """``at`` is read far more often than an entry is made."""
        object.__setattr__(self, "at", self.when.start)

    @property
    def ended(self) -> Instant:
        """When the act ended."""
        return self.when.end

    def __getitem__(self, key: str) -> Any:
        """A field's value; None where it was not given."""
        return self.content.get(key)


class PartView(NamedTuple):
    """One part as given: who, what he said, when. ``verdict`` is UNTOLD where a source does not tell."""

    key: str
    verdict: Verdict
    at: Instant
    about: str = ""
    author: str = ""
    text: str = ""
    means: str = ""
    signer: str = ""
    entry: Entry | None = None

    @property
    def meets(self) -> bool:
        """Agreed, or a signature whose refusal was recorded, or untold by a source."""
        return self.verdict in _MEETING


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """One part that a record asks for: the declaration and, for ``each``, the item it is about."""

    part: Part
    about: str = ""
    label: str = ""


class Record:
    """An entry with its parts, corrections and number, as it stands. ``id`` is its first id, kept through corrections.

    ``about`` is the entry it is about (the start that a form approves), by id; ``at`` when the act began; ``content`` the fields as
    they stand after corrections; ``told`` whether it is a fact from outside (paper, told, import) and not an act done here.
    """

    parts: tuple[PartView, ...] = ()
    corrections: tuple[Entry, ...] = ()
    issued: Entry | None = None
    instrument: Entry | None = None
    voided: Entry | None = None

    def __init__(self, entry: Entry, kind: Kind) -> None:
        """An entry to which nothing is attached (yet, see :meth:`attach`)."""
        self.entry = entry
        self.kind = kind
        self.id = entry.id
        self.about = entry.about
        self.at = entry.when.start
        self.content = entry.content
        self.told = entry.origin != _SYSTEM

    def attach(self, parts: Iterable[PartView], corrections: Iterable[Entry], newest: Mapping[str, Entry]) -> None:
        """What was attached to it: once, before anybody asks it anything. ``newest``: its number, paper and voiding, by kind."""
        self.parts = tuple(parts)
        self.corrections = tuple(corrections)
        self.issued = newest.get(ISSUED)
        self.instrument = newest.get(INSTRUMENT_ISSUED)
        self.voided = newest.get(VOIDED)
        if self.corrections:
            content = dict(self.entry.content)
            for correction in self.corrections:
                content.update(correction.content.get("values", {}))
            self.content = content

    def __getitem__(self, key: str) -> Any:
        """A field's value; None where it was not given."""
        return self.content.get(key)

    def get(self, key: str, default: Any = None) -> Any:
        """A field's value, or ``default`` where it was not given."""
        return self.content.get(key, default)

    @property
    def when(self) -> When:
        """The span of the act."""
        return self.entry.when

    @property
    def ended(self) -> Instant:
        """When the act ended."""
        return self.entry.when.end

    @kept
    def submitted(self) -> Instant:
        """When it was frozen here, or, for a fact from outside, when it is said to have been made."""
        return self.entry.when.end if self.told else Instant.exact(self.entry.recorded_at)

    @property
    def recorded_at(self) -> datetime:
        """The server's clock when it was entered."""
        return self.entry.recorded_at

    # -- its parts ------------------------------------------------------------------------------------------------
    @kept
    def wanted(self) -> tuple[Wanted, ...]:
        """The parts that its kind asks for, given what it says."""
        return tuple(wanted_parts(self.kind, self.content))

    def part(self, key: str, about: str = "") -> PartView | None:
        """The part that meets (agreed), by key and item; a fact from outside has every part, untold where not stated."""
        for view in self.parts:
            if view.key == key and view.meets and (not about or view.about == about):
                return view
        if self.told and not self.refused(key):
            return PartView(key=key, verdict=Verdict.UNTOLD, at=UNKNOWN, about=about)
        return None

    def refused(self, key: str) -> PartView | None:
        """The part that was refused for good, if any."""
        if not self.parts:
            return None
        return next((view for view in self.parts if view.key == key and view.verdict == Verdict.REFUSED), None)

    def returned(self, key: str) -> PartView | None:
        """The newest opinion that sent the record back, if any."""
        return next((view for view in reversed(self.parts) if view.key == key and view.verdict == Verdict.RETURNED), None)

    @kept
    def missing(self) -> tuple[Wanted, ...]:
        """The parts still asked for, in their order; none for a fact from outside."""
        if self.told:
            return ()
        return tuple(want for want in self.wanted if not want.part.optional and self.part(want.part.key, want.about) is None)

    @kept
    def complete(self) -> bool:
        """Every part asked for is there, and nobody refused or returned it since."""
        return not self.voided and not self.missing and not self.blocked

    @kept
    def blocked(self) -> PartView | None:
        """The opinion that stops it: refused, or returned."""
        for view in self.parts:
            if view.verdict in _STOPPING:
                return view
        return None

    @kept
    def completed(self) -> Instant | None:
        """When the last part came; the submission where it asks for none; the stated time for a fact from outside."""
        if not self.complete:
            return None
        moments = [view.at for view in self.parts if view.meets and view.verdict != Verdict.UNTOLD]
        return max([self.submitted, *moments], key=lambda moment: (moment.hi, moment.lo))

    @kept
    def stands(self) -> bool:
        """Issued if its kind is issued, else complete. A fact from outside stands."""
        if not self.complete:
            return False
        return self.told or not self.kind.issued or self.issued is not None

    @kept
    def effective(self) -> Instant | None:
        """When it came to stand: its issue, else its completion; None while it does not stand."""
        if not self.stands:
            return None
        if self.issued is not None:
            return Instant.exact(self.issued.recorded_at) if self.issued.origin == Origin.SYSTEM else self.issued.at
        return self.completed

    @property
    def number(self) -> str:
        """文号: given on issue, or the paper's own."""
        if self.issued is not None:
            return str(self.issued.content.get("number", ""))
        return str(self.content.get("number", "") or "")


class Fact(Record):
    """A fact from outside to which nothing is attached, as most of a log are: nobody's part is told, and it stands."""

    told = True
    missing: tuple[Wanted, ...] = ()
    blocked = None
    complete = True
    stands = True

    def __init__(self, entry: Entry, kind: Kind) -> None:
        """The entry."""
        self.entry = entry
        self.kind = kind
        self.id = entry.id
        self.about = entry.about
        self.at = entry.when.start
        self.content = entry.content

    @property
    def submitted(self) -> Instant:
        """When it is said to have been made."""
        return self.entry.when.end

    completed = effective = submitted


def wanted_parts(kind: Kind, content: Mapping[str, Any]) -> Iterator[Wanted]:
    """The parts a kind asks for, given the content: conditions (``when``) and one per item (``each``) applied."""
    for part in kind.parts:
        if part.when and not holds(part.when, content):
            continue
        if not part.each:
            yield Wanted(part=part, label=part.title)
            continue
        for number, item in enumerate(content.get(part.each) or (), start=1):
            about = str(item.get("id") or number) if isinstance(item, Mapping) else str(number)
            name = item.get("name", "") if isinstance(item, Mapping) else ""
            name = str(name.get("name", "") if isinstance(name, Mapping) else name)
            yield Wanted(part=part, about=about, label=name or part.title)
