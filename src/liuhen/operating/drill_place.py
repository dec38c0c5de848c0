"""Where drills happen: a home of their own, a real ``serve`` on it, a visitor with a browser's manners. Nothing real is touched."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

from liuhen.lib.home import PROJECT, Home, home
from liuhen.lib.postgres import Postgres

Say = Callable[[str], None]
PATIENCE = 120.0  # seconds for the system to come up or come back
NAME, USER, PASSWORD = "演练机关", "yanlian", "drill-四海-7719"  # of a home that is thrown away


class NotTried(RuntimeError):  # noqa: N818 - reads as what the operator is told
    """The drill could not be tried here; the message says why."""


@contextmanager
def own_home(root: Path | None = None) -> Iterator[Home]:
    """A home beside the real one, removed afterwards; this process belongs to it meanwhile."""
    before = {name: os.environ.get(name) for name in ("LIUHEN_HOME", "DATABASE_URL")}
    place = home().root
    place.mkdir(parents=True, exist_ok=True)
    made = root or Path(tempfile.mkdtemp(prefix="drill-", dir=place))
    os.environ["LIUHEN_HOME"] = str(made)
    os.environ.pop("DATABASE_URL", None)
    try:
        yield Home(root=made)
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
        shutil.rmtree(made, ignore_errors=True)


@dataclass(kw_only=True)
class Served:
    """A running ``serve`` on the drill's home."""

    home: Home
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def postgres(self) -> int | None:
        """The database server's process."""
        return Postgres(home=self.home).pid()

    def web(self) -> list[int]:
        """The web server and its workers."""
        return [pid for pid in family(self.process.pid) if "liuhen.operating.web" in command_line(pid)]

    def workers(self) -> list[int]:
        """The processes that answer pages: children of the web server."""
        return [child for pid in self.web()[:1] for child in family(pid)[1:]]


@contextmanager
def serving(place: Home) -> Iterator[Served]:
    """``serve --empty`` until the block ends; then stopped in order, and by force whatever is left of it."""
    port, log = free_port(), place.root / "serve.txt"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    environment |= {"LIUHEN_HOME": str(place.root), "PYTHONPATH": str(PROJECT / "src")}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "liuhen.cli", "serve", "--empty", "--port", str(port)],
            stdout=out, stderr=out, env=environment, start_new_session=True,
        )  # fmt: skip
    served = Served(home=place, port=port, process=process, log=log)
    try:
        until(lambda: process.poll() is not None or Visitor(port).status("/alive") == http.HTTPStatus.OK)
        if process.poll() is not None:
            raise NotTried(log.read_text("utf-8")[-1000:])
        yield served
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(40)
        if process.poll() is None:
            process.kill()
        if pid := served.postgres():
            os.kill(pid, signal.SIGQUIT)


def bureau() -> UUID:
    """Read the home's settings into this process and found the drill's bureau, by name NAME; returns its id."""
    from liuhen.operating import instance

    instance.start_django()
    from liuhen.access import first_run

    return first_run.found(name=NAME, mark="演", administrator="演练员", username=USER, password=PASSWORD)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: Callable[[], object], patience: float = PATIENCE) -> float | None:
    """Seconds until ``what`` is true; None when it did not come within ``patience``."""
    begin = time.monotonic()
    while time.monotonic() - begin < patience:
        if what():
            return time.monotonic() - begin
        time.sleep(0.05)
    return None


def family(pid: int) -> list[int]:
    """A process and all its descendants that live."""
    with suppress(OSError):
        words = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        return [pid, *(one for word in words for one in family(int(word)))]
    return []


def command_line(pid: int) -> str:
    """What a process was started as; empty when it is gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    return ""


@dataclass
class Visitor:
    """Somebody with a browser: cookies, the token of forms."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    sees: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def status(self, path: str) -> int:
        """The status of a page; 0 when nobody answers."""
        with suppress(OSError, http.client.HTTPException):
            return self.ask("GET", path)
        return 0

    def ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> int:
        """One request; the answer's text is in ``sees``, its headers in ``headers``."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **(headers or {})}
        if method != "GET":
            sent["X-CSRFToken"] = self.cookies.get("csrftoken", "")
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            self.sees = answer.read().decode("utf-8", "replace")
            self.headers = {name.lower(): value for name, value in answer.getheaders()}
            for line in answer.headers.get_all("Set-Cookie") or ():
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
            return answer.status
        finally:
            connection.close()

    def sign_in(self, username: str = USER, password: str = PASSWORD) -> bool:
        """Sign in as a person does."""
        self.ask("GET", "/signin/")
        form = urlencode({"username": username, "password": password}).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return (
            self.ask("POST", "/signin/", form, kind) in {http.HTTPStatus.FOUND, http.HTTPStatus.OK}
            and "sessionid" in self.cookies
        )
