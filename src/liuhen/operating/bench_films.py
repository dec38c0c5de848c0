"""Films to measure with, and the memory that measuring takes."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from liuhen.operating.sample_media import Film, film
from liuhen.recordings import sandbox
from liuhen.register import clock

MIB = 1024**2
FILES = 16
_LONG = 1 << 32  # from here on a box states its length in 64 bits


def films(folder: Path, size: int, count: int = FILES) -> list[Path]:
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
            box = (
                left.to_bytes(4, "big") + b"free" if left < _LONG else (1).to_bytes(4, "big") + b"free" + left.to_bytes(8, "big")
            )
            left -= file.write(box)
            while left:
                left -= file.write(os.urandom(min(left, MIB)))
        made.append(path)
    return made


def changed(films: list[Path]) -> None:
    """Other content each round, so that nothing is a duplicate; on the disk before the clock starts."""
    for path in films:
        with path.open("r+b") as file:
            file.seek(-8, os.SEEK_END)
            file.write(os.urandom(8))
            os.fsync(file.fileno())


@contextmanager
def watching() -> Iterator[list[int]]:
    """What the process and its workshop hold, looked at a hundred times a second."""
    seen, over = [resident()], threading.Event()

    def look() -> None:
        while not over.wait(0.01):
            seen.append(resident())

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def resident() -> int:
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
