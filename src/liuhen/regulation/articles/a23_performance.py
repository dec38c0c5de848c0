"""第二十三条  作出决定后，记录当事人履行的情况；责令改正的，按期核查并记录，可以根据需要音像记录。"""

from collections.abc import Iterator

from liuhen.regulation.asking import (
    PARTY_KINDS,
    STARTS,
    about_party,
    as_day,
    concerns,
    name_of,
    parties,
    parties_of,
    untold,
    whole_day,
)
from liuhen.regulation.calendar import working_days
from liuhen.regulation.grammar import Duty, Fault, Kind, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.disposal import CONFISCATED_GOODS
from liuhen.regulation.kinds.execution import CORRECTION_CHECK, PARTY_END, PAYMENT, PERFORMANCE
from liuhen.regulation.kinds.investigation import CORRECTION_ORDER
from liuhen.regulation.locked import dates, uncorrected
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import made
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

CLOSING = ("closing_report", "closing_report.head")
#: Penalties paid in money, and those that ask nothing of the party.
_MONEY = frozenset({"fine", "confiscation"})
_SAID = frozenset({"warning", "criticism"})


def performance(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """After the decision, how each party performs it is put on record."""
    everybody = parties(history)
    if not any(True for _ in history.of(PENALTY_DECISION)):
        done = [record for kind in (PAYMENT, PERFORMANCE) for record in history.of(kind)]
        for record in done[:1]:
            yield Duty(because=record, owes=PERFORMANCE, do="记录履行情况", why="已记录履行情况", met=record.at)
        yield from untold(history, PERFORMANCE, "记录履行情况") if not done else ()
    for decision in history.of(PENALTY_DECISION):
        if not decision.stands:
            continue
        wanted = _wanted(decision)
        for party in parties_of(decision, everybody) if wanted else ():
            firsts = {name: _first(history, kinds, party) for name, kinds in wanted.items()}
            lacking = [name for name, first in firsts.items() if first is None]
            last = max((first for first in firsts.values() if first), key=lambda record: record.at, default=None)
            ended = [
                end for end in about_party(history, PARTY_END, party) if end.get("ground") in {"performed", "terminated", "court"}
            ]
            met = min([*ended, *([last] if last and not lacking else [])], key=lambda record: record.at, default=None)
            yield Duty(
                because=decision,
                about=party,
                owes=PERFORMANCE,
                do="记录履行情况",
                why=f"{name_of(party, everybody)}{said(made(decision))} 作出决定，缴款和其他履行都要记"
                + (f"，还没有记{'、'.join(lacking)}" if lacking and last and met is None else ""),
                met=met,
                gates=CLOSING,
            )


def _wanted(decision: Record) -> dict[str, tuple[Kind, ...]]:
    """What of a decision there is to perform, and the records that tell of it; a warning is performed by being served."""
    chosen = set(decision.get("penalties") or ())
    money, other = bool(chosen & _MONEY), bool(chosen - _MONEY - _SAID)
    if money and other and not decision.told:
        return {"缴款": (PAYMENT,), "缴款以外的履行": (PERFORMANCE, CONFISCATED_GOODS)}
    return {"履行": (PAYMENT, PERFORMANCE, CONFISCATED_GOODS)} if money or other or not chosen else {}


def _first(history: History, kinds: tuple[Kind, ...], party: str) -> Record | None:
    found = (record for kind in kinds for record in about_party(history, kind, party))
    return min(found, key=lambda record: record.at, default=None)


def correction(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Each order to correct is checked on time: at the latest date it sets, or soon where all is to be done at once."""
    everybody = parties(history)
    for order in history.of(CORRECTION_ORDER):
        if not order.stands:
            continue
        due, why = _check_by(order, terms)
        check = _check_of(history, order)
        yield Duty(
            because=order,
            about=str(order.get("party") or ""),
            owes=CORRECTION_CHECK,
            do="复查改正情况",
            why=f"{name_of(str(order.get('party') or ''), everybody)}{why}",
            due=due,
            met=check.at if check else None,
            gates=CLOSING,
        )


def _check_by(order: Record, terms: Terms) -> tuple[Instant | None, str]:
    """The end of the last day set, and the days the bureau allows itself after it (none, unless it sets some)."""
    days_set = [day for item in order.get("items") or () if isinstance(item, dict) and (day := as_day(item.get("until")))]
    if not days_set:
        return None, f"{said(order.at)} 责令改正，改正情况应当核查"
    last = whole_day(max(days_set))
    grace = int(terms.setting("correction_check_days", on=max(days_set), default=0))
    due = terms.due(last, working_days(grace)) if grace else last
    return due, f"责令改正期限到 {until(last)}" + (f"，核查到 {until(due, terms.calendar)}" if grace else "")


def _check_of(history: History, order: Record) -> Record | None:
    """The first check of an order; one before its last day that found something still uncorrected is not the one that is owed."""
    own = [check for check in history.of(CORRECTION_CHECK) if check.about == order.id]
    party = str(order.get("party") or "")
    free = [
        check
        for check in history.of(CORRECTION_CHECK)
        if not check.about and (not party or concerns(check, party)) and not check.at.before(order.at)
    ]
    return min((check for check in own or free if not _too_early(check, order)), key=lambda check: check.at, default=None)


def _too_early(check: Record, order: Record) -> bool:
    last = max(dates(order), default=None)
    return last is not None and check.ended.before(Instant.day(last)) is True and uncorrected(check)


PROVISIONS = (
    Provision(
        basis=REG(23),
        key="performance",
        title="记录履行情况",
        triggers=(PENALTY_DECISION, PAYMENT, PERFORMANCE),
        met_by=(PARTY_END, CONFISCATED_GOODS, *PARTY_KINDS, *STARTS),
        rule=performance,
    ),
    Provision(
        basis=REG(23),
        key="correction",
        title="责令改正的按期核查",
        triggers=(CORRECTION_ORDER,),
        met_by=(CORRECTION_CHECK, *PARTY_KINDS),
        rule=correction,
    ),
)
