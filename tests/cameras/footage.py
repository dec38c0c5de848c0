"""Footage as a recorder leaves it on the disk, made without a camera: real H.264 in real segments, for stories about what becomes of it."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import av
from django.db.models import F

from liuhen.cameras import addresses, commands, index, places, segments
from liuhen.cameras.commands import Setting
from liuhen.cameras.models import Segment
from liuhen.register.types import Actor

FPS = 5
ADDRESS, LOGIN = "rtsp://10.0.3.21:554/stream1", ("admin", "Geheim-71")


def put(keeper: Actor, code: str = "CK-01", counter: str = "一楼受理窗口", **more: object) -> UUID:
    """A camera on the books, switched on."""
    setting = Setting(counter=counter, on=True, sign=True, **more)  # type: ignore[arg-type]
    return commands.enter(keeper, code, setting, address=ADDRESS, user=LOGIN[0], password=LOGIN[1])


def filmed(
    folder: Path, camera: UUID, begin: datetime, *, count: int = 3, seconds: int = 4, before: str = "start"
) -> list[Segment]:
    """``count`` segments of one connection from ``begin`` on, as long as this each, in the index."""
    source = encoded(folder / "source.mp4", begin, count * seconds)
    with av.open(str(source)) as container:
        picture = container.streams.video[0]
        writer: segments.Writer | None = None
        for packet in container.demux(picture):
            if packet.pts is None:
                continue
            at = float(packet.pts * packet.time_base)
            if writer is None or (packet.is_keyframe and int(at // seconds) > int((writer.first or 0) // seconds)):
                if writer is not None:
                    writer.finish(begin.timestamp() + (writer.first or 0), drift=0.25)
                writer = segments.Writer(
                    places.folder(camera), picture, None, session=f"{begin:%H%M}", before=before, sets=b"", key=packet.is_keyframe
                )
                before = ""
            writer.write(packet)
        assert writer is not None
        writer.finish(begin.timestamp() + (writer.first or 0), drift=0.25)
    index.catch_up(camera, whole=True)
    Segment.objects.filter(camera=camera).update(finished=F("end") + timedelta(seconds=1))  # as it would have been on that day
    return index.between(camera, begin, begin + timedelta(seconds=count * seconds))


def listed(camera: UUID, begin: datetime, end: datetime, *, before: str = "") -> None:
    """Hours of footage in the index, without its files: for what the board tells of a day."""
    Segment.objects.create(
        camera=camera, name=f"{begin:%Y-%m-%d/%H%M%S}.nut", begin=begin, end=end, size=1, sha256="0" * 64, frames=1, before=before,
        finished=end,
    )  # fmt: skip


def encoded(path: Path, begin: datetime, seconds: int) -> Path:
    """Five pictures a second, a key picture each second, every film another."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=FPS, options={"g": str(FPS), "bf": "0", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 160, 90, "yuv420p"
        for number in range(seconds * FPS):
            frame = av.VideoFrame(160, 90, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([(number * 7 + begin.second + begin.minute * 3) % 200 + 20]) * plane.buffer_size)
            frame.pts = number
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def secret_of(camera: UUID) -> str:
    return addresses.address_of(camera)
