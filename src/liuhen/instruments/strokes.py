"""Drawings of signatures, from the file store to what the typesetter can draw. A drawing that cannot be read is left out, never a crash."""

import io
import logging
from collections.abc import Iterable
from typing import Any

from PIL import Image, UnidentifiedImageError

from liuhen.register import files

log = logging.getLogger(__name__)
_LARGEST = 512 * 1024
_SIZE = (720, 320)
#: A drawing is strokes: an SVG that refers elsewhere or brings text, style or script is not one.
_NOT_STROKES = (b"href", b"<script", b"<image", b"<text", b"<style", b"<foreignobject", b"<!entity", b"<!doctype", b"url(")


def drawings(digests: Iterable[str]) -> dict[str, dict[str, Any]]:
    """For each digest that can be drawn ``{"svg": text}`` or ``{"png": [bytes as numbers]}``."""
    return {digest: found for digest in digests if (found := _drawing(digest)) is not None}


def _drawing(digest: str) -> dict[str, Any] | None:
    try:
        with files.open_blob(digest) as file:
            content = file.read(_LARGEST + 1)
    except (OSError, ValueError):
        log.warning("strokes are not in the file store sha256=%s", digest)
        return None
    return drawable(content)


def drawable(content: bytes) -> dict[str, Any] | None:
    """One drawing made safe: SVG of bare strokes as it is, a picture decoded and written anew, small."""
    if len(content) > _LARGEST:
        return None
    head = content.lstrip()[:256].lower()
    if head.startswith((b"<svg", b"<?xml")):
        lower = content.lower()
        bare = b"<svg" in lower and not any(word in lower for word in _NOT_STROKES)
        return {"svg": content.decode("utf-8", "replace")} if bare else None
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP")) as image:
            image.thumbnail(_SIZE)
            out = io.BytesIO()
            image.convert("RGBA").save(out, "PNG", optimize=True)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    return {"png": list(out.getvalue())}
