"""When a recording came into safe keeping: in the system, or in the bureau's dedicated storage outside it (制度第二十七条)."""

from typing import NamedTuple

from liuhen.regulation.coverage import moment, shown
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.kept_elsewhere import KEPT_ELSEWHERE
from liuhen.regulation.kinds.recording import RECORDING_STORED
from liuhen.regulation.when import Instant


class Storing(NamedTuple):
    """One recording in safe keeping: the entry that told it first, when the recording ended, since when it is safe."""

    because: Record
    ended: Instant | None
    arrived: Instant


def storings(history: History) -> list[Storing]:
    """Each recording of the history. One that lay in the dedicated storage and came into the system later is one: safe since the first."""
    kept = list(history.of(KEPT_ELSEWHERE))
    stored = list(history.of(RECORDING_STORED))
    if not kept or not stored:
        return [_storing(item) for item in (*stored, *kept)]
    told = sorted((*kept, *stored), key=lambda record: record.entry.seq)
    each = [_storing(item) for item in told]
    ended = next((one.ended for one in each if one.ended), None)
    return [Storing(told[0], ended, min((one.arrived for one in each), key=lambda at: at.hi))]


def _storing(item: Record) -> Storing:
    when = item["put"] if item.kind.key == KEPT_ELSEWHERE.key else item["arrived"]
    return Storing(item, shown(item) or moment(item["begin"]), moment(when) or Instant.exact(item.recorded_at))
