"""From the history of a device to its row, who carried it, and what was filmed with it. Pure."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from liuhen.cases.timeline_status import status
from liuhen.recordings.fold import moment, number
from liuhen.regulation import devices
from liuhen.regulation.grammar import Role
from liuhen.regulation.history import BREACH_DECLARED, History, Record
from liuhen.regulation.kinds import equipment as kinds

LIMIT = timedelta(hours=24)  # article 27
#: How long before the word 录制结束 its film can have begun, where nothing else bounds it.
LONGEST = timedelta(hours=24)
#: A film may run on a little after its end was told, and the clocks of camera and phone differ.
SLACK = timedelta(minutes=10)
_WORDS = ("code", "sort", "make", "model", "serial", "gb28181")


def row(history: History) -> dict[str, Any] | None:
    """The values of a DeviceRow (without id and agency); None while it is not registered."""
    registered = next(iter(history.of(kinds.DEVICE_REGISTERED)), None)
    if registered is None:
        return None
    said = dict(registered.content)
    for change in history.of(kinds.DEVICE_CHANGED):
        said |= {key: value for key, value in change.content.items() if value not in (None, "")}
    now = devices.standing(history)
    holder = now.holder or {}
    values: dict[str, Any] = {key: str(said.get(key) or "").strip() for key in _WORDS}
    return values | {
        "storage": said.get("storage"),
        "unit": number(now.unit),
        "unit_name": now.unit_name,
        "state": now.state.value,
        "holder": number(holder.get("id")),
        "holder_name": str(holder.get("name") or ""),
        "held_since": now.since,
        "gap_notes": [_gap_note(one) for one in history.of(kinds.SEQUENCE_GAP_EXPLAINED)],
        "waiting": [_waits(one) for one in history.records if one.voided is None and (one.missing or one.blocked)],
        "registered_at": registered.recorded_at,
        "utc_mark": next((str(one["mark"] or "") for one in reversed(list(history.of(kinds.DEVICE_UTC_STATED)))), ""),
        **_clock(history),
        **_docking(history),
    }


def _clock(history: History) -> dict[str, Any]:
    """The newest comparison of the two clocks; a clock that was set right runs from zero."""
    compared = [one for one in history.records if one.voided is None and one["drift"] is not None]
    if not compared:
        return {"drift": None, "drift_at": None}
    last = compared[-1]
    return {"drift": 0 if last["adjusted"] else int(last["drift"]), "drift_at": moment(last["at"]) or last.recorded_at}


def _docking(history: History) -> dict[str, Any]:
    docked = list(history.of(kinds.DEVICE_DOCKED))
    left = [one["storage_left"] for one in docked if one["storage_left"] is not None]
    return {
        "storage_left": int(left[-1]) if left else None,
        "docked_at": (moment(docked[-1]["at"]) or docked[-1].recorded_at) if docked else None,
        "docked_station": str(docked[-1]["station"] or "") if docked else "",
    }


def _gap_note(note: Record) -> dict[str, str]:
    said = {key: str(note[key] or "") for key in ("first", "last", "reason", "stated_by")}
    return said | {"at": note.recorded_at.isoformat()}


def _waits(paper: Record) -> dict[str, Any]:
    """A paper that somebody has still to sign: the people by id, and whether the keeper. One that was stopped waits for its author."""
    said = {"record": paper.id, "title": paper.kind.title}
    if paper.blocked is not None:
        return {**said, "people": [paper.entry.author], "keeper": False, "stopped": status(paper)}
    people = [want.about for want in paper.missing if want.about]
    keeper = any(want.part.role == Role.KEEPER for want in paper.missing)
    return {**said, "people": people, "keeper": keeper}


def holdings(history: History) -> list[dict[str, Any]]:
    """Who carried it from when until when, oldest first."""
    found: list[dict[str, Any]] = []
    for step in devices.life(history):
        if step.before.holder is not None and step.after.holder is not step.before.holder:
            found[-1]["end"] = max(step.record.at.lo, found[-1]["begin"])
        if step.record.kind is kinds.DEVICE_TAKEN:
            holder = step.after.holder or {}
            found.append(
                {
                    "entry": UUID(step.record.id),
                    "person": number(holder.get("id")),
                    "name": str(holder.get("name") or ""),
                    "begin": step.record.at.lo,
                    "end": None,
                }
            )
    return found


def uses(history: History) -> list[dict[str, Any]]:
    """What was filmed with it, and what has become of that."""
    carried, before = holdings(history), None
    found = []
    for use in history.of(kinds.DEVICE_RECORDED, kinds.DEVICE_USED):
        ended = moment(use["ended"]) or use.recorded_at
        begin = moment(use["begin"]) or _began(ended, carried, before)
        if use.kind is kinds.DEVICE_RECORDED:
            before = ended
        person = use["person"] or {}
        found.append(
            {
                "entry": UUID(use.id),
                "person": number(person.get("id")),
                "name": str(person.get("name") or ""),
                "begin": begin,
                "ended": ended,
                "due": ended + LIMIT,
                "what": str(use["act"] or use["what"] or ""),
                "case": number(use["case"]),
                "record": number(use["record"]),
                **_became(history, use),
            }
        )
    return found


def _began(ended: datetime, carried: list[dict[str, Any]], before: datetime | None) -> datetime:
    """When the film that ended then can have begun: after the last one, after it was taken over."""
    starts: list[datetime] = [one["begin"] for one in carried if one["begin"] <= ended]
    bounds = [ended - LONGEST, *starts[-1:], *([before] if before and before < ended else [])]
    return max(bounds)


def _became(history: History, use: Record) -> dict[str, Any]:
    brought = [one for one in history.of(kinds.DEVICE_BROUGHT) if one.about == use.id]
    if brought:
        first = min(brought, key=lambda one: one.at.lo)
        return {
            "state": "stored",
            "stored_at": moment(first["arrived"]) or first.recorded_at,
            "recording": number(first["recording"]),
        }
    denied = any(one.about == use.id for one in history.of(kinds.DEVICE_NOT_USED))
    explained = any(use.id in str(entry["duty"]) for entry in _pardons(history))
    return {"state": "denied" if denied else "explained" if explained else "open", "stored_at": None, "recording": None}


def _pardons(history: History) -> Iterator[Mapping[str, Any]]:
    return (entry.content for entry in history.entries if entry.kind == BREACH_DECLARED)


def matches(begin: datetime, end: datetime, use: Any) -> bool:
    """Whether a film from ``begin`` to ``end`` is what was filmed between a use's bounds."""
    return bool(begin <= use.ended + SLACK and end >= use.begin)
