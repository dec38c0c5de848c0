"""The lines of a bag's proof files, written and read. Pure. The format is described in docs/bag.md."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liuhen.ledger import envelope
from liuhen.ledger.canonical import Leaf, Withheld
from liuhen.ledger.envelope import StoredEntry
from liuhen.ledger.proved import ProvedEntry, ProvedSubject

CASE, LOG = "case/1", "log/1"
PROOF = "data/proof"
ENTRIES = f"{PROOF}/entries.jsonl"
SUBJECTS = f"{PROOF}/subjects.jsonl"
FILES = f"{PROOF}/files.jsonl"
LABELS = f"{PROOF}/labels.json"
CHECKPOINT = f"{PROOF}/checkpoint.txt"
CHECKPOINTS = f"{PROOF}/checkpoints.txt"
KEY = f"{PROOF}/key.txt"
INDEX = "data/index.html"
CONTENT = "data/files"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of entries.jsonl as read: the entry without its leaves, and what is shown of them."""

    number: int
    entry: StoredEntry
    leaves: tuple[Leaf | Withheld, ...]
    index: int
    proof: tuple[bytes, ...]


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One line of subjects.jsonl as read: the signed note is not yet verified."""

    subject: UUID
    subject_type: str
    title: str
    head: str


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """One line of files.jsonl: a file of the bag, its digest, the entry whose content names that digest, and how it is called."""

    path: str
    sha256: str
    entry: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class Labels:
    """Words for people: the bag's title, and Chinese names of kinds and fields by key. Not proved."""

    title: str = ""
    number: str = ""
    agency: str = ""
    kinds: Mapping[str, str]
    fields: Mapping[str, Mapping[str, str]]


def dumps(value: Any) -> str:
    """JSON on one line, Chinese left readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def entry_line(proved: ProvedEntry, withheld: frozenset[str] = frozenset()) -> str:
    """An entry as one line; the leaves whose pointers are ``withheld`` show only their inner hash."""
    entry = proved.entry
    facts: dict[str, Any] = {"envelope": entry.envelope, "index": proved.index, "proof": [b64(step) for step in proved.proof]}
    facts["leaves"] = [[leaf.pointer, leaf.inner.hex()] if leaf.pointer in withheld else shown(leaf) for leaf in entry.leaves]
    if entry.destroyed:
        facts["destroyed"] = True
    return dumps(facts) + "\n"


def shown(leaf: Leaf) -> list[str]:
    """A leaf in full: pointer, salt in base64, canonical value as text."""
    return [leaf.pointer, b64(leaf.salt), leaf.value.decode()]


def subject_line(proved: ProvedSubject, title: str) -> str:
    """A subject as one line."""
    return dumps({"subject": str(proved.subject), "type": proved.subject_type, "title": title, "head": proved.head}) + "\n"


def file_line(row: FileRow) -> str:
    """A file as one line."""
    return dumps({"path": row.path, "sha256": row.sha256, "entry": str(row.entry), "title": row.title}) + "\n"


def labels_text(labels: Labels) -> str:
    """The labels as JSON for people and programs."""
    facts = {
        "title": labels.title,
        "number": labels.number,
        "agency": labels.agency,
        "kinds": labels.kinds,
        "fields": labels.fields,
    }
    return json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True, default=dict) + "\n"


def loads(text: str) -> Any:
    """What a line of JSON says; ValueError also for a lone surrogate, which has no bytes and no page could show."""
    value = json.loads(text)
    if "\\u" in text:
        json.dumps(value, ensure_ascii=False).encode()
    return value


def read_entry(text: str, number: int) -> Line:
    """A line of entries.jsonl; ValueError if it cannot be read as one."""
    try:
        facts = loads(text)
        leaves = tuple(read_leaf(*leaf) for leaf in facts["leaves"])
        proof = tuple(unb64(step) for step in facts["proof"])
        entry = envelope.stored(facts["envelope"], envelope.NO_LEAVES, destroyed=bool(facts.get("destroyed")))
        _expect_shape(entry)
        return Line(number=number, entry=entry, leaves=leaves, index=int(facts["index"]), proof=proof)
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        msg = f"line {number} is no entry"
        raise ValueError(msg) from error


def _expect_shape(entry: StoredEntry) -> None:
    """ValueError unless the envelope has the shape that the ledger writes: then nothing later stumbles over it."""
    first = envelope.first_line(prev=entry.prev, recorded_at=entry.recorded_at, seq=entry.seq)
    texts = isinstance(entry.kind, str) and isinstance(entry.subject_type, str) and isinstance(entry.acted, dict)
    if not texts or type(entry.seq) is not int or entry.envelope.split("\n")[0] != first:
        msg = "an envelope of another shape"
        raise ValueError(msg)


def read_leaf(pointer: str, *shown: str) -> Leaf | Withheld:
    """A leaf shown in full (salt, value) or withheld (inner hash); ValueError otherwise."""
    pointer.encode()  # a lone surrogate has no bytes to be hashed
    if len(shown) == 1:
        return Withheld(pointer, bytes.fromhex(shown[0]))
    salt, value = shown
    return Leaf(pointer, unb64(salt), value.encode())


def read_subject(text: str) -> Subject:
    """A line of subjects.jsonl; ValueError if it cannot be read as one."""
    try:
        facts = loads(text)
        return Subject(
            subject=UUID(facts["subject"]), subject_type=str(facts["type"]), title=str(facts["title"]), head=str(facts["head"])
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        msg = "no subject"
        raise ValueError(msg) from error


def read_file(text: str) -> FileRow:
    """A line of files.jsonl; ValueError if it cannot be read as one."""
    try:
        facts = loads(text)
        return FileRow(
            path=str(facts["path"]), sha256=str(facts["sha256"]), entry=UUID(facts["entry"]), title=str(facts["title"])
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        msg = "no file"
        raise ValueError(msg) from error


def read_labels(text: str) -> Labels:
    """The labels; what is missing or of another shape is left out."""
    facts = loads(text)
    facts = facts if isinstance(facts, dict) else {}
    kinds, fields = facts.get("kinds"), facts.get("fields")
    return Labels(
        title=str(facts.get("title", "")),
        number=str(facts.get("number", "")),
        agency=str(facts.get("agency", "")),
        kinds={str(k): str(v) for k, v in kinds.items()} if isinstance(kinds, dict) else {},
        fields={str(k): v for k, v in fields.items() if isinstance(v, dict)} if isinstance(fields, dict) else {},
    )


def b64(raw: bytes) -> str:
    """Base64 as text."""
    return base64.b64encode(raw).decode()


def unb64(text: str) -> bytes:
    """The reverse; ValueError if it is not base64."""
    return base64.b64decode(text, validate=True)
