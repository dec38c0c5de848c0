"""Moving files between stores: each is read, sent, read back and hashed before it counts; the origin goes only when asked, and last.

Nothing is kept about a move but the files themselves: killed and run again, it reads back what is there already and goes on. Until the
origin is given up a file is read from the disk, else from the S3 store (``register/stores.py``), so pages never wait for a move.
"""

import hashlib
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from liuhen.register import files
from liuhen.register.digests import CHUNK, digest_of
from liuhen.register.stores import Disk, Store

Say = Callable[[str], None]
EVERY = 100  # files between two lines of progress


@dataclass(kw_only=True)
class Moved:
    """What a move did. ``damaged`` and ``refused`` name files that stay where they were; nothing of them is removed."""

    files: int = 0
    bytes: int = 0
    removed: int = 0
    damaged: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether every file of the origin is in the target as its name says."""
        return not self.damaged and not self.refused


def move(origin: Store, target: Store, say: Say, *, remove: bool) -> Moved:
    """Bring every file of ``origin`` into ``target``; with ``remove``, give up each at the origin once its copy was read back."""
    done = Moved()
    for digest, size in origin.listed():
        try:
            right = _copied(origin, target, digest)
        except OSError as trouble:
            done.refused[digest] = str(trouble)
            say(f"{digest}：{trouble}")
            continue
        if not right:
            done.damaged.append(digest)
            say(f"{digest}：原处的文件已经损坏，没有移动")
            continue
        done.files, done.bytes = done.files + 1, done.bytes + size
        if remove:
            origin.remove(digest)
            done.removed += 1
        if done.files % EVERY == 0:
            say(f"已核对 {done.files} 个文件，{done.bytes / 1024**3:.1f} GiB")
    return done


def _copied(origin: Store, target: Store, digest: str) -> bool:
    """Copy one file and read the copy back; False where what the origin has is not what its name says."""
    if isinstance(origin, Disk):
        path = origin.path(digest)
        if digest_of(path) != digest:
            return False
        target.take(path, digest)  # an S3 store reads back before it says yes
        return True
    part = files.incoming() / f"part-{uuid.uuid4().hex}"
    try:
        if _fetched(origin, digest, part) != digest:
            return False
        target.take(part, digest)
        with target.open(digest) as copy:
            if digest_of(copy) != digest:
                raise OSError(f"{target.name} gave back other bytes than it was given")
    finally:
        part.unlink(missing_ok=True)
    return True


def _fetched(origin: Store, digest: str, part: Path) -> str:
    """Bring a file to the local disk, durable; the digest of what came."""
    found = hashlib.sha256()
    with origin.open(digest) as source, part.open("xb") as file:
        while data := source.read(CHUNK):
            found.update(data)
            file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return found.hexdigest()
