"""Periods as each law counts them, and times as they are known: the test vectors of law.md 1.10 and the traps of law.md 0."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.regulation.calendar import Calendar, Period, days, hours, months, working_days
from liuhen.regulation.saying import length, said, until
from liuhen.regulation.when import CST, Instant, When, end_of, start_of

PLAIN = Calendar()
MONDAY = Instant.day(date(2026, 11, 23))


def last_day(period: Period, event: Instant = MONDAY, calendar: Calendar = PLAIN) -> date:
    return period.after(event, calendar).hi.astimezone(CST).date()


@pytest.mark.parametrize(
    ("rule", "period", "expected"),
    [
        ("C12 先行登记保存处理 7 个工作日", working_days(7), date(2026, 12, 2)),
        ("D5 听证申请 5 个工作日", working_days(5), date(2026, 11, 30)),
        ("F0 决定书送达 7 个工作日", working_days(7), date(2026, 12, 2)),
        ("G1 缴款 15 日", days(15), date(2026, 12, 8)),
        ("G10 催告 10 个工作日", working_days(10), date(2026, 12, 7)),
        ("C14 扣押 30 日", days(30), date(2026, 12, 23)),
        ("F6 公告 30 日", days(30), date(2026, 12, 23)),
        ("D1 办案 90 日，末日是星期日也不顺延", days(90), date(2027, 2, 21)),
        ("E4 当场收缴 2 个工作日", working_days(2), date(2026, 11, 25)),
        ("A3 补正告知 5 个工作日", working_days(5), date(2026, 11, 30)),
    ],
)
def test_the_vectors_of_the_law_page(rule, period, expected):
    assert last_day(period) == expected, rule


def test_hours_run_through_the_weekend():
    start = Instant.exact(datetime(2026, 11, 27, 16, 30, tzinfo=CST))
    assert hours(24).after(start, PLAIN) == Instant.exact(datetime(2026, 11, 28, 16, 30, tzinfo=CST))


def test_hours_run_through_the_national_holiday():
    start = Instant.exact(datetime(2026, 9, 30, 18, 0, tzinfo=CST))
    assert hours(24).after(start, PLAIN).hi == datetime(2026, 10, 1, 18, 0, tzinfo=CST)


def test_the_saturday_before_mid_autumn_2021_was_a_working_day_and_the_sunday_to_tuesday_were_not():
    assert PLAIN.working(date(2021, 9, 18))
    assert not any(PLAIN.working(date(2021, 9, day)) for day in (19, 20, 21))
    assert last_day(working_days(1), Instant.day(date(2021, 9, 17))) == date(2021, 9, 18)


def test_a_period_over_a_make_up_sunday_counts_it():
    assert last_day(working_days(7), Instant.day(date(2021, 9, 16))) == date(2021, 9, 27)


@pytest.mark.parametrize(
    ("kept", "period", "expected"),
    [(date(2021, 8, 26), working_days(7), date(2021, 9, 6)), (date(2021, 8, 26), days(7), date(2021, 9, 2)),
     (date(2019, 8, 21), days(7), date(2019, 8, 28))],
)  # fmt: skip
def test_seven_days_of_the_new_law_and_of_the_old(kept, period, expected):
    assert last_day(period, Instant.day(kept)) == expected


def test_a_year_without_a_published_notice_is_provisional_and_says_so():
    assert PLAIN.provisional(date(2027, 2, 8))
    assert not PLAIN.provisional(date(2026, 10, 1))
    assert "未公布" in until(working_days(30).after(Instant.day(date(2026, 12, 20)), PLAIN), PLAIN)
    assert "未公布" not in until(working_days(3).after(MONDAY, PLAIN), PLAIN)


def test_the_bureaus_own_overrides_come_first():
    flood = Calendar(overrides={date(2026, 11, 24): False, date(2026, 11, 28): True})
    assert last_day(working_days(1), calendar=flood) == date(2026, 11, 25)
    assert last_day(working_days(4), calendar=flood) == date(2026, 11, 28)


def test_months_end_where_the_month_ends():
    assert last_day(months(3), Instant.day(date(2026, 11, 30))) == date(2027, 2, 28)
    assert last_day(months(24), Instant.day(date(2024, 8, 17))) == date(2026, 8, 17)


_RANGE = (datetime(2020, 1, 1), datetime(2026, 1, 1))  # noqa: DTZ001 - hypothesis wants them bare


@given(
    start=st.dates(date(2020, 1, 1), date(2026, 6, 1)),
    first=st.integers(1, 20),
    then=st.integers(1, 20),
)
def test_working_days_add_up(start, first, then):
    assert PLAIN.add_working_days(PLAIN.add_working_days(start, first), then) == PLAIN.add_working_days(start, first + then)
    assert PLAIN.working_days_between(start, PLAIN.add_working_days(start, first)) == first


@given(
    count=st.integers(1, 40),
    lo=st.datetimes(*_RANGE),
    width=st.timedeltas(timedelta(), timedelta(40)),
)
def test_a_period_keeps_the_order_of_its_bounds(count, lo, width):
    event = Instant(lo.replace(tzinfo=CST), (lo + width).replace(tzinfo=CST))
    for period in (hours(count), days(count), working_days(count), months(count)):
        due = period.after(event, PLAIN)
        assert event.lo <= due.lo <= due.hi
        assert period.unit == "hours" or due.hi == end_of(due.hi.date())


# -- time as it is known ----------------------------------------------------------------------------------------------
def test_a_month_cannot_be_compared_with_a_day_in_it():
    august, tenth = When.parse("2019-08").start, When.parse("2019-08-10").start
    assert august.by(tenth) is None
    assert august.before(tenth) is None
    assert august.by(Instant.exact(end_of(date(2019, 8, 31)))) is True
    assert august.by(When.parse("2019-07-31").start) is False


def test_on_or_after_a_day_may_be_any_time_later():
    later = When.parse("2020-09-09/..").start
    assert later.by(When.parse("2030-01-01").start) is None
    assert later.by(When.parse("2020-09-08").start) is False
    assert later.before(When.parse("2020-09-08").start) is False


def test_a_night_past_midnight_ends_the_next_day():
    night = When.parse("2024-08-16T21:44/00:44")
    assert (night.start.known_day, night.end.known_day) == (date(2024, 8, 16), date(2024, 8, 17))
    assert When.parse("2024-08-16T21:44/2024-08-17T00:44").end == night.end


def test_within_the_day_is_in_time_by_the_end_of_the_day():
    assert When.parse("2021-09-06").start.by(Instant.exact(end_of(date(2021, 9, 6)))) is True
    assert When.parse("2021-09-07").start.by(Instant.exact(end_of(date(2021, 9, 6)))) is False


@pytest.mark.parametrize("text", ["", "昨天", "2021-13-01", "2021-12-16/2021-12-01", "/", "2021-02-30"])
def test_what_cannot_be_read_as_a_time_is_an_error(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the words are Python's own or ours
        When.parse(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021-12", "2021年12月"),
        ("2021-12-16", "2021-12-16"),
        ("2021-12-16T22:00", "2021-12-16 22:00"),
        ("2020-09-09/..", "不早于 2020-09-09"),
    ],
)
def test_a_time_is_said_as_precisely_as_it_is_known(text, words):
    assert said(When.parse(text).start) == words


def test_the_end_of_a_day_reads_24_00():
    assert said(Instant.exact(end_of(date(2026, 11, 20)))) == "2026-11-20 24:00"
    assert said(Instant.exact(start_of(date(2026, 11, 20)))) == "2026-11-20 00:00"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=9, seconds=12), "9 分 12 秒"),
        (timedelta(hours=5, minutes=12, seconds=59), "5 小时 12 分"),
        (timedelta(days=2, hours=1, minutes=59), "2 天 1 小时"),
        (timedelta(days=11), "11 天"),
        (timedelta(seconds=4), "4 秒"),
    ],
)
def test_a_length_has_two_units_at_most(span, words):
    assert length(span) == words


@pytest.mark.parametrize(
    "slip",
    ["0001-01-01", "0202-03-05", "20220-01-01", "9999-12-31", "2023-02-30", "2023-05-10T22:00/99:00", "2023-05-10T22:00/23:75"],
)
def test_a_slip_of_the_pen_is_no_time(slip):
    with pytest.raises(ValueError, match=r"."):
        When.parse(slip)


def test_midnight_may_be_written_as_twenty_four_hours():
    assert When.parse("2023-05-10T22:00/24:00").end == When.parse("2023-05-11T00:00").start
