"""What went wrong with a file, in Chinese for whoever asked; the words of a library are the operator's, and go to the log."""

import errno
import re

from liuhen.regulation.grammar import Refusal

UNKNOWN = "处理程序出错中止"
_FULL = "磁盘写满了，请系统管理员腾出空间"
_BY_NUMBER = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: "要写的内容超过限度",
    errno.ENOENT: "要用的文件不在了，请系统管理员核对文件库",
    errno.EREMOTEIO: "存放文件的对象存储现在连不上",
    errno.ENOMEM: "声称的音视频流太多，或者要用的内存太大，解不开",
}
_SPOILT = "内容不符合它的格式，解不开"
_CUT = "内容没到头就断了"
#: What decoders say most often, by words that stand in it.
_BY_WORDS = {
    "moov atom not found": "没有索引，解不开",
    "decompression bomb": "画面的尺寸大得不合常理，没有解开",
    "nd of file": _CUT,
    "runcated": _CUT,
    "Invalid data": _SPOILT,
    "Invalid argument": _SPOILT,
    "cannot identify": _SPOILT,
    "decoder object": _SPOILT,
}
_FOREIGN = re.compile(r"[A-Za-z]{4}", re.ASCII)  # SM3, MP4 and SHA are words of ours


class Unfit(ValueError):  # noqa: N818 - its words are shown as they are
    """A task cannot be done; says why, in Chinese."""


def words(error: BaseException) -> str:
    """Why it failed, without a full stop."""
    if isinstance(error, Refusal):
        return error.message.rstrip("。")
    if isinstance(error, Unfit):
        return str(error)
    if isinstance(error, MemoryError):
        return _BY_NUMBER[errno.ENOMEM]
    said = str(getattr(error, "strerror", None) or error)
    number = getattr(error, "errno", None) or 0
    return _BY_NUMBER.get(number) or next((ours for part, ours in _BY_WORDS.items() if part in said), UNKNOWN)


def shown(kept: str) -> str:
    """A reason that was kept, for a page: one from before, in a library's words, is told in ours."""
    if "No space left" in kept:
        return _FULL
    return UNKNOWN if _FOREIGN.search(kept) else kept.strip().rstrip("。.")
