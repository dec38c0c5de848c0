"""Record once: what was entered before flows into the next paper.

``facts`` reads the newest value of each basic fact of a case; ``first_values`` fills a new draft from its kind's ``prefill``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from liuhen.register import clock
from liuhen.register.store import book
from liuhen.register.types import Actor
from liuhen.regulation.causes import case_name, cause_of, laws_for
from liuhen.regulation.fields import Field, Officers, RecordRef, TimeSpan
from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import History, Record
from liuhen.regulation.licences import title_of
from liuhen.regulation.overdue import overdue, stated
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import CST

#: Kinds whose fields are the case's own facts, newest wins.
FACT_KINDS = ("source_told", "case_registration", "case_changed", "licence_application")
DECISIONS = ("penalty_decision", "no_penalty_decision", "summary_decision")


def facts(history: History) -> dict[str, Any]:
    """The basic facts of a case as they stand: name, cause, parties, officers, unit, place, capacity ..."""
    found: dict[str, Any] = {}
    for record in history.records:
        if record.kind.key in FACT_KINDS and record.voided is None:
            if record.kind.key == "licence_application":
                found |= _applied_for(record)
            found |= {key: value for key, value in record.content.items() if value not in (None, "", [], {})}
    return found | _named(history, found) if history.subject_type == "case" else found


def _named(history: History, found: Mapping[str, Any]) -> dict[str, str]:
    """The 案由 as it stands, and the name that follows from it: 涉嫌 falls away with the first decision."""
    cause = cause_of(history)
    decided = any(record.kind.key in DECISIONS and record.stands for record in history.records)
    name = case_name(str(found.get("name") or ""), found.get("parties"), cause, decided=decided)
    return {key: value for key, value in (("cause", cause), ("name", name)) if value}


def _applied_for(record: Record) -> dict[str, Any]:
    """What an application amounts to as a case: who asks for what."""
    names = "、".join(str(one.get("name") or "") for one in record.get("parties") or () if isinstance(one, Mapping))
    title = title_of(str(record.get("item") or ""))
    request = {"change": "变更", "renewal": "延续", "cancel": "注销"}.get(str(record.get("request") or ""), "")
    name = f"{names}申请{request}{title}"
    return {"name": name, "cause": title, "act": "licence", "procedure": "licence", "source": "application"}


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What a first value may come from."""

    facts: Mapping[str, Any]
    history: History
    actor: Actor
    terms: Terms
    about: Record | None


def first_values(kind: Kind, history: History, actor: Actor, terms: Terms, about: Record | None) -> dict[str, Any]:
    """The first values of a draft of ``kind``, from the case, the record it is about, the agency and the clock."""
    known = _Known(facts=facts(history), history=history, actor=actor, terms=terms, about=about)
    values: dict[str, Any] = {}
    for item in kind.fields:
        value = _first(item, known)
        if value not in (None, "", [], {}):
            values[item.key] = value
    return values


def _first(item: Field, known: _Known) -> Any:
    room, _, key = item.prefill.partition(".")
    if room in {"now", "today"}:
        return _now(item, room)
    if room == "is":
        return key
    if room == "me":
        return {"id": str(known.actor.person), "name": known.actor.name}
    if not key:
        return None
    readers: Mapping[str, Callable[[], Any]] = {
        "case": lambda: _officers(_of_case(known, key)) if isinstance(item, Officers) else _of_case(known, key),
        "actor": lambda: _of_actor(known.actor, key),
        "agency": lambda: known.terms.setting(key),
        "setting": lambda: known.terms.setting(key),
        "about": lambda: _listed(item, _of_record(known.about, key)),
        "owing": lambda: _owing(known, key),
        "catalogue": lambda: _of_catalogue(known, key),
        "next": lambda: str(sum(1 for _ in known.history.records if _.kind.key == "evidence_item") + 1),
    }
    return readers.get(room, lambda: _newest(known, room, key))()


def _party(known: _Known) -> str | None:
    """The party of the record a draft is about, else the only one of the case; None where that leaves it open."""
    named = known.about.get("party") if known.about is not None else None
    parties = known.facts.get("parties") or [{}]
    return named or (parties[0].get("id") if len(parties) == 1 else None)


def _owing(known: _Known, key: str) -> Any:
    """What the party owes of the fine today: what a demand, an additional fine, an application to the court state."""
    party = str(_party(known) or "")
    found = overdue(known.history, party, known.terms) if party or not known.facts.get("parties") else None
    return stated(found, clock.now().astimezone(CST).date()).get(key) if found is not None else None


def _listed(item: Field, value: Any) -> Any:
    """A single record's id as the list that a field for several records holds."""
    return [value] if value and isinstance(item, RecordRef) and item.several and isinstance(value, str) else value


def _of_case(known: _Known, key: str) -> Any:
    """A basic fact of the case, what is derived from its parties, or what its approval form says."""
    parties = known.facts.get("parties") or [{}]
    if key == "party":
        return _party(known)
    if key in {"party_name", "party_address"}:
        value = parties[0].get(key.removeprefix("party_"))
        return {"text": value} if value and key == "party_address" else value
    return known.facts.get(key) or _newest(known, "initiation_approval", key)


def _of_catalogue(known: _Known, key: str) -> Any:
    """The articles of the violation that was picked; what the approval form already says is broken goes first."""
    stated = _newest(known, "initiation_approval", "suspected") if key == "broken" else None
    return stated or laws_for(known.history, known.terms, book().violations, key, clock.now().date())


def _of_actor(actor: Actor, key: str) -> Any:
    return {"id": str(actor.person), "name": actor.name} if key == "staff" else getattr(actor, key, None)


def _of_record(about: Record | None, key: str) -> Any:
    if about is None:
        return None
    return getattr(about, key) if key in {"id", "number"} else about.get(key)


def _officers(officers: Any) -> Any:
    """The case's officers without the times at which they showed their certificates elsewhere."""
    if not isinstance(officers, list):
        return officers
    return [{key: value for key, value in officer.items() if key != "shown_at"} for officer in officers]


def _now(item: Field, room: str) -> Any:
    moment = clock.now()
    if isinstance(item, TimeSpan):
        return {"start": moment.strftime("%Y-%m-%dT%H:%M"), "end": ""}
    return moment.date().isoformat() if room == "today" else moment.strftime("%Y-%m-%dT%H:%M")


def _newest(known: _Known, kind: str, key: str) -> Any:
    """The newest value of a field among the records of another kind: ``investigation_report.facts``.

    What a record says of one party flows only into a paper about the same party.
    """
    for record in reversed(known.history.records):
        if record.kind.key != kind or record.voided is not None or record.get(key) in (None, "", [], {}):
            continue
        if record.get("party") in (None, "", _party(known)):
            return record.get(key)
    return None
