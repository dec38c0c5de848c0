"""第五十三条  当场处罚的，依照第六十七条至第六十九条履行：十五日内到银行缴纳，或者依法当场收缴。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, name_of, parties, parties_of
from liuhen.regulation.calendar import days
from liuhen.regulation.ending import paid_in_full
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.handing import HANDING_KINDS, received
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.execution import PAYMENT
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.summary import SPOT_COLLECTION, SUMMARY_DECISION
from liuhen.regulation.penalties import yuan
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms

LIMIT = days(15)


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A fine is paid within fifteen calendar days, or collected on the spot as the decision says."""
    everybody = parties(history)
    for decision in history.of(SUMMARY_DECISION):
        fine = money(decision.get("fine"))
        if not decision.stands or fine is None:
            continue
        got = received(history, decision, terms)
        due = terms.due(got, LIMIT) if got else None
        spot = decision.get("pay") == "spot"
        for party in parties_of(decision, everybody):
            paid = _paid(history, decision, party)
            yield Duty(
                because=decision,
                about=party,
                owes=SPOT_COLLECTION if spot else PAYMENT,
                do="登记当场收缴的罚款" if spot else "登记罚款缴纳情况",
                why=f"{name_of(party, everybody)}{said(decision.at)} 当场处罚，罚款 {yuan(fine)} 元"
                + (f"，缴纳期限到 {until(due, terms.calendar)}" if due and not spot else ""),
                due=None if spot else due,
                met=max((item.at for item in paid), default=None) if paid_in_full(decision, paid) else None,
                unseen=decision.told and not paid,
            )


def _paid(history: History, decision: Record, party: str) -> list[Record]:
    """What was paid on a decision by a party, to the bank or into an officer's hand; money that names another decision is not."""
    return [
        item
        for item in history.of(SPOT_COLLECTION, PAYMENT)
        if item.get("party") in {party, None, ""} and item.about in {decision.id, ""}
    ]


PROVISION = Provision(
    basis=PENALTY_2021(53),
    title="当场处罚的罚款十五日内缴纳或者依法当场收缴",
    triggers=(SUMMARY_DECISION,),
    met_by=(PAYMENT, SPOT_COLLECTION, PROOF_OF_SERVICE, *HANDING_KINDS, *PARTY_KINDS),
    rule=rule,
)
