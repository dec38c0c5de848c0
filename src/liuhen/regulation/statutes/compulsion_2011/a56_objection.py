"""第五十六条、第五十八条  对不予受理、不予执行的裁定有异议的，十五日内向上一级人民法院申请复议。"""

from collections.abc import Iterator

from liuhen.regulation.calendar import days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.court import COURT_ANSWER, COURT_OBJECTION
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms

LIMIT = days(15)


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """An objection comes within fifteen days of the answer; not to object is the agency's choice, so nothing is owed."""
    for objection in history.of(COURT_OBJECTION):
        answer = history.record(objection.about) or next(
            (item for item in history.of(COURT_ANSWER) if item.get("answer") in {"not_accepted", "denied"}), None
        )
        if answer is None or answer.kind is not COURT_ANSWER:
            continue
        due = terms.due(answer.at, LIMIT)
        if objection.at.by(due) is False:
            yield Fault(
                because=objection, gravity=Gravity.IRREGULAR, code="late",
                wrong=f"{said(answer.at)} 收到裁定，十五日到 {until(due)}，{said(objection.at)} 才提出",
            )  # fmt: skip


PROVISION = Provision(
    basis=COMPULSION_2011(56),
    title="对法院裁定十五日内申请复议",
    triggers=(COURT_OBJECTION,),
    met_by=(COURT_ANSWER,),
    rule=rule,
)
