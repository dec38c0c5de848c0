"""Orders to the workshop: open a file from outside without letting it hurt this process.

``run`` starts the workshop when it is first needed and again when it died. Threads may call it at once: each order is one
child. The parent never waits longer than the limit and a little.
"""

import atexit
import json
import os
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liuhen.recordings.trouble import Unfit

PROJECT = Path(__file__).resolve().parents[2]
GIB = 1024**3
GRACE = 2.0  # seconds for the child to start and its death to be noticed
BEGUN = b"!"  # the child's first word
ANSWER = 64 * 1024


class Failed(Unfit):
    """The file could not be worked on: ``reason`` in Chinese, ``fault`` as the decoder said it; or it ``died``."""

    def __init__(self, reason: str, *, fault: str = "", died: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fault = fault
        self.died = died


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What one task may use: wall and processor seconds, bytes of memory and of any file it writes, niceness."""

    seconds: int = 20
    cpu: int = 20
    memory: int = 3 * GIB
    output: int = 0
    nice: int = 0

    def as_json(self) -> dict[str, int]:
        """For the order."""
        return {name: getattr(self, name) for name in ("seconds", "cpu", "memory", "output", "nice")}


class Workshop:
    """One workshop process of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._owner = 0

    def order(self, message: bytes, answer: int) -> None:
        """Hand over one order and the pipe to answer on; a workshop that died is replaced once."""
        with self._lock:
            for last in (False, True):
                door = self._door()
                try:
                    socket.send_fds(door, [message], [answer])
                except OSError:
                    self.close()
                    if last:
                        raise
                else:
                    return

    def _door(self) -> socket.socket:
        if self._socket is None or self._owner != os.getpid() or self._process is None or self._process.poll() is not None:
            self.close()
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            self._process = subprocess.Popen(  # pylint: disable=consider-using-with
                [sys.executable, "-m", "liuhen.recordings.workshop", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                cwd=PROJECT,
            )
            theirs.close()
            self._socket, self._owner = ours, os.getpid()
        return self._socket

    def close(self) -> None:
        """Close the door; the workshop ends by itself."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._process is not None and self._owner == os.getpid():
            try:
                self._process.wait(timeout=GRACE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = None

    @property
    def pid(self) -> int | None:
        """The process that runs now, for tests that kill it."""
        return self._process.pid if self._process else None


workshop = Workshop()
atexit.register(workshop.close)


def run(task: str, /, limits: Limits, **arguments: Any) -> Mapping[str, Any]:
    """Let the workshop do ``task``; :class:`Failed` when the file defeats it, within ``limits.seconds`` and a little."""
    message = json.dumps({"task": task, "limits": limits.as_json(), "arguments": arguments}).encode()
    raw = _ask(message, limits.seconds)
    if raw == b"":
        # never begun, so not the file's doing: the workshop itself was ended before it could fork
        raw = _ask(message, limits.seconds)
    if raw is None or not raw.removeprefix(BEGUN):
        raise Failed("读文件的程序中止（超时、内存超限或崩溃）", died=True)
    result = json.loads(raw.removeprefix(BEGUN))
    if "failed" in result:
        raise Failed(str(result["failed"]), fault=str(result["fault"]))
    return dict(result["ok"])


def _ask(message: bytes, seconds: int) -> bytes | None:
    ours, theirs = os.pipe()
    try:
        try:
            workshop.order(message, theirs)
        finally:
            os.close(theirs)
        return _answer(ours, time.monotonic() + seconds + GRACE)
    finally:
        os.close(ours)


def _answer(pipe: int, until: float) -> bytes | None:
    """All that the child says until it closes its end; None when it does not in time."""
    parts: list[bytes] = []
    ready = select.poll()  # select() refuses handles above 1023
    ready.register(pipe, select.POLLIN)
    while True:
        if not ready.poll(max(0.0, until - time.monotonic()) * 1000):
            return None
        part = os.read(pipe, ANSWER)
        if not part:
            return b"".join(parts)
        parts.append(part)
