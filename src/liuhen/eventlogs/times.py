"""Times of a log as moments: with their own offset, or by the clocks of the map's zone; what cannot be is said, never mended."""

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from functools import lru_cache

from liuhen.eventlogs.mapping import Map
from liuhen.regulation.when import Instant, When
from liuhen.regulation.zone import Zone

#: What systems write for "no date" and "for ever" lies outside, as do slips of the pen.
YEARS = range(1971, 2200)
_DATE = len("2026-11-13")
_KEPT = 1 << 16


class BadTime(ValueError):  # noqa: N818 - as people say it
    """A time that cannot be taken; ``code`` says why for programs."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class Clock:
    """Reads times as a map says."""

    def __init__(self, told: Map) -> None:
        self._format, self._zone, self._by_day = told.time_format, told.zone, told.precision == "day"
        self._case = told.case.time
        #: The span of an act at that time; BadTime where the text says none.
        self.when: Callable[[str], When] = lru_cache(_KEPT)(self._when)

    def _when(self, text: str) -> When:
        point = self.instant(text)
        return When(point, point, text)

    def instant(self, text: str) -> Instant:
        """A moment as precisely as the text states it."""
        stated = self.parsed(text)
        if self._by_day or (not self._format and len(text.strip()) == _DATE):
            return self._whole(stated)
        if stated.tzinfo is not None:
            return Instant.exact(stated)
        return self._named().told(stated)

    def parsed(self, text: str) -> datetime:
        """The text as date and time, in its own offset or in none; BadTime where it cannot be."""
        text = text.strip()
        if not text:
            raise BadTime("no_time", "没有写明时间")
        try:
            stated = datetime.strptime(text, self._format) if self._format else datetime.fromisoformat(text)  # noqa: DTZ007 - the map's zone
        except ValueError as error:
            raise BadTime("unreadable_time", f"时间读不出：{text}") from error
        if stated.year not in YEARS:
            raise BadTime("impossible_year", f"年份 {stated.year} 不可信：{text}")
        return stated

    def _named(self) -> Zone:
        if self._zone is None:
            raise BadTime("no_zone", "时间没有写明时区")
        return self._zone

    def _whole(self, stated: datetime) -> Instant:
        """The day on which it was, by the map's clocks; by its own offset where the map names none."""
        if self._zone is None and stated.tzinfo is not None:
            return _day_of_offset(stated.date(), stated.tzinfo)
        zone = self._named()
        return zone.whole(stated.date() if stated.tzinfo is None else zone.local(stated).date())

    def shown(self, moment: datetime) -> datetime:
        """A moment by the map's clocks, for showing."""
        return moment if self._zone is None else self._zone.local(moment)


def _day_of_offset(day: date, offset: tzinfo) -> Instant:
    first = datetime(day.year, day.month, day.day, tzinfo=offset)
    last = first.replace(hour=23, minute=59, second=59, microsecond=999999)
    return Instant(Instant.exact(first).lo, Instant.exact(last).lo)
