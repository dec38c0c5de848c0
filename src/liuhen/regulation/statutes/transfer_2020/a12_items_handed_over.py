"""第十二条  公安机关决定立案的，自接到立案通知书之日起三日内移交涉案物品和有关材料，并办结交接手续。"""

from collections.abc import Iterator

from liuhen.regulation.calendar import days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.assistance import TRANSFER_ANSWER
from liuhen.regulation.kinds.evidence_forms import EVIDENCE_HANDOVER
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import TRANSFER_2001, TRANSFER_2020
from liuhen.regulation.terms import Terms

LIMIT = days(3)


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """From the police's notice that they opened a case on, what belongs to it is handed over with signatures."""
    for answer in history.of(TRANSFER_ANSWER):
        if answer.get("result") != "filed" or not answer.get("items"):
            continue
        due = terms.due(answer.at, LIMIT)
        given = _given(history, answer)
        yield Duty(
            because=answer,
            owes=EVIDENCE_HANDOVER,
            do="移交涉案物品和材料",
            why=f"{said(answer.at)} 接到立案通知书，三日到 {until(due)}",
            due=due,
            met=given.at if given else None,
            unseen=answer.told and given is None,
            gravity=Gravity.IRREGULAR,
        )


def _given(history: History, answer: Record) -> Record | None:
    found = [item for item in history.of(EVIDENCE_HANDOVER) if item.stands and item.about in {answer.about, ""}]
    return min((item for item in found if item.at.before(answer.at) is not True), key=lambda item: item.at, default=None)


PROVISIONS = tuple(
    Provision(
        basis=source(12),
        title="公安机关立案后三日内移交物品",
        triggers=(TRANSFER_ANSWER,),
        met_by=(EVIDENCE_HANDOVER,),
        rule=rule,
    )
    for source in (TRANSFER_2020, TRANSFER_2001)
)
