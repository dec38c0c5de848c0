"""How acts other than an ordinary penalty end (制度第二十七条), one function for each procedure: the party's end, as a record, or None."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from liuhen.regulation.applying import given_up, refused, standing
from liuhen.regulation.asking import about_party
from liuhen.regulation.charging import CHARGES, MOVES, settled_by
from liuhen.regulation.handing import HANDING_KINDS, handed
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.acting import ACT_DECISION
from liuhen.regulation.kinds.execution import PAYMENT, PERFORMANCE
from liuhen.regulation.kinds.inspecting import INSPECTION_LINKED, INSPECTION_RESULT
from liuhen.regulation.kinds.licensing import LICENCE_APPLICATION_WITHDRAWN, LICENCE_REFUSED_TO_ACCEPT
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION, LICENCE_DELIVERED, LICENCE_ENDED
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.kinds.summary import SPOT_COLLECTION, SUMMARY_DECISION
from liuhen.regulation.serving import proofs
from liuhen.regulation.sums import money

#: What may end such an act.
OTHER_END_KINDS = (
    LICENCE_APPLICATION_WITHDRAWN,
    LICENCE_REFUSED_TO_ACCEPT,
    LICENCE_DECISION,
    LICENCE_DELIVERED,
    LICENCE_ENDED,
    INSPECTION_RESULT,
    INSPECTION_LINKED,
    *CHARGES,
    *MOVES,
    ACT_DECISION,
    PROOF_OF_SERVICE,
    SUMMARY_DECISION,
    *HANDING_KINDS,
    SPOT_COLLECTION,
    PAYMENT,
)


def licence(history: History, _party: str) -> Record | None:
    """Withdrawn, not accepted, the licence delivered, or the refusal served."""
    if (gone := given_up(history)) is not None:
        return gone
    decided = standing(history, LICENCE_DECISION, LICENCE_ENDED)
    if not decided:
        return refused(history)
    last = decided[-1]
    if last.kind is LICENCE_DECISION and last.get("result") == "grant":
        return next(iter(standing(history, LICENCE_DELIVERED)), None)
    return _served(history, last)


def inspection(history: History, party: str) -> Record | None:
    """Its result told, or the case opened that it found; the later of both."""
    done = [record for kind in (INSPECTION_RESULT, INSPECTION_LINKED) for record in about_party(history, kind, party)]
    return max((record for record in done if record.stands), key=lambda record: record.at, default=None)


def summary(history: History, party: str) -> Record | None:
    """Performed (practice.md 15): the fine paid in full, to the bank or into the officer's hand; a warning alone, handed over or served.

    That the money is still to be handed in is the officer's duty and not the party's.
    """
    decided = [record for record in about_party(history, SUMMARY_DECISION, party) if record.stands]
    if not decided:
        return None
    decision, fine = decided[-1], money(decided[-1].get("fine"))
    if not fine:
        return decision if handed(history, decision) is not None else _served(history, decision)
    paid = sorted(
        (record for kind in (SPOT_COLLECTION, PAYMENT) for record in about_party(history, kind, party) if record.stands),
        key=lambda record: record.at,
    )
    so_far = Decimal(0)
    for record in paid:
        amount = money(record.get("amount"))
        so_far += fine if amount is None and record.told else amount or Decimal(0)
        if so_far >= fine:
            return record
    return None


def charge(history: History, party: str) -> Record | None:
    """Every sum of the party paid or waived."""
    asked = [record for kind in CHARGES for record in about_party(history, kind, party) if record.stands]
    done = [settled_by(history, record) for record in asked]
    if not asked or None in done:
        return None
    return max((record for record in done if record is not None), key=lambda record: record.at)


def other(history: History, party: str) -> Record | None:
    """Performed; where there is nothing to perform, served."""
    decided = [record for record in about_party(history, ACT_DECISION, party) if record.stands]
    if not decided:
        return None
    if not decided[-1].get("to_perform"):
        return _served(history, decided[-1])
    return next((record for record in about_party(history, PERFORMANCE, party) if record.stands), None)


def _served(history: History, paper: Record) -> Record | None:
    """The slip of a paper; a fact from outside that tells of no service ended with the paper."""
    slip = min(proofs(history, paper), key=lambda proof: proof.at, default=None)
    return paper if slip is None and paper.told else slip


ENDS: Mapping[str, Callable[[History, str], Record | None]] = MappingProxyType(
    {"summary": summary, "licence": licence, "inspection": inspection, "levy": charge, "fee": charge, "other": other}
)
