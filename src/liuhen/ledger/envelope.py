"""Entries as facts, and the envelope bytes in which they are hashed.

Pure. An envelope is two lines of UTF-8 JSON. The first is written by the database while it holds the subject's lock, the second
by the client beforehand; both are RFC 8785:

    {"prev":"<hex, empty for the first>","recorded_at":"2026-03-02T01:00:00.000000Z","seq":1}
    {"about":…,"acted":…,"agency":…,"author":…,"content_root":…,"corrects":…,"id":…,"kind":…,"origin":…,"part_of":…,"salt":…,…}

Its hash is the RFC 6962 leaf hash of these bytes. It holds no text and no personal data: those are in the leaves, of which it
holds only the root; its own salt keeps its hash from being guessed.
"""

import json
import os
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from liuhen.ledger import canonical, tree
from liuhen.ledger.canonical import Leaf

LOGS = ("acts", "readings")
ORIGINS = ("system", "paper", "told", "import")
NO_LEAVES = "[]"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class EnvelopeError(ValueError):
    """Stored text is not an envelope, or leaves are not in their stored form."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What an envelope says besides its place: whose entry, of which kind, when it was done and how it came in.

    ``acted`` is ``When.as_json()``; ``origin`` one of :data:`ORIGINS`; ``part_of``, ``corrects`` and ``about`` name entries.
    """

    id: UUID
    agency: UUID
    subject: UUID
    subject_type: str
    kind: str
    version: int
    author: UUID | None
    acted: Mapping[str, Any]
    origin: str
    part_of: UUID | None = None
    corrects: UUID | None = None
    about: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class NewEntry(Facts):
    """An entry to be appended. ``content`` is JSON by top-level field."""

    content: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class StoredEntry(Facts):
    """An entry as it stands in its subject's history: number ``seq`` from 1, hash of the one before, time of recording (aware).

    ``envelope`` is the text as hashed, ``packed`` the leaves as stored (see :func:`pack`). A ``destroyed`` entry has lost its leaves by law and still verifies.
    """

    seq: int
    prev: bytes
    recorded_at: datetime
    hash: bytes
    content_root: bytes
    envelope: str
    packed: str
    destroyed: bool = False

    @cached_property
    def content(self) -> dict[str, Any]:
        """The content joined from its leaves; empty once destroyed."""
        return canonical.join((pointer, value) for pointer, _salt, value in _unpacked(self.packed))

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves with their salts; none once destroyed."""
        return unpack(self.packed)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a subject's history stands: its count and the hash of its newest envelope (0 and empty before the first)."""

    seq: int
    hash: bytes


def first_line(*, prev: bytes, recorded_at: datetime, seq: int) -> str:
    """The database's line of the envelope, as its function writes it."""
    stamp = recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return f'{{"prev":"{prev.hex()}","recorded_at":"{stamp}","seq":{seq}}}'


def second_line(facts: Facts, content_root: bytes) -> str:
    """The client's line of the envelope, RFC 8785, with a fresh salt."""
    salt = os.urandom(canonical.SALT_SIZE).hex()
    # written out in the order of the keys: every append pays for it
    return (
        f'{{"about":{_quoted(facts.about)},"acted":{_text(facts.acted)},"agency":"{facts.agency}","author":{_quoted(facts.author)},'
        f'"content_root":"{content_root.hex()}","corrects":{_quoted(facts.corrects)},"id":"{facts.id}","kind":{_text(facts.kind)},'
        f'"origin":{_text(facts.origin)},"part_of":{_quoted(facts.part_of)},"salt":"{salt}","subject":"{facts.subject}",'
        f'"subject_type":{_text(facts.subject_type)},"version":{_text(facts.version)}}}'
    )


def _text(value: Any) -> str:
    return canonical.canonical(value).decode()


def _quoted(value: UUID | None) -> str:
    return "null" if value is None else f'"{value}"'


def stored(envelope: str, packed: str, *, destroyed: bool = False) -> StoredEntry:
    """Read an envelope back; EnvelopeError if its text is none. Says nothing about whether it is true: see ``verify``."""
    try:
        first, second = (json.loads(line) for line in envelope.split("\n"))
        return StoredEntry(
            id=UUID(second["id"]), agency=UUID(second["agency"]), subject=UUID(second["subject"]), author=_uuid(second["author"]),
            part_of=_uuid(second["part_of"]), corrects=_uuid(second["corrects"]), about=_uuid(second["about"]),
            kind=second["kind"], version=second["version"], acted=second["acted"], origin=second["origin"],
            subject_type=second["subject_type"], content_root=bytes.fromhex(second["content_root"]),
            seq=first["seq"], prev=bytes.fromhex(first["prev"]), recorded_at=datetime.fromisoformat(first["recorded_at"]),
            hash=tree.leaf(envelope.encode()), envelope=envelope, packed=packed, destroyed=destroyed,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"not an envelope: {envelope[:80]!r}"
        raise EnvelopeError(msg) from error


def seal(content: Mapping[str, Any]) -> tuple[str, bytes]:
    """Content as leaves under fresh salts, in their stored form, and the content root."""
    pairs = canonical.split(content)
    salts = os.urandom(canonical.SALT_SIZE * len(pairs))
    leaves = [
        Leaf(pointer, salts[i * canonical.SALT_SIZE : (i + 1) * canonical.SALT_SIZE], value)
        for i, (pointer, value) in enumerate(pairs)
    ]
    return pack(leaves), canonical.root([leaf.hash for leaf in leaves])


def pack(leaves: Iterable[Leaf]) -> str:
    """Leaves in their stored form, a JSON array of ``[pointer, salt in base64, canonical value]``."""
    return _encode([(leaf.pointer, b2a_base64(leaf.salt, newline=False).decode(), leaf.value.decode()) for leaf in leaves])


def unpack(text: str) -> tuple[Leaf, ...]:
    """The reverse of :func:`pack`; EnvelopeError if it is not that."""
    try:
        return tuple(
            Leaf(pointer, a2b_base64(salt, strict_mode=True), value.encode()) for pointer, salt, value in _unpacked(text)
        )
    except (ValueError, TypeError, AttributeError) as error:
        msg = f"not stored leaves: {text[:80]!r}"
        raise EnvelopeError(msg) from error


def _unpacked(text: str) -> list[tuple[str, str, str]]:
    return json.loads(text)  # type: ignore[no-any-return]  # its shape is checked by whoever takes it apart


def _uuid(value: str | None) -> UUID | None:
    return None if value is None else UUID(value)
