"""Recordings of the demo: small real videos, stored and linked as an officer would have done on that evening."""

import re
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from liuhen.operating.demo.telling import Story
from liuhen.operating.sample_long import Long, long_film
from liuhen.recordings import commands, devices
from liuhen.recordings.commands import Stated
from liuhen.register.files import Blob, put

_CODE = re.compile(r"DSJ-\d+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole:
    """A film in its full length, for the night that is looked at closely: the device, by how much its clock is fast, what is silent."""

    device: str
    drift: float = 0.0
    every: float = 3.0
    silent: tuple[tuple[float, float], ...] = ()


def recorded(  # noqa: PLR0913 - a story says all of it in one line
    story: Story,
    day: int,
    first: str,
    last: str,
    *,
    what: str,
    arrives: str,
    late_days: int = 0,
    sequence: str = "",
    whole: Whole | None = None,
    of: str = "inspection_record",
) -> None:
    """A camera's film of an inspection (or of another record, ``of``), stored at ``arrives``, linked to the case and the record.

    ``whole`` is one with more pictures and its device's clock.
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
        if whole is not None:
            stated = _by_its_clock(stated, whole)
        blob = clip(begin, end, what) if whole is None else _film(begin, (end - begin).total_seconds(), whole)
        stored = commands.store_recording(actor, blob, stated)
        commands.link(actor, story.case.id, stored.recording, UUID(story.records[of].id))
        story.films[what] = stored.recording

    story.later(act)


def _by_its_clock(stated: Stated, whole: Whole) -> Stated:
    """What the device itself said of its times, and how far its clock was off."""
    off = timedelta(seconds=whole.drift)
    assert stated.begin is not None and stated.end is not None  # noqa: S101, PT018 - given above
    return replace(
        stated, begin=None, end=None, device=whole.device, station="采集站 2", times_from="station", drift=whole.drift,
        device_begin=stated.begin + off, device_end=stated.end + off,
    )  # fmt: skip


def _film(begin: datetime, seconds: float, whole: Whole) -> Blob:
    with tempfile.TemporaryDirectory() as folder:
        how = Long(
            begin=begin + timedelta(seconds=whole.drift), seconds=seconds, device=f"{whole.device} 澄湖文旅", scene=begin.day + begin.hour,
            every=whole.every, silent=whole.silent,
        )  # fmt: skip
        return put(long_film(Path(folder) / "film.mp4", how))


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
        commands.store_recording(actor, clip(begin, end, what), stated)

    story.later(act)


def clip(begin: datetime, end: datetime, what: str) -> Blob:
    """Real video as long as it says, a picture a minute, that says when and by what it was made."""
    seconds = (end - begin).total_seconds()
    with tempfile.TemporaryDirectory() as folder:
        how = Long(
            begin=begin, seconds=seconds, device=what[:12], scene=begin.day + begin.hour + begin.minute, every=min(60.0, seconds / 2),
            bit_rate=8_000,
        )  # fmt: skip
        return put(long_film(Path(folder) / "film.mp4", how))
