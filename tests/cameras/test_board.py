"""What the page of the cameras says agrees with itself: how things stand now, and what was wrong before, are told apart."""

import re
from datetime import timedelta

import pytest

from liuhen.cameras import commands, queries
from liuhen.cameras.commands import Setting
from liuhen.cameras.models import SILENT, CameraRow, CameraState, Told
from liuhen.operating import rebuilding
from liuhen.recordings import devices
from liuhen.recordings.models import DeviceRow
from liuhen.register import register
from liuhen.register.types import Act
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.when import CST
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
        board = queries.board(DeviceRow.objects.get(pk=camera))
    assert [gap.begin for gap in board.gaps] == [BEGIN - timedelta(hours=1), BEGIN + timedelta(seconds=12), moment("11-13 09:29")]
    assert board.gaps[1].end == moment("11-13 09:20"), "up to when it was switched off"


@pytest.fixture
def off_at_three(cast):
    """On from nine, away between ten past and twenty to ten, switched off at three."""
    with at("11-13 09:00"):
        number = footage.put(cast["马骏"])
    footage.listed(number, BEGIN, moment("11-13 09:10"))
    footage.listed(number, moment("11-13 09:40"), moment("11-13 15:00"), before="away")
    with at("11-13 15:00"):
        commands.switch(cast["马骏"], number, on=False, reason="窗口装修")
    return number


def gaps(camera, when):
    with at(when):
        board = queries.board(DeviceRow.objects.get(pk=camera))
    return [(f"{gap.begin.astimezone(CST):%H:%M}–{gap.end.astimezone(CST):%H:%M}", gap.words, gap.open) for gap in board.gaps]


def test_what_was_missing_before_a_camera_was_switched_off_stays_told_and_the_time_after_is_no_gap(cast, off_at_three):
    away = ("09:10–09:40", "当时摄像机没有连接", False)
    assert gaps(off_at_three, "11-13 16:00") == [away]
    browser = signed_in(cast, "马骏")
    with at("11-13 16:00"):
        for path in ("/counter/cameras/", f"/counter/cameras/{off_at_three}/"):
            page = browser.get(path).content.decode()
            assert "停用" in page
            assert "自 11-13 15:00" in page
            assert "09:10:00" in page
            assert "当时摄像机没有连接" in page

    with at("11-13 17:00"):
        commands.switch(cast["马骏"], off_at_three, on=True)
    footage.listed(off_at_three, moment("11-13 17:00"), moment("11-13 17:28"), before="off")
    assert gaps(off_at_three, "11-13 17:30") == [away], "two hours of silence that was meant are no gap"
    assert gaps(off_at_three, "11-14 08:00")[0][0].startswith("00:00"), "and the next day begins at midnight"


def test_a_camera_that_was_away_when_it_was_switched_off_was_missing_up_to_then(cast):
    with at("11-13 09:00"):
        number = footage.put(cast["马骏"])
    footage.listed(number, BEGIN, moment("11-13 14:30"))
    with at("11-13 15:00"):
        commands.switch(cast["马骏"], number, on=False, reason="送修")
    assert gaps(number, "11-13 15:03") == gaps(number, "11-13 16:00") == [("14:30–15:00", "没有录像", False)]
    assert gaps(number, "11-14 09:00") == []
    with at("11-14 09:00"):
        page = signed_in(cast, "马骏").get("/counter/cameras/").content.decode()
    assert "今天没有缺口" not in page
    assert "未录制" in page


def test_a_camera_that_was_scrapped_is_off_and_one_that_was_found_again_is_on_as_it_was_set(cast, off_at_three):
    with at("11-13 15:30"):
        commands.switch(cast["马骏"], off_at_three, on=True)
    lost = {"circumstances": "窗口改造时被拆走", "person": {"id": str(cast["马骏"].person), "name": "马骏"}}
    with at("11-13 15:40"):
        register.write(cast["马骏"], [Act(subject=devices.ref(off_at_three), kind="device_lost", content=lost)])
    assert not CameraRow.objects.get(pk=off_at_three).on, "nobody waits for a camera that is not there"
    with at("11-13 15:50"), pytest.raises(Refusal, match="已登记为丢失"):
        commands.switch(cast["马骏"], off_at_three, on=True)
    assert gaps(off_at_three, "11-13 16:00") == [("09:10–09:40", "当时摄像机没有连接", False), ("15:30–15:40", "没有录像", False)]
    with at("11-13 16:00"):
        register.write(
            cast["马骏"], [Act(subject=devices.ref(off_at_three), kind="device_found", content={"circumstances": "在库房"})]
        )
    assert CameraRow.objects.get(pk=off_at_three).on
    assert list(rebuilding.rebuild(cast.agency)) == []


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


def test_a_camera_whose_address_is_gone_is_not_recorded_and_says_what_to_do(cast, camera):
    told(camera, Told.UNSET, "本机没有这台摄像机的地址，请重新填写")
    for page in pages(cast, camera):
        assert "本机没有这台摄像机的地址，请重新填写" in page
        assert "当时视频流中断" in page, "what was missing before stays told"
    with at("11-13 09:30"):
        assert "窗口监控现在没有在录：一楼受理窗口。" in signed_in(cast, "丁晓彤").get("/counter/").content.decode()


@pytest.mark.parametrize(("audio", "said"), [("-adpcm_g726", "G.726 存不了，只录画面"), ("pcm_alaw", "G.711 A 律"), ("", "没有")])
def test_the_page_says_what_is_heard_and_what_is_left_out(cast, camera, audio, said):
    told(camera, Told.RECORDING)
    CameraState.objects.update(video="h264", audio=audio)
    assert f'<span class="k">声音</span><span>{said}</span>' in list(pages(cast, camera))[1]


def test_while_it_fails_and_the_gap_is_not_known_yet_nobody_says_that_there_is_none(cast, tmp_path):
    with at("11-13 09:29"):
        number = footage.put(cast["马骏"])
    told(number, Told.AWAY, AWAY)
    page = list(pages(cast, number))[1]
    assert "今天没有缺口" not in page
    assert "现在没有录上" in page
