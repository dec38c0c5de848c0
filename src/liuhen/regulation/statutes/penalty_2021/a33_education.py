"""第三十三条第三款  对违法行为依法不予处罚的，对当事人进行教育。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, about_party, name_of, parties, parties_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision_papers import NO_PENALTY_DECISION
from liuhen.regulation.kinds.states import EDUCATION_RECORD
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms

#: Where there was no violation, nobody is to be taught.
WITHOUT_VIOLATION = "not_proved"


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A violation that goes unpunished does not go unspoken."""
    everybody = parties(history)
    for decision in history.of(NO_PENALTY_DECISION):
        if not decision.stands or decision.get("ground") == WITHOUT_VIOLATION:
            continue
        for party in parties_of(decision, everybody):
            taught = [record for record in about_party(history, EDUCATION_RECORD, party) if record.stands]
            yield Duty(
                because=decision,
                about=party,
                owes=EDUCATION_RECORD,
                do="对当事人进行教育并记录",
                why=f"{name_of(party, everybody)}{said(decision.effective or decision.at)} 不予处罚",
                met=min((record.at for record in taught), default=None),
                unseen=decision.told and not taught,
                gravity=Gravity.IRREGULAR,
            )


PROVISION = Provision(
    basis=PENALTY_2021(33, "第三款"),
    title="不予处罚的进行教育",
    triggers=(NO_PENALTY_DECISION,),
    met_by=(EDUCATION_RECORD, *PARTY_KINDS),
    rule=rule,
)
