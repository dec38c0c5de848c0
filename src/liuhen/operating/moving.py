"""Moving files between stores: each is read, sent, read back and hashed before it counts; the origin goes only when asked, and last.

Nothing is kept about a move but the files themselves: killed and run again, it reads back what is there already and goes on. Until the
origin is given up a file is read from the disk, else from the S3 store (``register/stores.py``), so pages never wait for a move.
"""

import errno
import hashlib
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from liuhen.register import files
from liuhen.register.digests import CHUNK, digest_of
from liuhen.register.stores import Disk, Store
from liuhen.register.stores_s3 import StoreTrouble

Say = Callable[[str], None]
EVERY = 100  # files between two lines of progress
ENOUGH = 5  # refusals one after the other: the store is away, and each further file would only take its time to find that out


@dataclass(kw_only=True)
class Moved:
    """What a move did. ``damaged`` and ``refused`` name files that stay where they were; nothing of them is removed.

    ``stopped`` says why it ended before the last file: a store that refused one after the other, not this file or that.
    """

    files: int = 0
    bytes: int = 0
    removed: int = 0
    damaged: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    stopped: str = ""

    @property
    def whole(self) -> bool:
        """Whether every file of the origin is in the target as its name says."""
        return not self.damaged and not self.refused and not self.stopped


def move(origin: Store, target: Store, say: Say, *, remove: bool) -> Moved:
    """Bring every file of ``origin`` into ``target``; with ``remove``, give up each at the origin once its copy was read back."""
    done, in_a_row = Moved(), 0
    try:
        for digest, size in origin.listed():
            try:
                right = _copied(origin, target, digest)
                if right and remove:
                    origin.remove(digest)
            except OSError as trouble:
                done.refused[digest], in_a_row = words(trouble), in_a_row + 1
                say(f"{digest}：{done.refused[digest]}")
                if in_a_row == ENOUGH:
                    raise
                continue
            in_a_row = 0
            if not right:
                done.damaged.append(digest)
                say(f"{digest}：原处的文件已经损坏，没有移动")
                continue
            done.files, done.bytes, done.removed = done.files + 1, done.bytes + size, done.removed + remove
            if done.files % EVERY == 0:
                say(f"已核对 {done.files} 个文件，{done.bytes / 1024**3:.1f} GiB")
    except OSError as trouble:
        done.stopped = words(trouble)
    return done


def words(trouble: OSError) -> str:
    """What went wrong with a store, in Chinese, with what it told itself."""
    ours = trouble.words if isinstance(trouble, StoreTrouble) else "磁盘出错"
    return f"{ours}（{trouble.strerror or trouble}）"


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
                raise OSError(errno.EIO, "the disk gave back other bytes than it was given")
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
