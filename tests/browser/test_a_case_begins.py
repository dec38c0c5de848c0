"""From a complaint at the counter to an approved start, several people in turn, each at a desk of his own."""

import re
from uuid import UUID

from playwright.sync_api import expect

from liuhen.cases.models import CaseRow, ClueRow
from liuhen.register import register
from liuhen.register.types import SubjectRef
from tests.browser.conftest import PHONE, serious
from tests.browser.steps import start
from tests.cast import PASSWORD


def saved(page):
    """Wait until the form has nothing open and may be sent."""
    button = page.locator("#foot button[type=submit]")
    expect(button).to_be_enabled()
    return button


def complaint(at_desk):
    page = at_desk("丁晓彤").open("/counter/")
    page.get_by_role("button", name="登记投诉举报").click()
    page.wait_for_url("**/drafts/**")
    page.get_by_label("实名").first.check()
    page.fill('[name="complainant.name"]', "李秀兰")
    page.fill('[name="complainant.phone"]', "13900000000")
    page.locator('[name="channel"]').select_option(index=1)
    page.get_by_role("button", name="现在").click()
    page.fill('[name="accused"]', "星遇网咖")
    page.fill('[name="matter"]', "晚上有中学生在店里上网")
    saved(page).click()
    page.wait_for_url(re.compile("/clues/"))
    return str(ClueRow.objects.get().pk)


def triaged(at_desk, clue):
    page = at_desk("方志刚").open(f"/clues/{clue}/")
    page.get_by_text("启动", exact=True).click()
    page.get_by_label("理由").fill("线索具体，需要查处")
    with page.expect_navigation():
        page.get_by_role("button", name="记下处理").click()
    expect(page.locator("h1 + .lh-tags")).to_contain_text("已启动")
    return page


def opened(cast, page):
    page.get_by_role("button", name="登记案件").click()
    page.wait_for_url("**/drafts/**")
    assert page.locator('[name="source"]').input_value() == "complaint"
    page.fill('[name="name"]', "星遇网咖涉嫌接纳未成年人案")
    page.select_option('[name="act"]', "penalty")
    page.select_option('[name="procedure"]', "ordinary")
    page.get_by_label("在违法行为目录中查找").fill("接纳 上网服务")
    page.get_by_label("接纳未成年人进入营业场所").check()
    page.select_option('[name="capacity"]', "own")
    page.select_option('[name="secrecy"]', "none")
    page.fill('[name="legal_basis.0.title"]', "互联网上网服务营业场所管理条例")
    page.fill('[name="legal_basis.0.article"]', "4")
    page.fill('[name="parties.0.name"]', "澄湖区星遇网络服务有限公司")
    for name in ("周启明", "沈静文"):
        page.locator('[data-pick="officers"]').select_option(str(cast.people[name]))
    page.locator("tr", has_text="方志刚").get_by_role("button", name="移去").click()
    saved(page).click()
    page.wait_for_url(re.compile("/cases/"))
    return str(CaseRow.objects.get().pk)


def test_a_complaint_becomes_a_case_with_its_officers_and_keeps_who_complained_to_itself(cast, at_desk):
    clue = complaint(at_desk)
    page = triaged(at_desk, clue)
    expect(page.get_by_text("李秀兰").first).to_be_visible()
    case = opened(cast, page)
    row = CaseRow.objects.get()
    assert row.source == "complaint"
    assert "周启明" in row.officer_names
    assert ClueRow.objects.get().case == UUID(case)
    mine = at_desk("周启明").open(f"/cases/{case}/")
    expect(mine.get_by_role("heading", level=1)).to_have_text("星遇网咖涉嫌接纳未成年人案")
    assert "李秀兰" not in mine.content()
    assert "李秀兰" not in at_desk("周启明").open(f"/clues/{clue}/").content()


def test_the_start_is_approved_paper_by_paper_with_one_password_for_the_sitting(cast, case, at_desk):
    page = start(at_desk("周启明"), case, "initiation_approval")
    for field in page.locator("textarea").all():
        if field.is_visible() and not field.input_value():
            field.fill("现场检查发现该场所接纳未成年人上网")
    page.fill('[name="suspected.0.title"]', "互联网上网服务营业场所管理条例")
    page.fill('[name="suspected.0.article"]', "21")
    for day in page.locator('input[type="date"]').all():
        if day.is_visible() and not day.input_value():
            day.fill("2026-11-13")
    saved(page).click()
    page.wait_for_url("**/sign/**")
    record = UUID(page.url.split("/records/")[1].split("/")[0])
    page.locator("#slot-handler").get_by_text("同意", exact=True).click()
    page.locator("#slot-handler").get_by_label("登录密码").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("#slot-handler").get_by_role("button", name="签署意见").click()
    approve(at_desk("方志刚"), record, "承办机构意见")
    head = approve(at_desk("韩立群", PHONE), record, "行政机关负责人意见")
    expect(head.get_by_text("没有等您批的文书")).to_be_visible()
    found = register.find_record(cast.agency, record)[1]
    assert found.complete
    assert [view.author for view in found.parts] == [str(cast.people[name]) for name in ("周启明", "方志刚", "韩立群")]


def approve(sitting, record, part):
    page = sitting.open("/approvals/")
    page.get_by_role("link", name="从第一份看起").click()
    page.wait_for_url(f"**/approvals/{record}/")
    expect(page.get_by_role("heading", name=part)).to_be_visible()
    assert serious(page) == []
    verdict = page.get_by_role("radiogroup", name="意见")
    verdict.get_by_text("退回", exact=True).click()
    page.get_by_label("登录密码").fill(PASSWORD)
    page.get_by_role("button", name="签署意见").click()
    expect(page.get_by_role("alert")).to_contain_text("要写明理由")
    verdict.get_by_text("同意", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name="签署意见").click()
    return page


def test_what_is_owed_stands_on_the_case_with_its_button_and_its_article(cast, case, at_desk):
    page = at_desk("周启明").open(f"/cases/{case}/")
    duty = page.locator(".lh-duty").first
    expect(duty.locator(".lh-art, .lh-cap").first).to_be_visible()
    duty.get_by_role("button").first.click()
    page.wait_for_url("**/drafts/**")
    page.go_back()
    page.locator(".lh-duty").first.get_by_role("button").first.click()
    page.wait_for_url("**/drafts/**")
    history = register.history(cast.agency, SubjectRef("case", UUID(case)))
    assert len(history) == 1
    from liuhen.register.models import Draft

    assert Draft.objects.count() == 1
