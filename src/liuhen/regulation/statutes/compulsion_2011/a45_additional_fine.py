"""第四十五条  逾期不履行金钱给付义务的，可以加处罚款或者滞纳金；标准应当告知；加处的数额不得超出原来的数额。"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from liuhen.regulation.asking import as_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.enforcement import ADDITIONAL_FINE_DECISION
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.sums import money, total
from liuhen.regulation.terms import Terms


def late(decision: Record) -> Decimal | None:
    """What was late in all: the sum it began with and the instalments that fell due since; None where it is not stated."""
    base = money(decision.get("base"))
    more = (row for row in decision.get("moves") or () if isinstance(row, Mapping) and row.get("what") == "due")
    return None if base is None else base + total(row.get("amount") for row in more)


def _before(history: History, decision: Record) -> list[Record]:
    """The standing decisions on the same fine for days before those of this one; one that counts the same days anew replaces them."""
    since = as_day(decision.get("since"))
    return [
        one
        for one in history.of(ADDITIONAL_FINE_DECISION)
        if one is not decision
        and one.stands
        and (one.about, one.get("party")) == (decision.about, decision.get("party"))
        and since is not None
        and (until := as_day(one.get("until"))) is not None
        and until < since
    ]


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What is added never exceeds what was owed, by one decision or by several for days that follow one another."""
    for decision in history.of(ADDITIONAL_FINE_DECISION):
        before = _before(history, decision)
        base = max((sum_ for one in (decision, *before) if (sum_ := late(one)) is not None), default=None)
        amount = money(decision.get("amount"))
        if amount is not None:
            amount += total(one.get("amount") for one in before)
        if base is not None and amount is not None and amount > base:
            yield Fault(
                because=decision, wrong=f"加处{'合计' if before else ''} {amount} 元，超出罚款 {base} 元", gravity=Gravity.REVOCABLE, code="ceiling",
                field="amount", blocks=("additional_fine_decision",), mendable=not decision.stands,
            )  # fmt: skip


PROVISION = Provision(basis=COMPULSION_2011(45), title="加处数额不超出原数额", triggers=(ADDITIONAL_FINE_DECISION,), rule=rule)
