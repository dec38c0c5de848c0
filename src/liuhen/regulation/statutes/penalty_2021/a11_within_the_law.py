"""第十一条  法律已有处罚规定的，行政法规须在法律规定的行为、种类和幅度之内：同一行为先用法律。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.penalties import PAPERS, WEIGHED_BY, applied, papers
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A warning where a paper rests on a clause that a law goes before (trap T3); it stops nothing."""
    for paper in papers(history):
        for one in applied(history, paper, terms):
            if one.base.displaced:
                yield Fault(
                    because=paper,
                    about=str(paper.get("party") or ""),
                    wrong=f"引的是{one.base.penal.label}：{one.base.displaced}，应当用{one.violation.base.penal.label}",
                    gravity=Gravity.REVOCABLE,
                    code="displaced",
                    field="basis",
                    mendable=paper.issued is None and not paper.told,
                )


PROVISION = Provision(basis=PENALTY_2021(11), title="法律已有规定的先用法律", triggers=PAPERS, met_by=WEIGHED_BY, rule=rule)
