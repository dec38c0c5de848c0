"""Writing to the ledger: lock subjects, append entries, found an agency's log.

One write is one call, ``append``, inside the caller's durable transaction: all its entries, of all its subjects, in one SQL
function, which locks the subjects in the order of their ids, takes the time after locking, and numbers, chains and inserts.
Only ``register`` (entries) and ``access`` (readings) may import this module.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, connection

from liuhen.ledger import envelope, statements, tree
from liuhen.ledger.envelope import Head, NewEntry, StoredEntry
from liuhen.regulation.grammar import Refusal

_SEPARATOR = "\x1e"  # no JSON text holds it unescaped


class AlreadyThere(Refusal):
    """An entry with this id was appended before (the same draft frozen twice, the same import run again)."""

    def __init__(self, ids: Sequence[UUID]) -> None:
        """``ids``: those of the write, one of which is taken."""
        super().__init__("这条记录已经写入，没有再写一遍。请刷新页面查看已有的记录。", code="already_there")
        self.ids = tuple(ids)


class ClockRefused(Refusal):
    """A time of recording was passed in for an agency that keeps the system's clock."""

    def __init__(self) -> None:
        """Only demo and tests say when something was recorded."""
        super().__init__("本机关的记录时间只取系统时钟，不能自行指定。请不带记录时间重新提交。", code="clock_refused")


def lock(agency: UUID, subjects: Iterable[tuple[UUID, str]], *, log: str = "acts") -> dict[UUID, Head]:
    """Lock subjects, given as (id, type), to the end of the transaction, and tell where each stands; unknown ones at 0."""
    ids, types = zip(*subjects, strict=True)
    rows = _call("SELECT subject, seq, hash FROM ledger.{log}_lock(%s, %s, %s)", (agency, list(ids), list(types)), log)
    return {subject: Head(seq, bytes(digest)) for subject, seq, digest in rows}


def append(entries: Sequence[NewEntry], *, recorded_at: datetime | None = None, log: str = "acts") -> list[StoredEntry]:
    """Append entries of one agency, in order, and return them as stored.

    Must run in a transaction, best ``atomic(durable=True)`` with nothing else that locks. ``recorded_at`` (aware) only for an
    agency on a scripted clock, else :class:`ClockRefused`. :class:`AlreadyThere` on a repeated id; ValueError on content that is not
    JSON; :class:`django.db.IntegrityError` for an agency that is not founded.
    """
    if not entries:
        return []
    if any(entry.agency != entries[0].agency for entry in entries):
        msg = "one write is of one agency"
        raise ValueError(msg)
    made = [_Made(entry) for entry in entries]
    arguments = (recorded_at, _SEPARATOR.join(m.line for m in made), _SEPARATOR.join(m.packed for m in made))
    try:
        ((firsts,),) = _call("SELECT ledger.{log}_append(%s, %s, %s)", arguments, log)
    except IntegrityError as error:
        if _constraint(error) == f"{log}_envelope_id":
            raise AlreadyThere([entry.id for entry in entries]) from error
        raise
    except DataError as error:
        if "keeps the system's clock" in str(error):
            raise ClockRefused from error
        raise
    return [one.stored(first) for one, first in zip(made, firsts.split(_SEPARATOR), strict=True)]


class _Made:
    """An entry with what is computed of it before it reaches the database: leaves, root, client's line."""

    __slots__ = ("entry", "line", "packed", "root")

    def __init__(self, entry: NewEntry) -> None:
        self.entry = entry
        self.packed, self.root = envelope.seal(entry.content)
        self.line = envelope.second_line(entry, self.root)

    def stored(self, first: str) -> StoredEntry:
        """The entry under the line that the database wrote."""
        entry, text, place = self.entry, f"{first}\n{self.line}", json.loads(first)
        return StoredEntry(
            id=entry.id, agency=entry.agency, subject=entry.subject, subject_type=entry.subject_type, kind=entry.kind,
            version=entry.version, author=entry.author, acted=entry.acted, origin=entry.origin, part_of=entry.part_of,
            corrects=entry.corrects, about=entry.about, seq=place["seq"], prev=bytes.fromhex(place["prev"]),
            recorded_at=datetime.fromisoformat(place["recorded_at"]), hash=tree.leaf(text.encode()),
            content_root=self.root, envelope=text, packed=self.packed,
        )  # fmt: skip


def _call(sql: str, arguments: statements.Arguments, log: str) -> list[tuple[Any, ...]]:
    if not connection.in_atomic_block:
        msg = "the ledger is written inside a transaction"
        raise RuntimeError(msg)
    return statements.rows(sql, arguments, log)


def _constraint(error: IntegrityError) -> str | None:
    diagnostics = getattr(error.__cause__, "diag", None)
    return getattr(diagnostics, "constraint_name", None)
