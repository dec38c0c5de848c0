"""第九十五条  下落不明或者用其他方式无法送达的，公告送达；自发出公告之日起经过三十日（2021年底以前六十日），即视为送达。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.serving import begun, takes_effect
from liuhen.regulation.sources import CIVIL_PROCEDURE_2017, CIVIL_PROCEDURE_2021, CIVIL_PROCEDURE_2023
from liuhen.regulation.terms import Terms


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The reason is in the file; service takes effect when the period ends."""
    for slip in history.of(PROOF_OF_SERVICE):
        if slip.get("way") != "public_notice":
            continue
        tried = slip.get("tried")
        yield Duty(
            because=slip,
            owes=Owed.NOTICE_REASON,
            do="记明公告送达的原因和经过",
            why=f"{said(begun(slip))} 发出公告，{said(takes_effect(slip, terms))} 视为送达",
            met=slip.at if tried else None,
            unseen=slip.told and not tried,
            breached=not slip.told and not tried,
            gravity=Gravity.REVOCABLE,
        )


PROVISIONS = tuple(
    Provision(basis=source(article), title="公告送达的条件", triggers=(PROOF_OF_SERVICE,), rule=rule)
    for source, article in ((CIVIL_PROCEDURE_2023, 95), (CIVIL_PROCEDURE_2021, 95), (CIVIL_PROCEDURE_2017, 92))
)
