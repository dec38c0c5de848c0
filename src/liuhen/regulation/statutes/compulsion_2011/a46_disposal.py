"""第四十六条  没有强制执行权的机关申请法院执行；已经查封、扣押财物，当事人法定期限内不复议不诉讼、经催告仍不履行的，可以依法拍卖抵缴罚款。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, about_party, parties, parties_of
from liuhen.regulation.enforcing import DEMAND_KINDS, STAYING, demand_over, remedies_over
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.court import REMEDY_SOUGHT
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.enforcement_acts import GOODS_DISPOSAL
from liuhen.regulation.kinds.measure import SEIZURE_DECISION
from liuhen.regulation.saying import until
from liuhen.regulation.serving import precedes
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms

BLOCKS = ("goods_disposal.head",)


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Only things already under seal, only after the demand and the time for remedies ran out."""
    everybody = parties(history)
    for disposal in history.of(GOODS_DISPOSAL):
        if not disposal.told and not any(seizure.stands for seizure in history.of(SEIZURE_DECISION)):
            yield Fault(
                because=disposal, wrong="处理的财物没有经过查封、扣押", gravity=Gravity.REVOCABLE, code="unsealed", blocks=BLOCKS
            )
        for party in parties_of(disposal, everybody):
            over, remedies = demand_over(history, party, terms), remedies_over(history, party, terms)
            if over is None and not disposal.told:
                yield Fault(
                    because=disposal, about=party, wrong="拍卖抵缴罚款之前没有催告", gravity=Gravity.REVOCABLE, code="demand",
                    blocks=BLOCKS,
                )  # fmt: skip
            sought = [one for one in about_party(history, REMEDY_SOUGHT, party) if _against_it(history, one)]
            if sought:
                yield Fault(
                    because=disposal, about=party, gravity=Gravity.REVOCABLE, code="remedies", blocks=BLOCKS,
                    wrong="当事人已经申请行政复议或者提起诉讼，不能自行拍卖抵缴，应当申请人民法院强制执行",
                )  # fmt: skip
            elif remedies is not None and precedes(remedies, disposal.at) is False:
                yield Fault(
                    because=disposal, about=party, gravity=Gravity.REVOCABLE, code="remedies", blocks=BLOCKS,
                    wrong=f"行政复议、诉讼的期限到 {until(remedies, terms.calendar)}，期满之前不能拍卖抵缴",
                )  # fmt: skip


def _against_it(history: History, remedy: Record) -> bool:
    """Whether a remedy was sought, and not given up, against what is to be paid; one against the seizure alone leaves the fine as it is."""
    about = history.record(remedy.about) if remedy.about else None
    return remedy.get("result") != "withdrawn" and (about is None or about.kind in STAYING)


PROVISION = Provision(
    basis=COMPULSION_2011(46),
    title="拍卖查封、扣押财物抵缴罚款的条件",
    triggers=(GOODS_DISPOSAL,),
    met_by=(SEIZURE_DECISION, PENALTY_DECISION, REMEDY_SOUGHT, *DEMAND_KINDS, *PARTY_KINDS),
    rule=rule,
)
