"""第二十九条  同一个违法行为不得给予两次以上罚款；违反几个法律规范都应当罚款的，按照罚款数额高的规定处罚。"""

from collections.abc import Iterator

from liuhen.regulation.asking import about_party, name_of, parties
from liuhen.regulation.causes import violations_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.penalties import PAPERS, WEIGHED_BY, applied, papers, said_of, yuan
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms

#: A fine on the spot is a fine too.
_DECISIONS = (PENALTY_DECISION, SUMMARY_DECISION)


def once(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """One party is fined once for the acts of one case; a draft is told while the first decision stands."""
    everybody = parties(history)
    violations = violations_of(history, terms)
    for party in everybody:
        decisions = (one for kind in _DECISIONS for one in about_party(history, kind, party))
        fined = sorted((one for one in decisions if money(one.get("fine"))), key=lambda one: one.at)
        first = next((one for one in fined if one.stands), None)
        for later in fined if first is not None else ():
            if first is None or later.id == first.id or len(violations) > 1 or _other_act(first, later):
                continue
            yield Fault(
                because=later,
                about=party,
                wrong=f"{name_of(party, everybody)}同一行为已经罚款（{first.number or '前一份决定'}），不得再罚款",
                gravity=Gravity.REVOCABLE,
                code="once",
                field="fine",
                mendable=later.issued is None and not later.told,
                blocks=(later.kind.key,),
            )


def _other_act(first: Record, later: Record) -> bool:
    """Whether a second decision takes the place of the first (a number of its own is told) or is of other facts."""
    return bool(later.get("facts")) and later.get("facts") != first.get("facts")


def chosen(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Where several laws meet the choice is on record with its reason; a lower fine than another base allows needs it above all."""
    for paper in papers(history):
        if paper.told:
            continue
        for one in applied(history, paper, terms):
            others = [base for base in one.violation.bases if base.key != one.base.key and not base.displaced]
            if not others or said_of(history, paper, "basis_reason"):
                continue
            higher = next((base for base in others if base.highest > one.base.highest), None)
            named = "、".join(base.penal.label for base in others)
            yield Fault(
                because=paper,
                about=str(paper.get("party") or ""),
                wrong=f"“{one.violation.words}”{named}也有规定，要写明为什么用{one.base.penal.label}"
                + (f"；{higher.penal.label}的罚款上限高（{yuan(higher.highest)} 元）" if higher else ""),
                gravity=Gravity.IRREGULAR,
                code="chosen",
                field="basis_reason",
                mendable=paper.issued is None,
                blocks=(paper.kind.key,),
            )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(29),
        key="once",
        title="同一行为不得两次罚款",
        triggers=_DECISIONS,
        met_by=WEIGHED_BY,
        rule=once,
    ),
    Provision(
        basis=PENALTY_2021(29),
        key="chosen",
        title="几部法律都有规定的写明选用的理由",
        triggers=PAPERS,
        met_by=WEIGHED_BY,
        rule=chosen,
    ),
)
