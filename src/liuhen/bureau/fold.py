"""From the history of an agency, a unit or a person to its row's values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from liuhen.regulation.history import History, Record
from liuhen.regulation.when import CST


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateFacts:
    """One certificate: the entry that recorded it, its number, the days it is good for, its scope."""

    entry: UUID
    number: str
    valid_from: date | None
    valid_until: date | None
    scope: str


def day_of(value: Any) -> date | None:
    """A day as fields hold it; None where it is not given or cannot be read."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def number_of(value: Any) -> UUID | None:
    """An id as fields hold it: a uuid in text, or ``{"id": uuid}``; None where it is neither."""
    if isinstance(value, Mapping):
        value = value.get("id")
    try:
        return UUID(str(value))
    except ValueError:
        return None


def standing(history: History, *kinds: str) -> list[Record]:
    """The records of these kinds that were not voided, in their order."""
    return [record for record in history.records if record.kind.key in kinds and record.voided is None]


def merged(history: History, *kinds: str) -> dict[str, Any]:
    """The newest value of every field over these kinds; a field stated empty is emptied, one not mentioned stays."""
    values: dict[str, Any] = {}
    for record in standing(history, *kinds):
        values |= record.content
    return values


def person_values(history: History) -> dict[str, Any] | None:
    """The values of a Person row (without id and agency); None while nobody is registered."""
    if not standing(history, "person_registered"):
        return None
    known = merged(history, "person_registered", "person_changed")
    return {
        "name": str(known.get("name") or ""),
        "title": str(known.get("title") or ""),
        "account": str(known.get("account") or ""),
        "unit": number_of(known.get("unit")),
        "roles": sorted({str(role) for role in known.get("roles") or ()}),
        "active": not known.get("left"),
    }


def certificates(history: History) -> list[CertificateFacts]:
    """Every certificate on record, oldest entry first; a later record of the same number takes the earlier one's place."""
    found: dict[str, CertificateFacts] = {}
    for record in standing(history, "certificate_recorded"):
        number = str(record["number"] or "")
        found.pop(number, None)
        found[number] = CertificateFacts(
            entry=UUID(record.id),
            number=number,
            valid_from=day_of(record["valid_from"]),
            valid_until=day_of(record["valid_until"]),
            scope=str(record["scope"] or ""),
        )
    return list(found.values())


def unit_values(history: History) -> dict[str, Any] | None:
    """The values of a Unit row; None while it is not made."""
    if not standing(history, "unit_made"):
        return None
    known = merged(history, "unit_made", "unit_changed")
    return {"name": str(known.get("name") or ""), "active": not known.get("closed")}


def agency_values(history: History) -> dict[str, Any] | None:
    """The values of an Agency row; ``settings`` maps each key to its dated values, oldest day of effect first."""
    founded = next(iter(standing(history, "agency_founded")), None)
    if founded is None:
        return None
    settings: dict[str, list[dict[str, Any]]] = {}
    for record in standing(history, "setting"):
        value = {"value": record["value"], "since": str(record["since"] or ""), "source": str(record["source"] or "")}
        settings.setdefault(str(record["key"]), []).append(value)
    for values in settings.values():
        values.sort(key=lambda item: item["since"])
    newest = {key: values[-1]["value"] for key, values in settings.items()}
    return {
        "name": str(newest.get("name") or founded["name"] or ""),
        "mark": str(newest.get("mark") or founded["mark"] or ""),
        "area": str(newest.get("area") or founded["area"] or ""),
        "demo": bool(founded["demo"]),
        "clock": str(founded["clock"] or "system"),
        "settings": settings,
        "founded_at": founded.recorded_at,
    }


def in_force(values: list[Mapping[str, Any]], on: date) -> Any:
    """The value in force on a day among the dated values of one setting, oldest first; None where none was yet."""
    found = None
    for item in values:
        since = day_of(item.get("since"))
        if since is None or since <= on:
            found = item.get("value")
    return found


def valid(certificate_from: date | None, certificate_until: date | None, on: date) -> bool:
    """Whether a certificate is good on a day; both ends belong to it, an unstated end does not limit it."""
    return (certificate_from is None or certificate_from <= on) and (certificate_until is None or on <= certificate_until)


def moment_day(moment: datetime) -> date:
    """The calendar day in China of a moment."""
    return moment.astimezone(CST).date()


@dataclass(frozen=True, kw_only=True, slots=True)
class DivisionLine:
    """One line of the division of work: who approves which matters (``all``: every one) of which units (empty: all), from when until when."""

    entry: UUID
    person: UUID
    matters: tuple[str, ...]
    units: tuple[UUID, ...]
    since: date
    until: date | None


def divisions(history: History) -> list[DivisionLine]:
    """Every line ever stated; a later one about the same person ends the earlier one the day before it begins."""
    lines: list[DivisionLine] = []
    for record in standing(history, "division_of_work"):
        person = number_of(record["person"])
        if person is None:
            continue
        since = day_of(record["since"]) or moment_day(record.recorded_at)
        lines = [
            _ended(line, since) if line.person == person else line
            for line in lines
            if line.person != person or line.since < since
        ]
        lines.append(
            DivisionLine(
                entry=UUID(record.id),
                person=person,
                matters=tuple(str(one) for one in record["approves"] or ()),
                units=tuple(found for one in record["units"] or () if (found := number_of(one))),
                since=since,
                until=day_of(record["until"]),
            )
        )
    return lines


def _ended(line: DivisionLine, since: date) -> DivisionLine:
    last = since - timedelta(days=1)
    return replace(line, until=last if line.until is None else min(line.until, last))


@dataclass(frozen=True, kw_only=True, slots=True)
class CustodianFacts:
    """Who archives, keeps or gives out what, from when until when."""

    entry: UUID
    person: UUID
    duties: tuple[str, ...]
    since: date | None
    until: date | None


def custodians(history: History) -> list[CustodianFacts]:
    """Every custodian named, in order."""
    return [
        CustodianFacts(
            entry=UUID(record.id),
            person=person,
            duties=tuple(str(one) for one in record["duties"] or ()),
            since=day_of(record["since"]),
            until=day_of(record["until"]),
        )
        for record in standing(history, "custodian_named")
        if (person := number_of(record["person"])) is not None
    ]
