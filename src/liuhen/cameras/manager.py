"""Keeps one recorder running for each camera that is switched on, takes its segments into the index, and notes how it fares.

While the database is away the recorders go on; what they wrote is found on the disk when it is back.
"""

import json
import logging
import subprocess
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from liuhen.cameras import addresses, expiry, index, places, worker
from liuhen.cameras.models import CameraRow, CameraState, Told
from liuhen.register import clock

log = logging.getLogger(__name__)
LOOK_EVERY = 2.0  # seconds between looks at what is wanted
CATCH_UP_EVERY = 60.0
DEATH_PAUSES = (1.0, 5.0, 20.0, 60.0)
STEADY = 120.0
END_LIMIT = 10.0


@dataclass(kw_only=True)
class Running:
    """One recorder: its process, what it told last, what it was ordered."""

    camera: UUID
    address: str
    process: "subprocess.Popen[str]"
    started: float = field(default_factory=time.monotonic)
    told: dict[str, Any] = field(default_factory=lambda: {"state": Told.STARTING.value})
    fresh: bool = True
    segments: bool = False

    def __post_init__(self) -> None:
        """Whoever starts it lets the listener run."""
        self.listener = threading.Thread(target=self.listen, daemon=True)

    def listen(self) -> None:
        """Read its lines until it ends; in a thread of its own."""
        assert self.process.stdout is not None  # noqa: S101 - started with a pipe
        with self.process.stdout as lines:
            for line in lines:
                self.hear(line)

    def hear(self, line: str) -> None:
        """One line."""
        try:
            told = json.loads(line)
        except ValueError:
            return
        if told.get("event") == "state":
            if told["state"] != self.told.get("state") or told.get("code") != self.told.get("code"):
                log.info("camera=%s: %s %s", self.camera, told["state"], told.get("words", ""))
            self.told, self.fresh = told, True
        elif told.get("event") == "segment":
            self.segments = True
        elif told.get("event") == "recovered":
            log.warning("camera=%s: open segments recovered %s, dropped %s", self.camera, told["saved"], told["dropped"])
            self.segments = True


class Manager:
    """All recorders of this machine."""

    def __init__(self) -> None:
        self.running: dict[UUID, Running] = {}
        self.deaths: dict[UUID, tuple[int, float]] = {}
        self.why: dict[UUID, str] = {}
        self.caught_up = 0.0
        self.whole = True

    def run(self, stop: threading.Event) -> None:
        """Look after them until told to stop."""
        while not stop.is_set():
            try:
                self.turn()
            except DatabaseError:
                log.warning("the database is away; %d recorders go on", len(self.running))
                connection.close()
            stop.wait(LOOK_EVERY)
        self.end()

    def turn(self) -> None:
        """One look: what is wanted, what runs, what came in."""
        self._bury()
        wanted = {row.pk: row for row in CameraRow.objects.filter(on=True)}
        full = expiry.over_most()
        for camera, one in list(self.running.items()):
            if camera not in wanted or one.address != addresses.address_of(camera) or full:
                self.why[camera] = "disk_full" if full else "off" if camera not in wanted else "restart"
                self._end(camera)
        for camera in wanted:
            if camera not in self.running and not full:
                self._begin(camera)
        self._index(wanted)
        for row in wanted.values():
            self._note(row, full=full)
        CameraState.objects.exclude(camera__in=wanted).delete()

    def _begin(self, camera: UUID) -> None:
        address, (deaths, due) = addresses.address_of(camera), self.deaths.get(camera, (0, 0.0))
        if not address or time.monotonic() < due:
            return
        process = worker.start("recorder")
        one = Running(camera=camera, address=address, process=process)
        order = {"url": address, "folder": str(places.folder(camera)), "seconds": places.seconds(), "reserve": places.reserve()}
        self.running[camera] = one
        one.listener.start()
        try:
            assert process.stdin is not None  # noqa: S101 - started with a pipe
            process.stdin.write(json.dumps({**order, "why": self.why.pop(camera, "restart")}) + "\n")
            process.stdin.flush()
        except OSError:
            log.warning("camera=%s: the recorder ended before it began, %d deaths", camera, deaths)

    def _bury(self) -> None:
        """Recorders that died are begun again, after a pause that grows."""
        for camera, one in list(self.running.items()):
            if (code := one.process.poll()) is None:
                continue
            deaths = 0 if time.monotonic() - one.started > STEADY else self.deaths.get(camera, (0, 0.0))[0]
            pause = DEATH_PAUSES[min(deaths, len(DEATH_PAUSES) - 1)]
            self.deaths[camera] = (deaths + 1, time.monotonic() + pause)
            self.why[camera] = "killed"
            log.error("camera=%s: its recorder ended (%s), begun again in %g s", camera, code, pause)
            _close(one.process)
            one.listener.join(1)
            del self.running[camera]

    def _index(self, wanted: dict[UUID, CameraRow]) -> None:
        turn = time.monotonic() - self.caught_up > CATCH_UP_EVERY
        for camera in wanted if turn else [camera for camera, one in self.running.items() if one.segments]:
            if camera in self.running:
                self.running[camera].segments = False
            index.catch_up(camera, whole=self.whole)
        if turn:
            self.caught_up, self.whole = time.monotonic(), False

    def _note(self, row: CameraRow, *, full: bool) -> None:
        """How it fares, for the pages; each time somebody looks, since silence means that nobody does."""
        one = self.running.get(row.pk)
        told = one.told if one else {"state": Told.FULL.value if full else Told.STARTING.value}
        if full:
            told = {"state": Told.FULL.value, "words": "录像占用达到上限，保存期内的不删除，停止录制"}
        if not addresses.address_of(row.pk):
            told = {"state": Told.UNSET.value, "words": "本机没有这台摄像机的地址，请重新填写"}
        now, known = clock.now(), CameraState.objects.filter(camera=row.pk).first()
        since = known.since if known and known.state == told["state"] else now
        said = {key: told[key] for key in ("drift", "video", "audio", "width", "height") if told.get(key) is not None}
        if told.get("last"):
            said["last_at"] = datetime.fromtimestamp(float(told["last"]), UTC)
        said |= {"state": told["state"], "words": told.get("words", ""), "since": since, "told_at": now}
        CameraState.objects.update_or_create(camera=row.pk, defaults=said)

    def _end(self, camera: UUID) -> None:
        """Let one finish its open segment and end."""
        one = self.running.pop(camera)
        _close(one.process)
        _wait(one.process, time.monotonic() + END_LIMIT)
        index.catch_up(camera)

    def end(self) -> None:
        """Let all of them finish."""
        limit = time.monotonic() + END_LIMIT
        for one in self.running.values():
            _close(one.process)
        for one in self.running.values():
            _wait(one.process, limit)
        self.running.clear()


def _close(process: "subprocess.Popen[str]") -> None:
    try:
        if process.stdin is not None:
            process.stdin.close()
    except OSError:
        return  # it is gone already


def _wait(process: "subprocess.Popen[str]", limit: float) -> None:
    try:
        process.wait(max(0.1, limit - time.monotonic()))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
