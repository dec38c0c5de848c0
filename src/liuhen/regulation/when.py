"""Time as it is known: an act has a beginning and an end, and each may be known only within bounds.

A fact from outside is stated as precisely as the paper states it (month, day, minute, open end). Comparison is therefore
three-valued: certainly by, certainly after, cannot tell. A limit that the precision cannot decide is never guessed.

All times are aware and in China Standard Time. The end of a day is its last microsecond (shown as 24:00), so that "by the
end of 2 December" includes everything stated as "on 2 December".
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Any, NamedTuple

CST = timezone(timedelta(hours=8), "CST")
TICK = timedelta(microseconds=1)
DISTANT_PAST = datetime(1900, 1, 1, tzinfo=CST)
DISTANT_FUTURE = datetime(9999, 1, 1, tzinfo=CST)


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time.min, CST)


@lru_cache(maxsize=4096)
def end_of(day: date) -> datetime:
    """The last moment of a day, 24:00."""
    return start_of(day + timedelta(days=1)) - TICK


class Instant(NamedTuple):
    """A moment known to lie between ``lo`` and ``hi`` (both included); exact when they are equal.

    A named tuple, for judging makes and compares many. Its order (lower, then upper bound) is for sorting only: rules compare
    with ``by`` and ``before``.
    """

    lo: datetime
    hi: datetime

    @classmethod
    def exact(cls, at: datetime) -> "Instant":
        """A moment known exactly."""
        if at.tzinfo is not CST:
            at = at.astimezone(CST)
        return cls(at, at)

    @classmethod
    def day(cls, day: date) -> "Instant":
        """Some moment of that day."""
        return _whole(day)

    @property
    def known_day(self) -> date | None:
        """The calendar day, if the bounds fall on one; None when they span several."""
        first = self.lo.astimezone(CST).date()
        return first if first == self.hi.astimezone(CST).date() else None

    @property
    def is_exact(self) -> bool:
        """Whether the moment is known exactly."""
        return self.lo == self.hi

    def shift(self, by: timedelta) -> "Instant":
        """The same uncertainty, moved; bounds that mean "unknown" stay unknown."""
        lo = self.lo if self.lo <= DISTANT_PAST else self.lo + by
        hi = self.hi if self.hi >= DISTANT_FUTURE else self.hi + by
        return Instant(lo, hi)

    def by(self, due: "Instant") -> bool | None:
        """Whether this came no later than ``due``: True, False, or None where the precision cannot tell."""
        if self.hi <= due.lo:
            return True
        if self.lo > due.hi:
            return False
        return None

    def before(self, other: "Instant") -> bool | None:
        """Whether this certainly came before ``other``; None where the precision cannot tell."""
        if self.hi < other.lo:
            return True
        if self.lo >= other.hi:
            return False
        return None


@lru_cache(maxsize=4096)
def _whole(day: date) -> Instant:
    return Instant(start_of(day), end_of(day))


UNKNOWN = Instant(DISTANT_PAST, DISTANT_FUTURE)


class When(NamedTuple):
    """The span of an act: its beginning, its end, and the words in which it was stated (empty when read off the clock)."""

    start: Instant
    end: Instant
    stated: str = ""

    @classmethod
    def at(cls, moment: datetime) -> "When":
        """An act done at one exact moment."""
        point = Instant.exact(moment)
        return cls(point, point)

    @classmethod
    def between(cls, start: datetime, end: datetime) -> "When":
        """An act with an exact beginning and end."""
        return cls(Instant.exact(start), Instant.exact(end))

    @classmethod
    def on(cls, day: date) -> "When":
        """An act known to the day."""
        point = Instant.day(day)
        return cls(point, point)

    @classmethod
    def parse(cls, text: str) -> "When":
        """Read ``2019-08``, ``2019-08-21``, ``2019-08-21T19:30``, ``A/B`` and open ends ``A/..``; ValueError if unreadable.

        In ``A/B`` the end may leave out its date (``T22:00/00:30``); an end before its beginning is of the next day.
        """
        first, slash, last = text.strip().partition("/")
        start = _moment(first.strip())
        if not slash:
            return cls(start, start, text)
        if last.strip() in {"..", ""}:
            # "on or after": the source gives a first day and no last
            open_end = Instant(start.lo, DISTANT_FUTURE)
            return cls(open_end, open_end, text)
        end = _end_moment(last.strip(), start)
        return cls(start, end, text)

    def as_json(self) -> dict[str, Any]:
        """Four bounds (ISO 8601) and the stated words; read back by :meth:`from_json`."""
        return {
            "start": [_iso(self.start.lo), _iso(self.start.hi)],
            "end": [_iso(self.end.lo), _iso(self.end.hi)],
            "stated": self.stated,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "When":
        """The reverse of :meth:`as_json`."""
        (a, b), (c, d) = value["start"], value["end"]
        return cls(
            Instant(_read(a), _read(b)),
            Instant(_read(c), _read(d)),
            value.get("stated", ""),
        )


def _read(text: str) -> datetime:
    """A moment in China Standard Time, the one object of it: moments compare faster under one."""
    return datetime.fromisoformat(text).astimezone(CST)


def _iso(moment: datetime) -> str:
    return moment.astimezone(CST).isoformat()


_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")


#: Years that a statement may name: what lies outside is a slip of the pen, and beyond what a calendar can count with.
_YEARS = range(1900, 2200)


def _moment(text: str) -> Instant:
    """One end of a statement: a month, a day, or a moment; ValueError for a year that no act of ours can have."""
    if text[:4].isdecimal() and int(text[:4]) not in _YEARS:
        msg = f"年份不对：{text}"
        raise ValueError(msg)
    if month := _MONTH.fullmatch(text):
        year, number = int(month[1]), int(month[2])
        first = date(year, number, 1)
        following = date(year + number // 12, number % 12 + 1, 1)
        return Instant(start_of(first), start_of(following) - TICK)
    if day := _DAY.fullmatch(text):
        return Instant.day(date(int(day[1]), int(day[2]), int(day[3])))
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=CST)
    return Instant.exact(moment)


def _end_moment(text: str, start: Instant) -> Instant:
    """The end of ``A/B``; a bare clock time takes the day of A, or the next one past midnight."""
    clock = _CLOCK.fullmatch(text)
    if clock is None:
        end = _moment(text)
        if end.hi < start.lo:
            msg = f"结束时间早于开始时间：{text}"
            raise ValueError(msg)
        return end
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if hour * 60 + minute > 24 * 60 or minute > 59 or second > 59:  # noqa: PLR2004 - as clocks are read
        msg = f"钟点不对：{text}"
        raise ValueError(msg)
    base = start_of(start.lo.astimezone(CST).date())
    moment = base + timedelta(hours=hour, minutes=minute, seconds=second)
    if moment < start.lo:
        moment += timedelta(days=1)
    return Instant.exact(moment)
