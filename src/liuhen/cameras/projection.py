"""Keeps the rows of cameras in step with their devices' histories, inside the transaction that appends."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from liuhen.cameras import today
from liuhen.cameras.models import CameraRow
from liuhen.register.signals import recorded
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.history import Entry, History
from liuhen.regulation.kinds.counter_camera import COUNTER_CAMERA_SET


def connect() -> None:
    """Listen to the register."""
    recorded.connect(_on_recorded, dispatch_uid="cameras")


def _on_recorded(*, entries: Sequence[Entry], actor: Actor, histories: Mapping[SubjectRef, History], **_more: Any) -> None:
    touched = {entry.subject for entry in entries}
    for ref, history in histories.items():
        if str(ref.id) in touched:
            project(actor.agency, ref, history)


def project(agency: UUID, ref: SubjectRef, history: History) -> None:
    """Write the row of a device that is a counter's camera; nothing for any other subject. What was set last holds."""
    if ref.type != "device":
        return
    said = [entry for entry in history.entries if entry.kind == COUNTER_CAMERA_SET.key]
    if not said:
        return
    last = said[-1]
    days = last["days"]
    CameraRow.objects.update_or_create(
        pk=ref.id,
        defaults={
            "agency": agency,
            "counter": str(last["counter"] or ""),
            "address": str(last["address"] or ""),
            "days": int(days) if days else None,
            "on": today.is_on(today.spans(history)),
            "sign": bool(last["sign"]),
        },
    )
