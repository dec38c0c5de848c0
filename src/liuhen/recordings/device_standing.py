"""How people stand to a device: the keeper and those who oversee to every one; others through carrying it, or through their unit.

Entered with the room access when this room starts.
"""

from uuid import UUID

from liuhen.access.permissions import stands
from liuhen.access.policy import Relation
from liuhen.recordings.fold import number
from liuhen.recordings.models import DeviceHolding, DeviceRow, DeviceUse, UseState
from liuhen.register.types import Actor
from liuhen.regulation.devices import State


@stands("device")
def standing(actor: Actor, device: UUID) -> tuple[frozenset[Relation], bool]:
    """The relations of an actor to a device of the own agency. A device that belongs to no unit is everybody's."""
    row = DeviceRow.objects.filter(pk=device, agency=actor.agency).first()
    if row is None:
        return frozenset(), False
    found = {Relation.DEVICE}
    if row.unit is None or row.unit == number(actor.unit):
        found.add(Relation.UNIT_DEVICE)
        if row.state == State.STORE.value:
            found.add(Relation.FREE_DEVICE)
    if row.holder == actor.person or _last_carried(actor, row) or _owes(actor, row) or _signs(actor, row):
        found.add(Relation.CARRIED)
    return frozenset(found), False


def _last_carried(actor: Actor, row: DeviceRow) -> bool:
    """Whether the actor was the last to carry it: he still signs for what happened to it, and explains what is on it."""
    last = DeviceHolding.objects.filter(device=row.pk).order_by("-begin").first()
    return last is not None and last.person == actor.person


def _owes(actor: Actor, row: DeviceRow) -> bool:
    """Whether something he filmed is still on it, whoever carries it now."""
    return DeviceUse.objects.filter(device=row.pk, person=actor.person, state=UseState.OPEN.value).exists()


def _signs(actor: Actor, row: DeviceRow) -> bool:
    """Whether a paper about it waits for his signature: who takes it over into another unit signs before it is there."""
    return any(str(actor.person) in paper["people"] for paper in row.waiting)
