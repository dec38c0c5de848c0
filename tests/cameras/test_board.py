"""What the page of the cameras says agrees with itself: how things stand now, and what was wrong before, are told apart."""

import re
from datetime import timedelta

import pytest

from liuhen.cameras import commands, queries
from liuhen.cameras.commands import Setting
from liuhen.cameras.models import SILENT, CameraState, Told
from liuhen.recordings.models import DeviceRow
from tests.cameras import footage
from tests.cameras.test_setting import signed_in
from tests.cast import at, moment

BEGIN, NOW = moment("11-13 09:00"), moment("11-13 09:30")
AWAY = "摄像机没有应答：地址能到，但那里没有开启视频服务"


@pytest.fixture
def camera(cast, tmp_path):
    """On since eight, recorded from nine on after the program had not run, for as long as twelve seconds before now."""
    with at("11-13 08:00"):
        number = footage.put(cast["马骏"])
    footage.filmed(tmp_path, number, BEGIN, before="restart")
    footage.filmed(tmp_path, number, NOW - timedelta(seconds=12), before="broken")
    return number


def told(camera, state, words="", *, ago=timedelta()):
    CameraState.objects.create(camera=camera, state=state.value, words=words, since=BEGIN, told_at=NOW - ago)


def pages(cast, camera):
    browser = signed_in(cast, "马骏")
    with at("11-13 09:30"):
        for path in ("/counter/cameras/", f"/counter/cameras/{camera}/"):
            yield browser.get(path).content.decode()


def test_beside_a_camera_that_records_a_gap_that_is_over_is_told_as_of_then(cast, camera):
    told(camera, Told.RECORDING)
    for page in pages(cast, camera):
        assert "正在录制" in page
        assert "当时录制程序没有运行" in page
        assert "当时视频流中断" in page
        assert not re.search("(?<!当时)录制程序没有", page), "nothing says of now that nobody records"
        assert "12 秒" not in page


def test_a_recorder_that_tells_nothing_is_not_explained_by_what_it_told_before(cast, camera):
    told(camera, Told.AWAY, AWAY, ago=SILENT * 3)
    for page in pages(cast, camera):
        assert Told.DEAD.label in page
        assert "负责录制的程序没有运行，或者没有应答" in page
        assert AWAY not in page
    with at("11-13 09:40"):
        board = queries.board(DeviceRow.objects.get(pk=camera))
    assert (board.state, board.gaps[-1].open, board.gaps[-1].words) == (Told.DEAD, True, "录制程序没有应答")
    assert board.since == NOW - SILENT * 3, "since when nothing was heard"


def test_another_address_wipes_no_gap_of_the_day_out(cast, camera):
    told(camera, Told.RECORDING)
    with at("11-13 09:29"):
        commands.change(cast["马骏"], camera, Setting(counter="一楼受理窗口", on=True), address="rtsp://10.0.3.22:554/stream1")
    with at("11-13 09:30"):
        board = queries.board(DeviceRow.objects.get(pk=camera))
    assert (board.gaps[0].begin, board.gaps[0].words) == (moment("11-13 08:00"), "当时录制程序没有运行")


def test_what_was_switched_off_meanwhile_is_no_gap(cast, camera):
    told(camera, Told.RECORDING)
    with at("11-13 09:20"):
        commands.switch(cast["马骏"], camera, on=False, reason="窗口装修")
    with at("11-13 09:29"):
        commands.switch(cast["马骏"], camera, on=True)
    with at("11-13 09:30"):
        [gap] = queries.board(DeviceRow.objects.get(pk=camera)).gaps
    assert gap.begin == moment("11-13 09:29"), "since it was switched on again"


def test_a_gap_that_goes_on_has_the_reason_that_is_told_now(cast, camera):
    told(camera, Told.AWAY, AWAY)
    CameraState.objects.update(told_at=NOW + timedelta(minutes=10))
    with at("11-13 09:40"):
        board = queries.board(DeviceRow.objects.get(pk=camera))
    assert (board.state, board.words) == (Told.AWAY, AWAY)
    assert (board.gaps[-1].open, board.gaps[-1].words) == (True, "摄像机没有应答")
    assert [gap.words for gap in board.gaps[:-1]] == ["当时录制程序没有运行", "当时视频流中断"]


def test_the_clerk_is_told_that_nothing_is_recorded_at_her_counter_and_nothing_while_it_is(cast, camera):
    told(camera, Told.AWAY, AWAY)
    browser = signed_in(cast, "丁晓彤")
    with at("11-13 09:30"):
        assert "窗口监控现在没有在录：一楼受理窗口。" in browser.get("/counter/").content.decode()
        CameraState.objects.update(state=Told.RECORDING.value)
        assert "窗口监控现在没有在录" not in browser.get("/counter/").content.decode()


def test_while_it_fails_and_the_gap_is_not_known_yet_nobody_says_that_there_is_none(cast, tmp_path):
    with at("11-13 09:29"):
        number = footage.put(cast["马骏"])
    told(number, Told.AWAY, AWAY)
    page = list(pages(cast, number))[1]
    assert "今天没有缺口" not in page
    assert "现在没有录上" in page
