"""A camera made by hand, for what a good server never does: stamps and clocks that leap, no picture at all, answers that are none.

Speaks as much RTSP as a recorder asks for (OPTIONS, DESCRIBE, SETUP, PLAY), and sends its RTP and RTCP inside that connection. Each picture
carries the time at which it was made, as the pictures of ``rtsp_server.py`` do.
"""

import base64
import socket
import struct
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import av

from tests.support.rtsp import BITS

FPS, WIDE, HIGH = 10, 320, 180
SINCE_1900 = 2_208_988_800  # seconds from the epoch of NTP to that of Unix
VIDEO = "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1;sprop-parameter-sets={sets}\r\na=control:t\r\n"
SOUND = "m=audio 0 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\na=control:t\r\n"
JPEG = "m=video 0 RTP/AVP 26\r\na=control:t\r\n"


class Camera:
    """One camera. ``stamp`` makes of the seconds since its film began those that its stamps tell, ``clock`` of the time what its own clock shows."""

    def __init__(
        self,
        media: str = VIDEO,
        *,
        stamp: Callable[[float], float] = lambda age: age,
        clock: Callable[[float], float] = lambda now: now,
        answer: Callable[[str, int, str], bytes] | None = None,
    ) -> None:
        self.media, self.stamp, self.clock, self.answer = media, stamp, clock, answer
        self.asked: list[str] = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._open, daemon=True).start()

    @property
    def url(self) -> str:
        return f"rtsp://127.0.0.1:{self.port}/live"

    def stop(self) -> None:
        self.door.close()

    def _open(self) -> None:
        with suppress(OSError):
            while True:
                guest, _ = self.door.accept()
                threading.Thread(target=self._serve, args=(guest,), daemon=True).start()

    def _serve(self, guest: socket.socket) -> None:
        film = Film()
        with guest, suppress(OSError):
            heard = b""
            while more := guest.recv(65536):
                heard += more
                while b"\r\n\r\n" in heard:
                    head, _, heard = heard.partition(b"\r\n\r\n")
                    words = head.decode(errors="replace")
                    self.asked.append(words)
                    told = self._told(words, film)
                    guest.sendall(told)
                    if words.startswith("PLAY") and told.startswith(b"RTSP/1.0 200"):
                        threading.Thread(target=self._play, args=(guest, film), daemon=True).start()

    def _told(self, words: str, film: "Film") -> bytes:
        number = next((int(line.partition(":")[2]) for line in words.splitlines() if line.lower().startswith("cseq")), 0)
        method = words.partition(" ")[0]
        if self.answer and (other := self.answer(method, number, self.url)):
            return other
        if method == "DESCRIBE":
            body = f"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n{self.media.format(sets=film.sets)}"
            return ok(number, "Content-Type: application/sdp", f"Content-Base: {self.url}/", body=body)
        if method == "SETUP":
            asked = next(line for line in words.splitlines() if line.startswith("Transport"))
            return ok(number, asked, "Session: 7")
        return ok(number, "Session: 7", "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN")

    def _play(self, guest: socket.socket, film: "Film") -> None:
        began, sent, told = time.time(), 0, 0.0
        with suppress(OSError, ValueError):
            while True:
                time.sleep(max(0.0, began + sent / FPS - time.time()))
                age = time.time() - began
                stamp = round(self.stamp(age) * 90_000) & 0xFFFFFFFF
                if time.time() - told > 1:
                    told = time.time()
                    guest.sendall(_framed(1, _report(self.clock(told), stamp)))
                units = film.units(time.time())
                for at, unit in enumerate(units):
                    head = struct.pack("!BBHII", 0x80, 96 | (0x80 if at == len(units) - 1 else 0), film.next() & 0xFFFF, stamp, 7)
                    guest.sendall(_framed(0, head + unit))
                sent += 1


def ok(number: int, *lines: str, body: str = "") -> bytes:
    """An answer that agrees."""
    return "\r\n".join(("RTSP/1.0 200 OK", f"CSeq: {number}", *lines, f"Content-Length: {len(body)}", "", body)).encode()


def _framed(channel: int, packet: bytes) -> bytes:
    return struct.pack("!BBH", 0x24, channel, len(packet)) + packet


def _report(now: float, stamp: int) -> bytes:
    """A sender report of RTCP: at this stamp the camera's own clock shows ``now``."""
    seconds = now + SINCE_1900
    return struct.pack("!BBHIIIIII", 0x80, 200, 6, 7, int(seconds) & 0xFFFFFFFF, int(seconds % 1 * 2**32), stamp, 0, 0)


class Film:
    """H.264, each picture with the time at which it was made; the first of every second is a key picture."""

    def __init__(self) -> None:
        self.coder = av.CodecContext.create("libx264", "w")
        self.coder.width, self.coder.height, self.coder.pix_fmt, self.coder.framerate = WIDE, HIGH, "yuv420p", FPS
        self.coder.options = {"preset": "ultrafast", "tune": "zerolatency", "g": str(FPS)}
        self.number = self.count = 0
        first = self.units(time.time())
        self.sets = ",".join(base64.b64encode(unit).decode() for unit in first if unit[0] & 0x1F in {7, 8})

    def next(self) -> int:
        self.number += 1
        return self.number

    def units(self, at: float) -> list[bytes]:
        """The NAL units of one picture."""
        frame = av.VideoFrame(WIDE, HIGH, "yuv420p")
        number, wide = int(at * 1000), WIDE // BITS
        bars = b"".join((b"\xeb" if number >> (BITS - 1 - bit) & 1 else b"\x10") * wide for bit in range(BITS))
        light, *colours = frame.planes
        light.update(bars.ljust(light.line_size, b"\x80") * light.height)
        for plane in colours:
            plane.update(b"\x80" * plane.buffer_size)
        frame.pts = self.count
        self.count += 1
        stream = b"".join(bytes(packet) for packet in self.coder.encode(frame))
        return [unit for unit in (part.rstrip(b"\x00") for part in stream.split(b"\x00\x00\x01")) if unit]
