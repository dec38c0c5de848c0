"""第六十条  自立案之日起九十日内作出处罚决定；法律、法规、规章另有规定的，从其规定。九十日按自然日，遇节假日不顺延。"""

from collections.abc import Iterator

from liuhen.regulation.asking import (
    PARTY_KINDS,
    STARTS,
    as_day,
    decides,
    filing_day,
    form_of,
    name_of,
    parties,
    untold,
    whole_day,
)
from liuhen.regulation.calendar import days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision_papers import EXTENSION, PENALTY_DECISION
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.kinds.initiation import INITIATION_APPROVAL, URGENT_START
from liuhen.regulation.kinds.states import INVESTIGATION_SUSPENDED
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.pausing import PAUSES, open_pause, paused_days
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import OTHER_ENDS, decision_for, ended_otherwise, made
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

DAYS = 90


def decide_by(history: History, terms: Terms) -> Instant | None:
    """The last moment for the decision: 90 days from filing, longer only by a named rule (extended, paused); None before filing."""
    filed = filing_day(history, urgent_counts=bool(terms.setting("urgent_start_counts", default=True)))
    if filed is None:
        return None
    due = terms.due(filed, days(DAYS + paused_days(history)))
    for extension in history.of(EXTENSION):
        until_day = as_day(extension.get("until"))
        if extension.stands and until_day and (extension.get("basis") or extension.told):
            due = max(due, whole_day(until_day))
    return due


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """About each party something was decided in time: a penalty, none, or the case withdrawn or transferred."""
    if not decides(history):
        return
    because = form_of(history) or next(history.of(URGENT_START), None)
    due = decide_by(history, terms)
    if because is None or due is None:
        yield from untold(history, PENALTY_DECISION, "作出处理决定", gravity=Gravity.IRREGULAR)
        return
    everybody = parties(history)
    filed = filing_day(history)
    words = "中止调查，期限暂停计算" if open_pause(history) else f"九十日到 {until(due)}"
    for party in everybody:
        decision = decision_for(history, party)
        other = ended_otherwise(history, party) if decision is None else None
        settled = made(decision) if decision else (other and (other.effective or other.at))
        yield Duty(
            because=because,
            about=party,
            owes=PENALTY_DECISION,
            do="作出处理决定",
            why=f"{name_of(party, everybody)}{said(filed) if filed else ''} 立案，{words}",
            due=None if open_pause(history) and settled is None else due,
            met=settled,
            gravity=Gravity.IRREGULAR,
        )


def extensions(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Only another law, regulation or rule, named, extends the ninety days."""
    for extension in history.of(EXTENSION):
        if not extension.get("basis") and not extension.told:
            yield Fault(
                because=extension,
                wrong="没有写明允许延期的法律、法规或者规章，期限不因此延长",
                gravity=Gravity.IRREGULAR,
                code="basis",
                field="basis",
                mendable=not extension.parts,
                blocks=("extension.head",),
            )


def pauses_named(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A suspension stops the clock only where a law, regulation or rule says so, named (practice.md 3)."""
    for suspension in history.of(INVESTIGATION_SUSPENDED):
        if suspension.get("pauses") and not suspension.get("basis") and not suspension.told:
            yield Fault(
                because=suspension,
                wrong="没有写明暂停计算的法律、法规或者规章，九十日照常计算",
                gravity=Gravity.IRREGULAR,
                code="basis",
                field="basis",
                mendable=not suspension.parts,
                blocks=("investigation_suspended", "investigation_suspended.head"),
            )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(60),
        key="ninety",
        title="立案后九十日内决定",
        triggers=(INITIATION_APPROVAL, URGENT_START),
        met_by=(PENALTY_DECISION, SUMMARY_DECISION, EXTENSION, *PAUSES, PARTY_END, *OTHER_ENDS, *PARTY_KINDS, *STARTS),
        rule=rule,
    ),
    Provision(basis=PENALTY_2021(60), key="extension", title="延期须有明文规定", triggers=(EXTENSION,), rule=extensions),
    Provision(
        basis=PENALTY_2021(60),
        key="pause",
        title="中止期间暂停计算须有明文规定",
        triggers=(INVESTIGATION_SUSPENDED,),
        rule=pauses_named,
    ),
)
