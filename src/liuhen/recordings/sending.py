"""The bytes of an answer from a file that is open before a header leaves: one removed or moved meanwhile is still sent to its end."""

import logging
from collections.abc import Iterator
from typing import BinaryIO

from liuhen.recordings.ranges import Span

log = logging.getLogger(__name__)
CHUNK = 256 * 1024


class Bytes:
    """One part of ``file``, which stands at its first byte; the response closes it, read or not. ``name`` is for the log."""

    def __init__(self, file: BinaryIO, part: Span, name: str) -> None:
        self.file, self.part, self.left, self.name = file, part, part.length, name
        self.close = file.close

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if self.left <= 0:
            raise StopIteration
        try:
            data = self.file.read(min(CHUNK, self.left))
        except OSError:
            log.exception("%s, the store failed", self._broke_off())
            raise
        if not data:
            log.error("%s, it is shorter than its store said", self._broke_off())
            raise EOFError(self._broke_off())  # the server cuts the connection, so that what was sent is not taken for the whole
        self.left -= len(data)
        return data

    def _broke_off(self) -> str:
        sent = self.part.length - self.left
        return f"{self.name} broke off after {sent} of {self.part.length} bytes from byte {self.part.first} on"
