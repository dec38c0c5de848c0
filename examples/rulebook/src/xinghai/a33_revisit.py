"""第三十三条  处罚决定作出后三十日内回访当事人，制作回访记录。"""

from collections.abc import Iterator

from liuhen.regulation.calendar import days
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.saying import said
from liuhen.regulation.terms import Terms
from xinghai.kinds import REVISIT
from xinghai.sources import XINGHAI

WITHIN = 30


def revisit(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Every decision that stands owes a revisit within thirty days."""
    for decision in history.of(PENALTY_DECISION):
        made = decision.effective
        if made is not None:
            yield Duty(
                because=decision,
                owes=REVISIT,
                do="回访当事人",
                why=f"{said(made)} 作出处罚决定，{WITHIN} 日内回访",
                due=terms.due(made, days(WITHIN)),
                met=history.standing(REVISIT, about=decision) or history.standing(REVISIT),
            )


PROVISION = Provision(
    basis=XINGHAI(33),
    title="处罚决定后三十日内回访",
    triggers=(PENALTY_DECISION,),
    met_by=(REVISIT,),
    rule=revisit,
)
