"""Reading the ledger: a subject's history, one entry, an agency's newest. One round trip each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liuhen.ledger import envelope, statements
from liuhen.ledger.envelope import Head, StoredEntry

_CONTENT = (
    "LEFT JOIN ledger.{log}_content c ON c.agency = e.agency AND c.subject = e.subject AND c.seq = e.seq "
    "LEFT JOIN ledger.{log}_destroyed d ON d.agency = e.agency AND d.subject = e.subject AND d.seq = e.seq"
)
_HISTORY = """
    SELECT e.envelope, c.leaves, d.approved_by FROM ledger.{log}_envelope e {content}
    WHERE e.agency = %s AND e.subject = %s AND e.seq > %s ORDER BY e.seq
"""
_HISTORIES = """
    SELECT e.envelope, c.leaves, d.approved_by FROM ledger.{log}_envelope e {content}
    WHERE e.agency = %s AND e.subject = ANY(%s) ORDER BY e.subject, e.seq
"""
_SINCE = """
    SELECT (SELECT count(*) FROM ledger.{log}_destroyed x WHERE x.agency = %s AND x.subject = %s), e.envelope, c.leaves, d.approved_by
    FROM ledger.{log}_envelope e {content} WHERE e.agency = %s AND e.subject = %s AND e.seq >= %s ORDER BY e.seq
"""
_ENTRY = """
    SELECT e.envelope, c.leaves, d.approved_by
    FROM ledger.agency a JOIN ledger.{log}_envelope e ON e.agency = a.id AND e.id = %s {content}
"""
# With a filter by kind the inner scan cannot stop at the limit, since it does not know the kinds.
_NEWEST = """
    SELECT e.envelope, c.leaves, d.approved_by, w.leaf FROM (
        SELECT NULL::bigint AS leaf, u.n, u.subject, u.seq FROM ledger.{log}_unsequenced u
        WHERE u.agency = %(agency)s AND %(before)s::bigint IS NULL
        UNION ALL (
            SELECT p.leaf, NULL, p.subject, p.seq FROM ledger.{log}_position p
            WHERE p.agency = %(agency)s AND p.leaf < coalesce(%(before)s, 9223372036854775807)
            ORDER BY p.leaf DESC LIMIT %(scanned)s
        )
    ) w JOIN ledger.{log}_envelope e ON e.agency = %(agency)s AND e.subject = w.subject AND e.seq = w.seq {content}
    WHERE %(kinds)s::text[] IS NULL OR e.kind = ANY(%(kinds)s)
    ORDER BY w.leaf DESC NULLS FIRST, w.n DESC LIMIT %(limit)s
"""


class NoSuchEntry(LookupError):  # noqa: N818 - the contract's word
    """No entry has this id."""


class Damaged(Exception):  # noqa: N818 - a state of the store, found while reading
    """An entry's content is gone without an approved destruction: somebody went around the ledger."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry of an agency-wide scan and its leaf number; None while it waits for one."""

    entry: StoredEntry
    leaf: int | None


def agencies() -> list[UUID]:
    """The agencies founded in this database, oldest first."""
    return [agency for (agency,) in statements.rows("SELECT id FROM ledger.agency ORDER BY founded_at, id", ())]


def history(agency: UUID, subject: UUID, *, after: int = 0, log: str = "acts") -> list[StoredEntry]:
    """A subject's entries in order, from the one after number ``after``; empty if there are none."""
    return [_entry(row) for row in _rows(_HISTORY, (agency, subject, after), log)]


def since(agency: UUID, subject: UUID, seq: int, *, log: str = "acts") -> tuple[list[StoredEntry], int]:
    """A subject's entries from number ``seq`` on, and how many of all its entries have lost their content by law.

    For who keeps what he read: he has to read again when that number grows, or when entry ``seq`` is not the one he knows.
    """
    rows = _rows(_SINCE, (agency, subject, agency, subject, seq), log)
    return [_entry(row[1:]) for row in rows], rows[0][0] if rows else 0


def histories(agency: UUID, subjects: Sequence[UUID], *, log: str = "acts") -> dict[UUID, list[StoredEntry]]:
    """Several subjects' entries in one round trip; every subject asked for is in the answer."""
    found: dict[UUID, list[StoredEntry]] = {subject: [] for subject in subjects}
    for row in _rows(_HISTORIES, (agency, list(subjects)), log):
        one = _entry(row)
        found[one.subject].append(one)
    return found


def subjects(agency: UUID, subject_type: str, *, log: str = "acts") -> list[UUID]:
    """Every subject of a type that has entries, by id: what a rebuild goes through."""
    sql = "SELECT subject FROM ledger.{log}_head WHERE agency = %s AND subject_type = %s AND seq > 0 ORDER BY subject"
    return [row[0] for row in _rows(sql, (agency, subject_type), log)]


def entry(entry_id: UUID, *, log: str = "acts") -> StoredEntry:
    """One entry by its id; NoSuchEntry if there is none."""
    for row in _rows(_ENTRY, (entry_id,), log):
        return _entry(row)
    raise NoSuchEntry(entry_id)


def head(agency: UUID, subject: UUID, *, log: str = "acts") -> Head:
    """Where a subject stands, without locking it; 0 and empty if it has no entry."""
    for seq, digest in statements.rows(
        "SELECT seq, hash FROM ledger.{log}_head WHERE agency = %s AND subject = %s", (agency, subject), log
    ):
        return Head(seq, bytes(digest))
    return Head(0, b"")


def newest(
    agency: UUID, *, limit: int = 50, before: int | None = None, kinds: Sequence[str] | None = None, log: str = "acts"
) -> list[Placed]:
    """An agency's entries, newest first: those without a leaf number, then by leaf number from below ``before``.

    The next page asks ``before`` the last leaf number of this one. ``kinds`` narrows.
    """
    arguments = {
        "agency": agency, "before": before, "limit": limit, "kinds": None if kinds is None else list(kinds),
        "scanned": limit if kinds is None else None,
    }  # fmt: skip
    return [Placed(_entry(row[:3]), row[3]) for row in _rows(_NEWEST, arguments, log)]


def _rows(sql: str, arguments: statements.Arguments, log: str) -> list[tuple[Any, ...]]:
    return statements.rows(sql.replace("{content}", _CONTENT), arguments, log)


def _entry(row: Sequence[Any]) -> StoredEntry:
    text, leaves, destroyed_by = row
    if leaves is None and destroyed_by is None:
        msg = f"content is missing and no destruction is on record: {text.splitlines()[0]}"
        raise Damaged(msg)
    return envelope.stored(text, leaves or envelope.NO_LEAVES, destroyed=destroyed_by is not None)
