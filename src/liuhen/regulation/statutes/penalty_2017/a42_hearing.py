"""第四十二条（2017年版）  责令停产停业、吊销、较大数额罚款等告知听证权利；告知后三日内提出。"""

from liuhen.regulation.asking import PARTY_KINDS
from liuhen.regulation.grammar import Provision
from liuhen.regulation.kinds.decision import DECISION_APPROVAL
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD, HEARING_REQUEST, HEARING_WITHDRAWN
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.serving import NOTICE_KINDS
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a63_hearing_right as right
from liuhen.regulation.statutes.penalty_2021 import a64_hearing_procedure as procedure

PROVISIONS = (
    Provision(
        basis=PENALTY_2017(42),
        key="held",
        title="要求听证的组织听证",
        triggers=(HEARING_REQUEST,),
        met_by=(HEARING_RECORD, HEARING_WITHDRAWN, *PARTY_KINDS),
        rule=right.held,
    ),
    Provision(
        basis=PENALTY_2017(42),
        key="waited",
        title="听证申请期限届满后决定",
        triggers=(*NOTICE_KINDS, PENALTY_DECISION, DECISION_APPROVAL),
        met_by=PARTY_KINDS,
        rule=procedure.waited,
    ),
)
