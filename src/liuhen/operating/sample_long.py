"""A film of half an hour or of two, made in seconds: a picture every so often, sound from a few blocks told again and again.

For the demo's player and for the bench, where the length matters and not what moves.
"""

import math
import random
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import av

from liuhen.operating.sample_media import Film, still

HERTZ = 16_000
BLOCK = 1024  # samples of one AAC frame
TICKS = 1000  # of a second, in which pictures are dated


@dataclass(frozen=True, kw_only=True, slots=True)
class Long:
    """``every`` so many seconds a picture, every ``key_every``-th a key frame; ``silent`` stretches say nothing."""

    begin: datetime
    seconds: float
    device: str = "DSJ-07"
    scene: int = 1
    size: tuple[int, int] = (640, 360)
    every: float = 2.0
    key_every: int = 4
    silent: tuple[tuple[float, float], ...] = ()
    bit_rate: int = 24_000


def long_film(path: Path, how: Long) -> Path:
    """Write it as MP4, the index first."""
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        container.metadata["creation_time"] = how.begin.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000000Z")
        pictures = list(_pictures(container, how))
        sounds = list(_sounds(container, how))
        for _, packet in sorted([*pictures, *sounds], key=lambda one: one[0]):
            container.mux(packet)
    return path


def _pictures(container: Any, how: Long) -> Iterator[tuple[float, Any]]:
    options = {"preset": "veryfast", "crf": "32", "g": str(how.key_every), "bf": "0", "tune": "stillimage"}
    stream = container.add_stream("libx264", rate=Fraction(1) / Fraction(how.every).limit_denominator(100), options=options)
    stream.width, stream.height = how.size
    stream.pix_fmt = "yuv420p"
    stream.codec_context.time_base = Fraction(1, TICKS)
    count = max(1, math.ceil(how.seconds / how.every))
    made: Any = av.VideoFrame
    for number in range(count):
        at = number * how.every
        frame = made.from_image(still(_film(how), at))
        frame.pts, frame.time_base = round(at * TICKS), Fraction(1, TICKS)
        for packet in stream.encode(frame):
            yield float(packet.pts * packet.time_base), packet
    for packet in stream.encode(None):
        yield float(packet.pts * packet.time_base), packet


@cache
def _film(how: Long) -> Film:
    return Film(begin=how.begin, seconds=how.seconds, device=how.device, scene=how.scene, size=how.size)


def _sounds(container: Any, how: Long) -> Iterator[tuple[float, Any]]:
    """AAC blocks of talk and of silence, coded once, dated as they are told."""
    stream = container.add_stream("aac", rate=HERTZ, layout="mono")
    stream.bit_rate = how.bit_rate
    talk, quiet = _coded(_talk(how.scene), how.bit_rate), _coded(array("h", [0]) * (BLOCK * 40), how.bit_rate)
    for number in range(int(how.seconds * HERTZ / BLOCK)):
        at = number * BLOCK / HERTZ
        said = quiet if any(begin <= at < end for begin, end in how.silent) else talk
        packet = av.Packet(said[number % len(said)])
        packet.stream, packet.time_base = stream, Fraction(1, HERTZ)
        packet.pts = packet.dts = number * BLOCK
        packet.duration = BLOCK
        yield at, packet


def _coded(samples: "array[int]", bit_rate: int) -> list[bytes]:
    """The AAC packets of these samples, without those that begin and end a stream."""
    coder: Any = av.CodecContext.create("aac", "w")
    coder.sample_rate, coder.layout, coder.format, coder.bit_rate = HERTZ, "mono", "fltp", bit_rate
    whole = av.AudioFrame(format="s16", layout="mono", samples=len(samples))
    whole.planes[0].update(samples.tobytes().ljust(whole.planes[0].buffer_size, b"\0"))
    whole.rate, whole.pts, whole.time_base = HERTZ, 0, Fraction(1, HERTZ)
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=HERTZ, frame_size=BLOCK)
    packets = [packet for frame in resampler.resample(whole) for packet in coder.encode(frame)]
    return [bytes(packet) for packet in packets][2:-1]


def _talk(seed: int) -> "array[int]":
    """Half a minute of sentences and pauses."""
    chance, samples, low = random.Random(seed), array("h"), 0.0  # noqa: S311 - a sound, not a secret
    while len(samples) < 24 * HERTZ:
        loud, length = chance.uniform(0.25, 1.0), int(chance.uniform(0.8, 3.2) * HERTZ)
        for number in range(length):
            low += 0.12 * (chance.uniform(-1, 1) - low)
            samples.append(int(low * loud * (0.4 + 0.6 * abs(math.sin(number / HERTZ * 9))) * 22_000))
        samples.extend([int(chance.uniform(-60, 60)) for _ in range(int(chance.uniform(0.2, 1.4) * HERTZ))])
    return samples
