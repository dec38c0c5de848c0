"""Keeps the rows of cases and clues in step with their histories."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from liuhen.cases import projections
from liuhen.register.signals import recorded
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.history import Entry, History


def connect() -> None:
    """Listen to the register."""
    recorded.connect(on_recorded, dispatch_uid="cases")


def on_recorded(*, entries: Sequence[Entry], actor: Actor, histories: Mapping[SubjectRef, History], **_: Any) -> None:
    """Project the subjects that new entries are about; runs inside the appending transaction."""
    new: dict[UUID, list[str]] = {}
    for entry in entries:
        new.setdefault(UUID(entry.subject), []).append(entry.id)
    for ref, history in histories.items():
        if ref.id in new:
            projections.project(actor.agency, ref, history, new[ref.id])
