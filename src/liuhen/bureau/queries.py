"""Questions about the bureau: who works here, with which certificate, who heads what, which setting holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from liuhen.bureau import fold
from liuhen.bureau.models import Agency, Certificate, Custodian, Division, Person, Unit
from liuhen.register import clock
from liuhen.regulation.grammar import Role

#: Which matter of the division of work an approval belongs to, by kind.
MATTERS = {
    "initiation_approval": "start",
    "preservation_approval": "preservation",
    "decision_approval": "decision",
    "closing_report": "closing",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Officer:
    """An enforcement officer as papers need him; ``valid`` says whether the certificate is good on the day asked."""

    id: UUID
    name: str
    title: str
    unit: UUID | None
    unit_name: str
    certificate: str
    valid_until: date | None
    scope: str
    valid: bool

    def as_field(self, *, lead: bool = False) -> dict[str, Any]:
        """One row of an Officers field."""
        return {
            "id": str(self.id),
            "name": self.name,
            "certificate": self.certificate,
            "valid_until": self.valid_until.isoformat() if self.valid_until else "",
            "lead": lead,
            "shown_at": "",
        }


def agency(agency_id: UUID) -> Agency | None:
    """The agency's row."""
    return Agency.objects.filter(pk=agency_id).first()


def agencies() -> list[Agency]:
    """Every agency of this installation; none before the first run is done."""
    return list(Agency.objects.order_by("founded_at"))


def setting(agency_id: UUID, key: str, on: date | None = None, default: Any = None) -> Any:
    """The value of a setting in force on a day (today, if none is given); ``default`` where none is set."""
    row = agency(agency_id)
    found = fold.in_force(row.settings.get(key, []), on or fold.moment_day(clock.now())) if row else None
    return default if found is None else found


def person(person_id: UUID) -> Person | None:
    """The person's row."""
    return Person.objects.filter(pk=person_id).first()


def people(agency_id: UUID, *, role: Role | str = "", unit: UUID | None = None, active: bool = True) -> list[Person]:
    """The people of an agency, by name; narrowed to a role or a unit."""
    rows = Person.objects.filter(agency=agency_id, active=active)
    if role:
        rows = rows.filter(roles__contains=[str(role)])
    if unit:
        rows = rows.filter(unit=unit)
    return list(rows.order_by("name", "id"))


def officer_named(agency_id: UUID, text: str) -> Person | None:
    """The one who works here and is meant by an id, a certificate's number, a sign-in name or a name; None where it may be several."""
    word = text.strip()
    if not word:
        return None
    number = fold.number_of(word)
    here = Person.objects.filter(agency=agency_id, active=True)
    holders = Certificate.objects.filter(agency=agency_id, number=word).values("person")
    for meant in (Q(pk=number) if number else Q(pk__in=holders), Q(account=word), Q(name=word)):
        found = list(here.filter(meant)[:2])
        if len(found) == 1:
            return found[0]
    return None


def units(agency_id: UUID, *, active: bool = True) -> list[Unit]:
    """The units of an agency, by name."""
    return list(Unit.objects.filter(agency=agency_id, active=active).order_by("name"))


def unit(unit_id: UUID | None) -> Unit | None:
    """The unit's row."""
    return Unit.objects.filter(pk=unit_id).first() if unit_id else None


def unit_names(agency_id: UUID) -> dict[UUID, str]:
    """Names of all units, also of those given up."""
    return dict(Unit.objects.filter(agency=agency_id).values_list("id", "name"))


def heads_of_unit(unit_id: UUID) -> list[Person]:
    """Who heads a unit 承办机构负责人."""
    return list(Person.objects.filter(unit=unit_id, active=True, roles__contains=[Role.UNIT_HEAD.value]).order_by("name"))


def certificate(person_id: UUID, on: date | None = None) -> Certificate | None:
    """The certificate good on a day; else the one that runs longest, so that a page can say when it ended; None without any."""
    day = on or fold.moment_day(clock.now())
    return _best(Certificate.objects.filter(person=person_id), day)


def _best(rows: Iterable[Certificate], day: date) -> Certificate | None:
    ranked = sorted(rows, key=lambda row: (fold.valid(row.valid_from, row.valid_until, day), row.valid_until or date.max))
    return ranked[-1] if ranked else None


def officers(
    agency_id: UUID, on: date | None = None, *, unit: UUID | None = None, only: Iterable[UUID] | None = None
) -> list[Officer]:
    """The enforcement officers with their certificates on a day (today, if none is given), by unit and name; three queries.

    ``only`` asks for some by id, whether or not they still work here or hold the role.
    """
    day = on or fold.moment_day(clock.now())
    if only is None:
        listed = people(agency_id, role=Role.OFFICER, unit=unit)
    else:
        listed = list(Person.objects.filter(agency=agency_id, id__in=set(only)))
    held: dict[UUID, list[Certificate]] = {}
    for row in Certificate.objects.filter(person__in=[one.id for one in listed]):
        held.setdefault(row.person, []).append(row)
    names = unit_names(agency_id)
    found = [_officer(one, _best(held.get(one.id, ()), day), names, day) for one in listed]
    return sorted(found, key=lambda one: (one.unit_name, one.name))


def _officer(one: Person, held: Certificate | None, names: dict[UUID, str], day: date) -> Officer:
    return Officer(
        id=one.id,
        name=one.name,
        title=one.title,
        unit=one.unit,
        unit_name=names.get(one.unit, "") if one.unit else "",
        certificate=held.number if held else "",
        valid_until=held.valid_until if held else None,
        scope=held.scope if held else "",
        valid=held is not None and fold.valid(held.valid_from, held.valid_until, day),
    )


def expiring(agency_id: UUID, until: date) -> list[Certificate]:
    """Certificates that end on or before a day and have no later one in their place, soonest first."""
    longest: dict[UUID, Certificate] = {}
    for row in Certificate.objects.filter(agency=agency_id, valid_until__isnull=False).order_by("valid_until"):
        longest[row.person] = row
    working = set(Person.objects.filter(agency=agency_id, active=True).values_list("id", flat=True))
    return [row for row in longest.values() if row.valid_until and row.valid_until <= until and row.person in working]


@dataclass(frozen=True, kw_only=True, slots=True)
class DivisionOfWork:
    """The division of work 分工 in force on a day, read once for many papers."""

    heads: tuple[Person, ...]
    lines: tuple[Division, ...]

    def approvers(self, kind: str, unit: UUID | None = None) -> set[UUID]:
        """The heads who approve papers of a kind, of a unit; where no line covers it, any head."""
        heads = {head.id for head in self.heads}
        return {line.person for line in self.lines if line.person in heads and covers(line, kind, unit)} or heads


def division(agency_id: UUID, on: date | None = None) -> DivisionOfWork:
    """The division of work in force on a day (today, if none is given)."""
    day = on or fold.moment_day(clock.now())
    lines = Division.objects.filter(agency=agency_id, since__lte=day).filter(Q(until__isnull=True) | Q(until__gte=day))
    return DivisionOfWork(heads=tuple(people(agency_id, role=Role.HEAD)), lines=tuple(lines))


def approvers(agency_id: UUID, kind: str, unit: UUID | None = None, on: date | None = None) -> list[Person]:
    """The heads who approve papers of a kind of a unit on a day, by the division of work 分工 then in force.

    A bureau that has stated no division, or none that covers the matter, leaves it to any head.
    """
    in_force = division(agency_id, on)
    named = in_force.approvers(kind, unit)
    return [head for head in in_force.heads if head.id in named]


def covers(line: Division, kind: str, unit: UUID | None) -> bool:
    """Whether one line of the division of work covers papers of a kind, of a unit."""
    matter = MATTERS.get(kind, kind)
    of_unit = not line.units or unit is None or unit in line.units
    return of_unit and ("all" in line.matters or matter in line.matters or kind in line.matters)


def custodians(agency_id: UUID, on: date | None = None) -> list[Custodian]:
    """Who keeps what on a day (article 28)."""
    day = on or fold.moment_day(clock.now())
    rows = Custodian.objects.filter(agency=agency_id)
    return [row for row in rows if (row.since is None or row.since <= day) and (row.until is None or day <= row.until)]
