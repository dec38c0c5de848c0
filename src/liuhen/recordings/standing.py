"""How people stand to a recording: through the cases it is linked to; while it is linked to none, through having taken or stored it.

Entered with the room access when this room starts.
"""

from uuid import UUID

from liuhen.access.permissions import stands
from liuhen.access.policy import Relation
from liuhen.access.visibility import relations
from liuhen.recordings.models import RecordingLink, RecordingRow
from liuhen.register.types import Actor


@stands("recording")
def standing(actor: Actor, recording: UUID) -> tuple[frozenset[Relation], bool]:
    """The relations of an actor to a recording of the own agency, and whether a case it belongs to is restricted."""
    row = RecordingRow.objects.filter(pk=recording, agency=actor.agency).first()
    if row is None:
        return frozenset(), False
    cases = list(RecordingLink.objects.filter(recording=recording).values_list("case", flat=True).distinct())
    if not cases:
        own = {Relation.OWN} if actor.person in {row.stored_by, row.taken_by} else set()
        return frozenset({Relation.ANY, *own}), False
    found: set[Relation] = set()
    restricted = False
    for case in cases:
        case_standing, through = relations(actor, case)
        found |= through
        restricted = restricted or bool(case_standing and case_standing.restricted)
    return frozenset(found), restricted
