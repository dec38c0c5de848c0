"""第三十六条  当事人收到催告书后提出的事实、理由、证据应当记录、复核，成立的采纳。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.enforcement import DEMAND_ANSWER
from liuhen.regulation.saying import said
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms

GATES = ("enforcement_decision", "court_application", "substitute_decision")


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Every point of the answer is reviewed, with reasons, before force is decided on or the court is asked."""
    for answer in history.of(DEMAND_ANSWER):
        if answer.told:
            continue
        points = [point for point in answer.get("points") or () if isinstance(point, dict)]
        open_points = [point for point in points if not point.get("adopted") or not point.get("reason")]
        view = answer.part("unit_head")
        yield Duty(
            because=answer,
            owes=DEMAND_ANSWER.part("unit_head"),
            do="复核催告后的陈述申辩",
            why=f"{said(answer.at)} 提出 {len(points)} 点"
            + (f"，还有 {len(open_points)} 点没有复核结果和理由" if open_points else ""),
            met=None if open_points else view,
            gates=GATES,
            gravity=Gravity.REVOCABLE,
        )


PROVISION = Provision(basis=COMPULSION_2011(36), title="记录、复核催告后的陈述申辩", triggers=(DEMAND_ANSWER,), rule=rule)
