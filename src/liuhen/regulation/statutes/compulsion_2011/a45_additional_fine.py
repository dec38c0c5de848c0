"""第四十五条  逾期不履行金钱给付义务的，可以加处罚款或者滞纳金；标准应当告知；加处的数额不得超出原来的数额。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.enforcement import ADDITIONAL_FINE_DECISION
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What is added never exceeds what was owed."""
    for decision in history.of(ADDITIONAL_FINE_DECISION):
        base, amount = money(decision.get("base")), money(decision.get("amount"))
        if base is not None and amount is not None and amount > base:
            yield Fault(
                because=decision, wrong=f"加处 {amount} 元，超出罚款 {base} 元", gravity=Gravity.REVOCABLE, code="ceiling",
                field="amount", blocks=("additional_fine_decision",), mendable=not decision.stands,
            )  # fmt: skip


PROVISION = Provision(basis=COMPULSION_2011(45), title="加处数额不超出原数额", triggers=(ADDITIONAL_FINE_DECISION,), rule=rule)
