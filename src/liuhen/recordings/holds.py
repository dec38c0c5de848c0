"""证据留存: a recording that is kept whatever else expires, for a stated reason, until a day or until it is lifted.

Whatever clears anything away asks :func:`standing` first. Nothing in the system deletes or overwrites an original, held or not; a
hold says so to people, and stops what is only kept for a while (the ring buffer of a counter's camera) from running out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from liuhen import access
from liuhen.access.policy import Action
from liuhen.recordings import fold
from liuhen.recordings.models import RecordingHold
from liuhen.register import clock, register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal, Role
from liuhen.regulation.history import History
from liuhen.regulation.kinds.recording_care import GROUNDS
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import CST, DISTANT_FUTURE, end_of

#: Who may lift what somebody else set.
LIFTERS = frozenset({Role.LEGAL.value, Role.HEAD.value, Role.ARCHIVIST.value})


@dataclass(frozen=True, kw_only=True, slots=True)
class Hold:
    """One hold. ``until`` is its last day; None holds until it is lifted."""

    entry: UUID
    ground: str
    reason: str
    basis: str = ""
    until: date | None = None
    set_by: UUID | None = None
    set_by_name: str = ""
    set_at: datetime

    @property
    def title(self) -> str:
        """Its ground in words."""
        return dict(GROUNDS).get(self.ground, self.ground)

    @property
    def ends(self) -> datetime:
        """The moment from which on it holds nothing."""
        return end_of(self.until) if self.until else DISTANT_FUTURE


def of(history: History) -> list[Hold]:
    """The holds of a recording that were not lifted, oldest first; those past their day included. Pure."""
    found: dict[str, Hold] = {}
    for entry in history.entries:
        if entry.kind == fold.HOLD_SET:
            found[entry.id] = Hold(
                entry=UUID(entry.id),
                ground=str(entry["ground"] or "")[:20],
                reason=str(entry["reason"] or ""),
                basis=str(entry["basis"] or "")[:300],
                until=fold.day(entry["until"]),
                set_by=fold.number(entry.author),
                set_by_name=str(entry["set_by"] or "")[:60],
                set_at=entry.recorded_at,
            )
        elif entry.kind == fold.HOLD_LIFTED:
            found.pop(entry.about, None)
    return list(found.values())


def ends(holds: Iterable[Hold]) -> datetime | None:
    """When the last of these is over; None where there is none."""
    return max((hold.ends for hold in holds), default=None)


def all_of(recording: UUID, at: datetime | None = None) -> list[Hold]:
    """The holds in force on a recording now (or ``at``), oldest first."""
    moment = at or clock.now()
    rows = RecordingHold.objects.filter(recording=recording).order_by("set_at", "entry")
    found = [_hold(row) for row in rows]
    return [hold for hold in found if moment < hold.ends]


def standing(recording: UUID, at: datetime | None = None) -> Hold | None:
    """The hold that lasts longest on a recording now (or ``at``); None where nothing holds it. Asked by whatever lets things expire."""
    return max(all_of(recording, at), key=lambda hold: hold.ends, default=None)


def held(recordings: Iterable[UUID], at: datetime | None = None) -> set[UUID]:
    """Which of these are held now (or ``at``); one query for many."""
    day = (at or clock.now()).astimezone(CST).date()
    rows = RecordingHold.objects.filter(recording__in=set(recordings)).values_list("recording", "until")
    return {recording for recording, until in rows if until is None or until >= day}


def _hold(row: RecordingHold) -> Hold:
    names = ("entry", "ground", "reason", "basis", "until", "set_by", "set_by_name", "set_at")
    return Hold(**{name: getattr(row, name) for name in names})


def set_hold(actor: Actor, recording: UUID, *, ground: str, reason: str, basis: str = "", until: date | None = None) -> None:
    """Hold a recording as evidence."""
    ref = SubjectRef("recording", recording)
    access.demand(actor, Action.HOLD, ref)
    if ground not in dict(GROUNDS):
        raise Refusal("没有留存：还没有选留存事由。请先选。", code="incomplete")
    if not reason.strip():
        raise Refusal("没有留存：请写明留存的原因。", code="incomplete")
    if until is not None and until < clock.now().astimezone(CST).date():
        raise Refusal("没有留存：留存至的日期已经过去。请改日期，或者不写，留存到解除为止。", code="past")
    content = {"ground": ground, "reason": reason.strip()[:2000], "basis": basis.strip()[:300], "set_by": actor.name}
    if until is not None:
        content["until"] = until.isoformat()

    def plan(histories: Mapping[SubjectRef, History], _terms: Terms) -> list[Act]:
        _stored(histories[ref])
        same = (content["ground"], content["reason"], until)
        if any((hold.ground, hold.reason, hold.until) == same for hold in of(histories[ref])):
            raise Refusal("没有重复留存：同样的留存已经在。", code="already")
        return [Act(subject=ref, kind=fold.HOLD_SET, content=content)]

    register.write_planned(actor, [ref], plan)


def lift(actor: Actor, recording: UUID, hold: UUID, reason: str) -> None:
    """Lift a hold: who set it, or the legal body, a head, the archivist."""
    ref = SubjectRef("recording", recording)
    access.demand(actor, Action.HOLD, ref)
    if not reason.strip():
        raise Refusal("没有解除：请写明解除的原因。", code="incomplete")

    def plan(histories: Mapping[SubjectRef, History], _terms: Terms) -> list[Act]:
        found = next((one for one in of(histories[ref]) if one.entry == hold), None)
        if found is None:
            raise Refusal("没有解除：这一项留存已经解除。请刷新页面查看。", code="not_found")
        if found.set_by != actor.person and not actor.roles & LIFTERS:
            raise Refusal(
                f"没有解除：这一项由{found.set_by_name or '其他人'}设置，由本人、法制机构、负责人或者档案人员解除。请转给他们。",
                code="not_allowed",
            )
        content = {"reason": reason.strip()[:2000], "lifted_by": actor.name}
        return [Act(subject=ref, kind=fold.HOLD_LIFTED, content=content, about=hold)]

    register.write_planned(actor, [ref], plan)


def _stored(history: History) -> None:
    if not any(entry.kind == fold.STORED for entry in history.entries):
        raise Refusal("没有办成：这段音像还没有入库。请等它入库后再办。", code="not_stored")
