"""May this actor do that? One question for pages, API, files and jobs; the rooms above say how an actor stands to their subjects.

Who may not see a subject is told that it does not exist (404). Who sees it and may not do the act is told who may.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404

from liuhen.access import policy
from liuhen.access.masking import Clearance
from liuhen.access.policy import Action, Relation
from liuhen.access.visibility import relations, was_on
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal, Role
from liuhen.regulation.when import CST

#: type of subject → (actor, ref) → relations, restricted. The rooms above enter theirs when they start.
Standing = Callable[[Actor, UUID], tuple[frozenset[Relation], bool]]
_standings: dict[str, Standing] = {}


def stands(subject_type: str) -> Callable[[Standing], Standing]:
    """Decorator: how an actor stands to subjects of a type (``clue``, ``recording``); entered once, by the room that owns them."""

    def enter(function: Standing) -> Standing:
        if _standings.setdefault(subject_type, function) is not function:
            msg = f"two rooms say how people stand to {subject_type}"
            raise ValueError(msg)
        return function

    return enter


@stands("case")
def _case(actor: Actor, case: UUID) -> tuple[frozenset[Relation], bool]:
    standing, found = relations(actor, case)
    return found, bool(standing and standing.restricted)


def _ref(subject: Any) -> SubjectRef:
    """A subject, or a case given by its id or row."""
    if isinstance(subject, SubjectRef):
        return subject
    return SubjectRef("case", subject if isinstance(subject, UUID) else subject.id)


def may(actor: Actor, action: Action | str, subject: Any = None) -> bool:
    """Whether ``actor`` may do ``action`` with a subject (SubjectRef, or a case's id or row), or, without one, at the desk."""
    if subject is None:
        return policy.at_desk(actor.roles, action)
    ref = _ref(subject)
    if ref.type in {"agency", "unit", "person"}:
        return _of_bureau(actor, Action(action), ref)
    standing = _standings.get(ref.type)
    if standing is None:
        return False
    found, restricted = standing(actor, ref.id)
    return policy.allowed(actor.roles, found, action, restricted=restricted)


def _of_bureau(actor: Actor, action: Action, ref: SubjectRef) -> bool:
    """The bureau's own facts: kept by the administrator; seen by him, the auditor and, of oneself, by anybody."""
    roles = policy.roles_of(actor.roles)
    if action == Action.SEE:
        return ref.id == actor.person or bool(roles & {Role.ADMINISTRATOR, Role.AUDITOR})
    return action in {Action.WRITE, Action.ADMINISTER} and Role.ADMINISTRATOR in roles


def demand(actor: Actor, action: Action | str, subject: Any = None) -> None:
    """Pass, or raise: Http404 for what the actor may not even see, a Refusal that says who may for what he may not do."""
    wanted = Action(action)
    if may(actor, wanted, subject):
        return
    if subject is not None:
        ref = _ref(subject)
        if ref.type == "case":
            _tell_removed(actor, ref.id)
        if wanted == Action.SEE or not may(actor, Action.SEE, subject):
            raise Http404
    raise Refusal(f"没有{wanted.label}。这一步由{_who_may(wanted)}办理，请转给他们。", code="not_allowed")


def _tell_removed(actor: Actor, case: UUID) -> None:
    off = was_on(actor.person, case)
    if off is not None and Role.OFFICER in policy.roles_of(actor.roles):
        day = off.astimezone(CST)
        raise Refusal(
            f"没有写入。{actor.name}自 {day.month} 月 {day.day} 日起不再是本案承办人。草稿还在，请由现在的承办人接着写。",
            code="removed",
        )


def _who_may(action: Action) -> str:
    found = [role.label for (role, _), actions in policy.POLICY.items() if action in actions]
    found += [role.label for role, actions in policy.DESK.items() if action in actions]
    return "、".join(dict.fromkeys(found)) or "有权限的人员"


def clearance(actor: Actor, subject: Any) -> Clearance:
    """What the actor may read in clear of a subject: for :func:`liuhen.access.masking.masked_content`."""
    personal = may(actor, Action.SEE_PERSONAL, subject)
    return Clearance(personal=personal, minors=personal, complainant=may(actor, Action.SEE_COMPLAINANT, subject))
