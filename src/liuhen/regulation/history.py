"""History and its fold: the ordered entries of one subject, and the records that rules see."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from liuhen.regulation.grammar import Kind, Verdict
from liuhen.regulation.record import (
    ATTACHING,
    BREACH_DECLARED,
    CORRECTION,
    EXCUSAL,
    INSTRUMENT_ISSUED,
    ISSUED,
    PART,
    VOIDED,
    Entry,
    Origin,
    PartView,
    Record,
    Wanted,
    kept,
    wanted_parts,
)
from liuhen.regulation.when import Instant

__all__ = [
    "ATTACHING",
    "BREACH_DECLARED",
    "CORRECTION",
    "EXCUSAL",
    "INSTRUMENT_ISSUED",
    "ISSUED",
    "PART",
    "VOIDED",
    "Entry",
    "History",
    "Origin",
    "PartView",
    "Record",
    "Wanted",
    "wanted_parts",
]
Answer = TypeVar("Answer")
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


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
        self._by_id, self.loose = _fold(self.entries, kinds)
        self.records = tuple(self._by_id.values())
        self._by_kind: dict[str, list[Record]] = {}
        self._answers: dict[Any, Any] = {}
        for record in self.records:
            if record.voided is None:
                self._by_kind.setdefault(record.entry.kind, []).append(record)

    def __len__(self) -> int:
        """How many entries."""
        return len(self.entries)

    def of(self, *kinds: Kind) -> Iterator[Record]:
        """Every record of these kinds that was not voided, in the order they were entered."""
        by_kind = self._by_kind
        if len(kinds) == 1:
            return iter(by_kind.get(kinds[0].key, ()))
        return iter([record for kind in kinds if kind.key in by_kind for record in by_kind[kind.key]])

    @kept
    def kinds(self) -> frozenset[str]:
        """The kinds of all entries: what wakes rules."""
        return frozenset([entry.kind for entry in self.entries])

    def has(self, kind: str) -> bool:
        """Whether any record or loose entry of that kind is here."""
        return any(entry.kind == kind for entry in (*(record.entry for record in self.records), *self.loose))

    def remembered(self, question: Any, work: Callable[[], Answer]) -> Answer:
        """The answer to a question that many rules ask of this history, worked out once; ``question`` is hashable."""
        try:
            answer: Answer = self._answers[question]
        except KeyError:
            answer = self._answers[question] = work()
        return answer

    def record(self, entry_id: str) -> Record | None:
        """The record of that id."""
        return self._by_id.get(entry_id)

    def standing(self, kind: Kind, about: "Record | Entry | str | None" = None) -> Record | None:
        """The record that stands; else the newest; None where there is none.

        ``about`` narrows to those about one entry. A form that was returned and a second one approved: the approved one.
        """
        wanted = about.id if isinstance(about, Record | Entry) else about
        newest = None
        for record in reversed(self._by_kind.get(kind.key, ())):
            if not wanted or record.about == wanted:
                if record.stands:
                    return record
                newest = newest or record
        return newest

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


def _fold(entries: Iterable[Entry], kinds: Mapping[str, Kind]) -> tuple[dict[str, Record], tuple[Entry, ...]]:
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
    return heads, tuple(loose)


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
    standing = [old for old in parts if (old.key, old.about) != (view.key, view.about) and old.verdict != Verdict.RETURNED]
    return [*standing, view]


def _view(entry: Entry) -> PartView:
    content = entry.content
    return PartView(
        key=str(content.get("part", "")),
        verdict=_VERDICTS[content.get("verdict", Verdict.AGREED)],
        at=entry.when.start if entry.origin != Origin.SYSTEM else Instant.exact(entry.recorded_at),
        about=str(content.get("about", "")),
        author=entry.author,
        text=str(content.get("text", "")),
        means=str(content.get("means", "")),
        signer=str(content.get("signer", "")),
        entry=entry,
    )
