"""A camera's stream: opened over TCP with limits on every wait, its trouble told in words that hold no address and no password."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import av

WAIT = 10.0  # seconds for a connection, an answer, a packet
#: Sound that players and MP4 or QuickTime files take; other sound of a camera is left out, and said to be.
SOUND = frozenset({"aac", "pcm_alaw", "pcm_mulaw", "mp3"})
PICTURE = frozenset({"h264", "hevc"})
_SETS = {"h264": frozenset({7, 8}), "hevc": frozenset({32, 33, 34})}
_WORDS = {
    "refused": "摄像机没有应答：地址能到，但那里没有开启视频服务",
    "unreachable": "连不上摄像机：网络不通，或者摄像机没有通电",
    "name": "连不上摄像机：找不到这个主机名",
    "silent": "摄像机连上了，但一直没有画面传来",
    "denied": "摄像机拒绝了用户名或者口令",
    "not_found": "摄像机上没有这个地址的视频，请核对地址的后半段",
    "no_picture": "这个地址没有可录的画面（要 H.264 或者 H.265）",
    "not_rtsp": "应答的不是摄像机的视频服务，请核对地址和端口",
    "broken": "视频流中断，或者传来的数据读不懂",
}


class Trouble(Exception):  # noqa: N818 - reads as what is told
    """The stream cannot be had, or no more. ``code`` is one of the words above; the library's own message, which names the address, is kept back."""

    def __init__(self, code: str) -> None:
        super().__init__(_WORDS[code])
        self.code = code
        self.words = _WORDS[code]


@contextmanager
def told() -> Iterator[None]:
    """Any failure of the library as a Trouble that names no address."""
    try:
        yield
    except (av.FFmpegError, OSError, ValueError) as error:
        raise Trouble(_code(error)) from None  # not "from error": its message holds the address with the password


def _code(error: Exception) -> str:
    if isinstance(error, av.HTTPUnauthorizedError | av.HTTPForbiddenError):
        return "denied"
    if isinstance(error, av.HTTPNotFoundError):
        return "not_found"
    if isinstance(error, av.ExitError | TimeoutError):
        return "silent"
    number = getattr(error, "errno", None)
    known = {
        errno.ECONNREFUSED: "refused",
        errno.EHOSTUNREACH: "unreachable",
        errno.ENETUNREACH: "unreachable",
        errno.ETIMEDOUT: "unreachable",
        errno.EIO: "name",
    }
    return known.get(number or 0, "not_rtsp" if isinstance(error, av.InvalidDataError) else "broken")


def demand_host(url: str) -> None:
    """Reach the host at all: FFmpeg tells little of why it could not."""
    parts = urlsplit(url)
    try:
        with socket.create_connection((parts.hostname or "", parts.port or 554), timeout=WAIT):
            return
    except socket.gaierror:
        raise Trouble("name") from None
    except ConnectionRefusedError:
        raise Trouble("refused") from None
    except OSError:
        raise Trouble("unreachable") from None


def open_stream(url: str) -> tuple[Any, Any, Any]:
    """The connection, its picture stream and its sound stream (None where there is none that can be kept)."""
    demand_host(url)
    with told():
        options = {"rtsp_transport": "tcp", "timeout": str(int(WAIT * 1_000_000)), "allowed_media_types": "video+audio"}
        container = av.open(url, format="rtsp", options=options, timeout=(2 * WAIT, WAIT))
    picture = next((one for one in container.streams.video if one.codec_context.name in PICTURE), None)
    if picture is None:
        container.close()
        raise Trouble("no_picture")
    sound = next((one for one in container.streams.audio if one.codec_context.name in SOUND), None)
    return container, picture, sound


def parameter_sets(codec: str, packet: bytes) -> bytes:
    """The parameter sets that a key picture carries (Annex B), in their order; ``b""`` where it carries none."""
    found = []
    for unit in _units(packet):
        kind = unit[0] & 0x1F if codec == "h264" else (unit[0] >> 1) & 0x3F
        if kind in _SETS[codec]:
            found.append(b"\x00\x00\x00\x01" + unit)
        elif found:
            break  # they stand before the picture
    return b"".join(found)


def _units(packet: bytes) -> Iterator[bytes]:
    at = packet.find(b"\x00\x00\x01")
    while at >= 0:
        follows = packet.find(b"\x00\x00\x01", at + 3)
        unit = packet[at + 3 : follows if follows >= 0 else len(packet)].rstrip(b"\x00") if follows >= 0 else packet[at + 3 :]
        if unit:
            yield unit
        at = follows


def sound_name(container: Any, kept: Any) -> str:
    """The name of the sound that is recorded; of one that is not, with a dash before it."""
    if kept is not None:
        return str(kept.codec_context.name)
    first = next(iter(container.streams.audio), None)
    return f"-{first.codec_context.name}" if first is not None else ""


def prft(packet: Any) -> float | None:
    """The camera's own clock at this packet, in seconds since 1970; None where it did not tell (RTCP sender reports)."""
    for data in packet.iter_sidedata():
        if data.data_type == "prft":
            return int.from_bytes(bytes(data)[:8], "little", signed=True) / 1_000_000
    return None
