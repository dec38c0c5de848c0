"""Histories kept warm: what was read and folded before stays in memory, and only what came since is read.

An entry never changes, so a history that was read once can only have grown, with two exceptions that are looked for at every
reading: content destroyed by law, and a tip that is not the one remembered (a transaction that was rolled back, a database put back).
Either makes the history be read anew. What is handed out is shared: nobody may change an entry's content.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from liuhen.ledger import read
from liuhen.ledger.envelope import StoredEntry
from liuhen.regulation.history import Entry, History

#: Entries kept per process; some four kilobytes each.
ROOM = 10_000

Reader = Callable[[StoredEntry], Entry]
Folder = Callable[[tuple[Entry, ...]], History]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A history as last read: the hash of its newest envelope and how many of its entries were destroyed by then."""

    history: History
    tip: bytes
    destroyed: int


_kept: OrderedDict[tuple[UUID, UUID], _Kept] = OrderedDict()
_guard = Lock()


def history(agency: UUID, subject: UUID, entry_of: Reader, fold: Folder) -> History:
    """The history of a subject as it stands, read as far as it is not known."""
    known = _kept.get((agency, subject))
    if known is not None:
        grown = _grown(agency, subject, known, entry_of, fold)
        if grown is not None:
            return grown
    stored, destroyed = read.since(agency, subject, 1)
    found = fold(tuple(entry_of(one) for one in stored))
    if stored:
        _keep(agency, subject, _Kept(found, stored[-1].hash, destroyed))
    return found


def _grown(agency: UUID, subject: UUID, known: _Kept, entry_of: Reader, fold: Folder) -> History | None:
    """The known history with what came since; None if it is not what stands."""
    stored, destroyed = read.since(agency, subject, len(known.history))
    if not stored or stored[0].hash != known.tip or destroyed != known.destroyed:
        return None
    newer = stored[1:]
    found = fold((*known.history.entries, *(entry_of(one) for one in newer))) if newer else known.history
    _keep(agency, subject, _Kept(found, stored[-1].hash, destroyed))
    return found


def _keep(agency: UUID, subject: UUID, what: _Kept) -> None:
    """Remember a history, and forget those not asked for longest where room runs out."""
    with _guard:
        _kept[agency, subject] = what
        _kept.move_to_end((agency, subject))
        held = sum(len(one.history) for one in _kept.values())
        while held > ROOM and len(_kept) > 1:
            _subject, oldest = _kept.popitem(last=False)
            held -= len(oldest.history)


def forget() -> None:
    """Drop everything: the next reading comes from the database."""
    with _guard:
        _kept.clear()
