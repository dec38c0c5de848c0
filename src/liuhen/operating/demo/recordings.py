"""Recordings of the demo: small real videos, stored and linked as an officer would have done on that evening."""

import re
import tempfile
from datetime import datetime
from pathlib import Path
from uuid import UUID

from liuhen.operating.demo.telling import Story
from liuhen.operating.sample_media import Film, film
from liuhen.recordings import commands, devices
from liuhen.recordings.commands import Stated
from liuhen.register.files import Blob, put

_CODE = re.compile(r"DSJ-\d+")


def recorded(
    story: Story, day: int, first: str, last: str, *, what: str, arrives: str, late_days: int = 0, sequence: str = ""
) -> None:
    """A camera's clip of an inspection, stored at ``arrives`` (``late_days`` later) and linked to the case and the record.

    The clip shows its first seconds only; its stated times are those of the whole.
    """
    story.at(day + late_days, arrives)
    begin, end = story.on(day, first), story.on(day, last)

    def act() -> None:
        actor = story.cast.actors[story.lead]
        camera = devices.find(actor.agency, found[0]) if (found := _CODE.search(what)) else None
        stated = Stated(
            name=f"{what}.mp4",
            begin=begin,
            end=end,
            device=what.split("　", maxsplit=1)[0],
            device_id=camera.pk if camera else None,
            sequence=sequence,
            what=what,
            source="device",
        )
        stored = commands.store_recording(actor, clip(begin, what), stated)
        commands.link(actor, story.case.id, stored.recording, UUID(story.records["inspection_record"].id))

    story.later(act)


def loose(story: Story, day: int, first: str, last: str, *, what: str, arrives: str, brought_by: str = "") -> None:
    """A clip that nobody linked yet: it waits in its officer's queue and is offered to the act it ran in."""
    story.at(day, arrives)
    begin, end = story.on(day, first), story.on(day, last)

    def act() -> None:
        actor = story.cast.actors[brought_by or story.lead]
        taken_by = story.cast.actors[story.lead].person
        device, _, part = what.partition("　")
        stated = Stated(
            name=f"{device}_{begin:%Y%m%d%H%M%S}.mp4",
            begin=begin,
            end=end,
            device=device,
            what=part,
            source="device",
            taken_by=taken_by,
        )
        commands.store_recording(actor, clip(begin, what, seconds=2.0), stated)

    story.later(act)


def clip(begin: datetime, what: str, seconds: float = 4.0) -> Blob:
    """A few seconds of real video that say when and by what they were made."""
    with tempfile.TemporaryDirectory() as folder:
        how = Film(begin=begin, seconds=seconds, device=what[:12], scene=begin.day + begin.hour + begin.minute)
        return put(film(Path(folder) / "clip.mp4", how))
