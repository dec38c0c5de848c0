"""What people do with recordings: store, link, state times anew, explain lateness, ask for a copy again.

Storing is in ``storing`` and told from here. Originals are never changed: everything said about them is an entry, every copy a file
of its own.
"""

from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db import transaction

from liuhen import access
from liuhen.recordings import fold, jobs
from liuhen.recordings.models import RecordingRow, Work
from liuhen.recordings.stated import SOURCES, Stated
from liuhen.recordings.storing import Stored, note_name, recording_id, refuse_others, staff, store_recording
from liuhen.register import register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal

__all__ = [
    "SOURCES",
    "Stated",
    "Stored",
    "explain_lateness",
    "link",
    "link_facts",
    "note_name",
    "recording_id",
    "redo",
    "refuse_others",
    "restate",
    "store_recording",
    "unlink",
]

# -- links ----------------------------------------------------------------------------------------------------------


def link(actor: Actor, case: UUID, recording: UUID, record: UUID | None = None) -> None:
    """Link a recording to a case the actor may write in, and to one of its records; the link carries what rules need."""
    access.demand(actor, "see", SubjectRef("recording", recording))
    access.demand(actor, "write", SubjectRef("case", case))
    row = RecordingRow.objects.get(pk=recording, agency=actor.agency)
    register.link_recording(
        actor, SubjectRef("case", case), SubjectRef("recording", recording), record_id=record, facts=link_facts(row)
    )


def link_facts(row: RecordingRow) -> dict[str, Any]:
    """What a link carries, so that rules need no other history."""
    return {
        "begin": fold.written(row.begin),
        "end": fold.written(row.end),
        "arrived": fold.written(row.arrived),
        "media": row.media,
        "seconds": row.seconds,
        "what": row.what,
        "source": row.source,
        "unreadable": row.unreadable,
        "late_reason": row.late_reason,
    }


def unlink(actor: Actor, case: UUID, recording: UUID, record: UUID | None, reason: str) -> None:
    """Take a link back, with the reason."""
    access.demand(actor, "write", SubjectRef("case", case))
    register.unlink_recording(
        actor, SubjectRef("case", case), SubjectRef("recording", recording), record_id=record, reason=reason
    )


# -- corrections ----------------------------------------------------------------------------------------------------


def restate(actor: Actor, recording: UUID, stated: Stated, reason: str) -> None:
    """Correct what was said of a recording (times, device, place ...): a correction entry; links are made anew with it.

    Only what ``stated`` gives is changed; the file's own facts cannot be.
    """
    access.demand(actor, "write", SubjectRef("recording", recording))
    row = RecordingRow.objects.get(pk=recording, agency=actor.agency)
    changes = _changes(row, stated)
    if not changes:
        raise Refusal("没有更正：填写的与原来一样。", code="unchanged")
    reread(actor, row, changes, reason)


def reread(actor: Actor, row: RecordingRow, values: dict[str, Any], reason: str) -> None:
    """Enter these values in the place of what stands; links are made anew with them."""
    register.correct(actor, row.entry, values, reason, clerical=True)
    after = RecordingRow.objects.get(pk=row.pk)
    if link_facts(after) != link_facts(row):
        _carry_to_links(actor, after, reason)


def _changes(row: RecordingRow, stated: Stated) -> dict[str, Any]:
    was_end = row.told_end or row.end
    begin, end = stated.begin or row.begin, stated.end or was_end
    if begin and end and end < begin:
        raise Refusal("结束时间早于开始时间，没有更正。请核对后重填。", code="times_crossed")
    said: dict[str, Any] = {
        item.name: getattr(stated, item.name)
        for item in fields(stated)
        if item.name in {"device", "place", "what", "holder"} and getattr(stated, item.name)
    }
    if stated.begin or stated.end:
        said |= {"begin": fold.written(begin), "end": fold.written(end), "times_from": "stated", "zone": "stated"}
    if stated.taken_by and stated.taken_by != row.taken_by:
        said["taken_by"] = staff(stated.taken_by)
    was = {"begin": fold.written(row.begin), "end": fold.written(was_end)}
    return {key: value for key, value in said.items() if value != was.get(key, getattr(row, key, ""))}


def _carry_to_links(actor: Actor, row: RecordingRow, reason: str) -> None:
    """A link is corrected in both histories in one call: the old one taken back, the new one with the facts as they are now."""
    ref = SubjectRef("recording", row.pk)
    for standing in fold.links(register.history(actor.agency, ref)):
        case = SubjectRef("case", standing.case)
        pair = {"recording": str(row.pk), "case": str(standing.case), "record": str(standing.record or "")}
        gone, facts = {**pair, "reason": reason}, {**link_facts(row), **pair}
        register.write(
            actor,
            [
                Act(subject=case, kind=fold.UNLINKED, content=gone, about=standing.record),
                Act(subject=ref, kind=fold.UNLINKED, content=gone),
                Act(subject=case, kind=fold.LINKED, content=facts, about=standing.record),
                Act(subject=ref, kind=fold.LINKED, content=facts),
            ],
        )


def explain_lateness(actor: Actor, recording: UUID, reason: str) -> None:
    """迟入库说明: why a recording came in more than 24 hours after it was made; said in the cases it belongs to as well."""
    ref = SubjectRef("recording", recording)
    access.demand(actor, "write", ref)
    if not reason.strip():
        raise Refusal("请写明迟入库的原因。", code="incomplete")
    content = {"reason": reason.strip(), "stated_by": actor.name}
    acts = [Act(subject=ref, kind=fold.LATE_EXPLAINED, content=content)]
    for standing in fold.links(register.history(actor.agency, ref)):
        case = SubjectRef("case", standing.case)
        about = standing.record or _link_in_case(actor, case, recording)
        acts.append(Act(subject=case, kind=fold.LATE_EXPLAINED, content=content, about=about))
    register.write(actor, acts)


def _link_in_case(actor: Actor, case: SubjectRef, recording: UUID) -> UUID | None:
    """The case's own entry of a link that names no record."""
    links = register.open_links(register.history(actor.agency, case))
    found = (one.id for one in links if one["recording"] == str(recording) and not one["record"])
    return fold.number(next(found, ""))


def redo(actor: Actor, recording: UUID, sort: str) -> None:
    """Ask again for a copy that could not be made: whoever may play the recording, for whom it is made."""
    access.demand(actor, "play", SubjectRef("recording", recording))
    if sort not in jobs.SORTS:
        raise Refusal("没有这种副本。请刷新页面再试。", code="unknown_sort")
    failed = RecordingRow.objects.filter(pk=recording, agency=actor.agency, **{f"{sort}_state": Work.FAILED.value})
    with transaction.atomic():  # one that says it waits has a job
        if failed.update(**{f"{sort}_state": Work.WAITING.value, f"{sort}_error": ""}):
            jobs.defer(sort, recording)
