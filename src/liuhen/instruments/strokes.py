"""Drawings of signatures, from the file store to what the typesetter can draw. A drawing that cannot be read is left out, never a crash."""

import io
import logging
import re
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET

from PIL import Image, UnidentifiedImageError

from liuhen.register import files

log = logging.getLogger(__name__)
_LARGEST = 512 * 1024
_SIZE = (720, 320)
#: Nothing of a drawing is kept but the numbers of its lines: what else an SVG may bring (references, text, style) never gets in.
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_PATH = re.compile(rf"(?:[MLHVCSQTAZmlhvcsqtaz]|{_NUMBER}|[\s,])+")
_BOX = re.compile(rf"\s*({_NUMBER})[\s,]+({_NUMBER})[\s,]+({_NUMBER})[\s,]+({_NUMBER})\s*")
_SVG = "{http://www.w3.org/2000/svg}"


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
    """One drawing made safe: an SVG's strokes drawn anew, a picture decoded and written anew, small."""
    if len(content) > _LARGEST:
        return None
    if content.lstrip()[:5].lower() in {b"<svg ", b"<svg>", b"<?xml"}:
        made = bare_strokes(content)
        return {"svg": made} if made else None
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP")) as image:
            image.thumbnail(_SIZE)
            out = io.BytesIO()
            image.convert("RGBA").save(out, "PNG", optimize=True)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    return {"png": list(out.getvalue())}


def bare_strokes(content: bytes) -> str | None:
    """The lines and dots of an SVG as an SVG of our own, in black; None if there are none or it cannot be read."""
    if b"<!" in content.replace(b"<!--", b""):
        return None  # a document type may hold entities
    try:
        root = ET.fromstring(content)  # noqa: S314 - no document type, so no entities
    except ET.ParseError:
        return None
    box = _BOX.fullmatch(root.get("viewBox") or f"0 0 {root.get('width', '')} {root.get('height', '')}".replace("px", ""))
    if box is None or float(box[3]) <= 0 or float(box[4]) <= 0:
        return None
    lines = [line for item in root.iter() if (line := _line(item)) is not None]
    if not lines:
        return None
    pen = 'fill="none" stroke="black" stroke-linecap="round" stroke-linejoin="round"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(box.groups())}"><g {pen}>{"".join(lines)}</g></svg>'


def _line(item: ET.Element) -> str | None:
    width = _number(item, "stroke-width") or "2"
    if item.tag in {f"{_SVG}path", "path"} and _PATH.fullmatch(item.get("d") or ""):
        return f'<path d="{item.get("d")}" stroke-width="{width}"/>'
    if item.tag in {f"{_SVG}circle", "circle"}:
        x, y, r = (_number(item, key) for key in ("cx", "cy", "r"))
        return f'<circle cx="{x or 0}" cy="{y or 0}" r="{r}" fill="black" stroke="none"/>' if r else None
    return None


def _number(item: ET.Element, key: str) -> str:
    found = item.get(key) or ""
    return found if re.fullmatch(_NUMBER, found) else ""
