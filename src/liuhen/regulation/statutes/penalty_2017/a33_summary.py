"""第三十三条、第四十七条至第五十条（2017年版）  对公民五十元以下、单位一千元以下罚款或者警告的可以当场处罚；二十元以下可以当场收缴；出具收据，两日内交机关。

2017年版全文不在手边，条号和数额按通行文本，使用前请核对。
"""

from collections.abc import Iterator
from decimal import Decimal

from liuhen.regulation.asking import PARTY_KINDS
from liuhen.regulation.calendar import days
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.summary import MONEY_HANDED_IN, SPOT_COLLECTION, SUMMARY_DECISION
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a51_summary_scope, a68_spot_collection, a71_two_days
from liuhen.regulation.statutes.penalty_2021.a51_summary_scope import Ceiling
from liuhen.regulation.terms import Terms

THEN = Ceiling(Decimal(50), Decimal(1000))
SMALL = Decimal(20)
#: That version did not say that its days are working days.
TWO_DAYS = days(2)


def scope(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The ceilings before 2021-07-15."""
    yield from a51_summary_scope.rule(history, terms, THEN)


def ground(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Small was twenty yuan."""
    yield from a68_spot_collection.ground(history, terms, SMALL)


def handed_in(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Two days each, calendar days."""
    yield from a71_two_days.rule(history, terms, TWO_DAYS)


PROVISIONS = (
    Provision(
        basis=PENALTY_2017(33), title="当场处罚的上限", triggers=(SUMMARY_DECISION,), met_by=PARTY_KINDS, rule=scope,
    ),
    Provision(
        basis=PENALTY_2017(47), title="当场收缴罚款的情形",
        triggers=(SPOT_COLLECTION,), met_by=(SUMMARY_DECISION, PENALTY_DECISION), rule=ground,
    ),
    Provision(
        basis=PENALTY_2017(48), title="边远地区当场收缴须当事人提出", triggers=(SPOT_COLLECTION,), rule=a68_spot_collection.asked,
    ),
    Provision(
        basis=PENALTY_2017(49), title="当场收缴出具财政收据", triggers=(SPOT_COLLECTION,), rule=a68_spot_collection.receipt,
    ),
    Provision(
        basis=PENALTY_2017(50), title="当场收缴的罚款两日内交机关、缴银行",
        triggers=(SPOT_COLLECTION,), met_by=(MONEY_HANDED_IN,), rule=handed_in,
    ),
)  # fmt: skip
