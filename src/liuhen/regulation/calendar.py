"""Periods as each law counts them: hours through holidays, calendar days, statutory working days with make-up days.

The day of the event is not counted (行政处罚法 85 and 民事诉讼法 85 alike). A year for which the State Council has published no
holiday notice is provisional: weekends only, and what is computed in it says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

import chinese_calendar

from liuhen.regulation.when import DISTANT_FUTURE, DISTANT_PAST, Instant, end_of

_PUBLISHED = range(2004, max(day.year for day in chinese_calendar.holidays) + 1)
_SATURDAY = 5
#: Holidays whose day no notice has to fix (全国年节及纪念日放假办法第二条, since 2025): New Year, Labour Day, National Day.
_FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
_made = tuple.__new__


@dataclass(frozen=True, kw_only=True, slots=True)
class Calendar:
    """Statutory working days: the State Council's notices, then the bureau's own overrides (day → is it a working day)."""

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def working(self, day: date) -> bool:
        """Whether that day is a working day (make-up Saturdays are, holidays are not)."""
        if day in self.overrides:
            return self.overrides[day]
        return _working(day)

    def festival(self, day: date) -> bool:
        """Whether that day is a statutory holiday 法定节假日: off work by the notice or the bureau's override; a weekend alone is none.

        Of a year without a notice only the days are known that fall on one date every year.
        """
        if day in self.overrides:
            return not self.overrides[day]
        if day.year not in _PUBLISHED:
            return (day.month, day.day) in _FIXED
        return chinese_calendar.get_holiday_detail(day)[1] is not None and not self.working(day)

    def provisional(self, day: date) -> bool:
        """Whether that day's year has no published notice yet, so that its working days are a guess."""
        return day.year not in _PUBLISHED

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``."""
        if not self.overrides:
            return _added(day, count)
        while count > 0:
            day += timedelta(days=1)
            if self.working(day):
                count -= 1
        return day

    def next_working(self, day: date) -> date:
        """That day where it is a working day, else the first after it."""
        return day if self.working(day) else self.add_working_days(day, 1)

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie after ``first`` up to and including ``last``."""
        span = (last - first).days
        return sum(self.working(first + timedelta(days=n)) for n in range(1, span + 1))


@lru_cache(maxsize=8192)
def _working(day: date) -> bool:
    if day.year in _PUBLISHED:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < _SATURDAY


@lru_cache(maxsize=65536)
def _added(day: date, count: int) -> date:
    """The ``count``-th working day after ``day`` by the State Council's notices alone."""
    while count > 0:
        day += timedelta(days=1)
        if _working(day):
            count -= 1
    return day


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in one way of counting: ``hours``, ``days`` (calendar), ``working_days`` or ``months``."""

    count: int
    unit: str

    def after(self, event: Instant, calendar: Calendar) -> Instant:
        """The last moment of the period that begins with ``event``; as uncertain as the event itself."""
        lo, hi = event.lo, event.hi
        if lo is hi and self.unit == "hours" and DISTANT_PAST < lo < DISTANT_FUTURE:
            first = lo + _hours(self.count)
            return _made(Instant, (first, first))
        first = self._after(lo, calendar)
        return Instant(first, first if lo == hi else self._after(hi, calendar))

    def _after(self, moment: datetime, calendar: Calendar) -> datetime:
        if not DISTANT_PAST < moment < DISTANT_FUTURE:
            return moment
        if self.unit == "hours":
            return moment + _hours(self.count)
        day = moment.date()
        if self.unit == "days":
            return end_of(day + timedelta(days=self.count))
        if self.unit == "working_days":
            return end_of(calendar.add_working_days(day, self.count))
        return end_of(months_later(day, self.count))


@lru_cache(maxsize=256)
def _hours(count: int) -> timedelta:
    return timedelta(hours=count)


def months_later(day: date, count: int) -> date:
    """The same day so many months later, or that month's last day where it has none."""
    month = day.month - 1 + count
    year, number = day.year + month // 12, month % 12 + 1
    following = date(year + number // 12, number % 12 + 1, 1)
    return min(date(year, number, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def hours(count: int) -> Period:
    """Natural hours: they run through nights and holidays."""
    return Period(count, "hours")


def days(count: int) -> Period:
    """Calendar days."""
    return Period(count, "days")


def working_days(count: int) -> Period:
    """Statutory working days (工作日)."""
    return Period(count, "working_days")


def months(count: int) -> Period:
    """Calendar months."""
    return Period(count, "months")
