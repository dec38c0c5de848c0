"""第三十九条（2017年版）  处罚决定书载明的事项。"""

from liuhen.regulation.asking import PARTY_KINDS, STARTS
from liuhen.regulation.grammar import Provision
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a59_six_items as now

PROVISION = Provision(
    basis=PENALTY_2017(39), title="决定书载明六项", triggers=(PENALTY_DECISION,), met_by=(*PARTY_KINDS, *STARTS), rule=now.rule
)
