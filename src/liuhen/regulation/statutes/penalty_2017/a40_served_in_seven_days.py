"""第四十条（2017年版）  处罚决定书宣告后当场交付；当事人不在场的，七日内送达。按自然日计。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, STARTS
from liuhen.regulation.calendar import days
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a61_served_in_seven_days as now
from liuhen.regulation.terms import Terms


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Seven calendar days."""
    return now.rule(history, terms, days(7))


PROVISION = Provision(
    basis=PENALTY_2017(40),
    title="决定书七日内送达",
    triggers=(PENALTY_DECISION, PROOF_OF_SERVICE),
    met_by=(*PARTY_KINDS, *STARTS),
    rule=rule,
)
