"""What the demo's officers took on their inspections: films and photographs, stored and linked to the record of that day."""

import io
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PIL import Image

from liuhen.operating.demo.recordings import clip
from liuhen.operating.demo.telling import Story
from liuhen.recordings import commands
from liuhen.recordings.commands import Stated
from liuhen.register.files import Blob, put


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One take of an inspection. ``holder``: it came through a messenger app, and this is where its original is."""

    first: str
    last: str
    what: str
    arrives: str
    media: str = "video"
    holder: str = ""


def taken(story: Story, day: int, take: Taken) -> None:
    """A film, or a photograph, stored on the day of the inspection and linked to its record."""
    story.at(day, take.arrives)
    begin, end = story.on(day, take.first), story.on(day, take.last)

    def act() -> None:
        actor = story.cast.actors[story.lead]
        suffix, blob = ("jpg", _photo(begin)) if take.media == "photo" else ("mp4", clip(begin, end, take.what))
        source, device = ("messenger", "") if take.holder else ("device", take.what.split("　", maxsplit=1)[0])
        stated = Stated(
            name=f"{take.what}.{suffix}", begin=begin, end=end, device=device, what=take.what, source=source, holder=take.holder
        )
        stored = commands.store_recording(actor, blob, stated)
        commands.link(actor, story.case.id, stored.recording, UUID(story.records["inspection_record"].id))

    story.later(act)


def _photo(begin: datetime) -> Blob:
    held = io.BytesIO()
    Image.linear_gradient("L").resize((640, 360)).rotate(begin.minute).convert("RGB").save(held, "JPEG")
    return put(held.getvalue(), type="image/jpeg")
