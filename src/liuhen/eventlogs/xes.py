"""XES: cut between traces without parsing, so that any number of processes can parse, and one bad trace spoils only itself.

Reading keeps one block and one unfinished trace in memory, whatever the length of the log.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from liuhen.eventlogs.files import BLOCK, blocks, head, opened
from liuhen.eventlogs.traces import Batch, Event, Trace, Trouble, UnreadableLog

_LONGEST_TRACE = 256 * BLOCK
_LONGEST_HEAD = 16 * BLOCK
_SLICE = 256 * 1024  # bytes in a batch: some hundred traces
_SKIPPED = re.compile(rb"\xef\xbb\xbf|\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>", re.DOTALL)
_ENTITIES = re.compile(rb"<!DOCTYPE[^>\[]*\[")
_TAG = re.compile(rb"<((?:[\w.-]+:)?)log\b(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)")
_NAMESPACE = re.compile(rb"\sxmlns\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class XesBatch:
    """Some traces as bytes; ``number`` and ``first_line`` are those of the first of them, ``prefix`` that of the log's tags."""

    opening: bytes
    prefix: bytes
    body: bytes
    number: int
    first_line: int

    @property
    def traces(self) -> Iterator[Trace]:
        """Each trace; one that is no XML comes with what is wrong about it."""
        try:
            return iter(self._parsed(self.body, self.number))
        except ExpatError:
            return self._one_by_one()

    def _parsed(self, body: bytes, number: int) -> list[Trace]:
        return _built(b"%b%b</%blog>" % (self.opening, body, self.prefix), (self.prefix + b"event").decode(), number)

    def _one_by_one(self) -> Iterator[Trace]:
        starts = self._places(b"trace")
        for number, (start, end) in enumerate(pairwise([*starts, len(self.body)]), self.number):
            try:
                yield from self._parsed(self.body[start:end], number)[:1]
            except ExpatError:
                yield Trace({}, [], number, "不是完整的 XML")

    def _places(self, tag: bytes) -> list[int]:
        """Where the tags of that name begin."""
        return [found.start() for found in re.finditer(b"<%b%b" % (re.escape(self.prefix), tag), self.body)]

    def line(self, trace: Trace, event: int | None = None) -> int:
        """Where a trace or its event begins, found by counting in the bytes."""
        starts, place = self._places(b"trace"), trace.number - self.number
        at = starts[place] if place < len(starts) else 0
        if event is not None:
            events = self._places(b"event")
            at = events[min(bisect_right(events, at) + event, len(events) - 1)]
        return self.first_line + self.body.count(b"\n", 0, at)


_TRACE, _EVENT, _ATTRIBUTE = 2, 3, 4  # how deep they lie


def _built(data: bytes, event: str, first: int) -> list[Trace]:
    """The traces of a whole document; ExpatError where it is none.

    Tags are taken as they come: a tree of elements would take twice as long, and so would the attributes of an object.
    """
    made: list[Trace] = []
    case: dict[str, str] = {}
    events: list[Event] = []
    now, listed, depth, within = case, "", 0, False

    def start(tag: str, told: dict[str, str]) -> None:
        nonlocal case, events, now, listed, depth, within
        depth += 1
        if depth == _ATTRIBUTE and within:
            key, value = told.get("key", ""), told.get("value")
            now[key] = value or ""
            listed = key if value is None else ""
        elif depth == _EVENT and tag == event:
            now, within = {}, True
            events.append(Event(now))
        elif depth == _EVENT:
            key, value = f"case:{told.get('key', '')}", told.get("value")
            case[key] = value or ""
            now, within, listed = case, False, key if value is None else ""
        elif depth == _TRACE:
            case, events, within = {}, [], False
            made.append(Trace(case, events, first + len(made)))
        elif listed and "value" in told:
            # an attribute without a value is a list: its values stand side by side
            now[listed] = f"{now[listed]}，{told['value']}".lstrip("，")

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return made


class XesLog:
    """A log in XES, packed or not."""

    def __init__(self, path: Path) -> None:
        self.file, self.path = path, str(path)
        self.troubles: list[Trouble] = []

    def batches(self) -> Iterator[Batch]:
        """The traces in slices of a quarter of a megabyte."""
        with opened(self.file) as stream:
            cutter = _Cutter(self.path)
            for block in blocks(stream, _encoding(self.file)):
                yield from cutter.add(block)
            yield from cutter.finish()


def _encoding(path: Path) -> str:
    """The encoding, where it is none that can be cut as bytes."""
    start = head(path)
    declared = _ENCODING.search(start)
    name = _MARKS.get(start[:2]) or (declared[1].decode().lower() if declared else "utf-8")
    return "" if name in {"utf-8", "utf8", "us-ascii", "ascii"} else name


class _Cutter:
    """Blocks to batches: the log's own tag first, then as many whole traces as there are."""

    def __init__(self, path: str) -> None:
        self.path, self.rest, self.opening, self.prefix = path, b"", b"", b""
        self.line, self.number, self.begun = 1, 1, False

    def add(self, block: bytes) -> Iterator[Batch]:
        """One block more; the batches that are whole now."""
        self.rest += block
        if not self.begun and not self._begin():
            return
        while (cut := self._cut()) > 0:
            yield self._batch(cut)
        if len(self.rest) > _LONGEST_TRACE:
            raise UnreadableLog(f"{self.path}：第 {self.line} 行起的一个案件超过 {_LONGEST_TRACE >> 20} MB，不像是事件日志")

    def _begin(self) -> bool:
        """Find the log's tag, then the first trace; what stands between them is not read. False: more is needed."""
        if not self.opening:
            at = 0
            while found := _SKIPPED.match(self.rest, at):
                at = found.end()
            if _ENTITIES.match(self.rest, at):
                line = self.line + self.rest.count(b"\n", 0, at)
                raise UnreadableLog(f"{self.path}:{line}：开头的 DOCTYPE 自带定义（实体），这样的文件不读。请去掉这一段再核对")
            tag = _TAG.match(self.rest, at)
            if tag is None:
                if len(self.rest) > _LONGEST_HEAD:
                    raise UnreadableLog(f"{self.path}：开头没有 <log>，不是 XES 日志")
                return False
            # the default namespace is left out: then every tag has the name it is written with
            self.opening, self.prefix = _NAMESPACE.sub(b"", tag[0]).rstrip(b"/>") + b">", tag[1]
            self._drop(tag.end())
        first = self.rest.find(b"<%btrace" % self.prefix)
        self.begun = first >= 0
        # the last bytes may hold the beginning of that tag
        self._drop(first if self.begun else max(0, len(self.rest) - 64))
        return self.begun

    def _drop(self, count: int) -> None:
        self.line += self.rest.count(b"\n", 0, count)
        self.rest = self.rest[count:]

    def _cut(self) -> int:
        """Where the next batch ends: after a whole trace, not within a comment; 0 where none is whole yet."""
        ending, at = b"</%btrace>" % self.prefix, _SLICE
        while len(self.rest) > at and (found := self.rest.find(ending, at)) >= 0:
            comment = self.rest.rfind(b"<!--", 0, found)
            if comment < 0 or self.rest.find(b"-->", comment, found) >= 0:
                return found + len(ending)
            at = found + 1
        return 0

    def _batch(self, cut: int) -> Batch:
        batch = XesBatch(self.opening, self.prefix, self.rest[:cut], self.number, self.line)
        self.number += batch.body.count(b"<%btrace" % self.prefix)
        self._drop(cut)
        return batch

    def finish(self) -> Iterator[Batch]:
        """What is left; a log that breaks off is refused after its last whole trace."""
        if not self.opening:
            raise UnreadableLog(f"{self.path}：里面没有 <log>，不是 XES 日志")
        end = self.rest.rfind(b"</%blog" % self.prefix)
        whole = end if end >= 0 else self.rest.rfind(b"</%btrace>" % self.prefix) + len(b"</%btrace>" % self.prefix)
        if self.begun and self.rest.find(b"<%btrace" % self.prefix, 0, whole) >= 0:
            yield self._batch(whole)
        if end < 0:
            raise UnreadableLog(f"{self.path}：到第 {self.line} 行中断，文件不完整，后面的案件没有核对。请重新取得这个文件")
