"""From the history of a case to its row's values. Pure: the same history gives the same row, whoever asks and when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from liuhen.bureau.fold import day_of, number_of
from liuhen.register.prefill import FACT_KINDS
from liuhen.regulation.asking import decides, procedure_of
from liuhen.regulation.ending import last_end
from liuhen.regulation.grammar import Stage
from liuhen.regulation.history import History, Record
from liuhen.regulation.other_ends import ENDS
from liuhen.regulation.pausing import open_pause, paused_days
from liuhen.regulation.when import CST, DISTANT_PAST, Instant

#: A decision ends the review stage, one per party or for all.
DECISIONS = ("penalty_decision", "no_penalty_decision", "summary_decision")
#: The same in acts that are no penalty.
OTHER_DECISIONS = ("licence_decision", "levy_decision", "fee_notice", "act_decision")
#: What ends a case without a decision.
STOPS = ("stopped", "case_withdrawn", "case_transferred")
_DECIDING = ("investigation_report", "prior_notice", "legality_review", "deliberation", "decision_approval", "hearing_record")
_NINETY = timedelta(days=90)


class Reading:
    """A history read by kind: the records that were not voided, and those of them that stand."""

    def __init__(self, history: History) -> None:
        """``history`` of a case or clue."""
        self.history = history
        self._by_kind: dict[str, list[Record]] = {}
        for record in history.records:
            if record.voided is None:
                self._by_kind.setdefault(record.kind.key, []).append(record)

    def all(self, *kinds: str) -> list[Record]:
        """Every record of these kinds, in the order entered."""
        return [record for kind in kinds for record in self._by_kind.get(kind, ())]

    def standing(self, *kinds: str) -> list[Record]:
        """Those that stand: issued where the kind is issued, else complete."""
        return [record for record in self.all(*kinds) if record.stands]

    def everything(self) -> list[Record]:
        """Every record that was not voided and stands."""
        return [record for records in self._by_kind.values() for record in records if record.stands]

    def newest(self, *kinds: str) -> Record | None:
        """The newest that stands, else the newest."""
        found = self.standing(*kinds) or self.all(*kinds)
        return found[-1] if found else None

    def of_party(self, kind: str, party: str) -> list[Record]:
        """Those of one party, and those of no party in particular."""
        return [record for record in self.all(kind) if record["party"] in (party, None, "")]


def known(instant: Instant | None, fallback: datetime) -> datetime:
    """A point to sort and show by: the first moment of what is known, else the fallback."""
    if instant is None or instant.lo <= DISTANT_PAST:
        return fallback
    return instant.lo


@dataclass(frozen=True, kw_only=True, slots=True)
class PartyFacts:
    """One party of the case, and how its part ended, if it did."""

    id: str
    type: str
    name: str
    code: str
    representative: str
    ended: str


def parties(facts: Mapping[str, Any], reading: Reading) -> list[PartyFacts]:
    """The parties as they stand, in their order."""
    ends = {str(record["party"]): str(record["ground"] or "") for record in reading.all("party_end")}
    listed = facts.get("parties")
    return [
        PartyFacts(
            id=str(row.get("id") or f"p{number}"),
            type=str(row.get("type") or ""),
            name=str(row.get("name") or ""),
            code=str(row.get("code") or ""),
            representative=str(row.get("representative") or ""),
            ended=ends.get(str(row.get("id") or f"p{number}"), ""),
        )
        for number, row in enumerate(listed if isinstance(listed, list) else (), start=1)
        if isinstance(row, Mapping)
    ]


STAGES = (Stage.INITIATION, Stage.INVESTIGATION, Stage.DECISION, Stage.EXECUTION, Stage.ARCHIVING)


def stage_of(reading: Reading, procedure: str = "ordinary") -> Stage:
    """Where the case stands: the furthest stage that something in it has reached."""
    if procedure in ENDS and last_end(reading.history) is not None:
        return Stage.ARCHIVING
    if procedure != "ordinary":
        reached = [STAGES.index(record.kind.stage) for record in reading.everything() if record.kind.stage in STAGES]
        return STAGES[max(reached, default=0)]
    if reading.standing("closing_report", "case_file_bound") or reading.standing(*STOPS):
        return Stage.ARCHIVING
    if reading.standing(*DECISIONS):
        return Stage.EXECUTION
    if reading.all(*_DECIDING):
        return Stage.DECISION
    started = reading.all("urgent_start") or [one for one in reading.all("initiation_approval") if one.stands]
    return Stage.INVESTIGATION if started else Stage.INITIATION


def filed_on(reading: Reading) -> date | None:
    """立案之日: as the form states it; after an urgent start the earlier day rules (practice.md 3)."""
    days = [day_of(record["filed_on"]) or record.at.known_day for record in reading.standing("initiation_approval")[-1:]]
    days += [record.at.known_day for record in reading.all("urgent_start")[:1]]
    return min((day for day in days if day), default=None)


def decide_by(reading: Reading, filed: date | None) -> date | None:
    """The last day for the decision: ninety calendar days from filing, longer only by a named rule (处罚法第六十条); None while paused."""
    extended = [day for record in reading.standing("extension") if (day := day_of(record["until"]))]
    if open_pause(reading.history) is not None:
        return None
    if extended:
        return max(extended)
    return filed + _NINETY + timedelta(days=paused_days(reading.history)) if filed else None


def row_values(history: History, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a CaseRow (without id, agency, next_due, open_count). ``facts`` as ``register.facts`` reads them."""
    reading = Reading(history)
    listed = parties(facts, reading)
    officers = [one for one in facts.get("officers") or () if isinstance(one, Mapping)]
    last = history.entries[-1].recorded_at
    filed = filed_on(reading)
    decided = _first_effective(reading, *DECISIONS, *OTHER_DECISIONS, fallback=last)
    procedure = procedure_of(history)[:20]
    ended = _first_effective(reading, "closing_report", *STOPS, fallback=last) or _ended(history, procedure)
    approval, major = reading.newest("initiation_approval"), bool(facts.get("major"))
    return {
        "number": case_number(reading),
        "name": str(facts.get("name") or "")[:300],
        "act": str(facts.get("act") or "penalty")[:20],
        "procedure": procedure,
        "source": str(facts.get("source") or "")[:20],
        "cause": str(facts.get("cause") or "")[:300],
        "party_names": "、".join(party.name for party in listed)[:500],
        "unit": number_of(facts.get("unit")),
        "unit_name": str(facts.get("unit_name") or "")[:80],
        "officer_ids": officer_ids(officers),
        "officer_names": "、".join(str(one.get("name") or "") for one in officers)[:200],
        "stage": stage_of(reading, procedure).value,
        "secrecy": str(facts.get("secrecy") or "none")[:24],
        "major": major or bool(approval and approval["major"]),
        "urgent": bool(reading.all("urgent_start")),
        "partial": history.partial,
        "opened_at": opened_at(reading),
        "filed_on": filed,
        "decide_by": None if decided or ended or procedure in ENDS or not decides(history) else decide_by(reading, filed),
        "decided_at": decided,
        "closed_at": ended,
        "archived_at": _first_effective(reading, "case_file_bound", fallback=last),
        "entries": len(history),
        "last_at": last,
    }


def _ended(history: History, procedure: str) -> datetime | None:
    """When an act that is no penalty ended: it has no closing report, its last end closes it."""
    end = last_end(history) if procedure in ENDS else None
    return known(end.effective or end.at, end.recorded_at) if end is not None else None


def officer_ids(officers: Iterable[Mapping[str, Any]]) -> list[UUID]:
    """The officers who are people of ours, leading one first."""
    ranked = sorted(officers, key=lambda one: not one.get("lead"))
    return [number for one in ranked if (number := number_of(one.get("id")))]


def officers_in_turn(history: History) -> Iterator[tuple[datetime, list[UUID]]]:
    """Who was on the case from when, oldest first: so that who was taken off stays known however the rows are made."""
    for record in history.records:
        listed = record["officers"] if record.kind.key in FACT_KINDS and record.voided is None else None
        if isinstance(listed, list) and listed:
            yield record.recorded_at, officer_ids([one for one in listed if isinstance(one, Mapping)])


def opened_at(reading: Reading) -> datetime:
    """When the case began: the earliest of its start's acts as far as known, else its first entry."""
    first = reading.history.entries[0].recorded_at
    starts = reading.all("case_registration", "urgent_start", "initiation_approval", "licence_application")
    stated = [known(record.at, first) for record in starts]
    return min([*stated, first]) if stated else first


#: Whose number is the case's, the first of them that has one.
_NUMBERING = (
    "summary_decision",
    "fee_notice",
    "inspection_notice",
    "licence_refused_to_accept",
    "licence_acceptance",
    "initiation_approval",
)


def case_number(reading: Reading) -> str:
    """文号 of the start (立案, 受理, 检查通知) or of the decision made on the spot, else the one it came with; empty until it has one."""
    for record in (*reversed(reading.standing(*_NUMBERING)), *reading.all("case_registration")):
        if record.number:
            return record.number
    source = [entry for entry in reading.history.entries if entry.kind == "source_told"]
    return str(source[0].content.get("number") or source[0].content.get("source_id") or "")[:80] if source else ""


def _first_effective(reading: Reading, *kinds: str, fallback: datetime) -> datetime | None:
    moments = [known(record.effective, fallback) for record in reading.standing(*kinds)]
    return min(moments, default=None)


def clue_values(history: History) -> dict[str, Any] | None:
    """The values of a ClueRow (but its unit); None while nothing is registered. Who complained is not among them."""
    reading = Reading(history)
    registered = reading.all("complaint_registration")
    if not registered:
        return None
    first, triage = registered[0], reading.newest("clue_triage")
    linked = [entry for entry in history.entries if entry.kind == "clue_linked"]
    return {
        "received_at": known(first.at, first.recorded_at),
        "channel": str(first["channel"] or "")[:40],
        "named": bool(first["named"]),
        "accused": str(first["accused"] or "")[:200],
        "matter": str(first["matter"] or ""),
        "wants_reply": bool(first["wants_reply"]),
        "told": bool(reading.all("complainant_told")),
        "state": _clue_state(triage, linked=bool(linked)),
        "triaged_by": number_of(triage.entry.author) if triage else None,
        "case": number_of(linked[-1].content.get("case")) if linked else None,
        "registered_by": number_of(first.entry.author),
        "last_at": history.entries[-1].recorded_at,
    }


def _clue_state(triage: Record | None, *, linked: bool) -> str:
    if linked:
        return "open"
    if triage is None:
        return "new"
    return str(triage["result"] or "new") if triage.stands else "waiting"


def local_day(moment: datetime) -> date:
    """The calendar day in China of a moment."""
    return moment.astimezone(CST).date()
