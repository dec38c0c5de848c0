"""文件所标 UTC: a film's own time is called UTC; many body cameras write local time there. Both readings, what decides, and who chose.

What decides by itself is told with the recording: the device's standing statement, the time in the file's name, the arrival (a film
cannot end after it came in). Where nothing does, the mark is taken as it stands, both readings are shown, and one tap chooses.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from liuhen import access
from liuhen.access.permissions import may
from liuhen.access.policy import Action
from liuhen.recordings import commands, devices, fold
from liuhen.recordings.metadata import SHIFT, less
from liuhen.recordings.models import RecordingRow
from liuhen.recordings.times import CHOSEN, OPEN
from liuhen.register import register
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.kinds import equipment as kinds

#: How the zone of a recording's time was settled, as its ``zone`` says.
WORDS: Mapping[str, str] = {
    "utc_name": "文件名里的时间与所标 UTC 相符",
    "loc_name": "文件名里的时间表明所标 UTC 其实是本地时间",
    "loc_arrive": "照所标 UTC，入库时还没有录完；按本地时间",
    "utc_chosen": "已有人说明：所标 UTC 属实",
    "loc_chosen": "已有人说明：所标 UTC 其实是本地时间",
}


def choices(row: RecordingRow) -> tuple[datetime, datetime] | None:
    """Both readings of the beginning, by the mark and as local time, where people choose between them."""
    if row.begin is None or row.zone not in {OPEN, *CHOSEN.values()}:
        return None
    by_mark = row.begin + SHIFT if row.zone == CHOSEN["local"] else row.begin
    return by_mark, by_mark - SHIFT


def told(actor: Actor, row: RecordingRow) -> dict[str, Any]:
    """For the page: why this reading counts, both readings where people choose, what was chosen, whether for the whole device."""
    chosen = next((mark for mark, zone in CHOSEN.items() if zone == row.zone), "")
    return {"why": WORDS.get(row.zone, ""), "both": choices(row), "chosen": chosen, "device": _of_device(actor, row)}


def _of_device(actor: Actor, row: RecordingRow) -> bool:
    """Whether the actor may speak for the device of a recording."""
    if row.device_id is None or devices.by_id(actor.agency, row.device_id) is None:
        return False
    return may(actor, Action.WRITE, devices.ref(row.device_id))


def restate(actor: Actor, recording: UUID, mark: str) -> int:
    """Say whether the mark is true: of the device, where the actor may, with all its recordings that he may write; else of this one. How many."""
    access.demand(actor, Action.WRITE, SubjectRef("recording", recording))
    row = RecordingRow.objects.get(pk=recording, agency=actor.agency)
    if mark not in CHOSEN or choices(row) is None:
        raise Refusal("没有记下：这段音像的时间不用再选。请刷新页面再看。", code="unchanged")
    rows = [row]
    if row.device_id is not None and _of_device(actor, row):
        _say_of_device(actor, row.device_id, mark)
        same = RecordingRow.objects.filter(agency=actor.agency, device_id=row.device_id, zone__in=[OPEN, *CHOSEN.values()])
        rows = [one for one in same if may(actor, Action.WRITE, SubjectRef("recording", one.pk))]
    return sum(_reread(actor, one, mark) for one in rows)


def _say_of_device(actor: Actor, device: UUID, mark: str) -> None:
    """Enter it, unless that is what stands."""
    known = devices.by_id(actor.agency, device)
    if known is not None and known.utc_mark != mark:
        act = Act(subject=devices.ref(device), kind=kinds.DEVICE_UTC_STATED.key, content={"mark": mark})
        register.write(actor, [act])


def _reread(actor: Actor, row: RecordingRow, mark: str) -> bool:
    both = choices(row)
    if both is None or row.begin is None or row.zone == CHOSEN[mark]:
        return False
    by = (both[0] if mark == "utc" else both[1]) - row.begin
    times = {"begin": row.begin, "end": row.told_end or row.end, "device_begin": row.device_begin, "device_end": row.device_end}
    values = {key: fold.written(less(at, -by)) for key, at in times.items() if at is not None and by} | {"zone": CHOSEN[mark]}
    commands.reread(actor, row, values, f"{WORDS[CHOSEN[mark]]}。")
    return True
