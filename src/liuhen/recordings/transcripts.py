"""The words of a recording: typed or brought as a subtitle file, each storing a version; drafts are kept as they are typed."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from liuhen import access
from liuhen.access.permissions import powers
from liuhen.recordings import fold_beside, names, transcripts_text
from liuhen.recordings.fold_beside import Version
from liuhen.recordings.models import RecordingRow
from liuhen.recordings.models_beside import TranscriptDraft, TranscriptRow
from liuhen.recordings.transcripts_text import Line, Read, Unreadable
from liuhen.register import clock, files, register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal

VTT = "text/vtt"
MOST_TYPED = 2_000_000  # characters


def typed(actor: Actor, recording: UUID, text: str) -> Read:
    """Store what was typed as a version; the draft goes."""
    row = _writable(actor, recording)
    if not may_edit(actor, recording):
        told = "文字记录没有存：里面的证件号、电话对您是遮盖的，不能在这里改。请办案人员来改，或者导入一份完整的字幕文件。"
        raise Refusal(told, code="masked")
    try:
        found = transcripts_text.typed(text)
    except Unreadable as why:
        raise Refusal(f"文字记录没有存：{why}。写好的还在。", code="unreadable") from why
    _refuse_same(recording, found)
    _store(actor, row, found, {"source": "typed", "name": "", "file": ""})
    TranscriptDraft.objects.filter(recording=recording, person=actor.person).delete()
    return _beside(row, found)


def _beside(row: RecordingRow, found: Read) -> Read:
    """What was read, and how much of it lies beyond the end of the film: taken as it came, and told."""
    beyond = sum(line.begin > row.seconds for line in found.lines) if row.seconds else 0
    if not beyond:
        return found
    return replace(found, notes=(*found.notes, f"{beyond} 行在片尾（{transcripts_text.code(row.seconds or 0)}）以后，照原样收"))


def imported(actor: Actor, recording: UUID, data: bytes, name: str) -> Read:
    """Store a subtitle file as a version; the file itself is kept as it came."""
    row = _writable(actor, recording)
    try:
        found = transcripts_text.read(data)
    except Unreadable as why:
        told = f"字幕文件没有导入：{why}。请换 SRT 或 WebVTT 文件，或者逐行录入。"
        raise Refusal(told, code="unreadable") from why
    _refuse_same(recording, found)
    kept = files.put(data, "application/octet-stream")
    _store(actor, row, found, {"source": "imported", "name": names.shown(name), "file": kept.sha256})
    return _beside(row, found)


def may_edit(actor: Actor, recording: UUID) -> bool:
    """Whether what stands may be changed line by line: not by who reads it masked, and would store the masks."""
    if powers(actor, SubjectRef("recording", recording)).clearance.personal:
        return True
    return not TranscriptRow.objects.filter(pk=recording).exists()


def _writable(actor: Actor, recording: UUID) -> RecordingRow:
    access.demand(actor, "write", SubjectRef("recording", recording))
    row = RecordingRow.objects.get(pk=recording, agency=actor.agency)
    if row.media == "photo":
        raise Refusal("照片没有文字记录。要说明内容，请更正“内容”一栏。", code="photo")
    return row


def _refuse_same(recording: UUID, found: Read) -> None:
    current = TranscriptRow.objects.filter(pk=recording).values_list("sha256", flat=True).first()
    if current and current == digest_of(found):
        raise Refusal("文字记录没有存：与现在的版本一样。", code="unchanged")


def digest_of(found: Read) -> str:
    """The digest under which lines would be stored."""
    from hashlib import sha256

    return sha256(transcripts_text.written(found.lines).encode()).hexdigest()


def _store(actor: Actor, row: RecordingRow, found: Read, more: dict[str, Any]) -> None:
    blob = files.put(transcripts_text.written(found.lines).encode(), VTT)
    content = {"sha256": blob.sha256, "size": blob.size, "lines": len(found.lines), **more}
    act = Act(subject=SubjectRef("recording", row.pk), kind=fold_beside.TRANSCRIPT, content=content, id=uuid4())
    register.write(actor, [act])


def save_draft(actor: Actor, recording: UUID, text: str) -> None:
    """Keep what is being typed; nothing is entered."""
    _writable(actor, recording)
    if len(text) > MOST_TYPED:
        raise Refusal("草稿没有存：文字超过两百万字。请先把前面的存为一个版本。", code="too_long")
    values = {"text": text, "saved_at": clock.now()}
    TranscriptDraft.objects.update_or_create(recording=recording, person=actor.person, defaults=values)


def draft(actor: Actor, recording: UUID) -> TranscriptDraft | None:
    """One's own draft."""
    return TranscriptDraft.objects.filter(recording=recording, person=actor.person).first()


def lines(sha256: str) -> list[Line]:
    """The lines of a version. FileNotFoundError where its file is not in the store."""
    with files.open_blob(sha256) as file:
        return list(transcripts_text.stored(file.read().decode("utf-8", "replace")))


def versions(agency: UUID, recording: UUID) -> list[Version]:
    """All versions, newest first."""
    history = register.history(agency, SubjectRef("recording", recording))
    return list(reversed(fold_beside.versions(history)))


def editable(actor: Actor, recording: UUID) -> str:
    """What the box to type in begins with: one's draft, else the newest version."""
    own = draft(actor, recording)
    if own is not None:
        return own.text
    row = TranscriptRow.objects.filter(pk=recording).first()
    return transcripts_text.editable(lines(row.sha256)) if row is not None else ""
