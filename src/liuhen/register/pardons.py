"""Letting a duty go: 免办 on a ground and a basis, what can no longer be done said to be so, and a head's override of our own regulation."""

from collections.abc import Mapping
from typing import Any

from liuhen.register.models import FindingRow
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.register.write import write_planned
from liuhen.regulation import excusals
from liuhen.regulation.excusals import Ground, against, still_to_be_done
from liuhen.regulation.grammar import Level, Refusal, Role, Status
from liuhen.regulation.history import BREACH_DECLARED, EXCUSAL, History
from liuhen.regulation.terms import Terms


def excuse(actor: Actor, subject: SubjectRef, duty: str, *, ground: str, reason: str, basis: str, approver: str) -> None:
    """免办: name a duty, the ground, the reason, the basis and who approved; one that a statute asks wants a law that says otherwise."""
    if not (reason.strip() and basis.strip() and approver.strip()):
        raise Refusal("免办要写明原因、依据和批准人。请补齐后再记。", code="incomplete")
    stated = Ground(ground) if ground in {item.value for item in Ground} else Ground.OVERRIDE

    def refuse(row: FindingRow) -> None:
        wrong = against(stated, level=row.level, owes=row.owes, has_term=row.due_hi is not None, basis=basis)
        if wrong:
            raise Refusal(f"没有免办。{wrong}", code="not_excusable")

    content = {"duty": duty, "ground": stated.value, "reason": reason, "basis": basis, "approver": approver}
    _pardon(actor, subject, EXCUSAL, content, refuse)


def not_needed(actor: Actor, subject: SubjectRef, duty: str, reason: str) -> None:
    """What custom asks is not needed in this case: a reason is enough; the law's and our regulation's demands stay."""
    if not reason.strip():
        raise Refusal("请写明本案为什么不需要。", code="incomplete")

    def refuse(row: FindingRow) -> None:
        wrong = excusals.not_needed(level=row.level, gates=bool(row.gates))
        if wrong:
            raise Refusal(f"没有记下。{wrong}", code="not_excusable")

    content = {"duty": duty, "ground": Ground.NOT_NEEDED.value, "reason": reason}
    _pardon(actor, subject, EXCUSAL, content, refuse)


def override(actor: Actor, subject: SubjectRef, finding: str, reason: str) -> None:
    """A head lets an act go on although the bureau's own regulation asks for something first; the law's own demands stay."""
    if Role.HEAD.value not in actor.roles:
        raise Refusal("只有行政机关负责人可以决定不适用本局制度的要求。请报负责人办理。", code="wrong_role")
    if not reason.strip():
        raise Refusal("决定不适用本局制度的要求，要写明理由。请补写后再办。", code="incomplete")

    def refuse(row: FindingRow) -> None:
        if row.level == Level.LAW.value:
            raise Refusal(
                f"没有办成。这是{row.label}的要求，不是本局制度自己的，负责人也不能决定不办。法律、法规、规章另有规定的，请写明条文按免办办理。",
                code="law",
            )
        if not row.gates:
            raise Refusal("这一项没有挡住任何步骤，不用另作决定。请照办，或者说明为什么办不了。", code="no_gate")

    content = {"duty": finding, "ground": Ground.OVERRIDE.value, "reason": reason, "approver": actor.name}
    _pardon(actor, subject, EXCUSAL, content, refuse, faults=True)


def declare_breached(actor: Actor, subject: SubjectRef, duty: str, explanation: str) -> None:
    """A duty that can no longer be met: say why; it shows as breached and gates nothing further. One that can be met is refused."""
    if not explanation.strip():
        raise Refusal("请写明为什么已经无法补办。", code="incomplete")

    def refuse(row: FindingRow) -> None:
        if still_to_be_done(row.owes, row.gates):
            way = "" if row.level == Level.LAW.value else "，或者报负责人决定不适用"
            raise Refusal(
                f"没有记。后面的步骤还等着这一项，现在仍然办得到，不能算无法补办。请照办{way}。", code="still_to_be_done"
            )

    _pardon(actor, subject, BREACH_DECLARED, {"duty": duty, "explanation": explanation}, refuse)


def _pardon(
    actor: Actor, subject: SubjectRef, kind: str, content: Mapping[str, Any], refuse: Any, *, faults: bool = False
) -> None:
    """Append what lets a finding go, if it still stands as found and ``refuse`` has nothing against it."""

    def plan(_histories: Mapping[SubjectRef, History], _terms: Terms) -> list[Act]:
        row = FindingRow.objects.filter(subject=subject.id, key=content["duty"]).first()
        stands = row is not None and (row.status == Status.OWED.value or (faults and row.sort == "fault" and row.gates))
        if row is None or not stands:
            raise Refusal("这一项已经办结或者不再需要办。请刷新页面查看。", code="not_owed")
        refuse(row)
        basis = {} if content.get("basis") or kind == BREACH_DECLARED else {"basis": row.label}
        return [Act(subject=subject, kind=kind, content={**content, **basis})]

    write_planned(actor, [subject], plan)
