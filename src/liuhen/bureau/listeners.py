"""Keeps the rows of the bureau in step with the histories of agency, units and people."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from liuhen.bureau import projections
from liuhen.register.signals import recorded
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.history import Entry, History


def connect() -> None:
    """Listen to the register."""
    recorded.connect(on_recorded, dispatch_uid="bureau")


def on_recorded(*, entries: Sequence[Entry], actor: Actor, histories: Mapping[SubjectRef, History], **_: Any) -> None:
    """Project the subjects that new entries are about; runs inside the appending transaction."""
    touched = {UUID(entry.subject) for entry in entries}
    for ref, history in histories.items():
        if ref.id in touched:
            projections.project(actor.agency, ref, history)
