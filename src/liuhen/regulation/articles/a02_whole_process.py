"""第二条  全过程记录：程序启动、调查取证、审查决定、送达执行、归档管理，以文字、音像等方式跟踪记录。

其余的含义由各条执行；这里在结案时看每个阶段是不是都有记录。
"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Kind, Provision, Stage
from liuhen.regulation.history import History
from liuhen.regulation.kinds import (
    decision,
    decision_papers,
    evidence_forms,
    execution,
    expertise,
    initiation,
    inspecting,
    investigation,
    investigation_evidence,
    investigation_preservation,
    measure,
    service,
)
from liuhen.regulation.kinds.archiving import CLOSING_REPORT
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

#: The records of each stage that show it took place.
TRACES: dict[Stage, tuple[Kind, ...]] = {
    Stage.INITIATION: (initiation.CASE_REGISTRATION, initiation.INITIATION_APPROVAL, initiation.URGENT_START),
    Stage.INVESTIGATION: (
        investigation.INSPECTION_RECORD,
        investigation.INTERVIEW_TRANSCRIPT,
        investigation_evidence.EVIDENCE_LIST,
        investigation_evidence.EVIDENCE_ITEM,
        investigation_evidence.SAMPLING,
        investigation_evidence.EVIDENCE_NOTICE,
        investigation_preservation.ADVANCE_REGISTRATION,
        evidence_forms.ELECTRONIC_EXTRACTION,
        evidence_forms.EVIDENCE_EXTRACT,
        evidence_forms.EVIDENCE_EXPLANATION,
        expertise.APPRAISAL_OPINION,
        measure.SCENE_RECORD,
        inspecting.INSPECTION_LINKED,
    ),
    Stage.DECISION: (decision.INVESTIGATION_REPORT, decision.DECISION_APPROVAL, decision_papers.PENALTY_DECISION),
    Stage.EXECUTION: (service.PROOF_OF_SERVICE, execution.PAYMENT, execution.PERFORMANCE, execution.CORRECTION_CHECK),
}


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """At closing, each stage that a penalty goes through has left a record; a case ended earlier owes what it went through."""
    closing = history.first(CLOSING_REPORT)
    if closing is None:
        return
    punished = any(record.stands for record in history.of(decision_papers.PENALTY_DECISION))
    stages = list(TRACES) if punished else [Stage.INITIATION]
    for stage in stages:
        first = min((record for record in history.of(*TRACES[stage])), key=lambda record: record.at, default=None)
        yield Duty(
            because=closing,
            owes=f"{stage.label}阶段的记录",
            do=f"补记{stage.label}阶段的记录",
            why=f"{said(closing.at)} 结案，五个阶段都应当有记录",
            met=first.at if first else None,
        )


PROVISION = Provision(
    basis=REG(2),
    title="各阶段都有记录",
    triggers=(CLOSING_REPORT,),
    met_by=tuple(kind for kinds in TRACES.values() for kind in kinds),
    rule=rule,
)
