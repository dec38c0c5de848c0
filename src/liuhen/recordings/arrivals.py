"""Bytes of uploads on the disk: who may append now, how far they are, and how a finished one becomes a recording.

The length of the partial file is the offset; nothing else counts, so a killed process loses nothing. Appending takes a *turn*:
whoever continues an upload at its present end has the turn, and one who had it before (a connection that died half-open) finds
out at its next write and stops. Each write is checked and made under a lock of the kernel, which dies with its process.
"""

import fcntl
import hashlib
import logging
import os
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from liuhen.recordings.models import Upload, UploadState
from liuhen.register import files
from liuhen.register.files import Readable, clean_refusal

log = logging.getLogger(__name__)

CHUNK = 256 * 1024
FLUSH_EVERY = 64 * 1024 * 1024  # written back as it comes, so that the last fsync is short
_HASHERS = 64

CHECKSUMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}


class WrongOffset(Exception):  # noqa: N818 - the protocol's words
    """The client goes on at another place than where the upload ends."""


class Overtaken(Exception):  # noqa: N818
    """Somebody else has gone on with this upload meanwhile."""


class Mismatch(Exception):  # noqa: N818
    """The bytes are not those the client summed up; none of them was kept."""


class TooMuch(Exception):  # noqa: N818
    """More bytes than the upload was announced to have."""


@cache
def this_boot() -> str:
    """The run of the machine: what the kernel's cache held does not outlive it."""
    path = Path("/proc/sys/kernel/random/boot_id")
    return path.read_text(encoding="ascii").strip() if path.exists() else "unknown"


def path_of(upload: UUID) -> Path:
    """Where the bytes lie while they come in."""
    return files.incoming() / f"up-{upload.hex}"


def begin(upload: Upload) -> None:
    """Make the empty file."""
    with clean_refusal():
        path_of(upload.pk).touch(mode=0o600)


def offset(upload: Upload) -> int:
    """How many bytes are there. After a power cut only those that were fsynced are believed."""
    if upload.state != UploadState.RECEIVING.value:
        return upload.length
    path = path_of(upload.pk)
    if not path.exists():
        return 0
    if upload.boot != this_boot():
        with alone_with(upload.pk):
            if path.stat().st_size > upload.durable:
                os.truncate(path, upload.durable)
        Upload.objects.filter(pk=upload.pk).update(boot=this_boot())
        upload.boot = this_boot()
    return path.stat().st_size


@contextmanager
def alone_with(upload: UUID, *, begun: bool = False) -> Iterator[int]:
    """The kernel's lock on this upload, for a moment; yields the handle of the file that counts the turns.

    ``begun``: the counting has begun; FileNotFoundError when the upload is over meanwhile.
    """
    with clean_refusal():
        handle = os.open(path_of(upload).with_suffix(".turn"), os.O_RDWR | (0 if begun else os.O_CREAT), 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


class Turn:
    """The right to append to an upload, until somebody else takes it."""

    def __init__(self, upload: UUID, at: int) -> None:
        self.upload = upload
        with alone_with(upload) as counter, clean_refusal():
            self._file = os.open(path_of(upload), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            self.at = os.fstat(self._file).st_size
            if self.at != at:
                os.close(self._file)
                raise WrongOffset
            self.number = int(os.pread(counter, 20, 0) or b"0") + 1
            os.pwrite(counter, b"%d" % self.number, 0)
        self._unflushed = 0

    def write(self, data: bytes) -> None:
        """Append; :class:`Overtaken` when the turn is gone. What fitted before a full disk stays and counts."""
        try:
            with alone_with(self.upload, begun=True) as counter:
                self._write(counter, memoryview(data))
        except FileNotFoundError:
            raise Overtaken from None  # and brought to its end as well
        self._unflushed += len(data)
        if self._unflushed >= FLUSH_EVERY:
            self.flush()

    def _write(self, counter: int, view: memoryview) -> None:
        if int(os.pread(counter, 20, 0) or b"0") != self.number:
            raise Overtaken
        with clean_refusal():
            while view:
                written = os.write(self._file, view)
                view, self.at = view[written:], self.at + written

    def flush(self) -> None:
        """Make what was written durable."""
        with clean_refusal():
            os.fdatasync(self._file)
        self._unflushed = 0

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)


# SHA-256 as far as it was computed while bytes arrived in this process: upload -> (offset, state). Only a shortcut: where it is
# missing (another process took the next part, a restart) the whole file is read once at the end.
_hashers: "OrderedDict[UUID, tuple[int, Any]]" = OrderedDict()


def _remember(upload: UUID, at: int, hasher: Any) -> None:
    _hashers[upload] = (at, hasher)
    while len(_hashers) > _HASHERS:
        _hashers.popitem(last=False)


def receive(upload: Upload, at: int, body: Readable, checksum: tuple[str, bytes] | None = None) -> int:
    """Append what comes in ``body`` from offset ``at``; returns the new offset, which is durable.

    A body that breaks off keeps what came, except under a checksum: then all of it counts, or nothing.
    """
    turn = Turn(upload.pk, at)
    try:
        if checksum is None:
            _plain(upload, turn, body)
        else:
            _summed(upload, turn, body, checksum)
    finally:
        try:
            turn.flush()
            Upload.objects.filter(pk=upload.pk, durable__lt=turn.at).update(durable=turn.at, boot=this_boot())
        finally:
            turn.close()
    return turn.at


def _chunks(body: Readable) -> Iterator[bytes]:
    """What comes, until it ends or the connection does: a cut is no error, the client goes on later."""
    while True:
        try:
            data = body.read(CHUNK)
        except (OSError, RuntimeError, EOFError) as cut:
            log.info("upload cut: %s", cut)
            return
        if not data:
            return
        yield data


def _plain(upload: Upload, turn: Turn, body: Readable) -> None:
    known, hasher = _hashers.pop(upload.pk, (0, hashlib.sha256()))
    whole = known == turn.at
    for data in _chunks(body):
        if turn.at + len(data) > upload.length:
            raise TooMuch
        turn.write(data)
        if whole:
            hasher.update(data)
    if whole:
        _remember(upload.pk, turn.at, hasher)


def _summed(upload: Upload, turn: Turn, body: Readable, checksum: tuple[str, bytes]) -> None:
    """Set the bytes aside until their sum is known to be right."""
    name, expected = checksum
    digest, aside = CHECKSUMS[name](), path_of(upload.pk).with_suffix(f".{turn.number}")
    try:
        with clean_refusal(), aside.open("xb") as file:
            for data in _chunks(body):
                if turn.at + file.tell() + len(data) > upload.length:
                    raise TooMuch
                digest.update(data)
                file.write(data)
        if digest.digest() != expected:
            raise Mismatch
        with aside.open("rb") as file:
            _plain(upload, turn, file)
    finally:
        aside.unlink(missing_ok=True)


def taken_digest(upload: Upload) -> str:
    """SHA-256 of all that came; read from the disk where it was not computed while it came."""
    known, hasher = _hashers.pop(upload.pk, (-1, None))
    if known == upload.length and hasher is not None:
        return str(hasher.hexdigest())
    return files.digest_of(path_of(upload.pk))


def drop(upload: UUID) -> None:
    """Remove the bytes of an upload that is over."""
    _hashers.pop(upload, None)
    for path in (path_of(upload), path_of(upload).with_suffix(".turn")):
        path.unlink(missing_ok=True)


def clear(older: timedelta) -> int:
    """Remove what lies in ``incoming`` and was not touched for so long: left by processes that were killed. How many files.

    What was received whole and could not be stored yet (the store is full, or away) stays for as long as that lasts.
    """
    until, count = time.time() - older.total_seconds(), 0
    waiting = {path_of(number).name for number in _received()}
    for path in files.incoming().iterdir():
        try:
            if path.stat().st_mtime < until and path.stem not in waiting:
                path.unlink()
                count += 1
        except FileNotFoundError:
            continue  # finished just now
    return count


def _received() -> Iterator[UUID]:
    yield from Upload.objects.filter(state=UploadState.RECEIVED.value).values_list("pk", flat=True)
