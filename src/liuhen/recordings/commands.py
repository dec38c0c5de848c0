"""What people do with recordings: store, link, state times anew, explain lateness, ask for a copy again.

Evidence that nobody can read is stored as it came and marked 读不出; what is plainly something else (a paper, a program) is
refused with the way to go. Originals are never changed: everything said about them is an entry, every copy a file of its own.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from liuhen import access
from liuhen.bureau import queries as bureau
from liuhen.recordings import fold, jobs, metadata, names, playable, sandbox
from liuhen.recordings.models import RecordingRow, Work
from liuhen.register import clock, files, register
from liuhen.register.files import Blob
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal

_PROBE = sandbox.Limits(seconds=120, cpu=20)  # the wall clock waits longer: a busy machine spoils no evidence
SOURCES = frozenset({"upload", "messenger", "device"})

#: What is certainly no recording, and where it belongs.
_ELSEWHERE = {
    "application/pdf": "这是 PDF 文件。纸质材料的扫描件请附在对应的文书里。",
    "application/zip": "这是文档或压缩包。请解开后逐个上传照片、录音、录像，文档附在对应的文书里。",
    "application/x-ole-storage": "这是办公文档。请附在对应的文书里。",
    "application/x-dosexec": "这是程序文件。请在设备上核对后，改选照片、录音或录像。",
    "application/x-elf": "这是程序文件。请在设备上核对后，改选照片、录音或录像。",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """What a person says of a recording. ``source``: upload, messenger (not the original file) or device.

    ``holder`` tells who holds the original of a messenger file, and on which device. ``taken_by`` is the officer who took it, where
    somebody else (the keeper at the docking station) brings it in: until it is linked to a case it belongs to both.
    """

    name: str = ""
    begin: datetime | None = None
    end: datetime | None = None
    device: str = ""
    place: str = ""
    what: str = ""
    source: str = "upload"
    holder: str = ""
    taken_by: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """The recording, and whether the same file was in the store already."""

    recording: UUID
    duplicate: bool


def recording_id(agency: UUID, sha256: str) -> UUID:
    """One file of an agency is one recording, whoever brings it and however often."""
    return uuid.uuid5(agency, f"recording:{sha256}")


def store_recording(
    actor: Actor, blob: Blob, stated: Stated | None = None, *, arrived: datetime | None = None, upload: UUID | None = None
) -> Stored:
    """Enter a stored file as a recording. ``arrived`` is when its last byte was safe (now, where not given).

    ``upload`` names the upload that brought it: should that be finished a second time, it is known as the same.
    Refusal for what is no recording; for a file that is there already, the recording that exists.
    """
    stated = stated or Stated()
    refuse_others(blob)
    _refuse_crossed(stated)
    number = recording_id(actor.agency, blob.sha256)
    if RecordingRow.objects.filter(pk=number).exists():
        return Stored(recording=number, duplicate=True)
    content = {**_content(blob, stated, arrived or clock.now()), "upload": str(upload or "")}
    entry = uuid.uuid5(number, fold.STORED)
    act = Act(subject=SubjectRef("recording", number), kind=fold.STORED, content=content, id=entry)
    try:
        register.write(actor, [act])
    except Refusal as refusal:
        if refusal.code != "already":
            raise
        return Stored(recording=number, duplicate=True)
    return Stored(recording=number, duplicate=False)


def refuse_others(blob: Blob) -> None:
    """Refuse what is certainly no recording: an empty file, a paper, a program."""
    if blob.size == 0:
        raise Refusal("文件没有收：它是空的，0 字节。请在设备上核对后重新上传。", code="empty")
    if blob.type in _ELSEWHERE:
        raise Refusal(f"文件没有收。{_ELSEWHERE[blob.type]}", code="not_a_recording")


def _refuse_crossed(stated: Stated) -> None:
    if stated.source not in SOURCES:
        raise Refusal("文件没有收：来源不明。请选浏览器上传、聊天软件转存或设备导入。", code="unknown_source")
    if stated.begin and stated.end and stated.end < stated.begin:
        raise Refusal("结束时间早于开始时间，没有记入。请核对后重填。", code="times_crossed")


def _content(blob: Blob, stated: Stated, arrived: datetime) -> dict[str, Any]:
    facts = _facts(blob)
    media = str(facts.get("media") or "")
    seconds = facts.get("seconds")
    begin, end, times_from, zone = _times(stated, facts, arrived)
    notes = set(facts.get("notes") or ())
    if begin is None or end is None:
        notes.add("no_time")
    elif end > arrived:
        notes.add("ends_after_arrival")
    name = names.shown(stated.name)
    type_ = playable.refined(blob.type, media)
    if names.lies(name, type_):
        notes.add("name_lies")
    return {
        "name": name,
        "media": media,
        "type": type_,
        "sha256": blob.sha256,
        "size": blob.size,
        "begin": fold.written(begin),
        "end": fold.written(end),
        "arrived": fold.written(arrived),
        "seconds": seconds,
        "width": facts.get("width") or 0,
        "height": facts.get("height") or 0,
        "source": stated.source,
        "unreadable": bool(facts["unreadable"]),
        "unreadable_why": facts["unreadable"],
        "device": stated.device or str(facts.get("device") or ""),
        "place": stated.place,
        "what": stated.what,
        "holder": stated.holder,
        "taken_by": _staff(stated.taken_by),
        "times_from": times_from,
        "zone": zone,
        "notes": sorted(notes),
        "point": facts.get("point"),
        "codecs": {key: facts[key] for key in ("container", "video", "audio", "pixels", "fps") if facts.get(key)},
    }


def _staff(person: UUID | None) -> dict[str, str] | None:
    row = bureau.person(person) if person else None
    return {"id": str(row.id), "name": row.name} if row else None


def _facts(blob: Blob) -> Mapping[str, Any]:
    """What the file tells of itself; a file that brings its reader down tells that."""
    try:
        return sandbox.run("probe", _PROBE, path=str(files.path_of(blob.sha256)), type=blob.type)
    except sandbox.Failed as failure:
        media = {"image": "photo", "audio": "audio", "video": "video"}.get(blob.type.partition("/")[0], "")
        return {"media": media, "unreadable": failure.reason}


def _times(stated: Stated, facts: Mapping[str, Any], arrived: datetime) -> tuple[datetime | None, datetime | None, str, str]:
    """Begin, end, where they come from and how sure the zone is. One end and the length give the other."""
    length = None if facts.get("seconds") is None else timedelta(seconds=float(facts["seconds"]))
    if stated.begin or stated.end:
        begin, end = stated.begin, stated.end
        if length is not None:
            begin = begin or (end - length if end else None)
            end = end or (begin + length if begin else None)
        return begin or end, end or begin, "stated", "stated"
    found = metadata.captured(facts.get("stamps") or (), arrived=arrived)
    if found is None:
        return None, None, "", ""
    end = found.at + length if length is not None else None
    return found.at, end, found.source, found.zone


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
    register.correct(actor, row.entry, changes, reason, clerical=True)
    after = RecordingRow.objects.get(pk=recording)
    if link_facts(after) != link_facts(row):
        _carry_to_links(actor, after, reason)


def _changes(row: RecordingRow, stated: Stated) -> dict[str, Any]:
    begin, end = stated.begin or row.begin, stated.end or row.end
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
        said["taken_by"] = _staff(stated.taken_by)
    was = {"begin": fold.written(row.begin), "end": fold.written(row.end)}
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
    """Ask again for a copy that could not be made."""
    access.demand(actor, "see", SubjectRef("recording", recording))
    if sort not in jobs.SORTS:
        raise Refusal("没有这种副本。请刷新页面再试。", code="unknown_sort")
    failed = RecordingRow.objects.filter(pk=recording, agency=actor.agency, **{f"{sort}_state": Work.FAILED.value})
    if failed.update(**{f"{sort}_state": Work.WAITING.value, f"{sort}_error": ""}):
        jobs.defer(sort, recording)
