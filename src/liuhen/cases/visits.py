"""当场处罚, one visit: what its case is opened with, and how far the visit has come. The seven records of article 17 in their order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from liuhen.bureau import queries as bureau
from liuhen.bureau.fold import moment_day
from liuhen.cases.commands import open_case
from liuhen.register import clock, register
from liuhen.register.types import Actor
from liuhen.regulation.causes import catalogue
from liuhen.regulation.grammar import Label, Refusal
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.summary import SPOT_COLLECTION, SUMMARY_DECISION, SUMMARY_FILING

#: Why the facts are plain enough for a decision on the spot; the words that the paper prints.
PLAIN = (("seen", "执法人员当场看到"), ("admitted", "当事人当场承认"), ("pictures", "有现场照片或者录像"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """What is asked at the start of a visit. ``party`` without an id; ``second`` the other officer; ``shown`` both showed their cards."""

    party: Mapping[str, str]
    place: str
    cause: str
    facts: str
    second: UUID | None
    shown: bool = False
    plain: tuple[str, ...] = ()


class Going(Label):
    """How far a step of a visit is."""

    DONE = "done", "已办"
    NOW = "now", "现在办"
    LATER = "later", "以后"


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One step of a visit; ``record`` is what it is done with or what waits, ``kind`` what has to be filled in."""

    key: str
    title: str
    going: Going
    said: str = ""
    record: str = ""
    kind: str = ""


def open_visit(actor: Actor, visit: Visit) -> UUID:
    """Open the case of a visit from what was asked; everything else is known. Returns the case's id."""
    terms = register.terms(actor.agency)
    today = moment_day(clock.now())
    picked, unknown = catalogue(terms, register.book().violations).read(visit.cause)
    if not picked or unknown:
        raise Refusal("没有开始：还没有从违法行为目录中选案由。当场处罚要有法定依据，请选一项。", code="incomplete")
    if not visit.party.get("name") or not visit.place or not visit.facts:
        raise Refusal("没有开始：当事人、地点和违法行为都要写明。请补齐。", code="incomplete")
    row = bureau.agency(actor.agency)
    content = {
        "source": "inspection",
        "found": clock.now().strftime("%Y-%m-%dT%H:%M"),
        "act": "penalty",
        "procedure": "summary",
        "cause": visit.cause,
        "capacity": "own",
        "acting_body": row.name if row else "",
        "legal_basis": [clause for one in picked if (clause := one.base.penal.on(today))],
        "parties": [{**{key: value for key, value in visit.party.items() if value}, "id": "p1"}],
        "officers": officers(actor, visit.second),
        "unit": actor.unit,
        "unit_name": actor.unit_name,
        "secrecy": "none",
        "place": {"text": visit.place},
        "facts": visit.facts,
    }
    return open_case(actor, {key: value for key, value in content.items() if value})


def officers(actor: Actor, second: UUID | None, shown: str = "") -> list[dict[str, Any]]:
    """The two officers of a visit, whoever holds the device first; ``shown`` is when both showed their cards."""
    known = {one.id: one for one in bureau.officers(actor.agency)}
    if second is None or second == actor.person or second not in known or actor.person not in known:
        raise Refusal("没有开始：当场处罚要有两名执法人员。请选另一名。", code="two_officers")
    pair = (known[actor.person], known[second])
    return [one.as_field(lead=number == 0) | {"shown_at": shown} for number, one in enumerate(pair)]


def first_words(actor: Actor, visit: Visit) -> dict[str, Any]:
    """What the decision begins with besides what flows from the case: cards shown just now, why the facts are plain."""
    shown = clock.now().strftime("%H:%M") if visit.shown else ""
    reasons = "，".join(words for key, words in PLAIN if key in visit.plain)
    found = {"officers": officers(actor, visit.second, shown), "conditions": reasons}
    return {key: value for key, value in found.items() if value}


def decision_of(history: History) -> Record | None:
    """The decision of a visit; None before it is written."""
    return next(iter(reversed([one for one in history.of(SUMMARY_DECISION) if one.voided is None])), None)


def steps(history: History) -> list[Step]:
    """The steps of a visit in order; the first that is open is the one to do now."""
    decision = decision_of(history)
    signed = decision is not None and not decision.missing
    handed = signed and decision is not None and decision.stands
    number = decision.id if decision else ""
    listed = [
        ("case", "登记当事人和违法行为", True, "", "", ""),
        ("decision", "填写决定书", decision is not None, "告知、听取申辩、写明处罚", number, SUMMARY_DECISION.key),
        ("sign", "签名和签收", signed, _missing(decision), number, ""),
        ("hand", "出具并当场交付", handed, _number(decision), number, ""),
    ]
    if decision is not None and decision.get("pay") == "spot":
        taken = next(iter(history.of(SPOT_COLLECTION)), None)
        listed.append(("collect", "当场收缴罚款", *_filled(taken, "出具财政票据，两个工作日内交到机关"), SPOT_COLLECTION.key))
    filing = next(iter(history.of(SUMMARY_FILING)), None)
    listed.append(("file", "报所属机关备案", *_filled(filing, "七项从决定书带入，可以回去再办"), SUMMARY_FILING.key))
    found: list[Step] = []
    for key, title, done, said, record, kind in listed:
        first = all(step.going == Going.DONE for step in found)
        going = Going.DONE if done else Going.NOW if first else Going.LATER
        found.append(Step(key=key, title=title, going=going, said=said, record=record, kind=kind))
    return found


def _filled(record: Record | None, said: str) -> tuple[bool, str, str]:
    return record is not None, said, record.id if record else ""


def _missing(decision: Record | None) -> str:
    if decision is None:
        return "执法人员签名，当事人签收"
    return "还差" + "、".join(want.label for want in decision.missing) if decision.missing else ""


def _number(decision: Record | None) -> str:
    return str(decision.number or "") if decision is not None and decision.stands else "盖章、编号，把决定书交给当事人"
