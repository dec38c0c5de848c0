"""Suspension of an investigation, and whether it stops the ninety days: only where a named rule says so (practice.md 3)."""

from liuhen.regulation.asking import day_of
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.states import INVESTIGATION_RESUMED, INVESTIGATION_SUSPENDED
from liuhen.regulation.when import Instant

PAUSES = (INVESTIGATION_SUSPENDED, INVESTIGATION_RESUMED)


def _pausing(history: History) -> list[Record]:
    """The suspensions of the whole case that stop its clock."""
    found = history.of(INVESTIGATION_SUSPENDED)
    return [
        item
        for item in found
        if item.stands and item.get("pauses") and not item.get("party") and (item.get("basis") or item.told)
    ]


def _began(record: Record) -> Instant:
    return record.effective if record.effective is not None and not record.told else record.at


def _ended(history: History, suspension: Record) -> Instant | None:
    """When the investigation was resumed after a suspension; None while it is suspended."""
    start = _began(suspension)
    later = [
        _began(item)
        for item in history.of(INVESTIGATION_RESUMED)
        if item.stands and (item.about == suspension.id or (not item.about and _began(item) >= start))
    ]
    return min(later, default=None)


def paused_days(history: History) -> int:
    """The days by which pauses that have ended move the end of the ninety; the day of resumption counts again."""
    total = 0
    for suspension in _pausing(history):
        end = _ended(history, suspension)
        if end is not None:
            total += max((day_of(end) - day_of(_began(suspension))).days, 0)
    return total


def open_pause(history: History) -> Record | None:
    """The suspension that stops the clock now; None while it runs."""
    return next((item for item in _pausing(history) if _ended(history, item) is None), None)
