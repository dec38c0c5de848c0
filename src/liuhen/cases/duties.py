"""Duties as pages show them: clock, what to do, because of what, article, gate, button. Pure but for reading rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from liuhen.cases.clocks import Clock, Urgency, clock
from liuhen.regulation.book import Book
from liuhen.regulation.calendar import Calendar
from liuhen.regulation.when import DISTANT_FUTURE

#: What the button says, by the kind that is owed: two to six characters, a verb first (look.md).
BUTTONS = {
    "recording": "上传录像",
    "recording:notice": "上传截图",
    "recording:witness": "上传录像",
    "recording_stored": "上传录像",
    "recording_linked": "关联录像",
    "gap_explained": "说明缺口",
    "late_storage_explained": "写说明",
    "situation_note": "写说明",
    "recording_unsuitable": "记不适宜",
    "initiation_approval": "填审批表",
    "decision_approval": "填审批表",
    "inspection_approval": "填审批表",
    "preservation_approval": "填审批表",
    "extension": "填审批表",
    "stopped": "记终止",
    "complainant_told": "记告知",
    "correction_check": "记复查",
    "preservation_outcome": "起草决定",
    "advance_registration": "起草通知",
    "interview_transcript": "做笔录",
    "inspection_record": "做笔录",
    "hearing_record": "做笔录",
    "deliberation": "记讨论",
    "hearing_notice": "起草通知",
    "prior_notice": "起草告知",
    "penalty_decision": "起草决定",
    "no_penalty_decision": "起草决定",
    "investigation_report": "写终结报告",
    "legality_review": "写审核意见",
    "defence_review": "写复核意见",
    "statement_defence": "记申辩",
    "proof_of_service": "记送达",
    "payment": "记缴款",
    "performance": "记履行",
    "party_end": "记终结",
    "publicity": "记公示",
    "closing_report": "写结案报告",
    "case_file_bound": "整理案卷",
    "evidence_item": "登记证据",
    "electronic_extraction": "做笔录",
    "evidence_extract": "填提取单",
    "rights_notice": "告知权利",
    "correction_order": "责令改正",
    "service_attempt": "记送达未成",
    "whereabouts_unknown": "附证明",
    "address_confirmed": "签确认书",
    "public_notice": "起草公告",
    "appraisal_opinion": "录鉴定意见",
    "sampling_outcome": "起草通知",
    "recusal_decision": "起草决定",
    "education_record": "记教育",
    "case_transferred": "起草移送",
    "evidence_handover": "列移送清单",
    "publicity_withdrawn": "记撤回",
    "licence_acceptance": "出受理凭证",
    "licence_refused_to_accept": "出凭证",
    "licence_supplement": "写补正告知",
    "spot_correction": "记更正",
    "licence_review": "写审查意见",
    "licence_check": "做核查记录",
    "licence_decision": "起草决定",
    "licence_delivered": "记送达",
    "licence_publicity": "记公示",
    "licence_hearing_told": "起草告知",
    "licence_hearing_notice": "起草通知",
    "licence_hearing_record": "做笔录",
    "licence_period_excluded": "起草告知",
    "inspection_notice": "起草通知",
    "inspection_result": "告知结果",
    "charge_payment": "记缴款",
    "charge_refund": "记退还",
}
_BEFORE = {
    "closing_report": "结案前",
    "case_file_bound": "归档前",
    "penalty_decision": "决定前",
    "licence_decision": "决定前",
    "decision_approval": "报批前",
    "prior_notice": "告知前",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyItem:
    """One duty owed now. ``kind`` and ``part`` say what the button opens, ``about`` the record it is because of."""

    key: str
    do: str
    why: str
    label: str
    source: str
    article: str
    clock: Clock
    gate: str
    button: str
    kind: str
    part: str
    about: str
    item: str
    role: str
    level: str
    case: UUID | None = None
    missing: str = ""

    @property
    def urgent(self) -> bool:
        """Whether its row has a primary button: overdue or due within a day."""
        return self.clock.urgency in {Urgency.SOON, Urgency.OVER}


def duty_of(row: Any, now: datetime, calendar: Calendar, book: Book) -> DutyItem:
    """A finding's row as a duty on a page."""
    kind, _, part = str(row.owes).partition(".")
    return DutyItem(
        key=row.key,
        do=row.do,
        why=row.why,
        label=row.label,
        source=row.source,
        article=row.article,
        clock=clock_of(row, now, calendar),
        gate=_gate(_gates(row), book),
        button="去签" if part else BUTTONS.get(kind, "填写"),
        kind=kind,
        part=part,
        about=str(row.because),
        item=row.about,
        role=row.role,
        level=row.level,
        case=row.subject if row.subject_type == "case" else None,
        missing=row.missing,
    )


def clock_of(row: Any, now: datetime, calendar: Calendar) -> Clock:
    """What to say of the time of a finding's row; where it has none, what it must be done before."""
    return clock(row.due_lo, row.due_hi, row.unit, now, calendar, without=_without(_gates(row)))


def _gates(row: Any) -> list[str]:
    return [str(gate).split(".")[0] for gate in row.gates]


def _without(gates: list[str]) -> str:
    return next((_BEFORE[gate] for gate in gates if gate in _BEFORE), "尽快")


def _gate(gates: list[str], book: Book) -> str:
    if not gates:
        return ""
    named = next((_BEFORE[gate] for gate in gates if gate in _BEFORE), "")
    if named:
        return f"{named}须办"
    kind = book.kinds.get(gates[0])
    return f"{kind.title}前须办" if kind else ""


def urgency_key(row: Any) -> tuple[datetime, int]:
    """Most urgent first, those without a clock last."""
    return (row.due_hi or DISTANT_FUTURE, row.pk)


#: Records of which a party (or the case) needs but one: owed for several reasons, they are one deed.
ONE_DEED = frozenset(
    {
        "initiation_approval",
        "investigation_report",
        "prior_notice",
        "legality_review",
        "deliberation",
        "decision_approval",
        "penalty_decision",
        "party_end",
        "case_file_bound",
        "licence_decision",
        "licence_review",
    }
)


def once(rows: Iterable[Any]) -> list[Any]:
    """Each deed once: of the findings that ask for the same thing about the same record and party, the first stays."""
    found: dict[tuple[Any, ...], Any] = {}
    for row in rows:
        because = None if str(row.owes).partition(".")[0] in ONE_DEED else row.because
        found.setdefault((row.subject, row.owes, row.about, because), row)
    return list(found.values())


def duties(rows: Iterable[Any], now: datetime, calendar: Calendar, book: Book) -> list[DutyItem]:
    """The owed duties among finding rows, most urgent first."""
    owed = [row for row in rows if row.sort == "duty" and row.status == "owed"]
    return [duty_of(row, now, calendar, book) for row in once(sorted(owed, key=urgency_key))]
