"""From the history of a case or a recording to the rows of the supervision desk. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from liuhen.cases.fold import known
from liuhen.recordings.fold import moment, number
from liuhen.regulation.articles.a27_case_file import STORE_HOURS, segments
from liuhen.regulation.coverage import Link, links, shown
from liuhen.regulation.covering import Filmed, act_of, filmed, unnoticed, whole_course
from liuhen.regulation.filming import Filming, filming, gap_explained
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.recording import LATE_STORAGE_EXPLAINED, RECORDING_LINKED, RECORDING_STORED
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import CST

ACT_KINDS = frozenset(kind.key for kind in filmed())
#: A case without any of these has no row here.
KINDS = ACT_KINDS | {RECORDING_LINKED.key}
LIMIT = timedelta(hours=STORE_HOURS)

Values = dict[str, Any]


def coverage(history: History, terms: Terms) -> dict[UUID, Values]:
    """The values of the CoverageRows of one case by record, but what the case itself decides (unit, restriction)."""
    if history.kinds.isdisjoint(ACT_KINDS):
        return {}
    linked = links(history)
    found = {}
    for record in history.of(*filmed()):
        act = act_of(record)
        # an issued paper that nobody issued is no act yet
        if act is not None and (record.stands or not record.kind.issued):
            found[UUID(record.id)] = _covered(history, record, act, linked, terms)
    return found


def _covered(history: History, record: Record, act: Filmed, linked: list[Link], terms: Terms) -> Values:
    at = known(record.at, record.recorded_at).astimezone(CST)
    day = at.date()
    found = filming(history, record, act, linked, unnoticed=unnoticed(act, day, terms))
    officers = [one for one in record.get("officers") or () if isinstance(one, Mapping)]
    span = found.coverage
    return {
        "kind": record.kind.key,
        "act": act.key,
        "must": act.must,
        "whole": act.must and whole_course(act, day, terms),
        "day": day,
        "at": at,
        "officers": _officers(officers, record),
        "officer_names": "、".join(str(one.get("name") or "") for one in officers)[:200],
        "state": found.state.value,
        "seconds": _length(record, found),
        "covered": round(span.covered_seconds) if span else 0,
        "missing": round(span.missing_seconds) if span else 0,
        "gaps": [[gap.begin.isoformat(), gap.end.isoformat()] for gap in span.gaps] if span else [],
        "explained": gap_explained(history, record) is not None,
        "reason": found.excused,
        "reason_by": _who_said(found, officers),
        "recordings": _ids(link.recording for link in found.links),
    }


def _who_said(found: Filming, officers: list[Mapping[str, Any]]) -> str:
    """Who stated on the spot why it was not recorded: whom the note names, else who leads in the record that says so."""
    if not found.excused or found.excuse is None:
        return ""
    lead = next((one for one in officers if one.get("lead")), None)
    return (found.excuse.name or str((lead or {}).get("name") or ""))[:60]


def _officers(listed: Iterable[Mapping[str, Any]], record: Record) -> list[UUID]:
    """The officers whom the record names, who are people of ours; where it names none, its author."""
    found = _ids(str(one.get("id") or "") for one in listed)
    return found or (_ids([record.entry.author]) if not record.told else [])


def _ids(texts: Iterable[str]) -> list[UUID]:
    return list(dict.fromkeys(found for text in texts if (found := number(text))))


def _length(record: Record, found: Filming) -> int:
    if found.coverage is not None:
        return round(found.coverage.seconds)
    exact = record.at.is_exact and record.ended.is_exact
    return max(0, round((record.ended.hi - record.at.lo).total_seconds())) if exact else 0


# -- from end to storing ----------------------------------------------------------------------------------------------


def storage(history: History) -> dict[UUID, Values]:
    """The values of the StorageRows of one case by record; recordings that belong to no record tell of themselves."""
    found = {}
    for about, group in segments(links(history)).items():
        record = history.record(about)
        if record is None or not group[0].record:
            continue
        ended = max((link.end.hi for link in group if link.end), default=None)
        arrived = max(link.arrived.hi for link in group if link.arrived)
        notes = [note for note in history.of(LATE_STORAGE_EXPLAINED) if note.about in {"", about, group[0].entry.id}]
        said = [str(link.entry["late_reason"]) for link in group if link.entry["late_reason"]]
        reasons = [str(note.get("reason") or "") for note in notes] or said
        explained = bool(notes) or all(link.explained for link in group)
        found[UUID(about)] = _stored(ended, arrived, explained=explained, reason="；".join(dict.fromkeys(reasons))) | {
            "record": UUID(about),
            "kind": record.kind.key,
            "messenger": any(link.entry["source"] == "messenger" for link in group),
            "files": len(group),
            "recordings": _ids(link.recording for link in group),
        }
    return found


def own_storage(history: History) -> Values | None:
    """The values of the StorageRow of a recording that is linked to no record; None for one that is, or that is not stored."""
    if any(link.record for link in links(history)):
        return None
    stored = next(history.of(RECORDING_STORED), None)
    if stored is None:
        return None
    last = shown(stored)
    ended = last.hi if last else moment(stored["begin"])
    notes = [str(note.get("reason") or "") for note in history.of(LATE_STORAGE_EXPLAINED)]
    return _stored(
        ended, moment(stored["arrived"]) or stored.recorded_at, explained=bool(notes), reason="；".join(dict.fromkeys(notes))
    ) | {
        "record": None,
        "kind": "",
        "messenger": stored["source"] == "messenger",
        "files": 1,
        "recordings": _ids([history.subject]),
    }


def _stored(ended: datetime | None, arrived: datetime, *, explained: bool, reason: str) -> Values:
    lag = arrived - ended if ended is not None and arrived >= ended else None
    return {
        "day": _day(ended or arrived),
        "ended": ended,
        "arrived": arrived,
        "lag": round(lag.total_seconds()) if lag is not None else None,
        "late": lag is not None and lag > LIMIT,
        "explained": explained,
        "reason": reason,
    }


def _day(at: datetime) -> date:
    return at.astimezone(CST).date()


def linked_records(history: History) -> Iterator[UUID]:
    """The records to which a recording is linked now."""
    yield from _ids(link.record for link in links(history) if link.record)


def linked_case(history: History) -> UUID | None:
    """The case of a recording that belongs to no record."""
    return next((found for link in links(history) if (found := number(link.entry["case"]))), None)
