"""样品处理：抽样取证的物品怎样处理，书面告诉当事人。没有七日的期限，那是先行登记保存的期限。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.expertise import SAMPLING_OUTCOME
from liuhen.regulation.kinds.investigation_evidence import SAMPLING
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each sampling ends with a word about the samples; nothing says by when (practice.md 18)."""
    for sampling in history.of(SAMPLING):
        if not sampling.stands:
            continue
        outcome = history.standing(SAMPLING_OUTCOME, about=sampling)
        if outcome is None or not outcome.stands:
            outcome = next((item for item in history.of(SAMPLING_OUTCOME) if item.stands and not item.about), None)
        yield Duty(
            because=sampling,
            about=str(sampling.get("party") or ""),
            owes=SAMPLING_OUTCOME,
            do="通知样品的处理",
            why=f"{said(sampling.at)} 抽样，退还、送检或者移送的通知当事人",
            met=outcome,
            unseen=sampling.told and outcome is None,
            gravity=Gravity.NOTE,
        )


PROVISION = Provision(
    basis=PRACTICE("样品处理"), title="抽样物品的处理通知当事人", triggers=(SAMPLING,), met_by=(SAMPLING_OUTCOME,), rule=rule
)
