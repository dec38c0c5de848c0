"""第二十二条  公告送达：记录其他方式均无法送达的情况、公告的方式和载体，留存公告，以适当方式音像记录，案卷中记明原因和经过。"""

from collections.abc import Iterator

from liuhen.regulation.coverage import links
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.serving import begun
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Other ways failed, where the notice appeared, and at least one photograph or screenshot of it (practice.md 14)."""
    for slip in history.of(PROOF_OF_SERVICE):
        if slip.get("way") != "public_notice":
            continue
        why = f"{said(begun(slip))} 公告送达"
        for key, name in (("tried", "其他方式无法送达的情况"), ("medium", "公告的方式和载体")):
            value = slip.get(key)
            yield Duty(
                because=slip,
                owes=name,
                do=f"记明{name}",
                why=why,
                met=slip.at if value else None,
                unseen=slip.told and not value,
                breached=not slip.told and not value,
            )
        own = [link for link in links(history) if link.record == slip.id]
        pictured = slip.get("recording_state") in {"photo", "audio", "video"} and slip.told
        yield Duty(
            because=slip,
            owes=Owed.PICTURE_OF_NOTICE,
            do="上传公告的照片或截图",
            why=f"{why}，至少留一张照片或者截图",
            met=own[0].begin or own[0].entry.at if own else (slip.at if pictured or slip.get("scans") else None),
            unseen=slip.told and history.partial and not own and not pictured,
        )


PROVISION = Provision(
    basis=REG(22),
    title="公告送达记明原因、载体并留影像",
    triggers=(PROOF_OF_SERVICE,),
    met_by=(RECORDING_LINKED, RECORDING_UNLINKED),
    rule=rule,
)
