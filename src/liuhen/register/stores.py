"""Where stored files lie: the port of a store, the local disk, and the choice by settings. S3 is in ``stores_s3``.

A store is content-addressed and written once: a name is the SHA-256 of what it holds, ``take`` never replaces right content, and only
a move that has read the other copy back removes one. Reading asks the disk first, then the S3 store: so a file on its way from one to
the other is read from where it is known to be whole until the move has proved the new place and gives up the old one.
"""

import errno
import logging
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from django.conf import settings

from liuhen.register import stores_s3
from liuhen.register.digests import digest_of, fsync_folder

log = logging.getLogger(__name__)

DISK, S3 = "disk", "s3"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Missing(FileNotFoundError):  # noqa: N818 - reads as what it tells
    """No store has a file of this digest, which is its ``filename``."""

    def __init__(self, sha256: str) -> None:
        super().__init__(errno.ENOENT, "in no store", sha256)


class Store(Protocol):
    """One place for files. Digests are 64 hex digits; an unknown one is FileNotFoundError, other trouble an OSError."""

    @property
    def name(self) -> str:
        """``disk`` or ``s3``."""

    def take(self, path: Path, sha256: str) -> Path | None:
        """Take over a finished, fsynced file of this digest; it is durable here when this returns. A copy that stays local, if any."""

    def open(self, sha256: str, first: int = 0) -> BinaryIO:
        """The file from byte ``first`` on; what is given may not be seekable."""

    def size(self, sha256: str) -> int:
        """Bytes of the file."""

    def listed(self) -> Iterator[tuple[str, int]]:
        """Every file that is here: digest and bytes, in the order of the digests."""

    def remove(self, sha256: str) -> None:
        """Give up this copy. Only for a move that has read back the other one."""

    def clear(self, seconds: float) -> int:
        """Clear away what unfinished work of so long ago has left in the store itself; how many pieces."""


class Disk:
    """A folder of the local disk: ``ab/abcd...``, read-only files, durable by fsync of file and folder."""

    name = DISK

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """Where a file of this digest lies, whether it does or not."""
        return self.root / sha256[:2] / sha256

    def take(self, path: Path, sha256: str) -> Path | None:
        """Rename within the disk; the rename is durable when the folder is."""
        target = self.path(sha256)
        if target.exists():
            if digest_of(target) == sha256:
                path.unlink()
                return target
            log.error("stored file was damaged and is put right sha256=%s", sha256)
        new_folder = not target.parent.exists()
        target.parent.mkdir(parents=True, exist_ok=True)
        path.chmod(stat.S_IRUSR | stat.S_IRGRP)
        path.replace(target)
        fsync_folder(target.parent)
        if new_folder:
            fsync_folder(target.parent.parent)
        return target

    def open(self, sha256: str, first: int = 0) -> BinaryIO:
        """The file itself."""
        file = self.path(sha256).open("rb")
        file.seek(first)
        return file

    def size(self, sha256: str) -> int:
        """As the folder tells."""
        found = self.path(sha256).stat()
        if not stat.S_ISREG(found.st_mode):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), sha256)
        return found.st_size

    def listed(self) -> Iterator[tuple[str, int]]:
        """By walking the 256 folders; what is named otherwise is not of the store."""
        for number in range(256):
            folder = self.root / f"{number:02x}"
            if folder.is_dir():
                for path in sorted(folder.iterdir()):
                    if _DIGEST.fullmatch(path.name):
                        yield path.name, path.stat().st_size

    def remove(self, sha256: str) -> None:
        """Unlink; durable before this returns."""
        path = self.path(sha256)
        path.unlink(missing_ok=True)
        fsync_folder(path.parent)

    def clear(self, seconds: float) -> int:  # noqa: ARG002 - the port's
        """Nothing: what is unfinished lies in ``incoming``, which the sweep looks after."""
        return 0


def disk() -> Disk:
    """The local one; there always is one."""
    return Disk(Path(settings.MEDIA_ROOT))


def reading() -> list[Store]:
    """The stores that are asked for a file, in this order."""
    remote = _remote()
    return [disk(), *([remote] if remote else [])]


def main() -> Store:
    """The store that takes what comes in."""
    return named(getattr(settings, "LIUHEN_STORE", DISK))


def named(name: str) -> Store:
    """A store by its name; LookupError when it is not set up."""
    found = next((store for store in reading() if store.name == name), None)
    if found is None:
        raise LookupError(f"there is no store {name!r}: set LIUHEN_S3_URL and LIUHEN_S3_BUCKET, or say disk")
    return found


def holding(sha256: str) -> Store:
    """The store a file is read from; Missing where none has it."""
    if not _DIGEST.fullmatch(sha256):
        raise ValueError(f"not a SHA-256 digest: {sha256[:80]!r}")
    for store in reading():
        try:
            store.size(sha256)
        except FileNotFoundError:
            continue
        return store
    raise Missing(sha256)


def _remote() -> Store | None:
    place = getattr(settings, "LIUHEN_S3", None)
    return cast("Store", stores_s3.at(place)) if place else None
