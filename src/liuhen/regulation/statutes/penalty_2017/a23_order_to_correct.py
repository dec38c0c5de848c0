"""第二十三条（2017年版）  实施行政处罚时，责令当事人改正或者限期改正违法行为。"""

from liuhen.regulation.asking import PARTY_KINDS
from liuhen.regulation.grammar import Provision
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.investigation import CORRECTION_ORDER
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a28_order_to_correct as now

PROVISION = Provision(
    basis=PENALTY_2017(23),
    title="处罚同时责令改正",
    triggers=(PENALTY_DECISION, SUMMARY_DECISION, CORRECTION_ORDER),
    met_by=PARTY_KINDS,
    rule=now.rule,
)
