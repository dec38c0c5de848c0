"""第四十四条  准予许可的，自作出决定之日起十日（工作日）内颁发、送达许可证件。"""

from collections.abc import Iterator

from liuhen.regulation.applying import standing
from liuhen.regulation.calendar import working_days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION, LICENCE_DELIVERED
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import LICENCE_2019
from liuhen.regulation.statutes.licence_2019.a40_published import granted
from liuhen.regulation.terms import Terms

DAYS = 10


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Each licence granted reaches the applicant in time."""
    for decision in granted(history):
        made = decision.effective or decision.at
        due = terms.due(made, working_days(DAYS))
        delivered = next(iter(standing(history, LICENCE_DELIVERED)), None)
        yield Duty(
            because=decision,
            owes=LICENCE_DELIVERED,
            do="送达许可证件",
            why=f"{said(made)} 准予许可，十个工作日到 {until(due, terms.calendar)}",
            due=due,
            met=delivered.at if delivered else None,
            unit="working_days",
            role=Role.RECEPTION,
            gravity=Gravity.IRREGULAR,
        )


PROVISION = Provision(
    basis=LICENCE_2019(44), title="十个工作日内送达证件", triggers=(LICENCE_DECISION,), met_by=(LICENCE_DELIVERED,), rule=rule
)
