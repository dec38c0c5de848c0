"""What many rules ask of a history: a part as something owed, the parties, the filing day, how a paper was served.

Nothing here judges; a question that the record cannot answer gets None, and the rule says ``unseen``.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from liuhen.regulation.grammar import Duty, Gravity, Kind, PartOf, Role, Verdict
from liuhen.regulation.history import PART, Entry, History, Origin, PartView, Record
from liuhen.regulation.kinds.initiation import CASE_CHANGED, CASE_REGISTRATION, INITIATION_APPROVAL, URGENT_START
from liuhen.regulation.kinds.investigation import CORRECTION_ORDER, INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_ITEM, SAMPLING
from liuhen.regulation.kinds.investigation_notes import VIOLATION
from liuhen.regulation.kinds.investigation_preservation import ADVANCE_REGISTRATION
from liuhen.regulation.kinds.licensing import LICENCE_APPLICATION
from liuhen.regulation.kinds.machine import SOURCE_TOLD
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.when import CST, Instant, end_of

#: Kinds that say who the parties and officers are; a rule that asks for them is woken by these too.
PARTY_KINDS = (CASE_REGISTRATION, CASE_CHANGED, INITIATION_APPROVAL, SOURCE_TOLD, LICENCE_APPLICATION)
FILING_KINDS = (INITIATION_APPROVAL, URGENT_START, CASE_REGISTRATION)
#: With one of these a case has begun, as far as a source tells; a rule that speaks of untold steps is woken by them.
STARTS = (
    *FILING_KINDS,
    INSPECTION_RECORD,
    INTERVIEW_TRANSCRIPT,
    CORRECTION_ORDER,
    EVIDENCE_ITEM,
    SAMPLING,
    ADVANCE_REGISTRATION,
    VIOLATION,
)

Anything = Record | Entry


def part_duty(  # noqa: PLR0913 - a duty has that many sides
    because: Anything,
    owner: Record,
    key: str,
    *,
    do: str,
    why: str = "",
    about: str = "",
    due: Instant | None = None,
    gates: tuple[str, ...] = (),
    role: Role | None = None,
    gravity: Gravity = Gravity.NONCONFORMING,
    excused: str = "",
) -> Duty:
    """A part of ``owner`` as owed because of ``because``; unseen where a fact from outside does not tell it."""
    view = owner.part(key, about)
    untold = view is not None and view.verdict == Verdict.UNTOLD
    return Duty(
        because=because,
        owes=owner.kind.part(key),
        do=do,
        why=why,
        about=about,
        due=due,
        met=None if untold else view,
        unseen=untold,
        gates=gates,
        role=role or owner.kind.part_named(key).role or Role.OFFICER,
        gravity=gravity,
        excused=excused,
    )


def untold(history: History, owes: Kind | PartOf | str, do: str, **more: Any) -> Iterator[Duty]:
    """A step that every penalty goes through and of which a partial source says nothing: unseen, because of its start."""
    if not history.partial or any(
        act.get("act") in _USUAL or act.get("procedure") in NO_PENALTY for act in history.of(CASE_REGISTRATION)
    ):
        return
    because = form_of(history) or min(history.of(*STARTS), key=lambda record: record.at, default=None)
    if because is not None:
        yield Duty(because=because, owes=owes, do=do, why="来源未载", unseen=True, **more)


def rest_of(kind: Kind, record: Record | None) -> Kind | PartOf:
    """What is left of a record that is owed: all of it, or the next part of one that was begun and not sent back."""
    if record is None or record.stands or record.blocked is not None or not record.missing:
        return kind
    return kind.part(record.missing[0].part.key)


def day_of(at: Instant) -> date:
    """The first calendar day a moment may fall on, in China."""
    return at.lo.date() if at.lo.tzinfo is CST else at.lo.astimezone(CST).date()


def whole_day(day: date) -> Instant:
    """The end of a day, as a due moment."""
    return Instant.exact(end_of(day))


def as_day(value: Any) -> date | None:
    """A Day field's value; None where it is empty or unreadable."""
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


# -- the procedure ----------------------------------------------------------------------------------------------------
#: The procedure of an act where none is stated.
_USUAL = {"inspection": "inspection", "coercion": "measure", "licence": "licence", "levy": "levy", "fee": "fee", "other": "other"}


#: Procedures in which nobody is punished: no step of a penalty is missed in them.
NO_PENALTY = frozenset({"inspection", "licence", "levy", "fee", "other"})


#: Procedures of force alone: they end with the thing given back or dealt with, or with the duty performed, and decide on no penalty.
FORCE = frozenset({"measure", "enforcement"})


#: What a rule of penalties alone is woken by as well, because it asks whether somebody is to be punished at all.
PROCEDURE_KINDS = (CASE_REGISTRATION, CASE_CHANGED, LICENCE_APPLICATION, SUMMARY_DECISION)


def punishes(history: History) -> bool:
    """Whether the case is about a penalty (or a measure within one): what only a penalty goes through is owed in no other act."""
    return procedure_of(history) not in NO_PENALTY


def decides(history: History) -> bool:
    """Whether a penalty is to be decided on here: filed, investigated and decided in time. A case of force alone owes none of that."""
    return procedure_of(history) not in NO_PENALTY | FORCE


def procedure_of(history: History) -> str:
    """The key of the procedure as last stated; where nobody stated one, that of the act, and of a penalty the ordinary one."""
    return history.remembered("procedure", lambda: _procedure(history))


def _procedure(history: History) -> str:
    stated, act = "", "licence" if LICENCE_APPLICATION.key in history.kinds else ""
    for record in history.of(CASE_REGISTRATION, CASE_CHANGED):
        stated = str(record.get("procedure") or stated)
        act = str(record.get("act") or act)
    if not stated and next(history.of(SUMMARY_DECISION), None) is not None:
        return "summary"
    if stated and not (stated == "ordinary" and act in _USUAL):
        return stated
    return _USUAL.get(act, "ordinary")


# -- parties ----------------------------------------------------------------------------------------------------------
def parties(history: History) -> dict[str, Mapping[str, Any]]:
    """The parties by id, as last stated; one nameless party where nobody has stated any."""
    return history.remembered("parties", lambda: _parties(history))


def _parties(history: History) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for record in sorted(history.of(*PARTY_KINDS), key=lambda record: record.entry.seq):
        for item in record.get("parties") or ():
            if isinstance(item, Mapping) and item.get("id"):
                found[str(item["id"])] = item
    return found or {"": {}}


def concerns(record: Record, party: str) -> bool:
    """Whether a record is about this party; one that names no party concerns them all."""
    named = record.get("party") or ""
    return not party or named in {"", "all", party}


def about_party(history: History, kind: Kind, party: str) -> Iterator[Record]:
    """The records of a kind that concern a party."""
    return (record for record in history.of(kind) if concerns(record, party))


def standing_for(history: History, kind: Kind, party: str) -> Record | None:
    """The newest record of a kind about a party that stands; else the newest; None where there is none."""
    return history.remembered(("standing_for", kind.key, party), lambda: _standing_for(history, kind, party))


def _standing_for(history: History, kind: Kind, party: str) -> Record | None:
    found = list(about_party(history, kind, party))
    return _newest([record for record in found if record.stands] or found)


def _newest(records: list[Record]) -> Record | None:
    return records[-1] if records else None


def parties_of(record: Record, everybody: Mapping[str, Any]) -> list[str]:
    """The parties a record concerns, by id: the one it names, else all."""
    named = str(record.get("party") or "")
    return [named] if named and named != "all" else list(everybody)


def name_of(party: str, everybody: Mapping[str, Mapping[str, Any]]) -> str:
    """A party's name, in front of what is owed to him; empty where the case has but one."""
    return f"{everybody[party].get('name') or party}：" if len(everybody) > 1 and party in everybody else ""


# -- the start --------------------------------------------------------------------------------------------------------
def form_of(history: History, start: Record | None = None) -> Record | None:
    """The initiation form about a start; where none names it (a told case), the one that names no other."""
    return history.remembered(("form_of", start.id if start else None), lambda: _form_of(history, start))


def _form_of(history: History, start: Record | None) -> Record | None:
    if start is not None and (form := history.standing(INITIATION_APPROVAL, about=start)) is not None:
        return form
    free = [form for form in history.of(INITIATION_APPROVAL) if start is None or not _names_another(history, form, start)]
    return _newest([form for form in free if form.stands] or free)


def _names_another(history: History, form: Record, start: Record) -> bool:
    about = history.record(form.about) if form.about else None
    return about is not None and about.kind is URGENT_START and about.id != start.id


def filing_day(history: History, *, urgent_counts: bool = True) -> Instant | None:
    """立案之日: the day stated on the form; after an urgent start the earlier of the two (practice.md 3); None if unknown."""
    return history.remembered(("filing_day", urgent_counts), lambda: _filing_day(history, urgent_counts=urgent_counts))


def _filing_day(history: History, *, urgent_counts: bool) -> Instant | None:
    form = form_of(history)
    filed: Instant | None = None
    if form is not None:
        stated = as_day(form.get("filed_on"))
        filed = Instant.day(stated) if stated else form.effective if not form.told else form.at
    starts = [start.at for start in history.of(URGENT_START)]
    if urgent_counts and starts and (filed is None or min(starts) < filed):
        return min(starts)
    return filed


# -- who took part ----------------------------------------------------------------------------------------------------
def officers(record: Record) -> list[Mapping[str, Any]]:
    """The officers a record names; empty where it names none."""
    return [item for item in record.get("officers") or () if isinstance(item, Mapping)]


def officer_count(record: Record) -> int | None:
    """How many officers took part, by name or as a source tells it; None where neither is known."""
    named = {str(item.get("id") or item.get("name")) for item in officers(record)}
    if named:
        return len(named)
    told = record.get("officer_count")
    return int(told) if told is not None else (None if record.told else 0)


def shown(record: Record) -> bool | None:
    """Whether every officer showed the certificate: as stated for each, or as a source tells it; None where untold."""
    told = record.get("certificates_shown")
    if told is not None and record.told:
        return bool(told)
    named = officers(record)
    if named and all(item.get("shown_at") for item in named):
        return True
    return None if record.told else False


def agreed(history: History, record: Record, key: str) -> list[PartView]:
    """Every agreeing word of a part since the record was last returned, oldest first: a confirmation hides no telephone call."""
    found: list[PartView] = []
    for entry in history.entries:
        if entry.kind != PART or entry.part_of != record.id or entry.content.get("part") != key:
            continue
        verdict = Verdict(entry.content.get("verdict", Verdict.AGREED))
        if verdict == Verdict.RETURNED:
            found = []
        elif verdict == Verdict.AGREED:
            at = entry.at if entry.origin != Origin.SYSTEM else Instant.exact(entry.recorded_at)
            means = str(entry.content.get("means", ""))
            found.append(PartView(key=key, verdict=verdict, at=at, author=entry.author, means=means, entry=entry))
    return found
