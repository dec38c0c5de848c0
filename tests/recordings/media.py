"""Small real files for the stories, made by the program's own sample maker when first asked for, and kept for the session."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import av

from liuhen.operating.sample_media import Film, film, photo, sound
from liuhen.regulation.when import CST

BEGIN = datetime(2026, 11, 13, 20, 34, 12, tzinfo=CST)
SMALL = (320, 180)


class Clips:
    """Good files by a short name, in one folder; each is made when it is first asked for. Never write to them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[str, Path] = {}

    def __getitem__(self, name: str) -> Path:
        if name not in self.made:
            file, maker = _MAKERS[name]
            self.made[name] = maker(self.folder / file)
        return self.made[name]


def _film(**how: object) -> Callable[[Path], Path]:
    return lambda path: film(path, Film(begin=BEGIN, size=SMALL, **how))


_MAKERS: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "mp4": ("a.mp4", _film(seconds=4)),
    "mp4_late_moov": ("late.mp4", _film(seconds=3, faststart=False, scene=2)),
    "mp4_local": ("local.mp4", _film(seconds=2, creation="local", scene=3)),
    "webm": ("b.webm", _film(seconds=2, video="libvpx", audio="libopus")),
    "avi": ("c.avi", _film(seconds=2, video="mpeg4", audio="libmp3lame")),
    "mkv": ("d.mkv", _film(seconds=2)),
    "hevc_mov": ("e.mov", _film(seconds=2, video="mjpeg")),
    "ts": ("g.ts", _film(seconds=2)),
    "one_frame": ("h.mp4", _film(seconds=0.05, audio="")),
    "jpeg": ("p.jpg", lambda path: photo(path, BEGIN, point=(114.1234, 30.5678))),
    "jpeg_no_zone": ("q.jpg", lambda path: photo(path, BEGIN, zone=False)),
    "wav": ("s.wav", lambda path: sound(path, 3)),
    "m4a": ("s.m4a", lambda path: as_m4a(path, sound(path.with_name("t.wav"), 2, scene=4))),
}


def as_m4a(path: Path, wav: Path) -> Path:
    with av.open(str(wav)) as source, av.open(str(path), "w", format="mp4") as target:
        out = target.add_stream("aac", rate=16000, layout="mono")
        for frame in source.decode(audio=0):
            target.mux(out.encode(frame))
        target.mux(out.encode(None))
    return path
