"""许可公示期限：许可决定作出之日起七个工作日内公示（国办发〔2018〕118号）。"""

from collections.abc import Iterator
from datetime import date

from liuhen.regulation.asking import day_of
from liuhen.regulation.calendar import working_days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION, LICENCE_PUBLICITY
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.statutes.licence_2019.a40_published import granted, published
from liuhen.regulation.terms import Terms

DAYS = 7


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Each licence granted is published in time; ``licence_publicity_days`` is the bureau's own number, 0 switches it off."""
    for decision in granted(history):
        made = decision.effective or decision.at
        count = int(terms.setting("licence_publicity_days", on=day_of(made), default=DAYS))
        if not count:
            continue
        due = terms.due(made, working_days(count))
        yield Duty(
            because=decision,
            owes=LICENCE_PUBLICITY,
            do="公示许可决定",
            why=f"{said(made)} 准予许可，{count} 个工作日到 {until(due, terms.calendar)}",
            due=due,
            met=published(history, decision),
            gravity=Gravity.NOTE,
            unit="working_days",
        )


PROVISION = Provision(
    basis=PRACTICE("许可公示期限"),
    title="按期公示许可决定",
    in_force=date(2018, 12, 5),
    triggers=(LICENCE_DECISION,),
    met_by=(LICENCE_PUBLICITY,),
    rule=rule,
)
