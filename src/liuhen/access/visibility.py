"""Which cases somebody sees. Written by the room cases by call; lists join ``CaseVisibility`` once.

What a role sees without being named is a branch of the list's query (``Scope``), so that each branch walks an index of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from liuhen.access.models import CaseStanding, CaseVisibility
from liuhen.access.policy import SEES_ALL, SEES_RESTRICTED, Action, Relation, allowed, roles_of
from liuhen.bureau.fold import number_of
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Role

OFFICER = "officer"
GRANTED = "granted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """The branches of what an actor sees: all cases, those of one unit, the closed ones, and those that name the person.

    ``restricted`` tells whether the branches by role reach cases marked for privacy or business secrets.
    """

    agency: UUID
    person: UUID
    everything: bool = False
    unit: UUID | None = None
    closed: bool = False
    restricted: bool = False
    named: bool = True
    counter: bool = False


def scope(actor: Actor) -> Scope:
    """The scope of an actor; somebody whose roles need no case sees none, whatever rows may still name him."""
    roles = roles_of(actor.roles)
    return Scope(
        agency=actor.agency,
        person=actor.person,
        everything=bool(roles & SEES_ALL),
        unit=number_of(actor.unit) if Role.UNIT_HEAD in roles else None,
        closed=Role.ARCHIVIST in roles,
        restricted=bool(roles & SEES_RESTRICTED),
        named=bool(roles & {Role.OFFICER, Role.UNIT_HEAD, *SEES_ALL, Role.ARCHIVIST}),
        counter=Role.RECEPTION in roles,
    )


def visible_cases(actor: Actor) -> "QuerySet[CaseStanding]":
    """The cases an actor sees, as a query over ``CaseStanding`` (use ``.values("case")`` in a subquery).

    For single questions and small sets; the lists of the room cases build their own query from :func:`scope`.
    """
    seen = scope(actor)
    named = CaseVisibility.objects.filter(person=actor.person, withdrawn_at__isnull=True).values("case")
    condition = Q(case__in=named) if seen.named else Q(pk__in=[])
    # said in full: an empty condition would vanish in an "or" instead of holding for all
    open_to_role = Q(restricted__in=[True, False]) if seen.restricted else Q(restricted=False)
    if seen.everything:
        condition |= open_to_role
    if seen.unit:
        condition |= Q(unit=seen.unit)
    if seen.closed:
        condition |= Q(closed=True) & open_to_role
    if seen.counter:
        condition |= Q(counter=True, active=True)
    return CaseStanding.objects.filter(condition, agency=actor.agency)


def relations(actor: Actor, case: UUID) -> tuple[CaseStanding | None, frozenset[Relation]]:
    """How an actor stands to a case, and what policy knows of it; nothing for a case of another agency or an unknown one."""
    standing = CaseStanding.objects.filter(case=case, agency=actor.agency).first()
    if standing is None:
        return None, frozenset()
    found = {Relation.ANY}
    for row in CaseVisibility.objects.filter(case=case, person=actor.person, withdrawn_at__isnull=True):
        found.add(Relation.HANDLER if row.why == OFFICER else Relation.GRANTED)
    if standing.unit is not None and standing.unit == number_of(actor.unit):
        found.add(Relation.UNIT)
    if standing.closed:
        found.add(Relation.CLOSED)
    if standing.counter and standing.active:
        found.add(Relation.COUNTER)
    return standing, frozenset(found)


def writable_cases(actor: Actor, cases: Iterable[UUID]) -> set[UUID]:
    """Which of these cases an actor may write in; two questions however many there are."""
    wanted = set(cases)
    named = dict(
        CaseVisibility.objects.filter(case__in=wanted, person=actor.person, withdrawn_at__isnull=True).values_list("case", "why")
    )
    unit, found = number_of(actor.unit), set()
    for standing in CaseStanding.objects.filter(case__in=wanted, agency=actor.agency):
        held = {Relation.ANY}
        if standing.case in named:
            held.add(Relation.HANDLER if named[standing.case] == OFFICER else Relation.GRANTED)
        if standing.unit is not None and standing.unit == unit:
            held.add(Relation.UNIT)
        if standing.closed:
            held.add(Relation.CLOSED)
        if standing.counter and standing.active:
            held.add(Relation.COUNTER)
        if allowed(actor.roles, held, Action.WRITE, restricted=standing.restricted):
            found.add(standing.case)
    return found


def was_on(person: UUID, case: UUID) -> datetime | None:
    """When somebody was taken off a case; None for one who is on it or never was."""
    rows = list(CaseVisibility.objects.filter(case=case, person=person, why=OFFICER))
    if not rows or any(row.withdrawn_at is None for row in rows):
        return None
    return max(row.withdrawn_at for row in rows if row.withdrawn_at)


def place(
    case: UUID,
    agency: UUID,
    *,
    unit: UUID | None,
    restricted: bool,
    closed: bool,
    active: bool,
    opened_at: datetime | None = None,
    counter: bool = False,
) -> None:
    """State what policy needs to know of a case; written only where it changed."""
    values = {
        "agency": agency,
        "unit": unit,
        "restricted": restricted,
        "closed": closed,
        "active": active,
        "opened_at": opened_at,
        "counter": counter,
    }
    row = CaseStanding.objects.filter(case=case).first()
    if row is None:
        CaseStanding.objects.create(case=case, **values)
    elif any(getattr(row, name) != value for name, value in values.items()):
        CaseStanding.objects.filter(case=case).update(**values)
        if row.active != active or row.opened_at != opened_at:
            CaseVisibility.objects.filter(case=case).update(active=active, opened_at=opened_at)


def grant(case: UUID, agency: UUID, person: UUID, why: str = OFFICER) -> None:
    """Put somebody on a case, or let him see it; being an officer of it is more than being allowed to look."""
    standing = CaseStanding.objects.filter(case=case).first()
    known = CaseVisibility.objects.filter(case=case, person=person).first()
    if known is not None and known.why == OFFICER and known.withdrawn_at is None:
        return
    values = {"active": standing.active, "opened_at": standing.opened_at} if standing else {}
    CaseVisibility.objects.update_or_create(
        case=case, person=person, defaults={"agency": agency, "why": why, "withdrawn_at": None, **values}
    )


def withdraw(case: UUID, person: UUID, at: datetime, why: str = OFFICER) -> None:
    """Take somebody off a case; that he once was on it stays known, so that he is told so and not that it does not exist."""
    CaseVisibility.objects.filter(case=case, person=person, why=why, withdrawn_at__isnull=True).update(withdrawn_at=at)


def settle(case: UUID, agency: UUID, people: Iterable[UUID], at: datetime, why: str = OFFICER) -> None:
    """Make exactly these people be on a case for this reason."""
    wanted = set(people)
    known = {row.person for row in CaseVisibility.objects.filter(case=case, why=why, withdrawn_at__isnull=True)}
    for person in sorted(wanted - known):
        grant(case, agency, person, why)
    for person in sorted(known - wanted):
        withdraw(case, person, at, why)


def people_on(case: UUID, why: str = OFFICER) -> list[UUID]:
    """Who is on a case now for a reason."""
    return list(CaseVisibility.objects.filter(case=case, why=why, withdrawn_at__isnull=True).values_list("person", flat=True))
