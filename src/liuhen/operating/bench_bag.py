"""Measuring the bag of a case: packing and checking beside ``cp -rl`` and ``sha256sum -c`` over the same files on the same disk."""

import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from liuhen.archive import bagit
from liuhen.archive.contents import Labels
from liuhen.archive.package import BagFile, CaseBag, write_bag
from liuhen.archive.verify import verify
from liuhen.ledger import envelope, keys, tree
from liuhen.ledger.envelope import NewEntry, StoredEntry
from liuhen.ledger.note import Checkpoint, Signer
from liuhen.ledger.proved import Bundle, ProvedEntry, ProvedSubject, SubjectHead
from liuhen.lib.home import home
from liuhen.operating.bench_ledger import Row

PAPERS, RECORDINGS = 60, 10
PAPER_BYTES = 90_000
MEBIBYTE = 1 << 20


def rows(*, gibibytes: float = 1.0) -> Iterator[Row]:
    """Pack and check a case file of 60 papers and so many GiB of recordings; ratio of times, target 0.8."""
    with _store(gibibytes) as (folder, files):
        made = _case(files)
        bags, copies = folder / "bags", folder / "copies"
        bags.mkdir()
        copies.mkdir()
        sums = folder / "sums"
        sums.write_text("".join(f"{file.sha256}  {file.source}\n" for file in files), "utf-8")
        packed = _median(lambda turn: write_bag(bags / str(turn), made))
        copied = _median(lambda turn: _run("cp", "-rl", str(folder / "store"), str(copies / str(turn))))
        checked = _median(lambda _turn: _intact(bags / "0"))
        summed = _median(lambda _turn: _run("sha256sum", "--quiet", "-c", str(sums)))
        work = f"打包（硬链接）并核验 {PAPERS} 份文书、{gibibytes:g} GiB 音像"
        peer = f"cp -rl + sha256sum -c {copied:.2f} + {summed:.2f} s"
        yield Row(work, f"{packed:.2f} + {checked:.2f} s", peer, f"{(copied + summed) / (packed + checked):.2f}")


@contextmanager
def _store(gibibytes: float) -> Iterator[tuple[Path, list[BagFile]]]:
    """Files as the store keeps them: by digest, in one folder on the disk of LIUHEN_HOME."""
    home().root.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bench-", dir=home().root))
    try:
        (folder / "store").mkdir()
        sizes = [PAPER_BYTES] * PAPERS + [int(gibibytes * 1024 * MEBIBYTE / RECORDINGS)] * RECORDINGS
        yield folder, [_file(folder / "store", number, size) for number, size in enumerate(sizes)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _file(store: Path, number: int, size: int) -> BagFile:
    part = store / "part"
    with part.open("wb") as out:
        piece = os.urandom(min(size, MEBIBYTE))
        for _ in range(max(1, size // MEBIBYTE)):
            out.write(piece)
    digest = bagit.digest(part)
    return BagFile(path=f"{number:03}.bin", source=part.rename(store / digest), sha256=digest, entry=uuid4())


def _case(files: list[BagFile]) -> CaseBag:
    """A case whose entries name the files, alone in its log."""
    agency, case = uuid4(), uuid4()
    signer = Signer(keys.origin(agency), Ed25519PrivateKey.generate())
    entries: list[StoredEntry] = []
    for file in files:
        content = {"sha256": file.sha256, "found": "现场检查发现该网吧接纳未成年人上网"}
        packed, root = envelope.seal(content)
        first = envelope.first_line(
            prev=entries[-1].hash if entries else b"", recorded_at=datetime.now(UTC), seq=len(entries) + 1
        )
        second = envelope.second_line(_named(file.entry, agency, case), root)
        entries.append(envelope.stored(f"{first}\n{second}", packed))
    hashes = [entry.hash for entry in entries]

    def node(level: int, index: int) -> bytes:
        return tree.root(hashes[index << level : (index + 1) << level])

    size = len(entries)
    proved = tuple(
        ProvedEntry(entry=one, index=i, proof=tuple(tree.inclusion_proof(node, i, size))) for i, one in enumerate(entries)
    )
    head = SubjectHead(origin=signer.name, subject=case, count=size, hash=hashes[-1], size=size)
    bundle = Bundle(
        origin=signer.name,
        key=signer.verifier.text,
        size=size,
        checkpoint=signer.sign(Checkpoint(signer.name, size, tree.root(hashes)).text),
        subjects=(ProvedSubject(subject=case, subject_type="case", head=signer.sign(head.text), entries=proved),),
    )
    return CaseBag(labels=Labels(kinds={}, fields={}), bundle=bundle, made_at=datetime.now(UTC), files=files)


def _named(entry: UUID, agency: UUID, case: UUID) -> NewEntry:
    return NewEntry(
        id=entry, agency=agency, subject=case, subject_type="case", kind="recording_linked", version=1, author=None, acted={},
        origin="system", content={},
    )  # fmt: skip


def _intact(bag: Path) -> None:
    report = verify(bag)
    if report.code:
        raise AssertionError(report.lines())


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


def _median(work: Callable[[int], object], turns: int = 3) -> float:
    """Median seconds of a few turns; each is given its number."""
    times = []
    for turn in range(turns):
        begin = time.perf_counter()
        work(turn)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)
