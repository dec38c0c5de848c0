"""我的工作台: what waits for one person across every case that person sees, most urgent first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from liuhen.access.models import CaseStanding, CaseVisibility
from liuhen.access.policy import roles_of
from liuhen.access.visibility import scope, visible_cases
from liuhen.bureau import queries as bureau
from liuhen.bureau.fold import number_of
from liuhen.bureau.models import Person
from liuhen.cases import clocks
from liuhen.cases.duties import DutyItem, duty_of, once
from liuhen.cases.listing import said
from liuhen.cases.models import CaseRow, ClueRow, Waiting
from liuhen.register import clock, register
from liuhen.register.models import Draft, FindingRow
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Label, Role
from liuhen.regulation.when import CST, end_of

MOST = 100  # rows of one list, the most urgent; whoever has more is shown these and told so


class Group(Label):
    """How the desk parts its duties."""

    OVER = "over", "逾期"
    SOON = "soon", "24 小时内"
    WEEK = "week", "本周"
    LATER = "later", "以后"


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskDuty:
    """A duty with the case it belongs to."""

    duty: DutyItem
    case: CaseRow
    group: Group


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskPaper:
    """A record that waits for this person: for an opinion (待批), a signature, or mending after it was returned."""

    waiting: Waiting
    case: CaseRow
    title: str
    part: str
    since: str
    author: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskDraft:
    """A draft of this person's, with its case where it has one."""

    draft: Draft
    title: str
    case: CaseRow | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Worklist:
    """The desk. ``counts`` are said as on its tabs; the lists hold at most ``MOST`` rows."""

    duties: list[DeskDuty] = field(default_factory=list)
    approvals: list[DeskPaper] = field(default_factory=list)
    signatures: list[DeskPaper] = field(default_factory=list)
    returned: list[DeskPaper] = field(default_factory=list)
    drafts: list[DeskDraft] = field(default_factory=list)
    clues: list[ClueRow] = field(default_factory=list)
    my_cases: int = 0
    counts: dict[str, str] = field(default_factory=dict)

    def grouped(self) -> list[tuple[Group, list[DeskDuty]]]:
        """The duties by how urgent they are; empty groups are left out."""
        parts = [(group, [item for item in self.duties if item.group == group]) for group in Group]
        return [(group, items) for group, items in parts if items]


def worklist(actor: Actor) -> Worklist:
    """Everything that waits for an actor now."""
    now = clock.now()
    findings, papers, drafts = _owed(actor), _papers(actor), _drafts(actor)
    wanted = {row.subject for row in findings} | {row.case for row in papers}
    drafted = [draft.subject for draft in drafts if draft.subject_type == "case"]
    wanted |= set(visible_cases(actor).filter(case__in=drafted).values_list("case", flat=True))
    cases = CaseRow.objects.in_bulk(wanted)
    kinds, calendar = register.book(), register.terms(actor.agency).calendar
    duties = [_desk_duty(duty_of(row, now, calendar, kinds), cases[row.subject], now) for row in findings if row.subject in cases]
    authors = _names(papers)
    mine = [_desk_paper(row, cases[row.case], authors, now) for row in papers if row.case in cases]
    found = Worklist(
        duties=duties,
        approvals=[item for item in mine if item.waiting.opinion and not item.waiting.returned],
        signatures=[item for item in mine if not item.waiting.opinion and not item.waiting.returned],
        returned=[item for item in mine if item.waiting.returned],
        drafts=[_desk_draft(draft, cases.get(draft.subject)) for draft in drafts],
        clues=_clues(actor),
        my_cases=CaseVisibility.objects.filter(person=actor.person, withdrawn_at__isnull=True, active=True).count(),
    )
    found.counts.update(
        {
            "duties": _said(len(found.duties)),
            "approvals": _said(len(found.approvals)),
            "signatures": _said(len(found.signatures) + len(found.returned)),
            "drafts": _said(len(found.drafts)),
            "cases": said(found.my_cases),
        }
    )
    return found


def _said(listed: int) -> str:
    """A count of a list that may have been cut."""
    return f"{MOST}+" if listed >= MOST else said(listed)


def _mine(actor: Actor) -> "QuerySet[CaseVisibility, UUID]":
    """The open cases that name the actor."""
    rows = CaseVisibility.objects.filter(person=actor.person, active=True, withdrawn_at__isnull=True)
    return rows.values_list("case", flat=True)


def _owed(actor: Actor) -> list[FindingRow]:
    """Open duties: an officer's of the cases that name him, a unit head's of the unit's, those of a role that serves the whole bureau."""
    roles = roles_of(actor.roles)
    owed = FindingRow.objects.filter(agency=actor.agency, status="owed", sort="duty", subject_type="case")
    found: dict[int, FindingRow] = {}
    for rows in _branches(actor, roles, owed):
        found |= {row.pk: row for row in rows.order_by("due_hi", "pk")[:MOST]}
    ordered = sorted(found.values(), key=lambda row: (row.due_hi is None, row.due_hi or clock.now(), row.pk))
    return once(ordered)[:MOST]


def _branches(actor: Actor, roles: frozenset[Role], owed: "QuerySet[FindingRow]") -> Iterable["QuerySet[FindingRow]"]:
    if roles & {Role.OFFICER, Role.UNIT_HEAD}:
        # asked as a list: a handful of ids, so that the index by subject is walked and not every open duty of the bureau
        yield owed.filter(subject__in=list(_mine(actor)), role__in=[Role.OFFICER.value, Role.RECEPTION.value])
    unit = number_of(actor.unit)
    if Role.UNIT_HEAD in roles and unit:
        cases = CaseStanding.objects.filter(unit=unit, active=True).values_list("case", flat=True)
        yield owed.filter(subject__in=list(cases), role=Role.UNIT_HEAD.value)
    serving = roles & {Role.LEGAL, Role.HEAD, Role.ARCHIVIST, Role.RECEPTION}
    if serving:
        theirs = owed.filter(role__in=[role.value for role in serving])
        # an archivist sees a case once it is closed, a clerk what is dealt with at the counter: what cannot be opened is no work yet
        yield theirs if scope(actor).everything else theirs.filter(subject__in=visible_cases(actor).values("case"))


def _papers(actor: Actor) -> list[Waiting]:
    """Records that wait for the actor: by name, or by a role that covers the case; none of a case he does not see."""
    roles, unit = roles_of(actor.roles), number_of(actor.unit)
    serving = [role.value for role in roles & {Role.LEGAL, Role.HEAD, Role.ARCHIVIST}]
    mine = list(_mine(actor)) if roles & {Role.OFFICER, Role.UNIT_HEAD} else []
    condition = Q(person=actor.person) if serving else Q(person=actor.person, case__in=mine)
    if mine:
        condition |= Q(role=Role.OFFICER.value, case__in=mine)
    if Role.UNIT_HEAD in roles and unit:
        condition |= Q(role=Role.UNIT_HEAD.value, unit=unit)
    if serving:
        condition |= Q(role__in=serving)
    rows = list(Waiting.objects.filter(condition, agency=actor.agency).order_by("since", "pk")[: 2 * MOST])
    if Role.HEAD in roles:
        division = bureau.division(actor.agency)
        heads = Role.HEAD.value
        rows = [row for row in rows if row.role != heads or actor.person in division.approvers(row.kind, row.unit)]
    return rows[:MOST]


def _names(papers: Sequence[Waiting]) -> dict[UUID, str]:
    wanted = {row.author for row in papers if row.author}
    return dict(Person.objects.filter(id__in=wanted).values_list("id", "name")) if wanted else {}


def _drafts(actor: Actor) -> list[Draft]:
    return list(Draft.objects.filter(agency=actor.agency, author=actor.person).order_by("-saved_at")[:MOST])


def _clues(actor: Actor) -> list[ClueRow]:
    """Clues still to be dealt with, for those who deal with them, and those to be opened, for the officers of the unit; oldest first."""
    roles, unit = roles_of(actor.roles), number_of(actor.unit)
    rows = ClueRow.objects.filter(agency=actor.agency).order_by("received_at")
    if Role.RECEPTION in roles:
        return list(rows.filter(state__in=["new", "waiting"])[:MOST])
    found = (
        list(rows.filter(Q(unit=unit) | Q(unit__isnull=True), state__in=["new", "waiting"])[:MOST])
        if Role.UNIT_HEAD in roles
        else []
    )
    if unit and roles & {Role.OFFICER, Role.UNIT_HEAD}:
        found += list(rows.filter(unit=unit, state="open", case__isnull=True)[:MOST])
    return found


def _desk_duty(duty: DutyItem, case: CaseRow, now: datetime) -> DeskDuty:
    return DeskDuty(duty=duty, case=case, group=_group(duty, now))


def _group(duty: DutyItem, now: datetime) -> Group:
    if duty.clock.urgency == clocks.Urgency.OVER:
        return Group.OVER
    if duty.clock.urgency == clocks.Urgency.SOON:
        return Group.SOON
    if duty.clock.iso and datetime.fromisoformat(duty.clock.iso) <= _sunday(now):
        return Group.WEEK
    return Group.LATER


def _sunday(now: datetime) -> datetime:
    day = now.astimezone(CST).date()
    return end_of(day + timedelta(days=6 - day.weekday()))


def _desk_paper(row: Waiting, case: CaseRow, authors: dict[UUID, str], now: datetime) -> DeskPaper:
    kind = register.book().kinds.get(row.kind)
    named = next((part.title for part in kind.parts if part.key == row.part), "") if kind else ""
    return DeskPaper(
        waiting=row,
        case=case,
        title=kind.title if kind else row.kind,
        part="已退回，请改后重新送签" if row.returned else named,
        since=clocks.moment(row.since, now),
        author=authors.get(row.author, "") if row.author else "",
    )


def _desk_draft(draft: Draft, case: CaseRow | None) -> DeskDraft:
    kind = register.book().kinds.get(draft.kind)
    return DeskDraft(draft=draft, title=kind.title if kind else draft.kind, case=case)


def waiting_for(actor: Actor, record: UUID) -> list[dict[str, Any]]:
    """What a record waits for from this actor now: part and item, for the page of the paper."""
    return [{"part": row.part, "about": row.about} for row in _papers(actor) if row.record == record]
