"""第三十二条  主动消除危害后果、受胁迫或者诱骗、主动供述、有立功表现的，应当从轻或者减轻；低于法定幅度的，要有这样的情形。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision import INVESTIGATION_REPORT
from liuhen.regulation.penalties import PAPERS, WEIGHED_BY, applied, papers, range_of, said_of, yuan
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms

#: Grounds that oblige to be lighter; ``age`` belongs to article 30, ``law`` names another law.
LIGHTER = frozenset({"lighter", "mitigated", "exempt"})


def below(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A fine below the range, or left out where the clause orders one, carries its ground."""
    for paper in papers(history):
        found = applied(history, paper, terms)
        bounds = range_of(history, paper, found) if found else None
        sum_ = money(paper.get("fine"))
        if bounds is None or sum_ is None or sum_ >= bounds[0]:
            continue
        grounds = said_of(history, paper, "mitigation")
        if grounds:
            continue
        read = all(one.read for one in found)
        yield Fault(
            because=paper,
            about=str(paper.get("party") or ""),
            wrong=f"{'、'.join(one.base.penal.label for one in found)}的罚款不低于 {yuan(bounds[0])} 元，"
            f"罚款 {yuan(sum_)} 元是减轻处罚，没有写明法定情形",
            gravity=Gravity.REVOCABLE if read else Gravity.NOTE,
            code="below",
            field="mitigation",
            mendable=paper.issued is None and not paper.told,
            blocks=(paper.kind.key,) if read else (),
        )


def heeded(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Who has such a ground is dealt with more lightly."""
    report = history.standing(INVESTIGATION_REPORT)
    grounds = report.get("mitigation") if report is not None else None
    if report is not None and grounds and report.get("level") and report.get("level") not in LIGHTER:
        yield Fault(
            because=report,
            wrong="有应当从轻或者减轻处罚的情形，裁量档次没有从轻或者减轻",
            gravity=Gravity.IRREGULAR,
            code="heeded",
            field="level",
            mendable=not report.told and not report.stands,
        )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(32), key="below", title="低于幅度的写明减轻的情形", triggers=PAPERS, met_by=WEIGHED_BY, rule=below
    ),
    Provision(
        basis=PENALTY_2021(32), key="heeded", title="有法定情形的从轻或者减轻", triggers=(INVESTIGATION_REPORT,), rule=heeded
    ),
)
