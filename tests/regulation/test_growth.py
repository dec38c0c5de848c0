"""The additional fine and the late fee: the daily table of law.md 1.10 (G3), its ceiling, and what does not count."""

from datetime import date
from decimal import Decimal

import pytest

from liuhen.regulation.growth import Growth

#: A fine of 10,000 yuan whose fifteen days ended on 2026-12-08.
UNPAID = Growth(base=Decimal(10000), since=date(2026, 12, 9))


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2026, 12, 8), "0.00"),
        (date(2026, 12, 9), "300.00"),
        (date(2026, 12, 18), "3000.00"),
        (date(2027, 1, 10), "9900.00"),
        (date(2027, 1, 11), "10000.00"),
        (date(2027, 6, 30), "10000.00"),
    ],
)
def test_the_additional_fine_of_an_unpaid_fine_grows_by_three_hundredths_a_day_to_the_fine_itself(day, amount):
    assert UNPAID.amount(day) == Decimal(amount)


def test_the_ceiling_is_reached_on_the_thirty_fourth_day():
    assert UNPAID.full_on() == date(2027, 1, 11)
    assert UNPAID.days(date(2027, 1, 11)) == 34


def test_the_days_of_a_suit_do_not_count():
    sued = Growth(base=Decimal(10000), since=date(2026, 12, 9), paused=((date(2026, 12, 11), date(2026, 12, 20)),))
    assert sued.amount(date(2026, 12, 10)) == Decimal("600.00")
    assert sued.amount(date(2026, 12, 20)) == Decimal("600.00")
    assert sued.amount(date(2026, 12, 21)) == Decimal("900.00")
    assert sued.full_on() == date(2027, 1, 21)


def test_a_late_fee_has_the_rate_of_its_own_statute():
    fee = Growth(base=Decimal("1234.56"), since=date(2026, 12, 1), rate=Decimal("0.0005"))
    assert fee.amount(date(2026, 12, 10)) == Decimal("6.17")


def test_the_table_ends_with_the_ceiling():
    rows = list(UNPAID.table(date(2028, 1, 1)))
    assert rows[0] == (date(2026, 12, 9), Decimal("300.00"))
    assert rows[-1] == (date(2027, 1, 11), Decimal("10000.00"))
    assert len(rows) == 34


def test_nothing_grows_on_nothing():
    assert Growth(base=Decimal(0), since=date(2026, 12, 9)).full_on() is None
