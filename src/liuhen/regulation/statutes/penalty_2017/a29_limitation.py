"""第二十九条（2017年版）  违法行为在二年内未被发现的，不再给予行政处罚。"""

from liuhen.regulation.grammar import Provision
from liuhen.regulation.kinds.investigation_notes import VIOLATION
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a36_limitation as now

PROVISION = Provision(basis=PENALTY_2017(29), title="二年追责时效", triggers=(VIOLATION,), met_by=now.FOUND_BY, rule=now.rule)
