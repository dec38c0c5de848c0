"""What was just done of a visit, said once more at the top of the page that comes next: a decision that is out has to be handed over."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from liuhen.pages.answers import Request
from liuhen.pages.links import SENT, VISIT
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef
from liuhen.regulation.amounts import figures
from liuhen.regulation.fields import Choice
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.handing import handing
from liuhen.regulation.history import Record
from liuhen.regulation.kinds.execution import PARTY_END, PAYMENT
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.summary import MONEY_HANDED_IN, SPOT_COLLECTION, SUMMARY_DECISION, SUMMARY_FILING

KEY = "just_done"
#: Whoever comes back later reads it on the page of the visit and of the case.
FRESH = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What was done, in a sentence; ``paper`` is the record whose paper is to be handed over, ``then`` what is done with it.

    ``undone``: it was said to be handed over, which can still be taken back here.
    """

    words: str
    paper: str = ""
    then: str = ""
    undone: bool = False


def note(request: Request, ref: SubjectRef, record: Record) -> None:
    """Remember for the next page that a record of a visit is done: issued, signed, filed."""
    if record.kind.key not in VISIT or record.told or (record.missing and record.kind.key not in SENT):
        return
    if record.kind.issued and record.issued is None:
        return
    request.session[KEY] = {"record": record.id, "subject": str(ref.id), "at": clock.now().isoformat()}


def of(request: Request, ref: SubjectRef) -> Done | None:
    """What was just done about this subject; None when nothing was, or some time ago."""
    kept = request.session.get(KEY)
    if not isinstance(kept, dict) or kept.get("subject") != str(ref.id):
        return None
    if not timedelta() <= clock.now() - datetime.fromisoformat(kept["at"]) <= FRESH:
        return None
    try:
        _, record = register.find_record(request.actor.agency, UUID(kept["record"]))
    except Refusal:
        return None
    if record.kind is SUMMARY_DECISION:
        return _decided(request, ref, record)
    words = _words(record)
    return Done(words=words) if words else None


#: What is done with the paper, by how it is handed over.
_THEN = {
    "printed": "打印两份，一份当场交给当事人，一份存卷。",
    "electronic": "发到确认书上的地址，到达对方系统的截图存卷。",
    "none": "打印两份，送达当事人，填送达回证；当事人可以到本机关领取。",
}


def _decided(request: Request, ref: SubjectRef, record: Record) -> Done:
    stated = handing(register.history(request.actor.agency, ref), record)
    way = str(stated.get("way")) if stated is not None else "printed"
    words = f"决定书 {record.number} 已发出，" + ("还没有交给当事人" if way == "none" else "请交给当事人")
    return Done(words=words, paper=record.id, then=_THEN.get(way, ""), undone=way != "none")


def _words(record: Record) -> str:
    kind = record.kind
    if kind is SPOT_COLLECTION:
        receipt = f"，票据号码 {record.get('receipt')}" if record.get("receipt") else ""
        return f"已记收款 {figures(record.get('amount') or 0)} 元{receipt}"
    if kind is MONEY_HANDED_IN:
        step = MONEY_HANDED_IN.field("step")
        return f"已记{step.label(str(record.get('step')))}" if isinstance(step, Choice) else ""
    return {
        SUMMARY_FILING.key: "已报备案",
        PAYMENT.key: "已登记缴款",
        PROOF_OF_SERVICE.key: "已记送达",
        PARTY_END.key: "已记终结",
    }.get(kind.key, "")
