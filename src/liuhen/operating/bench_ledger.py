"""Measuring the ledger: appends against a bare INSERT, proofs at a million entries, the checker over a whole log.

Each function is one row of the table that ``bench`` prints: (work, ours, peer, ratio). They measure on the database that Django
is pointed at; :func:`rows` gives them one of their own. Peers run in turn with ours, in the same process on the same server,
so that what else the machine does falls on both.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, connections, transaction

from liuhen.archive.package import LogExport, write_log
from liuhen.archive.verify import verify
from liuhen.ledger import envelope, keys, note, proofs, tree
from liuhen.ledger.append import append
from liuhen.ledger.envelope import NewEntry, StoredEntry
from liuhen.ledger.founding import found
from liuhen.ledger.note import Checkpoint, Signer
from liuhen.ledger.sequencer import sequence
from liuhen.lib.home import home
from liuhen.operating.scratch import scratch_instance

ACTED = {"start": ["2026-03-02T09:00:00+08:00"] * 2, "end": ["2026-03-02T09:00:00+08:00"] * 2, "stated": ""}
SMALL, FULL = 3, 17  # leaves of a small entry and of a form with its list items and paragraphs
TURNS, ROUNDS = 200, 5
MILLION = 1_000_000


class Row(NamedTuple):
    """One line of the table; ``peer`` and ``ratio`` are empty where nothing stands beside ours."""

    work: str
    ours: str
    peer: str
    ratio: str


def rows(*, entries: int = MILLION, logged: int = 100_000) -> Iterator[Row]:
    """The ledger's rows, measured on a server made for it."""
    with scratch_instance("ledger"):
        agency = uuid4()
        with transaction.atomic():
            found(agency, "bench")
        yield append_small(agency)
        yield append_full(agency)
        yield sequencing(agency, entries)
        yield inclusion(agency)
    yield verifying(logged)


def append_small(agency: UUID) -> Row:
    """A small entry beside a bare INSERT and COMMIT; ratio of rates, target 0.6."""
    return _append(agency, SMALL, "append 小条目（3 项）")


def append_full(agency: UUID) -> Row:
    """An entry of 17 leaves beside a bare INSERT and COMMIT; target 0.5."""
    return _append(agency, FULL, "append 整表（17 项）")


def _append(agency: UUID, leaves: int, work: str) -> Row:
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS public.bench_bare (agency uuid, id uuid, body text, PRIMARY KEY (agency, id))")
    body = "x" * 200
    subjects = [uuid4() for _ in range(50)]

    def ours() -> None:
        entry = _new(agency, random.choice(subjects), leaves)  # noqa: S311 - no secret
        with transaction.atomic(durable=True):
            append([entry])

    def bare() -> None:
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("INSERT INTO public.bench_bare VALUES (%s, %s, %s)", (agency, uuid4(), body))

    own, peer = _in_turn(ours, bare)
    return Row(work, f"{1 / own:,.0f}/s", f"INSERT+COMMIT {1 / peer:,.0f}/s", f"{peer / own:.2f}")


def sequencing(agency: UUID, entries: int) -> Row:
    """Leaf numbers, tiles and a signed checkpoint for a backlog; entries a second. Leaves the tree that :func:`inclusion` reads."""
    sequence()
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger.acts_unsequenced (agency, subject, seq, recorded_at, hash) "
            "SELECT %s, gen_random_uuid(), 1, clock_timestamp(), sha256(int8send(i)) FROM generate_series(1, %s) AS i",
            (agency, entries),
        )
        cursor.execute("ANALYZE ledger.acts_unsequenced")
    begin = time.perf_counter()
    while sequence(log="acts"):
        pass
    return Row(f"定序 {entries:,} 条", f"{entries / (time.perf_counter() - begin):,.0f}/s", "", "")


def inclusion(agency: UUID) -> Row:
    """An inclusion proof for a leaf taken at random, its tile read from the database; target below 1 ms at a million."""
    checkpoint = note.opened(proofs.checkpoint(agency) or "", [proofs.verifier(agency)])
    size = checkpoint.size
    times = []
    for _ in range(TURNS * ROUNDS):
        index = random.randrange(size)  # noqa: S311 - no secret
        begin = time.perf_counter()
        proofs.inclusion(agency, index, size)
        times.append(time.perf_counter() - begin)
    p95 = statistics.quantiles(times, n=20)[-1]
    return Row(f"包含证明（{size:,} 条）", f"{statistics.median(times) * 1000:.2f} ms（p95 {p95 * 1000:.2f}）", "", "")


def verifying(entries: int) -> Row:
    """The checker over a whole log, every leaf hashed; entries a second on all cores, target 30,000 on two."""
    with tempfile.TemporaryDirectory(prefix="bench-", dir=home().root) as folder:
        log = write_log(Path(folder) / "log", _told(entries))
        times = []
        for _ in range(3):
            begin = time.perf_counter()
            report = verify(log)
            times.append(time.perf_counter() - begin)
            if report.code:
                raise AssertionError(report.lines())
    return Row(f"verify 台账 {entries:,} 条", f"{entries / statistics.median(times):,.0f}/s", "", "")


def _told(entries: int) -> LogExport:
    """A log told in memory: cases of fourteen entries, five leaves each on average, signed by a key of its own."""
    agency, made, hashes = uuid4(), [], []
    before: dict[UUID, StoredEntry] = {}
    subjects = [uuid4() for _ in range(max(1, entries // 14))]
    for i in range(entries):
        subject = subjects[i % len(subjects)]
        new = _new(agency, subject, 3 + i % 5)
        packed, root = envelope.seal(new.content)
        last = before.get(subject)
        first = envelope.first_line(
            prev=last.hash if last else b"", recorded_at=datetime.now(UTC), seq=last.seq + 1 if last else 1
        )
        second = envelope.second_line(new, root)
        before[subject] = entry = envelope.stored(f"{first}\n{second}", packed)
        made.append(entry)
        hashes.append(entry.hash)
    signer = Signer(keys.origin(agency), Ed25519PrivateKey.generate())
    signed = signer.sign(Checkpoint(signer.name, entries, tree.root(hashes)).text)
    return LogExport(
        origin=signer.name, key=signer.verifier.text, size=entries, entries=made, checkpoints=[signed], made_at=datetime.now(UTC)
    )


def _new(agency: UUID, subject: UUID, leaves: int) -> NewEntry:
    words = "现场检查发现该网吧接纳未成年人上网，负责人在场"
    content: dict[str, Any] = {f"field{i}": words * (1 if i % 3 else 3) for i in range(leaves)}
    return NewEntry(
        id=uuid4(), agency=agency, subject=subject, subject_type="case", kind="inspection_record", version=1, author=uuid4(),
        acted=ACTED, origin="system", content=content,
    )  # fmt: skip


def _in_turn(*works: Callable[[], None]) -> list[float]:
    """Median seconds of each, taken in turns, and of the rounds the median: what else runs meanwhile falls on all."""
    rounds: list[list[float]] = []
    for _ in range(ROUNDS):
        times: list[list[float]] = [[] for _ in works]
        for _ in range(TURNS):
            for own, work in zip(times, works, strict=True):
                begin = time.perf_counter()
                work()
                own.append(time.perf_counter() - begin)
        rounds.append([statistics.median(own) for own in times])
    return [statistics.median(one) for one in zip(*rounds, strict=True)]
