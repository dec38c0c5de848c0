"""第十四条  地方政府规章设定的罚款，限额由省、自治区、直辖市人民代表大会常务委员会规定。"""

from collections.abc import Iterator
from decimal import Decimal

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.norms import Rank
from liuhen.regulation.penalties import PAPERS, WEIGHED_BY, amount_of, applied, papers, yuan
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms
from liuhen.regulation.violation_rows import GOVERNMENT_LIMITS


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A fine that rests on a local government's rule keeps to the province's limit (setting ``government_rule_limits``)."""
    limits = {**GOVERNMENT_LIMITS, **(terms.setting("government_rule_limits", default={}) or {})}
    for paper in papers(history):
        sum_ = money(paper.get("fine"))
        for one in applied(history, paper, terms):
            if one.base.penal.norm.rank != Rank.GOVERNMENT or sum_ is None:
                continue
            gain = amount_of(history, paper, "gain") or Decimal(0)
            most = Decimal(limits["business" if one.violation.business else "other"])
            if one.violation.business and gain:
                most = min(Decimal(limits["business_gain"]), Decimal(limits["times"]) * gain)
            if sum_ > most:
                yield Fault(
                    because=paper,
                    about=str(paper.get("party") or ""),
                    wrong=f"{one.base.penal.label}是地方政府规章，罚款限额 {yuan(most)} 元，罚款 {yuan(sum_)} 元",
                    gravity=Gravity.REVOCABLE,
                    code="limit",
                    field="fine",
                    mendable=paper.issued is None and not paper.told,
                    blocks=(paper.kind.key,),
                )


PROVISION = Provision(basis=PENALTY_2021(14), title="政府规章的罚款限额", triggers=PAPERS, met_by=WEIGHED_BY, rule=rule)
