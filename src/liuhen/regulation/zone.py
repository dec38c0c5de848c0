"""Calendar days elsewhere: a book of another country counts by its own clocks, with their daylight saving.

Instants stay what they are; only the question on which day one falls, and when such a day ends, is asked of the place.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from liuhen.regulation.when import CST, DISTANT_FUTURE, DISTANT_PAST, TICK, Instant

_KEPT = 1 << 16


class Zone:
    """A time zone of the IANA list by name; ValueError where there is none of that name."""

    def __init__(self, name: str) -> None:
        try:
            self._zone = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(f"没有叫“{name}”的时区（请写成 Asia/Shanghai、Europe/Rome 这样的名称）") from error
        self.name = name
        # the same midnights are asked for over and over; both are questions of one day to the zone alone
        self._local: Callable[[datetime], datetime] = lru_cache(_KEPT)(self._shifted)
        self.starts: Callable[[date], datetime] = lru_cache(_KEPT)(self._start)

    def __reduce__(self) -> tuple[type["Zone"], tuple[str]]:
        return Zone, (self.name,)

    def _shifted(self, moment: datetime) -> datetime:
        return moment.astimezone(self._zone)

    def _start(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self._zone).astimezone(CST)

    def local(self, moment: datetime) -> datetime:
        """A moment as the clocks there show it."""
        return self._local(moment)

    def day(self, at: Instant) -> date | None:
        """The calendar day there; None where the moment is not known to the day."""
        if at.lo <= DISTANT_PAST or at.hi >= DISTANT_FUTURE:
            return None
        first = self._local(at.lo).date()
        return first if first == self._local(at.hi).date() else None

    def ends(self, day: date) -> datetime:
        """The last moment of a day there."""
        return self.starts(day + timedelta(days=1)) - TICK

    def whole(self, day: date) -> Instant:
        """Some moment of a day there."""
        return Instant(self.starts(day), self.ends(day))

    def after(self, at: Instant, days: int) -> Instant:
        """The end of the ``days``-th calendar day there after a moment; as uncertain as the moment."""
        lo = at.lo if at.lo <= DISTANT_PAST else self._after(at.lo, days)
        hi = at.hi if at.hi >= DISTANT_FUTURE else self._after(at.hi, days)
        return Instant(lo, hi)

    def _after(self, moment: datetime, days: int) -> datetime:
        return self.ends(self._local(moment).date() + timedelta(days=days))

    def days_between(self, first: Instant, last: Instant) -> int | None:
        """How many midnights there lie between two moments; None where one is not known to the day."""
        begin, end = self.day(first), self.day(last)
        return None if begin is None or end is None else (end - begin).days

    def told(self, stated: datetime) -> Instant:
        """The moment that a clock there showed. In the hour that autumn repeats (or spring leaves out) it is known within that hour."""
        once, again = (stated.replace(tzinfo=self._zone, fold=fold).astimezone(CST) for fold in (0, 1))
        return Instant(min(once, again), max(once, again))
