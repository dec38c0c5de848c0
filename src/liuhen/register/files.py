"""The file store: recordings, scans, issued papers. Content-addressed (SHA-256), written once, on disk before it is told.

A file is hashed while it is written to a staging place, fsynced, renamed to the name that its content gives it, and the folder
fsynced. Until then it does not exist for anybody; a full disk or a short write leaves nothing half-stored. Nothing here deletes
or overwrites a stored file.

The place is Django's default storage: a folder by default (``LIUHEN_HOME/files``), any S3 store when configured so. Staging is
always on the local disk.
"""

import errno
import hashlib
import logging
import os
import re
import shutil
import stat
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Protocol, Self, cast

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from liuhen.lib.home import home
from liuhen.register.sniff import ENOUGH, sniff
from liuhen.regulation.grammar import Refusal

log = logging.getLogger(__name__)

CHUNK = 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Readable(Protocol):
    """Anything bytes can be read from: an open file, a request, an upload."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""


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
    storage, name = _storage(), _name(sha256)
    with clean_refusal():
        if storage.exists(name) and storage.size(name) == size:
            path.unlink()
        elif isinstance(storage, FileSystemStorage):
            _move_in(path, Path(storage.path(name)))
        else:
            _send(path, storage, name)
    return blob


def _move_in(path: Path, target: Path) -> None:
    """Rename within the disk; the rename is durable when the folder is."""
    if target.exists():
        # content of this digest has one size: what lies there was cut or changed outside; whole content is at hand
        log.error("stored file had the wrong size and was put right sha256=%s", target.name)
    new_folder = not target.parent.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    path.chmod(stat.S_IRUSR | stat.S_IRGRP)
    path.replace(target)
    fsync_folder(target.parent)
    if new_folder:
        fsync_folder(target.parent.parent)


def _send(path: Path, storage: Storage, name: str) -> None:
    with path.open("rb") as file:
        stored = storage.save(name, File(file))
    if stored != name or storage.size(stored) != path.stat().st_size:
        storage.delete(stored)
        raise OSError(errno.EIO, "the store did not take the file whole")
    path.unlink()


def exists(sha256: str) -> bool:
    """Whether a file of this digest is stored."""
    return _storage().exists(_name(sha256))


def open_blob(sha256: str) -> BinaryIO:
    """The stored file, opened for reading; FileNotFoundError if there is none."""
    return cast("BinaryIO", _storage().open(_name(sha256), "rb"))


def size_of(sha256: str) -> int:
    """Bytes of the stored file; FileNotFoundError if there is none."""
    return _storage().size(_name(sha256))


def path_of(sha256: str) -> Path:
    """A local path to read from (never to write to); from a remote store a copy is fetched and checked first."""
    storage, name = _storage(), _name(sha256)
    if isinstance(storage, FileSystemStorage):
        path = Path(storage.path(name))
        if not path.is_file():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        return path
    return _fetched(sha256)


def _fetched(sha256: str) -> Path:
    copy = incoming().parent / "fetched" / sha256
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        part = copy.with_name(f"{sha256}.{uuid.uuid4().hex}")
        try:
            with open_blob(sha256) as source, part.open("xb") as target, clean_refusal():
                shutil.copyfileobj(source, target, CHUNK)
            if digest_of(part) != sha256:
                raise OSError(errno.EIO, "the store gave back other content", sha256)
            part.replace(copy)
        finally:
            part.unlink(missing_ok=True)
    return copy


def verify(sha256: str) -> bool:
    """Whether the stored file still is what its name says, every byte read; FileNotFoundError if it is gone."""
    with open_blob(sha256) as file:
        return digest_of(file) == sha256


def digest_of(source: Readable | Path) -> str:
    """SHA-256 of a file or of what is left of a stream, in a fixed amount of memory."""
    if isinstance(source, Path):
        with source.open("rb", buffering=0) as file:
            return digest_of(file)
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def incoming() -> Path:
    """The folder for files on their way in, on the disk of the store where that is a folder, so that a rename finishes them."""
    storage = _storage()
    root = Path(storage.path("")) if isinstance(storage, FileSystemStorage) else home().files
    folder = root / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def room_for(size: int, *, reserve: int = 0) -> bool:
    """Whether ``size`` bytes fit and ``reserve`` stay free (the database needs some of the same disk)."""
    return shutil.disk_usage(incoming()).free >= size + reserve


def fsync_folder(folder: Path) -> None:
    """Make a rename in this folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
        if error.errno in {errno.EIO, errno.EROFS}:
            log.exception("file refused, the disk fails")
            raise Refusal("文件没有存入，磁盘写不进去。请保留原件，并请管理员检查磁盘。", code="disk_failed") from error
        raise


def _storage() -> Storage:
    return storages["default"]


def _name(sha256: str) -> str:
    if not _DIGEST.fullmatch(sha256):
        raise ValueError(f"not a SHA-256 digest: {sha256[:80]!r}")
    return f"{sha256[:2]}/{sha256}"
