"""The sequencer: gives committed entries their leaf numbers, stores the tree's tiles and signs a checkpoint.

Run every second by ``serve`` (one call of :func:`sequence`), and by whoever cannot wait. It takes every committed entry that has
no number, never "all above the last": a transaction that began earlier may commit later. Numbers, tiles and checkpoint
are one transaction, so what is signed is what is stored. The checkpoint then goes to an append-only file and to the mirror, a
folder that should lie on another host: a restored old database shows only against a checkpoint kept outside.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from liuhen.ledger import keys, outside, statements, tiles, tree
from liuhen.ledger.append import append
from liuhen.ledger.envelope import LOGS, NewEntry
from liuhen.ledger.note import Checkpoint
from liuhen.ledger.stored_tree import stored_tile

logger = logging.getLogger(__name__)
LIMIT = 100_000  # the queue has no index, so each portion reads all of it
CLOCK_BACK = "clock_back"
JITTER = timedelta(seconds=1)  # entries of different subjects commit in another order than they took the time


@dataclass(frozen=True, slots=True)
class Back:
    """The clock went back: the time of recording before, and the earlier one after."""

    before: datetime
    after: datetime


def sequence(limit: int = LIMIT, *, log: str | None = None) -> int:
    """Number what waits, at most ``limit`` entries per agency and log; says how many. Must not run inside a transaction.

    KeyMissing where an agency's key is not here, after the others were served; its entries wait and nothing is lost.
    """
    count, missing = 0, None
    for name in LOGS if log is None else (log,):
        for agency, clock in _waiting(name):
            try:
                count += _agency(agency, name, limit, clock)
            except keys.KeyMissing as error:
                missing = error
                continue
            outside.publish(agency, name)
    if missing:
        raise missing
    return count


def _waiting(log: str) -> list[tuple[UUID, str]]:
    sql = "SELECT a.id, a.clock FROM ledger.agency a WHERE EXISTS (SELECT FROM ledger.{log}_unsequenced u WHERE u.agency = a.id)"
    return [(agency, clock) for agency, clock in statements.rows(sql, (), log)]


def _agency(agency: UUID, log: str, limit: int, clock: str) -> int:
    with transaction.atomic(durable=True):
        rows = statements.rows("SELECT leaf, hash, recorded_at FROM ledger.{log}_sequence(%s, %s)", (agency, limit), log)
        if not rows:
            return 0
        latest, backs = gone_back(_latest(agency, log), (row[2] for row in rows))
        _grow(agency, log, rows[0][0], [bytes(row[1]) for row in rows], latest)
        if backs and clock == "system":
            append([_clock_back(agency, back) for back in backs], log="acts")
    for back in backs:
        logger.warning("agency %s, log %s: the clock went back from %s to %s", agency, log, back.before, back.after)
    return len(rows)


def gone_back(latest: datetime | None, times: Iterable[datetime]) -> tuple[datetime, list[Back]]:
    """The last time of recording, after which the next ones count, and where they went back by more than jitter."""
    backs: list[Back] = []
    for time in times:
        if latest is not None and time < latest - JITTER:
            backs.append(Back(latest, time))
            latest = time
        latest = time if latest is None else max(latest, time)
    if latest is None:
        msg = "no times"
        raise ValueError(msg)
    return latest, backs


def _clock_back(agency: UUID, back: Back) -> NewEntry:
    """The entry in the agency's own history that says so."""
    return NewEntry(
        id=uuid4(), agency=agency, subject=agency, subject_type="agency", kind=CLOCK_BACK, version=1, author=None, acted={},
        origin="system", content={"before": back.before.isoformat(), "after": back.after.isoformat()},
    )  # fmt: skip


def _latest(agency: UUID, log: str) -> datetime | None:
    sql = "SELECT latest FROM ledger.{log}_checkpoint WHERE agency = %s ORDER BY size DESC LIMIT 1"
    row = statements.row(sql, (agency,), log)
    return row[0] if row else None


def _grow(agency: UUID, log: str, start: int, hashes: Sequence[bytes], latest: datetime) -> None:
    """Store the tiles that are full now, and sign the checkpoint of the grown tree."""
    size = start + len(hashes)
    made: dict[tuple[int, int], tuple[bytes, list[bytes]]] = {}

    def fetch(level: int, tile: int, width: int) -> list[bytes]:
        return stored_tile(agency, log, level, tile, width)

    new, first = list(hashes), start
    for level in range(64 // tiles.HEIGHT):
        roots: list[bytes] = []
        at, lead = divmod(first, tiles.WIDTH)
        new = [*(fetch(level, at, lead) if lead else ()), *new]
        for i, chunk in enumerate(_full_chunks(new)):
            root = tree.root(chunk)
            made[level, at + i] = (root, chunk)
            roots.append(root)
        if not roots:
            break
        new, first = roots, at
    _store(agency, log, made)
    whole = tiles.Reader(size, fetch, tiles.Cache(tiles.WIDTH))
    _sign(agency, log, size, tree.tree_root(whole.node, size), latest)


def _full_chunks(hashes: Sequence[bytes]) -> Iterator[list[bytes]]:
    for i in range(0, len(hashes) - tiles.WIDTH + 1, tiles.WIDTH):
        yield list(hashes[i : i + tiles.WIDTH])


def _store(agency: UUID, log: str, made: dict[tuple[int, int], tuple[bytes, list[bytes]]]) -> None:
    rows = [(agency, level, tile, root, tiles.packed(chunk)) for (level, tile), (root, chunk) in made.items()]
    statements.insert("INSERT INTO ledger.{log}_tile (agency, level, tile, root, hashes) VALUES (%s, %s, %s, %s, %s)", rows, log)


def _sign(agency: UUID, log: str, size: int, root: bytes, latest: datetime) -> None:
    """Sign and keep the checkpoint; KeyMissing if this machine's key is not the one the agency was founded with."""
    signer = keys.signer(agency, log)
    founded = statements.row("SELECT public_key FROM ledger.agency WHERE id = %s", (agency,))
    if founded is None or bytes(founded[0]) != signer.verifier.public:
        msg = f"{keys.path(agency)} is not the key that agency {agency} was founded with: restore that one"
        raise keys.KeyMissing(msg)
    note = signer.sign(Checkpoint(signer.name, size, root).text)
    sql = "INSERT INTO ledger.{log}_checkpoint (agency, size, root, note, latest) VALUES (%s, %s, %s, %s, %s)"
    statements.call(sql, (agency, size, root, note, latest), log)
