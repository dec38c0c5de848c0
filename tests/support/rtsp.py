"""A camera for tests: the real RTSP server of ``rtsp_server.py``, started by Debian's Python; what it filmed can be read back."""

import json
import subprocess
import time
from functools import cache
from pathlib import Path
from typing import Any

import av
import pytest

SERVER = Path(__file__).with_name("rtsp_server.py")
DEBIAN = "/usr/bin/python3"
BITS = 40
_NEEDS = "import gi; gi.require_version('GstRtspServer', '1.0'); from gi.repository import Gst, GstRtspServer; Gst.init(None); assert all(map(Gst.ElementFactory.find, {!r}))"
_ELEMENTS = ("openh264enc", "x265enc", "rtph264pay", "rtph265pay", "alawenc", "voaacenc", "appsrc")
MISSING = (
    "no GStreamer RTSP server (apt-get install gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-good "
    "gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly)"
)


def demand() -> None:
    """Skip, with the plain reason, where the server is not on this machine."""
    if not _there():
        pytest.skip(MISSING)


@cache
def _there() -> bool:
    try:
        found = subprocess.run([DEBIAN, "-c", _NEEDS.format(_ELEMENTS)], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return found.returncode == 0


class Server:
    """One camera on the network; ``stop`` and ``start`` again on the same port."""

    def __init__(self, folder: Path, **order: Any) -> None:
        self.folder, self.order = folder, order
        folder.mkdir(parents=True, exist_ok=True)
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        (self.folder / "port").unlink(missing_ok=True)
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [DEBIAN, str(SERVER), str(self.folder)], stdin=subprocess.PIPE, stdout=log, stderr=log
            )
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(self.order).encode() + b"\n")
        self.process.stdin.flush()
        until((self.folder / "port").exists, 20)
        self.order["port"] = int((self.folder / "port").read_text())

    def say(self, line: str) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            assert self.process.stdin is not None
            self.process.stdin.close()
            self.process = None

    @property
    def url(self) -> str:
        login = f"{self.order['user']}:{self.order['password']}@" if self.order.get("user") else ""
        return f"rtsp://{login}127.0.0.1:{self.order['port']}/live"


def until(found: Any, seconds: float, every: float = 0.1) -> Any:
    """Wait until ``found()`` is true and give that; fail after so many seconds."""
    limit = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < limit, f"not within {seconds} s"
        time.sleep(every)
    return value


def filmed(path: Path | str) -> list[tuple[float, float]]:
    """Of each picture of a file: its time in the film, and the moment at which it was made, as it carries it (seconds since 1970)."""
    with av.open(str(path)) as film:
        return [(float(frame.pts * frame.time_base), _bars(frame) / 1000) for frame in film.decode(video=0)]


def _bars(frame: Any) -> int:
    plane, wide, number = frame.planes[0], frame.width // BITS, 0
    row = bytes(plane)[plane.line_size * (frame.height // 2) :]
    for bit in range(BITS):
        number = (number << 1) | (row[bit * wide + wide // 2] > 128)
    now = int(time.time() * 1000)
    return number + (now >> BITS << BITS)
