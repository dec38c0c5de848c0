"""第二十八条  实施行政处罚时，责令当事人改正或者限期改正违法行为。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, about_party, name_of, parties, parties_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.investigation import CORRECTION_ORDER
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.saying import said
from liuhen.regulation.serving import made
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Who is punished, on the spot as well, was also ordered to correct; a source that tells only of the order has told that."""
    everybody = parties(history)
    decisions = [record for record in history.of(PENALTY_DECISION, SUMMARY_DECISION) if record.stands]
    for decision in decisions:
        on_it = decision.get("correct")
        for party in parties_of(decision, everybody):
            order = next((record for record in about_party(history, CORRECTION_ORDER, party) if record.stands), None)
            yield Duty(
                because=decision,
                about=party,
                owes=CORRECTION_ORDER,
                do="责令改正违法行为",
                why=f"{name_of(party, everybody)}{said(made(decision))} 作出处罚决定，同时应当责令改正",
                met=order.at if order else (made(decision) if on_it == "now" else None),
                excused="违法行为已经终止" if on_it == "ended" and order is None else "",
                unseen=decision.kind is SUMMARY_DECISION and decision.told and not on_it and order is None,
                gravity=Gravity.IRREGULAR,
            )
    if not decisions:
        for order in history.of(CORRECTION_ORDER):
            if order.told:
                yield Duty(because=order, owes=CORRECTION_ORDER, do="责令改正违法行为", why="已责令改正", met=order.at)


PROVISION = Provision(
    basis=PENALTY_2021(28),
    title="处罚同时责令改正",
    triggers=(PENALTY_DECISION, SUMMARY_DECISION, CORRECTION_ORDER),
    met_by=PARTY_KINDS,
    rule=rule,
)
