"""Marking moments: second n of a recording shows a step of a record. Append only: a wrong one is taken back and marked anew.

A moment of a record is entered in both histories, the recording's and the case's, so that rules, export and archive see it.
"""

import math
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from liuhen import access
from liuhen.recordings import fold_beside
from liuhen.recordings.models import RecordingLink, RecordingRow
from liuhen.recordings.models_beside import MomentRow
from liuhen.register import register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import History
from liuhen.regulation.moments import Asked, asked
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import CST

BEYOND = 0.5  # seconds by which players and files differ about the end
SAID = 1e7  # a second beyond this is no time of any film and is not repeated
LONGEST = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What is marked: a step (``card``, ``refused:on_site``) of a record, or a title of one's own; ``note`` says more."""

    record: UUID | None = None
    step: str = ""
    title: str = ""
    note: str = ""


def mark(actor: Actor, recording: UUID, second: float, said: Said) -> UUID:
    """Enter that ``second`` of a recording shows a step; returns the moment's id."""
    ref = SubjectRef("recording", recording)
    access.demand(actor, "write", ref)
    row = RecordingRow.objects.get(pk=recording, agency=actor.agency)
    at = within(row, second)
    link = _link(row, said.record)
    content: dict[str, Any] = {
        "moment": str(uuid.uuid4()),
        "recording": str(recording),
        "case": str(link.case) if link else "",
        "record": str(said.record or ""),
        "second": at,
        "real": real(row, at),
        "note": said.note.strip()[:300],
        **_named(actor, said),
    }
    number = UUID(content["moment"])
    acts = [Act(subject=ref, kind=fold_beside.MARKED, content=content, id=number)]
    if link is not None:
        case = SubjectRef("case", link.case)
        access.demand(actor, "write", case)
        acts.append(Act(subject=case, kind=fold_beside.MARKED, content=content, about=link.record))

    def plan(histories: Mapping[SubjectRef, History], _terms: Terms) -> list[Act]:
        _refuse_twice(histories[ref], content)
        return acts

    register.write_planned(actor, {act.subject for act in acts}, plan)
    return number


def within(row: RecordingRow, second: float) -> float:
    """A second of a recording, to a tenth; a Refusal where there is none such."""
    if not math.isfinite(second) or second < 0:
        raise Refusal("时刻没有标上：没有读到秒数。请在播放器里停在那一刻再标。", code="bad_second")
    last = 0.0 if row.media == "photo" else row.seconds
    if last is not None and second > last + BEYOND:
        said = f"第 {second:.1f} 秒" if second < SAID else "所给的时刻"
        raise Refusal(f"时刻没有标上：{said}在片尾（{last:.1f} 秒）之后。请停在录像之内再标。", code="beyond_end")
    return round(second if last is None else min(second, last), 1)


def real(row: RecordingRow, second: float) -> str:
    """The time of day of a second, by the recording's corrected beginning; empty where that is not known."""
    if row.begin is None:
        return ""
    return (row.begin + timedelta(seconds=second)).astimezone(CST).replace(tzinfo=None).isoformat(timespec="milliseconds")[:-2]


def _link(row: RecordingRow, record: UUID | None) -> RecordingLink | None:
    """Through which link a moment reaches its case; a record must be one that the recording is linked to."""
    links = list(RecordingLink.objects.filter(recording=row.pk))
    if record is None:
        return next((link for link in links if link.record is None), None)
    found = next((link for link in links if link.record == record), None)
    if found is None:
        raise Refusal("时刻没有标上：这段音像还没有关联到这份记录。请先在“关联”里关联，再标。", code="not_linked")
    return found


def _named(actor: Actor, said: Said) -> dict[str, str]:
    """Step, what it is about, and title."""
    if not said.step or said.record is None:
        title = said.title.strip()[:LONGEST]
        if not title:
            raise Refusal("时刻没有标上：还没有写这一刻是什么。请选步骤，或者写几个字。", code="incomplete")
        return {"step": "", "about": "", "title": title}
    step = step_of(actor, said.record, said.step)
    return {"step": step.key, "about": step.about, "title": step.title}


def step_of(actor: Actor, record: UUID, step: str) -> Asked:
    """The step of a record by its id; a Refusal where the record has none such."""
    _, found = register.find_record(actor.agency, record)
    for one in asked(found):
        if one.id == step:
            return one
    raise Refusal(f"时刻没有标上：{found.kind.title}里没有这一步。请刷新页面再选。", code="unknown_step")


def _refuse_twice(history: History, content: Mapping[str, Any]) -> None:
    same = ("record", "step", "about", "title", "second")
    for values in fold_beside.moments(history):
        there = {**values, "record": str(values["record"] or "")}
        if all(there[key] == content[key] for key in same):
            raise Refusal("这一刻已经标过，没有重复标。", code="already")


def withdraw(actor: Actor, moment: UUID, reason: str = "") -> None:
    """Take a moment back: it stays in the histories, with who took it back and why."""
    row = MomentRow.objects.filter(pk=moment, agency=actor.agency).first()
    if row is None:
        raise Refusal("没有撤回：这个时刻已经不在。请刷新页面查看。", code="not_found")
    ref = SubjectRef("recording", row.recording)
    access.demand(actor, "write", ref)
    content = {
        "moment": str(moment),
        "recording": str(row.recording),
        "case": str(row.case or ""),
        "reason": reason.strip()[:300],
    }
    acts = [Act(subject=ref, kind=fold_beside.WITHDRAWN, content=content)]
    if row.case is not None:
        case = SubjectRef("case", row.case)
        access.demand(actor, "write", case)
        acts.append(Act(subject=case, kind=fold_beside.WITHDRAWN, content=content, about=row.record))

    def plan(histories: Mapping[SubjectRef, History], _terms: Terms) -> list[Act]:
        if not any(values["id"] == moment for values in fold_beside.moments(histories[ref])):
            raise Refusal("没有撤回：这个时刻已经撤回。请刷新页面查看。", code="already")
        return acts

    register.write_planned(actor, {act.subject for act in acts}, plan)
