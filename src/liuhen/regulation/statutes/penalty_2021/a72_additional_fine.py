"""第七十二条、第七十三条  到期不缴纳罚款的，每日按百分之三加处罚款，不超出罚款的数额；复议、诉讼期间不计算。"""

from collections.abc import Iterator
from datetime import timedelta

from liuhen.regulation.asking import as_day, parties, parties_of
from liuhen.regulation.enforcing import pending
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.growth import Growth
from liuhen.regulation.handing import HANDING_KINDS
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.court import COURT_APPLICATION, REMEDY_SOUGHT
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.enforcement import (
    ADDITIONAL_FINE_DECISION,
    DEMAND_NOTICE,
    ENFORCEMENT_AGREEMENT,
    ENFORCEMENT_DECISION,
)
from liuhen.regulation.kinds.execution import PAYMENT, PAYMENT_PLAN
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.overdue import Overdue, overdue
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms

BLOCKS = ("additional_fine_decision",)
#: What else tells the party or the court how much has grown.
TELLING = (DEMAND_NOTICE, ENFORCEMENT_DECISION, COURT_APPLICATION)


def growth(history: History, decision: Record, party: str, found: Overdue | None = None) -> Growth | None:
    """How the additional fine of a decision grows, as it states base and first day; None where it states neither.

    What was paid, what fell due and what does not count is the history's.
    """
    base, since = money(decision.get("base")), as_day(decision.get("since"))
    if base is None or since is None:
        return None
    known = found.growth.moves if found is not None and found.growth is not None else ()
    return Growth(base=base, since=since, paused=pending(history, party), moves=tuple(one for one in known if one[0] >= since))


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """It begins the day after the last day of payment, on what is unpaid, and is neither more nor less than the statute's sum."""
    everybody = parties(history)
    for decision in history.of(ADDITIONAL_FINE_DECISION):
        party = next(iter(parties_of(decision, everybody)), "")
        found = overdue(history, party, terms)
        grows, until = growth(history, decision, party, found), as_day(decision.get("until"))
        if grows is None or decision.told:
            continue
        if found is not None:
            yield from _begun(decision, grows, found)
        stated = money(decision.get("amount"))
        if until is not None and stated is not None and stated != grows.amount(until):
            wrong = f"自 {grows.since} 至 {until} 计 {grows.days(until)} 日，应为 {grows.amount(until)} 元，写的是 {stated} 元"
            yield _fault(decision, "amount", wrong)


def _begun(decision: Record, grows: Growth, found: Overdue) -> Iterator[Fault]:
    """The first day and the sum it grows on, against what was due and paid."""
    if found.growth is None:
        yield _fault(decision, "base", "罚款已经按期缴清，不能加处")
        return
    if grows.since < found.growth.since:
        last = found.growth.since - timedelta(days=1)
        yield _fault(decision, "since", f"缴纳期限到 {last}，加处从 {found.growth.since} 起算，不能从 {grows.since} 起算")
    elif grows.since == found.growth.since and grows.base > found.growth.base:
        wrong = f"到 {grows.since} 到期没有缴的罚款是 {found.growth.base} 元，写的是 {grows.base} 元"
        yield _fault(decision, "base", wrong)


def told(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A demand, a decision to enforce or an application to the court says what the history gives for the day it counts to."""
    everybody = parties(history)
    for paper in history.of(*TELLING):
        until, stated = as_day(paper.get("until")), money(paper.get("additional"))
        found = overdue(history, next(iter(parties_of(paper, everybody)), ""), terms)
        if paper.told or until is None or stated is None or found is None:
            continue
        owed = found.added_left(until)
        if stated != owed:
            wrong = f"计算至 {until}，应缴的加处罚款是 {owed} 元，写的是 {stated} 元"
            yield Fault(
                because=paper, field="additional", code="told", gravity=Gravity.IRREGULAR, mendable=not paper.stands, wrong=wrong
            )


def _fault(decision: Record, field: str, wrong: str) -> Fault:
    return Fault(
        because=decision, field=field, code=field, gravity=Gravity.REVOCABLE, blocks=BLOCKS, mendable=not decision.stands,
        wrong=wrong,
    )  # fmt: skip


MET_BY = (
    PENALTY_DECISION,
    SUMMARY_DECISION,
    *HANDING_KINDS,
    PROOF_OF_SERVICE,
    PAYMENT,
    PAYMENT_PLAN,
    REMEDY_SOUGHT,
    ENFORCEMENT_AGREEMENT,
)
PROVISIONS = (
    Provision(
        basis=PENALTY_2021(72), title="加处罚款每日百分之三，最多与罚款相等",
        triggers=(ADDITIONAL_FINE_DECISION,), met_by=MET_BY, rule=rule,
    ),
    Provision(
        basis=PENALTY_2021(72), key="told", title="催告书、申请书写的加处罚款算到当天", triggers=TELLING, met_by=MET_BY, rule=told
    ),
)  # fmt: skip
