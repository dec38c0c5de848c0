"""A span cut out of segments, packet by packet and without any new encoding: MP4, or QuickTime where the sound asks for it.

A cut begins with the last key picture at or before the wanted moment, since a picture in between cannot be decoded without it; it ends with
the wanted moment. Where nothing was recorded in between, or the picture changed its shape, one file ends and another begins: no file
claims time that it does not hold. ``python -m liuhen.cameras.cutting`` does it in a process of its own: the order is JSON on the standard input
(``folder``, ``names``, ``begin``, ``end`` in seconds since 1970, ``target``), the answer JSON on the standard output. Knows no Django.
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import av

from liuhen.cameras import segments
from liuhen.cameras.segments import Facts

#: Seconds without a picture that end one file and begin another.
GAP = 2.0
#: Seconds by which segments tell the same time twice where the machine's clock was set back between them.
TWICE = 0.5
#: Seconds around a segment in which others of its connection tell its time as well as it does itself.
NEAR = 150.0
EXACT = 0.0005  # seconds; what real times are rounded to on their way
IN_MP4 = frozenset({"", "aac", "mp3"})


@dataclass(kw_only=True)
class Piece:
    """One file of a cut. Times are seconds since 1970 by our clock; ``early`` is by how much it begins before the wanted moment."""

    path: str
    type: str
    begin: float = 0.0
    end: float = 0.0
    frames: int = 0
    drift: float | None = None
    segments: list[dict[str, Any]] = field(default_factory=list)


def runs(facts: Sequence[Facts]) -> list[list[Facts]]:
    """Segments that can stand in one file: no gap between them and no time told twice, one codec, one shape, one sort of sound."""
    made: list[list[Facts]] = []
    for one in sorted(facts, key=lambda one: one.begin):
        run = next((run for run in reversed(made) if _follows(one, run[-1])), None)
        if run is None:
            made.append([one])
        else:
            run.append(one)
    return made


def _follows(one: Facts, last: Facts) -> bool:
    return -TWICE <= one.begin - last.end <= GAP and _sort(one) == _sort(last)


def timed(facts: Sequence[Facts]) -> list[Facts]:
    """The segments with their times as told by all of the same connection around them, in order.

    Stamps of one connection go on from one another, and each segment was given its time from what had arrived until then: late where the
    machine was busy, never early. So the earliest told is the truest; a connection's first segment knows least.
    """
    least: dict[str, list[tuple[float, float]]] = {}
    for one in facts:
        if one.session:
            least.setdefault(one.session, []).append((one.begin, one.begin - one.stamp))
    found = []
    for one in facts:
        told = [shift for begin, shift in least.get(one.session, ()) if abs(begin - one.begin) <= NEAR]
        early = one.begin - one.stamp - min(told, default=one.begin - one.stamp)
        found.append(replace(one, begin=one.begin - early, end=one.end - early))
    return sorted(found, key=lambda one: one.begin)


def _sort(one: Facts) -> tuple[str, str, int, int]:
    return (one.video, one.audio, one.width, one.height)


def cut(folder: Path, facts: Sequence[Facts], begin: float, end: float, target: Path) -> list[Piece]:
    """The span, as one file or several: ``target`` with a number each. Nothing at all gives none."""
    made = []
    for number, run in enumerate(runs(timed(facts))):
        made += _cut_run(folder, run, (begin, end), target.with_name(f"{target.name}-{number}"))
    return made


def _cut_run(folder: Path, run: list[Facts], span: tuple[float, float], target: Path) -> list[Piece]:
    """One file of segments that belong together; [] where none of their pictures lies within the span."""
    begin, end = span
    start = _start(folder, run, begin)
    if start is None or start >= end:
        return []
    form = "mp4" if run[0].audio in IN_MP4 else "mov"
    piece = Piece(path=str(target), type="video/mp4" if form == "mp4" else "video/quicktime", drift=run[0].drift)
    with av.open(str(target), "w", format=form, options={"movflags": "+faststart"}) as out:
        copy = _Copy(out, start, piece)
        for one in run:
            if one.end >= start and one.begin < end:
                copy.segment(folder, one, end)
    if not piece.frames:
        target.unlink(missing_ok=True)
        return []
    with target.open("rb") as file:
        os.fsync(file.fileno())
    return [piece]


def _start(folder: Path, run: list[Facts], begin: float) -> float | None:
    """The real time of the last key picture at or before ``begin``; of the first after it, where there is none; None without any."""
    before = [one for one in run if one.begin <= begin]
    for one in reversed(before):
        if earlier := [at for at in _keys(folder, one) if at <= begin + EXACT]:
            return max(earlier)
    for one in run[max(0, len(before) - 1) :]:
        if keys := _keys(folder, one):
            return min(keys)
    return None


def _keys(folder: Path, one: Facts) -> list[float]:
    shift = one.begin - one.stamp
    with av.open(str(folder / one.name), format="nut") as source:
        found = source.demux(source.streams.video[0])
        return [float(packet.pts * packet.time_base) + shift for packet in found if packet.pts is not None and packet.is_keyframe]


class _Copy:
    """Packets on their way into one file, their stamps counted from its first picture."""

    def __init__(self, out: Any, start: float, piece: Piece) -> None:
        self.out, self.start, self.piece = out, start, piece
        self.pairs: dict[str, Any] = {}
        self.last: dict[str, int] = {}
        self.newest, self.step = 0.0, segments.DEFAULT_FRAME

    def segment(self, folder: Path, one: Facts, end: float) -> None:
        """Copy what of one segment lies between the start and ``end``."""
        shift, before = one.begin - one.stamp, self.piece.frames
        with av.open(str(folder / one.name), format="nut") as source:
            wanted = [stream for stream in source.streams if stream.type in {"video", "audio"}]
            for stream in wanted:
                if stream.type not in self.pairs:
                    self.pairs[stream.type] = self.out.add_stream_from_template(stream)
            for packet in source.demux(wanted):
                if packet.size and packet.pts is not None:
                    self._packet(packet, shift, end)
        if self.piece.frames > before:
            self.piece.segments.append({key: getattr(one, key) for key in ("name", "sha256", "size", "begin", "end")})

    def _packet(self, packet: Any, shift: float, end: float) -> None:
        sort, base = packet.stream.type, packet.time_base
        at = float(packet.pts * base) + shift
        if at < self.start - EXACT or at >= end:
            return
        moved = round((shift - self.start) / float(base))
        packet.pts += moved
        packet.dts = packet.pts if packet.dts is None else packet.dts + moved
        if packet.dts <= self.last.get(sort, packet.dts - 1):
            packet.dts = self.last[sort] + 1
            packet.pts = max(packet.pts, packet.dts)
        self.last[sort] = packet.dts
        if sort == "video":
            self._count(at)
            packet.duration = max(1, round(self.step / float(base)))  # of none, players leave out a film's last picture
        packet.stream = self.pairs[sort]
        self.out.mux(packet)

    def _count(self, at: float) -> None:
        piece = self.piece
        piece.begin = at if not piece.frames else piece.begin
        if 0 < at - self.newest < GAP:
            self.step = at - self.newest
        self.newest = max(self.newest, at)
        piece.end = self.newest + self.step  # a picture lasts until the next would come
        piece.frames += 1


def main() -> None:
    """Cut as ordered; the answer is the list of pieces."""
    order = json.load(sys.stdin)
    folder = Path(order["folder"])
    facts = [segments.read_facts((folder / name).with_suffix(".json")) for name in order["names"]]
    pieces = cut(folder, [one for one in facts if one], order["begin"], order["end"], Path(order["target"]))
    json.dump([asdict(piece) for piece in pieces], sys.stdout)


if __name__ == "__main__":
    main()
