"""A JSON object read element by element: the lists below its keys are never held whole."""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from liuhen.eventlogs.traces import UnreadableLog

_BLOCK = 1 << 18
_LONGEST = 1 << 28  # characters of one element
_SPACE = re.compile(r"\s*")


class _Text:
    """What was read and not yet used, and the line on which it stands."""

    def __init__(self, stream: TextIO, path: str) -> None:
        self.stream, self.path, self.held, self.at = stream, path, "", 0
        self.line, self.counted = 1, 0
        self.scan = json.JSONDecoder().raw_decode

    def more(self) -> bool:
        block = self.stream.read(max(_BLOCK, len(self.held) - self.at))
        self.here()
        self.held, self.at, self.counted = self.held[self.at :] + block, 0, 0
        if len(self.held) > _LONGEST:
            raise self.wrong("一项太长")
        return bool(block)

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            found = _SPACE.match(self.held, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.held):
                return self.held[self.at]
            if not self.more():
                return ""

    def take(self, wanted: str) -> None:
        if self.peek() != wanted:
            raise self.wrong(f"这里应当是 {wanted}")
        self.at += 1

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        while True:
            try:
                value, end = self.scan(self.held, self.at)
            except json.JSONDecodeError as error:
                if not self.more():
                    raise self.wrong(f"不是完整的 JSON：{error.msg}") from error
                continue
            # a number may go on in what is not read yet
            if end < len(self.held) or self.held[end - 1] in '"]}' or not self.more():
                self.at = end
                return value

    def here(self) -> int:
        """The line of what comes next; counted on from where it was asked last."""
        self.line += self.held.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def wrong(self, what: str) -> UnreadableLog:
        return UnreadableLog(f"{self.path}:{self.here()}：{what}")


def elements(stream: TextIO, path: str) -> Iterator[tuple[str, Any, int]]:
    """Of a JSON object: each key with each element of its list (or with its value, where it is no list), and the line of it."""
    text = _Text(stream, path)
    text.take("{")
    while text.peek() != "}":
        key = text.value()
        text.take(":")
        if text.peek() == "[":
            yield from ((key, value, line) for value, line in _items(text))
        else:
            line = text.here()
            yield key, text.value(), line
        if text.peek() != "}":
            text.take(",")


def _items(text: _Text) -> Iterator[tuple[Any, int]]:
    text.take("[")
    while text.peek() != "]":
        line = text.here()
        yield text.value(), line
        if text.peek() != "]":
            text.take(",")
    text.take("]")
