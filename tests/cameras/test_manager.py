"""One process keeps all recorders: begun and ended as set, begun again when killed, told in the index and on the page."""

import os
import signal
import time
from itertools import pairwise
from pathlib import Path

import pytest

from liuhen.cameras import addresses, commands, places, queries
from liuhen.cameras.commands import Setting
from liuhen.cameras.manager import Manager
from liuhen.cameras.models import CameraRow, CameraState, Segment, Told
from liuhen.recordings.models import DeviceRow
from tests.cast import at
from tests.support import rtsp


@pytest.fixture
def filming(lasting_camera):
    return lasting_camera


@pytest.fixture
def manager(monkeypatch):
    monkeypatch.setenv("LIUHEN_CAMERA_SEGMENT", "2")
    monkeypatch.setenv("LIUHEN_CAMERA_RESERVE_GIB", "0")
    made = Manager()
    yield made
    made.end()


def enter(cast, server):
    with at("11-13 08:00"):
        setting = Setting(counter="一楼受理窗口", on=True, sign=True)
        return commands.enter(
            cast["马骏"],
            "CK-01",
            setting,
            address=f"rtsp://127.0.0.1:{server.order['port']}/live",
            user="admin",
            password="Geheim-71",
        )


def turns(manager, found, seconds=40):
    """Turn after turn until this is so; the index is looked after in each."""

    def look():
        manager.turn()
        manager.caught_up = 0.0
        return found()

    return rtsp.until(look, seconds, every=0.3)


@pytest.mark.slow
def test_a_camera_that_is_switched_on_is_recorded_until_it_is_switched_off(cast, filming, manager, capfd):
    camera = enter(cast, filming)
    turns(manager, lambda: Segment.objects.filter(camera=camera).count() >= 2)
    turns(manager, lambda: CameraState.objects.filter(camera=camera, state=Told.RECORDING.value, video="h264").exists())
    board = queries.board(DeviceRow.objects.get(pk=camera))
    assert (board.state, board.used > 0) == (Told.RECORDING, True)
    for number in {one.process.pid for one in manager.running.values()}:
        assert b"Geheim" not in Path(f"/proc/{number}/cmdline").read_bytes() + Path(f"/proc/{number}/environ").read_bytes()

    with at("11-13 08:30"):
        commands.switch(cast["马骏"], camera, on=False, reason="窗口装修")
    manager.turn()
    assert not manager.running
    count = Segment.objects.filter(camera=camera).count()
    assert count == len(list(places.folder(camera).rglob("*.nut"))), "the open one was finished and taken in"
    assert "Geheim" not in "".join(capfd.readouterr())


@pytest.mark.slow
def test_a_recorder_that_is_killed_is_begun_again_and_says_that_it_was(cast, filming, manager):
    camera = enter(cast, filming)
    turns(manager, lambda: Segment.objects.filter(camera=camera).exists())
    rtsp.until(lambda: any(path.stat().st_size > 4000 for path in places.folder(camera).glob("open-*")), 20, every=0.05)
    os.kill(manager.running[camera].process.pid, signal.SIGKILL)
    turns(manager, lambda: Segment.objects.filter(camera=camera, before="killed", recovered=False).exists())
    assert Segment.objects.filter(camera=camera, recovered=True).exists()


@pytest.mark.slow
def test_while_nobody_takes_segments_in_recording_goes_on_and_the_index_is_caught_up(cast, filming, manager, monkeypatch):
    camera = enter(cast, filming)
    turns(manager, lambda: Segment.objects.filter(camera=camera).exists())
    before = Segment.objects.filter(camera=camera).count()
    time.sleep(4.5)  # nobody turns
    turns(manager, lambda: Segment.objects.filter(camera=camera).count() >= before + 2, 10)
    rows = list(Segment.objects.filter(camera=camera).order_by("begin"))
    assert all(abs((one.begin - other.end).total_seconds()) < 0.3 for other, one in pairwise(rows))


@pytest.mark.slow
def test_a_new_address_is_taken_up_and_one_that_is_lost_is_told(cast, filming, manager):
    camera = enter(cast, filming)
    turns(manager, lambda: camera in manager.running)
    first = manager.running[camera].process.pid
    addresses.keep(camera, "rtsp://127.0.0.1:1/none")
    turns(manager, lambda: camera in manager.running and manager.running[camera].process.pid != first)
    turns(manager, lambda: CameraState.objects.filter(camera=camera, state=Told.AWAY.value).exists())
    assert "没有应答" in CameraState.objects.get(camera=camera).words
    addresses._path(camera).unlink()
    manager.turn()
    assert CameraState.objects.get(camera=camera).state == Told.UNSET.value


@pytest.mark.slow
def test_a_test_of_the_connection_brings_a_picture_and_a_wrong_password_is_told(cast, filming):
    camera = enter(cast, filming)
    with at("11-13 08:10"):
        # a machine with much to do may take longer to film than anybody waits for a picture
        seen = rtsp.until(lambda: found if (found := commands.test(cast["马骏"], camera)).picture else None, 120)
        assert (seen.video, seen.width, seen.height, seen.picture[:2]) == ("h264", 320, 180, b"\xff\xd8")
        commands.change(cast["马骏"], camera, Setting(counter="一楼受理窗口", on=True), user="admin", password="Falsch-1")
        assert commands.test(cast["马骏"], camera).words == "摄像机拒绝了用户名或者口令"


def test_a_camera_nobody_answers_for_is_dead_on_its_page_and_nothing_is_made_up(cast):
    with at("11-13 08:00"):
        camera = commands.enter(cast["马骏"], "CK-01", Setting(counter="窗口", on=True), address="rtsp://127.0.0.1:1/x")
        board = queries.board(DeviceRow.objects.get(pk=camera))
    assert (board.state, board.used, board.oldest, board.lasts) == (Told.DEAD, 0, None, None)
    assert CameraRow.objects.get(pk=camera).on
