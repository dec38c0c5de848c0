"""Measuring the taking-in of recordings: a gibibyte to safe storage beside ``cp`` + ``sha256sum`` + fsync, and the memory it takes.

Each function is one row of the table that ``bench`` prints. Ours is everything between a file and an entry that stands: copy,
SHA-256, fsync of file and folder, probing in the workshop, the entry with its findings and jobs.
"""

import shutil
import statistics
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.test.utils import override_settings

from liuhen.bureau import commands as bureau
from liuhen.lib.home import home
from liuhen.operating import bench_ingest
from liuhen.operating.bench_films import FILES, MIB, films, resident, watching
from liuhen.operating.bench_ledger import Row
from liuhen.operating.scratch import scratch_instance
from liuhen.recordings import arrivals, keeping, receipt, sandbox
from liuhen.recordings.models import Upload
from liuhen.register import clock, files
from liuhen.register.types import Actor

EACH, ROUNDS = 64 * MIB, 5
LONG = 1024 * MIB


def rows(*, files_of: int = EACH, rounds: int = ROUNDS, long: int = LONG, mayan: str = "") -> Iterator[Row]:
    """The rows of this room, measured on a server, a store and a folder made for it, all on the disk of ``LIUHEN_HOME``."""
    with scratch_instance(), _folder() as folder, override_settings(MEDIA_ROOT=folder / "store"):
        agency = bureau.found_agency("压测机关", "测", demo=True, clock="system")
        actor = Actor(person=uuid.uuid4(), name="压测", agency=agency, roles=frozenset({"officer"}))
        yield from bench_ingest.rows(actor, folder, files_of, rounds, long=long, mayan=mayan)
        yield fixity(folder, files_of, rounds)
        yield memory(actor, folder, long)


@contextmanager
def _folder() -> Iterator[Path]:
    home().root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=home().root) as name:
        yield Path(name)


def fixity(folder: Path, size: int, rounds: int) -> Row:
    """Every stored film read and hashed as the nightly run does, beside one ``sha256sum`` of the same files; target 0.9 of its speed."""
    kept = films(folder / "kept", size)
    digests = [files.put(path).sha256 for path in kept]
    paths = [str(files.path_of(digest)) for digest in digests]
    ours: list[float] = []
    peer: list[float] = []
    for _ in range(rounds):
        began = time.perf_counter()
        if any(keeping.look(digest).wrong for digest in digests):
            raise RuntimeError("a film is damaged")
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        subprocess.run(["sha256sum", *paths], check=True, stdout=subprocess.DEVNULL)
        peer.append(time.perf_counter() - began)
    shutil.rmtree(folder / "kept")
    mine, theirs = statistics.median(ours), statistics.median(peer)
    return Row(
        f"校验 {FILES * size // MIB} MiB", f"{mine:.2f} 秒", f"sha256sum {theirs:.2f} 秒", f"{theirs / mine:.2f}（目标 ≥ 0.9）"
    )


class _Body:
    """So many bytes of a film, as they come from a network."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)

    def read(self, size: int, /) -> bytes:
        """The next bytes."""
        return self._file.read(size) or b""


def memory(actor: Actor, folder: Path, size: int) -> Row:
    """One long upload, received, finished and entered: the most memory above idle, workshop included; target 100 MiB."""
    (path,) = films(folder / "long", size, 1)
    sandbox.run("probe", sandbox.Limits(), path=str(path), type="video/mp4")
    idle = resident()
    with watching() as seen:
        _uploaded(actor, path, size)
    above = (max(seen) - idle) / MIB
    return Row(f"一次上传 {size // MIB} MiB，内存高出空闲", f"{above:.0f} MiB", "", f"{above / 100:.2f}（目标 < 100 MiB）")


def _uploaded(actor: Actor, path: Path, size: int) -> None:
    now = clock.now()
    upload = Upload.objects.create(
        id=uuid.uuid4(),
        agency=actor.agency,
        person=actor.person,
        length=path.stat().st_size,
        boot=arrivals.this_boot(),
        name=path.name,
        created_at=now,
        expires_at=now + timedelta(hours=1),
    )
    arrivals.begin(upload)
    if arrivals.receive(upload, 0, _Body(path)) < size:
        raise RuntimeError("the upload is not whole")
    recording: UUID | None = receipt.finish(upload).recording
    if recording is None:
        raise RuntimeError("the upload was not stored")
