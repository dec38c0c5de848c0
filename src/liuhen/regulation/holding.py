"""How long things may be held under seal or seizure (强制法第二十五条), and what was done with them."""

from collections.abc import Iterator
from datetime import timedelta

from liuhen.regulation.asking import as_day, day_of, whole_day
from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.measure import SEIZURE_DECISION
from liuhen.regulation.kinds.measure_after import APPRAISAL_PERIOD, SEIZURE_EXTENSION, SEIZURE_OUTCOME, SEIZURE_RELEASE
from liuhen.regulation.when import Instant

MOST = 30
HOLDING_KINDS = (SEIZURE_EXTENSION, APPRAISAL_PERIOD, SEIZURE_OUTCOME, SEIZURE_RELEASE)


def seizures(history: History) -> Iterator[Record]:
    """The seizures that were carried out: issued, or told."""
    return (record for record in history.of(SEIZURE_DECISION) if record.stands)


def about(history: History, seizure: Record, *kinds: Kind) -> list[Record]:
    """The standing records of these kinds about a seizure; those that name none, where there is but one."""
    alone = sum(1 for _ in history.of(SEIZURE_DECISION)) == 1
    return [
        record for record in history.of(*kinds) if record.stands and (record.about == seizure.id or (alone and not record.about))
    ]


def began(seizure: Record) -> Instant:
    """When the measure was carried out."""
    return seizure.at


def stated_days(record: Record) -> int | None:
    """The days that a paper states; None where it states none."""
    value = record.get("days")
    return int(value) if value not in (None, "") else None


def ends(history: History, seizure: Record, *, extended: bool = True) -> Instant:
    """The last moment of the period: as decided and (``extended``) lengthened; the days of an appraisal that was told do not count."""
    days = min(stated_days(seizure) or MOST, MOST)
    if extended:
        days += sum(min(stated_days(item) or MOST, MOST) for item in about(history, seizure, SEIZURE_EXTENSION)[:1])
    days += sum(excluded(item) for item in about(history, seizure, APPRAISAL_PERIOD))
    first, last = day_of(began(seizure)), seizure.at.hi.date()
    due = whole_day(first + timedelta(days=days))
    return due if first == last or seizure.at.is_exact else Instant(due.lo, whole_day(last + timedelta(days=days)).hi)


def excluded(period: Record) -> int:
    """The days of a stated appraisal, both ends counted."""
    begin, until = as_day(period.get("begin")), as_day(period.get("until"))
    return max((until - begin).days + 1, 0) if begin and until else 0


def settled(history: History, seizure: Record) -> Instant | None:
    """When the things were dealt with, all of them; None while some are still held."""
    done = about(history, seizure, SEIZURE_OUTCOME, SEIZURE_RELEASE)
    if not done:
        return None
    if not any(item.get("all") or item.told for item in done):
        left = {_name(item) for item in seizure.get("items") or ()}
        left -= {_name(item) for record in done for item in record.get("items") or ()}
        if left:
            return None
    return max(item.effective or item.at for item in done)


def _name(item: object) -> str:
    return str(item.get("id") or item.get("name")) if isinstance(item, dict) else str(item)
