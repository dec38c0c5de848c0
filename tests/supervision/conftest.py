"""Acts and their recordings of the bureau of the stories, told in short calls; files are made up, only their entries count here."""

import hashlib
from itertools import count
from uuid import UUID

import pytest

from liuhen.recordings import commands
from liuhen.register import register
from liuhen.register.check import stated_when
from liuhen.register.types import Act, SubjectRef
from tests.cases.conftest import cast
from tests.cases.stories import open_case
from tests.cast import at

__all__ = ["cast"]
_numbers = count(1)


@pytest.fixture
def desk(cast):
    return Desk(cast)


class Desk:
    """Who does what, in one line each."""

    def __init__(self, cast):
        self.cast = cast

    def case(self, *officers, **values):
        return open_case(self.cast, *officers, **values)

    def inspect(
        self, case, start="2026-11-13T20:00", end="2026-11-13T21:00", *, who="周启明", officers=(), when="11-13 21:10", **values
    ):
        names = officers or (who, "沈静文")
        content = {"span": {"start": start, "end": end}, "officers": self.cast.officers(*names), **values}
        return self.record(case, "inspection_record", who=who, when=when, **content)

    def record(self, case, kind, *, who="周启明", when="11-13 21:10", about=None, **content):
        """A record frozen at ``when``, of the time that it states."""
        stated = stated_when(register.book().kind(kind), content)
        with at(when):
            number = UUID(about) if about else None
            return register.record(
                self.cast[who], SubjectRef("case", case), kind, content, origin="system", about=number, when=stated
            )

    def film(self, begin, end, *, who="周启明", media="video", when="11-14 08:00", case=None, record=None, **more):
        """A recording, stored at ``when`` and linked at once where a case is given."""
        number = next(_numbers)
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        recording = commands.recording_id(self.cast.agency, digest)
        with at(when) as now:
            content = {
                "name": f"{number}.mp4", "media": media, "type": "video/mp4", "sha256": digest, "size": 1, "source": "upload", "begin": begin,
                "end": end, "arrived": now.replace(tzinfo=None).isoformat(timespec="seconds"), "unreadable": False, **more,
            }  # fmt: skip
            register.write(
                self.cast[who], [Act(subject=SubjectRef("recording", recording), kind="recording_stored", content=content)]
            )
            if case is not None:
                commands.link(self.cast[who], case, recording, UUID(record.id) if record is not None else None)
        return recording
