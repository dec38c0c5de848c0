"""第十九条  情况紧急当场实施强制措施的，二十四小时内向负责人报告并补办批准；负责人认为不应当采取的，立即解除。"""

from collections.abc import Iterator

from liuhen.regulation.calendar import hours
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History
from liuhen.regulation.holding import about
from liuhen.regulation.kinds.measure import SEIZURE_APPROVAL, SEIZURE_DECISION
from liuhen.regulation.kinds.measure_after import SEIZURE_RELEASE
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.statutes.compulsion_2011.a18_steps import approval_of, approved_at, urgent
from liuhen.regulation.terms import Terms

LIMIT = hours(24)


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """An urgent measure is reported and approved within 24 hours of being carried out; one that a head refuses is lifted."""
    for seizure in history.of(SEIZURE_DECISION):
        form = approval_of(history, seizure)
        if not urgent(seizure, form):
            continue
        due = terms.due(seizure.at, LIMIT)
        refused = form.refused("head") if form else None
        if form is None or refused is None:
            yield Duty(
                because=seizure,
                owes=SEIZURE_APPROVAL.part("head") if form else SEIZURE_APPROVAL,
                do="补办查封、扣押的批准",
                why=f"{said(seizure.at)} 当场实施，二十四小时内报告并补办批准，到 {until(due)}",
                due=due,
                met=approved_at(history, seizure),
                role=Role.HEAD if form else Role.OFFICER,
                gates=("closing_report", "closing_report.head"),
                gravity=Gravity.REVOCABLE,
                unit="hours",
            )
            continue
        lifted = about(history, seizure, SEIZURE_RELEASE)
        yield Duty(
            because=form,
            owes=SEIZURE_RELEASE,
            do="立即解除查封、扣押",
            why=f"{said(refused.at)} 负责人认为不应当采取",
            about=seizure.id,
            met=lifted[0] if lifted else None,
            gates=("closing_report", "closing_report.head"),
            gravity=Gravity.REVOCABLE,
        )


PROVISION = Provision(
    basis=COMPULSION_2011(19),
    title="紧急实施的二十四小时内补办批准",
    triggers=(SEIZURE_DECISION,),
    met_by=(SEIZURE_APPROVAL, SEIZURE_RELEASE),
    rule=rule,
)
