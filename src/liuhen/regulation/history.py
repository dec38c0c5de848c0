"""History and its fold: the ordered entries of one subject, and the records that rules see.

A Record is an entry as it stands with its parts attached. Corrections keep its first id; a correction of substance makes the
parts signed before it no longer count.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from liuhen.regulation.fields import holds
from liuhen.regulation.grammar import Kind, Label, Part, Verdict
from liuhen.regulation.when import UNKNOWN, Instant, When


class Origin(Label):
    """How an entry came in: done here, typed from a paper made then (补录), told afterwards (补记), or imported."""

    SYSTEM = "system", "系统内"
    PAPER = "paper", "补录"
    TOLD = "told", "补记"
    IMPORT = "import", "导入"


#: Keys of the kinds that the machine itself appends (declared in kinds/machine.py).
PART = "part"
ISSUED = "issued"
INSTRUMENT_ISSUED = "instrument_issued"
CORRECTION = "correction"
VOIDED = "voided"
EXCUSAL = "excusal"
BREACH_DECLARED = "breach_declared"
ATTACHING = frozenset({PART, ISSUED, INSTRUMENT_ISSUED, CORRECTION, VOIDED})


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

    @property
    def at(self) -> Instant:
        """When the act began: the clock's time for acts done here, else as stated."""
        return self.when.start

    @property
    def ended(self) -> Instant:
        """When the act ended."""
        return self.when.end

    def __getitem__(self, key: str) -> Any:
        """A field's value; None where it was not given."""
        return self.content.get(key)


@dataclass(frozen=True, kw_only=True, slots=True)
class PartView:
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
        return self.verdict in {Verdict.AGREED, Verdict.DECLINED, Verdict.UNTOLD}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """One part that a record asks for: the declaration and, for ``each``, the item it is about."""

    part: Part
    about: str = ""
    label: str = ""


@dataclass(kw_only=True)
class Record:
    """An entry with its parts, corrections and number, as it stands."""

    entry: Entry
    kind: Kind
    parts: tuple[PartView, ...] = ()
    corrections: tuple[Entry, ...] = ()
    issued: Entry | None = None
    instrument: Entry | None = None
    voided: Entry | None = None
    links: tuple[Entry, ...] = ()

    # -- what it says ---------------------------------------------------------------------------------------------
    @property
    def id(self) -> str:
        """Its first id, kept through corrections."""
        return self.entry.id

    @property
    def about(self) -> str:
        """The entry it is about (the start that a form approves), by id."""
        return self.entry.about

    @cached_property
    def content(self) -> Mapping[str, Any]:
        """The fields as they stand after corrections."""
        content = dict(self.entry.content)
        for correction in self.corrections:
            content.update(correction.content.get("values", {}))
        return content

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
    def at(self) -> Instant:
        """When the act began."""
        return self.entry.when.start

    @property
    def ended(self) -> Instant:
        """When the act ended."""
        return self.entry.when.end

    @property
    def told(self) -> bool:
        """Whether it is a fact from outside (paper, told, import) and not an act done here."""
        return self.entry.origin != Origin.SYSTEM

    @property
    def submitted(self) -> Instant:
        """When it was frozen here, or, for a fact from outside, when it is said to have been made."""
        return self.entry.when.end if self.told else Instant.exact(self.entry.recorded_at)

    @property
    def recorded_at(self) -> datetime:
        """The server's clock when it was entered."""
        return self.entry.recorded_at

    # -- its parts ------------------------------------------------------------------------------------------------
    @cached_property
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
        return next((view for view in self.parts if view.key == key and view.verdict == Verdict.REFUSED), None)

    def returned(self, key: str) -> PartView | None:
        """The newest opinion that sent the record back, if any."""
        return next((view for view in reversed(self.parts) if view.key == key and view.verdict == Verdict.RETURNED), None)

    @cached_property
    def missing(self) -> tuple[Wanted, ...]:
        """The parts still asked for, in their order; none for a fact from outside."""
        if self.told:
            return ()
        return tuple(want for want in self.wanted if not want.part.optional and self.part(want.part.key, want.about) is None)

    @property
    def complete(self) -> bool:
        """Every part asked for is there, and nobody refused or returned it since."""
        return not self.voided and not self.missing and not self.blocked

    @property
    def blocked(self) -> PartView | None:
        """The opinion that stops it: refused, or returned."""
        return next((view for view in self.parts if view.verdict in {Verdict.REFUSED, Verdict.RETURNED}), None)

    @cached_property
    def completed(self) -> Instant | None:
        """When the last part came; the submission where it asks for none; the stated time for a fact from outside."""
        if not self.complete:
            return None
        moments = [view.at for view in self.parts if view.meets and view.verdict != Verdict.UNTOLD]
        return max([self.submitted, *moments], key=lambda moment: (moment.hi, moment.lo))

    @property
    def stands(self) -> bool:
        """Issued if its kind is issued, else complete. A fact from outside stands."""
        if not self.complete:
            return False
        return self.told or not self.kind.issued or self.issued is not None

    @property
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


def wanted_parts(kind: Kind, content: Mapping[str, Any]) -> Iterator[Wanted]:
    """The parts a kind asks for, given the content: conditions (``when``) and one per item (``each``) applied."""
    for part in kind.parts:
        if not holds(part.when, content):
            continue
        if not part.each:
            yield Wanted(part=part, label=part.title)
            continue
        for number, item in enumerate(content.get(part.each) or (), start=1):
            about = str(item.get("id") or number) if isinstance(item, Mapping) else str(number)
            name = item.get("name", "") if isinstance(item, Mapping) else ""
            name = str(name.get("name", "") if isinstance(name, Mapping) else name)
            yield Wanted(part=part, about=about, label=name or part.title)


class History:
    """The records of one subject, in the order of their entries, indexed by kind.

    ``partial``: the source does not claim to tell everything, so what it does not tell is unseen, not missing.
    ``others`` are further histories a rule may read (an officer's day), assembled by the caller under a name.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        kinds: Mapping[str, Kind],
        *,
        subject: str = "",
        subject_type: str = "case",
        partial: bool = False,
        others: Mapping[str, "History"] | None = None,
    ) -> None:
        """Fold ``entries`` (in their order) into records."""
        self.entries = tuple(entries)
        self.subject = subject or (self.entries[0].subject if self.entries else "")
        self.subject_type = subject_type
        self.partial = partial
        self.others = others or {}
        self.records, self.loose = _fold(self.entries, kinds)
        self._by_kind: dict[str, list[Record]] = {}
        self._by_id = {record.id: record for record in self.records}
        for record in self.records:
            self._by_kind.setdefault(record.kind.key, []).append(record)

    def __len__(self) -> int:
        """How many entries."""
        return len(self.entries)

    def of(self, *kinds: Kind) -> Iterator[Record]:
        """Every record of these kinds that was not voided, in the order they were entered."""
        for kind in kinds:
            for record in self._by_kind.get(kind.key, ()):
                if record.voided is None:
                    yield record

    def has(self, kind: str) -> bool:
        """Whether any record or loose entry of that kind is here."""
        return kind in self._by_kind or any(entry.kind == kind for entry in self.loose)

    def record(self, entry_id: str) -> Record | None:
        """The record of that id."""
        return self._by_id.get(entry_id)

    def standing(self, kind: Kind, about: "Record | Entry | str | None" = None) -> Record | None:
        """The record that stands; else the newest; None where there is none.

        ``about`` narrows to those about one entry. A form that was returned and a second one approved: the approved one.
        """
        wanted = about.id if isinstance(about, Record | Entry) else about
        found = [record for record in self.of(kind) if not wanted or record.about == wanted]
        standing = [record for record in found if record.stands]
        chosen = standing or found
        return chosen[-1] if chosen else None

    def first(self, *kinds: Kind) -> Record | None:
        """The earliest (by time of the act) standing record of these kinds."""
        return min((record for record in self.of(*kinds) if record.stands), key=lambda record: record.at, default=None)

    def last(self, *kinds: Kind) -> Record | None:
        """The latest (by time of the act) standing record of these kinds."""
        return max((record for record in self.of(*kinds) if record.stands), key=lambda record: record.at, default=None)

    def with_entries(self, more: Iterable[Entry], kinds: Mapping[str, Kind]) -> "History":
        """A new history with further entries at its end: the rehearsal that gates need."""
        return History(
            (*self.entries, *more),
            kinds,
            subject=self.subject,
            subject_type=self.subject_type,
            partial=self.partial,
            others=self.others,
        )


def _fold(entries: Iterable[Entry], kinds: Mapping[str, Kind]) -> tuple[tuple[Record, ...], tuple[Entry, ...]]:
    """Entries to records: attach parts, corrections, issue; keep what attaches to nothing as loose."""
    heads: dict[str, Record] = {}
    attached: dict[str, list[Entry]] = {}
    loose: list[Entry] = []
    for entry in entries:
        if entry.kind in ATTACHING:
            target = entry.part_of or entry.corrects
            if target in heads:
                attached.setdefault(target, []).append(entry)
            else:
                loose.append(entry)
        elif entry.kind in kinds:
            heads[entry.id] = Record(entry=entry, kind=kinds[entry.kind])
        else:
            loose.append(entry)
    for target, pieces in attached.items():
        _attach(heads[target], pieces)
    return tuple(heads.values()), tuple(loose)


def _attach(record: Record, pieces: list[Entry]) -> None:
    """Attach parts, corrections and issue to their record, in order."""
    parts: list[PartView] = []
    corrections: list[Entry] = []
    for piece in pieces:
        if piece.kind == PART:
            parts = _with_part(parts, _view(piece))
        elif piece.kind == CORRECTION:
            corrections.append(piece)
            if not piece.content.get("clerical"):
                parts = []
        elif piece.kind == ISSUED:
            record.issued = piece
        elif piece.kind == INSTRUMENT_ISSUED:
            record.instrument = piece
        elif piece.kind == VOIDED:
            record.voided = piece
    record.parts = tuple(parts)
    record.corrections = tuple(corrections)


def _with_part(parts: list[PartView], view: PartView) -> list[PartView]:
    """A later word of the same part about the same item replaces the earlier one; a return clears what was said before it."""
    if view.verdict == Verdict.RETURNED:
        return [view]
    kept = [old for old in parts if (old.key, old.about) != (view.key, view.about) and old.verdict != Verdict.RETURNED]
    return [*kept, view]


def _view(entry: Entry) -> PartView:
    content = entry.content
    return PartView(
        key=str(content.get("part", "")),
        verdict=Verdict(content.get("verdict", Verdict.AGREED)),
        at=entry.at if entry.origin != Origin.SYSTEM else Instant.exact(entry.recorded_at),
        about=str(content.get("about", "")),
        author=entry.author,
        text=str(content.get("text", "")),
        means=str(content.get("means", "")),
        signer=str(content.get("signer", "")),
        entry=entry,
    )
