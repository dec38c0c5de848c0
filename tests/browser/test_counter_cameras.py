"""The counter's cameras on the screen: the keeper sets one up and looks, the clerk attaches a visit with one click, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from liuhen.cameras import expiry, jobs, places
from liuhen.cameras.models import CameraRow, Keeping
from liuhen.recordings.models import RecordingLink
from tests.browser.acting import aside
from tests.browser.conftest import DESK, PHONE, serious
from tests.cameras import footage
from tests.cases.test_counter import CLERK, register_application
from tests.cast import at, moment

KEEPER = "马骏"
BEGIN = moment("11-13 09:00")


@pytest.fixture
def camera(cast, tmp_path):
    with at("11-12 08:00"):
        number = footage.put(cast[KEEPER])
    footage.filmed(tmp_path, number, BEGIN, count=3)
    return number


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_keeper_sets_a_camera_up_and_sees_that_nobody_records_it_yet(cast, at_desk, size):
    page = at_desk(KEEPER, size).open("/counter/cameras/")
    expect(page.get_by_text("还没有登记窗口摄像机")).to_be_visible()
    page.get_by_label("编号").fill("CK-01")
    page.get_by_label("窗口").fill("一楼受理窗口")
    page.get_by_label("视频地址").fill("http://10.0.3.21/")
    page.get_by_label("用户名").fill("admin")
    page.get_by_label("口令").fill("Geheim-71")
    page.get_by_role("button", name="登记摄像机").click()
    expect(page.get_by_text("地址没有记入")).to_be_visible()
    page.get_by_label("视频地址").fill("rtsp://10.0.3.21:554/stream1")
    page.get_by_role("button", name="登记摄像机").click()
    page.wait_for_url(re.compile("/counter/cameras/[0-9a-f-]{36}/$"))
    expect(page.get_by_role("heading", name="一楼受理窗口")).to_be_visible()
    expect(page.get_by_text("录制程序没有应答")).to_be_visible()
    assert "Geheim" not in page.content()
    assert fits(page)
    assert not serious(page)
    page.goto(page.url.rpartition("/counter/")[0] + "/counter/cameras/")
    assert fits(page)
    assert not serious(page)
    assert CameraRow.objects.get().address == "rtsp://10.0.3.21:554/stream1"


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_a_player_that_is_left_open_until_the_hour_is_over_says_so(cast, camera, tonight, at_desk, size):
    tonight("2026-11-13 10:00")
    sitting = at_desk(KEEPER, size)
    page = sitting.open(f"/counter/cameras/{camera}/")
    page.locator('input[name="begin"]').fill("2026-11-13T09:00:01")
    page.locator('input[name="end"]').fill("2026-11-13T09:00:08")
    page.get_by_label("事由").fill("群众反映丢失证件")
    page.get_by_label("查阅的内容").fill("窗口前的交接")

    def an_hour_later(route):
        tonight("2026-11-13 11:01")
        expiry.end_looks()
        route.continue_()

    page.route(re.compile("/counter/looks/[0-9a-f-]+/0$"), an_hour_later)
    page.get_by_role("button", name="登记并查阅").click()
    page.wait_for_url("**/counter/looks/**")
    expect(page.locator("[data-look-over]")).to_contain_text("11:00 以后这份副本已经删除")
    assert fits(page)
    assert not serious(page)
    sitting.errors.clear()  # the browser reports the 404


def test_the_keeper_looks_at_footage_and_stands_in_the_register(cast, camera, tonight, at_desk):
    tonight("2026-11-13 10:00")
    page = at_desk(KEEPER).open(f"/counter/cameras/{camera}/")
    page.locator('input[name="begin"]').fill("2026-11-13T09:00:01")
    page.locator('input[name="end"]').fill("2026-11-13T09:00:08")
    page.get_by_label("事由").fill("群众反映丢失证件")
    page.get_by_role("button", name="登记并查阅").click()
    expect(page.get_by_text("要登记事由和查阅的内容")).to_be_visible()
    page.get_by_label("查阅的内容").fill("窗口前的交接")
    page.get_by_role("button", name="登记并查阅").click()
    page.wait_for_url("**/counter/looks/**")
    page.wait_for_function("document.querySelector('video').readyState >= 1")
    assert page.evaluate("document.querySelector('video').duration") > 6
    assert not serious(page)
    page.goto(page.url.rpartition("/counter/looks/")[0] + f"/counter/cameras/{camera}/")
    expect(page.get_by_role("cell", name="群众反映丢失证件")).to_be_visible()
    assert len(list(places.looks().iterdir())) >= 1


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_keeper_keeps_a_stretch_that_belongs_to_no_case(cast, camera, tonight, at_desk, size):
    tonight("2026-11-13 10:00")
    page = at_desk(KEEPER, size).open(f"/counter/cameras/{camera}/")
    page.locator('input[name="begin"]').fill("2026-11-13T09:00:01")
    page.locator('input[name="end"]').fill("2026-11-13T09:00:08")
    keep = page.get_by_role("button", name="留存这一段")
    keep.click()
    expect(page.get_by_text("没有留存：请写明留存的原因")).to_be_visible()
    page.get_by_label("事由").fill("有人摔倒")
    keep.click()
    expect(page.get_by_text("等待截取　有人摔倒")).to_be_visible()
    aside(lambda: jobs._keep(Keeping.objects.get().pk, last=True))
    page.reload()
    page.get_by_role("link", name="看录像").click()
    page.wait_for_url("**/recordings/**")
    expect(page.get_by_text("截取自窗口监控的循环录像")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_clerk_attaches_a_visit_with_one_click(cast, camera, tonight, at_desk, size):
    case = register_application(cast, when="11-13 09:01")
    tonight("2026-11-13 09:40")
    page = at_desk(CLERK, size).open("/counter/")
    page.get_by_role("link", name="附上监控录像").first.click()
    page.wait_for_url("**/counter/footage/**")
    expect(page.get_by_text("行政许可申请登记").first).to_be_visible()
    expect(page.get_by_text("有 ").first).to_be_visible()
    assert fits(page)
    assert not serious(page)
    page.get_by_role("button", name="附上监控录像").first.click()
    expect(page.get_by_text("等待截取")).to_be_visible()
    aside(lambda: jobs._keep(Keeping.objects.get().pk, last=True))
    expect(page.get_by_text("已入库")).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="看录像").click()
    page.wait_for_url("**/recordings/**")
    expect(page.get_by_text("截取自窗口监控的循环录像")).to_be_visible()
    assert RecordingLink.objects.get().case == case
