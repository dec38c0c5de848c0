"""第四十条  准予行政许可的决定应当公开，公众有权查阅。几日之内公开，见办案惯例。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION, LICENCE_PUBLICITY
from liuhen.regulation.saying import said
from liuhen.regulation.sources import LICENCE_2019
from liuhen.regulation.terms import Terms


def granted(history: History) -> Iterator[Record]:
    """The standing decisions that grant a licence."""
    return (record for record in history.of(LICENCE_DECISION) if record.stands and record.get("result") == "grant")


def published(history: History, decision: Record) -> Record | None:
    """The first publication of a decision."""
    mine = (record for record in history.of(LICENCE_PUBLICITY) if record.about in {decision.id, ""})
    return min(mine, key=lambda record: record.at, default=None)


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each licence granted is made public."""
    for decision in granted(history):
        yield Duty(
            because=decision,
            owes=LICENCE_PUBLICITY,
            do="公开许可决定",
            why=f"{said(decision.effective or decision.at)} 准予许可，决定应当公开",
            met=published(history, decision),
            gravity=Gravity.IRREGULAR,
        )


PROVISION = Provision(
    basis=LICENCE_2019(40), title="准予许可的决定公开", triggers=(LICENCE_DECISION,), met_by=(LICENCE_PUBLICITY,), rule=rule
)
