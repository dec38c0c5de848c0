"""第四十二条（2017年版）  责令停产停业、吊销许可证或者执照、较大数额罚款等告知听证权利；告知后三日内提出；七日前通知；调查人员不主持。

这一版的三日、七日没有写明是工作日，按自然日计；没有写没收。较大数额以机关设定的为准，没有设定的不作判断。
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from liuhen.regulation.asking import PARTY_KINDS
from liuhen.regulation.calendar import days
from liuhen.regulation.causes import CAUSE_KINDS
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision import DECISION_APPROVAL
from liuhen.regulation.kinds.decision_hearing import HEARING_NOTICE, HEARING_RECORD, HEARING_REQUEST, HEARING_WITHDRAWN
from liuhen.regulation.kinds.decision_notice import PRIOR_NOTICE
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.people import HANDLING
from liuhen.regulation.serving import NOTICE_KINDS
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a63_hearing_right as right
from liuhen.regulation.statutes.penalty_2021 import a64_hearing_procedure as hearing
from liuhen.regulation.terms import Terms

NO_CEILING: Mapping[str, Decimal] = {}
THEN = right.Scope({"suspension": "责令停产停业", "revocation": "吊销许可证或者执照"}, (("fine", "罚款"),), NO_CEILING)
#: The hearing may be held from the seventh day after receipt on.
LIMIT = days(6)


def told(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Closing, revocation, and fines from the bureau's threshold of the day."""
    return right.told(history, terms, THEN)


def notified(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Seven calendar days."""
    return hearing.procedure(history, terms, LIMIT)


PROVISIONS = (
    Provision(
        basis=PENALTY_2017(42),
        key="told",
        title="较重处罚告知听证权利",
        triggers=(PRIOR_NOTICE,),
        met_by=(*PARTY_KINDS, *CAUSE_KINDS),
        rule=told,
    ),
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
        rule=hearing.waited,
    ),
    Provision(
        basis=PENALTY_2017(42),
        key="asked",
        title="听证在三日内提出",
        triggers=(HEARING_REQUEST,),
        met_by=(*NOTICE_KINDS, *PARTY_KINDS),
        rule=hearing.asked_in_time,
    ),
    Provision(
        basis=PENALTY_2017(42),
        key="procedure",
        title="听证七日前通知",
        triggers=(HEARING_RECORD,),
        met_by=(HEARING_NOTICE, PROOF_OF_SERVICE),
        rule=notified,
    ),
    Provision(
        basis=PENALTY_2017(42),
        key="chair",
        title="调查人员不主持听证",
        triggers=(HEARING_NOTICE, HEARING_RECORD),
        met_by=HANDLING,
        rule=hearing.chaired,
    ),
)
