"""第二十七条、第二十八条  期限之内作出处理决定；应当解除的及时解除，立即退还。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.holding import HOLDING_KINDS, ends, seizures, settled
from liuhen.regulation.kinds.measure import SEIZURE_DECISION
from liuhen.regulation.kinds.measure_after import SEIZURE_OUTCOME
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """What is held is dealt with, all of it, before the period ends: an outcome, or released."""
    for seizure in seizures(history):
        due = ends(history, seizure)
        yield Duty(
            because=seizure,
            owes=SEIZURE_OUTCOME,
            do="处理或者解除查封、扣押",
            why=f"{said(seizure.at)} 查封、扣押，期限到 {until(due, terms.calendar)}，期满没有处理的应当解除并退还",
            due=due,
            met=settled(history, seizure),
            gates=("closing_report", "closing_report.head"),
            gravity=Gravity.REVOCABLE,
        )


PROVISION = Provision(
    basis=COMPULSION_2011(27),
    title="查封、扣押期限内处理或者解除",
    triggers=(SEIZURE_DECISION,),
    met_by=HOLDING_KINDS,
    rule=rule,
)
