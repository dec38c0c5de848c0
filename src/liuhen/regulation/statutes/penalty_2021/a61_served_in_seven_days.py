"""第六十一条  处罚决定书宣告后当场交付；当事人不在场的，七日（工作日）内依照民事诉讼法送达。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, STARTS, name_of, parties, parties_of, untold
from liuhen.regulation.calendar import Period, working_days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import begun, made, proofs
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms

LIMIT = working_days(7)
CLOSING = ("closing_report", "closing_report.head")


def rule(history: History, terms: Terms, limit: Period = LIMIT) -> Iterator[Duty | Fault]:
    """Each decision was handed over or sent on its way within seven days; a notice published in time is in time."""
    everybody = parties(history)
    if not any(True for _ in history.of(PENALTY_DECISION)):
        yield from _alone(history)
    for decision in history.of(PENALTY_DECISION):
        if not decision.stands:
            continue
        due = terms.due(made(decision), limit)
        words = "七个工作日" if limit.unit == "working_days" else "七日"
        for party in parties_of(decision, everybody):
            first = min((begun(proof) for proof in proofs(history, decision, party)), default=None)
            yield Duty(
                because=decision,
                about=party,
                owes=PROOF_OF_SERVICE,
                do="送达处罚决定书",
                why=f"{name_of(party, everybody)}{said(made(decision))} 作出，不在场的{words}内送达，到 {until(due, terms.calendar)}",
                due=due,
                met=first,
                gates=CLOSING,
                gravity=Gravity.IRREGULAR,
                unit=limit.unit,
            )


def _alone(history: History) -> Iterator[Duty]:
    """A source that tells of the service and not of the decision; or of neither."""
    slip = next((item for item in history.of(PROOF_OF_SERVICE) if item.get("paper_kind") == PENALTY_DECISION.key), None)
    why = "来源未载决定日期，七日无从起算"
    if slip is not None:
        yield Duty(because=slip, owes=PROOF_OF_SERVICE, do="送达处罚决定书", why=why, unseen=True, gravity=Gravity.IRREGULAR)
        return
    yield from untold(history, PROOF_OF_SERVICE, "送达处罚决定书", gravity=Gravity.IRREGULAR)


PROVISION = Provision(
    basis=PENALTY_2021(61),
    title="决定书七个工作日内送达",
    triggers=(PENALTY_DECISION, PROOF_OF_SERVICE),
    met_by=(*PARTY_KINDS, *STARTS),
    rule=rule,
)
