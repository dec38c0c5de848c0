"""第二十一条  委托送达、转交送达，记录原因，由送达人、受送达人在送达回证上签名。"""

from collections.abc import Iterator

from liuhen.regulation.articles.a18_direct_service import servers
from liuhen.regulation.asking import part_duty
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

NAMES = {"entrusted": "委托送达", "passed_on": "转交送达"}


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Why and through whom; who received and who served sign."""
    for slip in history.of(PROOF_OF_SERVICE):
        name = NAMES.get(str(slip.get("way")))
        if name is None:
            continue
        why = f"{said(slip.at)} {name}"
        stated = bool(slip.get("through_reason")) and bool(slip.get("through"))
        yield Duty(
            because=slip,
            owes=Owed.PASSED_ON_WHY,
            do=f"记明{name}的原因和经谁送达",
            why=why,
            met=slip.at if stated else None,
            unseen=slip.told and not stated,
            breached=not slip.told and not stated,
        )
        yield part_duty(slip, slip, "recipient", do="请受送达人在回证上签名", why=why)
        yield from servers(slip)
        if slip.get("through_server"):
            yield part_duty(slip, slip, "through_server", do="请代为送达的人在回证上签名", why=why)


PROVISION = Provision(basis=REG(21), title="委托、转交送达记明原因并签名", triggers=(PROOF_OF_SERVICE,), rule=rule)
