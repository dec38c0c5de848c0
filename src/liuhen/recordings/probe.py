"""What a recording is and says of itself: medium, codecs, size, length, when and where it was made.

Runs in the workshop (:mod:`liuhen.recordings.workshop`), never in a web process. Believes the content alone: not the name, not
the sender. Only demuxers of single files are allowed; formats that point at other files or addresses (playlists, concat, image
sequences) are not, so that a file cannot make us read another.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import av
import pi_heif
from PIL import Image, ImageFile

from liuhen.recordings import metadata, trouble

pi_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = 400_000_000  # phones make 200 million; the child's memory is limited anyway

#: Demuxers with a magic number of their own, and those that recognise a file by guessing: these only where the head agreed.
CONTAINERS = "mov,matroska,avi,mpegts,mpeg,wav,w64,flac,ogg,amr,amrnb,amrwb,asf,flv,dhav,caf"
GUESSED = {"audio/mpeg": "mp3", "audio/aac": "aac"}
SCAN_SECONDS = 4.0  # how long we look for the length of a file that does not state it
LONGEST = 30 * 24 * 3600.0
FRAMES_TO_TRY = 60
MOST_STREAMS = "200"  # a file that claims more is not gone through stream by stream


@dataclass(kw_only=True)
class Facts:
    """What the file tells. Times are in ``stamps`` as written there; what they mean is judged in ``metadata.captured``."""

    media: str = ""
    container: str = ""
    video: str = ""
    audio: str = ""
    pixels: str = ""
    width: int = 0
    height: int = 0
    rotation: int = 0
    fps: float = 0.0
    seconds: float | None = None
    stamps: list[dict[str, str]] = field(default_factory=list)
    point: list[float] | None = None
    device: str = ""
    faststart: bool | None = None
    notes: list[str] = field(default_factory=list)
    unreadable: str = ""
    fault: str = ""  # what the decoder said, for the log


def task(path: str, type: str) -> Mapping[str, Any]:  # noqa: A002
    """The order ``probe``: facts as JSON. A file that cannot be read has facts too: why it cannot."""
    return asdict(probe(Path(path), type))


def probe(path: Path, type: str) -> Facts:  # noqa: A002
    """Read what the file of this media type (by its head) tells."""
    facts = Facts(media={"image": "photo", "audio": "audio", "video": "video"}.get(type.partition("/")[0], ""))
    if path.stat().st_size == 0:
        facts.unreadable = "文件是空的"
        return facts
    try:
        if facts.media == "photo":
            _photo(path, facts)
        else:
            _moving(path, type, facts)
    except (av.FFmpegError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        facts.unreadable = trouble.words(error)
        # the system's word for it, without the place where the file lies
        facts.fault = f"{error.__class__.__name__}: {getattr(error, 'strerror', None) or error}"[:300]
    if not _whole(path, type):
        facts.notes.append("truncated")
    return facts


def _photo(path: Path, facts: Facts) -> None:
    with Image.open(path) as image:
        facts.container = (image.format or "").lower()
        facts.width, facts.height = image.size
        facts.seconds = 0.0
        with suppress(Exception):
            # a photograph with spoilt metadata is still a photograph
            metadata.read_exif(image, facts)
        if facts.rotation in {90, 270}:
            facts.width, facts.height = facts.height, facts.width
        image.draft("RGB", (640, 640))
        try:
            image.load()
        except OSError:
            facts.notes.append("truncated")
        else:
            return
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    with Image.open(path) as image:
        image.load()


def open_media(path: Path, type: str) -> "av.container.InputContainer":  # noqa: A002
    """Open for demuxing with everything forbidden that could reach beyond this one file."""
    allowed = GUESSED.get(type, CONTAINERS)
    options = {"format_whitelist": allowed, "protocol_whitelist": "file", "max_streams": MOST_STREAMS}
    return av.open(str(path), options=options, metadata_errors="replace")


def _moving(path: Path, type: str, facts: Facts) -> None:  # noqa: A002
    with open_media(path, type) as container:
        video, sound = streams(container)
        facts.container = container.format.name.partition(",")[0]
        facts.media = "video" if video else "audio" if sound else ""
        if video:
            facts.video, facts.pixels = video.codec_context.name, video.codec_context.pix_fmt or ""
            facts.width, facts.height = video.codec_context.width, video.codec_context.height
            facts.fps = round(float(video.average_rate or 0), 3)
        if sound:
            facts.audio = sound.codec_context.name
        metadata.read_tags(container, facts)
        _first_frame(container, video or sound, facts)
    with open_media(path, type) as container:
        facts.seconds = _seconds(container)
    if facts.seconds is not None and facts.seconds < 1:
        facts.notes.append("very_short")
    if type in {"video/mp4", "video/quicktime"}:
        facts.faststart = _moov_first(path)


def streams(container: "av.container.InputContainer") -> tuple[Any, Any]:
    """The first real picture stream and the first sound stream, None where there is none; a cover is not a picture stream."""
    pictures = (s for s in container.streams.video if not s.disposition & av.stream.Disposition.attached_pic)
    return next(pictures, None), next(iter(container.streams.audio), None)


def _first_frame(container: "av.container.InputContainer", stream: Any, facts: Facts) -> None:
    """A container that opens proves nothing; one decoded frame does."""
    if stream is None:
        facts.unreadable = "里面没有画面，也没有声音"
        return
    stream.codec_context.thread_count = 1
    frame = next(decoded(container, stream), None)
    if frame is None:
        facts.unreadable = "没有一帧能解出"
    elif stream.type == "video":
        facts.rotation = int(getattr(frame, "rotation", 0)) % 360
        if facts.rotation in {90, 270}:
            facts.width, facts.height = facts.height, facts.width


def decoded(container: "av.container.InputContainer", stream: Any) -> Iterator[Any]:
    """Frames as they can be had: packets that cannot be decoded are passed over, up to a limit."""
    spoilt = 0
    for packet in container.demux(stream):
        try:
            yield from packet.decode()
        except av.FFmpegError:
            spoilt += 1
            if spoilt > FRAMES_TO_TRY:
                return


def _seconds(container: "av.container.InputContainer") -> float | None:
    """The length: as stated, else as the packets show (recorders that were switched off hard state none)."""
    stated = [float(container.duration) / av.time_base] if container.duration else []
    stated += [float(s.duration * s.time_base) for s in container.streams if s.duration and s.time_base]
    sane = [length for length in stated if 0 < length < LONGEST]
    return round(max(sane), 3) if sane else _scanned(container)


def _scanned(container: "av.container.InputContainer") -> float | None:
    until, first, last = time.monotonic() + SCAN_SECONDS, None, Fraction(0)
    with suppress(av.FFmpegError):
        for packet in container.demux():
            if packet.pts is not None and packet.time_base:
                begin = packet.pts * packet.time_base
                first = begin if first is None else min(first, begin)
                last = max(last, begin + (packet.duration or 0) * packet.time_base)
            if time.monotonic() > until:
                return None
    return None if first is None else round(float(last - first), 3)


def boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Top-level boxes of an ISO file: (type, offset, stated size); the last may state more than there is."""
    at = 0
    while at + 8 <= size:
        file.seek(at)
        head = file.read(16)
        length, name = int.from_bytes(head[:4], "big"), head[4:8]
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - at
        if length < 8:  # noqa: PLR2004 - a box is at least its own header
            return
        yield name, at, length
        at += length


def _whole(path: Path, type: str) -> bool:  # noqa: A002
    """Whether the file is as long as it says itself; True where its format says nothing cheap to check."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if type in {"video/mp4", "video/quicktime", "video/3gpp", "video/3gpp2", "audio/mp4", "image/heic"}:
            found = list(boxes(file, size))
            return bool(found) and found[-1][1] + found[-1][2] <= size
        if type in {"audio/wav", "video/x-msvideo"}:
            stated = int.from_bytes(file.read(8)[4:8], "little")
            return stated in {0, 0xFFFFFFFF} or stated + 8 <= size + 1  # a missing pad byte is no loss
    return True


def _moov_first(path: Path) -> bool:
    with path.open("rb") as file:
        names = [name for name, _, _ in boxes(file, path.stat().st_size)]
    return b"moov" in names and (b"mdat" not in names or names.index(b"moov") < names.index(b"mdat"))
