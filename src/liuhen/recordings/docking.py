"""Taking what a docking station or card reader drops: one film with its sidecars at a time, each once, however often it is tried.

Every step may be repeated: a file counts as taken once its entry stands, and its digest tells whether that is so. What is no recording
is refused and stays where it is; what may be evidence and cannot be read is stored as it came. Trouble of the places (a station that is
unplugged, a full disk, a store or a database away) is told apart from trouble of a file: it passes, and the file is tried again.
"""

import errno
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from pathlib import PurePath
from uuid import UUID

from django.db import Error as DatabaseError
from django.db import connection

from liuhen.recordings import dock_files, dock_names, fold, metadata, names, sidecars
from liuhen.recordings.commands import Stated, note_name, recording_id, store_recording
from liuhen.recordings.dock_files import Changing, Seen, Source, Stopped
from liuhen.recordings.dock_kinds import no_recording
from liuhen.recordings.dock_people import Register, carrier
from liuhen.recordings.models import DeviceRow, RecordingRow
from liuhen.recordings.protocol import reserve
from liuhen.register import clock, files
from liuhen.register.files import Blob
from liuhen.register.models import FileCheck
from liuhen.register.sniff import ENOUGH
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Refusal

log = logging.getLogger(__name__)


class Fate(Enum):
    """In which list a file stands at the end."""

    STORED = "stored"
    ALREADY = "already"
    UNREADABLE = "unreadable"
    REFUSED = "refused"


class Wait(Enum):
    """What a file that was not taken waits for."""

    NOTHING = ""
    FILE = "file"  # it is being written
    SOURCE = "source"  # where it lies cannot be read just now
    PLACE = "place"  # disk, store or database


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one file."""

    seen: Seen
    fate: Fate
    sha256: str = ""
    recording: UUID | None = None
    device: UUID | None = None
    arrived: datetime | None = None
    reason: str = ""
    kept: str = ""  # why it still lies there, though it was to be deleted
    wait: Wait = Wait.NOTHING


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What the keeper says of everything that is taken in this run."""

    actor: Actor
    patterns: Sequence[dock_names.Pattern]
    device: DeviceRow | None = None
    drift: float | None = None
    officer: UUID | None = None
    station: str = ""
    delete_source: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Bundle:
    """A film and what goes with it. ``root`` is the folder that was named, for its place on the card."""

    film: Seen
    beside: tuple[Seen, ...] = ()
    root: str = ""


GoOn = Callable[[int], bool]


@dataclass
class Docking:
    """One run: takes bundles, from several threads at once."""

    plan: Plan
    go_on: GoOn = lambda _count: True
    known: Register = field(init=False)
    _sizes: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        """Look at what is there."""
        agency = self.plan.actor.agency
        self.known = Register(agency)
        self._sizes = frozenset(RecordingRow.objects.filter(agency=agency).values_list("size", flat=True))

    def take(self, bundle: Bundle) -> list[Outcome]:
        """Take a film and its sidecars; never raises but :class:`Stopped`."""
        film = self._tried(bundle.film, lambda: self._film(bundle))
        beside = [self.take_beside(one, film) for one in bundle.beside]
        if self.plan.delete_source and film.recording and all(one.wait is Wait.NOTHING for one in beside):
            # last of all: what goes with a film that is gone would belong to nothing, should we be killed between the two
            tried = self._tried(bundle.film, lambda: self._give_up(film))
            film = replace(film, kept=tried.kept or (tried.reason if tried.fate is Fate.REFUSED else ""))
        return [film, *beside]

    def take_beside(self, seen: Seen, film: Outcome) -> Outcome:
        """Take a sidecar of a film that was tried; never raises but :class:`Stopped`."""
        return self._tried(seen, lambda: self._beside(seen, film))

    def _tried(self, seen: Seen, work: Callable[[], Outcome]) -> Outcome:
        try:
            return work()
        except Stopped:
            raise
        except Changing:
            return Outcome(seen=seen, fate=Fate.REFUSED, reason="没有收：读的时候文件还在变。等它写完再收", wait=Wait.FILE)
        except Refusal as refusal:
            wait = Wait.PLACE if refusal.code in files.TROUBLES else Wait.NOTHING
            return Outcome(seen=seen, fate=Fate.REFUSED, reason=refusal.message, wait=wait)
        except DatabaseError as error:
            log.warning("docking waits for the database: %s", error)
            connection.close()  # it may be one of before the fault
            return Outcome(seen=seen, fate=Fate.REFUSED, reason="还没有入库：数据库暂时不通。文件留在原处", wait=Wait.PLACE)
        except OSError as error:
            return Outcome(seen=seen, fate=Fate.REFUSED, reason=f"没有收：{dock_files.words(error)}", wait=_of_source(error))
        except Exception:
            log.exception("docking of file=%s failed", seen.shown())
            return Outcome(seen=seen, fate=Fate.REFUSED, reason="没有收：程序出错，原因见日志。文件留在原处，请告诉管理员")

    def _film(self, bundle: Bundle) -> Outcome:
        with Source(bundle.film) as source:
            if why := no_recording(bundle.film.name, bundle.film.size, source.head(ENOUGH)):
                return Outcome(seen=bundle.film, fate=Fate.REFUSED, reason=why)
            told = sidecars.read(_texts(bundle.beside))
            # what may be there from an earlier run is read before anything is written; twins within one run are rare, and harmless
            sha256 = source.digest(self.go_on) if bundle.film.size in self._sizes else ""
            found = self._entered(sha256)
            if found is None:
                return self._store(bundle, source, told)
            note_name(self.plan.actor, found, self.stated(bundle, told, Blob(sha256=sha256, size=found.size, type=found.type)))
            return self._outcome(bundle.film, found, Fate.ALREADY)

    def _store(self, bundle: Bundle, source: Source, told: sidecars.Told) -> Outcome:
        blob = self._copied(source)
        stored = store_recording(self.plan.actor, blob, self.stated(bundle, told, blob))
        row = RecordingRow.objects.get(pk=stored.recording)
        log.info("docked file=%s recording=%s sha256=%s", bundle.film.shown(), row.pk, blob.sha256)
        fate = Fate.ALREADY if stored.duplicate else Fate.UNREADABLE if row.unreadable else Fate.STORED
        return self._outcome(bundle.film, row, fate)

    def _copied(self, source: Source) -> Blob:
        if not files.room_for(source.seen.size, reserve=reserve()):
            raise Refusal("还没有入库：存储空间不够。文件留在原处，请管理员清理或扩容", code="disk_full")
        try:
            return source.copy(self.go_on)
        except OSError as error:
            if error.errno == errno.ENOENT:
                raise Changing from error  # what we staged was cleared away under us
            raise

    def _outcome(self, seen: Seen, row: RecordingRow, fate: Fate) -> Outcome:
        return Outcome(
            seen=seen,
            fate=fate,
            sha256=row.sha256,
            recording=row.pk,
            device=row.device_id,
            arrived=row.arrived,
            reason=row.unreadable_why if fate is Fate.UNREADABLE else "",
        )

    def _entered(self, sha256: str) -> RecordingRow | None:
        """The recording of these bytes, if it is there and its file is whole as far as anybody knows."""
        if not sha256:
            return None
        row = RecordingRow.objects.filter(pk=recording_id(self.plan.actor.agency, sha256)).first()
        whole = (
            row is not None and files.exists(sha256) and not FileCheck.objects.filter(sha256=sha256).exclude(wrong="").exists()
        )
        return row if whole else None

    def _give_up(self, film: Outcome) -> Outcome:
        if RecordingRow.objects.filter(sha256=film.sha256, agency=self.plan.actor.agency, unreadable=True).exists():
            return replace(film, kept="读不出的文件，原处的没有删")
        with Source(film.seen) as source:
            return replace(film, kept=dock_files.give_up(source, film.sha256))

    def _beside(self, seen: Seen, film: Outcome) -> Outcome:
        if film.recording is None:
            reason = "没有收：它所附的录音录像没有收"
            return Outcome(seen=seen, fate=Fate.REFUSED, reason=reason, wait=film.wait)
        if seen.size > sidecars.LARGEST:
            return Outcome(seen=seen, fate=Fate.REFUSED, reason=f"没有收：随附文件超过 {sidecars.LARGEST // 1024**2} MB")
        with Source(seen) as source:
            blob = self._copied(source)
            new = sidecars.keep(self.plan.actor, film.recording, blob, seen)
            kept = dock_files.give_up(source, blob.sha256) if self.plan.delete_source else ""
        fate = Fate.STORED if new else Fate.ALREADY
        return Outcome(seen=seen, fate=fate, sha256=blob.sha256, recording=film.recording, device=film.device, kept=kept)

    def stated(self, bundle: Bundle, told: sidecars.Told, blob: Blob) -> Stated:
        """What is said of a film: by the keeper, by its name, by its sidecars, in this order."""
        named, said, plan, notes = dock_names.read(bundle.film.text(), self.plan.patterns), told.said, self.plan, set[str]()
        code = named.device or said.get("device", "")
        device = plan.device or self.known.device(code)
        if device is None and code:
            notes.add("device_unknown")
        begin, end, origin = named.begin, named.end, "name"
        if begin is None:
            begin, end, origin = fold.moment(said.get("begin")), fold.moment(said.get("end")), "sidecar"
        if begin is None or (end and end < begin):
            begin, end, origin = None, None, ""
        remembered = _remembered(device, begin or end) if named.source == "device" else None
        drift = plan.drift if plan.drift is not None else remembered
        officer, more = self._officer(named.officer or said.get("officer", ""), device, _real(begin, drift))
        if told.sha256 not in {"", blob.sha256}:
            notes.add("digest_differs")
        return Stated(
            name=bundle.film.text(),
            given=bundle.film.given(),
            source=named.source,
            device=device.code if device else names.shown(code) if code else "",
            device_id=device.pk if device else None,
            sequence=(named.sequence or said.get("sequence", ""))[:60],
            station=plan.station,
            path=str(PurePath(bundle.film.path[len(bundle.root) :])),
            device_begin=begin,
            device_end=end,
            times_from=origin,
            drift=drift,
            place=said.get("place", ""),
            what=said.get("what", ""),
            point=told.point,
            taken_by=officer,
            notes=frozenset(notes | more),
        )

    def _officer(self, text: str, device: DeviceRow | None, at: datetime | None) -> tuple[UUID | None, set[str]]:
        """Who took it, and what is to be noted about that."""
        if self.plan.officer:
            return self.plan.officer, set()
        notes = set[str]()
        if text:
            found = self.known.person(text)
            if found:
                return found, set()
            notes.add("officer_unknown")
        found = carrier(device, at) if device else None
        return found, notes | ({"taker_by_device"} if found else set())


def _remembered(device: DeviceRow | None, at: datetime | None) -> float | None:
    """How far a device's clock was off when last measured; none where it must have been set since: it is right as it stands and not less that."""
    drift = device.drift if device else None
    if drift is None or at is None:
        return drift
    now = clock.now()
    return None if metadata.possible(at, now) and not metadata.possible(at - timedelta(seconds=drift), now) else drift


def _real(begin: datetime | None, drift: float | None) -> datetime | None:
    return metadata.less(begin, timedelta(seconds=drift or 0))


def _of_source(error: OSError) -> Wait:
    return Wait.SOURCE if error.errno in dock_files.GONE | {errno.ENOENT} else Wait.NOTHING


def _texts(beside: Sequence[Seen]) -> list[tuple[str, bytes]]:
    found = []
    for seen in beside:
        with suppress(OSError, Changing), Source(seen) as source:
            found.append((seen.name, source.head(sidecars.READ)))
    return found
