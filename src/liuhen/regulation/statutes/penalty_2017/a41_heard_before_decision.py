"""第四十一条（2017年版）  没有告知或者拒绝听取陈述、申辩的，处罚决定不能成立；当事人放弃的除外。"""

from liuhen.regulation.asking import PARTY_KINDS
from liuhen.regulation.grammar import Provision
from liuhen.regulation.kinds.decision import DECISION_APPROVAL
from liuhen.regulation.kinds.decision_notice import STATEMENT_DEFENCE
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.serving import NOTICE_KINDS
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a62_heard_before_decision as now

PROVISION = Provision(
    basis=PENALTY_2017(41),
    title="听取陈述申辩后决定",
    triggers=(*NOTICE_KINDS, PENALTY_DECISION, DECISION_APPROVAL),
    met_by=(STATEMENT_DEFENCE, *PARTY_KINDS),
    rule=now.rule,
)
