"""From the history of a recording to its row and its links. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from liuhen.recordings import playable, trouble
from liuhen.regulation.covered import shown_until
from liuhen.regulation.history import Entry, History
from liuhen.regulation.when import CST

STORED = "recording_stored"
LINKED = "recording_linked"
UNLINKED = "recording_unlinked"
DERIVED = "recording_derived"
LATE_EXPLAINED = "late_storage_explained"
SIDECAR = "sidecar_kept"
NAMED = "recording_named"
HOLD_SET, HOLD_LIFTED = "hold_set", "hold_lifted"
HANDED = "recording_handed"
TURNED_DOWN, OPENED_AGAIN = "match_turned_down", "match_opened_again"

#: Years that a recording or a device's clock, however wrong, is taken to speak of: beyond them zones and lengths cannot be reckoned with.
FIRST_YEAR, LAST_YEAR = 1900, 2199

WAITING, READY, NONE = "waiting", "ready", "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One link that was not taken back."""

    entry: UUID
    case: UUID
    record: UUID | None
    by: UUID | None
    at: datetime


def moment(text: Any) -> datetime | None:
    """A moment as fields hold it (naive, China time); None where it is not given or cannot be read, or no calendar of ours has it."""
    try:
        found = datetime.fromisoformat(str(text or ""))
    except ValueError:
        return None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    return found if found.tzinfo else found.replace(tzinfo=CST)


def written(at: datetime | None) -> str:
    """A moment as fields hold it, to the second; ``""`` for none."""
    return at.astimezone(CST).replace(tzinfo=None).isoformat(timespec="seconds") if at else ""


def number(text: Any) -> UUID | None:
    """An id as fields hold it; None where there is none."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


def day(text: Any) -> date | None:
    """A day as fields hold it; None where it is not given or cannot be read."""
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return None


def row(history: History) -> dict[str, Any] | None:
    """The values of a RecordingRow (without id and agency); None while nothing is stored."""
    stored = next((record for record in history.records if record.kind.key == STORED), None)
    if stored is None:
        return None
    said = stored.content
    begin, told, arrived = moment(said.get("begin")), moment(said.get("end")), moment(said["arrived"])
    media, unreadable = str(said.get("media") or ""), bool(said.get("unreadable"))
    end = told if unreadable else shown_until(begin, told, media, said.get("seconds"))
    codecs = dict(said.get("codecs") or {})
    words = ("name", "type", "source", "device", "sequence", "station", "place", "what", "holder", "times_from", "zone")
    values: dict[str, Any] = {key: str(said.get(key) or "") for key in words}
    values["unreadable_why"] = trouble.shown(str(said.get("unreadable_why") or ""))
    values |= {
        "entry": UUID(stored.id),
        "here": True,
        "sha256": str(said["sha256"]),
        "size": int(said["size"]),
        "media": media,
        "begin": begin,
        "end": end,
        "told_end": told if told != end else None,
        "arrived": arrived,
        "lag": arrived - end if arrived and end and arrived >= end else None,
        "seconds": said.get("seconds"),
        "width": int(said.get("width") or 0),
        "height": int(said.get("height") or 0),
        "codecs": codecs,
        "point": said.get("point"),
        "notes": sorted({str(note) for note in said.get("notes") or ()}),
        "unreadable": unreadable,
        "sidecars": [{key: entry[key] for key in ("name", "sha256", "size", "type")} for entry in _entries(history, SIDECAR)],
        "late_reason": late_reason(history),
        "handed_to": handed_to(history),
        "turned_down": turned_down(history),
        "device_id": number(said.get("device_id")),
        "device_begin": moment(said.get("device_begin")),
        "device_end": moment(said.get("device_end")),
        "drift": said.get("drift"),
        "stored_by": number(stored.entry.author),
        "taken_by": number((said.get("taken_by") or {}).get("id")),
        "taken_by_name": str((said.get("taken_by") or {}).get("name") or ""),
    }
    seen = media in {"photo", "video"} and not unreadable
    how = "" if unreadable else playable.need(values["type"], codecs)
    heard = bool(codecs.get("audio")) and not unreadable
    return values | _copies(history, poster=seen, proxy=bool(how), wave=heard)


def handed_to(history: History) -> UUID | None:
    """Whom it was handed to last; None where it was to nobody."""
    last = next((entry["to"] for entry in reversed(list(_entries(history, HANDED)))), None)
    return number(last.get("id")) if isinstance(last, Mapping) else None


def turned_down(history: History) -> list[UUID]:
    """The records that it was offered to and is not of, as it stands."""
    found: dict[UUID, None] = {}
    for entry in history.entries:
        record = number(entry["record"]) if entry.kind in {TURNED_DOWN, OPENED_AGAIN} else None
        if record is not None and entry.kind == TURNED_DOWN:
            found[record] = None
        elif record is not None:
            found.pop(record, None)
    return list(found)


def _copies(history: History, *, poster: bool, proxy: bool, wave: bool) -> dict[str, Any]:
    made: dict[str, Mapping[str, Any]] = {}
    for entry in _entries(history, DERIVED):
        made[str(entry["sort"])] = entry.content
    return {
        "poster": str(made.get("poster", {}).get("sha256") or ""),
        "poster_state": READY if "poster" in made else WAITING if poster else NONE,
        "proxy": str(made.get("proxy", {}).get("sha256") or ""),
        "proxy_type": str(made.get("proxy", {}).get("type") or ""),
        "proxy_state": READY if "proxy" in made else WAITING if proxy else NONE,
        "wave": str(made.get("wave", {}).get("sha256") or ""),
        "wave_state": READY if "wave" in made else WAITING if wave else NONE,
        "sm3": str(made.get("sm3", {}).get("digest") or ""),
        "sm3_state": READY if "sm3" in made else WAITING,
    }


def late_reason(history: History) -> str:
    """Why it came in late, as last explained."""
    return next((str(entry["reason"] or "") for entry in reversed(list(_entries(history, LATE_EXPLAINED)))), "")


def links(history: History) -> list[Link]:
    """The links that stand, oldest first."""
    found: dict[tuple[str, str], Link] = {}
    for entry in history.entries:
        key = (str(entry["case"]), str(entry["record"] or ""))
        if entry.kind == LINKED:
            found[key] = Link(
                entry=UUID(entry.id),
                case=UUID(key[0]),
                record=number(key[1]),
                by=number(entry.author),
                at=entry.recorded_at,
            )
        elif entry.kind == UNLINKED:
            found.pop(key, None)
    return list(found.values())


def _entries(history: History, kind: str) -> Iterator[Entry]:
    # whether a kind makes records or loose entries is the Book's business; here only what was said counts
    return (entry for entry in history.entries if entry.kind == kind)
