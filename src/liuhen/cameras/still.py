"""One picture of a camera now, to see whether an address is right: ``python -m liuhen.cameras.still``, a process of its own.

The order is one line of JSON on the standard input (``url``), the answer JSON on the standard output: ``words`` of what went wrong, or the
picture as JPEG (base64) with the codecs, the size and by how much the camera's clock is fast.
"""

import base64
import io
import json
import sys
import time
from typing import Any

import av

from liuhen.cameras import streams
from liuhen.cameras.streams import Trouble
from liuhen.cameras.timing import Anchor

LONGEST = 15.0  # seconds until there is a picture
BURST = 1.0  # seconds in which what had waited comes all at once, and tells no time
LISTEN = 6.0  # seconds more for the camera to tell its clock
WIDE = 960


def look(url: str) -> dict[str, Any]:
    """The first picture that can be decoded."""
    container, picture, sound = streams.open_stream(url)
    anchor, began, frame = Anchor(), time.monotonic(), None
    with streams.told():
        for packet in container.demux(picture):
            camera = streams.prft(packet) if packet.pts is not None and time.monotonic() - began > BURST else None
            if camera is not None:
                stamp = float(packet.pts * packet.time_base)
                anchor.picture(stamp, time.monotonic(), time.time())
                anchor.camera_said(stamp, camera)
            frame = frame or _decoded(packet)
            took = time.monotonic() - began
            if (frame and (anchor.drift is not None or took > LISTEN)) or took > LONGEST:
                break
    if frame is None:
        raise Trouble("silent")
    context = picture.codec_context
    told = {"video": context.name, "width": frame.width, "height": frame.height, "audio": streams.sound_name(container, sound)}
    return {**told, "drift": anchor.drift, "jpeg": base64.b64encode(_jpeg(frame)).decode()}


def _decoded(packet: Any) -> Any:
    try:
        return next(iter(packet.decode()), None)
    except av.FFmpegError:
        return None


def _jpeg(frame: Any) -> bytes:
    image = frame.to_image()
    image.thumbnail((WIDE, WIDE))
    held = io.BytesIO()
    image.save(held, "JPEG", quality=80)
    return held.getvalue()


def main() -> None:
    """Look, and tell."""
    order = json.loads(sys.stdin.readline())
    try:
        told = look(str(order["url"]))
    except Trouble as trouble:
        told = {"code": trouble.code, "words": trouble.words}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
