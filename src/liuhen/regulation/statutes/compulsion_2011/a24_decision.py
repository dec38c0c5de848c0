"""第二十四条  制作并当场交付查封、扣押决定书和清单；决定书载明五项。"""

from collections.abc import Iterator

from liuhen.regulation.asking import whole_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.measure import SEIZURE_DECISION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said
from liuhen.regulation.serving import begun, proofs
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

_ITEMS = (("reason", "理由"), ("grants", "依据"), ("days", "期限"), ("items", "物品的名称和数量"))


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The decision and its list were handed over on the spot: as the decision says, or by a slip of the same day."""
    for seizure in history.of(SEIZURE_DECISION):
        if not seizure.stands:
            continue
        slip = min((begun(proof) for proof in proofs(history, seizure)), default=None)
        met: Instant | None = seizure.ended if seizure.get("handed_over") else slip
        yield Duty(
            because=seizure,
            owes=PROOF_OF_SERVICE,
            do="当场交付查封、扣押决定书和清单",
            why=f"{said(seizure.at)} 实施，决定书和清单当场交付",
            due=whole_day(day) if (day := seizure.ended.known_day) else None,
            met=met,
            unseen=met is None and seizure.told,
            gravity=Gravity.REVOCABLE,
        )
        if not seizure.told:
            missing = [title for key, title in _ITEMS if not seizure.get(key)]
            if missing:
                yield Fault(
                    because=seizure, wrong=f"决定书缺{'、'.join(missing)}", gravity=Gravity.REVOCABLE, code="items", mendable=True,
                    blocks=("seizure_decision",),
                )  # fmt: skip


PROVISION = Provision(
    basis=COMPULSION_2011(24),
    title="决定书和清单当场交付",
    triggers=(SEIZURE_DECISION,),
    met_by=(PROOF_OF_SERVICE,),
    rule=rule,
)
