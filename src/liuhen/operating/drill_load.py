"""Recordings that come in while things are killed: by the protocol of uploads, and straight from a folder in a process of its own.

Each film is real, and no two are the same. A film counts as told once its bearer was told that it is stored.
"""

import base64
import hashlib
import http.client
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
from uuid import UUID

from liuhen.lib.home import PROJECT
from liuhen.operating.drill_place import PASSWORD, Visitor

PIECE = 192 * 1024  # bytes of one request: a film takes several, so that kills meet it half-way
SIZE = 1024 * 1024
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

    def run(self) -> None:
        """Until told to stop; a film that was begun is brought to its end."""
        while not self.stop.is_set() and not self.wrong:
            self._bring(another(self.head))

    def _bring(self, content: bytes) -> None:
        place, limit = "", time.monotonic() + 180
        while time.monotonic() < limit:
            try:
                place = place or self._begin(content)
                if place and self._go_on(place, content):
                    self.told.append(hashlib.sha256(content).hexdigest())
                    return
            except (OSError, http.client.HTTPException, KeyError, ValueError):
                self.cut += 1
            time.sleep(0.02)
        self.wrong.append(f"an upload did not come to its end within 180 s: {self.visitor.sees[:200] if self.visitor else ''}")

    def _ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> int:
        """One request; who was signed out signs in again."""
        if self.visitor is None:
            visitor = Visitor(self.port)
            if not visitor.sign_in(self.username, PASSWORD):
                raise OSError("not signed in")
            self.visitor = visitor
        status = self.visitor.ask(method, path, body, headers)
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
class Importer:
    """A process that stores films straight from a folder; killed and started again, it goes on with the film it had."""

    folder: Path
    agency: UUID
    person: UUID
    process: subprocess.Popen[bytes] | None = None

    def keep(self) -> None:
        """Start it where it does not run."""
        if self.process is None or self.process.poll() is not None:
            self.folder.mkdir(exist_ok=True)
            environment = {**os.environ, "PYTHONPATH": str(PROJECT / "src")}
            words = [sys.executable, "-m", "liuhen.operating.drill_load", str(self.folder), str(self.agency), str(self.person)]
            self.process = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)

    def told(self) -> list[str]:
        """The films it was told of."""
        path = self.folder / "told"
        lines = path.read_text("ascii").split("\n") if path.exists() else []
        return lines[:-1]  # of the last one the end may be missing

    def end(self) -> None:
        """Let it bring the film it has to its end, in a new process where the last was killed, then stop it."""
        if self.process is not None:
            (self.folder / "stop").touch()
            self.keep()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(120)
            self.process.kill()
            self.process.wait()


def main(folder: Path, agency: UUID, person: UUID) -> None:
    """The importer's own process."""
    from liuhen.operating import instance

    instance.start_django()
    source = folder / "film.mp4"
    while source.exists() or not (folder / "stop").exists():
        if not source.exists():
            (folder / "part").write_bytes(another(short_film()))
            (folder / "part").rename(source)
        if digest := _import(source, agency, person):
            with (folder / "told").open("a", encoding="ascii") as file:
                file.write(f"{digest}\n")
            source.unlink()


def _import(source: Path, agency: UUID, person: UUID) -> str:
    """Store and enter one film; empty where the database is away just now."""
    from django.db import Error, connection

    from liuhen.recordings import commands
    from liuhen.recordings.commands import Stated
    from liuhen.register import files
    from liuhen.register.types import Actor

    try:
        blob = files.put(source)
        commands.store_recording(
            Actor(person=person, name="周启明", agency=agency), blob, Stated(name="film.mp4", source="device")
        )
    except Error:
        connection.close()
        time.sleep(0.2)
        return ""
    return blob.sha256


if __name__ == "__main__":
    main(Path(sys.argv[1]), UUID(sys.argv[2]), UUID(sys.argv[3]))
