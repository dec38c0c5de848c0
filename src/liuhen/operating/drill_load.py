"""Recordings that come in while things are killed: by the protocol of uploads, and from the folder of a docking station.

Each film is real, and no two are the same. A film counts as told once its bearer was told that it is stored.
"""

import base64
import hashlib
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from liuhen.lib.home import PROJECT
from liuhen.operating.drill_place import PASSWORD, Visitor

PIECE = 192 * 1024  # bytes of one request: a film takes several, so that kills meet it half-way
SIZE = 1024 * 1024
FILMS = 2  # dropped at a time
WITHIN = 180.0  # seconds for what is left of an upload once nothing is killed any more
TUS = {"Tus-Resumable": "1.0.0"}
BODY = {**TUS, "Content-Type": "application/offset+octet-stream"}


def short_film() -> bytes:
    """A film of two seconds."""
    from liuhen.operating.sample_media import Film, film

    with tempfile.TemporaryDirectory() as folder:
        return film(Path(folder) / "film.mp4", Film(begin=datetime.now(UTC), seconds=2)).read_bytes()


def another(head: bytes, size: int = SIZE) -> bytes:
    """A film of its own: with a box of noise at its end that players pass over."""
    left = max(size - len(head), 16)
    return head + left.to_bytes(4, "big") + b"free" + os.urandom(left - 8)


@dataclass
class Uploader:
    """Somebody who uploads film after film and goes on with each until he is told that it is stored."""

    port: int
    username: str
    uploads: str
    head: bytes
    stop: threading.Event
    told: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    cut: int = 0
    visitor: Visitor | None = None
    last: str = "nothing was asked"

    def run(self) -> None:
        """Until told to stop; a film that was begun is brought to its end."""
        while not self.stop.is_set() and not self.wrong:
            self._bring(another(self.head))

    def _bring(self, content: bytes) -> None:
        """While things are killed it may take as long as it takes: most of that time nobody is there to answer."""
        place, limit = "", 0.0
        while not limit or time.monotonic() < limit:
            if not limit and self.stop.is_set():
                limit = time.monotonic() + WITHIN
            try:
                place = place or self._begin(content)
                if place and self._go_on(place, content):
                    self.told.append(hashlib.sha256(content).hexdigest())
                    return
            except (OSError, http.client.HTTPException, KeyError, ValueError) as error:
                self.cut, self.last = self.cut + 1, repr(error)
            time.sleep(0.05)
        self.wrong.append(f"upload {place} did not come to its end within {WITHIN:.0f} s after the last kill: {self.last}")

    def _ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> int:
        """One request; who was signed out signs in again."""
        if self.visitor is None:
            visitor = Visitor(self.port)
            if not visitor.sign_in(self.username, PASSWORD):
                raise OSError("not signed in")
            self.visitor = visitor
        status = self.visitor.ask(method, path, body, headers)
        self.last = f"{method} {path}: {status} {self.visitor.sees[:200]}"
        if status == http.HTTPStatus.UNAUTHORIZED:
            self.visitor = None
            raise OSError("signed out")
        return status

    def _begin(self, content: bytes) -> str:
        name = base64.b64encode(b"film.mp4").decode()
        said = {"Upload-Length": str(len(content)), "Upload-Metadata": f"filename {name}"}
        if self._ask("POST", self.uploads, b"", {**TUS, **said}) != http.HTTPStatus.CREATED or self.visitor is None:
            return ""
        place = self.visitor.headers["location"]
        return place[place.index("/", 8) :] if place.startswith("http") else place

    def _go_on(self, place: str, content: bytes) -> bool:
        """Ask how far it is and send the next piece; True once it is stored."""
        if self._ask("HEAD", place, b"", TUS) != http.HTTPStatus.OK or self.visitor is None:
            return False
        at = int(self.visitor.headers["upload-offset"])
        if "liuhen-recording" not in self.visitor.headers and at < len(content):
            self._ask("PATCH", place, content[at : at + PIECE], {**BODY, "Upload-Offset": str(at)})
        return "liuhen-recording" in self.visitor.headers


@dataclass
class Station:
    """A drop folder, and ``./liuhen ingest --watch --delete-source`` on it in a process of its own that is killed and started again."""

    folder: Path
    head: bytes
    dropped: list[str] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        """Drop some films more, one with what goes with it; start the process where it does not run."""
        self.folder.mkdir(exist_ok=True)
        for _ in range(FILMS):
            content, number = another(self.head), len(self.dropped)
            self.dropped.append(hashlib.sha256(content).hexdigest())
            (self.folder / f"DSJ-{number}.txt").write_text(f"第 {number} 段", "utf-8")
            (self.folder / f"{number}.part").write_bytes(content)
            (self.folder / f"{number}.part").rename(self.folder / f"DSJ-{number}.mp4")
        if self.process is None or self.process.poll() is not None:
            self.process = self._start("--watch", "--delete-source")

    def _start(self, *more: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(PROJECT / "src")}
        words = [sys.executable, "-m", "liuhen.cli", "ingest", str(self.folder), "--json", "--settle", "0", *more]
        with (self.folder.parent / "ingest.txt").open("ab") as log:
            return subprocess.Popen(
                words, env=environment, stdout=subprocess.PIPE if not more else subprocess.DEVNULL, stderr=log
            )

    def end(self) -> str:
        """Stop it as anybody would, and let one run bring to its end what is left; what went wrong with that."""
        if self.process is not None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(60)
            self.process.kill()
            self.process.wait()
        last = self._start()
        out, _ = last.communicate(timeout=180)
        try:
            lists = json.loads(out)
        except ValueError:
            return f"the last ingest ended with {last.returncode} and said {out[-300:]!r}"
        return f"the last ingest refused {lists['refused'][:3]}" if lists["refused"] else ""
