"""Keeps one instance running: PostgreSQL, the web server, the worker of jobs and the clockwork; ends all of it in order."""

import errno
import http.client
import logging
import signal
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

from liuhen.lib.postgres import Postgres
from liuhen.lib.programs import PostgresTrouble
from liuhen.operating.children import Child

log = logging.getLogger("liuhen.serve")
LOOK_EVERY = 0.5  # seconds
READY_LIMIT = 240.0  # seconds; a small machine with much to do is slow, not broken
END_LIMIT = 25.0  # seconds for requests and jobs in hand


class PortTaken(RuntimeError):  # noqa: N818 - reads as what the operator is told
    """Somebody else listens where we were told to."""


def demand_port(host: str, port: int) -> None:
    """Refuse a port that is in use: the web server shares ports among its own processes and would not notice."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            what = {errno.EADDRINUSE: "已被占用", errno.EACCES: "需要更高权限", errno.EADDRNOTAVAIL: "不是本机地址"}
            raise PortTaken(f"{host}:{port} {what.get(error.errno or 0, error.strerror)}；用 --port 或 --host 换一个") from error


@dataclass(kw_only=True)
class Supervisor:
    """Runs the children until told to stop. ``postgres`` is None when the database is not ours."""

    postgres: Postgres | None
    children: Sequence[Child]
    host: str
    port: int
    https: bool
    stop: threading.Event = field(default_factory=threading.Event)

    def listen_to_signals(self) -> None:
        """Ctrl-C, a terminal that goes away and the machine's shutdown all mean: end in order."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stop.set()

    def start(self) -> bool:
        """Start everything; True once a page is served, False when told to stop before."""
        for child in self.children:
            child.start()
        limit = time.monotonic() + READY_LIMIT
        while not self.stop.is_set():
            if self._alive():
                return True
            if time.monotonic() > limit:
                raise PortTaken(f"the web server does not answer within {READY_LIMIT:.0f} s; see {self.children[0].log}")
            self._keep_children()
            self.stop.wait(0.1)
        return False

    def watch(self) -> None:
        """Restart what dies, until told to stop."""
        while not self.stop.wait(LOOK_EVERY):
            self._keep_database()
            self._keep_children()

    def _keep_children(self) -> None:
        for child in self.children:
            if line := child.keep():
                log.error(line)

    def _keep_database(self) -> None:
        if self.postgres is None or self.postgres.pid() is not None:
            return
        log.error("PostgreSQL is gone; it is started again")
        try:
            self.postgres.revive()
        except PostgresTrouble:
            log.exception("PostgreSQL does not come back; tried again in a moment")
        else:
            log.error("PostgreSQL is back")

    def end(self) -> None:
        """End the children: the web server finishes requests, the worker its job, the clockwork its turn."""
        for child in self.children:
            child.ask_to_end()
        limit = time.monotonic() + END_LIMIT
        for child in self.children:
            child.end(limit)

    def _alive(self) -> bool:
        """Whether our own web server answers and reaches the database."""
        name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - compared, not bound
        connection = (
            # it is our own process that is asked whether it is up; whose certificate it shows does not matter here
            http.client.HTTPSConnection(name, self.port, timeout=5, context=ssl._create_unverified_context())  # noqa: S323, SLF001
            if self.https
            else http.client.HTTPConnection(name, self.port, timeout=5)
        )
        try:
            connection.request("GET", "/alive")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()
