"""What in a drop folder is certainly no recording. In doubt it is one: evidence that nobody can read is stored all the same."""

from liuhen.recordings import names
from liuhen.recordings.commands import refuse_others
from liuhen.recordings.dock_files import unfinished
from liuhen.recordings.sidecars import SUFFIXES, stem
from liuhen.register.files import Blob
from liuhen.register.sniff import UNKNOWN, sniff
from liuhen.regulation.grammar import Refusal

_APPLE_DOUBLE = b"\x00\x05\x16\x07"
#: Packed files and databases, by their first bytes.
_OTHERS = (
    (b"\x1f\x8b", "压缩包"),
    (b"Rar!\x1a\x07", "压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包"),
    (b"SQLite format 3\x00", "数据库"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "快捷方式"),
)


def no_recording(name: str, size: int, head: bytes) -> str:
    """Why a file is no recording, by its first bytes, and by its name where these tell nothing; empty where it is or may be one."""
    type_ = sniff(head)
    if unfinished(name):
        return "没有收：没有写完的临时文件。写完改回原来的名字再收"
    try:
        refuse_others(Blob(sha256="", size=size, type=type_))
    except Refusal as refusal:
        return refusal.message
    if type_ != UNKNOWN or (names.promises_media(name) and not head.startswith(_APPLE_DOUBLE)):
        return ""  # where nobody can read it, it still was a film to whoever named it so
    return f"没有收：{_what(name, head)}"


def _what(name: str, head: bytes) -> str:
    if head.startswith(_APPLE_DOUBLE):
        return "系统自己的文件"
    if other := next((what for magic, what in _OTHERS if head.startswith(magic)), ""):
        return f"是{other}，不是照片、录音或录像"
    if stem(name)[1] in SUFFIXES:
        return "是随附文件，没有找到同名的录音录像"
    if _is_text(head):
        return "是文字，不是照片、录音或录像"
    return "看不出是照片、录音或录像。确实是的，请改回原来的扩展名再收"


def _is_text(head: bytes) -> bool:
    return b"\0" not in head and all(byte >= 0x20 or byte in b"\t\n\r\f\x1b" for byte in head)  # noqa: PLR2004
