"""How loud a recording is, second by second: what is drawn below the picture. Runs in the workshop.

One bar for each tenth of a second at first, then as many as a screen can show; stretches in which nobody spoke are told apart.
"""

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import av

from liuhen.recordings.probe import open_media, streams
from liuhen.recordings.trouble import Unfit

RATE = 8_000  # speech needs no more, and reading it costs half
FINE = RATE // 10
MOST = 2_400  # bars that are kept
LOUDEST = 32_767
SILENT = 0.012  # of full scale; below it nobody speaks
PAUSE = 5.0  # seconds from which on a silence is told


def task(path: str, type: str, target: str) -> Mapping[str, Any]:  # noqa: A002
    """The order ``wave``: write the bars as JSON to ``target``; how long it is and how much of it is silent."""
    fine = list(_peaks(Path(path), type))
    if not fine:
        raise Unfit("没有一段声音能解出")
    shape = summed(fine)
    Path(target).write_text(json.dumps(shape, separators=(",", ":")), encoding="ascii")
    return {"seconds": shape["seconds"], "silent": sum(end - begin for begin, end in shape["silent"])}


def summed(fine: Sequence[int]) -> dict[str, Any]:
    """The shape of a sound from its loudness in tenths of a second (0 to 32767): bars of 0 to 255, and the silent stretches."""
    wide = -(-len(fine) // MOST)
    bars = [max(fine[at : at + wide]) * 255 // LOUDEST for at in range(0, len(fine), wide)]
    return {"seconds": len(fine) / 10, "step": wide / 10, "bars": bars, "silent": list(_silences(fine))}


def _silences(fine: Sequence[int]) -> Iterator[tuple[float, float]]:
    begun: int | None = None
    for at, peak in enumerate([*fine, LOUDEST]):
        if peak < SILENT * LOUDEST:
            begun = at if begun is None else begun
        elif begun is not None:
            if (at - begun) / 10 >= PAUSE:
                yield begun / 10, at / 10
            begun = None


def _peaks(path: Path, type: str) -> Iterator[int]:  # noqa: A002
    """The loudest sample of each tenth of a second."""
    left = array("h")
    for samples in _samples(path, type):
        left.extend(samples)
        whole = len(left) // FINE * FINE
        for at in range(0, whole, FINE):
            part = left[at : at + FINE]
            yield _loudest(part)
        del left[:whole]
    if left:
        yield _loudest(left)


def _loudest(samples: Sequence[int]) -> int:
    high, low = max(samples), -min(samples)
    return min(LOUDEST, max(high, low))


def _samples(path: Path, type: str) -> Iterator["array[int]"]:  # noqa: A002
    with open_media(path, type) as container:
        sound = streams(container)[1]
        if sound is None:
            return
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        for packet in container.demux(sound):
            try:
                frames = packet.decode()
            except av.FFmpegError:
                continue  # a spoilt packet costs its sound, not the rest
            for frame in frames:
                yield from map(_words, resampler.resample(frame))
        yield from map(_words, resampler.resample(None))


def _words(frame: Any) -> "array[int]":
    return array("h", bytes(frame.planes[0])[: frame.samples * 2])
