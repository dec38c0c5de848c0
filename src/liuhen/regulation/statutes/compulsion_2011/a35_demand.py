"""第三十五条、第三十七条  强制执行决定之前书面催告，载明期限、方式、金额、陈述申辩权；经催告逾期仍不履行的才可以决定，有证据证明转移、隐匿财物的除外。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, name_of, parties, parties_of
from liuhen.regulation.enforcing import DEMAND_KINDS, demand_over, demand_received
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.enforcement import DEMAND_NOTICE, ENFORCEMENT_DECISION
from liuhen.regulation.saying import until
from liuhen.regulation.serving import made, precedes
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms

_ITEMS = (("days", "履行期限"), ("way", "履行方式"))


def waits(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The decision to enforce comes after a demand was served and its time ran out, unless things are being hidden."""
    everybody = parties(history)
    for decision in history.of(ENFORCEMENT_DECISION):
        for party in parties_of(decision, everybody):
            received, over = demand_received(history, party, terms), demand_over(history, party, terms)
            yield Duty(
                because=decision,
                about=party,
                owes=DEMAND_NOTICE,
                do="催告并送达",
                why=f"{name_of(party, everybody)}强制执行决定之前应当书面催告",
                due=made(decision),
                met=received,
                gates=("enforcement_decision", "enforcement_decision.head"),
                gravity=Gravity.REVOCABLE,
            )
            if over is not None and not decision.get("immediate") and _too_early(decision, over):
                yield Fault(
                    because=decision,
                    about=party,
                    wrong=f"催告的履行期限到 {until(over, terms.calendar)}，期满之前不能作出强制执行决定",
                    gravity=Gravity.REVOCABLE,
                    code="early",
                    blocks=("enforcement_decision",),
                )


def _too_early(decision: Record, over: object) -> bool:
    return precedes(over, made(decision)) is False  # type: ignore[arg-type]


def items(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The demand states the time, the way and, for money, the exact sum."""
    for demand in history.of(DEMAND_NOTICE):
        if demand.told:
            continue
        missing = [title for key, title in _ITEMS if not demand.get(key)]
        if demand.get("sum_due") and not demand.get("fine"):
            missing.append("明确的金额")
        if missing:
            yield Fault(
                because=demand, wrong=f"催告书缺{'、'.join(missing)}", gravity=Gravity.IRREGULAR, code="items", mendable=True,
                blocks=("demand_notice",),
            )  # fmt: skip


PROVISIONS = (
    Provision(
        basis=COMPULSION_2011(35), key="waits", title="强制执行决定之前催告",
        triggers=(ENFORCEMENT_DECISION,), met_by=(*DEMAND_KINDS, *PARTY_KINDS), rule=waits,
    ),
    Provision(basis=COMPULSION_2011(35), key="items", title="催告书载明的事项", triggers=(DEMAND_NOTICE,), rule=items),
)  # fmt: skip
