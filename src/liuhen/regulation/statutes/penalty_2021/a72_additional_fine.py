"""第七十二条、第七十三条  到期不缴纳罚款的，每日按百分之三加处罚款，不超出罚款的数额；复议、诉讼期间不计算。"""

from collections.abc import Iterator
from datetime import timedelta

from liuhen.regulation.asking import as_day, parties, parties_of
from liuhen.regulation.enforcing import pending
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.growth import Growth
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.court import REMEDY_SOUGHT
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.enforcement import ADDITIONAL_FINE_DECISION
from liuhen.regulation.kinds.execution import PAYMENT_PLAN
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.serving import served, takes_effect
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.statutes.penalty_2021.a67_payment import payment_due
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

BLOCKS = ("additional_fine_decision",)


def growth(history: History, decision: Record, party: str) -> Growth | None:
    """How the additional fine of a decision grows, as it states base and first day; None where it states neither."""
    base, since = money(decision.get("base")), as_day(decision.get("since"))
    if base is None or since is None:
        return None
    return Growth(base=base, since=since, paused=pending(history, party))


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """It begins the day after the last day of payment and is neither more nor less than the statute's sum."""
    everybody = parties(history)
    for decision in history.of(ADDITIONAL_FINE_DECISION):
        party = next(iter(parties_of(decision, everybody)), "")
        grows, until = growth(history, decision, party), as_day(decision.get("until"))
        if grows is None or decision.told:
            continue
        due = _paid_by(history, party, terms)
        if due is not None and grows.since <= due.hi.date():
            yield Fault(
                because=decision, field="since", code="since", gravity=Gravity.REVOCABLE, blocks=BLOCKS, mendable=not decision.stands,
                wrong=f"缴纳期限到 {due.hi.date()}，加处从 {due.hi.date() + timedelta(days=1)} 起算，不能从 {grows.since} 起算",
            )  # fmt: skip
        stated = money(decision.get("amount"))
        if until is not None and stated is not None and stated != grows.amount(until):
            yield Fault(
                because=decision, field="amount", code="amount", gravity=Gravity.REVOCABLE, blocks=BLOCKS, mendable=not decision.stands,
                wrong=f"自 {grows.since} 至 {until} 计 {grows.days(until)} 日，应为 {grows.amount(until)} 元，写的是 {stated} 元",
            )  # fmt: skip


def _paid_by(history: History, party: str, terms: Terms) -> Instant | None:
    for fined in history.of(PENALTY_DECISION):
        slip = served(history, fined, terms) if fined.stands else None
        if slip is not None and fined.get("party") in {party, None, ""}:
            return payment_due(history, fined, party, takes_effect(slip, terms), terms)
    return None


PROVISION = Provision(
    basis=PENALTY_2021(72),
    title="加处罚款每日百分之三，最多与罚款相等",
    triggers=(ADDITIONAL_FINE_DECISION,),
    met_by=(PENALTY_DECISION, PROOF_OF_SERVICE, PAYMENT_PLAN, REMEDY_SOUGHT),
    rule=rule,
)
