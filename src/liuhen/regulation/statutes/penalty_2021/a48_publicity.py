"""第四十八条第二款  公开的处罚决定被变更、撤销、确认违法或者无效的，三日（工作日）内撤回并公开说明理由。"""

from collections.abc import Iterator

from liuhen.regulation.calendar import working_days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.archiving import PUBLICITY, PUBLICITY_WITHDRAWN
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

DAYS = 3


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A decision that no longer stands is taken off the site it was published on."""
    for published in history.of(PUBLICITY):
        decision = history.record(published.about) if published.about else None
        if decision is None or decision.kind is not PENALTY_DECISION or decision.voided is None:
            continue
        gone = Instant.exact(decision.voided.recorded_at)
        due = terms.due(gone, working_days(DAYS))
        withdrawn = next((item for item in history.of(PUBLICITY_WITHDRAWN) if item.about in {published.id, ""}), None)
        yield Duty(
            because=published,
            about=str(decision.get("party") or ""),
            owes=PUBLICITY_WITHDRAWN,
            do="撤回公示并说明理由",
            why=f"{said(gone)} 决定作废，三个工作日到 {until(due, terms.calendar)}",
            due=due,
            met=withdrawn,
            gravity=Gravity.IRREGULAR,
            unit="working_days",
        )


PROVISION = Provision(
    basis=PENALTY_2021(48, "第二款"),
    title="决定被撤销的三个工作日内撤回公示",
    triggers=(PUBLICITY, PENALTY_DECISION),
    met_by=(PUBLICITY_WITHDRAWN,),
    rule=rule,
)
