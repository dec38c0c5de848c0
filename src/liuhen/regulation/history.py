"""History and its fold: the ordered entries of one subject, and the records that rules see."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from liuhen.lib.kept import kept
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
    Fact,
    Origin,
    PartView,
    Record,
    Wanted,
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
    "PARDONING",
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
PARDONING = frozenset({EXCUSAL, BREACH_DECLARED})
_SYSTEM = Origin.SYSTEM.value
_NOBODY: "Mapping[str, History]" = {}
_NOTHING: Mapping[str, list[Entry]] = {}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


class Mix:
    """Which kinds a history is made of, in the order of their first entries, and what follows from that alone."""

    __slots__ = ("attaching", "kinds", "pardoning")

    def __init__(self, kinds: Iterable[str]) -> None:
        """``attaching``: something is attached to records; ``pardoning``: some duty was excused or declared broken."""
        self.kinds = frozenset(kinds)
        self.attaching = not self.kinds.isdisjoint(ATTACHING)
        self.pardoning = not self.kinds.isdisjoint(PARDONING)


_mix = lru_cache(maxsize=8192)(Mix)  # a log has few mixes for its many cases


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
        """Sort ``entries`` (in their order) by kind; they become records when they are asked for."""
        self.entries = tuple(entries)
        self.subject = subject or (self.entries[0].subject if self.entries else "")
        self.subject_type = subject_type
        self.partial = partial
        self.others = others or _NOBODY
        self._known = kinds
        self._made: dict[str, list[Record]] = {}
        self._told: dict[tuple[Kind, ...], list[Record]] = {}
        self._answers: dict[Any, Any] = {}
        self._sorted: dict[str, list[Entry]] = {}
        by_kind = self._sorted
        for entry in self.entries:
            kind = entry.kind
            if kind in by_kind:
                by_kind[kind].append(entry)
            else:
                by_kind[kind] = [entry]
        self.mix = _mix(tuple(by_kind))
        self._attached = _NOTHING
        if self.mix.attaching:
            self._attached = _attached(self.entries, kinds)
        else:
            self.acts = by_kind

    def __len__(self) -> int:
        """How many entries."""
        return len(self.entries)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of all entries: what wakes rules."""
        return self.mix.kinds

    def of(self, *kinds: Kind) -> Iterator[Record]:
        """Every record of these kinds that was not voided, in the order they were entered."""
        found = self._told.get(kinds)
        return iter(self._listed(kinds) if found is None else found)

    def _listed(self, kinds: tuple[Kind, ...]) -> list[Record]:
        """The records of kinds that were not voided, remembered by the question; a list that nobody changes."""
        found = self._told.get(kinds)
        if found is None:
            by_kind = self._sorted
            lists = [self._of_key(kind.key) for kind in kinds if kind.key in by_kind]
            found = lists[0] if len(lists) == 1 else [record for one in lists for record in one]
            if self._attached:
                found = [record for record in found if record.voided is None]
            self._told[kinds] = found
        return found

    def _of_key(self, key: str) -> list[Record]:
        """Every record of a kind, made when it is first asked for; none of a kind that is unknown or attaches to others."""
        made = self._made.get(key)
        if made is None:
            kind = self._known.get(key) if key not in ATTACHING else None
            pieces = self._attached
            made = self._made[key] = [] if kind is None else [_record(entry, kind, pieces) for entry in self._sorted[key]]
        return made

    @kept
    def acts(self) -> Mapping[str, Sequence[Record | Entry]]:
        """What was done, by kind, for rules that ask only when. Where nothing is attached to anything, the entries themselves say it."""
        return {key: [record for record in self._of_key(key) if record.voided is None] for key in self._sorted}

    @kept
    def records(self) -> tuple[Record, ...]:
        """Every record, voided ones too, in the order they were entered."""
        turns = {key: iter(self._of_key(key)) for key in self._sorted}
        found = (next(turns[entry.kind], None) for entry in self.entries)
        return tuple(record for record in found if record is not None)

    @kept
    def loose(self) -> tuple[Entry, ...]:
        """What is no record and attaches to none."""
        attached = {id(piece) for pieces in self._attached.values() for piece in pieces}
        return tuple(entry for entry in self.entries if id(entry) not in attached and not self._of_key(entry.kind))

    @kept
    def _by_id(self) -> dict[str, Record]:
        return {record.id: record for record in self.records}

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
        for record in reversed(self._listed((kind,))):
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


def _record(entry: Entry, kind: Kind, attached: Mapping[str, list[Entry]]) -> Record:
    pieces = attached.get(entry.id) if attached else None
    if pieces:
        return _with_pieces(Record(entry, kind), pieces)
    return Record(entry, kind) if entry.origin == _SYSTEM else Fact(entry, kind)


def _attached(entries: Iterable[Entry], kinds: Mapping[str, Kind]) -> dict[str, list[Entry]]:
    """Parts, corrections, numbers: by the id of the record, which they follow."""
    heads: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind in ATTACHING:
            pieces = heads.get(entry.part_of or entry.corrects)
            if pieces is not None:
                pieces.append(entry)
        elif entry.kind in kinds:
            heads[entry.id] = []
    return heads


def _with_pieces(record: Record, pieces: list[Entry]) -> Record:
    """A record with its parts, corrections, number and paper, in their order."""
    parts: list[PartView] = []
    corrections: list[Entry] = []
    newest: dict[str, Entry] = {}
    for piece in pieces:
        if piece.kind == PART:
            parts = _with_part(parts, _view(piece))
        elif piece.kind == CORRECTION:
            corrections.append(piece)
            if not piece.content.get("clerical"):
                parts = []
        else:
            newest[piece.kind] = piece
    record.attach(parts, corrections, newest)
    return record


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
