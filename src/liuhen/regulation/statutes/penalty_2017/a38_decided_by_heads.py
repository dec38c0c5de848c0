"""第三十八条（2017年版）  负责人对调查结果进行审查并决定；复杂、重大并且处罚较重的集体讨论；决定之前由从事审核的人员进行审核，初次从事的有法律职业资格。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, STARTS
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision import DECISION_APPROVAL, DELIBERATION, INVESTIGATION_REPORT, LEGALITY_REVIEW
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD
from liuhen.regulation.kinds.decision_notice import DEFENCE_REVIEW, STATEMENT_DEFENCE
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.kinds.initiation import URGENT_START
from liuhen.regulation.serving import OTHER_ENDS
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a57_decided_by_heads as heads
from liuhen.regulation.statutes.penalty_2021 import a58_legality_review as review
from liuhen.regulation.terms import Terms

#: That version asked for deliberation before 较重的行政处罚; a warning alone is none.
LIGHT = frozenset({"warning"})


def deliberated(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Complex or major, and the penalty a heavier one."""
    return heads.deliberated(history, terms, light=LIGHT)


def reviewed(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Under that version every decision in the ordinary procedure was reviewed first."""
    return review.always(history)


def qualified(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Who reviews for the first time holds the legal qualification."""
    return review.qualified(history)


PROVISIONS = (
    Provision(
        basis=PENALTY_2017(38),
        key="decided",
        title="负责人审查决定",
        triggers=(INVESTIGATION_REPORT, PENALTY_DECISION, DECISION_APPROVAL),
        met_by=(PARTY_END, *OTHER_ENDS, *PARTY_KINDS, *STARTS),
        rule=heads.decided,
    ),
    Provision(
        basis=PENALTY_2017(38),
        key="deliberated",
        title="复杂、重大的集体讨论",
        triggers=(INVESTIGATION_REPORT, PENALTY_DECISION, DELIBERATION),
        met_by=(PARTY_END, *OTHER_ENDS, *PARTY_KINDS),
        rule=deliberated,
    ),
    Provision(
        basis=PENALTY_2017(38),
        key="reviewed",
        title="决定前审核",
        triggers=(INVESTIGATION_REPORT, PENALTY_DECISION, LEGALITY_REVIEW),
        met_by=(HEARING_RECORD, STATEMENT_DEFENCE, DEFENCE_REVIEW, URGENT_START, *PARTY_KINDS),
        rule=reviewed,
    ),
    Provision(
        basis=PENALTY_2017(38), key="reviewers", title="初次从事审核的有法律职业资格", triggers=(LEGALITY_REVIEW,), rule=qualified
    ),
)
