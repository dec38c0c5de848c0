"""第七条  情况紧急先行启动的，启动后十二小时内补报审批表（《制度》为二十四小时）。"""

from collections.abc import Iterator

from liuhen.regulation.asking import form_of
from liuhen.regulation.calendar import hours
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.initiation import INITIATION_APPROVAL, URGENT_START
from liuhen.regulation.saying import said
from liuhen.regulation.terms import Terms
from xinghai.sources import XINGHAI

URGENT_HOURS = 12


def urgent(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Each urgent start owes the form within twelve hours."""
    for start in history.of(URGENT_START):
        form = form_of(history, start)
        yield Duty(
            because=start,
            owes=INITIATION_APPROVAL,
            do="补报程序启动审批表",
            why=f"{said(start.at)} 紧急先行启动，启动后 {URGENT_HOURS} 小时内补报",
            due=terms.due(start.at, hours(URGENT_HOURS)),
            met=form.submitted if form else None,
            unit="hours",
            gates=("prior_notice", "penalty_decision"),
        )


PROVISION = Provision(
    basis=XINGHAI(7),
    key="urgent",
    title="紧急先行启动，十二小时内补报",
    triggers=(URGENT_START,),
    met_by=(INITIATION_APPROVAL,),
    rule=urgent,
)
