"""The processes that ``serve`` runs beside PostgreSQL: each ends when its parent does, however the parent ends."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
RESTART_PAUSES = (0.2, 1.0, 3.0, 10.0, 30.0)  # seconds before the first, second ... restart in a row
STEADY = 60.0  # seconds after which a child counts as running well
LOG_LIMIT = 20 * 1024 * 1024


def die_with_parent(parent: int | None = None, how: signal.Signals = signal.SIGTERM) -> None:
    """Ask the kernel to end this process (in order, with SIGTERM) when its parent dies; called first thing in a child."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, how)
    if parent is not None and os.getppid() != parent:  # it died before we asked
        raise SystemExit(1)


@dataclass(kw_only=True)
class Child:
    """One process that is kept running. ``module`` is run with ``python -m`` and told its parent's number."""

    name: str
    module: str
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    arguments: Sequence[str] = ()
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    started: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C at the terminal reaches the supervisor alone, which ends things in order."""
        with self._log() as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", self.module, str(os.getpid()), *self.arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env={"LIUHEN_LOG_LEVEL": "INFO", **os.environ, **self.environment},
                start_new_session=True,
            )
        self.started = time.monotonic()

    def _log(self) -> IO[bytes]:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        return self.log.open("ab")

    def keep(self) -> str | None:
        """Restart it if it died, after a pause that grows with each death in a row; gives a line to log when it did die."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
            return None
        if self.process.poll() is None:
            self.deaths = 0 if now - self.started > STEADY else self.deaths
            return None
        code, self.process = self.process.returncode, None
        pause = RESTART_PAUSES[min(self.deaths, len(RESTART_PAUSES) - 1)]
        self.deaths += 1
        self.due = now + pause
        return f"{self.name} ended ({code}), started again in {pause:g} s; see {self.log}"

    def ask_to_end(self) -> None:
        """Ask it to finish what it is doing and end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def end(self, limit: float) -> None:
        """Wait for its end, ``limit`` on the monotonic clock; after that it is ended without asking."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None
