"""What lies in the folder of a docking station: seen without following anything out of it, copied with care, given up only when safe.

A name here is nothing but a name; no path is made from what a file says. Links are not followed, pipes and sockets not opened. A file
that changes, shrinks or vanishes while it is read is not taken: the copy is given up, and it is looked at again.
"""

import errno
import fcntl
import hashlib
import os
import stat
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from liuhen.recordings import names
from liuhen.register import files
from liuhen.register.digests import fsync_folder
from liuhen.register.files import Blob, Staged

CHUNK = 1024 * 1024
_MOMENT = 60
#: What systems leave beside files; of no use to anybody.
_LITTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "autorun.inf", "indexervolumeguid", "wpsettings.dat"})
_LITTER_FOLDERS = frozenset(
    {"system volume information", "$recycle.bin", "lost+found", ".trashes", ".spotlight-v100", ".fseventsd", "lost.dir"}
)
#: What is still being written under another name.
_UNFINISHED = (".part", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".!ut")
#: Trouble of the place that the files lie in: nothing is wrong with them, it may come back.
GONE = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN, errno.ETIMEDOUT})


class Changing(Exception):  # noqa: N818 - reads as the sentence it tells
    """The file is being written, or changed while it was read; another look later."""


class Stopped(Exception):  # noqa: N818
    """Whoever asked for it does not want it any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """Something that lies there. ``why`` says why it is certainly not to be taken; otherwise it is a regular file."""

    path: str
    size: int = 0
    mtime_ns: int = 0
    inode: tuple[int, int] = (0, 0)
    why: str = ""

    @property
    def name(self) -> str:
        """The last part of the path."""
        return os.path.basename(self.path)  # noqa: PTH119 - bytes that are no UTF-8 stay as they are

    @property
    def litter(self) -> bool:
        """Whether a system left it there: nobody misses it."""
        low = self.name.lower()
        return low in _LITTER or low in _LITTER_FOLDERS or low.startswith("._")

    @property
    def mark(self) -> tuple[str, int, int, tuple[int, int]]:
        """The same as long as nothing was done to the file."""
        return self.path, self.size, self.mtime_ns, self.inode

    def text(self) -> str:
        """The name as people would read it: stations write UTF-8 or, from older systems, GB 18030."""
        raw = os.fsencode(self.name)
        for code in ("utf-8", "gb18030"):
            with suppress(UnicodeDecodeError):
                return raw.decode(code)
        return raw.decode("utf-8", "replace")

    def given(self) -> str:
        """The name to the byte, see ``names.written``."""
        return names.written(os.fsencode(self.name))

    def shown(self) -> str:
        """The path as text: bytes that are no UTF-8 written out, so that any reader of JSON gets it."""
        return os.fsencode(self.path).decode("utf-8", "backslashreplace")


def walk(folder: str) -> Iterator[Seen]:
    """Everything below a folder, in the order of names. OSError only where the folder itself cannot be read."""
    ahead = _listed(folder)  # a stack, last first: folders may be nested deeper than functions may call themselves
    while ahead:
        entry = ahead.pop()
        if not entry.is_dir(follow_symlinks=False):
            yield see(entry.path)
        elif entry.name.lower() in _LITTER_FOLDERS:
            yield Seen(path=entry.path, why="系统自己的文件夹，里面的没有看")
        else:
            try:
                ahead += _listed(entry.path)
            except OSError as error:
                yield Seen(path=entry.path, why=f"文件夹打不开，里面的没有看（{words(error)}）")


def _listed(folder: str) -> "list[os.DirEntry[str]]":
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: os.fsencode(entry.name), reverse=True)


def see(path: str) -> Seen:
    """One thing by its path, without opening it."""
    try:
        facts = os.lstat(path)
    except OSError as error:
        return Seen(path=path, why=f"没有收：{words(error)}")
    return Seen(
        path=path,
        size=facts.st_size,
        mtime_ns=facts.st_mtime_ns,
        inode=(facts.st_dev, facts.st_ino),
        why=_never(Seen(path=path), facts.st_mode),
    )


def _never(seen: Seen, mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "没有收：是链接。它指的文件若在文件夹里，会按它自己的名字收"
    if not stat.S_ISREG(mode):
        return "没有收：不是文件（管道、套接字或设备）"
    return "没有收：系统自己的文件" if seen.litter else ""


def words(error: OSError) -> str:
    """What an error of the system means, in Chinese."""
    known = {
        errno.ENOENT: "文件不见了",
        errno.EACCES: "没有读取的权限",
        errno.EPERM: "没有读取的权限",
        errno.ELOOP: "是链接",
        errno.EIO: "介质读不出",
        errno.ENODEV: "设备已拔出",
        errno.ENXIO: "设备已拔出",
        errno.ENOTDIR: "不是文件夹",
    }
    return known.get(error.errno or 0, f"系统报错 {error.errno}：{os.strerror(error.errno or 0)}")


def unfinished(name: str) -> bool:
    """Whether a name is one that programs give to what they have not finished writing."""
    return name.lower().endswith(_UNFINISHED)


def settled(seen: Seen, before: Seen | None, *, quiet: float) -> bool:
    """Whether a file has stopped growing: untouched for so many seconds, or the same at two looks that far apart.

    ``before`` is the earlier look.
    """
    age = time.time() - seen.mtime_ns / 1e9
    if age >= quiet:
        return True
    return before is not None and before.mark == seen.mark


class Source:
    """One file opened for reading, and only that: what it is was asked of the open handle, not of its name."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.handle = os.open(seen.path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        if not stat.S_ISREG(os.fstat(self.handle).st_mode) or _written_to(self.handle) or not self.same():
            os.close(self.handle)
            raise Changing

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.handle)

    def same(self) -> bool:
        """Whether it still is as it was seen, and still is what lies under its name."""
        here = os.fstat(self.handle)
        try:
            there = os.lstat(self.seen.path)
        except FileNotFoundError:
            return False
        was = (self.seen.size, self.seen.mtime_ns, self.seen.inode)
        return all((one.st_size, one.st_mtime_ns, (one.st_dev, one.st_ino)) == was for one in (here, there))

    def head(self, size: int) -> bytes:
        """The first bytes."""
        return os.pread(self.handle, size, 0)

    def chunks(self, go_on: Callable[[int], bool]) -> Iterator[bytes]:
        """All bytes; :class:`Stopped` when ``go_on``, told how many came, says no; :class:`Changing` when it was touched meanwhile."""
        os.lseek(self.handle, 0, os.SEEK_SET)
        came = 0
        while data := os.read(self.handle, CHUNK):
            came += len(data)
            if came > self.seen.size:
                raise Changing  # it might grow as fast as it is read
            if not go_on(len(data)):
                raise Stopped
            yield data
        if came != self.seen.size or not self.same():
            raise Changing

    def digest(self, go_on: Callable[[int], bool]) -> str:
        """SHA-256 of all bytes."""
        found = hashlib.sha256()
        for data in self.chunks(go_on):
            found.update(data)
        return found.hexdigest()

    def copy(self, go_on: Callable[[int], bool]) -> Blob:
        """Into the store, durable when this returns; nothing is left of a copy that was not finished."""
        with _Marked() as staged:
            for data in self.chunks(go_on):
                staged.write(data)
            return staged.commit()


def _written_to(handle: int) -> bool:
    """Whether some process has the file open for writing: then the kernel gives no lease for reading (Linux, local disks).

    Where it cannot be asked (not our file, a network disk) the sizes alone decide.
    """
    try:
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False


class _Marked(Staged):
    """A file on its way in whose writer can be seen to live: the lock ends with the process, whatever ends that."""

    def __init__(self) -> None:
        super().__init__()
        marked = self.path.with_name(f"dock-{uuid.uuid4().hex}")
        fcntl.flock(self._file.fileno(), fcntl.LOCK_EX)
        self.path = self.path.rename(marked)  # only now may anybody take it for ours


def clear() -> int:
    """Remove what a docking that was killed left half-copied; how many files. Those of one that runs are locked and stay."""
    count, young = 0, time.time() - _MOMENT
    for path in files.incoming().glob("dock-*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime > young:
                continue  # perhaps whole, and just let go of to be renamed
            handle = os.open(path, os.O_RDONLY)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
                count += 1
            except BlockingIOError:
                pass
            finally:
                os.close(handle)
    return count


def give_up(source: Source, sha256: str) -> str:
    """Delete a source that was asked to be, once the stored copy was read back from the disk; why not, where it stays."""
    _forget_pages(sha256)
    if not files.verify(sha256):
        return "入库的副本读回核对不一致，原处的文件没有删"
    if not source.same():
        return "原处的文件又变了，没有删"
    try:
        os.unlink(source.seen.path)  # noqa: PTH108 - the name may be no UTF-8
    except OSError as error:
        return f"已入库，原处的文件删不掉（{words(error)}）"
    with suppress(OSError):
        fsync_folder(Path(source.seen.path).parent)
    return ""


def _forget_pages(sha256: str) -> None:
    """Ask the kernel to forget what it remembers of the stored file, so that reading it back reads the disk."""
    with suppress(OSError, FileNotFoundError), open(files.path_of(sha256), "rb") as file:  # noqa: PTH123
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
