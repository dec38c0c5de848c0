"""Small films, photographs and sounds of our own, for the demo bureau and for tests.

A drawn room, somebody walking through it, and the burnt-in device and clock of a body-worn camera. Real codecs, real metadata,
nothing of anybody else's.
"""

import math
import random
import struct
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import av
from PIL import Image, ImageDraw, ImageFont

from liuhen.operating.chromium import wheel_fonts
from liuhen.regulation.when import CST

SIZE = (640, 360)
_VideoFrame: Any = av.VideoFrame  # its types leave this method out
HERTZ = 16_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Film:
    """How a film is made: when it began, how long, which device; ``scene`` picks room and colours.

    ``creation``: what is written as the time of creation: ``utc`` as the standard asks, ``local`` as many body-worn cameras do it
    (Beijing time marked as UTC), or none. ``key_every`` so many frames a key frame, where the coder is not to choose.
    """

    begin: datetime
    seconds: float = 6.0
    device: str = "DSJ-07"
    scene: int = 1
    size: tuple[int, int] = SIZE
    fps: int = 12
    video: str = "libx264"
    audio: str = "aac"
    creation: str = "utc"
    faststart: bool = True
    key_every: int = 0


def film(path: Path, how: Film) -> Path:
    """Write a film to ``path``; the suffix picks the container."""
    flags = {"movflags": "+faststart"} if how.faststart and path.suffix in {".mp4", ".mov"} else {}
    with av.open(str(path), "w", options=flags) as container:
        if how.creation:
            moment = how.begin.astimezone(UTC if how.creation == "utc" else CST)
            container.metadata["creation_time"] = moment.strftime("%Y-%m-%dT%H:%M:%S.000000Z")
        picture = _picture_stream(container, how)
        sound = _sound_stream(container, how)
        for number, image in enumerate(_frames(how)):
            frame = _VideoFrame.from_image(image)
            frame.pts, frame.time_base = number, Fraction(1, how.fps)
            container.mux(picture.encode(frame))
        container.mux(picture.encode(None))
        if sound is not None:
            for samples in _sound_frames(how, sound):
                container.mux(sound.encode(samples))
            container.mux(sound.encode(None))
    return path


def _picture_stream(container: Any, how: Film) -> Any:
    options = {"preset": "veryfast", "crf": "30"} if how.video == "libx264" else {}
    if how.key_every:
        options |= {"g": str(how.key_every), "keyint_min": str(how.key_every), "sc_threshold": "0"}
    stream = container.add_stream(how.video, rate=how.fps, options=options)
    stream.width, stream.height = how.size
    stream.pix_fmt = "yuvj420p" if how.video == "mjpeg" else "yuv420p"
    return stream


def _sound_stream(container: Any, how: Film) -> Any:
    if not how.audio:
        return None
    stream = container.add_stream(how.audio, rate=48_000 if how.audio == "libopus" else HERTZ, layout="mono")
    stream.bit_rate = 24_000
    return stream


def _sound_frames(how: Film, stream: Any) -> Iterator[Any]:
    rate = stream.rate
    samples = _murmur(how.seconds, rate, how.scene)
    whole = av.AudioFrame(format="s16", layout="mono", samples=len(samples))
    whole.planes[0].update(samples.tobytes().ljust(whole.planes[0].buffer_size, b"\0"))
    whole.rate, whole.pts, whole.time_base = rate, 0, Fraction(1, rate)
    resampler = av.AudioResampler(
        format=stream.codec_context.format, layout="mono", rate=rate, frame_size=stream.codec_context.frame_size or 1024
    )
    yield from resampler.resample(whole)
    yield from resampler.resample(None)


def _murmur(seconds: float, rate: int, seed: int) -> "array[int]":
    """Something like voices in a room: slow swells of muffled noise; 16-bit samples."""
    chance = random.Random(seed)  # noqa: S311 - a sound, not a secret
    samples, low = array("h"), 0.0
    for number in range(max(1, int(seconds * rate))):
        low += 0.12 * (chance.uniform(-1, 1) - low)
        swell = 0.6 + 0.4 * math.sin(number / rate * 2 * math.pi * 0.7)
        samples.append(int(low * swell * 20_000))
    return samples


# -- pictures -------------------------------------------------------------------------------------------------------

_WALLS = ((62, 72, 88), (84, 74, 66), (70, 84, 78), (88, 86, 82))
_FLOORS = ((38, 42, 50), (54, 46, 40), (44, 52, 48), (58, 56, 54))


def _frames(how: Film) -> Iterator[Image.Image]:
    room = _room(how.size, how.scene)
    for number in range(max(1, int(how.seconds * how.fps))):
        image = room.copy()
        _walker(image, number / how.fps, how.scene)
        _burn(image, how.device, how.begin + timedelta(seconds=number / how.fps))
        yield image


def still(how: Film, seconds: float) -> Image.Image:
    """One picture of a film, so many seconds in."""
    image = _room(how.size, how.scene).copy()
    _walker(image, seconds, how.scene)
    _burn(image, how.device, how.begin + timedelta(seconds=seconds))
    return image


@cache
def _room(size: tuple[int, int], scene: int) -> Image.Image:
    """A room in one-point perspective with two rows of screens."""
    width, height = size
    chance = random.Random(scene)  # noqa: S311 - a picture, not a secret
    image = Image.new("RGB", size, _WALLS[scene % len(_WALLS)])
    draw = ImageDraw.Draw(image)
    horizon, far = int(height * 0.42), int(width * 0.22)
    floor = [(0, height), (far, horizon + height // 9), (width - far, horizon + height // 9), (width, height)]
    draw.polygon(floor, fill=_FLOORS[scene % len(_FLOORS)])
    draw.rectangle([far, height // 7, width - far, horizon + height // 9], fill=tuple(c + 14 for c in _WALLS[scene % 4]))
    for row in range(5):
        near = 0.35 + row * 0.16
        for side in (-1, 1):
            middle = width // 2 + side * int(width * 0.46 * near)
            top, wide, tall = horizon + int(height * 0.05 * row), int(width * 0.075 * near), int(height * 0.13 * near)
            light = chance.choice(((150, 178, 205), (120, 140, 160), (60, 70, 84)))
            draw.rectangle([middle - wide, top, middle + wide, top + tall], fill=light, outline=(24, 28, 34))
            draw.rectangle([middle - wide - 6, top + tall, middle + wide + 6, top + tall + 5], fill=(30, 28, 26))
    return image


def _walker(image: Image.Image, seconds: float, scene: int) -> None:
    width, height = image.size
    draw = ImageDraw.Draw(image)
    x = int(width * (0.5 + 0.3 * math.sin(seconds * 0.6 + scene)))
    tall = int(height * 0.42)
    foot = int(height * 0.93) - int(abs(math.sin(seconds * 4)) * 4)
    head = tall // 8
    draw.ellipse([x - head, foot - tall, x + head, foot - tall + 2 * head], fill=(196, 170, 150))
    draw.rounded_rectangle(
        [x - int(head * 1.7), foot - tall + 2 * head, x + int(head * 1.7), foot - tall // 3], head, fill=(26, 34, 52)
    )
    stride = int(math.sin(seconds * 4) * head)
    for side in (-1, 1):
        draw.line(
            [(x + side * head // 2, foot - tall // 3), (x + side * (head // 2 + stride), foot)], fill=(20, 24, 34), width=head
        )


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(wheel_fonts() / "NotoSansSC-Regular.otf", size=size)


def _burn(image: Image.Image, device: str, moment: datetime) -> None:
    """Device and clock, as cameras write them into the picture."""
    draw = ImageDraw.Draw(image)
    font = _font(max(12, image.height // 20))
    at = moment.astimezone(CST)
    for text, corner, anchor in ((f"{at:%Y-%m-%d %H:%M:%S}", (12, 8), "la"), (device, (image.width - 12, 8), "ra")):
        draw.text(corner, text, font=font, fill="white", anchor=anchor, stroke_width=2, stroke_fill="black")


def photo(
    path: Path,
    at: datetime,
    *,
    device: str = "DSJ-07",
    scene: int = 1,
    size: tuple[int, int] = (1280, 720),
    zone: bool = True,
    point: tuple[float, float] | None = None,
) -> Path:
    """Write a JPEG with EXIF time (with its zone unless ``zone`` is false) and place (longitude, latitude)."""
    image = _room(size, scene).copy()
    _walker(image, at.second, scene)
    _burn(image, device, at)
    exif = Image.Exif()
    local = at.astimezone(CST)
    exif[0x010F], exif[0x0110] = "Liuhen", device
    exif[0x0132] = f"{local:%Y:%m:%d %H:%M:%S}"
    detail = exif.get_ifd(0x8769)
    detail[0x9003] = f"{local:%Y:%m:%d %H:%M:%S}"
    if zone:
        detail[0x9011] = "+08:00"
    if point is not None:
        exif.get_ifd(0x8825).update({1: "N", 2: _sexagesimal(point[1]), 3: "E", 4: _sexagesimal(point[0])})
    image.save(path, "JPEG", quality=80, exif=exif)
    return path


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    minutes = (degrees - int(degrees)) * 60
    return float(int(degrees)), float(int(minutes)), round((minutes - int(minutes)) * 60, 4)


def sound(path: Path, seconds: float, *, scene: int = 1) -> Path:
    """Write a WAV of something like voices."""
    samples = _murmur(seconds, HERTZ, scene)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(struct.calcsize("<h"))
        file.setframerate(HERTZ)
        file.writeframes(samples.tobytes())
    return path
