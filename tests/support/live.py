"""A live server in this process: the test and the browser see the same database, and the test may set the clock."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing; a failing test shows the page."""


class Reports(logging.Handler):
    """Keeps what the browser reported against the content security policy."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


class Answering:
    """The program, and how many answers it has not given to their end."""

    PATIENCE = 10.0  # seconds; whoever reads an answer no more does not hold up the next story for ever

    def __init__(self, program: Callable[..., Iterable[bytes]]) -> None:
        self.program, self.open, self.changed = program, 0, threading.Condition()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self._count(1)
        try:
            return _Answer(self.program(environ, start_response), lambda: self._count(-1))
        except BaseException:
            self._count(-1)
            raise

    def _count(self, step: int) -> None:
        with self.changed:
            self.open += step
            self.changed.notify_all()

    def wait(self) -> None:
        """Until no answer is being given."""
        with self.changed:
            self.changed.wait_for(lambda: self.open == 0, self.PATIENCE)


class _Answer:
    """An answer that tells when it was given; the server closes it in any case."""

    def __init__(self, answer: Iterable[bytes], given: Callable[[], None]) -> None:
        self.answer, self.given, self.closed = answer, given, False

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.answer)

    def close(self) -> None:
        """The server closes what failed on the way more than once."""
        if self.closed:
            return
        self.closed = True
        try:
            if close := getattr(self.answer, "close", None):
                close()
        finally:
            self.given()


@dataclass
class Live:
    url: str
    reports: Reports = field(repr=False)

    def __str__(self) -> str:
        return self.url


@pytest.fixture
def live_liuhen(request: pytest.FixtureRequest, database: Any) -> Iterator[Live]:
    """The whole program behind a real socket on this test's database. Any report against the policy fails the test.

    It is opened last and closed first, and its last answers are waited for: one that is still being given when files, clock and database
    are put away fails, or is given from those of the next story.
    """
    for name in ("settings", "store", "cast", "tonight"):
        if name in request.fixturenames:
            request.getfixturevalue(name)
    reports = Reports()
    logging.getLogger("liuhen.csp").addHandler(reports)
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet, allow_reuse_address=False)
    program = Answering(WSGIHandler())
    server.set_app(program)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Live(url=f"http://127.0.0.1:{server.server_port}", reports=reports)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        program.wait()
        logging.getLogger("liuhen.csp").removeHandler(reports)
    assert not reports.lines, "\n".join(reports.lines)
