"""Small real files for the stories, made once per session by the program's own sample maker."""

from datetime import datetime
from pathlib import Path

import av

from liuhen.operating.sample_media import Film, film, photo, sound
from liuhen.regulation.when import CST

BEGIN = datetime(2026, 11, 13, 20, 34, 12, tzinfo=CST)
SMALL = (320, 180)


def made(folder: Path) -> dict[str, Path]:
    """Every kind of good file by a short name."""
    return {
        "mp4": film(folder / "a.mp4", Film(begin=BEGIN, seconds=4, size=SMALL)),
        "mp4_late_moov": film(folder / "late.mp4", Film(begin=BEGIN, seconds=3, size=SMALL, faststart=False, scene=2)),
        "mp4_local": film(folder / "local.mp4", Film(begin=BEGIN, seconds=2, size=SMALL, creation="local", scene=3)),
        "webm": film(folder / "b.webm", Film(begin=BEGIN, seconds=2, size=SMALL, video="libvpx", audio="libopus")),
        "avi": film(folder / "c.avi", Film(begin=BEGIN, seconds=2, size=SMALL, video="mpeg4", audio="libmp3lame")),
        "mkv": film(folder / "d.mkv", Film(begin=BEGIN, seconds=2, size=SMALL)),
        "hevc_mov": film(folder / "e.mov", Film(begin=BEGIN, seconds=2, size=SMALL, video="mjpeg")),
        "ts": film(folder / "g.ts", Film(begin=BEGIN, seconds=2, size=SMALL)),
        "one_frame": film(folder / "h.mp4", Film(begin=BEGIN, seconds=0.05, size=SMALL, audio="")),
        "jpeg": photo(folder / "p.jpg", BEGIN, point=(114.1234, 30.5678)),
        "jpeg_no_zone": photo(folder / "q.jpg", BEGIN, zone=False),
        "wav": sound(folder / "s.wav", 3),
        "m4a": as_m4a(folder / "s.m4a", sound(folder / "t.wav", 2, scene=4)),
    }


def as_m4a(path: Path, wav: Path) -> Path:
    with av.open(str(wav)) as source, av.open(str(path), "w", format="mp4") as target:
        out = target.add_stream("aac", rate=16000, layout="mono")
        for frame in source.decode(audio=0):
            target.mux(out.encode(frame))
        target.mux(out.encode(None))
    return path
