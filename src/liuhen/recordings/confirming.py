"""What a person does with what matching offers: confirm many at once, turn an offer down or open it again, hand a recording to somebody.

Each is an entry; nothing is attached, and nothing left out, silently.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from liuhen import access
from liuhen.access.policy import Action
from liuhen.bureau import queries as bureau
from liuhen.recordings import fold
from liuhen.recordings.commands import link_facts
from liuhen.recordings.models import RecordingRow
from liuhen.register import register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal, Role
from liuhen.regulation.history import History
from liuhen.regulation.terms import Terms

MOST = 200  # of one confirmation


@dataclass(frozen=True, kw_only=True, slots=True)
class Pick:
    """One recording for one record (or, without it, the case alone)."""

    recording: UUID
    case: UUID
    record: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Confirmed:
    """How many links were made, and how many were there already (a second click, a colleague who was quicker)."""

    linked: int = 0
    already: int = 0


def confirm(actor: Actor, picks: Iterable[Pick]) -> Confirmed:
    """Link all of these, or none: one transaction over all their histories."""
    wanted = list(dict.fromkeys(picks))
    if not wanted:
        raise Refusal("没有关联：还没有选音像。请先勾选。", code="incomplete")
    if len(wanted) > MOST:
        raise Refusal(f"没有关联：一次最多关联 {MOST} 段。请分几次办。", code="too_many")
    rows = _rows_to_link(actor, wanted)
    made: list[Confirmed] = []

    def plan(histories: Mapping[SubjectRef, History], _terms: Terms) -> Sequence[Act]:
        fresh = [pick for pick in wanted if not _linked(histories[SubjectRef("case", pick.case)], pick)]
        made.append(Confirmed(linked=len(fresh), already=len(wanted) - len(fresh)))
        return [act for pick in fresh for act in _link(pick, rows[pick.recording], histories)]

    subjects = {SubjectRef("recording", pick.recording) for pick in wanted} | {SubjectRef("case", pick.case) for pick in wanted}
    register.write_planned(actor, subjects, plan)
    return made[-1]


def _rows_to_link(actor: Actor, wanted: Sequence[Pick]) -> Mapping[UUID, RecordingRow]:
    """The rows, where the actor may see each recording and write in each case; raises as access.demand does."""
    for recording in {pick.recording for pick in wanted}:
        access.demand(actor, Action.SEE, SubjectRef("recording", recording))
    for case in {pick.case for pick in wanted}:
        access.demand(actor, Action.WRITE, SubjectRef("case", case))
    rows = RecordingRow.objects.filter(agency=actor.agency).in_bulk({pick.recording for pick in wanted})
    if any(pick.recording not in rows for pick in wanted):
        raise Http404
    return rows


def _linked(case: History, pick: Pick) -> bool:
    asked = (str(pick.recording), str(pick.record or ""))
    return any((str(one["recording"]), str(one["record"] or "")) == asked for one in register.open_links(case))


def _link(pick: Pick, row: RecordingRow, histories: Mapping[SubjectRef, History]) -> list[Act]:
    case, recording = SubjectRef("case", pick.case), SubjectRef("recording", pick.recording)
    record = histories[case].record(str(pick.record)) if pick.record else None
    if pick.record and (record is None or record.voided is not None):
        raise Refusal("没有关联：所选的记录不在这个案件里，或者已经作废。请刷新页面重选。", code="no_record")
    facts = {**link_facts(row), "recording": str(pick.recording), "case": str(pick.case), "record": str(pick.record or "")}
    return [
        Act(subject=case, kind=fold.LINKED, content=facts, about=pick.record),
        Act(subject=recording, kind=fold.LINKED, content=facts),
    ]


def turn_down(actor: Actor, recordings: Iterable[UUID], case: UUID, record: UUID) -> None:
    """These recordings are not of that record: it is not offered for them again, until that is taken back."""
    _say(actor, recordings, fold.TURNED_DOWN, case, record)


def open_again(actor: Actor, recordings: Iterable[UUID], case: UUID, record: UUID) -> None:
    """Take that back: the record may be offered again."""
    _say(actor, recordings, fold.OPENED_AGAIN, case, record)


def _say(actor: Actor, recordings: Iterable[UUID], kind: str, case: UUID, record: UUID) -> None:
    listed = list(dict.fromkeys(recordings))
    if not listed:
        raise Refusal("没有记入：还没有选音像。请先勾选。", code="incomplete")
    for recording in listed:
        access.demand(actor, Action.WRITE, SubjectRef("recording", recording))
    access.demand(actor, Action.SEE, SubjectRef("case", case))
    down = kind == fold.TURNED_DOWN

    def plan(histories: Mapping[SubjectRef, History], _terms: Terms) -> list[Act]:
        content = {"record": str(record), "case": str(case)}
        changed = [ref for ref, history in histories.items() if (record in fold.turned_down(history)) is not down]
        return [Act(subject=ref, kind=kind, content=content) for ref in changed]

    register.write_planned(actor, [SubjectRef("recording", one) for one in listed], plan)


def hand(actor: Actor, recordings: Iterable[UUID], to: UUID, reason: str = "") -> int:
    """Hand loose recordings to somebody who knows what they are of: they wait in his queue from then on."""
    listed = list(dict.fromkeys(recordings))
    person = bureau.person(to)
    if not listed:
        raise Refusal("没有转交：还没有选音像。请先勾选。", code="incomplete")
    if person is None or person.agency != actor.agency or not person.active:
        raise Refusal("没有转交：这个人不在本机关，或者已经离任。请另选一人。", code="no_person")
    if not set(person.roles) & {Role.OFFICER.value, Role.UNIT_HEAD.value}:
        raise Refusal(f"没有转交：{person.name}不办理案件，不能关联音像。请转给执法人员或者机构负责人。", code="wrong_role")
    for recording in listed:
        access.demand(actor, Action.WRITE, SubjectRef("recording", recording))
    if RecordingRow.objects.filter(pk__in=listed, linked=True).exists():
        raise Refusal("没有转交：已经关联案件的音像不用转交。请刷新页面查看。", code="linked")
    content = {"to": {"id": str(person.id), "name": person.name}, "reason": reason.strip()[:300]}
    refs = [SubjectRef("recording", one) for one in listed]
    register.write(actor, [Act(subject=ref, kind=fold.HANDED, content=content) for ref in refs])
    return len(refs)
