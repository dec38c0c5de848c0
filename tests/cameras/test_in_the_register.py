"""A counter's camera is equipment of the bureau (article 5): one row in 装备, its state told as on its own page."""

import re

import pytest

from liuhen.cameras import commands
from liuhen.cameras.commands import Setting
from liuhen.cameras.models import CameraState, Told
from liuhen.recordings import device_commands
from tests.cameras import footage
from tests.cameras.test_setting import signed_in
from tests.cast import at, moment

NOW = "11-13 15:40"


@pytest.fixture
def cameras(cast):
    """One that records, one that is away since ten past three, one that was switched off at three; a body camera in store."""
    keeper = cast["马骏"]
    with at("11-13 09:00"):
        found = {
            code: footage.put(keeper, code, counter)
            for code, counter in (("CK-01", "一楼受理窗口"), ("CK-02", "二楼受理窗口"), ("CK-03", "咨询台"))
        }
        device_commands.register_device(keeper, {"code": "DSJ-07", "sort": "body_camera"})
    with at("11-13 15:00"):
        commands.switch(keeper, found["CK-03"], on=False, reason="窗口装修")
    now = moment(NOW)
    CameraState.objects.create(
        camera=found["CK-01"], state=Told.RECORDING.value, since=moment("11-13 09:00"), told_at=now, last_at=now, drift=-1.5
    )
    CameraState.objects.create(
        camera=found["CK-02"], state=Told.AWAY.value, words="摄像机没有应答", since=moment("11-13 15:10"), told_at=now
    )
    footage.listed(found["CK-01"], moment("11-13 09:00"), moment("11-13 15:39"), before="start")
    footage.listed(found["CK-02"], moment("11-13 09:00"), moment("11-13 15:10"), before="start")
    footage.listed(found["CK-03"], moment("11-13 09:00"), moment("11-13 15:00"), before="start")
    return found


def rows(cast, name, path="/equipment/"):
    """The rows of the list by the code that stands first in each, as text; and the page."""
    with at(NOW):
        page = signed_in(cast, name).get(path).content.decode()
    said = {}
    for row in re.findall(r"<tr><td>.*?</tr>", page, re.DOTALL):
        text = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", row)).strip()
        said[text.split(" ")[0]] = text
    return said, page


def test_each_camera_is_one_row_with_its_state_that_leads_to_its_own_page(cast, cameras):
    said, page = rows(cast, "马骏")
    assert "一楼受理窗口 正在录制 自 11-13 09:00 起不间断 比本系统慢 1.5 秒" in said["CK-01"]
    assert "二楼受理窗口 没有连接 摄像机没有应答 自 11-13 15:10" in said["CK-02"]
    assert "今天缺 1 处" in said["CK-02"]
    assert "咨询台 停用，自 11-13 15:00" in said["CK-03"]
    for code, camera in cameras.items():
        assert page.count(f">{code}<") == 1
        assert f'href="/counter/cameras/{camera}/">{code}<' in page
    assert "在库" in said["DSJ-07"]
    assert all("在库" not in said[code] for code in cameras)


def test_who_sets_no_cameras_up_reads_their_state_and_is_led_to_what_is_open_to_him(cast, cameras):
    said, page = rows(cast, "韩立群")
    assert "正在录制" in said["CK-01"]
    assert "/counter/cameras/" not in page
    with at(NOW):
        answer = signed_in(cast, "韩立群").get(f"/equipment/{cameras['CK-02']}/")
    assert "没有连接" in answer.content.decode()


def test_what_hangs_at_a_counter_lies_in_no_store_and_what_was_never_set_up_does(cast, cameras):
    keeper = cast["马骏"]
    with at("11-13 09:00"):
        device_commands.register_device(keeper, {"code": "CK-09", "sort": "counter_camera"})
    said, _ = rows(cast, "马骏", "/equipment/?state=store")
    assert set(said) == {"CK-09", "DSJ-07"}
    assert "没有设置地址" in said["CK-09"]
    said, _ = rows(cast, "马骏", "/equipment/?q=咨询台")
    assert set(said) == {"CK-03"}


def test_nobody_takes_a_counters_camera_away_by_a_tap(cast, cameras):
    with at(NOW):
        page = signed_in(cast, "马骏").get(f"/equipment/{cameras['CK-01']}/").content.decode()
    assert "/take/" not in page
    assert "记给谁领用" not in page
    assert "设备报废" in page
    assert f'href="/counter/cameras/{cameras["CK-01"]}/"' in page


def test_one_that_was_scrapped_says_so_in_both_places(cast, cameras):
    from liuhen.recordings import devices
    from liuhen.register import register
    from liuhen.register.types import Act

    gone = cameras["CK-01"]
    with at(NOW):
        register.write(cast["马骏"], [Act(subject=devices.ref(gone), kind="device_scrapped", content={"reason": "进水"})])
    said, _ = rows(cast, "马骏", "/equipment/?state=gone")
    assert "报废" in said["CK-01"]
    assert "停用，自 11-13 15:40" in said["CK-01"]
    with at(NOW):
        page = signed_in(cast, "马骏").get(f"/counter/cameras/{gone}/").content.decode()
    assert "报废" in page
    assert "正在录制" not in page
    with at(NOW), pytest.raises(commands.Refusal):
        commands.change(cast["马骏"], gone, Setting(counter="一楼受理窗口", on=True))
