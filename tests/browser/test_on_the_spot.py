"""当场处罚 from the desk on a phone, and the same visit with the paper written by hand first."""

import re

import pytest
from playwright.sync_api import expect

from liuhen.bureau import commands as bureau
from liuhen.cases.models import CaseRow
from liuhen.register import register
from liuhen.register.types import SubjectRef
from tests.browser.conftest import DESK, PHONE, draw, serious
from tests.cast import PASSWORD

pytestmark = pytest.mark.browser
CAUSE = "接纳未成年人进入营业场所"


@pytest.fixture
def settled(cast):
    """The bureau has said where reconsideration and suits go."""
    for key, value in (("reconsideration_body", "澄湖区人民政府"), ("court", "澄湖区人民法院"), ("bank", "某银行 001")):
        bureau.set_setting(bureau.set_up_actor(cast.agency), key, value, source="区政府通知")
    return cast


def asked(page):
    """The first page: who, where, what, who is with me."""
    page.get_by_role("link", name="当场处罚").locator("visible=true").first.click()
    page.wait_for_url("**/visits/new/")
    page.locator("#name").fill("李强")
    page.get_by_label("证件号码").fill("420100199001011234")
    page.get_by_role("textbox", name="地点", exact=True).fill("望江路18号门前")
    page.get_by_label("在违法行为目录中查找").fill("接纳 上网服务")
    page.get_by_label(CAUSE).first.check()
    page.get_by_label("做了什么").fill("未核对身份证件")
    page.get_by_label("执法人员当场看到").check()
    page.get_by_label("和您一起的").select_option(label="沈静文　执法一中队")
    page.get_by_label("两人都已出示执法证件").check()


def filled(page, *, pay):
    """The decision: told, heard, imposed."""
    page.wait_for_url("**/drafts/**")
    page.locator('[name="told"]').check()
    page.locator('[name="statement"]').fill("没有意见")
    page.locator('[name="adopted"]').select_option("none")
    page.locator('[name="penalties"][value="warning"]').check()
    page.locator('[name="penalties"][value="fine"]').check()
    page.locator('[name="fine"]').fill("100")
    page.locator('[name="pay"]').select_option(pay)
    page.locator('[name="handed_over"]').check()
    button = page.locator("#foot button[type=submit]")
    expect(button).to_be_enabled()
    button.click()


def case_of(cast):
    row = CaseRow.objects.get()
    return row, register.history(cast.agency, SubjectRef("case", row.pk))


def test_somebody_who_never_saw_it_does_a_penalty_on_the_spot_at_a_phone(settled, at_desk):
    sitting = at_desk("周启明", PHONE)
    page = sitting.open("/")
    asked(page)
    assert serious(page) == []
    page.get_by_role("button", name="接着填决定书").click()
    filled(page, pay="spot")
    page.wait_for_url("**/sign/")
    for name in ("周启明", "沈静文"):
        slot = page.get_by_role("region", name=name)
        if not slot.get_by_label(f"{name}的密码").is_visible():
            slot.get_by_text(f"{name}签名", exact=True).first.click()
        slot.get_by_label(f"{name}的密码").fill(PASSWORD)
        with page.expect_navigation():
            slot.get_by_role("button", name=f"{name}签名").click()
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^交")).click()
    page.locator("[data-end]").scroll_into_view_if_needed()
    expect(page.locator("[data-pad] canvas")).to_be_visible()
    if page.locator("#signer").count():
        page.fill("#signer", "李强")
    draw(page)
    with page.expect_navigation():
        page.get_by_role("button", name="用这个签名").click()
    page.get_by_label("密码").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="收回设备").click()
    row, history = case_of(settled)
    page = sitting.open(f"/cases/{row.pk}/visit/")
    assert serious(page) == []
    page.get_by_role("button", name="去出具").click()
    page.get_by_label("登录密码").fill(PASSWORD)
    page.get_by_role("button", name="盖章并发出").click()
    page.wait_for_url("**/drafts/**")
    expect(page.get_by_role("heading", name="当场收缴罚款记录")).to_be_visible()

    row, history = case_of(settled)
    decision = next(iter(history.of(register.book().kind("summary_decision"))))
    assert row.procedure == "summary"
    party = register.facts(history)["parties"][0]
    assert party["id_number"] == "420100199001011234", "masked for those without need; a code would not be"
    assert "code" not in party
    assert decision.stands
    assert "当罚" in str(decision.number)
    assert decision["fine"] == "100.00"
    assert decision["conditions"] == "执法人员当场看到"
    assert all(one["shown_at"] for one in decision["officers"])
    assert decision["basis"]
    assert [row.why for row in register.findings(SubjectRef("case", row.pk)) if row.sort == "fault"] == []


def test_a_decision_written_by_hand_on_a_numbered_paper_is_the_original(settled, at_desk, tmp_path):
    from PIL import Image

    photo = tmp_path / "paper.png"
    Image.new("RGB", (60, 80), "white").save(photo)
    page = at_desk("周启明", DESK).open("/")
    asked(page)
    page.get_by_text("已用手写文书").click()
    page.get_by_label("决定书已经在预先编号的纸上写好、签好、交付").check()
    page.get_by_label("纸上的编号").fill("澄当罚0001")
    page.get_by_label("拍照").set_input_files(str(photo))
    page.get_by_role("button", name="接着填决定书").click()
    filled(page, pay="bank")
    page.wait_for_url("**/sign/")
    page.get_by_label(re.compile("当事人签收姓名")).fill("李强")
    page.get_by_role("button", name="记下签字人").click()
    page.wait_for_url("**/drafts/**")
    expect(page.get_by_role("heading", name="当场处罚备案表")).to_be_visible()

    _, history = case_of(settled)
    decision = next(iter(history.of(register.book().kind("summary_decision"))))
    assert decision.entry.origin == "paper"
    assert decision.number == "澄当罚0001"
    assert decision["scans"]


def test_without_a_cause_from_the_catalogue_no_visit_begins(settled, at_desk):
    page = at_desk("周启明", PHONE).open("/visits/new/")
    page.locator("#name").fill("李强")
    page.get_by_role("textbox", name="地点", exact=True).fill("望江路18号")
    page.get_by_label("和您一起的").select_option(label="沈静文　执法一中队")
    page.get_by_label("做了什么").fill("未核对身份证件")
    page.get_by_role("button", name="接着填决定书").click()
    expect(page.locator("#refusal")).to_contain_text("还没有从违法行为目录中选案由")
    assert CaseRow.objects.count() == 0
