"""What the player's templates need: seconds in words and figures, moments on an axis."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from liuhen.pages.templatetags.lh import until_seconds
from liuhen.recordings.models import RecordingRow
from liuhen.recordings.transcripts_text import code
from liuhen.regulation.saying import length

register = template.Library()
#: The subtypes whose everyday name is another.
_NAMES = {
    "quicktime": "MOV",
    "x-matroska": "MKV",
    "x-msvideo": "AVI",
    "mp2t": "TS",
    "x-m4a": "M4A",
    "x-ms-asf": "WMV",
    "x-ms-wmv": "WMV",
    "vnd.wave": "WAV",
}
_SOUNDS = {"audio/mpeg": "MP3", "audio/x-ms-asf": "WMA", "audio/x-ms-wmv": "WMA"}
#: How cameras' makers call what the decoders call otherwise.
_CODED = {"hevc": "H.265", "mpeg4": "MPEG-4", "mpeg2video": "MPEG-2", "mjpeg": "MJPEG"}
_BRACKETED = re.compile(r"（[^）]*）")
_SORTS = {"video": "录像", "audio": "录音", "image": "照片"}


@register.filter
def plain(number: Any) -> str:
    """A number as programs read it, whatever the language of the page."""
    return "" if number in {None, ""} else f"{float(number):.6g}" if abs(float(number)) < 1 else f"{float(number):.10g}"


@register.filter
def format_name(mime: str) -> str:
    """MP4 录像 of video/mp4: as people call a file's format; what has no such name stays as it is."""
    main, _, sub = mime.partition("/")
    if main not in _SORTS:
        return mime
    name = _SOUNDS[mime] if mime in _SOUNDS else _NAMES.get(sub, sub.removeprefix("x-").upper())
    return f"{name} {_SORTS[main]}"


@register.filter
def coded(row: RecordingRow) -> str:
    """MP4 录像（H.265 编码）: an original that browsers do not play, with how it is coded."""
    codec = str(row.codecs.get("video") or row.codecs.get("audio") or "")
    return format_name(row.type) + (f"（{_CODED.get(codec, codec.upper())} 编码）" if codec else "")


@register.filter
def short_of(row: RecordingRow) -> str:
    """Where a film is shorter than was told of it: 原写到 20:41:00，文件只长 4 秒，按文件算; empty where nothing to speak of."""
    if row.begin is None or row.end is None or row.told_end is None:
        return ""
    told = until_seconds(row.begin, row.told_end).rpartition("–")[2]
    return f"原写到 {told}，文件只长 {length(row.end - row.begin)}，按文件算"


@register.filter
def how_long(seconds: float | None) -> str:
    """9 分 12 秒: how long something was or was not recorded, to the second below an hour."""
    return length(timedelta(seconds=seconds)) if seconds else ""


@register.filter
def short_title(title: str) -> str:
    """现场检查笔录 of 现场检查（勘验）笔录, where there is little room."""
    return _BRACKETED.sub("", title)


@register.filter
def timecode(seconds: float | None) -> str:
    """00:24:51."""
    return code(int(seconds)) if seconds is not None else ""


@register.filter
def timecode_tenths(seconds: float | None) -> str:
    """00:24:48.2."""
    return code(seconds) if seconds is not None else ""


@register.simple_tag
def moments(marks: Iterable[Mapping[str, Any]]) -> SafeString:
    """Moments above an axis: a stroke each, a name where there is room; each leads to its second."""
    drawn = format_html_join(
        "",
        '<a href="{}"{} class="m"><title>{} {}</title><rect class="hit" x="{}" y="0" width="12" height="44" transform="translate(-6)"/>'
        '<text x="{}" y="13" text-anchor="{}">{}</text><rect class="stroke" x="{}" y="19" width="1" height="25"/></a>',
        (
            (
                mark["seen"].url,
                format_html(' data-go="{}"', f"{mark['seen'].row.second:g}") if mark["seen"].here else "",
                mark["seen"].code,
                mark["title"],
                mark["x"],
                mark["x"],
                mark["side"],
                mark["name"],
                mark["x"],
            )
            for mark in marks
        ),
    )
    return format_html('<svg class="lh-moments" height="44" aria-label="时刻">{}</svg>', drawn)
