"""The files an imported event names: found below the folder given, stored as recordings, linked to the event's record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from liuhen.recordings import commands
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import RecordingRow
from liuhen.register import register
from liuhen.register.files import put
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.when import When


@dataclass(frozen=True, kw_only=True)
class Media:
    """One file of an event and when it was taken, where the source says so."""

    path: Path
    when: When | None = None
    what: str = ""


def media_of(listed: Any, folder: Path | None) -> tuple[Media, ...]:
    """The files named; ValueError (in Chinese) for one that is missing or lies outside the folder."""
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        raise ValueError("音像文件（media）应为列表")  # noqa: TRY004 - told to people like any other bad row
    return tuple(_one(item, folder) for item in listed)


def _one(item: Any, folder: Path | None) -> Media:
    row = item if isinstance(item, Mapping) else {"file": item}
    name = str(row.get("file") or "")
    if folder is None:
        raise ValueError(f"有音像文件“{name}”，请用 --media 说明它们在哪个文件夹")
    root = folder.resolve()
    path = (root / name).resolve()
    if not name or not path.is_relative_to(root) or not path.is_file():
        raise ValueError(f"音像文件“{name}”不在所给的文件夹里")
    when = When.parse(str(row["at"])) if row.get("at") else None
    return Media(path=path, when=when, what=str(row.get("what") or ""))


def store(actor: Actor, case: SubjectRef, record: UUID, files: tuple[Media, ...]) -> None:
    """Store each file once and link it to the record; what is there and linked already stays as it is."""
    for media in files:
        exact = media.when is not None and media.when.start.is_exact and media.when.end.is_exact
        stated = Stated(
            name=media.path.name,
            begin=media.when.start.lo if media.when is not None and exact else None,
            end=media.when.end.lo if media.when is not None and exact else None,
            what=media.what,
        )
        stored = commands.store_recording(actor, put(media.path), stated)
        row = RecordingRow.objects.get(pk=stored.recording)
        try:
            register.link_recording(
                actor, case, SubjectRef("recording", row.pk), record_id=record, facts=commands.link_facts(row)
            )
        except Refusal as refusal:
            if refusal.code != "already":
                raise
