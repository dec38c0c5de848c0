"""Keeps the rows of the bureau in step with the histories of agency, units and people."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from liuhen.bureau import blanks_jobs, projections
from liuhen.register.signals import recorded
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.history import Entry, History
from liuhen.regulation.kinds.blanks import SUBJECT as BLANKS


def connect() -> None:
    """Listen to the register."""
    recorded.connect(on_recorded, dispatch_uid="bureau")


def on_recorded(*, entries: Sequence[Entry], actor: Actor, histories: Mapping[SubjectRef, History], **_: Any) -> None:
    """Project the subjects that new entries are about; runs inside the appending transaction."""
    touched = {UUID(entry.subject) for entry in entries}
    for ref, history in histories.items():
        if ref.id in touched:
            projections.project(actor.agency, ref, history)
    if any(entry.subject_type == BLANKS for entry in entries):
        blanks_jobs.defer(actor.agency, entries)
