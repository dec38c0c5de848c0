"""How people stand to a recording: through the cases it is linked to; while it is linked to none, through whose it is.

That is its owner (``belonging``), who took it and who brought it in; the head of the owner's unit, who hands it on when somebody is ill or
gone; and for one that has no owner the keepers of devices.

Entered with the room access when this room starts.
"""

from uuid import UUID

from liuhen.access.permissions import stands
from liuhen.access.policy import Relation
from liuhen.access.visibility import relations
from liuhen.recordings.models import KeptRow, RecordingLink, RecordingRow
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Role


@stands("recording")
def standing(actor: Actor, recording: UUID) -> tuple[frozenset[Relation], bool]:
    """The relations of an actor to a recording of the own agency, and whether a case it belongs to is restricted."""
    row = RecordingRow.objects.filter(pk=recording, agency=actor.agency).first()
    if row is None:
        return frozenset(), False
    cases = list(RecordingLink.objects.filter(recording=recording).values_list("case", flat=True).distinct())
    if not cases:
        return _loose(actor, row), False
    found: set[Relation] = set()
    restricted = False
    for case in cases:
        case_standing, through = relations(actor, case)
        found |= through
        restricted = restricted or bool(case_standing and case_standing.restricted)
    return frozenset(found), restricted


def _loose(actor: Actor, row: RecordingRow) -> frozenset[Relation]:
    """While no case has it."""
    found = {Relation.ANY}
    kept_by = None if row.here else KeptRow.objects.filter(pk=row.pk).values_list("keeper", flat=True).first()
    if actor.person in {row.owner, row.stored_by, row.taken_by, kept_by}:
        found.add(Relation.OWN)
    if row.owner is None and Role.KEEPER.value in actor.roles:
        found.add(Relation.OWN)
    if row.unit is not None and str(row.unit) == actor.unit:
        found.add(Relation.UNIT)
    return frozenset(found)
