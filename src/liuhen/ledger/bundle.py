"""Gathering subjects' histories with all their proofs against one checkpoint."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from liuhen.ledger import envelope, keys, proofs, read, statements, tree
from liuhen.ledger.envelope import StoredEntry
from liuhen.ledger.proved import Bundle, ProvedEntry, ProvedSubject, SubjectHead
from liuhen.ledger.stored_tree import reader

_NEWEST = "SELECT size, note FROM ledger.{log}_checkpoint WHERE agency = %s ORDER BY size DESC LIMIT 1"
_LEAVES = "SELECT subject, seq, leaf FROM ledger.{log}_position WHERE agency = %s AND subject = ANY(%s) ORDER BY subject, seq"
_LOG = """
    SELECT e.envelope, c.leaves, d.approved_by
    FROM ledger.{log}_position p
    JOIN ledger.{log}_envelope e ON e.agency = p.agency AND e.subject = p.subject AND e.seq = p.seq
    LEFT JOIN ledger.{log}_content c ON c.agency = e.agency AND c.subject = e.subject AND c.seq = e.seq
    LEFT JOIN ledger.{log}_destroyed d ON d.agency = e.agency AND d.subject = e.subject AND d.seq = e.seq
    WHERE p.agency = %s AND p.leaf >= %s AND p.leaf < %s ORDER BY p.leaf
"""
_PORTION = 5000


def gather(agency: UUID, subjects: Sequence[UUID], *, log: str = "acts") -> Bundle:
    """The whole histories of ``subjects`` as of the newest checkpoint, and signed heads of that size.

    NotSequenced while an entry has no leaf number (call :func:`proofs.wait_sequenced` on the newest first); NoSuchEntry for a
    subject without entries. Entries that come in while this runs are left out of histories and heads alike.
    """
    newest = statements.row(_NEWEST, (agency,), log)
    if newest is None:
        msg = f"agency {agency} has no checkpoint yet"
        raise proofs.NotSequenced(msg)
    size, checkpoint = newest
    histories = read.histories(agency, subjects, log=log)
    leaves = {(subject, seq): leaf for subject, seq, leaf in statements.rows(_LEAVES, (agency, list(subjects)), log)}
    node = reader(agency, size, log).node
    signer = keys.signer(agency, log)
    made = []
    for subject in subjects:
        entries = [entry for entry in histories[subject] if leaves.get((subject, entry.seq), size) < size]
        if not histories[subject]:
            raise read.NoSuchEntry(subject)
        if not entries:
            msg = f"subject {subject} has no numbered entry"
            raise proofs.NotSequenced(msg)
        proved = tuple(
            ProvedEntry(
                entry=entry, index=(leaf := leaves[subject, entry.seq]), proof=tuple(tree.inclusion_proof(node, leaf, size))
            )
            for entry in entries
        )
        last = entries[-1]
        head = SubjectHead(origin=signer.name, subject=subject, count=last.seq, hash=last.hash, size=size)
        made.append(ProvedSubject(subject=subject, subject_type=last.subject_type, head=signer.sign(head.text), entries=proved))
    key = proofs.verifier(agency, log)
    return Bundle(origin=signer.name, key=key.text, size=size, checkpoint=checkpoint, subjects=tuple(made))


def whole_log(agency: UUID, size: int, *, log: str = "acts") -> Iterator[StoredEntry]:
    """Every entry of the first ``size`` leaves in the order of the log, read in portions."""
    for first in range(0, size, _PORTION):
        for text, leaves, destroyed_by in statements.rows(_LOG, (agency, first, min(size, first + _PORTION)), log):
            yield envelope.stored(text, leaves or envelope.NO_LEAVES, destroyed=destroyed_by is not None)


def checkpoints(agency: UUID, *, log: str = "acts") -> list[str]:
    """All signed checkpoints of a log, oldest first."""
    sql = "SELECT note FROM ledger.{log}_checkpoint WHERE agency = %s ORDER BY size"
    return [note for (note,) in statements.rows(sql, (agency,), log)]
