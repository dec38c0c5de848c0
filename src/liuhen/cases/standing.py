"""How people stand to clues and cases beyond the rows that name them: entered with the room access when this room starts."""

from uuid import UUID

from liuhen.access.models import CaseStanding
from liuhen.access.permissions import stands
from liuhen.access.policy import Relation
from liuhen.access.visibility import relations
from liuhen.bureau.fold import number_of
from liuhen.cases.models import ClueRow
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Role


@stands("clue")
def of_clue(actor: Actor, clue: UUID) -> tuple[frozenset[Relation], bool]:
    """A clue is seen by intake, by the unit that deals with it (any unit's head while none does), and by the officers of its case."""
    row = ClueRow.objects.filter(id=clue, agency=actor.agency).first()
    if row is None:
        return frozenset(), False
    found = {Relation.CLUE}
    if row.registered_by == actor.person:
        found.add(Relation.OWN)
    unit = row.unit
    if row.case is not None:
        standing = CaseStanding.objects.filter(case=row.case).first()
        unit = standing.unit if standing else unit
        if Relation.HANDLER in relations(actor, row.case)[1]:
            found.add(Relation.OWN_CLUE)
    mine = number_of(actor.unit)
    if row.case is None and row.state == "open" and unit is not None and unit == mine:
        found.add(Relation.CLUE_TO_OPEN)
    if Role.UNIT_HEAD.value in actor.roles and (unit is None or unit == mine):
        found.add(Relation.UNIT_CLUE)
    return frozenset(found), False
