"""第五十一条  事实确凿、有法定依据，对公民处二百元以下、对法人或者其他组织处三千元以下罚款或者警告的，可以当场处罚。"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from liuhen.regulation.asking import PARTY_KINDS, parties, parties_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms
from liuhen.regulation.usual_penalty import PENALTIES


class Ceiling(NamedTuple):
    """The most that may be imposed on the spot, in yuan."""

    citizen: Decimal
    body: Decimal


NOW = Ceiling(Decimal(200), Decimal(3000))
#: All that may be imposed on the spot.
ON_THE_SPOT = frozenset({"warning", "fine"})
LABELS = dict(PENALTIES)


def ceiling_for(sort: str, terms: Terms, ceiling: Ceiling) -> Decimal | None:
    """The ceiling for a kind of party; a sole trader is a citizen until the bureau sets otherwise (practice.md 12); None if unknown."""
    if sort == "sole_trader":
        sort = str(terms.setting("sole_trader_as", default="citizen"))
    return {"citizen": ceiling.citizen, "organisation": ceiling.body}.get(sort)


def rule(history: History, terms: Terms, ceiling: Ceiling = NOW) -> Iterator[Duty | Fault]:
    """The fine does not exceed what may be imposed on the spot on such a party; nothing but a warning or a fine is imposed."""
    everybody = parties(history)
    for decision in history.of(SUMMARY_DECISION):
        beyond = [LABELS.get(kind, kind) for kind in decision.get("penalties") or () if kind not in ON_THE_SPOT]
        if beyond:
            yield Fault(
                because=decision,
                wrong=f"当场处罚只能是警告或者罚款，{'、'.join(beyond)}应当转为普通程序",
                gravity=Gravity.REVOCABLE,
                code="kind",
                field="penalties",
                blocks=("summary_decision",),
                mendable=not decision.stands,
            )
        fine = money(decision.get("fine"))
        for party in parties_of(decision, everybody):
            most = ceiling_for(str(everybody.get(party, {}).get("type") or ""), terms, ceiling)
            if fine is None or most is None or fine <= most:
                continue
            yield Fault(
                because=decision,
                about=party,
                wrong=f"罚款 {fine} 元，超过当场处罚的上限 {most} 元，应当转为普通程序",
                gravity=Gravity.REVOCABLE,
                code="ceiling",
                field="fine",
                blocks=("summary_decision",),
                mendable=not decision.stands,
            )


PROVISION = Provision(basis=PENALTY_2021(51), title="当场处罚的上限", triggers=(SUMMARY_DECISION,), met_by=PARTY_KINDS, rule=rule)
