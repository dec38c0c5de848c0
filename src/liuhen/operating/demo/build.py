"""Building the demo: once, on the first start of a home; its sign-ins are written into that home and printed."""

import io
import json
import secrets
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw

from liuhen.bureau import queries
from liuhen.operating.demo.people import MEMBERS, NAME, found
from liuhen.operating.demo.stories import tell_all
from liuhen.operating.demo.telling import Tale
from liuhen.register import clock
from liuhen.register.files import put
from liuhen.regulation.grammar import Role
from liuhen.regulation.when import CST

SIGN_INS = "demo-sign-ins.json"


def build(progress: Callable[[int, int], None] = lambda _done, _all: None) -> list[dict[str, str]]:
    """Make the demo bureau if this home has no agency yet; returns its sign-ins: ``{"name", "account", "password", "roles"}``."""
    if queries.agencies():
        return sign_ins()
    now = datetime.now(CST)
    today = now.date()
    password = "chenghu-" + secrets.token_hex(4)
    try:
        clock.set_script(datetime.combine(today, time(8), CST).replace(year=today.year - 1))
        cast = found(today, password)
        tale = Tale(cast, today, _stroke)
        tell_all(tale)
        tale.tell(now, progress)
    finally:
        clock.set_script(None)
    listed = [
        {"name": one.name, "account": one.key, "password": password, "roles": "、".join(Role(role).label for role in one.roles)}
        for one in MEMBERS
    ]
    _file().write_text(json.dumps({"agency": NAME, "people": listed}, ensure_ascii=False, indent=1), encoding="utf-8")
    _file().chmod(0o600)
    return listed


def sign_ins() -> list[dict[str, str]]:
    """The sign-ins of this home's demo; empty for a real bureau."""
    if not _file().exists():
        return []
    listed: list[dict[str, str]] = json.loads(_file().read_text(encoding="utf-8"))["people"]
    return listed


def _file() -> Path:
    return Path(settings.LIUHEN_HOME) / SIGN_INS


def _stroke(name: str) -> str:
    """A drawn signature: a wavering line of its own for each name, as a PNG in the file store; returns its digest."""
    seed = sum(ord(letter) * (place + 7) for place, letter in enumerate(name))
    image = Image.new("RGBA", (360, 120), (255, 255, 255, 0))
    pen = ImageDraw.Draw(image)
    for letter in range(len(name)):
        left = 20 + letter * 105
        points = [(left + (seed * (n + 3) * (letter + 5)) % 85, 20 + (seed * (n + 11) * (letter + 2)) % 80) for n in range(7)]
        pen.line(points, fill=(20, 24, 32, 255), width=4, joint="curve")
    held = io.BytesIO()
    image.save(held, "PNG")
    return put(held.getvalue(), type="image/png").sha256
