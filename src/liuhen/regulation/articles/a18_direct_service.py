"""第十八条  直接送达，由送达人、受送达人或者符合法定条件的签收人在送达回证上签名、盖章。"""

from collections.abc import Iterator

from liuhen.regulation.asking import part_duty
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The recipient and the servers sign the slip; a signatory who is not the party says what he is to him."""
    for slip in history.of(PROOF_OF_SERVICE):
        if slip.get("way") != "direct":
            continue
        why = f"{said(slip.at)} 直接送达"
        yield part_duty(slip, slip, "recipient", do="请签收人在回证上签名", why=why)
        yield from servers(slip)
        recipient = slip.get("recipient")
        if not slip.told and not slip.get("relation") and isinstance(recipient, dict) and not recipient.get("relation"):
            yield Fault(
                because=slip,
                wrong="没有写明签收人与受送达人的关系",
                gravity=Gravity.NONCONFORMING,
                code="relation",
                field="relation",
                mendable=not slip.parts,
            )


def servers(slip: Record) -> Iterator[Duty]:
    """Each server signs; one duty per slip."""
    wanted = [want for want in slip.wanted if want.part.key == "officers"]
    missing = [want.label for want in wanted if slip.part("officers", want.about) is None]
    views = [view for view in slip.parts if view.key == "officers" and view.meets]
    yield Duty(
        because=slip,
        owes=slip.kind.part("officers"),
        do="送达人在回证上签名",
        why=f"{said(slip.at)} 送达" + (f"，还缺{'、'.join(missing)}" if missing else ""),
        met=max(views, key=lambda view: view.at) if views and not missing else None,
        unseen=slip.told and not views,
    )


PROVISION = Provision(basis=REG(18), title="直接送达签名", triggers=(PROOF_OF_SERVICE,), rule=rule)
