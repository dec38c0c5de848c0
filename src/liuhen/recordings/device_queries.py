"""Reading about devices: those one sees, what is still on them, what is missing among their files, what a unit lacks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from liuhen.access.policy import roles_of
from liuhen.bureau import queries as bureau
from liuhen.cases import clocks
from liuhen.recordings.fold import moment, number
from liuhen.recordings.models import DeviceHolding, DeviceRow, DeviceUse, EquipmentNeed, RecordingRow, UseState
from liuhen.recordings.sequences import Gap, Numbered, explained, gaps
from liuhen.register import clock, register
from liuhen.register.models import FindingRow
from liuhen.register.types import Actor
from liuhen.regulation.devices import GONE, USABLE, State
from liuhen.regulation.grammar import Role
from liuhen.regulation.history import History
from liuhen.regulation.kinds.equipment import FIXED, SORTS

#: Who sees every device of the bureau.
OVERSEES = frozenset({Role.KEEPER, Role.LEGAL, Role.HEAD, Role.AUDITOR})
#: How far back missing numbers are looked for over all devices; the page of one device looks at all of it.
LOOK_BACK = timedelta(days=60)
MOST = 5000


def visible(actor: Actor) -> "QuerySet[DeviceRow]":
    """The devices an actor sees: all, those of the unit, or what he carries and what is free in his unit."""
    rows, roles = DeviceRow.objects.filter(agency=actor.agency), roles_of(actor.roles)
    if roles & OVERSEES:
        return rows
    here = Q(unit=number(actor.unit)) | Q(unit__isnull=True)
    own = Q(holder=actor.person)
    if Role.UNIT_HEAD in roles:
        return rows.filter(here | own)
    return rows.filter(own | (here & Q(state=State.STORE.value))) if Role.OFFICER in roles else rows.none()


def held(actor: Actor) -> list[DeviceRow]:
    """What the actor carries now."""
    return list(DeviceRow.objects.filter(agency=actor.agency, holder=actor.person).order_by("code"))


def free(actor: Actor) -> list[DeviceRow]:
    """What is free in the actor's unit."""
    here = Q(unit=number(actor.unit)) | Q(unit__isnull=True)
    rows = DeviceRow.objects.filter(here, agency=actor.agency, state=State.STORE.value).exclude(sort__in=FIXED)
    return list(rows.order_by("code"))


def carried(person: UUID, limit: int = 50) -> list[tuple[DeviceHolding, DeviceRow | None]]:
    """What somebody carried when, newest first."""
    found = list(DeviceHolding.objects.filter(person=person).order_by("-begin")[:limit])
    rows = DeviceRow.objects.in_bulk({one.device for one in found})
    return [(one, rows.get(one.device)) for one in found]


# -- still on devices ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Still:
    """Something filmed that is not in storage yet, where it lies, and how long is left; ``finding`` is its duty's row."""

    use: DeviceUse
    device: DeviceRow
    clock: clocks.Clock
    finding: int | None
    mine: bool


def still(actor: Actor, *, mine: bool = False, device: UUID | None = None) -> list[Still]:
    """What is still on devices, most urgent first: one's own, or all that one may see."""
    uses = DeviceUse.objects.filter(agency=actor.agency, state=UseState.OPEN.value).order_by("due", "pk")
    if device is not None:
        uses = uses.filter(device=device)
    if mine:
        uses = uses.filter(person=actor.person)
    elif not roles_of(actor.roles) & OVERSEES:
        uses = uses.filter(Q(person=actor.person) | Q(device__in=visible(actor).values("pk")))
    listed = list(uses[:200])
    rows = DeviceRow.objects.in_bulk({one.device for one in listed})
    owed = FindingRow.objects.filter(because__in=[one.entry for one in listed], provision="REG:27:on_device")
    findings = {row.because: row.pk for row in owed}
    now, calendar = clock.now(), register.terms(actor.agency).calendar
    return [
        Still(
            use=one,
            device=rows[one.device],
            clock=clocks.clock(one.due, one.due, "hours", now, calendar),
            finding=findings.get(one.entry),
            mine=one.person == actor.person,
        )
        for one in listed
        if one.device in rows
    ]


def of_case(case: UUID) -> list[DeviceUse]:
    """What was filmed for a case and is still on a device, in its order."""
    return list(DeviceUse.objects.filter(case=case, state=UseState.OPEN.value).order_by("begin", "pk"))


# -- what is missing -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """Numbers that are missing among the files of a device, and the note that explains them."""

    device: DeviceRow
    gap: Gap
    note: Mapping[str, str] | None


def missing(rows: Iterable[DeviceRow], since: datetime | None = None) -> list[Missing]:
    """The gaps of these devices, in the order of filming; those that were explained too."""
    devices = {row.pk: row for row in rows}
    told = RecordingRow.objects.filter(device_id__in=devices).exclude(sequence="")
    if since is not None:
        told = told.filter(begin__gte=since)
    files: dict[Any, list[Numbered]] = {}
    for device, sequence, begin in told.order_by("-begin").values_list("device_id", "sequence", "begin")[: MOST * 4]:
        files.setdefault(device, []).append(Numbered(sequence=sequence, at=begin))
    found = []
    for device, listed in files.items():
        row = devices[device]
        found += [Missing(device=row, gap=gap, note=explained(gap, row.gap_notes)) for gap in gaps(listed)]
    return found


def unexplained(actor: Actor) -> list[Missing]:
    """What is missing without a word, of the last two months, over the devices one sees."""
    return [one for one in missing(visible(actor), clock.now() - LOOK_BACK) if one.note is None]


def recordings_of(device: UUID, limit: int = 50) -> list[RecordingRow]:
    """What came in from a device, newest first."""
    return list(RecordingRow.objects.filter(device_id=device).order_by("-begin")[:limit])


# -- needs against stock ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class Stock:
    """A unit's devices of one sort against what it needs; ``need`` None where nobody said."""

    unit: str
    unit_id: UUID
    sort: str
    need: int | None
    stock: int
    usable: int
    source: str = ""

    @property
    def short(self) -> int:
        """How many usable ones are lacking."""
        return max(0, (self.need or 0) - self.usable)

    @property
    def title(self) -> str:
        """Its sort in words."""
        return dict(SORTS).get(self.sort, self.sort)


def stock(actor: Actor) -> list[Stock]:
    """Each unit's devices by sort against what it needs, those that are short first; a unit head sees his own."""
    needs = {(one.unit, one.sort): one for one in EquipmentNeed.objects.filter(agency=actor.agency)}
    counted: dict[tuple[UUID, str], list[str]] = {}
    rows = DeviceRow.objects.filter(agency=actor.agency, unit__isnull=False).exclude(state__in=GONE)
    for unit, sort, state in rows.values_list("unit", "sort", "state"):
        if unit is not None:
            counted.setdefault((unit, sort), []).append(state)
    names = bureau.unit_names(actor.agency)
    if not roles_of(actor.roles) & OVERSEES:
        names = {key: name for key, name in names.items() if key == number(actor.unit)}
    usable = {state.value for state in USABLE}
    found = []
    for key in {*needs, *counted}:
        if key[0] in names:
            need, states = needs.get(key), counted.get(key, [])
            found.append(
                Stock(
                    unit=names[key[0]],
                    unit_id=key[0],
                    sort=key[1],
                    need=need.count if need else None,
                    stock=len(states),
                    usable=sum(state in usable for state in states),
                    source=need.source if need else "",
                )
            )
    return sorted(found, key=lambda one: (-one.short, one.unit, one.sort))


# -- one device ------------------------------------------------------------------------------------------------------


def notes(devices: Iterable[UUID]) -> dict[UUID, list[FindingRow]]:
    """What is worth a look about each device: odd handling, a clock that is off."""
    found: dict[UUID, list[FindingRow]] = {}
    for row in FindingRow.objects.filter(subject__in=list(devices), subject_type="device", sort="note").order_by("pk"):
        found.setdefault(row.subject, []).append(row)
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """One comparison of the two clocks."""

    at: datetime
    drift: int
    adjusted: bool
    station: str


def drifts(history: History, limit: int = 12) -> list[Compared]:
    """How the clock ran, newest first."""
    compared = [one for one in history.records if one.voided is None and one["drift"] is not None]
    return [
        Compared(
            at=moment(one["at"]) or one.recorded_at,
            drift=int(one["drift"]),
            adjusted=bool(one["adjusted"]),
            station=str(one["station"] or ""),
        )
        for one in reversed(compared[-limit:])
    ]


def to_sign(actor: Actor) -> list[tuple[DeviceRow, dict[str, Any]]]:
    """Papers about devices that wait for the actor: for his signature, by name or as the keeper; or, stopped, for their author."""
    keeps = Role.KEEPER in roles_of(actor.roles)
    rows = DeviceRow.objects.filter(agency=actor.agency).exclude(waiting=[]).order_by("code")
    return [
        (row, paper)
        for row in rows
        for paper in row.waiting
        if str(actor.person) in paper["people"] or (keeps and paper["keeper"] and not paper["people"])
    ]


def twins(row: DeviceRow) -> list[DeviceRow]:
    """Other devices on the books with the same code, serial or national code."""
    same = Q(code__iexact=row.code)
    if row.serial:
        same |= Q(serial__iexact=row.serial)
    if row.gb28181:
        same |= Q(gb28181__iexact=row.gb28181)
    return list(DeviceRow.objects.filter(same, agency=row.agency).exclude(pk=row.pk).order_by("code"))
