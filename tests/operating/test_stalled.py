"""A player that stands still, as each does whose film is paused or whose buffer is full, holds no thread of the web server."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack

import pytest

from liuhen.lib.home import PROJECT
from tests.operating.test_serve import free_port, status, until


@pytest.fixture
def port():
    found = free_port()
    words = [sys.executable, "-m", "tests.support.stalled_web", str(found)]
    paths = {"PYTHONPATH": f"{PROJECT}:{PROJECT / 'src'}", "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(words, cwd=PROJECT, env=paths, start_new_session=True) as server:
        try:
            until(lambda: status(found, "/page") == 200)
            yield found
        finally:
            os.killpg(server.pid, signal.SIGKILL)  # its worker too, whatever that waits for


def test_pages_are_answered_while_five_players_take_nothing(port):
    with ExitStack() as open_:
        for _ in range(5):
            player = open_.enter_context(socket.create_connection(("127.0.0.1", port)))
            player.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            player.sendall(b"GET /film HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert player.recv(12) == b"HTTP/1.1 200"
        assert status(port, "/page") == 200, "one thread answers all of them"


def test_a_player_that_takes_it_gets_all_of_its_part(port):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", "/film")
    assert len(line.getresponse().read()) == 64 * 1024**2
