"""第二十三条  只限于涉案的场所、设施、财物；不得查封、扣押生活必需品，不得重复查封。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.measure import SEIZURE_DECISION
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms

_WRONG = (
    ("livelihood", "含有当事人及其所扶养家属的生活必需品，不得查封、扣押"),
    ("sealed_elsewhere", "已被其他机关依法查封，不得重复查封"),
)


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Neither the necessities of life nor what another body has sealed."""
    for seizure in history.of(SEIZURE_DECISION):
        for key, wrong in _WRONG:
            if seizure.get(key):
                yield Fault(
                    because=seizure, wrong=wrong, gravity=Gravity.REVOCABLE, code=key, field=key,
                    blocks=("seizure_decision",), mendable=True,
                )  # fmt: skip


PROVISION = Provision(basis=COMPULSION_2011(23), title="不得查封、扣押的财物", triggers=(SEIZURE_DECISION,), rule=rule)
