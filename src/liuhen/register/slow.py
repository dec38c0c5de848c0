"""What lasts as long as the other side likes: a film that somebody saves, one that comes in over a slow line.

Each holds a thread of its web process while it lasts, though the thread does nothing but wait. So only so many are let in; the other
threads stay for pages, and who finds no place is asked to come again.
"""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, Protocol

from django.db import connection
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from liuhen.lib.env import envint
from liuhen.regulation.grammar import Refusal

THREADS = 16
_SHARE = 5 / 8  # of the threads, for what lasts
RETRY = 20  # seconds
#: Bytes of one answer to a player that asks for all from here on. Such an answer is handed over at once and holds no thread while the player, full
#: or paused, takes nothing more; and who may no longer play it gets no more than this.
PART = 2 * 1024 * 1024


def threads() -> int:
    """Threads of a web process: ``LIUHEN_WEB_THREADS``."""
    return envint("LIUHEN_WEB_THREADS", THREADS, least=1, most=64)


class Busy(Refusal):
    """No place now; it is tried again."""

    def __init__(self) -> None:
        super().__init__("现在同时上传、下载的太多，腾不出手。请过半分钟再试，已经传的不会丢。", code="busy")


def let_go_of_the_database() -> None:
    """Back to the pool: a connection that only waits is one too few for the pages."""
    if not connection.in_atomic_block:
        connection.close()


class Place:
    """One place, from when it is made until it is closed; :class:`Busy` where there is none."""

    _free = threading.BoundedSemaphore(max(1, int(threads() * _SHARE)))

    def __init__(self) -> None:
        if not self._free.acquire(blocking=False):
            raise Busy
        self._held = True
        let_go_of_the_database()

    def close(self) -> None:
        """Give it back; more than once is no harm."""
        if self._held:
            self._held = False
            self._free.release()


@contextmanager
def place() -> Iterator[None]:
    """A place for as long as the block lasts."""
    one = Place()
    try:
        yield
    finally:
        one.close()


class Sent:
    """The bytes of an answer that lasts; whoever sends it closes it, and with it go the place and the file."""

    def __init__(self, data: Iterator[bytes]) -> None:
        self._place, self._data = Place(), data

    def __iter__(self) -> Iterator[bytes]:
        return self._data

    def close(self) -> None:
        """Sent, or given up."""
        self._place.close()
        if close := getattr(self._data, "close", None):
            close()


class Bytes(Protocol):
    """Bytes in pieces, with something behind them that is to be let go of."""

    def __iter__(self) -> Iterator[bytes]:
        """The pieces."""

    def close(self) -> None:
        """Let go."""


def sent(data: Bytes, length: int, type_: str) -> HttpResponseBase:
    """An answer of so many bytes: at once where they are few, else in pieces, for which there must be a place."""
    if length <= PART:
        with closing(data):
            return HttpResponse(b"".join(data), content_type=type_)
    try:
        return StreamingHttpResponse(Sent(iter(data)), content_type=type_)
    except Busy:
        data.close()
        raise


class SentFile(FileResponse):
    """A file that lasts, with the place that was taken before it was made."""

    def __init__(self, held: Place, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self._place = held
        let_go_of_the_database()

    def close(self) -> None:
        """Sent, or given up."""
        super().close()
        self._place.close()
