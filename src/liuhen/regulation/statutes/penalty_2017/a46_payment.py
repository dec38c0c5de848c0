"""第四十六条（2017年版）  当事人自收到处罚决定书之日起十五日内到指定的银行缴纳罚款。"""

from liuhen.regulation.asking import PARTY_KINDS
from liuhen.regulation.grammar import Provision
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import PAYMENT, PAYMENT_PLAN
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a67_payment as now

PROVISION = Provision(
    basis=PENALTY_2017(46),
    title="收到决定书十五日内缴纳罚款",
    triggers=(PENALTY_DECISION, PROOF_OF_SERVICE),
    met_by=(PAYMENT, PAYMENT_PLAN, *PARTY_KINDS),
    rule=now.rule,
)
