"""What people do with cases and clues besides filling in records: open, register, triage, assign, change. Entries, all of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from liuhen.access.permissions import demand
from liuhen.access.policy import Action
from liuhen.bureau import queries as bureau
from liuhen.bureau.fold import moment_day
from liuhen.cases.models import CaseRow
from liuhen.register import clock, register
from liuhen.register.check import needs
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Origin, Record
from liuhen.regulation.when import When


def register_complaint(
    actor: Actor, content: Mapping[str, Any], *, when: When | None = None, origin: str = Origin.SYSTEM
) -> UUID:
    """Register a complaint or tip-off 投诉举报登记, named or not; returns the clue's id."""
    demand(actor, Action.INTAKE)
    _refuse_incomplete("complaint_registration", content)
    clue = SubjectRef("clue", uuid4())
    register.write(actor, [Act(subject=clue, kind="complaint_registration", content=content, when=when, origin=origin)])
    return clue.id


def triage(actor: Actor, clue: UUID, result: str, reason: str, *, transfer_to: str = "") -> Record:
    """Say what becomes of a clue: open, not_open, transfer. A unit's head decides; his opinion is given with it."""
    ref = SubjectRef("clue", clue)
    demand(actor, Action.TRIAGE, ref)
    content = {"result": result, "reason": reason} | ({"transfer_to": transfer_to} if transfer_to else {})
    _refuse_incomplete("clue_triage", content)
    registered = _first(actor, ref, "complaint_registration")
    act = Act(subject=ref, kind="clue_triage", content=content, about=UUID(registered.id))
    register.write(actor, [act])
    if "unit_head" in actor.roles:
        return register.opine(actor, act.id, "unit_head", "agreed")
    return register.find_record(actor.agency, act.id)[1]


def _first(actor: Actor, ref: SubjectRef, kind: str) -> Record:
    history = register.history(actor.agency, ref)
    found = next((record for record in history.records if record.kind.key == kind and record.voided is None), None)
    if found is None:
        raise Refusal("没有找到这条线索。请从线索列表重新打开。", code="not_found")
    return found


def open_case(
    actor: Actor,
    content: Mapping[str, Any],
    *,
    clue: UUID | None = None,
    case: UUID | None = None,
    when: When | None = None,
    origin: str = Origin.SYSTEM,
) -> UUID:
    """Open a case from a source (case_registration), and from a clue if one is given; returns the case's id."""
    demand(actor, Action.OPEN_CASE)
    stated = dict(content)
    if clue is not None:
        demand(actor, Action.SEE, SubjectRef("clue", clue))
        stated |= {"clue": str(clue), "source": stated.get("source") or "complaint"}
    _refuse_incomplete("case_registration", stated)
    _refuse_uncertified(actor, [one.get("id") for one in stated.get("officers") or ()], when)
    ref = SubjectRef("case", case or uuid4())
    acts = [Act(subject=ref, kind="case_registration", content=stated, when=when, origin=origin)]
    if clue is not None:
        acts += _links(actor, clue, ref.id)
    register.write(actor, acts)
    return ref.id


def link_clue(actor: Actor, clue: UUID, case: UUID) -> None:
    """Tie a clue to a case: one entry in each history, with what rules need (named or not, when it came in)."""
    demand(actor, Action.WRITE, SubjectRef("case", case))
    demand(actor, Action.SEE, SubjectRef("clue", clue))
    register.write(actor, _links(actor, clue, case))


def _links(actor: Actor, clue: UUID, case: UUID) -> list[Act]:
    registered = _first(actor, SubjectRef("clue", clue), "complaint_registration")
    content = {
        "clue": str(clue),
        "case": str(case),
        "named": bool(registered["named"]),
        "received": registered["received"] or registered.at.lo.strftime("%Y-%m-%dT%H:%M"),
    }
    return [
        Act(subject=SubjectRef(sort, number), kind="clue_linked", content=content)
        for sort, number in (("case", case), ("clue", clue))
    ]


def change_case(actor: Actor, case: UUID, reason: str, **values: Any) -> None:
    """Change basic facts of a case (name, cause, parties, officers, unit, secrecy ...): a new entry, the newest value wins."""
    demand(actor, Action.WRITE, SubjectRef("case", case))
    _change(actor, case, reason, values)


def _change(actor: Actor, case: UUID, reason: str, values: Mapping[str, Any]) -> None:
    if not reason.strip():
        raise Refusal("没有变更：要写明变更原因。请补写。", code="incomplete")
    content = {**values, "reason": reason.strip()}
    register.write(actor, [Act(subject=SubjectRef("case", case), kind="case_changed", content=content)])


def assign(actor: Actor, case: UUID, people: Sequence[UUID], reason: str, *, unit: UUID | None = None) -> None:
    """Say who handles a case from now on; the first leads. Who is taken off sees it no more; his drafts stay with the case.

    A person without a valid certificate is refused: handling a case is an act of the bureau, not a fact told to it. Who examines an
    application need not be two, nor hold a certificate of enforcement: 许可法第三十四条 asks for two on site only.
    """
    demand(actor, Action.ASSIGN, SubjectRef("case", case))
    licence = CaseRow.objects.filter(pk=case, procedure="licence").exists()
    if len(set(people)) < (1 if licence else 2):
        raise Refusal("没有变更：承办人员不少于两人（处罚法第四十二条）。请再选一名执法人员。", code="two_officers")
    if not licence:
        _refuse_uncertified(actor, people, None)
    known = {one.id: one for one in bureau.officers(actor.agency)}
    values: dict[str, Any] = {"officers": [known[person].as_field(lead=number == 0) for number, person in enumerate(people)]}
    if unit is not None:
        row = bureau.unit(unit)
        values |= {"unit": str(unit), "unit_name": row.name if row else ""}
    _change(actor, case, reason, values)


def _refuse_uncertified(actor: Actor, people: Sequence[Any], when: When | None) -> None:
    """Refuse officers whose certificate is not good on the day; of acts told from the past the rules judge."""
    if when is not None or not people:
        return
    today = moment_day(clock.now())
    known = {str(one.id): one for one in bureau.officers(actor.agency, today)}
    for person in people:
        officer = known.get(str(person))
        if officer is None:
            raise Refusal("没有写入案件：所选的人不是在册的执法人员。请重新选人。", code="not_officer")
        if not officer.valid:
            raise Refusal(
                f"没有写入案件。{officer.name}{_why_not(officer.valid_until, today)}请换一名持证人员，或先更新证件。",
                code="certificate",
            )


def _why_not(until: date | None, today: date) -> str:
    if until is not None and until < today:
        return f"的执法证 {until.isoformat()} 已到期。"
    return "没有登记有效的执法证。"


def add_party(actor: Actor, case: UUID, party: Mapping[str, Any], reason: str) -> str:
    """Add a party to a case; returns its id within the case (``p2``)."""
    demand(actor, Action.WRITE, SubjectRef("case", case))
    if not str(party.get("name") or "").strip():
        raise Refusal("没有追加当事人：姓名或名称是空的。请补写。", code="incomplete")
    known = register.facts(register.history(actor.agency, SubjectRef("case", case))).get("parties") or []
    taken = {str(row.get("id")) for row in known}
    number = next(f"p{serial}" for serial in range(1, len(taken) + 2) if f"p{serial}" not in taken)
    _change(actor, case, reason, {"parties": [*known, {**party, "id": number}]})
    return number


def _refuse_incomplete(kind: str, content: Mapping[str, Any]) -> None:
    missing = list(needs(register.book().kind(kind), content))
    if missing:
        listed = "；".join(need.text for need in missing[:5])
        raise Refusal(f"没有登记。{listed}。", code="incomplete")
