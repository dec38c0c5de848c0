"""第七十四条  除依法应当销毁的以外，没收的物品公开拍卖或者按国家有关规定处理；拍卖的款项全部上缴国库。"""

from collections.abc import Iterator

from liuhen.regulation.asking import as_day, day_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.disposal import CONFISCATED_GOODS
from liuhen.regulation.saying import said
from liuhen.regulation.serving import made
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms


def after_decision(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Goods are dealt with only once a decision has confiscated them; a partial source that tells no decision is no fault."""
    for disposal in history.of(CONFISCATED_GOODS):
        decisions = [one for one in history.of(PENALTY_DECISION) if one.stands and _same(one, disposal)]
        if not decisions and (history.partial or disposal.told):
            continue
        if not decisions or all(_earlier(disposal, one) for one in decisions):
            yield Fault(
                because=disposal,
                wrong=f"{said(disposal.at)} 处理没收的物品，此前没有作出没收的决定",
                gravity=Gravity.REVOCABLE,
                code="before_decision",
            )


def _earlier(disposal: Record, decision: Record) -> bool:
    """By the day that the record states, since it is written up afterwards; by its own moment where it states none."""
    stated = as_day(disposal.get("at"))
    return disposal.at.before(made(decision)) or (stated is not None and stated < day_of(made(decision)))


def _same(decision: Record, disposal: Record) -> bool:
    """Whether a decision speaks to the party whose goods were dealt with."""
    return disposal.get("party") in {decision.get("party"), None, ""} or not decision.get("party")


def proceeds(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What the auction brought goes to the treasury whole; an amount not yet stated is no fault."""
    for disposal in history.of(CONFISCATED_GOODS):
        brought, paid = money(disposal.get("proceeds")), money(disposal.get("paid_in"))
        if brought is None or not brought:
            continue
        if paid is not None and paid < brought:
            yield Fault(
                because=disposal,
                wrong=f"拍卖款 {brought} 元，只上缴国库 {paid} 元，应当全部上缴",
                gravity=Gravity.NONCONFORMING,
                code="kept",
                field="paid_in",
                mendable=not disposal.told,
            )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(74),
        key="after",
        title="没收物品在决定之后处理",
        triggers=(CONFISCATED_GOODS,),
        met_by=(PENALTY_DECISION,),
        rule=after_decision,
    ),
    Provision(basis=PENALTY_2021(74), key="proceeds", title="拍卖款项全部上缴国库", triggers=(CONFISCATED_GOODS,), rule=proceeds),
)
