"""第十三条  证据可能灭失或者以后难以取得而采取保全措施的，记录理由、标的和形式。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_LIST
from liuhen.regulation.kinds.investigation_preservation import ADVANCE_REGISTRATION
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

WANTED = (("reason", "理由"), ("items", "标的"), ("way", "形式"))


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Why, what and in which form, one duty each: a source often tells what and not why."""
    for taken in history.of(ADVANCE_REGISTRATION):
        for key, name in WANTED:
            value = taken.get(key)
            if key == "items" and not value:
                listed = history.standing(EVIDENCE_LIST, about=taken)
                value = listed and listed.get("items")
            if key == "way" and not value:
                value = taken.told and taken.kind.title
            yield Duty(
                because=taken,
                owes=f"证据保全的{name}",
                do=f"记明证据保全的{name}",
                why=f"{said(taken.at)} 先行登记保存",
                met=taken.at if value else None,
                unseen=not value and taken.told,
                breached=not value and not taken.told,
            )


PROVISION = Provision(
    basis=REG(13),
    title="证据保全记明理由、标的、形式",
    triggers=(ADVANCE_REGISTRATION,),
    met_by=(EVIDENCE_LIST,),
    rule=rule,
)
