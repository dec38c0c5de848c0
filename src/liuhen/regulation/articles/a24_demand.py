"""第二十四条  逾期不履行需要强制执行的，在强制执行决定之前、申请法院之前，制作催告书送达当事人；记录陈述申辩和复核情况。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, name_of, parties, parties_of
from liuhen.regulation.enforcing import DEMAND_KINDS, demand_received, demands
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.court import COURT_APPLICATION
from liuhen.regulation.kinds.enforcement import (
    ADDITIONAL_FINE_DECISION,
    DEMAND_ANSWER,
    DEMAND_NOTICE,
    ENFORCEMENT_DECISION,
)
from liuhen.regulation.kinds.enforcement_acts import SUBSTITUTE_DECISION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said
from liuhen.regulation.serving import made, proofs
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

#: What the regulation asks a demand before. The statute asks none before the additional fine (practice.md 16): two levels.
FORCES = (ENFORCEMENT_DECISION, ADDITIONAL_FINE_DECISION, SUBSTITUTE_DECISION, COURT_APPLICATION)


def demanded(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A demand was served before each way of force, the additional fine too.

    What is cleared away at once (强制法第五十二条) and what a court is asked to do at once (第五十九条) wait for none. An enforcement
    decided at once (第三十七条) is decided while a demand runs: it waits for the demand, not for its end.
    """
    everybody = parties(history)
    for force in history.of(*FORCES):
        if force.kind is not ENFORCEMENT_DECISION and (force.get("immediate") or force.get("urgent")):
            continue
        for party in parties_of(force, everybody):
            begun = next(iter(demands(history, party)), None)
            yield Duty(
                because=force,
                about=party,
                owes=PROOF_OF_SERVICE if begun else DEMAND_NOTICE,
                do="送达履行催告书" if begun else "制作履行催告书并送达",
                why=f"{name_of(party, everybody)}{force.kind.title}之前应当催告",
                due=made(force),
                met=demand_received(history, party, terms),
                unseen=force.told and history.partial and begun is None,
            )


def served(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each demand is served, and what the party answers is on record with its review."""
    for demand in history.of(DEMAND_NOTICE):
        if demand.stands:
            yield Duty(
                because=demand,
                about=str(demand.get("party") or ""),
                owes=PROOF_OF_SERVICE,
                do="送达履行催告书",
                why=f"{said(demand.at)} 催告，直接送达当事人",
                met=min((proof.at for proof in proofs(history, demand)), default=None),
                unseen=demand.told and history.partial,
            )
    for answer in history.of(DEMAND_ANSWER):
        blank = [point for point in answer.get("points") or () if not point.get("adopted")]
        yield Duty(
            because=answer,
            about=str(answer.get("party") or ""),
            owes=DEMAND_ANSWER.part("unit_head"),
            do="复核催告后的陈述申辩",
            why=f"{said(answer.at)} 提出的事实、理由、证据及其复核都要有记录"
            + (f"，还有 {len(blank)} 点没有写复核结果" if blank else ""),
            met=None if blank else answer.part("unit_head"),
            unseen=answer.told,
        )


PROVISIONS = (
    Provision(
        basis=REG(24), key="before", title="强制执行之前催告",
        triggers=FORCES, met_by=(*DEMAND_KINDS, *PARTY_KINDS), rule=demanded,
    ),
    Provision(
        basis=REG(24), key="served", title="催告书送达，陈述申辩复核",
        triggers=(DEMAND_NOTICE, DEMAND_ANSWER), met_by=(PROOF_OF_SERVICE,), rule=served,
    ),
)  # fmt: skip
