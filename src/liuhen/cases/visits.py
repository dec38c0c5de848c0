"""当场处罚, one visit: what its case is opened with."""

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
from liuhen.regulation.grammar import Refusal

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
