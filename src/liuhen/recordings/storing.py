"""From a file in the store to a recording: what is stated, what the file tells, and the entry made of both.

Evidence that nobody can read is stored as it came and marked 读不出; what is plainly something else (a paper, a program) is
refused with the way to go. A device's own times stand as it wrote them; the times that rules read are those less its drift.
"""

import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from liuhen.bureau import queries as bureau
from liuhen.recordings import devices, fold, names, playable, sandbox, times
from liuhen.recordings.models import RecordingRow
from liuhen.recordings.stated import SOURCES, Stated
from liuhen.register import clock, files, register
from liuhen.register.files import Blob
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Entry

log = logging.getLogger(__name__)
_PROBE = sandbox.Limits(seconds=120, cpu=20)  # the wall clock waits longer: a busy machine spoils no evidence

#: What is certainly no recording, and where it belongs.
_ELSEWHERE = {
    "application/pdf": "这是 PDF 文件。纸质材料的扫描件请附在对应的文书里。",
    "application/zip": "这是文档或压缩包。请解开后逐个上传照片、录音、录像，文档附在对应的文书里。",
    "application/x-ole-storage": "这是办公文档。请附在对应的文书里。",
    "application/x-dosexec": "这是程序文件。请在设备上核对后，改选照片、录音或录像。",
    "application/x-elf": "这是程序文件。请在设备上核对后，改选照片、录音或录像。",
}


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
    stated = _of_the_bureau(actor, stated or Stated())
    refuse_others(blob)
    _refuse_crossed(stated)
    number = recording_id(actor.agency, blob.sha256)
    if (row := RecordingRow.objects.filter(pk=number, here=True).first()) is not None:
        note_name(actor, row, stated)
        return Stored(recording=number, duplicate=True)
    content = {**_content(blob, stated, arrived or clock.now()), "upload": str(upload or "")}
    entry = uuid.uuid5(number, fold.STORED)
    act = Act(subject=SubjectRef("recording", number), kind=fold.STORED, content=content, id=entry)
    try:
        register.write(actor, [act])
    except Refusal as refusal:
        if refusal.code != "already":
            raise
        note_name(actor, RecordingRow.objects.get(pk=number), stated)  # somebody was quicker with the same file
        return Stored(recording=number, duplicate=True)
    return Stored(recording=number, duplicate=False)


def note_name(actor: Actor, row: RecordingRow, stated: Stated) -> None:
    """The same file came under another name: that is entered, once per name. One without a name says nothing."""
    said = _names(stated)
    if said == {"name": names.NAMELESS}:
        return
    history = register.history(row.agency, SubjectRef("recording", row.pk))
    if any(said == _names_of(entry) for entry in history.entries if entry.kind in {fold.STORED, fold.NAMED}):
        return
    content = {**said, "source": stated.source, **_place(stated), "arrived": fold.written(clock.now())}
    entry = uuid.uuid5(row.pk, f"{fold.NAMED}:{said.get('name_given', said['name'])}")
    act = Act(subject=SubjectRef("recording", row.pk), kind=fold.NAMED, content=content, id=entry)
    try:
        register.write(actor, [act])
    except Refusal as refusal:
        if refusal.code != "already":
            raise


def _names(stated: Stated) -> dict[str, str]:
    """The name that is shown, and the one that was given where that is not the same to the letter."""
    name, given = names.shown(stated.name), stated.given or names.written(stated.name)
    return {"name": name} if given in {name, ""} else {"name": name, "name_given": given}


def _names_of(entry: Entry) -> dict[str, str]:
    return {key: str(entry[key]) for key in ("name", "name_given") if entry[key]}


def _of_the_bureau(actor: Actor, stated: Stated) -> Stated:
    """With what was said of its device; one that this bureau does not have is nobody's: the recording is taken, and says so."""
    if stated.device_id is None:
        return stated
    if (device := devices.by_id(actor.agency, stated.device_id)) is not None:
        return replace(stated, utc_mark=device.utc_mark)
    return replace(stated, device_id=None, notes=stated.notes | {"device_unknown"})


def refuse_others(blob: Blob) -> None:
    """Refuse what is certainly no recording: an empty file, a paper, a program."""
    if blob.size == 0:
        raise Refusal("文件没有收：它是空的，0 字节。请在设备上核对后重新上传。", code="empty")
    if blob.type in _ELSEWHERE:
        raise Refusal(f"文件没有收。{_ELSEWHERE[blob.type]}", code="not_a_recording")


def _refuse_crossed(stated: Stated) -> None:
    if stated.source not in SOURCES:
        raise Refusal("文件没有收：来源不明。请选浏览器上传、聊天软件转存或设备导入。", code="unknown_source")
    if times.crossed(stated.begin, stated.end) or times.crossed(stated.device_begin, stated.device_end):
        raise Refusal("结束时间早于开始时间，没有记入。请核对后重填。", code="times_crossed")


def _content(blob: Blob, stated: Stated, arrived: datetime) -> dict[str, Any]:
    facts = _facts(blob)
    media = str(facts.get("media") or "")
    told = times.told(stated, facts, arrived)
    notes = {*(facts.get("notes") or ()), *told.notes, *stated.notes}
    named = _names(stated)
    type_ = playable.refined(blob.type, media)
    if names.lies(named["name"], type_):
        notes.add("name_lies")
    return {
        **named,
        "media": media,
        "type": type_,
        "sha256": blob.sha256,
        "size": blob.size,
        "arrived": fold.written(arrived),
        "seconds": facts.get("seconds"),
        "width": facts.get("width") or 0,
        "height": facts.get("height") or 0,
        "source": stated.source,
        "unreadable": bool(facts["unreadable"]),
        "unreadable_why": facts["unreadable"],
        "device": stated.device or str(facts.get("device") or ""),
        "place": stated.place,
        "what": stated.what,
        "holder": stated.holder,
        "taken_by": staff(stated.taken_by),
        "notes": sorted(notes),
        "point": facts.get("point") or (list(stated.point) if stated.point else None),
        "codecs": {key: facts[key] for key in ("container", "video", "audio", "pixels", "fps") if facts.get(key)},
        **told.as_content(),
        **_docked(stated),
    }


def _docked(stated: Stated) -> dict[str, Any]:
    """What a docking station knows of a file; nothing is entered of what it does not."""
    said = {
        "device_id": str(stated.device_id or ""),
        "sequence": stated.sequence,
        **_place(stated),
        "drift": stated.drift,
    }
    return {key: value for key, value in said.items() if value not in {"", None}}


def _place(stated: Stated) -> dict[str, str]:
    said = {"station": stated.station, "path": names.shown_path(stated.path)}
    return {key: value for key, value in said.items() if value}


def staff(person: UUID | None) -> dict[str, str] | None:
    """Somebody as a field holds him."""
    row = bureau.person(person) if person else None
    return {"id": str(row.id), "name": row.name} if row else None


def _facts(blob: Blob) -> Mapping[str, Any]:
    """What the file tells of itself; a file that brings its reader down tells that."""
    try:
        facts = sandbox.run("probe", _PROBE, path=str(files.path_of(blob.sha256)), type=blob.type)
    except sandbox.Failed as failure:
        log.warning("file sha256=%s brought its reader down: %s", blob.sha256, failure.fault or failure)
        media = {"image": "photo", "audio": "audio", "video": "video"}.get(blob.type.partition("/")[0], "")
        return {"media": media, "unreadable": failure.reason}
    if facts["fault"]:
        log.warning("file sha256=%s cannot be read: %s", blob.sha256, facts["fault"])
    return facts
