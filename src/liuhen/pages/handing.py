"""How a decision made on the spot reaches the party's hand: asked where it is issued, with what is usual here chosen already."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liuhen.pages.answers import Request
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef
from liuhen.regulation.delivering import confirmed
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.handing import declined
from liuhen.regulation.history import Origin, Record
from liuhen.regulation.kinds.summary import SPOT_HANDING, SUMMARY_DECISION
from liuhen.regulation.when import CST

#: What was chosen last in this sitting: whoever has no printer tonight says so once.
KEY = "handing"
#: As short as a phone's line takes.
SHORT: Mapping[str, str] = {"printed": "打印交付", "electronic": "电子送达", "none": "当场交不了"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """The ways on offer (value, words) and the one that is chosen already."""

    ways: tuple[tuple[str, str], ...]
    chosen: str


def asked(request: Request, ref: SubjectRef, record: Record) -> Asked | None:
    """What is asked before a record is issued; None for any but a decision on the spot.

    Electronic service is offered to who signed that he takes papers so. Who would not sign is not said to have been given the paper
    unless somebody says it.
    """
    if record.kind is not SUMMARY_DECISION or record.told:
        return None
    history = register.history(request.actor.agency, ref)
    agreed = bool(confirmed(history, str(record.get("party") or "")))
    ways = tuple((way, words) for way, words in SHORT.items() if way != "electronic" or agreed)
    usual = request.session.get(KEY) or ("electronic" if agreed else "printed")
    chosen = "none" if declined(record) and not record.get("handed_over") else usual
    return Asked(ways=ways, chosen=chosen if chosen in dict(ways) else "printed")


def answer(request: Request, ref: SubjectRef, record: Record) -> dict[str, str] | None:
    """What was answered, checked before anything is issued; None where nothing was asked."""
    offered = asked(request, ref, record)
    if offered is None:
        return None
    way = request.POST.get("way", "")
    if way not in dict(offered.ways):
        raise Refusal("没有发出：还没有选决定书怎样交给当事人。请选一项。", code="incomplete")
    return {"way": way}


def state(request: Request, ref: SubjectRef, record: Record, said: Mapping[str, str] | None) -> None:
    """Enter the answer beside the decision, and remember it for the next one of this sitting."""
    if said is None:
        return
    content: dict[str, Any] = {**said, "at": clock.now().astimezone(CST).strftime("%Y-%m-%dT%H:%M")}
    register.record(request.actor, ref, SPOT_HANDING.key, content, origin=Origin.SYSTEM, about=UUID(record.id))
    if not declined(record):
        request.session[KEY] = said["way"]
