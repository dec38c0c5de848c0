"""第六十七条  当事人自收到处罚决定书之日起十五日内到指定的银行或者通过电子支付系统缴纳罚款。十五日按自然日。"""

from collections.abc import Iterator
from datetime import date

from liuhen.regulation.asking import PARTY_KINDS, about_party, as_day, name_of, parties, parties_of, whole_day
from liuhen.regulation.calendar import days
from liuhen.regulation.ending import paid_in_full
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import PAYMENT, PAYMENT_PLAN
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.penalties import yuan
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import served, takes_effect
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

DAYS = 15


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The fine is paid within 15 days of receipt, or as a plan allows. The duty is the party's; the bureau records it."""
    everybody = parties(history)
    for decision in history.of(PENALTY_DECISION):
        slip = served(history, decision, terms) if decision.stands else None
        if slip is None or not owes_money(decision):
            continue
        received = takes_effect(slip, terms)
        for party in parties_of(decision, everybody):
            due = payment_due(history, decision, party, received, terms)
            paid = list(about_party(history, PAYMENT, party))
            last = max((payment.at for payment in paid), default=None) if paid_in_full(decision, paid) else None
            fine = money(decision.get("fine"))
            yield Duty(
                because=slip,
                about=party,
                owes=PAYMENT,
                do="登记罚款缴纳情况",
                why=f"{name_of(party, everybody)}{said(received)} 收到决定书"
                + (f"，罚款 {yuan(fine)} 元" if fine else "")
                + f"，缴纳期限到 {until(due)}",
                due=due,
                met=last,
            )


def owes_money(decision: Record) -> bool:
    """Whether there is anything to pay; what a source does not tell may be."""
    kinds = set(decision.get("penalties") or ())
    return bool(kinds & {"fine", "confiscation"}) or money(decision.get("fine")) is not None or (decision.told and not kinds)


def payment_due(history: History, decision: Record, party: str, received: Instant, terms: Terms) -> Instant:
    """The last moment to pay: fifteen days or as the decision says, moved by an approved deferral or instalments."""
    stated = int(decision.get("pay_days") or DAYS)
    due = terms.due(received, days(stated))
    for plan in about_party(history, PAYMENT_PLAN, party):
        last = max(_plan_days(plan), default=None)
        if plan.stands and last:
            due = max(due, whole_day(last))
    return due


def _plan_days(plan: Record) -> Iterator[date]:
    if deferred := as_day(plan.get("until")):
        yield deferred
    for row in plan.get("instalments") or ():
        if isinstance(row, dict) and (day := as_day(row.get("due"))):
            yield day


PROVISION = Provision(
    basis=PENALTY_2021(67),
    title="收到决定书十五日内缴纳罚款",
    triggers=(PENALTY_DECISION, PROOF_OF_SERVICE),
    met_by=(PAYMENT, PAYMENT_PLAN, *PARTY_KINDS),
    rule=rule,
)
