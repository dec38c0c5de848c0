"""第四十三条  不得在夜间或者法定节假日实施行政强制执行，情况紧急的除外；不得对居民停止供水、供电、供热、供燃气。"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.enforcement_acts import OBSTRUCTION_REMOVAL, OTHER_ENFORCEMENT, SUBSTITUTE_RECORD
from liuhen.regulation.saying import said
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import CST

ACTS = (OBSTRUCTION_REMOVAL, SUBSTITUTE_RECORD, OTHER_ENFORCEMENT)
#: The statute does not say when night begins: a setting, with this as ours.
NIGHT_FROM, NIGHT_TO = time(22), time(6)


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """No force at night or on a statutory holiday, unless it cannot wait."""
    for act in history.of(*ACTS):
        if act.get("urgent") or not act.at.is_exact:
            continue
        start, end = act.at.lo.astimezone(CST), act.ended.hi.astimezone(CST)
        if _at_night(start, end):
            yield _fault(act, "night", f"{said(act.at)} 在夜间实施")
        elif terms.calendar.festival(start.date()):
            yield _fault(act, "holiday", f"{said(act.at)} 在法定节假日实施")


def _at_night(start: datetime, end: datetime) -> bool:
    """Whether some of the span lies in the night."""
    day = start.date() - timedelta(days=1)
    while day <= end.date():
        begin = datetime.combine(day, NIGHT_FROM, CST)
        until = datetime.combine(day + timedelta(days=1), NIGHT_TO, CST)
        if start < until and end > begin:
            return True
        day += timedelta(days=1)
    return False


def _fault(act: Record, code: str, wrong: str) -> Fault:
    return Fault(because=act, wrong=f"{wrong}强制执行，没有写明情况紧急", gravity=Gravity.IRREGULAR, code=code, field="urgent")


PROVISION = Provision(basis=COMPULSION_2011(43), title="夜间和节假日不得强制执行", triggers=ACTS, rule=rule)
