"""Proofs for outsiders: receipts, consistency between checkpoints, signed heads of subjects."""

import time
from dataclasses import dataclass
from uuid import UUID

from liuhen.ledger import keys, sequencer, statements, tree
from liuhen.ledger.note import Verifier
from liuhen.ledger.proved import SubjectHead
from liuhen.ledger.read import NoSuchEntry
from liuhen.ledger.stored_tree import reader

_PAUSE = 0.05
_NEWEST = "LEFT JOIN LATERAL (SELECT size, note FROM ledger.{log}_checkpoint k WHERE k.agency = a.id ORDER BY size DESC LIMIT 1) c ON true"
_RECEIPT = """
    SELECT a.id, e.hash, p.leaf, c.size, c.note
    FROM ledger.agency a JOIN ledger.{log}_envelope e ON e.agency = a.id AND e.id = %s
    LEFT JOIN ledger.{log}_position p ON p.agency = e.agency AND p.subject = e.subject AND p.seq = e.seq {newest}
"""
_HEAD = """
    SELECT h.seq, h.hash, p.leaf, c.size
    FROM ledger.agency a JOIN ledger.{log}_head h ON h.agency = a.id AND h.subject = %s AND h.seq > 0
    LEFT JOIN ledger.{log}_position p ON p.agency = h.agency AND p.subject = h.subject AND p.seq = h.seq {newest}
    WHERE a.id = %s
"""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """That an entry is leaf ``index`` of a log at a checkpoint. ``proof`` is bottom up."""

    entry: UUID
    origin: str
    index: int
    size: int
    leaf: bytes
    checkpoint: str
    proof: tuple[bytes, ...]


class NotSequenced(TimeoutError):  # noqa: N818 - a state, which passes
    """An entry has no leaf number yet; the sequencer is behind or not running."""


def receipt(entry_id: UUID, *, log: str = "acts") -> Receipt | None:
    """The receipt of an entry against the newest checkpoint; None until it has a leaf number. NoSuchEntry if there is no entry."""
    row = statements.row(_RECEIPT.replace("{newest}", _NEWEST), (entry_id,), log)
    if row is None:
        raise NoSuchEntry(entry_id)
    agency, digest, index, size, note = row
    if index is None or size is None or index >= size:
        return None
    return Receipt(
        entry=entry_id, origin=keys.origin(agency, log), index=index, size=size, leaf=bytes(digest), checkpoint=note,
        proof=tuple(inclusion(agency, index, size, log=log)),
    )  # fmt: skip


def wait_sequenced(entry_id: UUID, timeout: float = 5.0, *, log: str = "acts") -> Receipt:
    """The receipt, as soon as there is one; NotSequenced after ``timeout`` seconds.

    Does not only wait: it numbers what is waiting itself, so that it works where no sequencer runs. Call it outside transactions.
    """
    limit = time.monotonic() + timeout
    while (found := receipt(entry_id, log=log)) is None:
        if time.monotonic() > limit:
            msg = f"entry {entry_id} got no leaf number within {timeout} s"
            raise NotSequenced(msg)
        if not sequencer.sequence(log=log):
            time.sleep(_PAUSE)
    return found


def inclusion(agency: UUID, index: int, size: int, *, log: str = "acts") -> list[bytes]:
    """Proof that leaf ``index`` is in the tree of that size."""
    return tree.inclusion_proof(reader(agency, size, log).node, index, size)


def consistency(agency: UUID, old: int, new: int, *, log: str = "acts") -> list[bytes]:
    """Proof that the log at size ``new`` only adds to what it was at size ``old``."""
    return tree.consistency_proof(reader(agency, new, log).node, old, new)


def checkpoint(agency: UUID, *, size: int | None = None, log: str = "acts") -> str | None:
    """The newest signed checkpoint, or that of one size; None if there is none."""
    sql = """
        SELECT note FROM ledger.{log}_checkpoint
        WHERE agency = %s AND size = coalesce(%s, (SELECT max(size) FROM ledger.{log}_checkpoint WHERE agency = %s))
    """
    row = statements.row(sql, (agency, size, agency), log)
    return str(row[0]) if row else None


def verifier(agency: UUID, log: str = "acts") -> Verifier:
    """The public key under which an agency's log is to be checked; LookupError for an agency that is not founded."""
    row = statements.row("SELECT public_key FROM ledger.agency WHERE id = %s", (agency,))
    if row is None:
        raise LookupError(agency)
    return Verifier(keys.origin(agency, log), bytes(row[0]))


def subject_head(agency: UUID, subject: UUID, *, log: str = "acts") -> str:
    """A signed note (:class:`~liuhen.ledger.proved.SubjectHead`) of how many entries a subject has and which is the newest.

    It is as of the newest checkpoint. NotSequenced while one of them has no leaf number; NoSuchEntry if the subject has none.
    """
    row = statements.row(_HEAD.replace("{newest}", _NEWEST), (subject, agency), log)
    if row is None:
        raise NoSuchEntry(subject)
    count, digest, leaf, size = row
    if leaf is None or size is None or leaf >= size:
        msg = f"subject {subject} has an entry without a leaf number"
        raise NotSequenced(msg)
    head = SubjectHead(origin=keys.origin(agency, log), subject=subject, count=count, hash=bytes(digest), size=size)
    return keys.signer(agency, log).sign(head.text)
