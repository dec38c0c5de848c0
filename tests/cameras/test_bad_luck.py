"""A full disk, one that is read-only, a database that is away, the most that footage may take: recording resumes by itself, and it is told."""

import json
import os
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from liuhen.cameras import index, jobs, keeping, manager, places, queries
from liuhen.cameras.models import CameraRow, CameraState, Keeping, Kept, Segment, Told
from liuhen.cameras.segments import CHINA, Facts
from liuhen.recordings.models import DeviceRow, RecordingRow
from liuhen.register import clock, files
from tests.cameras.filming import span
from tests.cameras.test_manager import enter, turns
from tests.cameras.test_setting import signed_in
from tests.support import disks
from tests.support.rtsp import until
from tests.support.servers import Embedded

GIB = 1024**3


@pytest.fixture
def small_disk(tmp_path):
    with disks.small(tmp_path / "small", "4m") as place:
        yield place


@pytest.fixture
def watch(monkeypatch):
    """``watch()``: a manager of short segments; ended with the story."""
    monkeypatch.setenv("LIUHEN_CAMERA_SEGMENT", "2")
    monkeypatch.setenv("LIUHEN_CAMERA_RESERVE_GIB", "0")
    made = manager.Manager()
    yield made
    made.end()


def board(camera) -> queries.Board:
    return queries.board(DeviceRow.objects.get(pk=camera))


def page(cast, camera) -> str:
    return str(signed_in(cast, "马骏").get(f"/counter/cameras/{camera}/").content.decode())


# -- the disk


@pytest.mark.slow
def test_a_disk_that_is_really_full_stops_recording_and_loses_nothing_that_was_recorded(
    lasting_camera, recorder, small_disk, tmp_path
):
    recording = recorder(lasting_camera.url, folder=small_disk / "footage")
    until(lambda: recording.facts, 40)
    ballast = disks.fill(small_disk, leave=64 * 1024)
    told = until(lambda: recording.told(state="full"), 30)
    assert (told[0]["code"], told[0]["words"]) == ("disk_full", "磁盘空间不够，停止录制；有空间后自动继续")
    full = time.time()
    time.sleep(2.5)
    assert recording.process.poll() is None
    ballast.unlink()
    until(lambda: any(one.before == "disk_full" for one in recording.facts), 40)
    recording.end()
    facts = recording.facts
    after = next(one for one in facts if one.before == "disk_full")
    before = [one for one in facts if one.begin < after.begin]
    assert not [path.name for path in recording.folder.glob("open-*")], "what the disk did not let it finish is finished"
    assert full - before[-1].end < 2, "up to the moment at which the disk was full"
    assert after.begin - before[-1].end > 2
    pieces, films = span(recording.folder, facts, tmp_path / "cut", facts[0].begin, facts[-1].end)
    assert len(pieces) >= 2, "no file claims the time in between"
    for piece, film in zip(pieces, films, strict=True):
        assert 0 <= piece.frames - len(film) <= 1, "a camera on a busy machine may send one that nobody can read"
        assert max(abs(piece.begin + at - made) for at, made in film) < 0.4
    assert "Traceback" not in recording.log.read_text()


@pytest.mark.slow
def test_a_disk_that_takes_no_writing_is_told_as_that_and_gone_on_with(lasting_camera, recorder, small_disk):
    disks.remount(small_disk, "ro")
    recording = recorder(lasting_camera.url, folder=small_disk / "footage")
    told = until(lambda: recording.told(state="full"), 30)
    assert told[0]["code"] == "disk_failed"
    assert told[0]["words"].startswith("录像所在的磁盘写不进去")
    disks.remount(small_disk, "rw")
    until(lambda: recording.facts, 40)
    assert recording.facts[0].before == "disk_failed"


@pytest.mark.slow
def test_while_the_disk_is_full_the_page_says_so_and_what_was_asked_for_waits_and_is_made(
    cast, lasting_camera, watch, small_disk, monkeypatch, caplog
):
    monkeypatch.setenv("LIUHEN_CAMERA_FOLDER", str(small_disk / "cameras"))
    camera = enter(cast, lasting_camera)
    turns(watch, lambda: Segment.objects.filter(camera=camera).count() >= 2)
    first = Segment.objects.filter(camera=camera).order_by("begin")[0]
    ballast = disks.fill(small_disk)
    turns(watch, lambda: board(camera).state == Told.FULL)
    assert "磁盘空间不够，停止录制；有空间后自动继续" in page(cast, camera)
    assert "磁盘空间不够，停止录制" in caplog.text
    monkeypatch.setenv("LIUHEN_CAMERA_RESERVE_GIB", str(2**40))  # nor is there room where files are kept
    asked = keeping.ask(cast["马骏"], camera, first.begin, first.end, "有人摔倒")
    jobs._keep(asked.pk, last=True)
    asked.refresh_from_db()
    assert (asked.state, "系统每十分钟自动再试" in asked.why) == (Kept.WAITING.value, True)
    monkeypatch.setenv("LIUHEN_CAMERA_RESERVE_GIB", "0")
    ballast.unlink()
    turns(watch, lambda: Segment.objects.filter(camera=camera, before="disk_full").exists())
    turns(watch, lambda: board(camera).state == Told.RECORDING)
    rows = list(Segment.objects.filter(camera=camera).order_by("begin"))
    assert "磁盘空间不够" in [gap.why for gap in index.gaps(rows, rows[0].begin, rows[-1].end)]
    jobs._keep(asked.pk, last=True)
    done = Keeping.objects.get(pk=asked.pk)
    assert (done.state, done.why) == (Kept.DONE.value, "")
    assert files.verify(RecordingRow.objects.get(pk=done.recordings[0]).sha256)


# -- the most that footage may take


def lies_there(camera, begin: datetime, size: int) -> Path:
    """A segment of that size among the footage: a hole in a file."""
    at = begin.astimezone(CHINA)
    name = f"{at:%Y-%m-%d}/{at:%H%M%S}.000-0badcafe.nut"
    path = places.folder(camera) / name
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.truncate(size)
    told = begin.timestamp()
    facts = Facts(name=name, session="x", begin=told, end=told + 60, stamp=0, frames=1, size=size, sha256="0" * 64, video="h264")
    path.with_suffix(".json").write_text(json.dumps(vars(facts)))
    return path


@pytest.mark.slow
def test_where_footage_has_reached_its_most_what_is_over_goes_at_once_and_what_is_not_stays(
    cast, lasting_camera, watch, monkeypatch, caplog
):
    monkeypatch.setenv("LIUHEN_CAMERA_GIB", "1")
    camera = enter(cast, lasting_camera)
    turns(watch, lambda: Segment.objects.filter(camera=camera).exists())
    young = lies_there(camera, clock.now() - timedelta(days=2), GIB)
    watch.whole, watch.caught_up = True, 0.0  # as at its start, when all days are looked at
    turns(watch, lambda: board(camera).state == Told.FULL)
    assert not watch.running
    assert "录像占用达到上限" in page(cast, camera)
    assert "录像占用达到上限（LIUHEN_CAMERA_GIB），没有到期的不删除" in caplog.text
    assert young.exists()
    before = Segment.objects.count()
    time.sleep(2.2)  # less is no gap

    CameraRow.objects.filter(pk=camera).update(days=90)
    old = lies_there(camera, clock.now() - timedelta(days=40), GIB)
    index.catch_up(camera, whole=True)
    monkeypatch.setenv("LIUHEN_CAMERA_GIB", "2")
    watch.made_room = 0.0
    turns(watch, lambda: Segment.objects.filter(camera=camera, before="most").exists())
    assert (young.exists(), old.exists()) == (True, False)
    assert Segment.objects.count() > before
    rows = list(Segment.objects.filter(camera=camera).order_by("begin"))
    assert "录像占用达到上限" in [gap.why for gap in index.gaps(rows, rows[0].begin, rows[-1].end)]


# -- the database, and a recorder that hangs


@pytest.mark.slow
def test_while_the_database_is_away_recording_goes_on_and_what_dies_is_begun_again(
    cast, lasting_camera, watch, database_server, caplog
):
    if not isinstance(database_server, Embedded):
        pytest.skip("this database is not ours to kill")
    camera = enter(cast, lasting_camera)
    turns(watch, lambda: Segment.objects.filter(camera=camera).exists())
    folder = places.folder(camera)
    server = database_server.postgres
    try:
        os.kill(server.pid() or 0, signal.SIGQUIT)  # at once, as a crash does
        until(lambda: server.pid() is None, 30)
        away = datetime.now(UTC)
        count = len(list(folder.rglob("*.nut")))
        watch.look()
        killed = watch.running[camera].process
        killed.kill()
        killed.wait()
        until(lambda: watch.look() or (camera in watch.running and watch.running[camera].process is not killed), 60)
        until(lambda: watch.look() or len(list(folder.glob("*/*.nut"))) > count + 1, 60)
        back = datetime.now(UTC)
    finally:
        server.revive()
        database_server.close()  # the one it held was cut
    assert "数据库连不上；1 台摄像机照常录制，恢复后补登索引" in caplog.text
    until(lambda: watch.look() or (Segment.objects.filter(camera=camera, begin__gt=away, end__lt=back).exists()), 60)
    assert "数据库恢复；补登这段时间的录像" in caplog.text
    rows = list(Segment.objects.filter(camera=camera).order_by("begin"))
    assert rows[0].before == "restart"
    assert "killed" in {row.before for row in rows}
    assert {gap.why for gap in index.gaps(rows, rows[0].begin, rows[-1].end)} <= {"录制程序中断"}


@pytest.mark.slow
def test_a_recorder_that_hangs_is_not_shown_as_recording_and_is_begun_again(cast, lasting_camera, watch, monkeypatch, caplog):
    camera = enter(cast, lasting_camera)
    turns(watch, lambda: board(camera).state == Told.RECORDING)
    hung = watch.running[camera].process
    os.kill(hung.pid, signal.SIGSTOP)
    watch.running[camera].heard -= manager.HUNG
    watch.turn()
    assert CameraState.objects.get(camera=camera).state != Told.RECORDING.value
    turns(watch, lambda: camera in watch.running and watch.running[camera].process is not hung)
    assert "录制程序没有应答，结束后重新开始" in caplog.text
    turns(watch, lambda: board(camera).state == Told.RECORDING)


def test_trouble_that_nobody_foresaw_ends_no_recording(cast, watch, monkeypatch, caplog):
    def fails(*_args, **_more):
        raise RuntimeError("surprise")

    monkeypatch.setattr(manager.index, "catch_up", fails)
    monkeypatch.setattr(manager.expiry, "over_most", fails)
    watch.look()
    assert "没有料到的错误，这一轮没有做完" in caplog.text
