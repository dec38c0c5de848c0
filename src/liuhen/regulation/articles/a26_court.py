"""第二十六条  申请人民法院强制执行的，申请材料和执行结果全过程记录。"""

from collections.abc import Iterator

from liuhen.regulation.asking import concerns
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.court import COURT_ANSWER, COURT_APPLICATION, COURT_OBJECTION, COURT_RESULT
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

CLOSING = ("closing_report", "closing_report.head")
#: Answers after which nothing more is to be expected of the court, unless an objection is raised.
NO = frozenset({"not_accepted", "denied"})


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each application has the court's answer and, where granted, the result, before the case is closed."""
    for application in history.of(COURT_APPLICATION):
        if not application.stands:
            continue
        party = str(application.get("party") or "")
        answers = [item for item in history.of(COURT_ANSWER) if _to(history, item, application)]
        results = [item for item in history.of(COURT_RESULT) if not item.get("party") or item.get("party") == party or not party]
        known = answers or results
        yield Duty(
            because=application,
            about=party,
            owes=COURT_ANSWER,
            do="登记法院受理、裁定情况",
            why=f"{said(application.effective or application.at)} 申请，法院的答复附卷",
            met=known[0] if known else None,
            gates=CLOSING,
        )
        refused = bool(answers) and answers[-1].get("answer") in NO
        if answers and not refused:
            yield Duty(
                because=application,
                about=party,
                owes=COURT_RESULT,
                do="登记法院执行结果",
                why="法院已经受理，执行结果要有记录",
                met=results[0] if results else None,
                gates=CLOSING,
            )


def _to(history: History, answer: Record, application: Record) -> bool:
    """Whether an answer is to this application, directly or to an objection to an earlier answer; one that names none, by its party."""
    if not answer.about:
        return concerns(answer, str(application.get("party") or ""))
    about: Record | None = answer
    while about is not None and about.kind is not COURT_APPLICATION:
        about = history.record(about.about) if about.about else None
    return about is not None and about.id == application.id


PROVISION = Provision(
    basis=REG(26),
    title="申请法院执行的材料和结果",
    triggers=(COURT_APPLICATION,),
    met_by=(COURT_ANSWER, COURT_RESULT, COURT_OBJECTION),
    rule=rule,
)
