"""第二十二条  公告送达：记录其他方式均无法送达的情况、公告的方式和载体，留存公告，以适当方式音像记录，案卷中记明原因和经过。"""

from collections.abc import Iterator

from liuhen.regulation.coverage import links
from liuhen.regulation.covering import BY_KEY
from liuhen.regulation.delivering import not_to_be_found, share, tried
from liuhen.regulation.filming import filming
from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.recording import RECORDING_LINKED, RECORDING_UNLINKED
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.service_around import PUBLIC_NOTICE, SERVICE_ATTEMPT, WHEREABOUTS_UNKNOWN
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.serving import begun
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Other ways failed, where the notice appeared, and at least one photograph or screenshot of it (practice.md 14)."""
    act = BY_KEY["notice"]
    for slip in history.of(*act.kinds):
        if not act.holds(slip.content):
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
        found = filming(history, slip, act, links(history))
        yield found.duty(slip, do="上传公告的照片或截图", why=f"{why}，{act.counts}", owes=Owed.PICTURE_OF_NOTICE)


#: "Every other means failed" (practice.md 17), as far as a bureau can always try: at the door and by post. Leaving wants somebody there
#: who refuses, an electronic way the party's consent, entrusting and passing on a special case.
ALWAYS = (("direct", "直接送达"), ("post", "邮寄送达"))
#: At the door is at the door, whether the paper was to be handed over or left.
_SAME = {"leaving": "direct"}


def others_failed(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A public notice comes after the other ways were tried, each try a record of its own; or the party cannot be found."""
    for notice in notices(history):
        start = begun(notice) if notice.kind is PROOF_OF_SERVICE else notice.effective or notice.at
        party = str(notice.get("party") or "")
        if not_to_be_found(history, party, start):
            continue
        first: dict[str, Record] = {}
        for item in tried(history, notice, start):
            way = str(item.get("way"))
            first.setdefault(_SAME.get(way, way), item)
        for way, name in ALWAYS:
            attempt = first.get(way)
            yield Duty(
                because=notice,
                about=f"{party}:{way}",
                owes=SERVICE_ATTEMPT,
                do=f"记录{name}没有送到的情况",
                why=f"{name}没有送到，已有记录" if attempt else f"公告送达之前其他方式都要试过，还没有{name}不成的记录",
                due=start,
                met=attempt.at if attempt else None,
                unseen=attempt is None and notice.told and history.partial,
                gates=("public_notice",),
            )


def notices(history: History) -> Iterator[Record]:
    """The public notices: the paper itself, else the slip that tells of one."""
    papers = list(history.of(PUBLIC_NOTICE))
    yield from papers
    for slip in history.of(PROOF_OF_SERVICE):
        if slip.get("way") == "public_notice" and not any(share(slip, paper) for paper in papers):
            yield slip


def kept(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The notice itself is kept: issued here, or its scan."""
    for slip in history.of(PROOF_OF_SERVICE):
        if slip.get("way") != "public_notice":
            continue
        own = [
            paper
            for paper in history.of(PUBLIC_NOTICE)
            if paper.stands and (paper.id == slip.get("notice") or share(slip, paper))
        ]
        met = own[0] if own else (slip.at if slip.get("scans") else None)
        yield Duty(
            because=slip,
            owes=Owed.NOTICE_KEPT,
            do="留存公告文本",
            why=f"{said(begun(slip))} 公告送达，公告本身入卷",
            met=met,
            unseen=slip.told and met is None,
        )


PROVISION = Provision(
    basis=REG(22),
    title="公告送达记明原因、载体并留影像",
    triggers=(PROOF_OF_SERVICE,),
    met_by=(RECORDING_LINKED, RECORDING_UNLINKED),
    rule=rule,
)
OTHERS_FAILED = Provision(
    basis=REG(22),
    key="tried",
    title="其他方式均未送到，才公告送达",
    triggers=(PUBLIC_NOTICE, PROOF_OF_SERVICE),
    met_by=(SERVICE_ATTEMPT, WHEREABOUTS_UNKNOWN),
    rule=others_failed,
)
KEPT = Provision(
    basis=REG(22),
    key="kept",
    title="公告文本留存",
    triggers=(PROOF_OF_SERVICE,),
    met_by=(PUBLIC_NOTICE,),
    rule=kept,
)
