"""Names of files as people see them. No file of ours is ever called by such a name on disk."""

import re
import unicodedata

LONGEST = 300
NAMELESS = "未命名"

_BROKEN = re.compile(r"\s+")
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
    # Cc control, Cf format (right-to-left override hides a suffix), Co private, Cs half a pair, Cn unassigned
    kept = "".join(letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Co", "Cs", "Cn"})
    plain = _BROKEN.sub(" ", kept).strip(" .") or NAMELESS
    if len(plain) <= LONGEST:
        return plain
    suffix = _SUFFIX.search(plain)
    tail = suffix[0] if suffix else ""
    return plain[: LONGEST - len(tail) - 1] + "…" + tail


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
