"""The room's questions in one place: desk, list, search, case page, clues."""

from uuid import UUID

from django.db.models import Q

from liuhen.access.permissions import may
from liuhen.access.policy import Action, at_desk, roles_of
from liuhen.access.visibility import visible_cases
from liuhen.bureau.fold import number_of
from liuhen.cases.case_page import CaseView, case_view
from liuhen.cases.listing import Counts, Filters, Holding, Page, Sort, case_list, counts
from liuhen.cases.models import CaseRow, ClueRow, PartyRow
from liuhen.cases.search import Hit, Results, search
from liuhen.cases.worklist import Worklist, waiting_for, worklist
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Role

__all__ = [
    "CaseView",
    "Counts",
    "Filters",
    "Hit",
    "Holding",
    "Page",
    "Results",
    "Sort",
    "Worklist",
    "case_list",
    "case_view",
    "clues",
    "counts",
    "find_case",
    "other_cases",
    "search",
    "waiting_for",
    "worklist",
]


def clues(actor: Actor, *, state: str = "", limit: int = 200) -> list[ClueRow]:
    """The complaints and tip-offs an actor sees, newest first; of all of them for intake and those who triage, else of his own cases."""
    rows = ClueRow.objects.filter(agency=actor.agency)
    if state:
        rows = rows.filter(state=state)
    roles = roles_of(actor.roles)
    if not (at_desk(actor.roles, Action.INTAKE) or roles & {Role.LEGAL, Role.HEAD, Role.AUDITOR}):
        to_open = (
            Q(unit=number_of(actor.unit), state="open", case__isnull=True)
            if Role.OFFICER in roles and actor.unit
            else Q(pk__in=[])
        )
        rows = rows.filter(Q(case__in=visible_cases(actor).values("case")) | to_open)
    listed = list(rows.order_by("-received_at")[: 2 * limit])
    if Role.UNIT_HEAD in roles and not roles & {Role.RECEPTION, Role.LEGAL, Role.HEAD}:
        seen = set(visible_cases(actor).filter(case__in=[row.case for row in listed if row.case]).values_list("case", flat=True))
        mine = number_of(actor.unit)
        listed = [row for row in listed if row.case in seen or (row.case is None and row.unit in {None, mine})]
    return listed[:limit]


def find_case(actor: Actor, number: str) -> CaseRow | None:
    """A case by its number or id, if the actor sees it."""
    found = number_of(number)
    rows = CaseRow.objects.filter(agency=actor.agency)
    row = rows.filter(pk=found).first() if found else rows.filter(number=number.strip()).first()
    return row if row is not None and may(actor, Action.SEE, SubjectRef("case", row.id)) else None


def other_cases(actor: Actor, case: UUID) -> list[tuple[PartyRow, CaseRow]]:
    """Other cases of the same parties (by code, else by name) that the actor sees, newest first."""
    found: list[tuple[PartyRow, CaseRow]] = []
    for party in PartyRow.objects.filter(case=case):
        rows = PartyRow.objects.filter(agency=actor.agency).exclude(case=case)
        rows = rows.filter(code=party.code) if party.code else rows.filter(name=party.name)
        numbers = list(rows.values_list("case", flat=True)[:200])
        seen = visible_cases(actor).filter(case__in=numbers).values_list("case", flat=True)
        cases = CaseRow.objects.in_bulk(list(seen))
        found += [(party, row) for row in cases.values()]
    return sorted(found, key=lambda pair: pair[1].opened_at, reverse=True)
