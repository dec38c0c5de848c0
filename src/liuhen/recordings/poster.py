"""The poster: one picture that stands for a recording, at most 640 pixels wide. Runs in the workshop."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import av
from PIL import Image, ImageFile, ImageOps, ImageStat

from liuhen.recordings.probe import decoded, open_media, streams
from liuhen.recordings.trouble import Unfit

LARGEST = (640, 640)
QUALITY = 82
DARK = 16  # mean of 255: a lens cap, a film that fades in
FRAMES = 40


def task(path: str, type: str, target: str, largest: int = LARGEST[0]) -> Mapping[str, Any]:  # noqa: A002
    """The order ``poster``: write a JPEG to ``target``; its width and height."""
    picture = _of_photo(Path(path)) if type.startswith("image/") else _of_film(Path(path), type)
    picture = picture.convert("RGB")
    picture.thumbnail((largest, largest))
    # without metadata: the place where a picture was taken stays in the original
    coded = BytesIO()
    picture.save(coded, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    # not by Pillow: on a full disk it writes what fits and says nothing
    Path(target).write_bytes(coded.getvalue())
    return {"width": picture.width, "height": picture.height}


def _of_photo(path: Path) -> Image.Image:
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    image = Image.open(path)
    image.draft("RGB", LARGEST)
    return ImageOps.exif_transpose(image)


def _of_film(path: Path, type: str) -> Image.Image:  # noqa: A002
    """A frame a little way in; the first ones are often black or shaken."""
    with open_media(path, type) as container:
        video, _sound = streams(container)
        if video is None:
            raise Unfit("没有画面")
        video.codec_context.thread_count = 1
        if container.duration and container.duration > 10 * av.time_base:
            container.seek(container.duration // 10)
        best = _lightest(container, video)
    if best is None:
        with open_media(path, type) as container:
            best = _lightest(container, streams(container)[0])
    if best is None:
        raise Unfit("没有一帧能解出")
    return best


def _lightest(container: Any, video: Any) -> Image.Image | None:
    """The first frame that is not dark, else the lightest of those looked at."""
    best: Image.Image | None = None
    light = -1.0
    for number, frame in enumerate(decoded(container, video)):
        picture = frame.to_image()
        mean = ImageStat.Stat(picture.convert("L").resize((32, 32))).mean[0]
        if mean > light:
            best, light = _upright(picture, frame), mean
        if mean > DARK or number >= FRAMES:
            break
    return best


def _upright(picture: Image.Image, frame: Any) -> Image.Image:
    turned = int(getattr(frame, "rotation", 0)) % 360
    return picture.rotate(turned, expand=True) if turned else picture
