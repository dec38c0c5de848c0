"""What the pages show of cameras: how each fares, its gaps of today, how much it takes and how long that lasts; a visit's spans."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from liuhen.access.models import Reading
from liuhen.access.policy import COUNTER_KINDS
from liuhen.bureau import queries as bureau
from liuhen.cameras import expiry, index, places, today
from liuhen.cameras.commands import SORT
from liuhen.cameras.models import SILENT, CameraRow, CameraState, Keeping, Segment, Told
from liuhen.recordings import devices
from liuhen.recordings.models import DeviceRow
from liuhen.register import clock, register
from liuhen.regulation.devices import State
from liuhen.regulation.history import History, Record

BEFORE, AFTER = timedelta(minutes=2), timedelta(minutes=1)  # of a visit, around what the clerk entered
VISIT = timedelta(hours=2)  # what was entered later than that belongs to no visit that begins here
ALONE = timedelta(minutes=15)  # of a record that is typed long after
FAILING = frozenset({Told.AWAY, Told.NO_KEY, Told.FULL, Told.DEAD})


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """One camera as its page shows it."""

    device: DeviceRow
    row: CameraRow | None
    state: Told
    told: CameraState | None
    days: int
    used: int
    oldest: datetime | None
    newest: datetime | None
    running: datetime | None
    off_since: datetime | None
    on_today: bool
    gaps: tuple[index.Gap, ...]
    lasts: int | None

    @property
    def held(self) -> int:
        """Whole days of footage that are there."""
        return (clock.now() - self.oldest).days if self.oldest else 0

    @property
    def title(self) -> str:
        """Its counter, or its code while nothing is set."""
        return self.row.counter if self.row else self.device.code

    @property
    def words(self) -> str:
        """What is wrong, as the recorder told it; of one that tells nothing, what to do."""
        if self.state == Told.DEAD:
            return "负责录制的程序没有运行，或者没有应答。请管理员查看 logs/cameras.log。"
        return self.told.words if self.told else ""

    @property
    def since(self) -> datetime | None:
        """Since when it is so; of one that tells nothing, when it told something last; of one that is off, when it was switched off."""
        if self.told is None:
            return self.off_since
        return self.told.told_at if self.state == Told.DEAD else self.told.since

    @property
    def failing(self) -> bool:
        """Whether it is to record and does not."""
        return self.state in FAILING or (self.state == Told.UNSET and self.row is not None)

    @property
    def short(self) -> bool:
        """Whether the disk will be full before the days are over, as it records now."""
        return self.lasts is not None and self.held + self.lasts < self.days


def has_cameras(agency: UUID) -> bool:
    """Whether the bureau has a counter's camera that was ever set up."""
    return CameraRow.objects.filter(agency=agency).exists()


def boards(agency: UUID) -> list[Board]:
    """Every camera of a counter on the books, those that record first."""
    listed = DeviceRow.objects.filter(agency=agency, sort=SORT).exclude(state=State.SCRAPPED)
    return sorted(boards_of(listed), key=lambda one: (one.row is None or not one.row.on, one.device.code))


def boards_of(listed: Iterable[DeviceRow]) -> list[Board]:
    """Those of these devices that are counters' cameras."""
    return [board(device) for device in listed if device.sort == SORT]


def not_recorded(agency: UUID) -> list[str]:
    """The counters at which a camera is to record and does not, for those who work there."""
    told = {one.camera: one for one in CameraState.objects.all()}
    on = CameraRow.objects.filter(agency=agency, on=True).order_by("counter")
    return [row.counter for row in on if _state(row, told.get(row.pk)) in FAILING | {Told.UNSET}]


def of_real_bureaus() -> list[Board]:
    """The cameras that are switched on, of every bureau that is no demonstration."""
    real = {one.id for one in bureau.agencies() if not one.demo}
    return [
        board(device)
        for device in DeviceRow.objects.filter(pk__in=CameraRow.objects.filter(on=True, agency__in=real).values("pk"))
    ]


def board(device: DeviceRow) -> Board:
    """One camera."""
    row = CameraRow.objects.filter(pk=device.pk).first()
    told = CameraState.objects.filter(camera=device.pk).first()
    first = Segment.objects.filter(camera=device.pk).order_by("begin").first()
    last, used, state = index.newest(device.pk), expiry.used(device.pk), _state(row, told)
    spans = today.spans(register.history(device.agency, devices.ref(device.pk)))
    return Board(
        device=device,
        row=row,
        state=state,
        told=told,
        days=expiry.days_of(row) if row else expiry.least_days(device.agency),
        used=used,
        oldest=first.begin if first else None,
        newest=told.last_at if told and told.last_at else last.end if last else None,
        running=index.running_since(device.pk),
        off_since=today.off_since(spans),
        on_today=today.was_on(spans, clock.now()),
        gaps=_explained(tuple(today.gaps(device.pk, spans, clock.now())), state, told),
        lasts=_lasts(used, first),
    )


def _state(row: CameraRow | None, told: CameraState | None) -> Told:
    if row is None:
        return Told.UNSET
    if not row.on:
        return Told.OFF
    if told is None or clock.now() - told.told_at > SILENT:
        return Told.DEAD
    return Told(told.state)


def _explained(gaps: tuple[index.Gap, ...], state: Told, told: CameraState | None) -> tuple[index.Gap, ...]:
    """The last gap, while it still goes on, has the reason that the recorder tells now; where it records again, it goes on no more."""
    if not gaps or not gaps[-1].open:
        return gaps
    if state == Told.RECORDING:
        return (*gaps[:-1], replace(gaps[-1], open=False))
    words = told.words.partition("：")[0] if told and state != Told.DEAD else state.label
    return (*gaps[:-1], replace(gaps[-1], why=words or gaps[-1].why))


def _lasts(used: int, first: Segment | None) -> int | None:
    """Days for which the disk has room, at the rate of what is there; None while that says nothing."""
    root = places.root()
    span = clock.now() - first.begin if first else timedelta()
    if span < timedelta(hours=6) or not used or not root.is_dir():
        return None
    a_day = used / (span / timedelta(days=1))
    return int(max(0, shutil.disk_usage(root).free - places.reserve()) / a_day)


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """A stretch at the counter, as far as the records of a case tell: begin and end to be offered, the record that it belongs to."""

    record: Record
    titles: tuple[str, ...]
    begin: datetime
    end: datetime


def visits(history: History) -> list[Visit]:
    """The visits behind a case's records at the counter, the newest first: when the clerk began the first, when the last was done."""
    rows = [
        one for one in history.records if one.kind.key in COUNTER_KINDS and not one.voided and one.kind.key != "situation_note"
    ]
    rows.sort(key=lambda one: one.at.lo)
    groups: list[list[Record]] = []
    for one in rows:
        if groups and one.at.lo - groups[-1][0].at.lo < VISIT:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [_visit(group) for group in reversed(groups)]


def shown_by(agency: UUID, history: History) -> frozenset[str]:
    """The records of a case to which footage of the counter can be attached: the acceptance of each visit, else its first record."""
    found = visits(history)
    return frozenset(one.record.id for one in found) if found and has_cameras(agency) else frozenset()


def _visit(group: Sequence[Record]) -> Visit:
    begin = group[0].at.lo
    done = [one.entry.recorded_at for one in group if timedelta() <= one.entry.recorded_at - begin < VISIT]
    end = max([*done, *(one.at.lo for one in group)])
    accepted = next((one for one in group if one.kind.key == "licence_acceptance"), group[0])
    return Visit(
        record=accepted,
        titles=tuple(dict.fromkeys(one.kind.title for one in group)),
        begin=begin - BEFORE,
        end=end + AFTER if done else begin + ALONE,
    )


def keepings(case: UUID) -> list[Keeping]:
    """What was asked for a case, newest first."""
    return list(Keeping.objects.filter(case=case).order_by("-asked_at"))


def looks(camera: UUID, limit: int = 100) -> list[Reading]:
    """The register of who looked: from the log of readings, newest first."""
    return list(Reading.objects.filter(subject=camera, kind="played").order_by("-at")[:limit])


def covered(camera: UUID, begin: datetime, end: datetime) -> tuple[timedelta, list[index.Gap]]:
    """How much of a span is there, and what is not."""
    found = list(index.gaps(index.between(camera, begin, end), begin, end))
    return (end - begin) - sum((gap.length for gap in found), timedelta()), found
