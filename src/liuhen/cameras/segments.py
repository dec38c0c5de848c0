"""Segments on the disk: one file of packets as they came, one of what is known of it. Whole or not there. Knows no Django.

A segment is written under the name ``open-...nut`` and gets its own name, which tells its day and moment, when it is finished, fsynced and
hashed; the facts beside it (``.json``) are there first. NUT keeps any codec's packets and stamps as they are and can be read up to where
a kill or a power cut ended it, so that nothing but the last packet is lost.
"""

import hashlib
import json
import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import av

CHINA = timezone(timedelta(hours=8))
OPEN = "open-"
SUFFIX = ".nut"
DEFAULT_FRAME = 0.04  # seconds, for a segment of a single picture


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of a segment. Times are seconds since 1970 by our clock; ``stamp`` is the time stamp of its first picture.

    Segments of one ``session`` have stamps that go on from one another. ``before`` is why nothing was recorded before it ("" where it
    follows on the one before). ``drift``: by how much the camera's clock was fast. ``recovered``: its writer was killed.
    """

    name: str
    session: str
    begin: float
    end: float
    stamp: float
    frames: int
    size: int
    sha256: str
    video: str
    audio: str = ""
    width: int = 0
    height: int = 0
    drift: float | None = None
    before: str = ""
    key: bool = True
    recovered: bool = False
    finished: float = 0.0


class Writer:
    """One segment while it grows. Everything is on its way to the disk with each packet, and there for sure once finished."""

    def __init__(self, folder: Path, picture: Any, sound: Any, *, session: str, before: str, sets: bytes, key: bool) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder, self.session, self.before, self.key, self.sets = folder, session, before, key, sets
        self.path = folder / f"{OPEN}{uuid.uuid4().hex}{SUFFIX}"
        self.codec, self.sound_codec = picture.codec_context.name, sound.codec_context.name if sound is not None else ""
        self.frames, self.size, self.last, self.step = 0, 0, 0.0, DEFAULT_FRAME
        self.first: float | None = None
        self._out = av.open(str(self.path), "w", format="nut", options={"flush_packets": "1"})
        self._pairs = {one.index: self._out.add_stream_from_template(one) for one in (picture, sound) if one is not None}
        if sets:
            self._pairs[picture.index].codec_context.extradata = sets
        self._picture = picture.index
        self._dts: dict[int, int] = {}
        self.shape = (picture.codec_context.width, picture.codec_context.height)

    def write(self, packet: Any) -> None:
        """One packet of the camera's; its stamps are set (``stamped`` in the recorder)."""
        index = packet.stream.index
        if packet.dts <= self._dts.get(index, packet.dts - 1):
            packet.dts = self._dts[index] + 1
            packet.pts = max(packet.pts, packet.dts)
        self._dts[index] = packet.dts
        if index == self._picture:
            self._count(float(packet.pts * packet.time_base))
        self.size += packet.size
        packet.stream = self._pairs[index]
        self._out.mux(packet)

    def _count(self, at: float) -> None:
        if self.first is None:
            self.first = at
        elif 0 < at - self.last < 1:
            self.step = at - self.last
        self.last = max(self.last, at)
        self.frames += 1

    def finish(self, begin: float, *, drift: float | None) -> Facts | None:
        """Make it whole: its facts, or None where it holds no picture. ``begin`` is the real time of its first picture."""
        facts = self.end(begin, drift=drift)
        if facts is None:
            self.path.unlink(missing_ok=True)
        return _keep(self.path, facts) if facts else None

    def end(self, begin: float, *, drift: float | None) -> Facts | None:
        """Write no more; what is known of it. Where the disk does not take the rest, :func:`recover` makes it whole later."""
        with suppress(av.FFmpegError, OSError):  # what was written before a full disk is good all the same
            self._out.close()
        if not self.frames or self.first is None:
            return None
        width, height = self.shape
        return Facts(
            name="",
            session=self.session,
            begin=begin,
            end=begin + self.last - self.first + self.step,
            stamp=self.first,
            frames=self.frames,
            size=0,
            sha256="",
            video=self.codec,
            audio=self.sound_codec,
            width=width,
            height=height,
            drift=drift,
            before=self.before,
            key=self.key,
        )


def _keep(path: Path, facts: Facts) -> Facts:
    """On the disk for sure, then under its own name, its facts first. Recorded by ``path`` up to now."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    at = datetime.fromtimestamp(facts.begin, CHINA)
    day = path.parent / f"{at:%Y-%m-%d}"
    day.mkdir(mode=0o700, exist_ok=True)
    name = f"{day.name}/{at:%H%M%S}.{at.microsecond // 1000:03d}-{digest[:8]}{SUFFIX}"
    size, now = path.stat().st_size, datetime.now(UTC).timestamp()
    whole = Facts(**{**asdict(facts), "name": name, "size": size, "sha256": digest, "finished": now})
    target = path.parent / name
    part = target.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(whole), file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target.with_suffix(".json"))
    path.replace(target)
    for folder in (day, path.parent):
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
    return whole


def read_facts(path: Path) -> Facts | None:
    """The facts of a finished segment by the path of its ``.json``; None where either file is not there or not whole."""
    with suppress(OSError, ValueError, TypeError):
        facts = Facts(**json.loads(path.read_text(encoding="utf-8")))
        if path.with_suffix(SUFFIX).stat().st_size == facts.size:
            return facts
    return None


def finished(folder: Path, days: frozenset[str] | None = None) -> Iterator[Path]:
    """The facts files of a camera, oldest first; of these days only, where given."""
    for day in sorted(folder.iterdir()) if folder.is_dir() else ():
        if day.is_dir() and (days is None or day.name in days):
            yield from sorted(day.glob("*.json"))


def recover(folder: Path, known: Mapping[Path, Facts] | None = None) -> tuple[list[Facts], int]:
    """Segments that nobody finished, made whole as far as they can be read; and how many held nothing and were dropped.

    ``known``: what their writer knew of them, where it lives and only the disk had no room. Of others, whose writer was killed, it is known
    from the file's own time when they were taken: the last picture went to the disk when the next one began to arrive.
    """
    saved, dropped = [], 0
    for path in sorted(folder.glob(f"{OPEN}*{SUFFIX}")) if folder.is_dir() else ():
        facts, said = _readable(path), (known or {}).get(path)
        if facts is None:
            path.unlink(missing_ok=True)
            dropped += 1
        else:
            saved.append(_keep(path, _as_said(facts, said) if said else facts))
    return saved, dropped


def _as_said(read: Facts, said: Facts) -> Facts:
    """As its writer knew it, with no more pictures than can be read."""
    return replace(said, end=said.begin + read.end - read.begin, frames=read.frames, stamp=read.stamp, recovered=True)


def _readable(path: Path) -> Facts | None:
    ended, stamps, codec, sound, shape, key = path.stat().st_mtime, list[float](), "", "", (0, 0), False
    with suppress(av.FFmpegError, OSError, ValueError), av.open(str(path), format="nut") as container:
        picture = container.streams.video[0]
        codec, shape = picture.codec_context.name, (picture.codec_context.width, picture.codec_context.height)
        sound = container.streams.audio[0].codec_context.name if container.streams.audio else ""
        for packet in container.demux(picture):
            if packet.size and packet.pts is not None:
                key = packet.is_keyframe if not stamps else key
                stamps.append(float(packet.pts * packet.time_base))
    if not stamps:
        return None
    first, last = min(stamps), max(stamps)
    lasted = last - first + ((last - first) / (len(stamps) - 1) if len(stamps) > 1 else DEFAULT_FRAME)
    width, height = shape
    return Facts(
        name="",
        session="",
        begin=ended - lasted,
        end=ended,
        stamp=first,
        frames=len(stamps),
        size=0,
        sha256="",
        video=codec,
        audio=sound,
        width=width,
        height=height,
        before="killed",
        key=key,
        recovered=True,
    )
