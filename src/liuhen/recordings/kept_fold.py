"""From the history of a recording that lies in the dedicated storage to its rows. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from liuhen.recordings import fold
from liuhen.regulation.covered import shown_until
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.kept_elsewhere import BAD, KEPT_ELSEWHERE, KEPT_ELSEWHERE_CHECKED, KEPT_ELSEWHERE_MOVED

ELSEWHERE = "elsewhere"  # a recording's source, while its file is in no store of ours


def recording(history: History) -> dict[str, Any] | None:
    """The values of a RecordingRow: from its file in the system; else, or beside it, from what was told of the one outside."""
    values, kept = fold.row(history), _kept(history)
    if kept is None:
        return values
    put = _put(kept)
    if values is None:
        return _outside(history, kept, put)
    told = _outside(history, kept, put)
    if values["end"] is None:
        values["told_end"] = told["told_end"]
    for key in ("begin", "end", "device", "what", "taken_by", "taken_by_name"):
        values[key] = values[key] or told[key]
    values["arrived"] = min(values["arrived"], put)  # safe since it was first put anywhere (制度第二十七条)
    values["lag"] = _lag(values["arrived"], values["end"])
    return values


def kept(history: History) -> dict[str, Any] | None:
    """The values of a KeptRow (without recording and agency); None for one that was never told to lie outside."""
    told = _kept(history)
    if told is None:
        return None
    where = _said(told)
    checks = list(history.of(KEPT_ELSEWHERE_CHECKED))
    last = max(checks, key=lambda record: record.entry.seq, default=None)
    for moved in history.of(KEPT_ELSEWHERE_MOVED):
        where |= _said(moved)
    put = _put(told)
    return {
        "entry": UUID(told.id),
        "name": str(told["name"] or ""),
        "digest": str(told["digest"] or ""),
        "length": int(told["length"] or 0),
        **where,
        "put": put,
        "told_at": told.recorded_at,
        "since": max([put, *(_checked(one) for one in checks if one["result"] not in BAD)]),
        "checked_at": _checked(last) if last else None,
        "result": str(last["result"]) if last else "",
        "note": str(last["note"] or "")[:500] if last else "",
        "here": any(entry.kind == fold.STORED for entry in history.entries),
    }


def _kept(history: History) -> Record | None:
    return next(history.of(KEPT_ELSEWHERE), None)


def _outside(history: History, told: Record, put: datetime) -> dict[str, Any]:
    begin, said = fold.moment(told["begin"]), fold.moment(told["end"])
    end = shown_until(begin, said, str(told["media"] or ""), told["seconds"])
    taken_by = told["taken_by"] if isinstance(told["taken_by"], Mapping) else {}
    sm3 = str(told["sm3"] or "")
    return {
        "entry": UUID(told.id),
        "here": False,
        "name": str(told["name"] or ""),
        "type": "",
        "source": ELSEWHERE,
        "device": str(told["device"] or ""),
        "what": str(told["what"] or ""),
        "sha256": str(told["digest"] or ""),
        "size": int(told["length"] or 0),
        "media": str(told["media"] or ""),
        "begin": begin,
        "end": end,
        "told_end": said if said != end else None,
        "times_from": "stated" if begin or end else "",
        "arrived": put,
        "lag": _lag(put, end),
        "seconds": told["seconds"],
        "notes": [] if begin or end else ["no_time"],
        "late_reason": fold.late_reason(history),
        "handed_to": fold.handed_to(history),
        "turned_down": fold.turned_down(history),
        "device_id": None,
        "stored_by": fold.number(told.entry.author),
        "taken_by": fold.number(taken_by.get("id")),
        "taken_by_name": str(taken_by.get("name") or ""),
        "sm3": sm3,
        **{f"{sort}_state": fold.NONE for sort in ("poster", "proxy", "wave")},
        "sm3_state": fold.READY if sm3 else fold.NONE,
    }


def _said(record: Record) -> dict[str, Any]:
    """Where it lies and who keeps it, as one entry says."""
    keeper = record["keeper"] if isinstance(record["keeper"], Mapping) else {}
    words = {key: str(record[key] or "") for key in ("kept_at", "carrier", "carrier_code")}
    return {**words, "keeper": fold.number(keeper.get("id")), "keeper_name": str(keeper.get("name") or "")}


def _put(record: Record) -> datetime:
    return fold.moment(record["put"]) or record.recorded_at


def _checked(record: Record) -> datetime:
    return fold.moment(record["checked"]) or record.recorded_at


def _lag(arrived: datetime, end: datetime | None) -> Any:
    return arrived - end if end and arrived >= end else None
