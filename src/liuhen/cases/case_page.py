"""The case page as one frozen value, made for one reader: everything the template shows, nothing he may not see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from liuhen.access import readings
from liuhen.access.masking import mask
from liuhen.access.models import Reading
from liuhen.access.permissions import Powers, demand, powers
from liuhen.access.policy import Action
from liuhen.bureau.models import Person
from liuhen.cases import clocks, fold, next_steps
from liuhen.cases.chooser import Choice
from liuhen.cases.chooser import choices as choices_of
from liuhen.cases.duties import DutyItem, duties
from liuhen.cases.evidence import EvidenceItem, FileItem, PersonOn, evidence, files, people_on
from liuhen.cases.models import CaseRow, Waiting
from liuhen.cases.owing import Owes, owing
from liuhen.cases.stages import StageView, stage_views
from liuhen.cases.timeline import DayOf, Item, Mark, Reader, items
from liuhen.cases.timeline import days as days_of
from liuhen.register import clock, register
from liuhen.register.models import Draft, FindingRow
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation import applying
from liuhen.regulation.grammar import Stage
from liuhen.regulation.history import History
from liuhen.regulation.statutes.practice import no_penalty_list
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import end_of

NO_PENALTY_OFFERED = no_penalty_list.OFFERED.id


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseView:
    """A case for one reader. ``facts`` are the basic facts, masked for him; ``can`` what he may do; times are aware.

    ``decide`` is the clock of the decision, None once decided. ``timeline`` is oldest first; :meth:`days` parts it.
    """

    row: CaseRow
    history: History
    facts: Mapping[str, Any]
    parties: Sequence[fold.PartyFacts]
    stages: Sequence[StageView]
    timeline: Sequence[Item]
    duties: Sequence[DutyItem]
    faults: Sequence[FindingRow]
    notes: Sequence[FindingRow]
    people: Sequence[PersonOn]
    evidence: Sequence[EvidenceItem]
    files: Sequence[FileItem]
    readings: Sequence[Reading]
    drafts: Sequence[Draft]
    waiting: Sequence[Waiting]
    steps: Sequence[next_steps.Step]
    owed: Sequence[next_steps.Owed]
    owing: Sequence[Owes]
    decide: clocks.Clock | None
    now: datetime
    decide_by: date | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    can: frozenset[str] = frozenset()

    def days(self, *, newest_first: bool = True, mark: str = "", stage: str = "", late: bool = False) -> list[DayOf]:
        """The timeline under its days, narrowed to a mark, a stage, or what came in late."""
        listed = [
            item
            for item in self.timeline
            if (not mark or item.mark == mark) and (not stage or item.stage == stage) and (not late or item.late)
        ]
        return days_of(listed, self.now, newest_first=newest_first)

    def choices(self) -> dict[Stage, list[Choice]]:
        """What may be added 新增记录, by stage, what is owed and what comes next first."""
        return choices_of(fold.Reading(self.history), self.steps, self.owed, register.book(), self.row.procedure)


def case_view(actor: Actor, case: UUID, *, log: bool = True) -> CaseView:
    """The case for an actor; Http404 for one he may not see. The opening is logged unless ``log`` is False (a fragment of the page)."""
    ref = SubjectRef("case", case)
    held = demand(actor, Action.SEE, ref) or powers(actor, ref)
    if log:
        readings.reading(actor, ref, readings.Sort.OPENED)
    return _made(held, CaseRow.objects.get(pk=case), register.history(actor.agency, ref), register.terms(actor.agency))


def _made(held: Powers, row: CaseRow, history: History, terms: Terms) -> CaseView:
    actor, ref = held.actor, held.ref
    now, book, cleared = clock.now(), register.book(), held.clearance
    reading, facts = fold.Reading(history), register.facts(history)
    rows = register.findings(ref)
    parties = fold.parties(facts, reading)
    owed = [_owed(one) for one in rows if one.sort == "duty" and one.status == "owed"]
    procedure = book.procedures.by_key.get(row.procedure)
    steps = next_steps.plan(reading, [party.id for party in parties], [*owed, *_offered(rows)], procedure)
    names = _names(actor.agency, history)
    reader = Reader(clearance=cleared, people=names, parties={party.id: party.name for party in parties}, now=now)
    open_links = {entry.id for entry in register.open_links(history)}
    listed = items(history, reader, book.kinds, open_links)
    links = [record for record in history.records if record.id in open_links]
    current = Stage(row.stage)
    day = decide_by(row, history, terms)
    return CaseView(
        row=row,
        history=history,
        facts=masked_facts(facts, personal=cleared.personal),
        parties=parties,
        stages=stage_views(history.records, links, steps, rows, current=current, now=now, book=book),
        timeline=listed,
        duties=duties(rows, now, terms.calendar, book),
        faults=[one for one in rows if one.sort == "fault"],
        notes=[one for one in rows if one.sort == "note"],
        people=people_on(actor.agency, row, reading, facts, fold.local_day(now)),
        evidence=evidence(reading),
        files=files(history),
        readings=readings.of_subject(ref),
        drafts=list(Draft.objects.filter(agency=actor.agency, subject=ref.id).order_by("-saved_at")),
        waiting=list(Waiting.objects.filter(case=ref.id).order_by("since", "pk")),
        steps=steps,
        owed=owed,
        owing=owing(history, [(party.id, party.name) for party in parties], terms, fold.local_day(now)),
        decide=_clock_to(day, row, history, terms, now),
        now=now,
        decide_by=day,
        counts=_counts(listed),
        can=frozenset(action.value for action in Action if held.may(action)),
    )


def _offered(rows: Sequence[FindingRow]) -> list[next_steps.Owed]:
    """What the bureau's no-penalty list offers."""
    found = [one for one in rows if one.provision == NO_PENALTY_OFFERED]
    return [next_steps.Owed(kind=next_steps.NO_PENALTY, about="", do=one.do) for one in found]


def _owed(row: FindingRow) -> next_steps.Owed:
    return next_steps.Owed(kind=row.owes, about=str(row.because), do=row.do, party=row.about, key=row.key)


def _names(agency: UUID, history: History) -> dict[str, str]:
    """Names of the people of ours whose words or acts stand in the history."""
    wanted = {entry.author for entry in history.entries if entry.author}
    return {str(number): name for number, name in Person.objects.filter(agency=agency, id__in=wanted).values_list("id", "name")}


def masked_facts(facts: Mapping[str, Any], *, personal: bool) -> dict[str, Any]:
    """The basic facts with the parties' numbers masked for those without need."""
    shown = dict(facts)
    if not personal and isinstance(facts.get("parties"), list):
        sorts = {"id_number": "id_number", "phone": "phone"}
        shown["parties"] = [
            {key: mask(str(value), sorts[key]) if key in sorts and value else value for key, value in party.items()}
            for party in facts["parties"]
            if isinstance(party, Mapping)
        ]
    return shown


def decide_by(row: CaseRow, history: History, terms: Terms) -> date | None:
    """办案期限: until when the decision is owed; of a licence by its item's time and the bureau's own settings."""
    if row.procedure != "licence" or row.decided_at is not None or row.closed_at is not None:
        return row.decide_by
    due = applying.decide_by(history, terms)
    return fold.local_day(due.hi) if due is not None else None


def _clock_to(day: date | None, row: CaseRow, history: History, terms: Terms, now: datetime) -> clocks.Clock | None:
    if day is None:
        return None
    unit = applying.period(history, terms).unit if row.procedure == "licence" else "days"
    return clocks.clock(end_of(day), end_of(day), unit, now, terms.calendar)


def _counts(listed: Sequence[Item]) -> dict[str, int]:
    """For the tabs of the timeline."""
    counted = {mark.value: sum(item.mark == mark for item in listed) for mark in Mark}
    return {"all": len(listed), **counted, "late": sum(bool(item.late) for item in listed)}
