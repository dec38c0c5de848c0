"""Issuing a formal act, linking a recording, and reading (the second log)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from liuhen.ledger.append import append
from liuhen.ledger.envelope import NewEntry
from liuhen.register import clock
from liuhen.register.gates import refuse_if_stopped, standing_in_the_way
from liuhen.register.numbering import draw
from liuhen.register.parts import find_record
from liuhen.register.store import load, terms, today
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.register.write import provisional, write_planned
from liuhen.regulation.book import Finding
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import ISSUED, History, Record
from liuhen.regulation.paper import unsettled
from liuhen.regulation.terms import Terms


def issue(actor: Actor, record_id: UUID) -> Record:
    """Issue a complete record as an instrument: gate, number, ``issued``; its PDF follows by a job of the room instruments."""
    ref, _ = find_record(actor.agency, record_id)

    def plan(histories: Mapping[SubjectRef, History], settled: Terms) -> list[Act]:
        history = histories[ref]
        record = history.record(str(record_id))
        assert record is not None  # noqa: S101 - found above, and entries do not go
        _refuse_unready(record)
        _refuse_unsettled(record, settled)
        trial = provisional(actor, _issued_act(ref, record_id, {"number": ""}), len(history) + 1)
        refuse_if_stopped(standing_in_the_way(history, [trial], record.kind.key, record.id, settled), record.kind.title)
        number = draw(actor.agency, record.kind, clock.now(), settled)
        return [_issued_act(ref, record_id, number)]

    written = write_planned(actor, [ref], plan)
    record = written.histories[ref].record(str(record_id))
    assert record is not None  # noqa: S101 - just appended to
    return record


def _issued_act(ref: SubjectRef, record_id: UUID, content: Mapping[str, Any]) -> Act:
    return Act(subject=ref, kind=ISSUED, content=content, part_of=record_id)


def _refuse_unready(record: Record) -> None:
    title = record.kind.title
    if not record.kind.issued:
        raise Refusal(f"“{title}”不是对外发出的文书，不用发出。", code="not_issued")
    if record.told:
        raise Refusal(f"这份“{title}”是依原件录入的，原件就是正本，不再另发一份。", code="original_is_paper")
    if record.issued is not None:
        raise Refusal(f"这份“{title}”已经发出，文号{record.number}。", code="already")
    if record.missing:
        waiting = "、".join(want.label for want in record.missing)
        raise Refusal(f"“{title}”还不能发出，还差：{waiting}。", code="incomplete")
    if not record.complete:
        raise Refusal(f"“{title}”已被退回、不同意或者作废，不能发出。请改好后重新送签。", code="blocked")


def _refuse_unsettled(record: Record, settled: Terms) -> None:
    """Before a number is drawn: a paper that cannot name where remedies are sought would keep its number and never come."""
    absent = unsettled(record.kind, settled, today(clock.now()))
    if absent:
        raise Refusal(
            f"“{record.kind.title}”要写明救济途径，本机关还没有设置{'、'.join(absent)}的全称。请系统管理员在“机关设置”里填好再发出。",
            code="unsettled",
        )


def may_issue(actor: Actor, record_id: UUID) -> list[Finding]:
    """What stands in the way of issuing a record now; nothing is written."""
    ref, record = find_record(actor.agency, record_id)
    history = load(actor.agency, ref)
    trial = provisional(actor, _issued_act(ref, record_id, {"number": ""}), len(history) + 1)
    return standing_in_the_way(history, [trial], record.kind.key, record.id, terms(actor.agency))


def link_recording(
    actor: Actor,
    case: SubjectRef,
    recording: SubjectRef,
    *,
    record_id: UUID | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Link a recording to a case and, if given, to one of its records: one entry in each history, with the facts rules need."""
    content = {**(facts or {}), "recording": str(recording.id), "case": str(case.id), "record": str(record_id or "")}
    same = (str(recording.id), str(record_id or ""))

    def plan(histories: Mapping[SubjectRef, History], _terms: Terms) -> list[Act]:
        linked = [(str(e.content.get("recording")), str(e.content.get("record", ""))) for e in open_links(histories[case])]
        if same in linked:
            raise Refusal("这段音像已经关联在这里，没有重复记。", code="already")
        return [
            Act(subject=case, kind="recording_linked", content=content, about=record_id),
            Act(subject=recording, kind="recording_linked", content=content),
        ]

    write_planned(actor, [case, recording], plan)


def unlink_recording(actor: Actor, case: SubjectRef, recording: SubjectRef, *, record_id: UUID | None, reason: str) -> None:
    """Take a link back, with the reason; both entries stay."""
    if not reason.strip():
        raise Refusal("取消关联要写明原因。", code="incomplete")
    content = {"recording": str(recording.id), "case": str(case.id), "record": str(record_id or ""), "reason": reason}
    acts = [
        Act(subject=case, kind="recording_unlinked", content=content, about=record_id),
        Act(subject=recording, kind="recording_unlinked", content=content),
    ]
    write_planned(actor, [case, recording], lambda _histories, _terms: acts)


def open_links(history: History) -> list[Any]:
    """The ``recording_linked`` entries of a history that were not taken back."""
    links: dict[tuple[str, str], Any] = {}
    for entry in history.entries:
        key = (str(entry.content.get("recording", "")), str(entry.content.get("record", "")))
        if entry.kind == "recording_linked":
            links[key] = entry
        elif entry.kind == "recording_unlinked":
            links.pop(key, None)
    return list(links.values())


def read(actor: Actor, subject: SubjectRef, kind: str, content: Mapping[str, Any] | None = None) -> UUID:
    """Put a reading (opened, played, printed, downloaded, exported ...) into the second log; returns its id."""
    number = uuid4()
    entry = NewEntry(
        id=number,
        agency=actor.agency,
        subject=subject.id,
        subject_type=subject.type,
        kind=kind,
        version=1,
        author=actor.person,
        acted={},
        origin="system",
        content={"name": actor.name, **(content or {})},
    )
    with transaction.atomic():
        append([entry], recorded_at=clock.script(), log="readings")
    return number
