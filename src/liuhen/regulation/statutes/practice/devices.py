"""装备：流转前后接不上的、时钟偏差大的，给提示；什么都照记，什么都不拦。"""

from collections.abc import Iterator
from datetime import timedelta

from liuhen.regulation import devices
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.equipment import (
    DEVICE_CLOCK_CHECKED,
    DEVICE_DOCKED,
    DEVICE_FAULT,
    DEVICE_LOST,
    DEVICE_REGISTERED,
    DEVICE_RETURNED,
)
from liuhen.regulation.saying import length
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

#: From here on a recording's times are off by more than what records are kept to.
MOST_DRIFT = 60
#: A clock that is off by more than a day was never set (1970), and nothing is known from it.
UNSET = 86400
#: For these whoever carries the device signs beside the keeper.
SIGNED = frozenset({DEVICE_FAULT, DEVICE_LOST})


def handling(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A fact that does not follow from how the device stood; somebody else than the holder brought it back, or signs for what happened."""
    for step in devices.life(history):
        record, before = step.record, step.before
        if step.odd:
            wrong = f"设备当时是“{before.state.label}”，又记了“{record.kind.title}”，请核对"
            yield Fault(because=record, wrong=wrong, gravity=Gravity.NOTE, code="odd")
        elif record.kind is DEVICE_RETURNED and _id(before.holder) != _id(record["person"]):
            wrong = f"领用人是{_name(before.holder)}，由{_name(record['person'])}交还"
            yield Fault(because=record, wrong=wrong, gravity=Gravity.NOTE, code="not_holder")
        elif record.kind in SIGNED and before.holder is not None and _id(before.holder) not in _signers(record):
            wrong = f"设备当时由{_name(before.holder)}领用，“{record.kind.title}”没有请他签名，请核对"
            yield Fault(because=record, wrong=wrong, gravity=Gravity.NOTE, code="holder_unnamed")


def _signers(record: Record) -> set[str]:
    return {_id(one) for one in record.get("officers") or ()}


def _id(person: object) -> str:
    return str(person.get("id") or "") if isinstance(person, dict) else ""


def _name(person: object) -> str:
    return str(person.get("name") or "") if isinstance(person, dict) else ""


def clock(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The newest comparison says how far the clock is off; one that was set right since is not."""
    compared = [one for one in history.records if one.voided is None and one["drift"] is not None]
    if not compared or compared[-1]["adjusted"]:
        return
    last = compared[-1]
    drift, most = int(last["drift"]), int(terms.setting("drift_seconds", default=MOST_DRIFT))
    if abs(drift) > UNSET:
        yield Fault(because=last, wrong="设备时钟没有设置，录像上的时间不能用，请校时", gravity=Gravity.NOTE, code="unset")
    elif abs(drift) > most:
        words = f"设备时钟{'快' if drift > 0 else '慢'} {length(timedelta(seconds=abs(drift)))}，请校时"
        yield Fault(because=last, wrong=words, gravity=Gravity.NOTE, code="drift")


PROVISIONS = (
    Provision(
        basis=PRACTICE("装备流转"),
        title="设备流转前后相接",
        triggers=tuple(devices.MOVES),
        met_by=(DEVICE_REGISTERED,),
        reads="device",
        rule=handling,
    ),
    Provision(
        basis=PRACTICE("设备时钟"),
        title="设备时钟与系统相符",
        triggers=(DEVICE_DOCKED, DEVICE_CLOCK_CHECKED),
        reads="device",
        rule=clock,
    ),
)
