"""受案：受案在立案之前；立案之后才补受案的，提示一下。"""

from collections.abc import Iterator

from liuhen.regulation.asking import FILING_KINDS, filing_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.states import CASE_ACCEPTANCE
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Acceptance comes before the start, where a bureau makes it a step of its own."""
    filed = filing_day(history)
    for taken in history.of(CASE_ACCEPTANCE):
        # a filing day is known to the day: an acceptance of that day is in order
        if filed is not None and filed.before(taken.at):
            yield Fault(
                because=taken,
                wrong=f"受案 {said(taken.at)}，晚于立案 {said(filed)}",
                gravity=Gravity.NOTE,
                code="after_filing",
            )


PROVISION = Provision(basis=PRACTICE("受案"), title="受案在立案之前", triggers=(CASE_ACCEPTANCE,), met_by=FILING_KINDS, rule=rule)
