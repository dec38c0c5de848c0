"""Words with their seconds: read from subtitle files however they come, from typed lines; written as WebVTT. Pure.

A file from elsewhere may be GBK, begin with a mark, use Windows line ends, overlap or be out of order: what can be understood is
taken, what was mended is told. Only a file in which no line has a time is refused.
"""

import codecs
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pysubs2

from liuhen.recordings import cues

MOST_BYTES = 64 * 1024 * 1024
MOST_LINES = 300_000
LONGEST = 2_000  # characters of one line
LINGERS = 8.0  # seconds that a line without an end is taken to last, if no other follows sooner
_LATEST = 30 * 24 * 3600.0  # a time beyond that is a mistake in the file

_CODE = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TYPED = re.compile(rf"^\s*\[?{_CODE}\]?(?:\s*[-–—~]\s*\[?{_CODE}\]?)?(?:\s+|[　：:]\s*|$)(.*)$")
_ALONE = re.compile(rf"^\s*{_CODE}\s*$", re.ASCII)
_PLAIN = re.compile(r"^\s*\d{1,7}(?:\.\d{1,6})?\s*$", re.ASCII)
_STORED = re.compile(r"^(\d+):(\d\d):(\d\d)\.(\d{3}) --> (\d+):(\d\d):(\d\d)\.(\d{3})\Z")


class Unreadable(ValueError):  # noqa: N818 - what it is, not that it went wrong
    """Nothing in it can be taken as words with times; says why, in Chinese."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """What was said from one second to another."""

    begin: float
    end: float
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """Lines in order, and what had to be mended, in words."""

    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


# -- files from elsewhere ---------------------------------------------------------------------------------------------


def read(data: bytes) -> Read:
    """The lines of a subtitle file (SRT, WebVTT, ASS and their kin) in whatever encoding."""
    if len(data) > MOST_BYTES:
        raise Unreadable(f"字幕文件超过 {MOST_BYTES // 1024 // 1024} MiB")
    text, coding = decoded(data)
    if "\0" in text:
        raise Unreadable("这不是文字文件")
    if not text.strip():
        raise Unreadable("文件是空的")
    notes = [f"按 {coding} 编码读出"] if coding != "UTF-8" else []
    raw, unread = (_others(text), 0) if _is_other(text) else cues.cues(text)
    long = sum(len(words) > LONGEST for _, _, words in raw)
    lines, mended = _ordered([Line(begin=begin, end=end, text=words[:LONGEST]) for begin, end, words in raw])
    if not lines:
        raise Unreadable("没有一行带时间的文字")
    notes += [f"{unread} 行的时间读不出，没有收"] if unread else []
    notes += [f"{long} 行太长，只收前 {LONGEST} 字"] if long else []
    return Read(lines=lines, notes=(*notes, *mended))


def _is_other(text: str) -> bool:
    """Whether a file says of itself that it is of another format; what does not is read as SRT, the most common."""
    return text.lstrip().startswith(("[Script Info]", "{")) or "[Events]" in text[:20_000]


def _others(text: str) -> list[tuple[float, float, str]]:
    """The cues of a file of another format."""
    try:
        found = pysubs2.SSAFile.from_string(text)
    except Exception as error:
        # whatever the library stumbles over in a file from outside, the answer is the same
        raise Unreadable("读不出时间和文字") from error
    said = (event for event in found.events if event.type == "Dialogue")
    return [(event.start / 1000, event.end / 1000, " ".join(event.plaintext.split())) for event in said]


def decoded(data: bytes) -> tuple[str, str]:
    """Bytes as text, and the name of the encoding; GB 18030 takes what is not UTF-8."""
    for mark, name in ((codecs.BOM_UTF8, "UTF-8"), (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16")):
        if data.startswith(mark):
            return data.decode("utf-8-sig" if name == "UTF-8" else "utf-16", "replace"), name
    for name, label in (("utf-8", "UTF-8"), ("gb18030", "GBK")):
        try:
            return data.decode(name), label
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace"), "UTF-8（有读不出的字）"


def _ordered(raw: list[Line]) -> tuple[tuple[Line, ...], list[str]]:
    """Lines with words, in order, each with an end; what was mended."""
    worded = [line for line in raw if line.text and 0 <= line.begin < _LATEST]
    listed = sorted(worded, key=lambda line: (line.begin, line.end))[:MOST_LINES]
    notes = [f"只收前 {MOST_LINES} 行"] if len(worded) > MOST_LINES else []
    if any(one.begin < other.begin for one, other in zip(worded[1:], worded, strict=False)):
        notes.append("次序颠倒的已按时间排好")
    backwards = sum(line.end <= line.begin for line in listed)
    if backwards:
        notes.append(f"{backwards} 行没有结束时间，算到下一行")
    if len(raw) > len(worded):
        notes.append(f"{len(raw) - len(worded)} 行没有文字或时间不对，没有收")
    if any(one.begin < other.end for one, other in zip(listed[1:], listed, strict=False)):
        notes.append("有重叠的行，照原样收")
    return tuple(_ended(listed)), notes


def _ended(listed: list[Line]) -> Iterator[Line]:
    for place, line in enumerate(listed):
        if line.end > line.begin:
            yield line
            continue
        later = next((one.begin for one in listed[place + 1 : place + 50] if one.begin > line.begin), line.begin + LINGERS)
        yield Line(begin=line.begin, end=min(later, line.begin + LINGERS), text=line.text)


# -- typed lines ------------------------------------------------------------------------------------------------------


def typed(text: str) -> Read:
    """Lines as people type them: ``00:24:51 文字`` or ``00:24:51–00:24:53 文字``; a line without a time goes on with the one before."""
    found: list[Line] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            continue
        match = _TYPED.match(raw)
        if match is None:
            if not found:
                raise Unreadable(f"第 {number} 行“{raw.strip()[:20]}”前面没有时间，照 00:24:51 的样子写在行首")
            before = found.pop()
            found.append(Line(begin=before.begin, end=before.end, text=f"{before.text} {raw.strip()}"[:LONGEST]))
            continue
        begin, end = _seconds(match.groups()[:4]), _seconds(match.groups()[4:8])
        found.append(Line(begin=begin or 0.0, end=end or 0.0, text=" ".join(match[9].split())[:LONGEST]))
    worded = [line for line in found if line.text]
    if not worded:
        raise Unreadable("还没有写文字")
    lines, notes = _ordered(worded)
    return Read(lines=lines, notes=tuple(note for note in notes if "没有结束时间" not in note))


def _seconds(groups: Iterable[str | None]) -> float | None:
    hours, minutes, seconds, part = groups
    if minutes is None or seconds is None:
        return None
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + (int(part.ljust(3, "0")) / 1000 if part else 0)


def second_of(text: str) -> float | None:
    """A second of a film as people write it: 00:24:48.2, 24:48 or 1488.2; None for anything else."""
    match = _ALONE.match(text)
    return _seconds(match.groups()) if match else float(text) if _PLAIN.match(text) else None


def editable(lines: Iterable[Line]) -> str:
    """Lines as they are typed; an end is written only where it is not what would be supposed."""
    listed, said = list(lines), []
    for place, line in enumerate(listed):
        later = listed[place + 1].begin if place + 1 < len(listed) else line.begin + LINGERS
        supposed = min(later, line.begin + LINGERS)
        until = "" if abs(line.end - supposed) < 0.05 else f"–{code(line.end)}"  # noqa: PLR2004 - half a tenth of a second
        said.append(f"{code(line.begin)}{until} {line.text}")
    return "\n".join(said)


def code(seconds: float) -> str:
    """``00:24:51.2``; whole seconds without a tail."""
    tenths = round(seconds * 10)
    whole, part = divmod(tenths, 10)
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}" + (f".{part}" if part else "")


# -- as it is stored --------------------------------------------------------------------------------------------------


def written(lines: Iterable[Line]) -> str:
    """WebVTT, one cue per line: what is stored, and what is downloaded."""
    cues = (f"{_stamp(line.begin)} --> {_stamp(line.end)}\n{html.escape(line.text, quote=False)}\n" for line in lines)
    return "WEBVTT\n\n" + "\n".join(cues)


def _stamp(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}.{whole % 1000:03d}"


def stored(text: str) -> Iterator[Line]:
    """The lines of what :func:`written` wrote."""
    times: tuple[float, float] | None = None
    for raw in text.splitlines():
        match = _STORED.match(raw)
        if match is not None:
            h, m, s, ms, h2, m2, s2, ms2 = map(int, match.groups())
            times = (((h * 60 + m) * 60 + s) * 1000 + ms) / 1000, (((h2 * 60 + m2) * 60 + s2) * 1000 + ms2) / 1000
        elif times is not None and raw:
            yield Line(begin=times[0], end=times[1], text=html.unescape(raw))
            times = None
