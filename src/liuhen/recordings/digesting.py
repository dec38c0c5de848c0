"""What ``./liuhen digest`` tells of a file on a machine of its own: both digests in one reading, the size, what the medium says.

Runs without a database, and without the packages of the lock where they are not installed: then the media's facts are left out, and
SM3 where the machine's OpenSSL does not know it. A file that changes while it is read is told as changing, not digested.
"""

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from liuhen.register.sniff import ENOUGH, sniff

FORMAT = "liuhen-digest-1"
CHUNK = 4 * 1024 * 1024
_SECONDS = 120

Progress = Callable[[Path, int, int], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Digested:
    """One file as it lies there. ``sm3`` and ``media`` are empty where the machine cannot tell."""

    file: str
    path: str
    size: int
    sha256: str
    sm3: str
    type: str
    modified: str
    media: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)


class Changing(OSError):  # noqa: N818 - reads as the state it tells
    """The file grew or shrank while it was read."""


def why(trouble: OSError) -> str:
    """Why a file could not be read, for people."""
    known = {errno.ENOENT: "文件不存在", errno.EACCES: "没有读取权限", errno.EPERM: "没有读取权限", errno.EIO: "磁盘读不出"}
    return known.get(trouble.errno or 0, f"系统错误 {trouble.errno}" if trouble.errno else str(trouble))


def files_in(paths: list[Path]) -> Iterator[Path]:
    """The files named, and those in the folders named, in a settled order; what is neither is told when it is opened."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file())
        else:
            yield path


def digest(path: Path, progress: Progress = lambda _path, _done, _all: None) -> Digested:
    """Read a file to its end, once, in a fixed amount of memory; OSError where it cannot be read."""
    sha256, sm3, done = hashlib.sha256(), new_sm3(), 0
    with path.open("rb", buffering=0) as file:
        before = os.fstat(file.fileno())
        head = b""
        while chunk := file.read(CHUNK):
            head = head or chunk[:ENOUGH]
            sha256.update(chunk)
            if sm3 is not None:
                sm3.update(chunk)
            done += len(chunk)
            progress(path, done, before.st_size)
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or done != after.st_size:
        raise Changing("读的时候文件还在变，等它写完再算")
    type_ = sniff(head)
    return Digested(
        file=path.name,
        path=str(path),
        size=done,
        sha256=sha256.hexdigest(),
        sm3=sm3.hexdigest() if sm3 is not None else "",
        type=type_,
        modified=datetime.fromtimestamp(after.st_mtime, UTC).isoformat(timespec="seconds"),
        media=_media(path, type_),
    )


def new_sm3() -> Any:
    """A digest by GB/T 32905-2016; None where neither Python's OpenSSL nor the package cryptography can."""
    if "sm3" in hashlib.algorithms_available:
        return hashlib.new("sm3")
    try:
        from cryptography.hazmat.primitives import hashes
    except ImportError:
        return None
    return _Wrapped(hashes.Hash(hashes.SM3()))


class _Wrapped:
    """The package's digest in the words of hashlib."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def update(self, data: bytes) -> None:
        self._inner.update(data)

    def hexdigest(self) -> str:
        return str(self._inner.finalize().hex())


def _media(path: Path, type_: str) -> dict[str, Any]:
    """Medium, length, and when it was made as the file says; nothing where the packages are not there or the file says nothing."""
    try:
        import av  # noqa: F401 - only whether it is there

        from liuhen.recordings import metadata, sandbox
    except ImportError:
        return {}
    try:
        facts = sandbox.run("probe", sandbox.Limits(seconds=_SECONDS, cpu=20), path=str(path.resolve()), type=type_)
    except sandbox.Failed as failure:
        return {"unreadable": failure.reason}
    found = metadata.captured(facts.get("stamps") or (), arrived=datetime.now(UTC))
    told = {
        "media": facts.get("media"),
        "seconds": facts.get("seconds"),
        "width": facts.get("width"),
        "height": facts.get("height"),
        "device": facts.get("device"),
        "begin": found.at.isoformat(timespec="seconds") if found else None,
        "unreadable": facts.get("unreadable"),
    }
    return {key: value for key, value in told.items() if value}


# -- its output, read again -----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One file of a digest's output, as it was handed in."""

    file: str
    size: int
    sha256: str
    sm3: str
    media: Mapping[str, Any]
    computed: datetime | None


MOST = 500  # files in one output
_HEX = frozenset("0123456789abcdef")


def read(raw: bytes) -> list[Reading]:
    """The files that an output of ``./liuhen digest --json`` names; ValueError (in Chinese) where it is no such output."""
    try:
        told = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ValueError("这不是 ./liuhen digest --json 的结果文件") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("files"), list):
        raise ValueError("这不是 ./liuhen digest --json 的结果文件")
    if len(told["files"]) > MOST:
        raise ValueError(f"一次最多 {MOST} 个文件，请分几次算")
    return [_reading(one, _computed(told.get("computed"))) for one in told["files"]]


def _reading(one: Any, computed: datetime | None) -> Reading:
    size = one.get("size") if isinstance(one, dict) else None
    if not isinstance(size, int) or isinstance(size, bool) or size < 0 or not is_digest(one.get("sha256")):
        raise ValueError("结果文件里有一项没有大小或 SHA-256，请重新算一次")
    media = one.get("media")
    return Reading(
        file=str(one.get("file") or "")[:400],
        size=size,
        sha256=str(one["sha256"]),
        sm3=str(one["sm3"]) if is_digest(one.get("sm3")) else "",
        media=media if isinstance(media, dict) else {},
        computed=computed,
    )


def is_digest(text: Any) -> bool:
    """64 hexadecimal digits, in small letters."""
    return isinstance(text, str) and len(text) == 64 and _HEX.issuperset(text)  # noqa: PLR2004 - 256 bits


def _computed(text: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None
