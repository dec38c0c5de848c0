"""第二十条  留置送达：回证上记明拒收事由和日期，送达人、见证人签名，文书留在受送达人的住所，并用音像记录送达过程。"""

from collections.abc import Iterator

from liuhen.regulation.articles.a18_direct_service import servers
from liuhen.regulation.coverage import links
from liuhen.regulation.covering import BY_KEY
from liuhen.regulation.filming import filming
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.investigation_notes import RECORDING_UNSUITABLE
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms


def slip_rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The slip says why it was refused; server and witness sign; the paper stays at the residence."""
    for slip in leavings(history):
        why = f"{said(slip.at)} 留置送达"
        reason = slip.get("refusal_reason")
        yield Duty(
            because=slip,
            owes=Owed.REFUSAL_REASON,
            do="在回证上记明拒收事由",
            why=why,
            met=slip.at if reason else None,
            unseen=slip.told and not reason,
            breached=not slip.told and not reason,
        )
        yield from servers(slip)
        view = slip.part("witness")
        untold = slip.told and not any(part.key == "witness" for part in slip.parts)
        yield Duty(
            because=slip,
            owes=slip.kind.part("witness"),
            do="请见证人在回证上签名",
            why=f"{why}，制度要求见证人签名并录像，两样都要",
            met=None if untold else view,
            unseen=untold,
        )
        if slip.get("residence") is False or (not slip.told and not slip.get("residence")):
            yield Fault(
                because=slip,
                wrong="文书没有留在受送达人的住所",
                gravity=Gravity.IRREGULAR,
                code="residence",
                field="residence",
                mendable=not slip.parts,
            )


def recording(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The course of leaving is recorded in picture or sound."""
    act = BY_KEY["leaving"]
    slips = list(leavings(history))
    linked = links(history) if slips else []
    for slip in slips:
        why = f"{said(slip.at)} 送达，{act.begins}到{act.ends}，{act.counts}"
        yield filming(history, slip, act, linked).duty(slip, do="上传留置送达的音像记录", why=why)


def leavings(history: History) -> Iterator[Record]:
    """The services by leaving."""
    return (slip for slip in history.of(PROOF_OF_SERVICE) if BY_KEY["leaving"].holds(slip.content))


PROVISIONS = (
    Provision(basis=REG(20), key="slip", title="留置送达记明事由并签名", triggers=(PROOF_OF_SERVICE,), rule=slip_rule),
    Provision(
        basis=REG(20),
        key="recording",
        title="留置送达音像记录",
        triggers=(PROOF_OF_SERVICE,),
        met_by=(RECORDING_LINKED, RECORDING_UNLINKED, RECORDING_UNSUITABLE),
        rule=recording,
    ),
)
