"""What was filmed with a device and whether it has come in: noticed by jobs, entered in the device's own history.

An act that is to be recorded, done by somebody who carries a device, is put down as filmed with it until its film is in storage. A
recording that comes in from a device, or is linked to the act, takes that off again. Each entry is made once, however often a job runs.
"""

import logging
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from procrastinate.contrib.django import app

from liuhen.recordings import device_fold, fold, jobs
from liuhen.recordings.devices import find, ref
from liuhen.recordings.models import DeviceHolding, DeviceUse, RecordingLink, RecordingRow, UseState
from liuhen.register import register
from liuhen.register.signals import recorded
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.regulation.covering import act_of
from liuhen.regulation.filming import unsuitable
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import CORRECTION, Entry, History, Record
from liuhen.regulation.kinds.equipment import DEVICE_BROUGHT, DEVICE_USED
from liuhen.regulation.statutes.practice.one_place_at_a_time import persons

log = logging.getLogger(__name__)
#: What a recording may have told that takes something off a device.
_TELLING = frozenset({fold.STORED, fold.LINKED, CORRECTION})


def connect() -> None:
    """Listen to the register."""
    recorded.connect(_on_recorded, dispatch_uid="device_uses")


def _on_recorded(*, entries: Sequence[Entry], actor: Actor, histories: Mapping[SubjectRef, History], **_more: Any) -> None:
    """Ask for a look where a device may be concerned, in the same transaction; most entries concern none."""
    for entry in entries:
        if entry.subject_type == "case":
            record = histories[SubjectRef("case", UUID(entry.subject))].record(entry.id)
            if record is not None and any(True for _ in carried(actor.agency, record)):
                notice_act.defer(agency=str(actor.agency), case=entry.subject, record=entry.id)
        elif entry.subject_type == "recording" and entry.kind in _TELLING and _waited_for(actor.agency):
            notice_recording.defer(agency=str(actor.agency), recording=entry.subject)


def _waited_for(agency: UUID) -> bool:
    return DeviceUse.objects.filter(agency=agency, state=UseState.OPEN.value).exists()


def carried(agency: UUID, record: Record) -> Iterator[DeviceHolding]:
    """What the officers of an act that is to be recorded carried while they did it; nothing where its times are not exact."""
    act = act_of(record)
    if act is None or not act.must or act.anytime or not (record.at.is_exact and record.ended.is_exact):
        return
    people = [found for one in persons(record) if (found := fold.number(one))]
    if people:
        there = Q(begin__lte=record.ended.hi) & (Q(end__isnull=True) | Q(end__gt=record.at.lo))
        yield from DeviceHolding.objects.filter(there, agency=agency, person__in=people).order_by("begin")


@app.task(name="recordings.device_act", queue=jobs.QUEUE, retry=jobs.RETRY)
def notice_act(agency: str, case: str, record: str) -> None:
    """Put an act down to every device that its officers carried, unless its film is in storage already."""
    number = UUID(agency)
    history = register.history(number, SubjectRef("case", UUID(case)))
    found = history.record(record)
    if found is None or found.voided is not None or unsuitable(history, found) is not None:
        return  # what was rightly not filmed is on no device
    if RecordingLink.objects.filter(record=UUID(record)).exists():
        return
    for holding in carried(number, found):
        if not _has(number, holding.device, found.at.lo, found.ended.hi):
            _append(number, holding.device, _used(found, holding, case), uuid.uuid5(holding.device, record))


def _used(record: Record, holding: DeviceHolding, case: str) -> Act:
    content = {
        "person": {"id": str(holding.person), "name": holding.name},
        "case": case,
        "record": record.id,
        "act": record.kind.title,
        "begin": fold.written(record.at.lo),
        "ended": fold.written(record.ended.hi),
    }
    return Act(subject=ref(holding.device), kind=DEVICE_USED.key, content=content)


def _has(agency: UUID, device: UUID, begin: datetime, ended: datetime) -> bool:
    """Whether a recording of that time has come in from the device."""
    rows = RecordingRow.objects.filter(agency=agency, begin__lte=ended + device_fold.SLACK, end__gte=begin)
    return any(device_of(agency, row) == device for row in rows)


def device_of(agency: UUID, row: RecordingRow) -> UUID | None:
    """The device a recording came from: as entered when it was stored, else by the name that stands there."""
    if row.device_id is not None or not row.device:
        return row.device_id
    found = find(agency, row.device)
    return found.pk if found is not None else None


@app.task(name="recordings.device_recording", queue=jobs.QUEUE, retry=jobs.RETRY)
def notice_recording(agency: str, recording: str) -> None:
    """Take off every device what a recording that came in was waited for."""
    number, row = UUID(agency), RecordingRow.objects.filter(pk=recording).first()
    if row is None or row.begin is None:
        return
    for use in _met_by(number, row):
        content = {
            "recording": str(row.pk),
            "begin": fold.written(row.begin),
            "end": fold.written(row.end),
            "arrived": fold.written(row.arrived),
        }
        act = Act(subject=ref(use.device), kind=DEVICE_BROUGHT.key, content=content, about=use.entry)
        _append(number, use.device, act, uuid.uuid5(use.entry, recording))


def _met_by(agency: UUID, row: RecordingRow) -> Iterable[DeviceUse]:
    """The open uses whose film this is: of its device at that time, or of the act that it is linked to."""
    open_ = DeviceUse.objects.filter(agency=agency, state=UseState.OPEN.value)
    acts = set(RecordingLink.objects.filter(recording=row.pk, record__isnull=False).values_list("record", flat=True))
    found = {use.entry: use for use in open_.filter(record__in=acts)}
    device = device_of(agency, row)
    if device is not None and row.begin is not None:
        of_device = open_.filter(device=device)
        found |= {use.entry: use for use in of_device if device_fold.matches(row.begin, row.end or row.begin, use)}
    return found.values()


def _append(agency: UUID, device: UUID, act: Act, number: UUID) -> None:
    """One entry, whoever's job comes first."""
    try:
        register.write(
            jobs.system(agency), [Act(subject=act.subject, kind=act.kind, content=act.content, about=act.about, id=number)]
        )
    except Refusal as refusal:
        if refusal.code != "already":
            raise
        log.debug("device=%s: %s was noticed before", device, act.kind)
