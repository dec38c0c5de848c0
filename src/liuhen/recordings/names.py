"""Names of files as people see them. No file of ours is ever called by such a name on disk."""

import re
import unicodedata

LONGEST = 300
NAMELESS = "未命名"

_BROKEN = re.compile(r"\s+")
#: Cc control, Cf format (right-to-left override hides a suffix), Co private, Cs half a pair, Cn unassigned.
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_ESCAPED = range(0xDC80, 0xDD00)  # a byte that is no UTF-8, as Python holds it
_SUFFIX = re.compile(r"\.([A-Za-z0-9]{1,5})\Z")
_SUFFIX_SAYS = {
    "image": frozenset({"jpg", "jpeg", "png", "heic", "heif", "gif", "webp", "bmp", "tif", "tiff", "avif", "jfif"}),
    "audio": frozenset({"mp3", "m4a", "aac", "wav", "flac", "ogg", "oga", "opus", "amr", "wma", "3ga", "mp4", "3gp", "3g2"}),
    "video": frozenset(
        {"mp4", "m4v", "mov", "qt", "avi", "mkv", "webm", "ts", "mts", "m2ts", "mpg", "mpeg", "3gp", "3g2", "wmv", "asf", "flv"}
        | {"ogv", "dav", "h264", "264"}
    ),
}
#: Suffixes that only recorders and their platforms write.
_OF_DEVICES = frozenset(
    {"ps", "h265", "265", "hevc", "ivs", "ifv", "mxf", "m2v", "vob", "rm", "rmvb", "ape", "adpcm", "g711", "dng"}
)


def shown(name: str) -> str:
    """A name fit to be shown: the last part of a path, without control characters and marks that turn text round, not too long.

    The suffix survives the cut, so that a downloaded copy still opens.
    """
    last = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if unicodedata.category(letter) not in _HIDDEN)
    plain = _BROKEN.sub(" ", kept).strip()
    if not plain.strip(" ."):
        return NAMELESS
    if len(plain) <= LONGEST:
        return plain
    suffix = _SUFFIX.search(plain)
    tail = suffix[0] if suffix else ""
    return plain[: LONGEST - len(tail) - 1] + "…" + tail


def written(name: str | bytes) -> str:
    r"""A name exactly as it was given, in letters that can be shown: what no eye sees, what turns text round and what is no UTF-8 is written out.

    ``\\`` is a backslash, ``\xNN`` a byte, ``\u{N}`` a letter: the name can be had back, and no two names are written alike.
    """
    text = name.decode("utf-8", "surrogateescape") if isinstance(name, bytes) else name
    composed = unicodedata.is_normalized("NFC", text)
    return "".join(_written(letter, composed=composed) for letter in text)


def _written(letter: str, *, composed: bool) -> str:
    if letter == "\\":
        return "\\\\"
    if ord(letter) in _ESCAPED:
        return f"\\x{ord(letter) - 0xDC00:02x}"
    plain = letter == " " or unicodedata.category(letter) not in _HIDDEN | {"Zs", "Zl", "Zp"}
    seen = composed or not (unicodedata.combining(letter) or unicodedata.normalize("NFC", letter) != letter)
    return letter if plain and seen else f"\\u{{{ord(letter):x}}}"


def shown_path(path: str) -> str:
    """A path fit to be shown: where a file lay, part by part, nothing that climbs."""
    parts = [shown(part) for part in path.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return "/".join(parts)[-LONGEST:]


def promises_media(name: str) -> bool:
    """Whether the suffix is one of photographs, sounds or films."""
    suffix = _SUFFIX.search(name)
    return suffix is not None and any(suffix[1].lower() in says for says in (*_SUFFIX_SAYS.values(), _OF_DEVICES))


def of_picture(name: str) -> bool:
    """Whether the suffix is one of photographs."""
    suffix = _SUFFIX.search(name)
    return suffix is not None and suffix[1].lower() in _SUFFIX_SAYS["image"]


def lies(name: str, type: str) -> bool:  # noqa: A002 - media type
    """Whether the suffix promises another medium than the content is; a name without a suffix promises nothing."""
    suffix = _SUFFIX.search(name)
    if suffix is None:
        return False
    promised = _SUFFIX_SAYS.get(type.partition("/")[0])
    return promised is None or suffix[1].lower() not in promised
