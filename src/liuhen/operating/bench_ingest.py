"""Measuring ``./liuhen ingest``: a gibibyte to safe storage beside ``cp`` + ``sha256sum`` + fsync and beside Mayan EDMS; its memory.

Ours is everything between a look at the folder and an entry that stands: copy, SHA-256, fsync of file and folder, probing in the
workshop, the entry with its findings and jobs.
"""

import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from liuhen.operating import bench_mayan
from liuhen.operating.bench_films import FILES, MIB, changed, films, resident, watching
from liuhen.operating.bench_ledger import Row
from liuhen.operating.ingest_report import Report
from liuhen.operating.ingesting import How, Ingest
from liuhen.recordings import dock_names, sandbox
from liuhen.recordings.docking import Docking, Fate, Plan
from liuhen.recordings.models import RecordingRow
from liuhen.register import files
from liuhen.register.types import Actor


def rows(actor: Actor, folder: Path, size: int, rounds: int, *, long: int, mayan: str) -> Iterator[Row]:
    """Time, memory, and where a Python with Mayan in it is named, Mayan's time for the same files."""
    made = films(folder / "films", size)
    yield ingest(actor, folder, made, size, rounds)
    if mayan:
        yield bench_mayan.row(actor, mayan, made, folder, ours)
    shutil.rmtree(folder / "films")
    yield memory_of_ingest(actor, folder, long)


def ingest(actor: Actor, folder: Path, made: list[Path], size: int, rounds: int) -> Row:
    """16 films by the path of the command, two at a time, beside the tools one after the other; ratio of times, target 1.3."""
    sandbox.run("probe", sandbox.Limits(), path=str(made[0]), type="video/mp4")  # the process is started
    mine_all: list[float] = []
    peer: list[float] = []
    for turn in range(rounds):
        changed(made)
        pair: list[tuple[list[float], Callable[[], None]]] = [
            (mine_all, lambda: ours(actor, made[0].parent, FILES)),
            (peer, lambda: _peer(made, folder / "peer")),
        ]
        for times, work in pair if turn % 2 else reversed(pair):
            began = time.perf_counter()
            work()
            times.append(time.perf_counter() - began)
        shutil.rmtree(folder / "peer")
        forget()
    mine, theirs = statistics.median(mine_all), statistics.median(peer)
    return Row(
        f"入库 {FILES} 段录像，共 {FILES * size // MIB} MiB",
        f"{mine:.2f} 秒",
        f"cp + sha256sum + fsync {theirs:.2f} 秒",
        f"{mine / theirs:.2f}（目标 ≤ 1.3）",
    )


def ours(actor: Actor, folder: Path, count: int) -> None:
    """As ``./liuhen ingest`` goes about it, from its first look to its summary."""
    report = Report()
    docking = Docking(Plan(actor=actor, patterns=dock_names.shipped()))
    Ingest(roots=[str(folder)], docking=docking, report=report, how=How(quiet=0), stop=threading.Event()).run()
    if any(one.fate is not Fate.STORED for one in report.outcomes.values()) or len(report.outcomes) != count:
        raise RuntimeError("not every film was stored")


def _peer(films: list[Path], target: Path) -> None:
    target.mkdir()
    for path in films:
        copy = target / path.name
        subprocess.run(["cp", path, copy], check=True)
        subprocess.run(["sha256sum", copy], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["sync", copy], check=True)  # fsync of this one file


def forget() -> None:
    """Make room for the next round; a bureau's store never does this."""
    for digest in RecordingRow.objects.values_list("sha256", flat=True):
        files.path_of(digest).unlink(missing_ok=True)
    RecordingRow.objects.all().delete()


def memory_of_ingest(actor: Actor, folder: Path, size: int) -> Row:
    """One long film from a drop folder: the most memory above idle, workshop included; target 100 MiB whatever its length."""
    (path,) = films(folder / "long", size, 1)
    sandbox.run("probe", sandbox.Limits(), path=str(path), type="video/mp4")
    idle = resident()
    with watching() as seen:
        ours(actor, path.parent, 1)
    shutil.rmtree(path.parent)
    above = (max(seen) - idle) / MIB
    return Row(f"采集一个 {size // MIB} MiB 的文件，内存高出空闲", f"{above:.0f} MiB", "", f"{above / 100:.2f}（目标 < 100 MiB）")
