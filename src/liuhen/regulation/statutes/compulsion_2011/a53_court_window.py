"""第五十三条  当事人法定期限内不复议、不诉讼又不履行的，没有强制执行权的机关自期限届满之日起三个月内申请人民法院强制执行。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, about_party, name_of, parties
from liuhen.regulation.ending import END_KINDS, ends, paid_in_full
from liuhen.regulation.enforcing import DEMAND_KINDS, court_until, demand_received, remedies_over
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.court import COURT_APPLICATION, REMEDY_SOUGHT
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import PAYMENT, PAYMENT_PLAN
from liuhen.regulation.saying import until
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Once a demand was served in vain: to court within three months after the time for remedies; earlier is too early."""
    everybody = parties(history)
    ended, _ = ends(history)
    for decision in history.of(PENALTY_DECISION):
        if not decision.stands or not decision.get("fine"):
            continue
        for party in [str(decision.get("party"))] if decision.get("party") else list(everybody):
            over, due = remedies_over(history, party, terms), court_until(history, party, terms)
            paid = paid_in_full(decision, list(about_party(history, PAYMENT, party)))
            asked = [item for item in about_party(history, COURT_APPLICATION, party) if item.stands]
            idle = demand_received(history, party, terms) is None and not asked
            if over is None or due is None or paid or idle or (party in ended and not asked):
                continue
            yield Duty(
                because=decision,
                about=party,
                owes=COURT_APPLICATION,
                do="申请人民法院强制执行",
                why=f"{name_of(party, everybody)}没有履行的，{until(over, terms.calendar)} 起诉期限届满后三个月内申请，到 {until(due, terms.calendar)}",
                due=due,
                met=min((item.effective or item.at for item in asked), default=None),
                gravity=Gravity.REVOCABLE,
                unit="months",
            )
            for item in asked:
                if (item.effective or item.at).by(over) and not item.get("urgent"):
                    yield Fault(
                        because=item, about=party, gravity=Gravity.IRREGULAR, code="early",
                        wrong=f"起诉期限到 {until(over, terms.calendar)}，期满之前法院不受理",
                    )  # fmt: skip


PROVISION = Provision(
    basis=COMPULSION_2011(53),
    title="起诉期限届满后三个月内申请法院执行",
    triggers=(PENALTY_DECISION,),
    met_by=(*DEMAND_KINDS, REMEDY_SOUGHT, PAYMENT, PAYMENT_PLAN, COURT_APPLICATION, *END_KINDS, *PARTY_KINDS),
    rule=rule,
)
