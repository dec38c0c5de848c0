"""What the rules on licences ask of a history: the application, how it was answered, when it counts as accepted, by when to decide.

Deemed acceptance (许可法第三十二条第一款第（四）项) and deemed renewal (第五十条) are computed here and never entered by anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from liuhen.regulation.asking import as_day, day_of
from liuhen.regulation.calendar import Period, working_days
from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.licensing import (
    LICENCE_ACCEPTANCE,
    LICENCE_APPLICATION,
    LICENCE_APPLICATION_WITHDRAWN,
    LICENCE_REFUSED_TO_ACCEPT,
    LICENCE_SUPPLEMENT,
    SUPPLEMENT_RECEIVED,
)
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION, LICENCE_ENDED
from liuhen.regulation.kinds.licensing_review import LICENCE_EXTENSION, LICENCE_PERIOD_EXCLUDED
from liuhen.regulation.licences import JOINT_DAYS, Item, item_of
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

ANSWER_DAYS = 5
EXTENSION_DAYS = 10
JOINT_EXTENSION_DAYS = 15
#: What answers an application or its supplement.
ANSWERS = (LICENCE_ACCEPTANCE, LICENCE_REFUSED_TO_ACCEPT, LICENCE_SUPPLEMENT)
#: What starts, moves or ends the clock of the decision.
CLOCK_KINDS = (
    LICENCE_APPLICATION,
    *ANSWERS,
    SUPPLEMENT_RECEIVED,
    LICENCE_APPLICATION_WITHDRAWN,
    LICENCE_EXTENSION,
    LICENCE_PERIOD_EXCLUDED,
)


def application(history: History) -> Record | None:
    """The application the case is about: the first that was registered."""
    return next(history.of(LICENCE_APPLICATION), None)


def item(history: History, terms: Terms) -> Item:
    """The item applied for, with the time its statute gives; the general one where a source does not name it."""
    applied = application(history)
    named = str(applied.get("item") or "") if applied else ""
    on = day_of(applied.at) if applied else None
    return item_of(named, terms.setting("licence_items", on=on))


def came(record: Record) -> Instant:
    """When a paper came to stand: issued here, or as it says."""
    return record.effective or record.at


def standing(history: History, *kinds: Kind) -> list[Record]:
    """The records of these kinds that stand, by the time they came to."""
    return sorted((record for record in history.of(*kinds) if record.stands), key=came)


def given_up(history: History) -> Record | None:
    """The withdrawal of the application by the applicant."""
    return next((record for record in history.of(LICENCE_APPLICATION_WITHDRAWN) if record.stands), None)


def refused(history: History) -> Record | None:
    """The paper by which the application was not accepted."""
    return next(iter(standing(history, LICENCE_REFUSED_TO_ACCEPT)), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Submission:
    """Materials handed in (the application, later its supplements), by when to answer, and the first answer to them."""

    record: Record
    due: Instant
    answer: Record | None

    @property
    def late(self) -> bool | None:
        """Whether the answer came after the five working days; False while there is none yet."""
        if self.answer is None:
            return False
        in_time = came(self.answer).by(self.due)
        return None if in_time is None else not in_time


def submissions(history: History, terms: Terms) -> list[Submission]:
    """Every handing in of materials with its answer: the first that came after it and before the next."""
    handed = [record for record in (application(history), *standing(history, SUPPLEMENT_RECEIVED)) if record is not None]
    answers = standing(history, *ANSWERS)
    found = []
    for number, record in enumerate(handed):
        then = handed[number + 1].at if number + 1 < len(handed) else None
        mine = (one for one in answers if came(one).hi >= record.at.lo and (then is None or came(one).lo <= then.hi))
        due = terms.due(record.at, working_days(ANSWER_DAYS))
        answer = next(mine, None)
        if answer is not None:
            answers = answers[answers.index(answer) + 1 :]
        found.append(Submission(record=record, due=due, answer=answer))
    return found


def deemed(history: History, terms: Terms) -> Submission | None:
    """The handing in whose answer came too late, so that the application counts as accepted from it.

    A late refusal for want of materials comes after the acceptance and undoes nothing; one because no licence is needed, or the matter is not
    ours, is no answer about materials, and silence accepts nothing there.
    """
    for one in submissions(history, terms):
        if one.late and one.answer is not None and not _beyond_materials(one.answer):
            return one
        if one.answer is not None and one.answer.kind is LICENCE_ACCEPTANCE:
            return None
    return None


def _beyond_materials(answer: Record) -> bool:
    return answer.kind is LICENCE_REFUSED_TO_ACCEPT and answer.get("ground") != "unsupplied"


def accepted(history: History, terms: Terms) -> Instant | None:
    """The day of acceptance 受理之日: of the notice, or of the handing in where it is deemed; None while neither is."""
    late = deemed(history, terms)
    if late is not None:
        return late.record.at
    notice = next(iter(standing(history, LICENCE_ACCEPTANCE)), None)
    return came(notice) if notice is not None else None


def clock_starts(history: History, terms: Terms) -> Instant | None:
    """What the time for deciding is counted from: acceptance, or the receipt where the item's statute says so; none before acceptance."""
    start = accepted(history, terms)
    applied = application(history)
    if start is None or applied is None or item(history, terms).since != "received":
        return start
    return max([applied.at, *(record.at for record in standing(history, SUPPLEMENT_RECEIVED))])


def period(history: History, terms: Terms) -> Period:
    """The item's period as its statute counts it; 45 working days where several bodies handle it together."""
    what, applied = item(history, terms), application(history)
    if applied is not None and applied.get("joint") and not what.own:
        return working_days(JOINT_DAYS)
    return Period(what.days, what.unit)


def undisturbed(history: History, terms: Terms) -> Instant | None:
    """By when to decide, time that is not counted left out and no extension yet."""
    start = clock_starts(history, terms)
    if start is None:
        return None
    excluded = sum(_days(record) for record in history.of(LICENCE_PERIOD_EXCLUDED) if record.stands)
    due = terms.due(start, period(history, terms))
    return terms.due(due, working_days(excluded)) if excluded else due


def extended_by(history: History, terms: Terms) -> int:
    """How many working days the standing extension adds; none where it came too late or the item's statute knows none."""
    first = undisturbed(history, terms)
    for record in standing(history, LICENCE_EXTENSION):
        if first is not None and came(record).by(first) is not False and not item(history, terms).own:
            return min(_days(record), most_extension(history))
    return 0


def most_extension(history: History) -> int:
    """The longest extension that the statute allows here."""
    applied = application(history)
    return JOINT_EXTENSION_DAYS if applied is not None and applied.get("joint") else EXTENSION_DAYS


def decide_by(history: History, terms: Terms) -> Instant | None:
    """By when the licence is to be decided on; None before the application counts as accepted."""
    due, more = undisturbed(history, terms), extended_by(history, terms)
    return terms.due(due, working_days(more)) if due is not None and more else due


def decision(history: History) -> Record | None:
    """The decision on the application that stands."""
    return next(iter(standing(history, LICENCE_DECISION, LICENCE_ENDED)), None)


def expires(history: History) -> Instant | None:
    """When the licence that is to be renewed runs out: the end of its last day."""
    applied = application(history)
    if applied is None or applied.get("request") != "renewal":
        return None
    day = as_day(applied.get("expires"))
    return Instant.day(day) if day else None


def materials(applied: Record, check: str) -> Iterator[str]:
    """The names of the materials that were found to be so (``missing``, ``wrong``, ``spot``)."""
    for row in applied.get("materials") or ():
        if isinstance(row, dict) and row.get("check") == check:
            yield str(row.get("name") or "")


def _days(record: Record) -> int:
    value = record.get("days")
    return int(value) if str(value or "").isdecimal() else 0
