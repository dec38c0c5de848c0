"""Handwriting: the points of a pad as a drawing of our own making, with every point and time kept inside it."""

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from liuhen.register.files import put
from liuhen.regulation.grammar import Refusal

LONGEST = 400  # strokes of one signature
MOST_POINTS = 20000
FEWEST = 3  # points; less is a slip of the hand
MARGIN = 6.0

Point = tuple[float, float, float]


def strokes_of(text: str) -> list[list[Point]]:
    """Strokes of a pad: lists of (x, y, milliseconds). Refusal when there is nothing that could be a signature."""
    try:
        groups = json.loads(text or "[]")
        strokes = [[_point(one) for one in group["points"]] for group in groups[:LONGEST]]
    except (ValueError, TypeError, KeyError) as error:
        raise Refusal("没有签上：笔迹没有读出来。请重写一次。", code="malformed") from error
    points = sum(len(stroke) for stroke in strokes)
    if points < FEWEST or points > MOST_POINTS:
        raise Refusal("没有签上：还没有写名字。请在线上写全名，再按“用这个签名”。", code="incomplete")
    return [stroke for stroke in strokes if stroke]


def _point(one: Mapping[str, Any]) -> Point:
    return float(one["x"]), float(one["y"]), float(one.get("time", 0))


def drawing(strokes: Sequence[Sequence[Point]]) -> str:
    """The strokes as SVG, cut to their own bounds; the points themselves, with their times, stand in its metadata."""
    xs = [x for stroke in strokes for x, _, _ in stroke]
    ys = [y for stroke in strokes for _, y, _ in stroke]
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    width, height = max(xs) - left + MARGIN, max(ys) - top + MARGIN
    begun = min(at for stroke in strokes for _, _, at in stroke)
    kept = [[[round(x - left, 1), round(y - top, 1), int(at - begun)] for x, y, at in stroke] for stroke in strokes]
    paths = "".join(f'<path d="{_path(stroke)}"/>' for stroke in kept)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1f} {height:.1f}" width="{width:.1f}" height="{height:.1f}">'
        f"<metadata>{escape(json.dumps(kept, separators=(',', ':')))}</metadata>"
        f'<g fill="none" stroke="#16202e" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">{paths}</g></svg>'
    )


def _path(stroke: Sequence[Sequence[float]]) -> str:
    """Quadratic curves through the middles of the points: a hand, not a polygon."""
    first = stroke[0]
    if len(stroke) == 1:
        return f"M{first[0]} {first[1]}l0.1 0"
    parts = [f"M{first[0]} {first[1]}"]
    for here, there in pairwise(stroke[1:]):
        parts.append(f"Q{here[0]} {here[1]} {(here[0] + there[0]) / 2:.1f} {(here[1] + there[1]) / 2:.1f}")
    last = stroke[-1]
    parts.append(f"L{last[0]} {last[1]}")
    return "".join(parts)


def keep(text: str) -> str:
    """Store the handwriting that a pad sent; returns the digest of the drawing."""
    return put(drawing(strokes_of(text)).encode(), type="image/svg+xml").sha256
