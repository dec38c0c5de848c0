"""A real small disk of a test's own."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small(place: Path, size: str = "8m") -> Iterator[Path]:
    """A disk of this size at ``place``; the test is skipped, with the plain reason, where none may be mounted."""
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this machine lets us mount no disk of our own")
    try:
        yield place
    finally:
        remount(place, "rw")
        subprocess.run(["umount", "--lazy", place], check=True)


def remount(place: Path, how: str) -> None:
    """``ro`` or ``rw``."""
    subprocess.run(["mount", "-o", f"remount,{how}", place], check=True)


def fill(place: Path, leave: int = 0) -> Path:
    """The file that takes all room but ``leave`` bytes."""
    import shutil

    ballast = place / "ballast"
    ballast.write_bytes(b"\0" * max(0, shutil.disk_usage(place).free - leave))
    return ballast
