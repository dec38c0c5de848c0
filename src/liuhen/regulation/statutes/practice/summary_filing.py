"""当场处罚几日内备案，法律没有规定：由机关设定，未设定时三日（旧的旅游规章用过三日，待核实）。"""

from collections.abc import Iterator

from liuhen.regulation.calendar import days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.handing import filing_of
from liuhen.regulation.history import History
from liuhen.regulation.kinds.summary import SUMMARY_DECISION, SUMMARY_FILING
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

DAYS = 3


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Filing within the days that the bureau allows itself."""
    for decision in history.of(SUMMARY_DECISION):
        if not decision.stands or decision.told:
            continue
        limit = int(terms.setting("summary_filing_days", default=DAYS))
        made = decision.effective or decision.at
        due = terms.due(made, days(limit))
        form = filing_of(history, decision)
        yield Duty(
            because=decision,
            owes=SUMMARY_FILING,
            do="报所属机关备案",
            why=f"{said(made)} 当场处罚，{limit} 日内备案，到 {until(due)}",
            due=due,
            met=form.submitted if form else None,
            gravity=Gravity.NOTE,
        )


PROVISION = Provision(
    basis=PRACTICE("备案期限"),
    title="当场处罚几日内备案",
    triggers=(SUMMARY_DECISION,),
    met_by=(SUMMARY_FILING,),
    rule=rule,
)
