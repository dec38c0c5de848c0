"""Going through the folders of a docking station: once until everything in them has settled, or for as long as it is asked to watch.

What failed for a reason that may pass stays where it is and is tried again at a later look: after a pause that grows, and, unless we
watch, only for a while.
"""

import itertools
import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import Error as DatabaseError
from django.db import connection
from django.http import Http404

from liuhen.operating.ingest_looks import Look, Looks
from liuhen.operating.ingest_report import Report
from liuhen.recordings import devices
from liuhen.recordings.dock_files import Seen, Stopped
from liuhen.recordings.docking import Docking, Fate, Outcome, Wait
from liuhen.register import clock
from liuhen.regulation.grammar import Refusal

log = logging.getLogger(__name__)

LOOK = 2.0  # seconds between two looks
LONGEST_PAUSE = 60.0
#: How often a file is tried while nothing about it changes: one that some program holds open, one that its medium does not give.
TRIES = {Wait.FILE: 30, Wait.SOURCE: 3, Wait.PLACE: 10**9}
HELD_OPEN = "没有收：别的程序一直开着它写。关掉以后再收"
AWAY = "采集的文件夹打不开"
STOPPED = "没有收：采集中止了，再运行一次"

Work = Callable[[], list[Outcome]]


@dataclass(frozen=True, kw_only=True)
class How:
    """How it is gone about. ``patience``: so many seconds a full disk or an absent store is waited for; a watch waits for ever."""

    watch: bool = False
    jobs: int = 2
    quiet: float = 3.0
    patience: float = 60.0
    pause: float = LOOK


@dataclass
class Ingest:
    """One run over some folders."""

    roots: Sequence[str]
    docking: Docking
    report: Report
    how: How
    stop: threading.Event
    revive: Callable[[], None] = lambda: None
    looks: Looks = field(init=False)
    _tries: dict[tuple[object, ...], int] = field(default_factory=dict)
    _pending: dict[str, Outcome] = field(default_factory=dict)
    _devices: dict[UUID, list[Outcome]] = field(default_factory=dict)
    _troubled: float | None = None

    def __post_init__(self) -> None:
        """Tie the parts together."""
        self.looks = Looks(roots=self.roots, say=self.report.say, quiet=self.how.quiet)
        self.docking.go_on = self._came
        if self.docking.plan.device is not None:
            self._devices[self.docking.plan.device.pk] = []  # it was docked, whatever was on it

    def run(self) -> None:
        """Until there is nothing more to do, or we are stopped."""
        pause = self.how.pause
        with ThreadPoolExecutor(self.how.jobs, thread_name_prefix="ingest") as pool:
            while not self.stop.is_set():
                trouble, more = self._once(pool)
                if not more and not self.how.watch:
                    break
                pause = self._next_pause(trouble, pause)
                if self._out_of_patience():
                    break
                self.stop.wait(pause)
        self.report.add(list(self._pending.values()))
        self._enter_dockings()

    def _came(self, count: int) -> bool:
        self.report.came(count)
        return not self.stop.is_set()

    def _once(self, pool: ThreadPoolExecutor) -> tuple[str, bool]:
        """Look, and take what is ready; what we wait for, and whether there is more to come."""
        look = self.looks.look()
        self._vanished(look)
        self.report.away = look.away
        for one in look.refused:
            self._heard([one])
        works = list(self._works(look))
        if works:
            self.report.expect(sum(len(seen) for seen, _ in works), sum(one.size for seen, _ in works for one in seen))
        trouble = self._take(pool, works)
        self._enter_dockings()
        self.report.flush()
        away = AWAY if look.away else ""
        return trouble or away, bool(trouble or away or look.growing or self._pending)

    def _works(self, look: Look) -> Iterator[tuple[list[Seen], Work]]:
        for bundle in look.ready:
            if self._try_again(bundle.film):
                yield [bundle.film, *bundle.beside], partial(self.docking.take, bundle)
        for seen, film in look.late:
            if self._try_again(seen):
                yield [seen], partial(self._beside, seen, film)

    def _beside(self, seen: Seen, film: Outcome) -> list[Outcome]:
        return [self.docking.take_beside(seen, film)]

    def _try_again(self, seen: Seen) -> bool:
        """In a watch, what was tried often enough is tried at every thirtieth look only."""
        tries, waiting = self._tries.get(seen.mark, 0), self._pending.get(seen.path)
        if waiting is None or tries < TRIES[waiting.wait]:
            return True
        self._tries[seen.mark] = tries + 1
        return tries % TRIES[Wait.FILE] == 0

    def _take(self, pool: ThreadPoolExecutor, works: Iterable[tuple[list[Seen], Work]]) -> str:
        """Do the works, some at a time; the reason that stands in the way of all, if one came up: then the rest is left for later."""
        left, running, trouble = iter(works), dict[Future[list[Outcome]], list[Seen]](), ""
        most = self.how.jobs * 2 if self._troubled is None else 1  # after trouble one tries whether it has passed
        while True:
            if not trouble and not self.stop.is_set():
                for seen, work in itertools.islice(left, most - len(running)):
                    running[pool.submit(_done, work)] = seen
            if not running:
                break
            done, _ = wait(running, timeout=1.0, return_when=FIRST_COMPLETED)
            for future in done:
                seen = running.pop(future)
                try:
                    found = future.result()
                except Stopped:
                    self._leave(seen, STOPPED, Wait.FILE)
                    continue
                self._heard(found)
                trouble = trouble or next((one.reason for one in found if one.wait is Wait.PLACE), "")
            if done and not trouble:
                most = self.how.jobs * 2
        for seen, _ in left:
            self._leave(seen, trouble or STOPPED, Wait.PLACE if trouble else Wait.FILE)
        return trouble

    def _leave(self, seen: Sequence[Seen], reason: str, waits: Wait) -> None:
        self._pending |= {one.path: Outcome(seen=one, fate=Fate.REFUSED, reason=reason, wait=waits) for one in seen}

    def _heard(self, found: Sequence[Outcome]) -> None:
        """Put each file in its list, or keep it for another try."""
        for one in found:
            if one.wait is not Wait.NOTHING:
                self._tries[one.seen.mark] = tries = self._tries.get(one.seen.mark, 0) + 1
                if self.how.watch or tries < TRIES[one.wait]:
                    self._pending[one.seen.path] = one
                    continue
                one = replace(one, reason=HELD_OPEN if one.wait is Wait.FILE else one.reason)  # noqa: PLW2901
            self._pending.pop(one.seen.path, None)
            self._tries.pop(one.seen.mark, None)
            self.looks.settle(one)
            self.report.add([one])
            if one.device is not None:
                self._devices.setdefault(one.device, []).append(one)

    def _vanished(self, look: Look) -> None:
        """What we waited for and is not there any more, while its folder is."""
        gone = [] if look.away else [one for path, one in self._pending.items() if path not in look.paths]
        for one in gone:
            del self._pending[one.seen.path]
            self._tries.pop(one.seen.mark, None)
            self.report.add([replace(one, reason="没有收：文件不见了", wait=Wait.NOTHING)])

    def _next_pause(self, trouble: str, pause: float) -> float:
        if not trouble:
            if self._troubled is not None:
                self.report.say("恢复了，继续采集")
                self.docking.known.forget()
            self._troubled = None
            return self.how.pause
        if self._troubled is None:
            self._troubled = time.monotonic()
            if trouble != AWAY:  # that was said by name when it was looked at
                self.report.say(f"等待：{trouble}")
        self.revive()
        return min(pause * 2, LONGEST_PAUSE)

    def _out_of_patience(self) -> bool:
        return not self.how.watch and self._troubled is not None and time.monotonic() - self._troubled > self.how.patience

    # -- the devices' own histories

    def _enter_dockings(self) -> None:
        """One entry per device and docking: when something of it came in, or when the keeper named it."""
        for number, found in list(self._devices.items()):
            try:
                self._enter(number, found)
            except (DatabaseError, Refusal, Http404) as error:
                log.warning("docking of device=%s was not entered: %s", number, error)
                connection.close()
                if isinstance(error, DatabaseError):
                    continue  # at the next look
            del self._devices[number]

    def _enter(self, number: UUID, found: Sequence[Outcome]) -> None:
        plan, row = self.docking.plan, devices.by_id(self.docking.plan.actor.agency, number)
        if row is None:
            return
        named = plan.device is not None and plan.device.pk == number
        newest = max((one.arrived for one in found if one.arrived), default=None)
        if not named and row.docked_at is not None and (newest is None or newest <= row.docked_at):
            return  # told before; these files were met again
        at = clock.now()
        measured = at + timedelta(seconds=plan.drift) if named and plan.drift is not None else None
        came = sum(one.fate in {Fate.STORED, Fate.UNREADABLE} for one in found)
        devices.docked(
            plan.actor, number, station=plan.station, at=at, device_time=measured, storage_left=self._room(), files=came
        )

    def _room(self) -> int | None:
        """MB left on the device, where the folder is the device itself."""
        if self.docking.plan.device is not None and len(self.roots) == 1 and os.path.ismount(self.roots[0]):
            with suppress(OSError):
                return shutil.disk_usage(self.roots[0]).free // 1024**2
        return None


def _done(work: Work) -> list[Outcome]:
    """In a thread of ours: the connection goes back when the work is done."""
    try:
        return work()
    finally:
        connection.close()
