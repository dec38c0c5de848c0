"""终止的批准：负责人已经批准启动的，不能自行终止；查明不应当继续的，写撤案审批表，报负责人批准。"""

from collections.abc import Iterator

from liuhen.regulation.asking import form_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision_papers import CASE_WITHDRAWN
from liuhen.regulation.kinds.initiation import INITIATION_APPROVAL, STOPPED
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What a head started is not stopped by its handler: withdrawing it asks a head again."""
    form = form_of(history)
    started = form.part("head") if form is not None and form.stands else None
    if started is None or any(record.stands for record in history.of(CASE_WITHDRAWN)):
        return
    for end in history.of(STOPPED):
        if not end.told and started.at.before(end.at):
            yield Fault(
                because=end,
                wrong=f"{said(started.at)} 负责人已批准启动，终止没有报批；请补办撤案审批表",
                gravity=Gravity.NONCONFORMING,
                code="alone",
            )


PROVISION = Provision(
    basis=PRACTICE("终止的批准"),
    title="批准启动的，终止也要批准",
    triggers=(STOPPED,),
    met_by=(INITIATION_APPROVAL, CASE_WITHDRAWN),
    rule=rule,
)
