"""Writing the bureau's rows from histories; the same code serves the listener and ``rebuild``."""

from uuid import UUID

from liuhen.bureau import fold
from liuhen.bureau.models import Agency, Certificate, Custodian, Division, Person, Unit
from liuhen.register import register
from liuhen.register.types import SubjectRef
from liuhen.regulation.history import History


def project(agency: UUID, ref: SubjectRef, history: History) -> None:
    """Make the rows of one subject say what its history says; subjects of other rooms are passed over."""
    if ref.type == "agency":
        _agency(ref.id, history)
    elif ref.type == "unit":
        values = fold.unit_values(history)
        if values is not None:
            Unit.objects.update_or_create(id=ref.id, defaults={"agency": agency, **values})
        _custodians(agency, ref.id, history)
    elif ref.type == "person":
        _person(agency, ref.id, history)


def _agency(agency: UUID, history: History) -> None:
    values = fold.agency_values(history)
    if values is not None:
        Agency.objects.update_or_create(id=agency, defaults=values)
    Division.objects.filter(agency=agency).delete()
    Division.objects.bulk_create(
        Division(
            agency=agency, entry=line.entry, person=line.person, matters=list(line.matters), units=list(line.units),
            since=line.since, until=line.until,
        )
        for line in fold.divisions(history)
    )  # fmt: skip
    _custodians(agency, None, history)


def _custodians(agency: UUID, unit: UUID | None, history: History) -> None:
    Custodian.objects.filter(agency=agency, unit=unit).delete()
    Custodian.objects.bulk_create(
        Custodian(
            agency=agency,
            entry=one.entry,
            person=one.person,
            duties=list(one.duties),
            unit=unit,
            since=one.since,
            until=one.until,
        )
        for one in fold.custodians(history)
    )


def _person(agency: UUID, person: UUID, history: History) -> None:
    values = fold.person_values(history)
    if values is not None:
        Person.objects.update_or_create(id=person, defaults={"agency": agency, **values})
    facts = fold.certificates(history)
    Certificate.objects.filter(person=person).exclude(entry__in=[one.entry for one in facts]).delete()
    for one in facts:
        Certificate.objects.update_or_create(
            entry=one.entry,
            defaults={
                "agency": agency,
                "person": person,
                "number": one.number,
                "valid_from": one.valid_from,
                "valid_until": one.valid_until,
                "scope": one.scope,
            },
        )


def rebuild(agency: UUID) -> int:
    """Write every row of an agency anew from the ledger; returns how many subjects were read."""
    refs = [ref for sort in ("agency", "unit", "person") for ref in register.subjects(agency, sort)]
    for ref in refs:
        project(agency, ref, register.history(agency, ref))
    return len(refs)
