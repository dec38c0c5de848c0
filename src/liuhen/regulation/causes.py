"""What a case is about: its 案由, the violations that it states, the day of the act, and the name that follows from them.

The 案由 is kept in words, as it always was: words that the catalogue knows are the violation, any others are provisional 暂定.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from liuhen.regulation.asking import day_of
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.initiation import CASE_CHANGED, CASE_REGISTRATION, INITIATION_APPROVAL
from liuhen.regulation.kinds.initiation_cause import CAUSE_CONFIRMATION
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD
from liuhen.regulation.kinds.investigation_notes import VIOLATION
from liuhen.regulation.kinds.machine import SOURCE_TOLD
from liuhen.regulation.norms import PENALTY, Clause
from liuhen.regulation.terms import Terms
from liuhen.regulation.violation import Catalogue, Violation
from liuhen.regulation.violation_rows import rows_of

#: Kinds that state the 案由; a rule that asks for it is woken by these too.
CAUSE_KINDS = (SOURCE_TOLD, CASE_REGISTRATION, CASE_CHANGED, INITIATION_APPROVAL, CAUSE_CONFIRMATION)
#: Kinds that tell when the act was done.
ACT_KINDS = (VIOLATION, INSPECTION_RECORD)
SUSPECTED = "涉嫌"
ORDER_TO_CORRECT = Clause(norm=PENALTY, article="28", paragraph="第一款")


def catalogue(terms: Terms, ours: Catalogue | None = None, on: date | None = None) -> Catalogue:
    """The Book's violations and the rows that the bureau has entered by that day."""
    known = terms.violations if ours is None else ours
    rows = [
        row
        for setting in terms.settings.get("violations", ())
        if on is None or setting.since <= on
        for row in rows_of(setting.value, setting.source)
    ]
    return known.joined(rows) if rows else known


def stated(history: History) -> Record | None:
    """The record that states the 案由 as it stands: the newest that names one; a confirmation once the legal body agreed."""
    return history.remembered("cause stated", lambda: _stated(history))


def _stated(history: History) -> Record | None:
    found = [
        record
        for record in history.of(*CAUSE_KINDS)
        if record.get("cause") and (record.kind is not CAUSE_CONFIRMATION or record.stands)
    ]
    return max(found, key=lambda record: record.entry.seq, default=None)


def cause_of(history: History) -> str:
    """The 案由 in words; empty where nobody has stated one."""
    record = stated(history)
    return str(record["cause"]).strip() if record is not None else ""


def violations_of(history: History, terms: Terms) -> list[Violation]:
    """The violations that the 案由 states."""
    return history.remembered("violations", lambda: catalogue(terms).read(cause_of(history))[0])


def act_day(history: History) -> date | None:
    """The day on which the act ended, as far as the case tells: as recorded, else the day it was found going on; None if unknown."""
    acts = [record for record in history.of(VIOLATION) if record.stands]
    if acts:
        return max(acts, key=lambda record: record.ended).ended.known_day
    found = [record.at.known_day for record in history.of(INSPECTION_RECORD) if record.at.known_day]
    return min(found, default=None)


def paper_day(paper: Record) -> date:
    """The day of a paper, as the law that applies to it is picked."""
    return day_of(paper.effective or paper.at)


def laws_for(history: History, terms: Terms, ours: Catalogue, key: str, today: date) -> list[dict[str, Any]]:
    """What a picked violation fills in: ``broken``, ``penal``, ``order`` (the order to correct), in the edition of the day of the act."""
    day = act_day(history) or today
    found: list[dict[str, Any]] = []
    for violation in catalogue(terms, ours).read(cause_of(history))[0]:
        base = violation.base
        clauses = base.broken if key == "broken" else (base.penal,)
        if key == "order" and not base.order:
            clauses = (ORDER_TO_CORRECT,)
        found += [row for clause in clauses if (row := clause.on(day)) not in found]
    return found


def case_name(stated_name: str, parties: object, cause: str, *, decided: bool) -> str:
    """当事人＋涉嫌＋案由＋案 until it is decided (law-more.md 9.3); a name that somebody wrote loses only its 涉嫌 then."""
    if stated_name:
        return stated_name.replace(SUSPECTED, "", 1) if decided and cause and SUSPECTED in stated_name else stated_name
    listed = parties if isinstance(parties, list) else []
    who = "、".join(str(one.get("name")) for one in listed if isinstance(one, Mapping) and one.get("name"))
    if not cause:
        return ""
    return f"{who}{'' if decided else SUSPECTED}{cause.replace('；', '、')}案"
