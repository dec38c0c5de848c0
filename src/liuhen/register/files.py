"""The file store: recordings, scans, issued papers. Content-addressed (SHA-256), written once, on disk before it is told.

A file is hashed while it is written to a staging place, fsynced, renamed to the name that its content gives it, and the folder
fsynced. Until then it does not exist for anybody; a full disk or a short write leaves nothing half-stored. Nothing here deletes
or overwrites a stored file.

The place is a store (``stores``): the local disk by default (``LIUHEN_HOME/files``), an S3 store where the settings name one. Staging
is always on the local disk; what is worked on from an S3 store is fetched into ``fetched`` beside it and cleared away after a day.
"""

import errno
import hashlib
import logging
import os
import shutil
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from liuhen.register import stores
from liuhen.register.digests import CHUNK, Readable, digest_of, fsync_folder
from liuhen.register.sniff import ENOUGH, sniff
from liuhen.register.stores import Missing
from liuhen.regulation.grammar import Refusal

__all__ = [
    "CHUNK",
    "TROUBLES",
    "Blob",
    "Missing",
    "Readable",
    "Staged",
    "adopt",
    "clean_refusal",
    "clear_fetched",
    "digest_of",
    "exists",
    "fsync_folder",
    "incoming",
    "open_blob",
    "path_of",
    "put",
    "room_for",
    "size_of",
    "verify",
]

log = logging.getLogger(__name__)

#: Codes of the refusals that tell of a place that is full or fails: nothing is wrong with the file, a later try may go well.
TROUBLES = frozenset({"disk_full", "disk_failed", "store_failed"})

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSES = {errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM}


@dataclass(frozen=True, kw_only=True, slots=True)
class Blob:
    """A stored file: its digest (64 hex digits), size in bytes and media type by content."""

    sha256: str
    size: int
    type: str


class Staged:
    """A file on its way in: ``write`` what arrives, then ``commit``; left without commit it is removed.

    ``with Staged() as staged: staged.write(...); blob = staged.commit()``
    """

    def __init__(self) -> None:
        self.path = incoming() / f"part-{uuid.uuid4().hex}"
        self.size = 0
        self._hash = hashlib.sha256()
        with clean_refusal():
            self._file = self.path.open("xb", buffering=0)

    def write(self, data: bytes) -> None:
        """Append ``data``; Refusal when the disk is full."""
        view = memoryview(data)
        with clean_refusal():
            while view:
                # a raw write may take less than it was given: on a disk that is nearly full it does
                view = view[self._file.write(view) :]
        self._hash.update(data)
        self.size += len(data)

    def commit(self, type: str = "") -> Blob:  # noqa: A002 - the word of the contract
        """Make the file durable and give it its name."""
        with clean_refusal():
            os.fsync(self._file.fileno())
        self._file.close()
        return adopt(self.path, sha256=self._hash.hexdigest(), type=type)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()
        self.path.unlink(missing_ok=True)


def put(source: Readable | Path | str | bytes, type: str = "") -> Blob:  # noqa: A002
    """Store a stream, the file at a path, or bytes. The same content stored twice is one file.

    ``type`` is for what we made ourselves; without it the content tells. Refusal when there is no room.
    """
    if isinstance(source, (Path, str)):
        with Path(source).open("rb", buffering=0) as file:
            return put(file, type)
    with Staged() as staged:
        if isinstance(source, bytes):
            staged.write(source)
        else:
            while chunk := source.read(CHUNK):
                staged.write(chunk)
        return staged.commit(type)


def adopt(path: Path, *, sha256: str, type: str = "") -> Blob:  # noqa: A002
    """Take over a finished, fsynced file that lies in :func:`incoming` and whose digest was computed while it was written."""
    size = path.stat().st_size
    with path.open("rb") as file:
        blob = Blob(sha256=sha256, size=size, type=type or sniff(file.read(ENOUGH)))
    with clean_refusal():
        stays = _home_of(sha256).take(path, sha256)
        if stays == path:  # probes and copies work on a local file; this one is known to be whole
            path.chmod(0o400)
            _fetched_path(sha256).parent.mkdir(mode=0o700, exist_ok=True)
            path.replace(_fetched_path(sha256))
    return blob


def _home_of(sha256: str) -> stores.Store:
    """The store that has this file already (and puts it right, should it be damaged there); else the one that takes new files."""
    try:
        return stores.holding(sha256)
    except FileNotFoundError:
        return stores.main()


def exists(sha256: str) -> bool:
    """Whether a file of this digest is stored."""
    try:
        stores.holding(sha256)
    except FileNotFoundError:
        return False
    return True


def open_blob(sha256: str, first: int = 0) -> BinaryIO:
    """The stored file from byte ``first`` on, opened for reading (not always seekable); Missing if there is none."""
    try:
        return stores.holding(sha256).open(sha256, first)
    except FileNotFoundError:
        return stores.holding(sha256).open(sha256, first)  # a move may just have given up the place that was found


def size_of(sha256: str) -> int:
    """Bytes of the stored file; Missing if there is none."""
    return stores.holding(sha256).size(sha256)


def path_of(sha256: str) -> Path:
    """A local path to read from (never to write to); from a remote store a copy is fetched and checked first."""
    store = stores.holding(sha256)
    return store.path(sha256) if isinstance(store, stores.Disk) else _fetched(sha256)


def _fetched_path(sha256: str) -> Path:
    return incoming().parent / "fetched" / sha256


def _fetched(sha256: str) -> Path:
    copy = _fetched_path(sha256)
    if copy.exists():
        os.utime(copy)  # in use: not cleared away today
        return copy
    copy.parent.mkdir(mode=0o700, exist_ok=True)
    part = copy.with_name(f"{sha256}.{uuid.uuid4().hex}")
    try:
        with open_blob(sha256) as source, clean_refusal(), part.open("xb") as target:
            shutil.copyfileobj(source, target, CHUNK)
        if digest_of(part) != sha256:
            raise OSError(errno.EIO, "the store gave back other content", sha256)
        part.replace(copy)
    finally:
        part.unlink(missing_ok=True)
    return copy


def clear_fetched(seconds: float) -> int:
    """Remove local copies of remote files that were not used for so long; how many."""
    folder, count = incoming().parent / "fetched", 0
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.stat().st_mtime < time.time() - seconds:
            path.unlink(missing_ok=True)
            count += 1
    return count


def verify(sha256: str) -> bool:
    """Whether the stored file still is what its name says, every byte read; FileNotFoundError if it is gone."""
    with open_blob(sha256) as file:
        return digest_of(file) == sha256


def incoming() -> Path:
    """The folder for files on their way in, on the disk of the local store, so that a rename finishes them."""
    folder = stores.disk().root / "incoming"
    with clean_refusal():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def room_for(size: int, *, reserve: int = 0) -> bool:
    """Whether ``size`` bytes fit and ``reserve`` stay free (the database needs some of the same disk)."""
    return shutil.disk_usage(incoming()).free >= size + reserve


@contextmanager
def clean_refusal() -> Iterator[None]:
    """Say in words that there is no room, or that the disk refuses; any other error is ours and passes."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            log.warning("file refused, no room: %s", error.strerror)
            raise Refusal(
                "文件没有存入，存储空间不足。已收到的部分没有留下半个文件。请管理员清理或扩容后再传。", code="disk_full"
            ) from error
        if error.errno == errno.EREMOTEIO:
            log.error("file refused, the S3 store does not take it: %s", error.strerror or error)  # noqa: TRY400 - it says all
            raise Refusal(
                "文件还没有存入，对象存储没有收下。请保留原件；已收到的部分留在本机。请管理员检查对象存储。", code="store_failed"
            ) from error
        if error.errno in _REFUSES:
            log.error("file refused, the disk fails: %s", error)  # noqa: TRY400 - it says all
            raise Refusal("文件没有存入，磁盘写不进去。请保留原件，并请管理员检查磁盘。", code="disk_failed") from error
        raise
