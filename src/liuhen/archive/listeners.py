"""What the room hears: an archived case wants its volumes bound."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from liuhen.archive import jobs
from liuhen.register.signals import recorded
from liuhen.register.types import SubjectRef
from liuhen.regulation.history import Entry, History, Origin
from liuhen.regulation.kinds.archiving import CASE_FILE_BOUND


def connect() -> None:
    """Listen to the register."""
    recorded.connect(on_recorded, dispatch_uid="archive")


def on_recorded(*, entries: Sequence[Entry], histories: Mapping[SubjectRef, History], **_: Any) -> None:
    """Defer the binding in the appending transaction. A file archived elsewhere is not bound here."""
    subjects = {str(ref.id): ref for ref in histories}
    for entry in entries:
        if entry.kind == CASE_FILE_BOUND.key and entry.origin == Origin.SYSTEM:
            jobs.defer(subjects[entry.subject].id, UUID(entry.id))
