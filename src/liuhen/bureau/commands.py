"""What changes the bureau: entries on the histories of agency, units and people. Each returns the id it made."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from liuhen.bureau import queries
from liuhen.ledger.founding import found
from liuhen.register import register
from liuhen.register.clock import script
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal, Role

#: Who acts before anybody is registered: the set-up itself.
SET_UP = "系统设置"


def found_agency(
    name: str, mark: str = "", *, demo: bool = False, clock: str = "system", area: str = "", agency: UUID | None = None
) -> UUID:
    """Found an agency: its keys and logs in the ledger, then its first entry. Refused while another stands here under that name."""
    title = name.strip()
    if not title:
        raise Refusal("机关没有设立：名称是空的。请写机关全称。", code="incomplete")
    if any(other.name == title for other in queries.agencies()):
        raise Refusal(f"“{title}”已经设立，没有再设一次。请直接登录。", code="already")
    number = agency or uuid4()
    with transaction.atomic(durable=True):
        found(number, title, clock, recorded_at=script(), mark=mark.strip(), area=area, demo=demo)
    stated = [("name", title), ("mark", mark.strip()), ("area", area)]
    acts = [_setting(number, key, value, None, "机关设立") for key, value in stated if value]
    register.write(set_up_actor(number), acts)
    return number


def set_up_actor(agency: UUID) -> Actor:
    """The actor of set-up and of tools at the machine: the agency itself, as its administrator."""
    return Actor(person=agency, name=SET_UP, agency=agency, roles=frozenset({Role.ADMINISTRATOR.value}))


def _setting(agency: UUID, key: str, value: Any, since: date | None, source: str) -> Act:
    content = {"key": key, "value": value, "source": source} | ({"since": since.isoformat()} if since else {})
    return Act(subject=SubjectRef("agency", agency), kind="setting", content=content)


def set_setting(actor: Actor, key: str, value: Any, since: date | None = None, source: str = "") -> None:
    """State a dated setting and where it comes from; earlier values stay known."""
    register.write(actor, [_setting(actor.agency, key, value, since, source)])


def set_workdays(actor: Actor, days: Mapping[date, bool], source: str = "") -> None:
    """Override the calendar: which days are working days here, whatever the national notice says."""
    set_setting(actor, "calendar", {day.isoformat(): works for day, works in days.items()}, source=source)


def make_unit(actor: Actor, name: str, *, unit: UUID | None = None) -> UUID:
    """Make a handling unit 承办机构."""
    title = name.strip()
    if not title:
        raise Refusal("承办机构没有设立：名称是空的。请写名称。", code="incomplete")
    if any(other.name == title for other in queries.units(actor.agency)):
        raise Refusal(f"“{title}”已经设立，没有再设一次。", code="already")
    number = unit or uuid4()
    register.write(actor, [Act(subject=SubjectRef("unit", number), kind="unit_made", content={"name": title})])
    return number


def register_person(
    actor: Actor,
    name: str,
    *,
    roles: Sequence[Role | str],
    account: str = "",
    unit: UUID | None = None,
    title: str = "",
    person: UUID | None = None,
) -> UUID:
    """Register somebody of the bureau with roles; the sign-in account is opened by the room access."""
    known = {role.value for role in Role}
    listed = [str(role) for role in roles]
    if not name.strip() or not listed or not set(listed) <= known:
        raise Refusal("人员没有登记：要有姓名，并至少选一个角色。请补齐。", code="incomplete")
    if Role.UNIT_HEAD.value in listed and unit is None:
        raise Refusal(f"{name}没有登记：承办机构负责人要写明是哪个机构的。请选择机构。", code="incomplete")
    number = person or uuid4()
    content = {"name": name.strip(), "account": account, "unit": str(unit) if unit else "", "roles": listed, "title": title}
    register.write(actor, [Act(subject=SubjectRef("person", number), kind="person_registered", content=content)])
    return number


def change_person(actor: Actor, person: UUID, reason: str, **values: Any) -> None:
    """Change what is on record of a person (name, title, unit, roles, left), with the reason. Nothing is overwritten."""
    if not reason.strip():
        raise Refusal("人员变动没有记入：要写明原因。请补写。", code="incomplete")
    content = {key: str(value) if isinstance(value, UUID) else value for key, value in values.items()} | {"reason": reason}
    register.write(actor, [Act(subject=SubjectRef("person", person), kind="person_changed", content=content)])


def record_certificate(
    actor: Actor, person: UUID, number: str, *, valid_from: date | None, valid_until: date | None, scope: str = ""
) -> None:
    """Record an enforcement certificate of a person; a later record of the same number takes its place."""
    if valid_from and valid_until and valid_until < valid_from:
        raise Refusal("执法证没有记入：有效期的止日早于起日。请核对证件。", code="malformed")
    content = {
        "number": number.strip(),
        "valid_from": valid_from.isoformat() if valid_from else "",
        "valid_until": valid_until.isoformat() if valid_until else "",
        "scope": scope,
    }
    register.write(actor, [Act(subject=SubjectRef("person", person), kind="certificate_recorded", content=content)])


def divide_work(
    actor: Actor,
    person: UUID,
    approves: Sequence[str],
    *,
    since: date,
    units: Sequence[UUID] = (),
    until: date | None = None,
    source: str = "",
) -> None:
    """State what a head approves from a day on (分工): start, preservation, decision, closing or all; of these units, or of all."""
    row = queries.person(person)
    if row is None or not row.holds(Role.HEAD):
        raise Refusal("分工没有记入：所选的人不是行政机关负责人。请先在人员登记中写明角色。", code="wrong_role")
    content = {
        "person": {"id": str(person), "name": row.name},
        "approves": list(approves),
        "units": [str(one) for one in units],
        "since": since.isoformat(),
        "until": until.isoformat() if until else "",
        "source": source,
    }
    register.write(actor, [Act(subject=SubjectRef("agency", actor.agency), kind="division_of_work", content=content)])


def name_custodian(
    actor: Actor, person: UUID, duties: Sequence[str], *, since: date, unit: UUID | None = None, until: date | None = None
) -> None:
    """Name who archives, keeps or gives out (archive, keep, use) text and recordings, for a unit or the whole bureau (article 28)."""
    content = {
        "person": _staff(person),
        "duties": list(duties),
        "since": since.isoformat(),
        "until": until.isoformat() if until else "",
    }
    subject = SubjectRef("unit", unit) if unit else SubjectRef("agency", actor.agency)
    register.write(actor, [Act(subject=subject, kind="custodian_named", content=content)])


def _staff(person: UUID) -> dict[str, str]:
    row = queries.person(person)
    return {"id": str(person), "name": row.name if row else ""}
