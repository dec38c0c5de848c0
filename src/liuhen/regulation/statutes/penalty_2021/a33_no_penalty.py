"""第三十三条  轻微并及时改正、没有造成危害后果的，初次、后果轻微并及时改正的，没有主观过错的，不予处罚；对当事人进行教育。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision_papers import NO_PENALTY_DECISION
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.violations.no_penalty import CONDITIONS

#: There was a violation and the law spares who committed it (article 30 and the rest as well as this one): he is educated.
UNPUNISHED = frozenset({*CONDITIONS, "age", "other"})


def conditions(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each ground has its conditions, all of them stated; a source that states none has told nothing of them."""
    labels = dict(NO_PENALTY_DECISION.field("conditions").options)  # type: ignore[attr-defined]
    grounds = dict(NO_PENALTY_DECISION.field("ground").options)  # type: ignore[attr-defined]
    for decision in history.of(NO_PENALTY_DECISION):
        ground, stated = str(decision.get("ground") or ""), decision.get("conditions") or ()
        lacking = [labels[key] for key in CONDITIONS.get(ground, ()) if key not in stated]
        if lacking and not (decision.told and not stated):
            yield Fault(
                because=decision,
                about=str(decision.get("party") or ""),
                wrong=f"“{grounds[ground]}”还没有写明：{'、'.join(lacking)}",
                gravity=Gravity.REVOCABLE,
                code="conditions",
                field="conditions",
                mendable=decision.issued is None and not decision.told,
                blocks=("no_penalty_decision",),
            )


def educated(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Who is not punished although he broke the law is educated, and that is on record."""
    for decision in history.of(NO_PENALTY_DECISION):
        if decision.get("ground") in UNPUNISHED and not decision.get("education") and not decision.told:
            yield Fault(
                because=decision,
                about=str(decision.get("party") or ""),
                wrong="不予处罚的要对当事人进行教育，没有写明教育的内容",
                gravity=Gravity.IRREGULAR,
                code="education",
                field="education",
                mendable=decision.issued is None,
                blocks=("no_penalty_decision",),
            )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(33), key="conditions", title="不予处罚的条件齐全", triggers=(NO_PENALTY_DECISION,), rule=conditions
    ),
    Provision(basis=PENALTY_2021(33), key="educated", title="不予处罚的进行教育", triggers=(NO_PENALTY_DECISION,), rule=educated),
)
