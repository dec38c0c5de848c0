"""第五十九条  处罚决定书载明六项：当事人姓名或者名称和地址，违法事实和证据，处罚种类和依据，履行方式和期限，复议诉讼的途径和期限，机关名称和日期。"""

from collections.abc import Iterator, Mapping
from typing import Any

from liuhen.regulation.asking import PARTY_KINDS, STARTS, parties, untold
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.serving import made
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each decision holds its six items; agency, date and remedies are printed on every one that is issued here."""
    everybody = parties(history)
    if not any(True for _ in history.of(PENALTY_DECISION)):
        yield from untold(history, Owed.SIX_ITEMS, "补齐决定书的六项内容", gravity=Gravity.REVOCABLE)
    for decision in history.of(PENALTY_DECISION):
        missing = [] if decision.told else list(_missing(decision, everybody))
        party = str(decision.get("party") or "")
        yield Duty(
            because=decision,
            about=party,
            owes=Owed.SIX_ITEMS,
            do="补齐决定书的六项内容",
            why=f"{said(made(decision))} 处罚决定书" + (f"还缺{'、'.join(name for _, name in missing)}" if missing else ""),
            met=None if missing or decision.told else made(decision),
            unseen=decision.told,
            breached=bool(missing),
            gravity=Gravity.REVOCABLE,
            missing="、".join(name for _, name in missing),
        )
        for key, name in missing:
            yield Fault(
                because=decision,
                about=party,
                wrong=f"决定书没有写明{name}",
                gravity=Gravity.REVOCABLE,
                code=f"item:{key}",
                field=key,
                mendable=decision.issued is None,
                blocks=("penalty_decision",),
            )


def _missing(decision: Record, everybody: dict[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    party = everybody.get(str(decision.get("party") or ""), {})
    if party and not (party.get("name") and party.get("address")):
        yield "party", "当事人的姓名或者名称和地址"
    for key, name in (("facts", "违法事实"), ("evidence", "证据"), ("penalties", "处罚种类"), ("basis", "处罚依据")):
        if not decision.get(key):
            yield key, name
    kinds = set(decision.get("penalties") or ())
    if "fine" in kinds:
        if money(decision.get("fine")) is None:
            yield "fine", "罚款数额"
        if not decision.get("pay_days"):
            yield "pay_days", "缴纳期限"
    if kinds & {"fine", "confiscation"} and not decision.get("bank"):
        yield "bank", "缴纳方式"
    performed = PENALTY_DECISION.field("performance")
    if performed.wanted(decision.content) and not decision.get("performance"):
        yield "performance", "其他处罚的履行方式和期限"


PROVISION = Provision(
    basis=PENALTY_2021(59),
    title="决定书载明六项",
    triggers=(PENALTY_DECISION,),
    met_by=(*PARTY_KINDS, *STARTS),
    rule=rule,
)
