"""The recorder of one camera: a process of its own, so that a crash in a decoder's library costs nothing but its open segment.

``python -m liuhen.cameras.recorder``: the order is one line of JSON on the standard input (the address with its password is in no
argument and no environment): ``url``, ``folder``, ``seconds`` of a segment, ``reserve`` bytes that stay free. It tells what happens as
lines of JSON on the standard output, and ends when its standard input does. Knows no Django and no database: while that is away, it
goes on; what it left on the disk is taken into the index later.
"""

import errno
import json
import os
import shutil
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from liuhen.cameras import segments, streams
from liuhen.cameras.segments import Facts
from liuhen.cameras.streams import Trouble
from liuhen.cameras.timing import Anchor, Level

PAUSES = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)  # seconds before the first, second ... new try in a row
FULL_PAUSE = 5.0
STEADY = 30.0  # seconds of recording after which the next trouble counts as the first
LONGEST = 10  # a segment may be this many times as long while no key picture comes
LARGEST = 1024**3
NO_KEY = 30.0  # seconds without any key picture before that is told
TELL_EVERY = 5.0
GRACE = 8.0  # seconds to finish the open segment when told to end


_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class Full(Exception):  # noqa: N818
    """There is no room to go on recording, or the disk takes nothing, which comes to the same for a while. ``code`` is why."""

    def __init__(self, number: int | None = errno.ENOSPC) -> None:
        super().__init__()
        self.code = "disk_full" if number in _NO_ROOM else "disk_failed"

    @property
    def words(self) -> str:
        """For the page and the log."""
        if self.code == "disk_full":
            return "磁盘空间不够，停止录制；有空间后自动继续"
        return "录像所在的磁盘写不进去（只读、没有挂上或者损坏），停止录制；能写后自动继续"


def say(**told: Any) -> None:
    """One line to whoever started us; nobody there is no reason to stop recording."""
    with suppress(OSError):
        print(json.dumps({"at": time.time(), **told}), flush=True)  # noqa: T201 - the way it speaks


class Recorder:
    """Connects again and again, and writes segments while there is a stream and room."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.url, self.folder = str(order["url"]), Path(order["folder"])
        self.seconds, self.reserve = float(order.get("seconds", 60)), int(order.get("reserve", 0))
        self.stop = threading.Event()
        self.why = str(order.get("why", "start"))
        self.fresh = True
        #: Segments of ours that the disk did not let us finish, with what is known of them.
        self.unfinished: dict[Path, Facts] = {}

    def run(self) -> None:
        """Until told to stop."""
        tries = 0
        while not self.stop.is_set():
            began = time.monotonic()
            try:
                self._make_whole()
                self.demand_room()
                Session(self).run()
                pause = 0.0
            except Full as full:
                self.why, pause = full.code, FULL_PAUSE
                say(event="state", state="full", code=full.code, words=full.words)
            except Trouble as trouble:
                tries = 0 if time.monotonic() - began > STEADY else tries
                pause = PAUSES[min(tries, len(PAUSES) - 1)]
                tries += 1
                self.why = trouble.code
                say(event="state", state="away", code=trouble.code, words=trouble.words, again=pause)
            self.stop.wait(pause)

    def _make_whole(self) -> None:
        """Finish what lies there open: of one that was killed, or of ourselves when the disk took no more."""
        with room():
            saved, dropped = segments.recover(self.folder, self.unfinished)
        for facts in saved:
            say(event="segment", name=facts.name)
        if saved or dropped:
            say(event="recovered", saved=len(saved), dropped=dropped)
            if self.fresh and self.why in {"start", "restart"}:  # whoever began us knew no better
                self.why = "killed"
        self.unfinished.clear()
        self.fresh = False

    def demand_room(self) -> None:
        """Full, where less is free than what has to stay so."""
        with room():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            free = shutil.disk_usage(self.folder).free
        if free < self.reserve:
            raise Full


class Session:
    """One connection to the camera, from its first key picture to its end."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder, self.anchor = recorder, Anchor()
        self.number = uuid.uuid4().hex
        self.writer: segments.Writer | None = None
        self.sets, self.first_sets = b"", b""
        self.due, self.opened, self.told = 0.0, time.monotonic(), 0.0
        self.container, self.picture, self.sound = streams.open_stream(recorder.url)
        self.level = Level(leaps=len(self.container.streams) > 1)
        self.last: dict[int, int] = {}

    def run(self) -> None:
        """Record until the stream ends, something tears its time, or we are told to stop."""
        kept = [one for one in (self.picture, self.sound) if one is not None]
        try:
            with streams.told():
                for packet in self.container.demux(kept):
                    if self.recorder.stop.is_set():
                        return
                    if packet.size and (torn := self._take(packet)):
                        self._close()
                        self.recorder.why = torn
                        return
            raise Trouble("broken")  # a camera's stream has no end of its own
        finally:
            try:
                self._close()
            finally:
                self.container.close()

    def _take(self, packet: Any) -> str:
        """One packet; ``""``, or why this connection's times hold no more."""
        self._stamp(packet)
        steady, camera = time.monotonic(), streams.prft(packet)
        if packet.stream is self.picture:
            before = self.level.shift
            stamp = self.level.picture(float(packet.pts * packet.time_base), told=camera is not None)
            if self.level.shift != before:
                self.anchor.begin_anew()  # how far they leapt is known no better than to the unevenness of two pictures
            if torn := self.anchor.picture(stamp, steady, time.time()):
                return torn
            if camera is not None:
                self.anchor.camera_said(stamp, camera)
            self._turn(packet, stamp)
            self._tell(steady, stamp)
        elif not self.level.sound(steady - self.opened, told=camera is not None):
            return ""
        if self.writer is not None:
            moved = round(self.level.shift / float(packet.time_base))
            packet.pts, packet.dts = packet.pts + moved, packet.dts + moved
            with room():
                self.writer.write(packet)
        return ""

    def _stamp(self, packet: Any) -> None:
        """Give the stamps that the library could not tell: those of a connection's first packets."""
        before = self.last.get(packet.stream.index)
        if packet.pts is None:
            packet.pts = packet.dts if packet.dts is not None else 0 if before is None else before + 1
        if packet.dts is None:
            packet.dts = packet.pts
        self.last[packet.stream.index] = packet.dts

    def _turn(self, packet: Any, stamp: float) -> None:
        """Begin a segment with a key picture: the first, at each full step of the clock, when the picture changed its shape."""
        real = self.anchor.real(stamp)
        sets = streams.parameter_sets(self.picture.codec_context.name, bytes(packet)) if packet.is_keyframe else b""
        if self.writer is None:
            if packet.is_keyframe:
                self._open(real, sets)
            return
        changed = bool(sets and self.writer.sets and sets != self.writer.sets)
        overdue = real >= self.due + (LONGEST - 1) * self.recorder.seconds or self.writer.size > LARGEST
        if (packet.is_keyframe and (real >= self.due or changed)) or overdue:
            self._close()
            self.recorder.demand_room()
            self._open(real, sets or self.sets, key=packet.is_keyframe)

    def _open(self, real: float, sets: bytes, *, key: bool = True) -> None:
        before, self.recorder.why = self.recorder.why, ""
        self.sets = sets
        self.due = (real // self.recorder.seconds + 1) * self.recorder.seconds
        with room():
            self.writer = segments.Writer(
                self.recorder.folder, self.picture, self.sound, session=self.number, before=before, sets=sets, key=key
            )
        self.first_sets = self.first_sets or sets
        if sets != self.first_sets:
            self.writer.shape = (0, 0)  # the library goes on telling the size that the connection began with

    def _close(self) -> None:
        writer, self.writer = self.writer, None
        if writer is None:
            return
        begin = self.anchor.real(writer.first) if writer.first is not None else 0.0
        try:
            with room():
                facts = writer.finish(begin, drift=self.anchor.drift)
        except Full:
            if known := writer.end(begin, drift=self.anchor.drift):
                self.recorder.unfinished[writer.path] = known
            raise
        if facts is not None:
            say(event="segment", name=facts.name)

    def _tell(self, steady: float, stamp: float) -> None:
        if steady - self.told < TELL_EVERY:
            return
        if self.writer is None and steady - self.opened > NO_KEY:
            self.told = steady
            say(event="state", state="no_key", words="摄像机在传，但一直没有关键帧，还不能开始录")
        elif self.writer is not None:
            self.told = steady
            context = self.picture.codec_context
            say(
                event="state",
                state="recording",
                last=self.anchor.real(stamp),
                drift=self.anchor.drift,
                video=context.name,
                width=context.width,
                height=context.height,
                audio=streams.sound_name(self.container, self.sound),
            )


@contextmanager
def room() -> Iterator[None]:
    """Trouble with the disk inside the block means that it takes nothing now."""
    try:
        yield
    except OSError as error:
        raise Full(error.errno) from None


def main() -> None:
    """Record as ordered until the standard input ends."""
    order = json.loads(sys.stdin.readline())
    recorder = Recorder(order)

    def watch() -> None:
        sys.stdin.read()
        recorder.stop.set()
        time.sleep(GRACE)
        os._exit(1)  # a library that does not come back; the open segment is recovered by the next

    threading.Thread(target=watch, daemon=True).start()
    recorder.run()


if __name__ == "__main__":
    main()
