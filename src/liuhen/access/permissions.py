"""May this actor do that? One question for pages, API, files and jobs; the rooms above say how an actor stands to their subjects.

Who may not see a subject is told that it does not exist (404). Who sees it and may not do the act is told who may.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Powers:
    """How one actor stands to one subject, looked up once: for pages that ask about many actions."""

    actor: Actor
    ref: SubjectRef
    relations: frozenset[Relation] = frozenset()
    restricted: bool = False

    def may(self, action: Action | str) -> bool:
        """Whether the actor may do ``action`` with the subject."""
        if self.actor.person == self.actor.agency:
            return True  # set-up and the commands at the machine: whoever runs them can read files and database anyway
        if self.ref.type in _BUREAU:
            return _of_bureau(self.actor, Action(action), self.ref)
        return policy.allowed(self.actor.roles, self.relations, action, restricted=self.restricted)

    def may_record(self, kind: str) -> bool:
        """Whether the actor may enter a record of a kind: who writes only as the counter enters what the counter does."""
        if not self.may(Action.WRITE):
            return False
        beyond = replace(self, relations=self.relations - {Relation.COUNTER})
        return kind in policy.COUNTER_KINDS or self.ref.type != "case" or beyond.may(Action.WRITE)

    @property
    def clearance(self) -> Clearance:
        """What the actor may read in clear."""
        personal = self.may(Action.SEE_PERSONAL)
        return Clearance(personal=personal, minors=personal, complainant=self.may(Action.SEE_COMPLAINANT))


_BUREAU = frozenset({"agency", "unit", "person"})


def powers(actor: Actor, subject: Any) -> Powers:
    """How an actor stands to a subject (SubjectRef, or a case's id or row); one look."""
    ref = _ref(subject)
    standing = _standings.get(ref.type)
    if ref.type in _BUREAU or standing is None:
        return Powers(actor=actor, ref=ref)
    found, restricted = standing(actor, ref.id)
    return Powers(actor=actor, ref=ref, relations=found, restricted=restricted)


def may(actor: Actor, action: Action | str, subject: Any = None) -> bool:
    """Whether ``actor`` may do ``action`` with a subject (SubjectRef, or a case's id or row), or, without one, at the desk."""
    return policy.at_desk(actor.roles, action) if subject is None else powers(actor, subject).may(action)


def _of_bureau(actor: Actor, action: Action, ref: SubjectRef) -> bool:
    """The bureau's own facts: kept by the administrator; seen by him, the auditor and, of oneself, by anybody."""
    roles = policy.roles_of(actor.roles)
    if action == Action.SEE:
        return ref.id == actor.person or bool(roles & {Role.ADMINISTRATOR, Role.AUDITOR})
    return action in {Action.WRITE, Action.ADMINISTER} and Role.ADMINISTRATOR in roles


def demand(actor: Actor, action: Action | str, subject: Any = None) -> Powers | None:
    """Pass, or raise: Http404 for what the actor may not even see, a Refusal that says who may for what he may not do.

    Gives the powers looked up on the way, for further questions about the same subject; None where no subject is at stake.
    """
    wanted = Action(action)
    if subject is None:
        if policy.at_desk(actor.roles, wanted):
            return None
    else:
        found = powers(actor, subject)
        if found.may(wanted):
            return found
        if found.ref.type == "case":
            _tell_removed(actor, found.ref.id)
        if not found.may(Action.SEE):
            raise Http404
    raise Refusal(f"没有{wanted.label}。这一步由{_who_may(wanted)}办理，请转给他们。", code="not_allowed")


def demand_kind(actor: Actor, kind: str, subject: SubjectRef) -> None:
    """Pass, or raise as :func:`demand` does: whether the actor may enter a record of this kind about a subject."""
    held = demand(actor, Action.WRITE, subject)
    if held is not None and not held.may_record(kind):
        raise Refusal("没有打开：窗口登记、受理和送达，审查和决定由承办人员办理，请转给他们。", code="not_allowed")


def _tell_removed(actor: Actor, case: UUID) -> None:
    off = was_on(actor.person, case)
    if off is not None and Role.OFFICER in policy.roles_of(actor.roles):
        day = off.astimezone(CST)
        raise Refusal(
            f"没有写入。{actor.name}自 {day.year} 年 {day.month} 月 {day.day} 日起不再是本案承办人。草稿还在，请由现在的承办人接着写。",
            code="removed",
        )


def _who_may(action: Action) -> str:
    found = [role.label for (role, _), actions in policy.POLICY.items() if action in actions]
    found += [role.label for role, actions in policy.DESK.items() if action in actions]
    return "、".join(dict.fromkeys(found)) or "有权限的人员"


def clearance(actor: Actor, subject: Any) -> Clearance:
    """What the actor may read in clear of a subject: for :func:`liuhen.access.masking.masked_content`."""
    return powers(actor, subject).clearance
