"""What a clock says (look.md): two units at most, rounded down when left and when over, working days where the law counts in them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from liuhen.cases.clocks import Urgency, clock, day, hours, known, moment, span, weekday, year
from liuhen.regulation.calendar import Calendar
from liuhen.regulation.when import CST, UNKNOWN, When, end_of

NOW = datetime(2026, 11, 18, 10, 24, tzinfo=CST)  # a Wednesday
PLAIN = Calendar()


def said(due, unit="days", now=NOW, **more):
    return str(clock(due, due, unit, now, PLAIN, **more))


@pytest.mark.parametrize(
    ("due", "unit", "words"),
    [
        # the five duties of the mock
        (datetime(2026, 11, 16, 8, 58, tzinfo=CST), "hours", "逾期 2 天 1 小时"),
        (datetime(2026, 11, 18, 15, 36, tzinfo=CST), "hours", "还剩 5 小时 12 分"),
        (end_of(date(2026, 11, 20)), "days", "还剩 2 天 13 小时"),
        (end_of(date(2026, 11, 24)), "working_days", "还剩 5 个工作日"),
        (end_of(date(2026, 11, 19)), "working_days", "还剩 2 个工作日"),
        (end_of(date(2026, 11, 29)), "days", "还剩 11 天"),
        # the last working day is told in hours
        (end_of(date(2026, 11, 18)), "working_days", "还剩 13 小时 36 分"),
        # a weekend lies between: Friday's end, seen on Saturday morning of the week before
        (end_of(date(2026, 11, 17)), "working_days", "逾期 10 小时 24 分"),
        (end_of(date(2026, 11, 13)), "working_days", "逾期 2 个工作日"),
        (end_of(date(2027, 2, 11)), "days", "还剩 85 天"),
        (datetime(2026, 11, 18, 10, 25, 30, tzinfo=CST), "hours", "还剩 1 分"),
        (datetime(2026, 11, 18, 10, 24, 40, tzinfo=CST), "hours", "还剩 40 秒"),
        (datetime(2026, 11, 18, 10, 23, 1, tzinfo=CST), "hours", "逾期 59 秒"),
    ],
)
def test_the_clock_says(due, unit, words):
    assert said(due, unit) == words


def test_without_a_due_moment_it_says_before_what():
    nothing = clock(None, None, "days", NOW, PLAIN)
    assert (nothing.label, nothing.value, nothing.urgency) == ("不计时", "结案前", Urgency.NONE)
    assert str(clock(None, None, "days", NOW, PLAIN, without="决定前")) == "决定前"


@pytest.mark.parametrize(
    ("due", "urgency"),
    [
        (NOW + timedelta(hours=24, minutes=1), Urgency.PLAIN),
        (NOW + timedelta(hours=24), Urgency.SOON),
        (NOW, Urgency.SOON),
        (NOW - timedelta(seconds=1), Urgency.OVER),
    ],
)
def test_urgency_turns_at_a_day_and_at_the_moment_itself(due, urgency):
    assert clock(due, due, "hours", NOW, PLAIN).urgency == urgency


def test_the_end_of_a_day_is_twenty_four_hundred_of_that_day():
    assert clock(*(end_of(date(2026, 11, 20)),) * 2, "days", NOW, PLAIN).title == "2026-11-20 24:00 期满"
    assert moment(end_of(date(2026, 11, 20)), NOW) == "11-20 24:00"


def test_a_due_moment_known_only_to_the_day_is_not_guessed():
    between = clock(NOW - timedelta(hours=2), NOW + timedelta(hours=2), "hours", NOW, PLAIN)
    assert (between.label, between.urgency) == ("可能到期", Urgency.SOON)
    before = clock(NOW + timedelta(hours=1), NOW + timedelta(hours=9), "hours", NOW, PLAIN)
    assert str(before) == "还剩 1 小时"
    after = clock(NOW - timedelta(hours=9), NOW - timedelta(hours=1), "hours", NOW, PLAIN)
    assert str(after) == "逾期 1 小时"


def test_the_bureaus_own_holiday_shortens_what_is_left():
    holiday = Calendar(overrides={date(2026, 11, 20): False})
    due = end_of(date(2026, 11, 24))
    assert clock(due, due, "working_days", NOW, holiday).value == "4 个工作日"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(days=2, minutes=52), "2 天 52 分"),
        (timedelta(days=2), "2 天"),
        (timedelta(days=9, hours=23, minutes=59), "9 天 23 小时"),
        (timedelta(days=10, hours=23), "10 天"),
        (timedelta(hours=1, seconds=59), "1 小时"),
        (timedelta(0), "0 秒"),
    ],
)
def test_spans_have_two_units_at_most(length, words):
    assert span(length) == words


def test_storage_lags_are_counted_in_hours():
    assert hours(timedelta(hours=34, minutes=51)) == "34 小时 51 分"
    assert hours(timedelta(minutes=6)) == "6 分"


def test_headings_name_the_weekday():
    friday = datetime(2026, 11, 13, 20, 15, tzinfo=CST)
    assert f"{day(friday)} {weekday(friday)}" == "11 月 13 日 周五"


def test_what_is_read_in_another_year_names_its_own():
    new_year = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight in China
    assert moment(datetime(2025, 6, 12, 14, 30, tzinfo=CST), NOW) == "2025-06-12 14:30"
    assert moment(end_of(date(2025, 12, 31)), NOW) == "2025-12-31 24:00"
    assert moment(new_year, NOW) == "2027-01-01 00:30"
    assert moment(datetime(2026, 12, 31, 23, 59, tzinfo=CST), new_year) == "2026-12-31 23:59"
    assert moment(new_year, new_year) == "01-01 00:30"
    assert (year(datetime(2025, 6, 12, tzinfo=CST), NOW), year(NOW, NOW)) == ("2025 年 ", "")
    due = datetime(2026, 12, 31, 10, tzinfo=CST), datetime(2027, 1, 2, 10, tzinfo=CST)
    assert str(clock(*due, "days", datetime(2027, 1, 1, 8, tzinfo=CST), PLAIN)) == "可能到期 最迟 01-02 10:00"
    assert str(clock(*due, "days", datetime(2026, 12, 31, 11, tzinfo=CST), PLAIN)) == "可能到期 最迟 2027-01-02 10:00"


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("2026-11-13T21:50", "11-13 21:50"),
        ("2025-11-13T21:50", "2025-11-13 21:50"),
        ("2025-06-12", "2025-06-12"),
        ("2019-08", "2019年8月"),
        ("2020-09-09/..", "不早于 2020-09-09"),
    ],
)
def test_what_is_known_coarsely_is_said_no_finer(stated, words):
    assert known(When.parse(stated).start, NOW) == words


def test_what_is_not_known_is_said_to_be_unknown():
    assert known(UNKNOWN, NOW) == "时间不详"


def test_working_days_of_a_year_without_a_published_calendar_are_said_to_be_provisional():
    found = clock(end_of(date(2027, 1, 8)), end_of(date(2027, 1, 8)), "working_days", NOW, PLAIN)
    assert found.value.endswith("个工作日（暂算）")
    assert "未公布" in found.title
    assert "未公布" not in clock(end_of(date(2027, 1, 8)), end_of(date(2027, 1, 8)), "days", NOW, PLAIN).title
    assert "未公布" not in clock(end_of(date(2026, 11, 24)), end_of(date(2026, 11, 24)), "working_days", NOW, PLAIN).title
