"""第三十一条（2017年版）  作出处罚决定之前，告知事实、理由及依据，和依法享有的权利。"""

from liuhen.regulation.asking import PARTY_KINDS, STARTS
from liuhen.regulation.grammar import Provision
from liuhen.regulation.kinds.decision import INVESTIGATION_REPORT
from liuhen.regulation.kinds.decision_notice import PRIOR_NOTICE
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.serving import OTHER_ENDS
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a44_told_before_decision as now

PROVISION = Provision(
    basis=PENALTY_2017(31),
    title="决定前告知",
    triggers=(INVESTIGATION_REPORT, PENALTY_DECISION, PRIOR_NOTICE, PROOF_OF_SERVICE),
    met_by=(*OTHER_ENDS, PARTY_END, *PARTY_KINDS, *STARTS),
    rule=now.told,
)
