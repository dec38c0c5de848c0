"""办案顺序：调查终结之后才告知；决定之后取得的证据不能证明决定合法。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PROCEDURE_KINDS, decides, part_duty
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision import INVESTIGATION_REPORT
from liuhen.regulation.kinds.decision_notice import PRIOR_NOTICE
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.initiation import INITIATION_APPROVAL
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_ITEM, SAMPLING
from liuhen.regulation.saying import said
from liuhen.regulation.serving import made
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

EVIDENCE = (INSPECTION_RECORD, INTERVIEW_TRANSCRIPT, SAMPLING, EVIDENCE_ITEM)


def report_first(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The investigation is concluded, with the unit's opinion, before the party is told what is proposed."""
    form = history.standing(INITIATION_APPROVAL)
    if form is None or not form.stands or not decides(history):
        return
    report = history.standing(INVESTIGATION_REPORT)
    notice = next((record for record in history.of(PRIOR_NOTICE) if record.stands), None)
    if report is not None and not report.told and report.part("unit_head") is None:
        do, why = "审签案件调查终结报告", "调查终结报告经承办机构负责人签署后告知"
        yield part_duty(form, report, "unit_head", do=do, why=why, gates=("prior_notice",), gravity=Gravity.NOTE)
        return
    yield Duty(
        because=form,
        owes=INVESTIGATION_REPORT,
        do="写案件调查终结报告",
        why="调查终结之后告知拟作出的处罚",
        due=notice.effective if notice else None,
        met=report if report is not None and report.stands else None,
        gates=("prior_notice",),
        gravity=Gravity.NOTE,
    )


def after_decision(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Evidence made after the decision does not prove it lawful."""
    decided = [made(decision) for decision in history.of(PENALTY_DECISION) if decision.stands]
    if not decided:
        return
    last = max(decided)
    for record in history.of(*EVIDENCE):
        if last.before(record.at):
            yield Fault(
                because=record,
                wrong=f"{record.kind.title} {said(record.at)}，晚于决定 {said(last)}，不能用来证明决定合法",
                gravity=Gravity.NOTE,
                code="after_decision",
            )


PROVISIONS = (
    Provision(
        basis=PRACTICE("办案顺序"),
        key="report",
        title="调查终结后告知",
        triggers=(INITIATION_APPROVAL,),
        met_by=(INVESTIGATION_REPORT, PRIOR_NOTICE, *PROCEDURE_KINDS),
        rule=report_first,
    ),
    Provision(
        basis=PRACTICE("办案顺序"),
        key="evidence",
        title="决定前取得证据",
        triggers=EVIDENCE,
        met_by=(PENALTY_DECISION,),
        rule=after_decision,
    ),
)
