"""第二十六条  申请人民法院强制执行的，申请材料和执行结果全过程记录。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
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
        answers = [item for item in history.of(COURT_ANSWER) if item.about in {application.id, ""} or _through(history, item)]
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


def _through(history: History, answer: object) -> bool:
    """Whether an answer is to an objection of ours."""
    about = history.record(getattr(answer, "about", "") or "")
    return about is not None and about.kind is COURT_OBJECTION


PROVISION = Provision(
    basis=REG(26),
    title="申请法院执行的材料和结果",
    triggers=(COURT_APPLICATION,),
    met_by=(COURT_ANSWER, COURT_RESULT, COURT_OBJECTION),
    rule=rule,
)
