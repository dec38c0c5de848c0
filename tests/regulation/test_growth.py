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
    assert (rows[0].day, rows[0].count, rows[0].grown, rows[0].total) == (date(2026, 12, 9), 1, Decimal(300), Decimal(300))
    # the 34th day only fills what the ceiling leaves: 9900 on the day before
    assert (rows[-1].day, rows[-1].grown, rows[-1].total) == (date(2027, 1, 11), Decimal(100), Decimal(10000))
    assert rows[-1].full
    assert not rows[-2].full
    assert len(rows) == 34


def test_nothing_grows_on_nothing():
    assert Growth(base=Decimal(0), since=date(2026, 12, 9)).full_on() is None


def test_a_part_payment_leaves_what_has_grown_and_slows_it_from_the_next_day_on():
    part = Growth(base=Decimal(10000), since=date(2026, 12, 9), moves=((date(2026, 12, 18), Decimal(-4000)),))
    assert part.amount(date(2026, 12, 18)) == Decimal("3000.00")
    assert part.amount(date(2026, 12, 19)) == Decimal("3180.00")
    assert part.amount(date(2026, 12, 28)) == Decimal("4800.00")
    assert part.amount(date(2027, 1, 25)) == Decimal("9840.00")
    assert part.full_on() == date(2027, 1, 26)
    row = part.on(date(2026, 12, 18))
    assert row is not None
    assert (row.base, row.paid) == (Decimal(10000), Decimal(4000))


def test_paid_in_full_it_stops_for_good():
    done = Growth(base=Decimal(10000), since=date(2026, 12, 9), moves=((date(2026, 12, 13), Decimal(-10000)),))
    assert done.amount(date(2026, 12, 13)) == Decimal("1500.00")
    assert done.amount(date(2027, 12, 13)) == Decimal("1500.00")
    assert done.days(date(2027, 12, 13)) == 5
    assert done.full_on() is None
    assert len(list(done.table(date(2027, 12, 13)))) == 5


@pytest.mark.parametrize(
    ("year", "day", "amount"),
    [
        (2027, date(2027, 2, 28), "540.00"),
        (2027, date(2027, 3, 1), "600.00"),
        (2028, date(2028, 2, 28), "540.00"),
        (2028, date(2028, 2, 29), "600.00"),
        (2028, date(2028, 3, 1), "660.00"),
    ],
)
def test_a_leap_february_has_a_day_more(year, day, amount):
    assert Growth(base=Decimal(2000), since=date(year, 2, 20)).amount(day) == Decimal(amount)


def test_each_instalment_grows_from_its_own_day_and_the_ceiling_grows_with_it():
    halves = Growth(base=Decimal(5000), since=date(2027, 1, 1), moves=((date(2027, 1, 31), Decimal(5000)),))
    assert halves.amount(date(2027, 1, 31)) == Decimal("4650.00")
    assert halves.amount(date(2027, 2, 1)) == Decimal("4950.00")
    assert halves.full_on() == date(2027, 2, 18)
    assert halves.amount(date(2027, 2, 18)) == Decimal("10000.00")


def test_an_instalment_paid_ahead_of_its_day_is_never_late():
    ahead = Growth(
        base=Decimal(5000),
        since=date(2027, 1, 1),
        moves=((date(2027, 1, 10), Decimal(-8000)), (date(2027, 1, 31), Decimal(5000))),
    )
    assert ahead.amount(date(2027, 1, 31)) == Decimal("1500.00")
    assert ahead.amount(date(2027, 2, 1)) == Decimal("1560.00")
    row = ahead.on(date(2027, 2, 1))
    assert row is not None
    assert row.ceiling == Decimal("7000.00")


def test_a_pause_that_has_not_ended_lets_nothing_grow():
    sued = Growth(base=Decimal(10000), since=date(2026, 12, 9), paused=((date(2026, 12, 11), date(9999, 12, 30)),))
    assert sued.amount(date(2027, 12, 31)) == Decimal("600.00")
    assert sued.full_on() is None
