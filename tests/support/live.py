"""A live server in this process: the test and the browser see the same database, and the test may set the clock."""

import logging
import threading
from collections.abc import Iterator
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


@dataclass
class Live:
    url: str
    reports: Reports = field(repr=False)

    def __str__(self) -> str:
        return self.url


@pytest.fixture
def live_liuhen(database: Any) -> Iterator[Live]:
    """The whole program behind a real socket on this test's database. Any report against the policy fails the test."""
    reports = Reports()
    logging.getLogger("liuhen.csp").addHandler(reports)
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet, allow_reuse_address=False)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Live(url=f"http://127.0.0.1:{server.server_port}", reports=reports)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        logging.getLogger("liuhen.csp").removeHandler(reports)
    assert not reports.lines, "\n".join(reports.lines)
