"""What the room hears: an issued record wants its PDF; a setting that was missing may let one be made after all."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from liuhen.instruments import jobs, projections
from liuhen.instruments.models import Instrument, State
from liuhen.register.signals import recorded
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.history import INSTRUMENT_ISSUED, ISSUED, Entry, History
from liuhen.regulation.paper import REMEDY_SETTINGS

_OURS = frozenset({ISSUED, INSTRUMENT_ISSUED})


def connect() -> None:
    """Listen to the register."""
    recorded.connect(on_recorded, dispatch_uid="instruments")


def on_recorded(*, entries: Sequence[Entry], actor: Actor, histories: Mapping[SubjectRef, History], **_: Any) -> None:
    """Keep the rows in step and defer the jobs, inside the appending transaction: entry and job are committed together."""
    for ref, history in histories.items():
        ours = [entry for entry in entries if entry.subject == str(ref.id) and entry.kind in _OURS]
        for number in projections.project(actor.agency, ref, history, ours):
            jobs.defer(number)
    if any(entry.kind == "setting" and entry.content.get("key") in REMEDY_SETTINGS for entry in entries):
        _again(actor.agency)


def _again(agency: UUID) -> None:
    """Try the papers that failed, now that a setting they may have waited for is stated."""
    failed = list(Instrument.objects.select_for_update().filter(agency=agency, state=State.FAILED))
    for row in failed:
        jobs.again(row)
