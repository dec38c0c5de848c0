"""Measuring the taking-in of recordings: a gibibyte to safe storage beside ``cp`` + ``sha256sum`` + fsync, and the memory it takes.

Each function is one row of the table that ``bench`` prints. Ours is everything between a file and an entry that stands: copy,
SHA-256, fsync of file and folder, probing in the workshop, the entry with its findings and jobs.
"""

import os
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.test.utils import override_settings

from liuhen.bureau import commands as bureau
from liuhen.lib.home import home
from liuhen.operating.bench_ledger import Row
from liuhen.operating.sample_media import Film, film
from liuhen.operating.scratch import scratch_instance
from liuhen.recordings import arrivals, commands, keeping, receipt, sandbox
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import RecordingRow, Upload
from liuhen.register import clock, files
from liuhen.register.types import Actor

MIB = 1024**2
FILES, EACH, ROUNDS = 16, 64 * MIB, 5
LONG = 1024 * MIB


def rows(*, files_of: int = EACH, rounds: int = ROUNDS, long: int = LONG) -> Iterator[Row]:
    """The rows of this room, measured on a server, a store and a folder made for it, all on the disk of ``LIUHEN_HOME``."""
    with scratch_instance(), _folder() as folder, override_settings(MEDIA_ROOT=folder / "store"):
        agency = bureau.found_agency("压测机关", "测", demo=True, clock="system")
        actor = Actor(person=uuid.uuid4(), name="压测", agency=agency, roles=frozenset({"officer"}))
        yield ingest(actor, folder, files_of, rounds)
        yield fixity(folder, files_of, rounds)
        yield memory(actor, folder, long)


@contextmanager
def _folder() -> Iterator[Path]:
    home().root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=home().root) as name:
        yield Path(name)


def _films(folder: Path, size: int, count: int = FILES) -> list[Path]:
    """Films of that size: a real one with a box at its end that players pass over, filled with noise."""
    folder.mkdir()
    short = film(folder / "short.mp4", Film(begin=clock.now() - timedelta(hours=1), seconds=2))
    head = short.read_bytes()
    short.unlink()
    made = []
    for number in range(count):
        path = folder / f"{number:02}.mp4"
        with path.open("wb") as file:
            file.write(head)
            left = max(size - len(head), 16)
            file.write(left.to_bytes(4, "big") + b"free")
            left -= 8
            while left:
                left -= file.write(os.urandom(min(left, MIB)))
        made.append(path)
    return made


def _changed(films: list[Path]) -> None:
    """Other content each round, so that nothing is a duplicate; on the disk before the clock starts."""
    for path in films:
        with path.open("r+b") as file:
            file.seek(-8, os.SEEK_END)
            file.write(os.urandom(8))
            os.fsync(file.fileno())


def ingest(actor: Actor, folder: Path, size: int, rounds: int) -> Row:
    """16 films one after the other; ratio of times, target 1.3."""
    films = _films(folder / "films", size)
    sandbox.run("probe", sandbox.Limits(), path=str(films[0]), type="video/mp4")  # the process is started
    ours: list[float] = []
    peer: list[float] = []
    for turn in range(rounds):
        _changed(films)
        pair: list[tuple[list[float], Callable[[], None]]] = [
            (ours, lambda: _ours(actor, films)),
            (peer, lambda: _peer(films, folder / "peer")),
        ]
        for times, work in pair if turn % 2 else reversed(pair):
            began = time.perf_counter()
            work()
            times.append(time.perf_counter() - began)
        shutil.rmtree(folder / "peer")
        _forget()
    shutil.rmtree(folder / "films")
    mine, theirs = statistics.median(ours), statistics.median(peer)
    return Row(
        f"入库 {FILES} 段录像，共 {FILES * size // MIB} MiB",
        f"{mine:.2f} 秒",
        f"cp + sha256sum + fsync {theirs:.2f} 秒",
        f"{mine / theirs:.2f}（目标 ≤ 1.3）",
    )


def _ours(actor: Actor, films: list[Path]) -> None:
    for path in films:
        stored = commands.store_recording(actor, files.put(path), Stated(name=path.name))
        if stored.duplicate:
            raise RuntimeError("measured a duplicate")


def _peer(films: list[Path], target: Path) -> None:
    target.mkdir()
    for path in films:
        copy = target / path.name
        subprocess.run(["cp", path, copy], check=True)
        subprocess.run(["sha256sum", copy], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["sync", copy], check=True)  # fsync of this one file


def _forget() -> None:
    """Make room for the next round; a bureau's store never does this."""
    for digest in RecordingRow.objects.values_list("sha256", flat=True):
        files.path_of(digest).unlink(missing_ok=True)
    RecordingRow.objects.all().delete()


def fixity(folder: Path, size: int, rounds: int) -> Row:
    """Every stored film read and hashed as the nightly run does, beside one ``sha256sum`` of the same files; target 0.9 of its speed."""
    films = _films(folder / "kept", size)
    digests = [files.put(path).sha256 for path in films]
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
    (path,) = _films(folder / "long", size, 1)
    sandbox.run("probe", sandbox.Limits(), path=str(path), type="video/mp4")
    idle = _resident()
    with _watching() as seen:
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


@contextmanager
def _watching() -> Iterator[list[int]]:
    """What the process and its workshop hold, looked at a hundred times a second."""
    seen, over = [_resident()], threading.Event()

    def look() -> None:
        while not over.wait(0.01):
            seen.append(_resident())

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def _resident() -> int:
    """Bytes of memory of this process and of the workshop with its children that belong to nobody else (Pss)."""
    pids = [os.getpid(), *_family(sandbox.workshop.pid)]
    return sum(_pss(pid) for pid in pids)


def _family(pid: int | None) -> list[int]:
    if pid is None:
        return []
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0  # gone meanwhile
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
