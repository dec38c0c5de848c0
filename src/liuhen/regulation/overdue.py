"""What a party owes of a fine today: late since when, grown by how much, until when it grows (处罚法第六十六条、第七十二条、第七十三条).

Only the fine grows, not confiscated gains. What is due is read off the decision and an approved deferral or plan, what came in off the
records of payment, what does not count off reconsideration and litigation. Suspension of enforcement stops nothing: no law says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from liuhen.regulation.amounts import figures
from liuhen.regulation.asking import about_party, as_day, day_of
from liuhen.regulation.enforcing import pending
from liuhen.regulation.growth import Growth, fen
from liuhen.regulation.handing import handing, received
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.court import COURT_RESULT
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.enforcement import ENFORCEMENT_AGREEMENT
from liuhen.regulation.kinds.enforcement_acts import DEPOSIT_TRANSFER, GOODS_DISPOSAL
from liuhen.regulation.kinds.execution import PAYMENT, PAYMENT_PLAN
from liuhen.regulation.kinds.summary import SPOT_COLLECTION, SUMMARY_DECISION
from liuhen.regulation.serving import served, takes_effect
from liuhen.regulation.statutes.penalty_2021.a67_payment import payment_due
from liuhen.regulation.sums import money, total
from liuhen.regulation.terms import Terms
from liuhen.regulation.usual_growing import RATE
from liuhen.regulation.when import DISTANT_FUTURE, Instant

Move = tuple[date, Decimal]
#: What brings money in, and the field that says how much.
RECEIPTS = ((PAYMENT, "amount"), (SPOT_COLLECTION, "amount"), (GOODS_DISPOSAL, "offset"), (DEPOSIT_TRANSFER, "amount"), (COURT_RESULT, "amount"))  # fmt: skip
ZERO = Decimal(0)
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Overdue:
    """A fine and what became of it. ``dues`` last day and sum of each instalment; ``paid``, ``added``, ``reduced`` what came in, by day.

    ``growth`` is None where everything due so far was paid in time.
    """

    party: str
    decision: Record
    dues: tuple[Move, ...]
    paid: tuple[Move, ...]
    added: tuple[Move, ...]
    reduced: tuple[Move, ...]
    growth: Growth | None

    def left(self, until: date) -> Decimal:
        """What of the fine itself is unpaid by the end of a day, due or not."""
        return max(_sum(self.dues) - _sum(self.paid, until), ZERO)

    def late(self, until: date) -> Decimal:
        """What of the fine fell due before a day and is unpaid by its end."""
        return max(_sum(self.dues, until - _DAY) - _sum(self.paid, until), ZERO)

    def grown(self, until: date) -> Decimal:
        """The additional fine that has grown, before what was paid or remitted of it."""
        return self.growth.amount(until) if self.growth is not None else fen(ZERO)

    def added_left(self, until: date) -> Decimal:
        """What of the additional fine is still owed."""
        return max(self.grown(until) - _sum(self.added, until) - _sum(self.reduced, until), fen(ZERO))


def _sum(moves: tuple[Move, ...], until: date = date.max) -> Decimal:
    return sum((by for day, by in moves if day <= until), ZERO)


def overdue(history: History, party: str, terms: Terms) -> Overdue | None:
    """What became of a party's fine; None where there is none, or it is not yet known when it is to be paid."""
    for decision in (*about_party(history, PENALTY_DECISION, party), *about_party(history, SUMMARY_DECISION, party)):
        dues = tuple(_dues(history, decision, party, terms)) if decision.stands else ()
        if dues:
            return _overdue(history, decision, party, dues)
    return None


def _overdue(history: History, decision: Record, party: str, dues: tuple[Move, ...]) -> Overdue:
    paid, added = _received(history, party, _sum(dues))
    reduced = [
        (day_of(one.at), sum_)
        for one in about_party(history, ENFORCEMENT_AGREEMENT, party)
        if one.stands and (sum_ := money(one.get("reduced")))
    ]
    return Overdue(
        party=party, decision=decision, dues=dues, paid=paid, added=added, reduced=tuple(reduced),
        growth=_growth(dues, paid, pending(history, party)),
    )  # fmt: skip


def _growth(dues: tuple[Move, ...], paid: tuple[Move, ...], paused: tuple[tuple[date, date], ...]) -> Growth | None:
    """From the day after the first instalment that was not paid in time."""
    for last, _ in dues:
        base = _sum(dues, last) - _sum(paid, last)
        if base > 0:
            moves = [*((day, by) for day, by in dues if day > last), *((day, -by) for day, by in paid if day > last)]
            return Growth(base=base, since=last + _DAY, paused=paused, moves=tuple(sorted(moves)))
    return None


def _dues(history: History, decision: Record, party: str, terms: Terms) -> Iterator[Move]:
    """By when how much of the fine is to be paid: the decision's last day, an approved deferral's, or that of each instalment."""
    fine = money(decision.get("fine"))
    if decision.kind is SUMMARY_DECISION:
        received = _reached(history, decision, terms) if decision.get("pay") != "spot" else None
    else:
        slip = served(history, decision, terms)
        received = takes_effect(slip, terms) if slip is not None else None
    if not fine or received is None or received.hi >= DISTANT_FUTURE:
        return
    plan = next((one for one in reversed(list(about_party(history, PAYMENT_PLAN, party))) if one.stands), None)
    rows = sorted(_instalments(plan)) if plan is not None else []
    yield from rows
    rest = fine - sum((by for _, by in rows), ZERO)
    if rest > 0:
        yield (payment_due(history, decision, party, received, terms).hi.date(), rest)


def _reached(history: History, decision: Record, terms: Terms) -> Instant | None:
    """When a decision made on the spot reached the party; on the spot, where nothing else was stated."""
    if handing(history, decision) is None:
        return decision.effective or decision.at
    return received(history, decision, terms)


def _instalments(plan: Record) -> Iterator[Move]:
    for row in plan.get("instalments") or ():
        if isinstance(row, Mapping) and (day := as_day(row.get("due"))) and (sum_ := money(row.get("amount"))):
            yield day, sum_


def _received(history: History, party: str, fine: Decimal) -> tuple[tuple[Move, ...], tuple[Move, ...]]:
    """What came in for the fine and for the additional fine, by day. The fine goes first; a payment without a sum paid all of it."""
    came = sorted(_receipts(history, party), key=lambda one: one[0])
    paid: list[Move] = []
    added: list[Move] = []
    left = fine
    for day, what, stated in came:
        sum_ = left if stated is None else stated
        now = ZERO if what == "additional" else min(sum_, left)
        left -= now
        paid += [(day, now)] if now else []
        # with "both" the rest is the confiscated gains
        over = sum_ - now if what in {"", "fine", "additional"} else ZERO
        added += [(day, over)] if over else []
    return tuple(paid), tuple(added)


def _receipts(history: History, party: str) -> Iterator[tuple[date, str, Decimal | None]]:
    for kind, key in RECEIPTS:
        for record in about_party(history, kind, party):
            what = str(record.get("what") or "") if kind is PAYMENT else "fine"
            sum_ = money(record.get(key))
            if record.stands and what != "confiscation" and (sum_ is not None or kind is PAYMENT):
                yield as_day(record.get("paid")) or day_of(record.at), what, sum_


# -- what a paper states ----------------------------------------------------------------------------------------------
def stated(found: Overdue, until: date) -> dict[str, Any]:
    """What a paper of a day says of the reckoning, by the keys of ``usual_growing``; ``amount`` gross, ``additional`` still owed."""
    values: dict[str, Any] = {"fine": str(fen(found.left(until))), "until": until.isoformat()}
    growth = found.growth
    if growth is None or growth.since > until:
        return values
    return values | {
        "base": str(fen(growth.base)),
        "since": growth.since.isoformat(),
        "counted": growth.days(until),
        "excluded": sum(row.paused for row in growth.table(until)),
        "rate": RATE,
        "limit": limit(growth, until),
        "moves": list(_rows(found, growth, until)),
        "amount": str(growth.amount(until)),
        "additional": str(found.added_left(until)),
    }


def limit(growth: Growth, until: date) -> str:
    """Whether the ceiling is reached, in the words of a paper."""
    row = growth.on(until)
    if row is None:
        return ""
    words = f"上限为{figures(row.ceiling)}元"
    return f"已达到上限（{words}），不再增加" if row.full else f"没有达到上限（{words}）"


def _rows(found: Overdue, growth: Growth, until: date) -> Iterator[dict[str, Any]]:
    rows: list[tuple[date, str, Decimal | None]] = []
    rows += [(day, "due" if by > 0 else "paid", abs(by)) for day, by in growth.moves]
    rows += [(day, "added", by) for day, by in found.added]
    rows += [(day, "reduced", by) for day, by in found.reduced]
    for first, last in _apart(growth.paused):
        rows += [(max(first, growth.since), "stop", None), (last, "go", None)] if last >= growth.since else []
    known = sorted((row for row in rows if row[0] <= until), key=lambda row: row[:2])
    for number, (day, what, by) in enumerate(known, start=1):
        yield {"id": f"m{number}", "day": day.isoformat(), "what": what, **({"amount": str(fen(by))} if by is not None else {})}


def _apart(spans: tuple[tuple[date, date], ...]) -> list[tuple[date, date]]:
    """Spans that touch or overlap made one, so that a paper's rows pair up."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + _DAY:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def of_paper(record: Record) -> Growth | None:
    """How a paper reckons, from what it states itself; None where it states neither base nor first day."""
    base, since = money(record.get("base")), as_day(record.get("since"))
    if base is None or since is None:
        return None
    rows = [row for row in record.get("moves") or () if isinstance(row, Mapping) and as_day(row.get("day"))]
    sign = {"paid": -1, "due": 1}
    moves = [(_on(row), sign[row["what"]] * (money(row.get("amount")) or ZERO)) for row in rows if row.get("what") in sign]
    rate = money(record.get("per_myriad"))
    usual = Growth(base=base, since=since, paused=tuple(_pauses(rows)), moves=tuple(moves))
    return usual if rate is None else Growth(base=base, since=since, rate=rate / 10000, moves=tuple(moves))


def taken_off(record: Record) -> Decimal:
    """What a paper says was paid or remitted of the additional fine."""
    rows = [row for row in record.get("moves") or () if isinstance(row, Mapping)]
    return total(row.get("amount") for row in rows if row.get("what") in {"added", "reduced"})


def _on(row: Mapping[str, Any]) -> date:
    day = as_day(row.get("day"))
    assert day is not None  # noqa: S101 - only rows with a day come here
    return day


def _pauses(rows: list[Mapping[str, Any]]) -> Iterator[tuple[date, date]]:
    ends = sorted(_on(row) for row in rows if row.get("what") == "go")
    for first in sorted(_on(row) for row in rows if row.get("what") == "stop"):
        yield first, next((last for last in ends if last >= first), date.max - _DAY)
