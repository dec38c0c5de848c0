"""第二十九条（2017年版）  违法行为在二年内未被发现的，不再给予行政处罚。这一版没有五年。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.investigation_notes import VIOLATION
from liuhen.regulation.sources import PENALTY_2017
from liuhen.regulation.statutes.penalty_2021 import a36_limitation as now
from liuhen.regulation.terms import Terms


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Two years, whatever the bureau has set since: the five came with the version of 2021."""
    return now.within(history, terms, now.YEARS)


PROVISION = Provision(basis=PENALTY_2017(29), title="二年追责时效", triggers=(VIOLATION,), met_by=now.FOUND_BY, rule=rule)
