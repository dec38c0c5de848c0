"""专用存储器：存在系统外的音像，按期复核；复核不一致、不在、读不出的，找回或者说明；存入后迟迟不登记的提示一下。"""

from collections.abc import Iterator
from datetime import timedelta

from liuhen.regulation.calendar import Period
from liuhen.regulation.coverage import moment
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.kept_elsewhere import BAD, KEPT_ELSEWHERE, KEPT_ELSEWHERE_CHECKED, KEPT_ELSEWHERE_MOVED, RESULTS
from liuhen.regulation.kinds.recording import RECORDING_STORED
from liuhen.regulation.saying import length, said, until
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

CHECK_DAYS = 90
REGISTER_HOURS = 24


def checked(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """From the putting there on, and from each check that found it whole, the next one is owed within the period."""
    kept = next(history.of(KEPT_ELSEWHERE), None)
    if kept is None:
        return
    days = int(terms.setting("elsewhere_check_days", default=CHECK_DAYS))
    here = next(history.of(RECORDING_STORED), None)
    since: Record = kept
    for check in history.of(KEPT_ELSEWHERE_CHECKED):
        yield _next(since, check, days, terms)
        if check["result"] in BAD:
            return  # what is owed now is finding it again, not looking once more
        since = check
    yield _next(since, here, days, terms)


def _next(since: Record, met: Record | None, days: int, terms: Terms) -> Duty:
    begun = _at(since)
    due = terms.due(begun, Period(days, "days"))
    word = _DONE[since.kind.key]
    return Duty(
        because=since,
        owes=KEPT_ELSEWHERE_CHECKED,
        do="复核专用存储器里的音像",
        why=f"{said(begun)} {word}，{days} 天内复核一次，到 {until(due)}",
        due=due,
        met=None if met is None else _at(met),
        role=Role.KEEPER,
        gravity=Gravity.NOTE,
    )


def _at(record: Record) -> Instant:
    """When it was put there, checked, or came into the system, as stated; else when that was entered."""
    return moment(record[_STATED.get(record.kind.key, "arrived")]) or Instant.exact(record.recorded_at)


_DONE = {KEPT_ELSEWHERE.key: "存入", KEPT_ELSEWHERE_CHECKED.key: "复核"}
_STATED = {KEPT_ELSEWHERE.key: "put", KEPT_ELSEWHERE_CHECKED.key: "checked"}


def whole(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The newest check found it as it was put there; one that is in the system by now is safe whatever was found."""
    newest = max(history.of(KEPT_ELSEWHERE_CHECKED), key=lambda record: record.entry.seq, default=None)
    if newest is None or newest["result"] not in BAD or next(history.of(RECORDING_STORED), None) is not None:
        return
    yield Fault(
        because=newest,
        wrong=f"{said(_at(newest))} 复核：{dict(RESULTS)[str(newest['result'])]}。请从设备或备份找回，或者书面说明",
        gravity=Gravity.NONCONFORMING,
        code=str(newest["result"]),
        field="result",
        mendable=True,
    )


def registered(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The time of putting there is stated; where it is told a day later, whoever reads it is told so."""
    for kept in history.of(KEPT_ELSEWHERE):
        put = _at(kept)
        late = kept.recorded_at - put.hi
        if late > timedelta(hours=REGISTER_HOURS):
            yield Fault(
                because=kept,
                wrong=f"所述存入时间 {said(put)}，{length(late)}后才登记",
                gravity=Gravity.NOTE,
                code="registered_late",
                field="put",
            )


BASIS = PRACTICE("专用存储器")
_READS = "recording"
PROVISIONS = (
    Provision(
        basis=BASIS,
        key="checked",
        title="系统外存放的按期复核",
        triggers=(KEPT_ELSEWHERE,),
        met_by=(KEPT_ELSEWHERE_CHECKED, RECORDING_STORED),
        reads=_READS,
        rule=checked,
    ),
    Provision(
        basis=BASIS,
        key="whole",
        title="系统外存放的完好",
        triggers=(KEPT_ELSEWHERE_CHECKED,),
        met_by=(RECORDING_STORED, KEPT_ELSEWHERE_MOVED),
        reads=_READS,
        rule=whole,
    ),
    Provision(
        basis=BASIS,
        key="registered",
        title="存入后及时登记",
        triggers=(KEPT_ELSEWHERE,),
        reads=_READS,
        rule=registered,
    ),
)
