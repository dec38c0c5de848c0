"""A stretch of a recording as a file of its own, packet by packet, nothing coded anew. Runs in the workshop.

Pictures can only begin at a key frame: the cut begins at the last one before what was asked for, and says so.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from liuhen.recordings.derive import dated
from liuhen.recordings.probe import open_media, streams
from liuhen.recordings.trouble import Unfit

#: What lies well in an MP4; anything else goes into Matroska, which holds all there is.
_PICTURES = frozenset({"h264", "hevc", "mpeg4", "av1", "vp9"})
_SOUNDS = frozenset({"aac", "mp3", "mp3float", "ac3", "opus", "flac", "alac"})
MARGIN = 30  # seconds before the cut from which packets are read


def task(path: str, type: str, target: str, begin: float, end: float) -> Mapping[str, Any]:  # noqa: A002
    """The order ``cut``: write ``begin`` to ``end`` to ``target``; its media type, and the seconds it really holds."""
    with open_media(Path(path), type) as source:
        picture, sound = streams(source)
        chosen = [stream for stream in (picture, sound) if stream is not None]
        if not chosen:
            raise Unfit("没有画面，也没有声音")
        form, made = _form(picture, sound)
        options = {"movflags": "+faststart"} if form == "mp4" else {}
        with av.open(target, "w", format=form, options=options) as copy:
            start, stop = _copied(source, copy, chosen, (begin, end))
    return {"type": made, "from": round(start, 3), "until": round(stop, 3)}


def _form(picture: Any, sound: Any) -> tuple[str, str]:
    """Container and media type for these streams."""
    pictures = picture.codec_context.name if picture is not None else ""
    sounds = sound.codec_context.name if sound is not None else ""
    plain = (not pictures or pictures in _PICTURES) and (not sounds or sounds in _SOUNDS)
    form = "mp4" if plain else "matroska"
    kind = "video" if pictures else "audio"
    return form, f"{kind}/{'mp4' if plain else 'x-matroska'}"


def _copied(source: Any, copy: Any, chosen: list[Any], span: tuple[float, float]) -> tuple[float, float]:
    """Copy the packets of ``span``; the first and last second they hold, counted from the beginning of the recording."""
    lead = chosen[0]
    origin = Fraction(source.start_time or 0, av.time_base)
    begin, end = origin + Fraction(span[0]), origin + Fraction(span[1])
    _seek(source, lead, begin, origin)
    outs = {stream.index: copy.add_stream_from_template(stream) for stream in chosen}
    start, stop = begin, begin
    began = False
    for packet in _window(dated(source.demux(chosen)), lead, begin, end):
        at = Fraction(packet.pts if packet.pts is not None else packet.dts) * packet.time_base
        if not began:
            start, began = at, True
        stop = max(stop, at + Fraction(packet.duration or 0) * packet.time_base)
        shift = round(start / packet.time_base)
        packet.pts = None if packet.pts is None else packet.pts - shift
        packet.dts -= shift
        packet.stream = outs[packet.stream.index]
        copy.mux(packet)
    if not began:
        raise Unfit("这一段里没有画面或声音")
    return float(start - origin), float(stop - origin)


def _seek(source: Any, lead: Any, begin: Fraction, origin: Fraction) -> None:
    """Well before the beginning: some containers land a little late. What cannot be sought in is read from its first byte."""
    if begin - origin > MARGIN:
        with suppress(av.FFmpegError):
            source.seek(int((begin - MARGIN) / lead.time_base), stream=lead, backward=True)


def _window(packets: Iterator[Any], lead: Any, begin: Fraction, end: Fraction) -> Iterator[Any]:
    """From the last key frame of ``lead`` at or before ``begin`` to ``end``, with the sound that belongs to it.

    Packets before it are held back until it is sure which key frame is the last: the seek may have landed earlier.
    """
    held: list[Any] = []
    open_ = False
    for packet in packets:
        at = Fraction(packet.pts if packet.pts is not None else packet.dts) * packet.time_base
        mine = packet.stream.index == lead.index
        if not open_:
            if mine and packet.is_keyframe and at <= begin:
                held = [packet]
                continue
            if not mine or at < begin:
                held.append(packet)
                continue
            open_ = True
            yield from _after(held, lead)
        if mine and Fraction(packet.dts) * packet.time_base >= end:
            return
        if at < end or mine:
            yield packet
    if not open_:
        yield from _after(held, lead)


def _after(held: list[Any], lead: Any) -> Iterator[Any]:
    """What was held back, from the key frame on: the sound that lies before it in the file but belongs to earlier seconds is left out."""
    first = next((place for place, packet in enumerate(held) if packet.stream.index == lead.index and packet.is_keyframe), None)
    if first is None:
        return
    start = Fraction(held[first].pts if held[first].pts is not None else held[first].dts) * held[first].time_base
    yield held[first]
    for place, packet in enumerate(held):
        if place == first:
            continue
        at = Fraction(packet.pts if packet.pts is not None else packet.dts) * packet.time_base
        if packet.stream.index == lead.index or at >= start:
            yield packet
