"""Money that grows by the day: the additional fine 加处罚款 and the late fee 滞纳金, with their ceilings (处罚法第七十二条, 强制法第四十五条).

Pure and exact: sums are yuan as ``Decimal``, rounded half up to the fen. The first day counted is the one after the last day of payment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

#: Three hundredths of the fine a day (处罚法第七十二条第一款第一项).
ADDITIONAL_RATE = Decimal("0.03")
_FEN = Decimal("0.01")


@dataclass(frozen=True, kw_only=True, slots=True)
class Growth:
    """A sum that grows by ``rate`` of ``base`` a day from ``since`` (first day counted), never beyond ``ceiling`` times the base.

    ``paused`` are closed spans of days that do not count (reconsideration, litigation: 处罚法第七十三条). ``rate`` 0.03 for the
    additional fine; a late fee has the rate of its own statute.
    """

    base: Decimal
    since: date
    rate: Decimal = ADDITIONAL_RATE
    ceiling: Decimal = Decimal(1)
    paused: tuple[tuple[date, date], ...] = ()

    def days(self, until: date) -> int:
        """How many days count up to and including ``until``."""
        if until < self.since:
            return 0
        whole = (until - self.since).days + 1
        out: set[date] = set()
        for first, last in self.paused:
            begin, end = max(first, self.since), min(last, until)
            out |= {begin + timedelta(days=n) for n in range((end - begin).days + 1)}
        return whole - len(out)

    def amount(self, until: date) -> Decimal:
        """What has grown by the end of ``until``, in yuan."""
        return min(self.base * self.rate * self.days(until), self.base * self.ceiling).quantize(_FEN, ROUND_HALF_UP)

    def full_on(self) -> date | None:
        """The first day on which the ceiling is reached; None where nothing grows, or not within ten years."""
        if self.base <= 0 or self.rate <= 0:
            return None
        day = self.since
        most = (self.base * self.ceiling).quantize(_FEN, ROUND_HALF_UP)
        needed = -(-self.ceiling // self.rate)  # days until the ceiling, were none paused
        day += timedelta(days=int(needed) - 1)
        for _ in range(3660):
            if self.amount(day) >= most:
                return day
            day += timedelta(days=1)
        return None

    def table(self, until: date) -> Iterator[tuple[date, Decimal]]:
        """Day by day what has grown, from the first day counted to ``until`` or to the ceiling, whichever comes first."""
        last = min(until, self.full_on() or until)
        day = self.since
        while day <= last:
            yield day, self.amount(day)
            day += timedelta(days=1)
