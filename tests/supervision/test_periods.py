"""Which days are counted, whatever somebody types into the address."""

from datetime import date

import pytest

from liuhen.supervision.periods import asked

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ({}, "2026-10-30", "2026-11-28"),
        ({"period": "recent"}, "2026-10-30", "2026-11-28"),
        ({"period": "month"}, "2026-11-01", "2026-11-28"),
        ({"period": "quarter"}, "2026-10-01", "2026-11-28"),
        ({"period": "year"}, "2026-01-01", "2026-11-28"),
        ({"period": "days", "from": "2025-02-03", "to": "2025-02-03"}, "2025-02-03", "2025-02-03"),
        ({"period": "century"}, "2026-10-30", "2026-11-28"),
    ],
)
def test_a_period_begins_and_ends_on_days(query, first, last):
    found = asked(query, TODAY)
    assert (str(found.first), str(found.last), found.wrong) == (first, last, "")
    assert asked(found.asks, TODAY) == found


@pytest.mark.parametrize(
    ("first", "last", "says"), [("2026-11-05", "2026-11-01", "早于"), ("昨天", "2026-11-01", "不对"), ("", "", "没有填全")]
)
def test_days_that_cannot_be_read_are_told_and_the_usual_ones_are_shown(first, last, says):
    found = asked({"period": "days", "from": first, "to": last}, TODAY)
    assert says in found.wrong
    assert (str(found.first), str(found.last)) == ("2026-10-30", "2026-11-28")


def test_the_quarter_of_a_january_begins_in_january():
    assert asked({"period": "quarter"}, date(2026, 1, 31)).first == date(2026, 1, 1)
