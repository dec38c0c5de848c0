"""Keeps one recorder running for each camera that is switched on, takes its segments into the index, and notes how it fares.

While the database is away the recorders go on, and those that die are begun again; what they wrote is found on the disk when it is back.
Nothing that goes wrong with one camera, the disk or the database ends this process.
"""

import json
import logging
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import Error, connection

from liuhen.cameras import addresses, expiry, index, places, worker
from liuhen.cameras.models import CameraRow, CameraState, Told
from liuhen.register import clock

log = logging.getLogger(__name__)
LOOK_EVERY = 2.0  # seconds between looks at what is wanted
CATCH_UP_EVERY = 60.0
DEATH_PAUSES = (1.0, 5.0, 20.0, 60.0)
STEADY = 120.0
END_LIMIT = 10.0
HUNG = 30.0  # seconds without a word of one that was recording and tells every five
ROOM_EVERY = 30.0  # seconds between tries to make room for what is to be recorded
MOST_REACHED = "录像占用达到上限（LIUHEN_CAMERA_GIB），没有到期的不删除，停止录制；有空间后自动继续"


@dataclass(kw_only=True)
class Running:
    """One recorder: its process, what it told last, what it was ordered."""

    camera: UUID
    address: str
    process: "subprocess.Popen[str]"
    started: float = field(default_factory=time.monotonic)
    told: dict[str, Any] = field(default_factory=lambda: {"state": Told.STARTING.value})
    heard: float = field(default_factory=time.monotonic)
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
        self.heard = time.monotonic()
        if told.get("event") == "state":
            if told["state"] != self.told.get("state") or told.get("code") != self.told.get("code"):
                words = told.get("words") or Told(told["state"]).label
                log.log(logging.ERROR if told["state"] == Told.FULL.value else logging.INFO, "camera=%s: %s", self.camera, words)
            self.told = told
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
        self.wanted: dict[UUID, CameraRow] = {}
        self.caught_up, self.made_room = 0.0, 0.0
        self.whole = True
        self.away = self.full = False

    def run(self, stop: threading.Event) -> None:
        """Look after them until told to stop."""
        while not stop.is_set():
            self.look()
            stop.wait(LOOK_EVERY)
        self.end()

    def look(self) -> None:
        """One turn, whatever goes wrong in it."""
        try:
            self.turn()
        except Error:
            self._without_database()
        except Exception:
            log.exception("没有料到的错误，这一轮没有做完；%d 台摄像机照常录制", len(self.running))

    def turn(self) -> None:
        """One look: what is wanted, what runs, what came in."""
        self._bury()
        self.wanted = {row.pk: row for row in CameraRow.objects.filter(on=True)}
        self._database_back()
        self._make_room()
        for camera, one in list(self.running.items()):
            if camera not in self.wanted or one.address != addresses.address_of(camera) or self.full:
                self._end(camera, "most" if self.full else "off" if camera not in self.wanted else "restart")
        self._begin_wanted()
        self._index()
        for row in self.wanted.values():
            self._note(row)
        CameraState.objects.exclude(camera__in=self.wanted).delete()

    def _without_database(self) -> None:
        """Said once; what was wanted before is wanted still."""
        if not self.away:
            log.error("数据库连不上；%d 台摄像机照常录制，恢复后补登索引", len(self.running))
        self.away = True
        with suppress(Error):
            connection.close()
        self._begin_wanted()

    def _database_back(self) -> None:
        """It answered: everything that was written meanwhile is looked for, however long it was."""
        if self.away:
            log.error("数据库恢复；补登这段时间的录像")
            self.away, self.whole, self.caught_up = False, True, 0.0

    def _make_room(self) -> None:
        """Where footage may take no more, what is over its days goes at once; what is not stays, and recording stops."""
        told = any(one.told.get("state") == Told.FULL.value for one in self.running.values())
        if (told or expiry.over_most()) and time.monotonic() - self.made_room > ROOM_EVERY:
            self.made_room = time.monotonic()
            for row in CameraRow.objects.all():
                with _one_camera(row.pk):
                    expiry.expire(row)
        full = expiry.over_most()
        if full and not self.full:
            log.error(MOST_REACHED)
        self.full = full

    def _begin_wanted(self) -> None:
        for camera in self.wanted:
            if self.full:
                self.why.setdefault(camera, "most")
            elif camera not in self.running:
                with _one_camera(camera):
                    self._begin(camera)

    def _begin(self, camera: UUID) -> None:
        address, (deaths, due) = addresses.address_of(camera), self.deaths.get(camera, (0, 0.0))
        if not address or time.monotonic() < due:
            return
        order = {"url": address, "folder": str(places.folder(camera)), "seconds": places.seconds(), "reserve": places.reserve()}
        process = worker.start("recorder")
        one = Running(camera=camera, address=address, process=process)
        self.running[camera] = one
        one.listener.start()
        try:
            assert process.stdin is not None  # noqa: S101 - started with a pipe
            process.stdin.write(json.dumps({**order, "why": self.why.pop(camera, "restart")}) + "\n")
            process.stdin.flush()
        except OSError:
            log.warning("camera=%s: the recorder ended before it began, %d deaths", camera, deaths)

    def _bury(self) -> None:
        """Recorders that died are begun again, after a pause that grows; one that hangs is made to die."""
        for camera, one in list(self.running.items()):
            if (code := one.process.poll()) is None:
                if one.told.get("state") == Told.RECORDING.value and time.monotonic() - one.heard > HUNG:
                    log.error("camera=%s: 录制程序没有应答，结束后重新开始", camera)
                    one.told, one.heard = {"state": Told.DEAD.value}, time.monotonic()
                    one.process.kill()
                continue
            deaths = 0 if time.monotonic() - one.started > STEADY else self.deaths.get(camera, (0, 0.0))[0]
            pause = DEATH_PAUSES[min(deaths, len(DEATH_PAUSES) - 1)]
            self.deaths[camera] = (deaths + 1, time.monotonic() + pause)
            self.why[camera] = "killed"
            log.error("camera=%s: 录制程序中断（%s），%g 秒后重新开始", camera, code, pause)
            _close(one.process)
            one.listener.join(1)
            del self.running[camera]

    def _index(self) -> None:
        turn = time.monotonic() - self.caught_up > CATCH_UP_EVERY
        for camera in self.wanted if turn else [camera for camera, one in self.running.items() if one.segments]:
            if camera in self.running:
                self.running[camera].segments = False
            with _one_camera(camera):
                index.catch_up(camera, whole=self.whole)
        if turn:
            self.caught_up, self.whole = time.monotonic(), False

    def _note(self, row: CameraRow) -> None:
        """How it fares, for the pages; each time somebody looks, since silence means that nobody does."""
        one = self.running.get(row.pk)
        told = one.told if one else {"state": Told.STARTING.value}
        if self.full:
            told = {"state": Told.FULL.value, "words": MOST_REACHED}
        if not addresses.address_of(row.pk):
            told = {"state": Told.UNSET.value, "words": "本机没有这台摄像机的地址，请重新填写"}
        now, known = clock.now(), CameraState.objects.filter(camera=row.pk).first()
        since = known.since if known and known.state == told["state"] else now
        said = {key: told[key] for key in ("drift", "video", "audio", "width", "height") if told.get(key) is not None}
        if told.get("last"):
            said["last_at"] = datetime.fromtimestamp(float(told["last"]), UTC)
        said |= {"state": told["state"], "words": told.get("words", ""), "since": since, "told_at": now}
        CameraState.objects.update_or_create(camera=row.pk, defaults=said)

    def _end(self, camera: UUID, why: str) -> None:
        """Let one finish its open segment and end."""
        self.why[camera] = why
        one = self.running.pop(camera)
        _close(one.process)
        _wait(one.process, time.monotonic() + END_LIMIT)
        with _one_camera(camera):
            index.catch_up(camera)

    def end(self) -> None:
        """Let all of them finish."""
        limit = time.monotonic() + END_LIMIT
        for one in self.running.values():
            _close(one.process)
        for one in self.running.values():
            _wait(one.process, limit)
        self.running.clear()


@contextmanager
def _one_camera(camera: UUID) -> Iterator[None]:
    """Trouble with the files of one camera is its own."""
    try:
        yield
    except OSError as trouble:
        log.warning("camera=%s: 读写录像文件夹出错（%s），稍后再试", camera, trouble.strerror)


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
