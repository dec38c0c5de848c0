"""Copies that a browser can play, beside the original that stays as it came. Runs in the workshop.

What only lies in a container that browsers do not open is copied packet by packet into an MP4; what is coded otherwise becomes
H.264 and AAC at 540 lines; a photograph that browsers do not show becomes a JPEG.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av

from liuhen.recordings import poster
from liuhen.recordings.probe import decoded, open_media, streams

LINES = 540
FASTEST = Fraction(25)
PHOTO = 2560


def task(path: str, type: str, target: str, how: str) -> Mapping[str, Any]:  # noqa: A002
    """The order ``proxy``: write the copy to ``target``; its media type."""
    if how == "photo":
        poster.task(path, type, target, largest=PHOTO)
        return {"type": "image/jpeg"}
    with open_media(Path(path), type) as source, av.open(target, "w", format="mp4", options={"movflags": "+faststart"}) as copy:
        picture, _sound = streams(source)
        if how == "remux":
            _remux(source, copy)
        else:
            _transcode(source, copy, _first_picture(Path(path), type))
        return {"type": "video/mp4" if picture else "audio/mp4"}


def _remux(source: Any, copy: Any) -> None:
    pairs = {stream.index: copy.add_stream_from_template(stream) for stream in streams(source) if stream is not None}
    for packet in dated(source.demux([source.streams[index] for index in pairs])):
        packet.stream = pairs[packet.stream.index]
        copy.mux(packet)


def dated(packets: Iterable[Any]) -> Iterator[Any]:
    """Packets with a decoding time each.

    Matroska states none, and FFmpeg cannot tell that of the first few, the key frame among them: counted back from the first known.
    """
    waiting: dict[int, list[Any]] = {}
    known: set[int] = set()
    for packet in packets:
        track = packet.stream.index
        if not packet.size:
            continue  # the empty packet that ends each stream
        if packet.dts is None and track not in known:
            waiting.setdefault(track, []).append(packet)
            continue
        if packet.dts is not None and track not in known:
            known.add(track)
            yield from _counted_back(waiting.pop(track, []), packet.dts)
        if packet.dts is not None:
            yield packet
    for left in waiting.values():
        yield from _counted_back(left, len(left))


def _counted_back(packets: Sequence[Any], until: int) -> Iterator[Any]:
    for number, packet in enumerate(packets):
        packet.dts = until - (len(packets) - number) * max(1, packet.duration or 1)
        yield packet


def _first_picture(path: Path, type: str) -> Any:  # noqa: A002
    """The first frame that can be decoded: it tells how the camera was held, which has to be known before anything is written."""
    with open_media(path, type) as container:
        picture, _sound = streams(container)
        return next(decoded(container, picture), None) if picture is not None else None


def _transcode(source: Any, copy: Any, first: Any) -> None:
    picture, sound = streams(source)
    tracks: dict[int, _Picture | _Sound] = {}
    if picture is not None and first is not None:
        tracks[picture.index] = _Picture(picture, copy, first)
    if sound is not None:
        tracks[sound.index] = _Sound(copy)
    for packet in source.demux([source.streams[index] for index in tracks]):
        track = tracks[packet.stream.index]
        try:
            frames = packet.decode()
        except av.FFmpegError:
            continue  # a spoilt packet costs its frames, not the rest
        for frame in frames:
            track.take(frame)
    for track in tracks.values():
        track.end()


class _Picture:
    """Pictures on their way into the copy: turned upright, made smaller, at most 25 a second."""

    def __init__(self, stream: Any, copy: Any, first: Any) -> None:
        self.stream, self.copy = stream, copy
        self.next = Fraction(-1)
        self._prepare(first)

    def take(self, frame: Any) -> None:
        at = (frame.pts or 0) * Fraction(frame.time_base or self.stream.time_base)
        if at < self.next:
            return
        self.next = at + 1 / FASTEST - Fraction(1, 1000)
        self.graph.push(frame)
        self._pull()

    def _prepare(self, frame: Any) -> None:
        turned = int(getattr(frame, "rotation", 0)) % 360
        width, height = (frame.height, frame.width) if turned in {90, 270} else (frame.width, frame.height)
        lines = min(height, LINES) // 2 * 2 or 2
        across = max(2, round(width * lines / height / 2) * 2)
        self.graph = av.filter.Graph()
        first = self.graph.add_buffer(template=self.stream)
        chain = [first]
        for name, how in (
            *{90: (("transpose", "cclock"),), 270: (("transpose", "clock"),), 180: (("hflip", ""), ("vflip", ""))}.get(
                turned, ()
            ),
            ("scale", f"{across}:{lines}"),
            ("format", "yuv420p"),
            ("buffersink", ""),
        ):
            chain.append(self.graph.add(name, how) if how else self.graph.add(name))
        for one, other in pairwise(chain):
            one.link_to(other)
        self.graph.configure()
        self.out = self.copy.add_stream("libx264", rate=FASTEST, options={"crf": "28", "preset": "veryfast"})
        self.out.width, self.out.height, self.out.pix_fmt = across, lines, "yuv420p"
        self.out.codec_context.time_base = self.stream.time_base

    def _pull(self) -> None:
        while True:
            try:
                frame: Any = self.graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            frame.pict_type = av.video.frame.PictureType.NONE
            self.copy.mux(self.out.encode(frame))

    def end(self) -> None:
        self.graph.push(None)
        self._pull()
        self.copy.mux(self.out.encode(None))


class _Sound:
    """Sound on its way into the copy: AAC, one channel is enough for speech."""

    def __init__(self, copy: Any) -> None:
        self.copy = copy
        self.out = copy.add_stream("aac", rate=44100, layout="mono")
        self.out.bit_rate = 64_000
        self.resampler = av.AudioResampler(format="fltp", layout="mono", rate=44100, frame_size=1024)

    def take(self, frame: Any) -> None:
        for piece in self.resampler.resample(frame):
            self.copy.mux(self.out.encode(piece))

    def end(self) -> None:
        for piece in self.resampler.resample(None):
            self.copy.mux(self.out.encode(piece))
        self.copy.mux(self.out.encode(None))
