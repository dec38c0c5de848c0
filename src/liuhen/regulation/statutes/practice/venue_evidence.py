"""限期留存的证据：歌舞娱乐场所的监控录像只存三十日，营业日志、网吧的上网登记和记录备份六十日，删除之前先提取。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PROCEDURE_KINDS, day_of, parties, procedure_of
from liuhen.regulation.calendar import days
from liuhen.regulation.causes import ACT_KINDS, CAUSE_KINDS, violations_of
from liuhen.regulation.coverage import moment
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION, CLUE_LINKED, CLUE_TRIAGE, COMPLAINT_REGISTRATION
from liuhen.regulation.kinds.inspecting import INSPECTION_LINKED, INSPECTION_RESULT
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD
from liuhen.regulation.kinds.investigation_notes import VIOLATION
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import OTHER_ENDS, decision_for, ended_otherwise
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms
from liuhen.regulation.venues import FETCHING, Kept, Venue, by_name, called, kept_by, of_case, of_violations, when_fetched
from liuhen.regulation.when import Instant

#: The procedures in which evidence is gathered; what is done on the spot is over before anything is deleted.
GATHERING = frozenset({"ordinary", "measure", "inspection"})


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """From the day of the act what shows it at the venue runs out; ended by whatever ends the case, for nothing more is to be proved then."""
    because = min(history.of(*CAUSE_KINDS), key=lambda record: record.entry.seq, default=None)
    if because is None or procedure_of(history) not in GATHERING:
        return
    act, stated = _act(history, because)
    for kept in kept_by(_venues(history, terms)):
        count = _days(kept, terms, act)
        met = when_fetched(history, kept)
        if not count or (met is None and _over(history)):
            continue
        due = terms.due(act, days(count))
        yield Duty(
            because=because,
            about=kept.key,
            owes=kept.form,
            do=f"提取场所的{kept.words}",
            why=f"场所的{kept.words}只存到 {_last(due)}，先提取。{_from(act, stated=stated)}起算，{kept.clause.label}，{count} 日",
            due=due,
            met=met,
            gravity=Gravity.NOTE,
        )


def _venues(history: History, terms: Terms) -> frozenset[Venue]:
    """An inspection that names no violation, or has found none, has nothing to fetch; it is told by its 案由, else by what it found."""
    if procedure_of(history) != "inspection":
        return of_case(history, terms)
    found = any(record.stands and record.get("result") == "case" for record in history.of(INSPECTION_RESULT))
    return of_violations(violations_of(history, terms)) | (by_name(history) if found else frozenset())


def _days(kept: Kept, terms: Terms, on: Instant) -> int:
    """How long the venue keeps it; a bureau's own number, 0 switches it off."""
    return int(terms.setting(kept.setting, on=day_of(on), default=kept.days))


def _act(history: History, because: Record) -> tuple[Instant, bool]:
    """When the act ended, as the case states it or as it was found going on; else the day it came to light (False)."""
    acts = [record for record in history.of(VIOLATION) if record.stands]
    if acts:
        return max(acts, key=lambda record: record.ended).ended, True
    seen = [record.at for record in history.of(INSPECTION_RECORD)]
    if seen:
        return min(seen), True
    told = [moment(link.get("received")) for link in history.of(CLUE_LINKED)]
    told += [moment(record.get("found")) for record in history.of(CASE_REGISTRATION)]
    return min((at for at in told if at is not None), default=because.at), False


def _from(act: Instant, *, stated: bool) -> str:
    day = str(act.known_day or said(act))
    return f"自行为之日 {day} " if stated else f"行为日期没有记，暂自发现之日 {day} "


def _last(due: Instant) -> str:
    """The last day, without the hour at which a day ends."""
    return str(due.known_day or until(due))


def _over(history: History) -> bool:
    """Whether nothing is left to be proved: every party decided on, or the inspection told its result or turned into a case."""
    if procedure_of(history) == "inspection":
        told = [record for record in history.of(INSPECTION_RESULT) if record.stands]
        return any(record.get("result") != "case" for record in told) or next(history.of(INSPECTION_LINKED), None) is not None
    return all(decision_for(history, party) or ended_otherwise(history, party) for party in parties(history))


def clue(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A complaint that names such a venue is looked into while the venue still has what shows it; turned down or passed on, it is over."""
    triage, linked = history.standing(CLUE_TRIAGE), next(history.of(CLUE_LINKED), None)
    if triage is not None and triage.stands and triage.get("result") != "open":
        return
    for complaint in history.of(COMPLAINT_REGISTRATION):
        for kept in kept_by(called(str(complaint.get("accused") or ""))):
            count = _days(kept, terms, complaint.at)
            due = terms.due(complaint.at, days(count))
            if count:
                yield Duty(
                    because=complaint,
                    about=kept.key,
                    owes=CLUE_LINKED,
                    do=f"核查线索，提取场所的{kept.words}",
                    why=f"场所的{kept.words}最晚存到 {_last(due)}，行为更早的还要早。自收到之日起算，{kept.clause.label}，{count} 日",
                    due=due,
                    met=_taken(triage, linked),
                    gravity=Gravity.NOTE,
                )


def _taken(triage: Record | None, linked: Record | None) -> Instant | None:
    """When a case took the clue over: from then on the case says it."""
    if linked is not None:
        return linked.at
    return triage.effective if triage is not None and triage.get("case") else None


BASIS = PRACTICE("限期留存的证据")
PROVISIONS = (
    Provision(
        basis=BASIS,
        key="case",
        title="场所的录像、日志删除之前先提取",
        triggers=CAUSE_KINDS,
        met_by=(
            *FETCHING,
            *ACT_KINDS,
            *PROCEDURE_KINDS,
            PENALTY_DECISION,
            PARTY_END,
            *OTHER_ENDS,
            INSPECTION_LINKED,
            INSPECTION_RESULT,
            CLUE_LINKED,
        ),
        rule=rule,
    ),
    Provision(
        basis=BASIS,
        key="clue",
        title="被举报场所的录像、日志删除之前先核查",
        triggers=(COMPLAINT_REGISTRATION,),
        met_by=(CLUE_TRIAGE, CLUE_LINKED),
        reads="clue",
        rule=clue,
    ),
)
