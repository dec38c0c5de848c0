"""Recordings of the demo: small real videos, stored and linked as an officer would have done on that evening."""

from uuid import UUID

from liuhen.operating.demo.telling import Story
from liuhen.operating.sample_media import clip
from liuhen.recordings import commands
from liuhen.recordings.commands import Stated
from liuhen.register.files import put


def recorded(story: Story, day: int, first: str, last: str, *, what: str, arrives: str, late_days: int = 0) -> None:
    """A camera's clip of an inspection, stored at ``arrives`` (``late_days`` later) and linked to the case and the record."""
    story.at(day + late_days, arrives)
    begin, end = story.on(day, first), story.on(day, last)

    def act() -> None:
        actor = story.cast.actors[story.lead]
        stated = Stated(
            name=f"{what}.mp4", begin=begin, end=end, device=what.split("　", maxsplit=1)[0], what=what, source="device"
        )
        stored = commands.store_recording(actor, put(clip(begin)), stated)
        commands.link(actor, story.case.id, stored.recording, UUID(story.records["inspection_record"].id))

    story.later(act)
