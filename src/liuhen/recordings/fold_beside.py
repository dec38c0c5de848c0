"""From the history of a recording to what stands beside it: moments, the newest transcript, the clips made of it. Pure."""

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


def transcript(history: History) -> dict[str, Any] | None:
    """The values of a TranscriptRow (without text): the newest version; None where there is none."""
    versions = [entry for entry in history.entries if entry.kind == TRANSCRIPT]
    if not versions:
        return None
    newest = versions[-1]
    return {
        "entry": UUID(newest.id),
        "version": len(versions),
        "lines": int(newest["lines"]),
        "sha256": str(newest["sha256"]),
        "source": str(newest["source"]),
        "name": str(newest["name"] or ""),
        "by": number(newest.author),
        "at": newest.recorded_at,
    }


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
