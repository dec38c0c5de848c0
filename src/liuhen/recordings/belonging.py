"""Whose a recording is: its owner while it belongs to no case, its unit, and what its cases let others see. Written on its row.

The owner is whoever it was handed to, else who took it, else who carried the device then, else who brought it in; one that came by
itself from a station, of a device nobody carried, has none and waits for the keeper. The unit is that of its first case, else the owner's
or the device's.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from liuhen.bureau import queries as bureau
from liuhen.bureau.models import Person
from liuhen.recordings.models import DeviceHolding, DeviceRow, RecordingRow

# one statement for whatever changed: a link, or a case that got another unit, was closed or was marked for privacy
_BY_CASES = """
UPDATE recordings_recordingrow r SET home = x.home, unit = x.unit, several = x.several, restricted = x.restricted, closed = x.closed
FROM (
    SELECT l.recording, (array_agg(l."case" ORDER BY l.linked_at, l.entry))[1] AS home, count(DISTINCT l."case") > 1 AS several,
        (array_agg(s.unit ORDER BY l.linked_at, l.entry))[1] AS unit,
        coalesce(bool_or(s.restricted), false) AS restricted, coalesce(bool_or(s.closed), false) AS closed
    FROM recordings_recordinglink l LEFT JOIN access_casestanding s ON s."case" = l."case"
    WHERE {which} GROUP BY l.recording
) x
WHERE r.id = x.recording
AND (r.home, r.unit, r.several, r.restricted, r.closed) IS DISTINCT FROM (x.home, x.unit, x.several, x.restricted, x.closed)
"""
_OF_RECORDING = _BY_CASES.format(which="l.recording = %s")
_OF_CASE = _BY_CASES.format(which='l.recording IN (SELECT recording FROM recordings_recordinglink WHERE "case" = %s)')


def by_recording(recording: UUID) -> None:
    """The row of a linked recording as its cases stand."""
    _run(_OF_RECORDING, recording)


def by_case(case: UUID) -> None:
    """The rows of all recordings of a case as it stands now."""
    _run(_OF_CASE, case)


def _run(sql: str, number: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [number])


def by_device(device: UUID) -> None:
    """The loose recordings of a device, when who carried it is told anew."""
    for row in RecordingRow.objects.filter(device_id=device, linked=False):
        values = owner_values(row.agency, row)
        if any(getattr(row, name) != value for name, value in values.items()):
            RecordingRow.objects.filter(pk=row.pk).update(**values)


def by_person(person: UUID) -> None:
    """The loose recordings of somebody who may have changed units or names."""
    row = bureau.person(person)
    if row is not None:
        loose = RecordingRow.objects.filter(agency=row.agency, owner=person, linked=False)
        loose.exclude(unit=row.unit, owner_name=row.name).update(unit=row.unit, owner_name=row.name)


def owner_values(agency: UUID, row: Any) -> dict[str, Any]:
    """Owner, name and unit of a recording that belongs to no case, from what its row says so far."""
    person = _owner(agency, row)
    device = DeviceRow.objects.filter(pk=row.device_id, agency=agency).first() if row.device_id and person is None else None
    return {
        "owner": person.id if person else None,
        "owner_name": person.name if person else "",
        "unit": person.unit if person else device.unit if device else None,
    }


def _owner(agency: UUID, row: Any) -> Person | None:
    """The first of those whom it may belong to that is a person of the bureau."""
    asked = (lambda: row.handed_to, lambda: row.taken_by, lambda: carrier(row.device_id, row.begin), lambda: row.stored_by)
    for ask in asked:
        person = ask()
        found = bureau.person(person) if person else None
        if found is not None and found.agency == agency:
            return found
    return None


def carrier(device: UUID | None, at: datetime | None) -> UUID | None:
    """Who carried a device at a moment; None where nobody did or nothing tells."""
    if device is None or at is None:
        return None
    held = DeviceHolding.objects.filter(Q(end__isnull=True) | Q(end__gt=at), device=device, begin__lte=at)
    return held.order_by("-begin").values_list("person", flat=True).first()
