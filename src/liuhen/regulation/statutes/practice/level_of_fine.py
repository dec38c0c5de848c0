"""裁量档次：罚款落在所选档次之内。默认从轻在幅度的百分之三十以下，从重在百分之七十以上，本局有基准的按本局的。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.penalties import PAPERS, WEIGHED_BY, applied, levels, papers, range_of, said_of, yuan
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms

CUTS = (30, 70)


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A note where the fine lies in another band than the level that the report chose (setting ``level_cuts``, two per cents)."""
    for paper in papers(history):
        sum_, found = money(paper.get("fine")), applied(history, paper, terms)
        bounds = range_of(history, paper, found) if found and sum_ is not None else None
        level = str(said_of(history, paper, "level") or "")
        if sum_ is None or bounds is None or bounds[1] is None or not bounds[0] <= sum_ <= bounds[1]:
            continue
        low, high = terms.setting("level_cuts", default=CUTS) or CUTS
        least, light, heavy, most = levels(bounds[0], bounds[1], (int(low), int(high)))
        bands = {"lighter": (least, light), "none": (light, heavy), "heavier": (heavy, most)}
        if level in bands and not bands[level][0] <= sum_ <= bands[level][1]:
            words = {"lighter": "从轻", "none": "一般", "heavier": "从重"}[level]
            yield Fault(
                because=paper,
                about=str(paper.get("party") or ""),
                wrong=f"{words}档次是 {yuan(bands[level][0])} 元至 {yuan(bands[level][1])} 元，罚款 {yuan(sum_)} 元，请核对裁量理由",
                gravity=Gravity.NOTE,
                code="level",
                field="fine",
                mendable=True,
            )


PROVISION = Provision(
    basis=PRACTICE("裁量档次"), key="level", title="罚款在所选的裁量档次之内", triggers=PAPERS, met_by=WEIGHED_BY, rule=rule
)
