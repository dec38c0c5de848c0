"""第四十二条  可以达成执行协议，分阶段履行；采取补救措施的可以减免加处的罚款或者滞纳金；不履行协议的恢复执行。"""

from collections.abc import Iterator
from decimal import Decimal

from liuhen.regulation.asking import about_party
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.enforcement import ADDITIONAL_FINE_DECISION, ENFORCEMENT_AGREEMENT
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What is remitted is the additional fine, never the fine, and only for a remedy that the party has taken."""
    for agreement in history.of(ENFORCEMENT_AGREEMENT):
        reduced = money(agreement.get("reduced")) or Decimal(0)
        if agreement.told or reduced <= 0:
            continue
        decided = about_party(history, ADDITIONAL_FINE_DECISION, str(agreement.get("party") or ""))
        added = sum((money(item.get("amount")) or Decimal(0) for item in decided if item.stands), Decimal(0))
        if reduced > added:
            yield Fault(
                because=agreement, wrong=f"减免 {reduced} 元，超过加处罚款 {added} 元；罚款本身不能减免", gravity=Gravity.REVOCABLE,
                code="beyond", field="reduced", mendable=True, blocks=("enforcement_agreement.head",),
            )  # fmt: skip
        if not agreement.get("remedy"):
            yield Fault(
                because=agreement, wrong="减免加处罚款，没有写明当事人采取的补救措施", gravity=Gravity.IRREGULAR,
                code="remedy", field="remedy", mendable=True,
            )  # fmt: skip


PROVISION = Provision(
    basis=COMPULSION_2011(42),
    title="执行协议只减免加处部分",
    triggers=(ENFORCEMENT_AGREEMENT,),
    met_by=(ADDITIONAL_FINE_DECISION,),
    rule=rule,
)
