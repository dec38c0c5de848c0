"""Attached pictures as pages of a bound volume: decoded, turned upright, made small enough to read. The originals stay as they are."""

import io
import logging

from PIL import Image, ImageOps, UnidentifiedImageError

from liuhen.register import files

log = logging.getLogger(__name__)
_LARGEST = 60 * 1024 * 1024
_SIZE = (1240, 1754)  # A4 at 150 dots per inch


def page(sha256: str) -> list[int] | None:
    """A stored picture as the bytes of a JPEG, as numbers; None where it is no picture that can be read."""
    try:
        with files.open_blob(sha256) as file:
            content = file.read(_LARGEST + 1)
    except (OSError, ValueError):
        log.warning("an attachment is not in the file store sha256=%s", sha256)
        return None
    return None if len(content) > _LARGEST else _jpeg(content)


def _jpeg(content: bytes) -> list[int] | None:
    try:
        with Image.open(io.BytesIO(content)) as opened:
            image = ImageOps.exif_transpose(opened)
            image.thumbnail(_SIZE)
            out = io.BytesIO()
            image.convert("RGB").save(out, "JPEG", quality=82)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    return list(out.getvalue())
