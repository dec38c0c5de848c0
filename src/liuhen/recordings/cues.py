"""The cues of SubRip and WebVTT files, also as careless programs write them. Pure.

Own code because what a library for subtitles leaves out is what was said: it drops the speaker of a WebVTT cue and a cue without
milliseconds, and takes a comment or a cue's name for speech. Other formats are left to it (``transcripts_text``).
Sources: W3C WebVTT (cue text, cue settings, NOTE, STYLE); SubRip has no standard, its usage is followed.
"""

import html
import re
from collections.abc import Iterator

#: Hours may be missing, also in SubRip; a comma, a full stop or nothing before the milliseconds.
_CODE = r"(?:(\d{1,4})[:：])?(\d{1,2})[:：](\d{1,2})(?:[.,，](\d{1,3}))?"
_ARROW = re.compile(rf"^\s*{_CODE}\s*-+>\s*{_CODE}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+?)\s*>")
_INSIDE = re.compile(r"<rt>.*?(?:</rt>|$)|<(?:\d+:)?\d+:\d+\.\d+>", re.DOTALL)  # readings above words, times of single words
_TAGS = re.compile(r"</?[A-Za-z][^>]*>|\{\\[^}]*\}")


def is_webvtt(text: str) -> bool:
    """Whether a file says of itself that it is WebVTT."""
    return text.lstrip().startswith("WEBVTT")


def cues(text: str) -> tuple[list[tuple[float, float, str]], int]:
    """Each cue as (begin, end, words), in seconds and in the order of the file; and how many had a time that cannot be read."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    arrows = [place for place, line in enumerate(lines) if "-->" in line]
    said, found, unread = _vtt if is_webvtt(text) else _srt, [], 0
    for place, following in zip(arrows, [*arrows, len(lines)][1:], strict=True):
        match = _ARROW.match(lines[place])
        if match is None:
            unread += 1
            continue
        body = list(said(lines[place + 1 : following], last=following == len(lines)))
        found.append((_seconds(match.groups()[:4]), _seconds(match.groups()[4:]), " ".join(" ".join(body).split())))
    return found, unread


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, part = (one or "0" for one in groups)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(part.ljust(3, "0")) / 1000


def _vtt(lines: list[str], *, last: bool) -> Iterator[str]:  # noqa: ARG001 - a cue ends at the blank line wherever it stands
    """The words of a cue, which ends at a blank line: names of cues, comments and styles stand outside."""
    body = []
    for line in lines:
        if not line.strip():
            break
        body.append(line)
    spoken = _INSIDE.sub("", _VOICE.sub(r"\1：", "\n".join(body)))
    yield html.unescape(_TAGS.sub("", spoken))


def _srt(lines: list[str], *, last: bool) -> Iterator[str]:
    """The words up to the number of the next cue; a blank line does not end them."""
    if not last and lines and lines[-1].strip().isdecimal():
        lines = lines[:-1]
    yield from (_TAGS.sub("", line) for line in lines)
