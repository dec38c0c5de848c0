"""From the history of a recording to what stands beside it: moments, the newest transcript, the clips made of it. Pure."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from liuhen.recordings.fold import DERIVED, number
from liuhen.regulation.history import Entry, History

MARKED, WITHDRAWN = "moment_marked", "moment_withdrawn"
TRANSCRIPT = "transcript_set"
CHECKED = "original_checked"


def moments(history: History) -> list[dict[str, Any]]:
    """The values of a MomentRow for each moment that was not taken back, in the order in which they were marked."""
    gone = {str(entry["moment"]) for entry in history.entries if entry.kind == WITHDRAWN}
    return [_moment(entry) for entry in history.entries if entry.kind == MARKED and str(entry["moment"]) not in gone]


def _moment(entry: Entry) -> dict[str, Any]:
    return {
        "id": UUID(str(entry["moment"])),
        "case": number(entry["case"]),
        "record": number(entry["record"]),
        "step": str(entry["step"] or ""),
        "about": str(entry["about"] or ""),
        "title": str(entry["title"] or ""),
        "second": float(entry["second"]),
        "note": str(entry["note"] or ""),
        "by": number(entry.author),
        "at": entry.recorded_at,
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """One version of the words of a recording: what it holds, who stored it and how it came in; ``file`` is the subtitle file it was read from."""

    number: int
    entry: UUID
    lines: int
    sha256: str
    source: str
    name: str
    file: str
    by: UUID | None
    at: datetime


def versions(history: History) -> list[Version]:
    """Every version of the words, oldest first."""
    entries = [entry for entry in history.entries if entry.kind == TRANSCRIPT]
    return [_version(place, entry) for place, entry in enumerate(entries, start=1)]


def _version(place: int, entry: Entry) -> Version:
    return Version(
        number=place,
        entry=UUID(entry.id),
        lines=int(entry["lines"]),
        sha256=str(entry["sha256"]),
        source=str(entry["source"]),
        name=str(entry["name"] or ""),
        file=str(entry["file"] or ""),
        by=number(entry.author),
        at=entry.recorded_at,
    )


def transcript(history: History) -> dict[str, Any] | None:
    """The values of a TranscriptRow (without text): the newest version; None where there is none."""
    every = versions(history)
    if not every:
        return None
    newest = asdict(every[-1])
    return {"version": newest.pop("number"), **{key: value for key, value in newest.items() if key != "file"}}


def clips(history: History) -> list[dict[str, Any]]:
    """The values of a Clip for each that was made."""
    return [_clip(entry) for entry in history.entries if entry.kind == DERIVED and entry["sort"] == "clip"]


def _clip(entry: Entry) -> dict[str, Any]:
    said = entry.content
    return {
        "id": UUID(str(said["clip"])),
        "begin": float(said["asked_from"]),
        "end": float(said["asked_until"]),
        "start": float(said["from"]),
        "stop": float(said["until"]),
        "what": str(said.get("what") or ""),
        "reason": str(said.get("reason") or ""),
        "by": UUID(entry.author),
        "at": entry.recorded_at,
        "state": "ready",
        "error": "",
        "sha256": str(said["sha256"]),
        "type": str(said.get("type") or ""),
        "size": int(said.get("size") or 0),
    }
