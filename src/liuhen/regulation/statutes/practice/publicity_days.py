"""公示期限：处罚决定作出之日起七个工作日内公示（国办发〔2018〕118号）。"""

from collections.abc import Iterator
from datetime import date

from liuhen.regulation.asking import day_of
from liuhen.regulation.calendar import working_days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.archiving import PUBLICITY
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import made
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

DAYS = 7


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Each decision is published in time; ``publicity_days`` is the bureau's own number, 0 switches it off."""
    for decision in history.of(PENALTY_DECISION):
        if not decision.stands:
            continue
        count = int(terms.setting("publicity_days", on=day_of(made(decision)), default=DAYS))
        published = _published(history, decision)
        if not count:
            continue
        due = terms.due(made(decision), working_days(count))
        yield Duty(
            because=decision,
            about=str(decision.get("party") or ""),
            owes=PUBLICITY,
            do="公示处罚信息",
            why=f"{said(made(decision))} 作出决定，{count} 个工作日到 {until(due, terms.calendar)}",
            due=due,
            met=published.at if published else None,
            gravity=Gravity.NOTE,
            unit="working_days",
        )


def _published(history: History, decision: Record) -> Record | None:
    own = [item for item in history.of(PUBLICITY) if item.about in {decision.id, ""}]
    party = decision.get("party")
    same = [item for item in own if item.about or not item.get("party") or item.get("party") == party]
    return min(same, key=lambda item: item.at, default=None)


PROVISION = Provision(
    basis=PRACTICE("公示期限"),
    title="按期公示处罚信息",
    in_force=date(2018, 12, 5),
    triggers=(PENALTY_DECISION,),
    met_by=(PUBLICITY,),
    rule=rule,
)
