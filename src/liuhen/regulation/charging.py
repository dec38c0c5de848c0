"""What is owed and paid on a levy or a fee: the sum, what was reduced, late charges, payments, what went back."""

from collections.abc import Iterator
from decimal import Decimal

from liuhen.regulation.asking import about_party, as_day, whole_day
from liuhen.regulation.calendar import days
from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.charging import (
    CHARGE_OVERDUE,
    CHARGE_PAYMENT,
    CHARGE_REDUCED,
    CHARGE_REFUND,
    FEE_NOTICE,
    LEVY_DECISION,
)
from liuhen.regulation.serving import served, takes_effect
from liuhen.regulation.sums import total
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

#: What asks for the money.
CHARGES = (LEVY_DECISION, FEE_NOTICE)
#: What changes how much of it is still owed.
MOVES = (CHARGE_REDUCED, CHARGE_OVERDUE, CHARGE_PAYMENT, CHARGE_REFUND)


def of_charge(history: History, kind: Kind, charge: Record) -> Iterator[Record]:
    """The standing records of a kind about a charge; those that name none belong to the party's charges alike."""
    party = str(charge.get("party") or "")
    for record in about_party(history, kind, party):
        if record.stands and record.about in {charge.id, ""}:
            yield record


def waived(history: History, charge: Record, by: Instant | None = None) -> Decimal:
    """What was reduced or exempted of a charge; by a moment, where one is given."""
    found = (one for one in of_charge(history, CHARGE_REDUCED, charge) if one.get("how") != "deferred")
    return total(one.get("amount") for one in found if by is None or one.at.by(by) is not False)


def pay_by(history: History, charge: Record, terms: Terms) -> Instant | None:
    """The end of the last day on which it may be paid: as deferred, else as asked for, counted from service; None where neither is known."""
    put_off = [one.get("until") for one in of_charge(history, CHARGE_REDUCED, charge) if one.get("how") == "deferred"]
    latest = max((day for one in put_off if (day := as_day(one))), default=None)
    if latest is not None:
        return whole_day(latest)
    slip, count = served(history, charge, terms), str(charge.get("pay_days") or "")
    return terms.due(takes_effect(slip, terms), days(int(count))) if slip is not None and count.isdecimal() else None


def owed(history: History, charge: Record) -> Decimal:
    """The sum, less what was waived, and what lateness added."""
    late = [record.get("sum") for record in of_charge(history, CHARGE_OVERDUE, charge)][-1:]
    return total([charge.get("sum"), *late]) - waived(history, charge)


def paid(history: History, charge: Record) -> Decimal:
    """What came in, less what went back."""
    back = [record.get("amount") for record in history.of(CHARGE_REFUND) if record.stands and _about(history, record, charge)]
    return total(record.get("amount") for record in of_charge(history, CHARGE_PAYMENT, charge)) - total(back)


def _about(history: History, refund: Record, charge: Record) -> bool:
    payment = history.record(refund.about) if refund.about else None
    return refund.about in {charge.id, ""} or (payment is not None and payment.about in {charge.id, ""})


def settled_by(history: History, charge: Record) -> Record | None:
    """The record that settled a charge: the last payment or waiver, once nothing is owed; None before."""
    if paid(history, charge) < owed(history, charge):
        return None
    moves = [record for kind in (CHARGE_PAYMENT, CHARGE_REDUCED) for record in of_charge(history, kind, charge)]
    return max(moves, key=lambda record: record.at, default=None)
