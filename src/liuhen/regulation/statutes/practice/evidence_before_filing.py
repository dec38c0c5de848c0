"""立案前取证：线索到立案之间取得的证据常见，提示一下，不是违反（办案顺序，见第七条）。"""

from collections.abc import Iterator

from liuhen.regulation.asking import FILING_KINDS, day_of, filing_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.investigation import INTERVIEW_TRANSCRIPT
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_ITEM, EVIDENCE_LIST, EVIDENCE_NOTICE, SAMPLING
from liuhen.regulation.kinds.investigation_preservation import ADVANCE_REGISTRATION
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

EVIDENCE = (INTERVIEW_TRANSCRIPT, EVIDENCE_NOTICE, EVIDENCE_LIST, EVIDENCE_ITEM, SAMPLING, ADVANCE_REGISTRATION)


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """An inspection usually comes before the case; what else was taken before it is worth a look."""
    filed = filing_day(history)
    if filed is None:
        return
    for record in history.of(*EVIDENCE):
        if record.at.before(filed):
            days = (day_of(filed) - day_of(record.at)).days
            yield Fault(
                because=record,
                wrong=f"立案前取证：{record.kind.title} {said(record.at)}，早于立案 {said(filed)}"
                + (f" {days} 天" if days else ""),
                gravity=Gravity.NOTE,
                code="before_filing",
            )


PROVISION = Provision(
    basis=PRACTICE("立案前取证"),
    title="立案前取得的证据",
    triggers=EVIDENCE,
    met_by=FILING_KINDS,
    rule=rule,
)
