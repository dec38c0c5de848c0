"""Money that grows by the day: the additional fine 加处罚款 and the late fee 滞纳金, with their ceilings (处罚法第七十二条, 强制法第四十五条).

Pure and exact: sums are yuan as ``Decimal``, rounded half up to the fen. The first day counted is the one after the last day of payment.
The law says nothing of the day of a payment: it still counts on what was owed that morning, as the day is one of lateness; from the
next day on only what is left grows. What has grown does not shrink, and the ceiling is what was late in all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import count, islice

#: Three hundredths of the fine a day (处罚法第七十二条第一款第一项).
ADDITIONAL_RATE = Decimal("0.03")
_FEN = Decimal("0.01")
#: How far ahead a day is looked for.
_FAR = 3660


def fen(amount: Decimal) -> Decimal:
    """A sum rounded half up to the fen."""
    return amount.quantize(_FEN, ROUND_HALF_UP)


@dataclass(frozen=True, kw_only=True, slots=True)
class Daily:
    """One day: ``count`` days on which it grew so far, ``base`` what it grows on, ``grown`` that day, ``total`` so far, ``paid`` that day."""

    day: date
    count: int
    base: Decimal
    grown: Decimal
    total: Decimal
    paid: Decimal
    ceiling: Decimal
    paused: bool = False

    @property
    def full(self) -> bool:
        """Whether the ceiling is reached."""
        return self.ceiling > 0 and self.total >= self.ceiling


@dataclass(frozen=True, kw_only=True, slots=True)
class Growth:
    """A sum that grows by ``rate`` of ``base`` a day from ``since`` (first day counted), never beyond ``ceiling`` times what was late.

    ``paused`` are closed spans of days that do not count (reconsideration, litigation: 处罚法第七十三条). ``rate`` 0.03 for the
    additional fine; a late fee has the rate of its own statute. ``moves`` change the base from the day after: less by what was paid
    on a day, more by an instalment whose last day it was.
    """

    base: Decimal
    since: date
    rate: Decimal = ADDITIONAL_RATE
    ceiling: Decimal = Decimal(1)
    paused: tuple[tuple[date, date], ...] = ()
    moves: tuple[tuple[date, Decimal], ...] = ()

    def rows(self) -> Iterator[Daily]:
        """Day by day from the first day counted, without end."""
        base, late, total, counted = self.base, self.base, Decimal(0), 0
        for number in count():
            day = self.since + timedelta(days=number)
            out = any(first <= day <= last for first, last in self.paused)
            most = late * self.ceiling
            grown = Decimal(0) if out or base <= 0 else min(base * self.rate, max(most - total, Decimal(0)))
            counted += 1 if grown else 0
            total += grown
            paid = sum((-by for on, by in self.moves if on == day and by < 0), Decimal(0))
            yield Daily(
                day=day, count=counted, base=max(base, Decimal(0)), grown=fen(total) - fen(total - grown), total=fen(total),
                paid=paid, ceiling=fen(most), paused=out,
            )  # fmt: skip
            more = sum((by for on, by in self.moves if on == day and by > 0), Decimal(0))
            left, base = base - paid, base - paid + more
            # an instalment paid ahead of its day was never late
            late += max(base, Decimal(0)) - max(left, Decimal(0))

    def on(self, until: date) -> Daily | None:
        """The row of a day; None before the first day counted."""
        wanted = (until - self.since).days
        return next((row for number, row in enumerate(self.rows()) if number == wanted), None) if wanted >= 0 else None

    def days(self, until: date) -> int:
        """How many days count up to and including ``until``."""
        row = self.on(until)
        return row.count if row is not None else 0

    def amount(self, until: date) -> Decimal:
        """What has grown by the end of ``until``, in yuan."""
        row = self.on(until)
        return row.total if row is not None else Decimal("0.00")

    def full_on(self) -> date | None:
        """The day on which the ceiling is reached for good; None where nothing grows so far, or not within ten years."""
        last = max((day for day, by in self.moves if by > 0), default=None)
        for row in islice(self.rows(), _FAR):
            settled = last is None or row.day > last
            if settled and (row.full or row.base <= 0):
                return row.day if row.full else None
        return None

    def table(self, until: date) -> Iterator[Daily]:
        """Day by day from the first day counted to ``until``, to the ceiling, or until nothing is left to grow on."""
        last = max((day for day, _ in self.moves), default=self.since)
        for row in self.rows():
            if row.day > until or (row.base <= 0 and row.day > last):
                return
            yield row
            if row.full and row.day >= last:
                return
