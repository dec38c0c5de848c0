"""第三十七条（2017年版）  调查、检查时执法人员不少于两人，出示证件；先行登记保存经负责人批准，七日内处理。

这一版的七日没有写明是工作日，按自然日计。
"""

from collections.abc import Iterator

from liuhen.regulation.calendar import days
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_ITEM
from liuhen.regulation.kinds.investigation_preservation import ADVANCE_REGISTRATION, PRESERVATION_APPROVAL, PRESERVATION_OUTCOME
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a42_two_officers as officers
from liuhen.regulation.statutes.penalty_2021 import a55_certificates_shown as certificates
from liuhen.regulation.statutes.penalty_2021 import a56_advance_registration as preservation
from liuhen.regulation.terms import Terms

LIMIT = days(7)


def two(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Inquiry and inspection take two; that version did not ask it of a penalty on the spot."""
    return officers.two_officers(history, terms, officers.ACTS)


def decided(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Seven calendar days."""
    return preservation.decided(history, terms, LIMIT)


PROVISIONS = (
    Provision(
        basis=PENALTY_2017(37),
        key="two",
        title="执法人员不少于两人",
        triggers=(*officers.ACTS, EVIDENCE_ITEM),
        rule=two,
    ),
    Provision(
        basis=PENALTY_2017(37), key="shown", title="调查、检查时出示证件", triggers=certificates.ACTS, rule=certificates.rule
    ),
    Provision(
        basis=PENALTY_2017(37),
        key="approved",
        title="先行登记保存先经批准",
        triggers=(ADVANCE_REGISTRATION,),
        met_by=(PRESERVATION_APPROVAL,),
        rule=preservation.approved,
    ),
    Provision(
        basis=PENALTY_2017(37),
        key="decided",
        title="登记保存后七日内处理",
        triggers=(ADVANCE_REGISTRATION,),
        met_by=(PRESERVATION_OUTCOME,),
        rule=decided,
    ),
)
