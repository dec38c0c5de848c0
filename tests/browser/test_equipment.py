"""Cameras in people's hands: the keeper registers, an officer takes over and gives back with one tap on the phone, the keeper sees it."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import expect

from liuhen.recordings import device_commands as commands
from liuhen.recordings.models import DeviceRow, DeviceUse
from liuhen.register import register
from liuhen.register.register import Signing
from liuhen.register.types import SubjectRef
from tests.browser.conftest import DESK, PHONE, serious
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser

KEEPER, OFFICER = "马骏", "周启明"


def registered(at_desk, code="DSJ-07", national="42011200001380000007"):
    page = at_desk(KEEPER).open("/equipment/")
    page.get_by_role("link", name="登记设备").first.click()
    page.fill('[name="code"]', code)
    page.fill('[name="model"]', "G9")
    page.fill('[name="gb28181"]', national)
    page.select_option('[name="unit"]', label="执法一中队")
    page.get_by_role("button", name="登记设备").click()
    return page


def test_a_camera_goes_from_the_keeper_to_an_officer_and_back_with_one_tap_each(tonight, at_desk):
    keeper = registered(at_desk)
    keeper.wait_for_url(re.compile(r"/equipment/[0-9a-f-]{36}/$"))
    expect(keeper.get_by_role("heading", name="DSJ-07")).to_be_visible()

    phone = at_desk(OFFICER, size=PHONE)
    page = phone.open("/equipment/")  # officers are led to their own page
    expect(page.get_by_role("heading", name="我的设备")).to_be_visible()
    box = page.get_by_role("button", name="领用").bounding_box()
    assert box is not None
    assert box["height"] >= 44
    page.get_by_role("button", name="领用").click()
    expect(page.get_by_text("手里 1 台")).to_be_visible()
    assert DeviceRow.objects.get().holder_name == OFFICER

    tonight("2026-11-13 22:10")
    page.get_by_role("button", name="录制结束").click()
    expect(page.get_by_text("导出 DSJ-07 里的音像并入库")).to_be_visible()
    expect(page.locator(".lh-duty .lh-clock").first).to_contain_text("还剩")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert serious(page) == []
    page = phone.open("/")
    expect(page.get_by_text("导出 DSJ-07 里的音像并入库")).to_be_visible()

    page = phone.open("/equipment/mine/")
    page.get_by_role("button", name="交还").click()
    expect(page.get_by_text("手里没有设备")).to_be_visible()
    expect(page.get_by_text("导出 DSJ-07 里的音像并入库")).to_be_visible()  # given back, and the film is still in it

    keeper.reload()
    history = keeper.get_by_role("main")
    for words in ("设备登记", "设备领用", "录制结束", "设备交还"):
        expect(history.get_by_text(words).first).to_be_visible()
    keeper.goto(keeper.url.split("/equipment/")[0] + "/equipment/still/")
    expect(keeper.get_by_text("导出 DSJ-07 里的音像并入库")).to_be_visible()
    expect(keeper.get_by_text("设备在库")).to_be_visible()


def test_a_national_code_that_does_not_fit_is_asked_about_and_taken_all_the_same(tonight, at_desk):
    page = registered(at_desk, national="4201120000138")
    expect(page.get_by_text("国标编码应为 20 位数字，填写的是 13 位")).to_be_visible()
    assert not DeviceRow.objects.exists()
    page.locator('[name="confirmed"]').check()
    page.get_by_role("button", name="登记设备").click()
    page.wait_for_url(re.compile(r"/equipment/[0-9a-f-]{36}/$"))
    assert DeviceRow.objects.get().gb28181 == "4201120000138"


def test_a_broken_camera_is_put_down_with_two_signatures(cast, tonight, at_desk):
    device = commands.register_device(cast[KEEPER], {"code": "DSJ-07", "sort": "body_camera"}, cast.units["执法一中队"])
    commands.take(cast[OFFICER], device)
    page = at_desk(OFFICER).open(f"/equipment/{device}/")
    page.get_by_role("button", name="设备故障").click()
    page.wait_for_url("**/drafts/**")
    page.fill('[name="fault"]', "摔在台阶上，不能开机")
    page.get_by_role("button", name="送签").click()
    page.wait_for_url("**/sign/**")
    assert DeviceRow.objects.get().state == "faulty"
    page.locator('input[name="password"]').first.fill(PASSWORD)
    page.get_by_role("button", name=re.compile("签")).first.click()
    expect(page.get_by_text("还差 1 个签名").first).to_be_visible()
    keeper = at_desk(KEEPER).open(f"/equipment/{device}/")
    keeper.get_by_role("link", name="待签").click()
    keeper.wait_for_url("**/sign/**")
    keeper.locator('input[name="password"]').first.fill(PASSWORD)
    keeper.get_by_text("同意", exact=True).click()
    keeper.get_by_role("button", name="签署意见").click()
    keeper.wait_for_url(re.compile(r"/records/[0-9a-f-]+/$"))
    page = at_desk(KEEPER).open(f"/equipment/{device}/")
    expect(page.get_by_text("待签")).to_have_count(0)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_fault_that_the_keeper_denies_comes_back_to_whoever_reported_it(cast, tonight, at_desk, size):
    device = commands.register_device(cast[KEEPER], {"code": "DSJ-07", "sort": "body_camera"}, cast.units["执法一中队"])
    commands.take(cast[OFFICER], device)
    content = {"fault": "不能开机", "officers": cast.officers(OFFICER)}
    record = register.record(cast[OFFICER], SubjectRef("device", device), "device_fault", content)
    register.sign(cast[OFFICER], UUID(record.id), Signing(part="officers", about=str(cast.people[OFFICER]), signer=OFFICER))

    page = at_desk(KEEPER, size=size).open(f"/records/{record.id}/sign/")
    page.get_by_text("不同意", exact=True).click()
    page.get_by_role("textbox", name="意见").fill("换了电池，能开机")
    page.get_by_label("登录密码").fill(PASSWORD)
    page.get_by_role("button", name="签署意见").click()
    page.wait_for_url(re.compile(r"/records/[0-9a-f-]+/$"))
    expect(page.locator(".lh-title").get_by_text("不同意")).to_be_visible()
    expect(page.get_by_text("去签")).to_have_count(0)

    officer = at_desk(OFFICER, size=size)
    page = officer.open("/")
    line = page.get_by_role("listitem").filter(has_text="设备故障")
    expect(line.get_by_text("不同意")).to_be_visible()
    line.get_by_role("link", name="去改").click()
    page.wait_for_url("**/sign/**")
    expect(page.get_by_text("签署已齐")).to_have_count(0)
    expect(page.get_by_role("link", name="回到设备")).to_be_visible()
    page.get_by_label("作废原因").fill("换电池后正常")  # stands open: it is all that can be done here
    page.get_by_role("button", name="作废重签").click()
    page.wait_for_url("**/drafts/**")
    page = officer.open(f"/equipment/{device}/")
    expect(page.locator(".lh-title").get_by_text("领用中")).to_be_visible()


def test_a_film_that_is_late_and_cannot_be_had_is_explained_from_the_duty_itself(cast, tonight, at_desk):
    device = commands.register_device(cast[KEEPER], {"code": "DSJ-07", "sort": "body_camera"}, cast.units["执法一中队"])
    commands.take(cast[OFFICER], device)
    commands.recorded(cast[OFFICER], device)
    officer = at_desk(OFFICER, size=PHONE)
    page = officer.open("/equipment/mine/")
    expect(page.get_by_role("link", name="说明原因")).to_have_count(0)  # within the 24 hours there is nothing to explain
    tonight("2026-11-15 08:00")
    officer = at_desk(OFFICER, size=PHONE)  # the night is over, and with it the sign-in
    page = officer.open("/equipment/mine/")
    page.get_by_role("link", name="说明原因").click()
    page.get_by_label("原因").fill("设备落水，存储卡读不出")
    page.get_by_role("button", name="写说明").click()
    page.wait_for_url("**/equipment/**")
    assert DeviceUse.objects.get().state == "explained"
    assert "导出 DSJ-07" not in officer.open("/").locator("main").inner_text()


def test_the_unknown_and_the_forbidden_are_said(cast, tonight, at_desk):
    device = commands.register_device(cast[KEEPER], {"code": "DSJ-21", "sort": "body_camera"}, cast.units["执法二中队"])
    sitting = at_desk(OFFICER)
    page = sitting.open("/equipment/mine/")
    page.get_by_label("从同事手里接过").fill("DSJ-99")
    page.get_by_role("button", name="接过来").click()
    expect(page.get_by_text("没有找到设备“DSJ-99”")).to_be_visible()
    answer = page.request.get(f"{sitting.url}/equipment/{device}/")
    assert answer.status == 404
    page.get_by_label("从同事手里接过").fill("dsj-21")  # he holds it in his hand, whosever it is
    page.get_by_role("button", name="接过来").click()
    expect(page.get_by_text("手里 1 台")).to_be_visible()


def test_a_camera_goes_to_another_unit_when_its_taker_and_the_keeper_have_signed_at_one_desk(cast, tonight, at_desk):
    device = commands.register_device(cast[KEEPER], {"code": "DSJ-07", "sort": "body_camera"}, cast.units["执法一中队"])
    page = at_desk(KEEPER).open(f"/equipment/{device}/")
    page.get_by_text("调拨到别的机构").click()
    page.get_by_label("调入机构").select_option(label="执法二中队")
    page.get_by_label("接收人").select_option(label="吴彦")
    page.get_by_label("原因", exact=True).fill("二中队缺一台")
    page.get_by_role("button", name="记调拨，去签名").click()
    page.wait_for_url("**/sign/**")
    expect(page.get_by_label("吴彦的密码")).to_be_visible()  # the panel of whoever signs next stands open
    page.get_by_label("吴彦的密码").fill(PASSWORD)
    page.get_by_role("button", name="吴彦签名").click()
    expect(page.get_by_text("还差 1 个签名").first).to_be_visible()
    page.get_by_text("同意", exact=True).click()
    page.get_by_label("登录密码").fill(PASSWORD)
    page.get_by_role("button", name="签署意见").click()
    page.wait_for_url(re.compile(r"/records/[0-9a-f-]+/$"))
    assert DeviceRow.objects.get().unit_name == "执法二中队"
