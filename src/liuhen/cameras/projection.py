"""Keeps the rows of cameras in step with their devices' histories, inside the transaction that appends."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any
from uuid import UUID

from liuhen.cameras.models import CameraRow
from liuhen.register.signals import recorded
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.history import Entry, History
from liuhen.regulation.kinds.counter_camera import COUNTER_CAMERA_SET


def connect() -> None:
    """Listen to the register."""
    recorded.connect(_on_recorded, dispatch_uid="cameras")


def _on_recorded(*, entries: Sequence[Entry], actor: Actor, histories: Mapping[SubjectRef, History], **_more: Any) -> None:
    touched = {entry.subject for entry in entries if entry.kind == COUNTER_CAMERA_SET.key}
    for ref, history in histories.items():
        if str(ref.id) in touched:
            project(actor.agency, ref, history)


def project(agency: UUID, ref: SubjectRef, history: History) -> None:
    """Write the row of a device that is a counter's camera; nothing for any other subject. What was set last holds."""
    said = [entry for entry in history.entries if entry.kind == COUNTER_CAMERA_SET.key]
    if ref.type != "device" or not said:
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
            "on": bool(last["on"]),
            "sign": bool(last["sign"]),
            "since": _since(said),
        },
    )


def _since(said: Sequence[Entry]) -> datetime:
    """Since when it is on, or off: another address or name on the way changes nothing in that, nor in the gaps of the day."""
    *_, first = takewhile(lambda entry: bool(entry["on"]) == bool(said[-1]["on"]), reversed(said))
    return first.recorded_at
