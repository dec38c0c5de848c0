"""第三十一条  精神病人、智力残疾人不能辨认或者不能控制自己行为时违法的，不予行政处罚，责令监护人严加看管和治疗。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision import INVESTIGATION_REPORT
from liuhen.regulation.penalties import PAPERS, papers
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Who could not tell or control what he did is not punished; the report says so."""
    report = history.standing(INVESTIGATION_REPORT)
    if report is None or report.get("mental") != "none":
        return
    for paper in papers(history):
        yield Fault(
            because=paper,
            about=str(paper.get("party") or ""),
            wrong="调查终结报告认定当事人行为时不能辨认或者不能控制自己行为，不予行政处罚",
            gravity=Gravity.REVOCABLE,
            code="incapacity",
            mendable=paper.issued is None and not paper.told,
            blocks=(paper.kind.key,),
        )


PROVISION = Provision(
    basis=PENALTY_2021(31), title="不能辨认或者控制行为的不予处罚", triggers=PAPERS, met_by=(INVESTIGATION_REPORT,), rule=rule
)
