"""Keeps the rows of devices in step with their histories, inside the transaction that appends."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from liuhen.recordings import device_fold
from liuhen.recordings.models import DeviceHolding, DeviceRow, DeviceUse, EquipmentNeed
from liuhen.register.signals import recorded
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.history import Entry, History
from liuhen.regulation.kinds.equipment import EQUIPMENT_NEEDED


def connect() -> None:
    """Listen to the register."""
    recorded.connect(_on_recorded, dispatch_uid="devices")


def _on_recorded(*, entries: Sequence[Entry], actor: Actor, histories: Mapping[SubjectRef, History], **_more: Any) -> None:
    touched = {entry.subject for entry in entries}
    for ref, history in histories.items():
        if str(ref.id) in touched:
            project(actor.agency, ref, history)


def project(agency: UUID, ref: SubjectRef, history: History) -> None:
    """Write the rows of a device, or the needs of a unit, as the history tells them; nothing for any other subject."""
    if ref.type == "unit":
        _needs(agency, ref.id, history)
    if ref.type != "device" or (values := device_fold.row(history)) is None:
        return
    DeviceRow.objects.update_or_create(pk=ref.id, defaults={**values, "agency": agency})
    _replace(DeviceHolding, agency, ref.id, device_fold.holdings(history))
    _replace(DeviceUse, agency, ref.id, device_fold.uses(history))


def _replace(model: Any, agency: UUID, device: UUID, values: list[dict[str, Any]]) -> None:
    """The rows of a device as they are now: the changed ones written, those that are no more taken away."""
    standing = {row.entry: row for row in model.objects.filter(device=device)}
    rows = [model(agency=agency, device=device, **one) for one in values]
    model.objects.filter(pk__in=standing.keys() - {row.entry for row in rows}).delete()
    for row in rows:
        known = standing.get(row.entry)
        if known is None or any(getattr(known, name) != getattr(row, name) for name in values[0]):
            row.save(force_insert=known is None)


def _needs(agency: UUID, unit: UUID, history: History) -> None:
    newest: dict[str, EquipmentNeed] = {}
    for record in history.of(EQUIPMENT_NEEDED):
        newest[str(record["sort"])] = EquipmentNeed(
            agency=agency, unit=unit, sort=record["sort"], count=int(record["count"] or 0), source=str(record["source"] or "")
        )
    rows = EquipmentNeed.objects.filter(unit=unit)
    if not newest and not rows.exists():
        return
    rows.delete()
    EquipmentNeed.objects.bulk_create(newest[sort] for sort in sorted(newest))
