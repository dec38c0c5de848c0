"""第五十四条  申请法院强制执行前应当催告；催告书送达十日（工作日）后当事人仍未履行的，才可以申请。情况紧急的依第五十九条。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, name_of, parties, parties_of
from liuhen.regulation.enforcing import DEMAND_KINDS, court_from, demand_received
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.court import COURT_APPLICATION
from liuhen.regulation.kinds.enforcement import DEMAND_NOTICE
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import made, precedes
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

GATES = ("court_application", "court_application.head")


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The court is asked only after a demand was served and ten working days have run out."""
    everybody = parties(history)
    for application in history.of(COURT_APPLICATION):
        if application.get("urgent"):
            continue
        for party in parties_of(application, everybody):
            received, over = demand_received(history, party, terms), court_from(history, party, terms)
            yield Duty(
                because=application,
                about=party,
                owes=DEMAND_NOTICE,
                do="催告并送达",
                why=f"{name_of(party, everybody)}申请法院强制执行之前应当催告",
                due=made(application),
                met=received,
                gates=GATES,
                gravity=Gravity.REVOCABLE,
            )
            if received is not None and over is not None and precedes(over, _asked(application)) is False:
                yield Fault(
                    because=application,
                    about=party,
                    wrong=f"催告书 {said(received)} 送达，十个工作日到 {until(over, terms.calendar)}，期满之前不能申请",
                    gravity=Gravity.REVOCABLE,
                    code="early",
                    blocks=GATES,
                )


def _asked(application: Record) -> Instant:
    """When the court was asked; of a paper still on its way, when somebody last agreed to it: it may have been drawn up earlier."""
    agreed = [view.at for view in application.parts if view.meets]
    return application.effective or max([application.at, *agreed])


PROVISION = Provision(
    basis=COMPULSION_2011(54),
    title="催告书送达十个工作日后申请法院",
    triggers=(COURT_APPLICATION,),
    met_by=(*DEMAND_KINDS, *PARTY_KINDS),
    rule=rule,
)
