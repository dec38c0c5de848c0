"""Terms: what a rule may rely on besides the history: the calendar and the bureau's dated settings. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from liuhen.regulation.calendar import Calendar, Period
from liuhen.regulation.violation import Catalogue
from liuhen.regulation.when import CST, DISTANT_FUTURE, DISTANT_PAST, Instant, end_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """One dated value of a setting and where it comes from."""

    value: Any
    since: date
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """Calendar and settings. ``settings`` map a key to its values, oldest first; an unset one has its default in the rule.

    ``violations`` is the Book's own catalogue, put there when the Book judges.
    """

    calendar: Calendar = field(default_factory=Calendar)
    settings: Mapping[str, tuple[Setting, ...]] = field(default_factory=dict)
    demo: bool = False
    violations: Catalogue = field(default_factory=Catalogue)

    def setting(self, key: str, on: date | None = None, default: Any = None) -> Any:
        """The value in force on a day (today's, if no day is given); ``default`` where the bureau has set none."""
        found = default
        for setting in self.settings.get(key, ()):
            if on is None or setting.since <= on:
                found = setting.value
        return found

    def due(self, event: Instant, period: Period) -> Instant:
        """The end of ``period`` counted from ``event``."""
        return period.after(event, self.calendar)

    def rolled(self, due: Instant) -> Instant:
        """The end of a period that goes on to the next working day where its last day is none; only where a law says so."""
        return Instant(self._rolled(due.lo), self._rolled(due.hi))

    def _rolled(self, at: datetime) -> datetime:
        known = DISTANT_PAST < at < DISTANT_FUTURE
        return end_of(self.calendar.next_working(at.astimezone(CST).date())) if known else at


PLAIN = Terms()
