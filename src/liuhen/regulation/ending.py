"""How a case ends: one end per party; the last of them starts the clock of the case file (practice.md 15).

Here an end is a record of its own. A source tells of payments and withdrawals and not of ends: there the end of a party is read
off what he did, and only off what the source tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from liuhen.regulation.asking import about_party, parties, procedure_of
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.court import COURT_RESULT
from liuhen.regulation.kinds.decision_papers import CASE_TRANSFERRED, CASE_WITHDRAWN, NO_PENALTY_DECISION, PENALTY_DECISION
from liuhen.regulation.kinds.enforcement_ends import ENFORCEMENT_ENDED
from liuhen.regulation.kinds.execution import PARTY_END, PAYMENT, PERFORMANCE
from liuhen.regulation.kinds.initiation import STOPPED
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.other_ends import ENDS, OTHER_END_KINDS
from liuhen.regulation.serving import decision_for
from liuhen.regulation.sums import money

#: ``money`` is read from here by the rules that compare sums.
__all__ = ["COURT_ENDS", "END_KINDS", "End", "ends", "last_end", "money", "paid_in_full"]
END_KINDS = (
    PARTY_END,
    STOPPED,
    CASE_WITHDRAWN,
    CASE_TRANSFERRED,
    NO_PENALTY_DECISION,
    PENALTY_DECISION,
    PERFORMANCE,
    ENFORCEMENT_ENDED,
    COURT_RESULT,
    *OTHER_END_KINDS,
)
#: What a court's result says when nothing is left to enforce (强制法第五十八条 aside, which refuses).
COURT_ENDS = frozenset({"executed", "ended"})


@dataclass(frozen=True, kw_only=True, slots=True)
class End:
    """The end of the matter for one party, and the record that says so."""

    party: str
    record: Record


def ends(history: History) -> tuple[dict[str, End], dict[str, Mapping[str, Any]]]:
    """The ends by party, and all parties: a case has ended when every party has one."""
    return history.remembered("ends", lambda: _found(history))


def _found(history: History) -> tuple[dict[str, End], dict[str, Mapping[str, Any]]]:
    everybody = parties(history)
    found = {}
    for party in everybody:
        record = _end(history, party)
        if record is not None:
            found[party] = End(party=party, record=record)
    return found, everybody


def last_end(history: History) -> Record | None:
    """The record that ended the case: the last end, once every party has one."""
    found, everybody = ends(history)
    if len(found) < len(everybody):
        return None
    return max((end.record for end in found.values()), key=lambda record: record.at, default=None)


def _end(history: History, party: str) -> Record | None:
    stated = [end for end in about_party(history, PARTY_END, party) if end.stands]
    if stated:
        return max(stated, key=lambda record: record.at)
    for kind in (STOPPED, CASE_WITHDRAWN, ENFORCEMENT_ENDED, COURT_RESULT):
        done = [record for record in about_party(history, kind, party) if record.stands and _ends(record)]
        if done:
            return done[-1]
    procedure = procedure_of(history)
    elsewhere = ENDS.get(procedure)
    found = elsewhere(history, party) if elsewhere is not None else None
    # a penalty on the spot may have turned into a transfer, or its source tells only of money
    return _told_end(history, party) if found is None and (elsewhere is None or procedure == "summary") else found


def _ends(record: Record) -> bool:
    """Whether a court's result leaves nothing to enforce; the other records end the matter by being there."""
    return record.kind is not COURT_RESULT or record.get("result") in COURT_ENDS


def _told_end(history: History, party: str) -> Record | None:
    """What a source tells that amounts to an end: transferred, not punished, the fine paid in full."""
    for kind in (CASE_TRANSFERRED, NO_PENALTY_DECISION):
        done = [record for record in about_party(history, kind, party) if record.told]
        if done:
            return done[-1]
    decision = decision_for(history, party) or next(iter(about_party(history, SUMMARY_DECISION, party)), None)
    paid = [record for record in about_party(history, PAYMENT, party) if record.told]
    done = [record for record in about_party(history, PERFORMANCE, party) if record.told]
    if paid and (decision is None or paid_in_full(decision, paid)):
        return max([*paid, *done], key=lambda record: record.at)
    return None


def paid_in_full(decision: Record, payments: list[Record]) -> bool:
    """Whether the payments reach the fine and the confiscated gains; a payment without a sum is taken for all of it."""
    sums = [money(payment.get("amount")) for payment in payments]
    if not payments:
        return False
    if any(amount is None for amount in sums):
        return True
    owed = (money(decision.get("fine")) or Decimal(0)) + (money(decision.get("confiscation")) or Decimal(0))
    return sum((amount for amount in sums if amount is not None), Decimal(0)) >= owed
