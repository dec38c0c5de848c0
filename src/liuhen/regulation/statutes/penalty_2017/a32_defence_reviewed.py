"""第三十二条（2017年版）  听取陈述和申辩并复核，成立的采纳；不得因申辩加重处罚。"""

from liuhen.regulation.asking import PARTY_KINDS
from liuhen.regulation.grammar import Provision
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD
from liuhen.regulation.kinds.decision_notice import DEFENCE_REVIEW, PRIOR_NOTICE, STATEMENT_DEFENCE
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a45_defence_reviewed as now

PROVISIONS = (
    Provision(
        basis=PENALTY_2017(32),
        key="reviewed",
        title="复核陈述申辩",
        triggers=(STATEMENT_DEFENCE, DEFENCE_REVIEW),
        met_by=(PENALTY_DECISION, *PARTY_KINDS),
        rule=now.reviewed,
    ),
    Provision(
        basis=PENALTY_2017(32),
        key="not_heavier",
        title="不因申辩加重处罚",
        triggers=(PENALTY_DECISION, STATEMENT_DEFENCE),
        met_by=(PRIOR_NOTICE, PROOF_OF_SERVICE, HEARING_RECORD),
        rule=now.not_heavier,
    ),
)
