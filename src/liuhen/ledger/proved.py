"""Entries with their proofs, as plain facts: what a bag or an export is made from.

Pure. Everything in one :class:`Bundle` is proved against one checkpoint.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from liuhen.ledger.envelope import StoredEntry


@dataclass(frozen=True, kw_only=True)
class ProvedEntry:
    """An entry, its leaf number and its inclusion proof (bottom up) in the tree of the bundle's size."""

    entry: StoredEntry
    index: int
    proof: tuple[bytes, ...]


@dataclass(frozen=True, kw_only=True)
class ProvedSubject:
    """A subject's whole history, and the signed note that says how many entries it has."""

    subject: UUID
    subject_type: str
    head: str
    entries: tuple[ProvedEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Histories of several subjects at one checkpoint. ``key`` is the log's verifier key as text (c2sp.org/signed-note)."""

    origin: str
    key: str
    size: int
    checkpoint: str
    subjects: tuple[ProvedSubject, ...]


@dataclass(frozen=True, kw_only=True)
class SubjectHead:
    """What a signed subject head says: so many entries, the newest with this hash, in the tree of that size."""

    origin: str
    subject: UUID
    count: int
    hash: bytes
    size: int

    @property
    def text(self) -> str:
        """The note's text. Its first line is not the log's origin, so it can never pass for a checkpoint."""
        return f"{self.origin}{_HEAD}\n{self.subject}\n{self.count}\n{self.hash.hex()}\n{self.size}\n"

    @classmethod
    def parse(cls, text: str) -> "SubjectHead":
        """Read a note's text; ValueError if it is no subject head."""
        lines = text.split("\n")
        if len(lines) != _LINES or lines[-1] or not lines[0].endswith(_HEAD):
            msg = "not a subject head"
            raise ValueError(msg)
        head = cls(
            origin=lines[0].removesuffix(_HEAD),
            subject=UUID(lines[1]),
            count=int(lines[2]),
            hash=bytes.fromhex(lines[3]),
            size=int(lines[4]),
        )
        if head.text != text:
            msg = "a subject head written otherwise"
            raise ValueError(msg)
        return head


Withholding = Mapping[UUID, frozenset[str]]
_HEAD = "/subject-head"
_LINES = 6
