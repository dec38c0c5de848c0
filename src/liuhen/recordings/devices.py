"""Devices: found by what is written on them, and what happens to them, entered in their own histories."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q
from django.http import Http404

from liuhen import access
from liuhen.access import stations
from liuhen.recordings import fold
from liuhen.recordings.models import DeviceRow
from liuhen.register import register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.devices import State
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.kinds import equipment as kinds

DEVICE = "device"


def ref(device_id: UUID) -> SubjectRef:
    """A device as a subject."""
    return SubjectRef(DEVICE, device_id)


def by_id(agency: UUID, device_id: UUID) -> DeviceRow | None:
    """One device of the agency; None if there is none of that id."""
    return DeviceRow.objects.filter(pk=device_id, agency=agency).first()


def find(agency: UUID, text: str) -> DeviceRow | None:
    """The device of that code, serial or GB/T 28181 code, whatever its letters' case.

    Its code goes before the others. Where two bear the same one and both are in use, none is meant: nothing is put down to the wrong one.
    """
    wanted = text.strip()
    if not wanted:
        return None
    rows = list(
        DeviceRow.objects.filter(Q(code__iexact=wanted) | Q(serial__iexact=wanted) | Q(gb28181__iexact=wanted), agency=agency)
    )
    named = [row for row in rows if row.code.casefold() == wanted.casefold()] or rows
    living = [row for row in named if row.state != State.SCRAPPED.value] or named
    return living[0] if len(living) == 1 else None


def drift_of(device_time: datetime | None, at: datetime) -> int | None:
    """Device time minus ours in seconds, positive when the device is fast; None where nobody read it."""
    return None if device_time is None else round((device_time - at).total_seconds())


def docked(
    actor: Actor,
    device_id: UUID,
    *,
    station: str,
    at: datetime,
    device_time: datetime | None = None,
    storage_left: int | None = None,
    files: int | None = None,
    number: UUID | None = None,
) -> None:
    """It was docked: when, where, what its own clock said then, what storage was left (MB), how many files it gave up.

    ``at`` is the station's time, ``device_time`` what the device said at that moment. The drift is reckoned here. ``number`` is the
    entry's id, where the caller may say the same thing twice (Refusal ``already``).
    """
    _demand_docking(actor, device_id)
    content: dict[str, Any] = {
        "station": station.strip(),
        "at": fold.written(at),
        "device_time": fold.written(device_time),
        "drift": drift_of(device_time, at),
        "storage_left": storage_left,
        "files": files,
    }
    told = {key: value for key, value in content.items() if value not in ("", None)}
    act = Act(subject=ref(device_id), kind=kinds.DEVICE_DOCKED.key, content=told, id=number or uuid4())
    register.write(actor, [act])


def _demand_docking(actor: Actor, device_id: UUID) -> None:
    """Whoever may write about the device; a station of the bureau, which holds no role, about any device of the bureau."""
    if stations.by_id(actor.person) is None:
        access.demand(actor, "write", ref(device_id))
    elif by_id(actor.agency, device_id) is None:
        raise Http404


def must_find(actor: Actor, text: str) -> DeviceRow:
    """The device that somebody named; a Refusal that says what to look at."""
    row = find(actor.agency, text)
    if row is None:
        raise Refusal(
            f"没有找到设备“{text.strip()}”：没有登记，或者有两台用同一个编号。请照机身核对编号；没有登记的，请装备管理员先登记。",
            code="unknown_device",
        )
    return row
