"""``serve`` as the operator meets it: real processes, real ports, real signals."""

import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from liuhen.lib.home import PROJECT, Home
from liuhen.lib.postgres import Postgres

pytestmark = [pytest.mark.slow, pytest.mark.timeout(480)]
PATIENCE = 240.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: Callable[[], object], patience: float = PATIENCE) -> object:
    limit = time.monotonic() + patience
    while time.monotonic() < limit:
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {patience} s")


@dataclass
class Operator:
    """Somebody at a terminal with one home."""

    home: Home
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def liuhen(self, *words: str) -> subprocess.Popen[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("LIUHEN", "DJANGO", "DATABASE"))}
        process = subprocess.Popen(
            [sys.executable, "-m", "liuhen.cli", *words],
            stdout=(self.home.root / "out.txt").open("w"),
            stderr=subprocess.STDOUT,
            env={**environment, "LIUHEN_HOME": str(self.home.root), "PYTHONPATH": str(PROJECT / "src")},
            text=True,
        )
        self.running.append(process)
        return process

    def said(self) -> str:
        return (self.home.root / "out.txt").read_text(encoding="utf-8")

    def serve(self, *words: str) -> subprocess.Popen[str]:
        process = self.liuhen("serve", *words)
        until(lambda: "已就绪" in self.said() or process.poll() is not None)
        assert process.poll() is None, self.said()
        return process

    def postgres(self) -> int | None:
        return Postgres(home=self.home).pid()


@pytest.fixture
def operator() -> Iterator[Operator]:
    with tempfile.TemporaryDirectory(prefix="lh-serve-") as folder:
        person = Operator(Home(root=Path(folder)))
        yield person
        for process in person.running:
            if process.poll() is None:
                process.terminate()
                process.wait(60)
        if pid := person.postgres():
            os.kill(pid, signal.SIGKILL)
        for log in ("out.txt", "pg/server.log", *sorted(str(path.relative_to(folder)) for path in person.home.logs.glob("*"))):
            if (path := Path(folder) / log).is_file():  # pytest shows it where the test failed
                sys.stdout.write(f"-- {log}\n{path.read_text(encoding='utf-8', errors='replace')[-6000:]}\n")


def status(port: int, path: str = "/alive") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.BadStatusLine):  # an alert of TLS is no status
        return 0
    finally:
        connection.close()


def children_of(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            except OSError:
                continue
            if parent == str(pid):
                found += [int(entry.name), *children_of(int(entry.name))]
    return found


def lives(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("farewell", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_end_all_of_it_and_the_next_start_keeps_the_data(operator: Operator, farewell: signal.Signals):
    port = free_port()
    serve = operator.serve("--port", str(port), "--empty")
    family = children_of(serve.pid)
    database = operator.postgres()
    assert status(port) == 200
    assert len(family) >= 3
    assert database

    serve.send_signal(farewell)

    assert serve.wait(60) == 0, operator.said()
    assert not [pid for pid in (*family, database) if lives(pid)]
    assert status(port) == 0


def test_killed_with_9_it_leaves_nothing_that_hinders_the_next_start(operator: Operator):
    port = free_port()
    serve = operator.serve("--port", str(port), "--empty")
    family = children_of(serve.pid)

    serve.kill()
    serve.wait()

    until(lambda: not any(lives(pid) for pid in family))
    operator.serve("--port", str(port))
    assert status(port) == 200


def test_when_the_database_is_killed_pages_come_back_by_themselves(operator: Operator):
    port = free_port()
    operator.serve("--port", str(port), "--empty")
    killed = operator.postgres()
    assert killed

    os.kill(killed, signal.SIGKILL)

    until(lambda: operator.postgres() not in {None, killed})
    until(lambda: status(port) == 200)
    assert "PostgreSQL is back" in operator.said()


def test_while_the_database_is_away_a_calm_page_says_what_to_do(operator: Operator):
    port = free_port()
    serve = operator.serve("--port", str(port), "--empty")
    database = operator.postgres()
    assert database
    serve.send_signal(signal.SIGSTOP)  # nobody brings the database back
    os.kill(database, signal.SIGKILL)
    until(lambda: status(port) == 503)  # its sessions live on for some milliseconds
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/", headers={"Cookie": "sessionid=abcdefghijklmnopqrstuvwxyz012345"})
        answer = connection.getresponse()
        page = answer.read().decode()
    finally:
        connection.close()
        serve.send_signal(signal.SIGCONT)

    assert answer.status == 503
    assert answer.headers["Retry-After"]
    assert "已经提交的内容都在" in page
    assert "异常" not in page
    until(lambda: status(port) == 200)


def test_a_web_process_and_a_worker_that_die_are_started_again(operator: Operator):
    port = free_port()
    serve = operator.serve("--port", str(port), "--empty")
    before = children_of(serve.pid)

    for pid in before:
        os.kill(pid, signal.SIGKILL)

    until(lambda: status(port) == 200, 120)
    until(lambda: len(children_of(serve.pid)) >= len(before), 120)


def test_a_port_in_use_and_a_home_in_use_are_named(operator: Operator):
    port = free_port()
    operator.serve("--port", str(port), "--empty")
    second = operator.liuhen("serve", "--port", str(free_port()))
    assert second.wait(60) == 2
    assert "已有一个留痕" in operator.said()

    with tempfile.TemporaryDirectory(prefix="lh-serve-") as folder:
        neighbour = Operator(Home(root=Path(folder)))
        third = neighbour.liuhen("serve", "--port", str(port), "--empty")
        assert third.wait(60) == 2
        assert "已被占用" in neighbour.said()


def test_beyond_loopback_pages_are_served_over_https_with_an_authority_to_install(operator: Operator):
    port = free_port()
    operator.serve("--port", str(port), "--host", "0.0.0.0", "--empty")
    outside = re.search(r"https://([\d.]+):", operator.said())
    assert outside
    trusting = ssl.create_default_context(cafile=operator.home.tls / "ca.crt")
    connection = http.client.HTTPSConnection(outside[1], port, timeout=15, context=trusting)
    connection.request("GET", "/ca.crt")
    answer = connection.getresponse()

    assert answer.read() == (operator.home.tls / "ca.crt").read_bytes()
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert status(port) == 0  # plain HTTP is not answered
    connection.close()


def test_a_demonstration_is_not_shown_to_other_computers_unless_told_so(operator: Operator):
    with Postgres(home=operator.home, fsync=False) as postgres:
        assert operator.liuhen("doctor").wait(120) == 0, operator.said()
        with psycopg.connect(postgres.url(), autocommit=True) as connection:
            connection.execute(
                "INSERT INTO bureau_agency (id, name, mark, area, demo, clock, settings, founded_at)"
                " VALUES (gen_random_uuid(), '澄湖区文化和旅游局', '澄', '', true, 'system', '{}', now())"
            )
    port = free_port()

    refused = operator.liuhen("serve", "--port", str(port), "--host", "0.0.0.0")

    assert refused.wait(240) == 2
    assert "--demo-open" in operator.said()
    operator.serve("--port", str(port), "--host", "0.0.0.0", "--demo-open")
    assert "https://" in operator.said()
