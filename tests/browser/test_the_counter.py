"""The counter's day: an application registered, told what is missing, accepted, its receipt printed; and the inspection that finds a case."""

import re
from uuid import UUID

from playwright.sync_api import expect

from liuhen.cases.models import CaseRow
from liuhen.instruments import jobs
from liuhen.register import register
from liuhen.register.types import SubjectRef
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION
from liuhen.regulation.when import When
from tests.browser.acting import aside
from tests.browser.conftest import PHONE, serious
from tests.browser.filling import fill
from tests.cases.stories import XINGYU, open_case
from tests.cast import PASSWORD, moment

CLERK = "丁晓彤"


def registered(at_desk):
    page = at_desk(CLERK).open("/counter/")
    page.get_by_role("button", name="登记许可申请").first.click()
    page.wait_for_url("**/drafts/**")
    page.select_option('[name="item"]', "entertainment")
    page.select_option('[name="request"]', "new")
    page.select_option('[name="way"]', "window")
    page.get_by_role("button", name="现在").first.click()
    page.fill('[name="parties.0.name"]', "澄湖星河娱乐有限公司")
    page.fill('[name="parties.0.address"]', "澄湖区学府路18号")
    page.fill('[name="materials.0.name"]', "申请书")
    page.select_option('[name="materials.0.check"]', "ok")
    button = page.locator("#foot button[type=submit]")
    expect(button).to_be_enabled()
    button.click()
    page.wait_for_url(re.compile("/cases/"))
    return page


def test_an_application_is_registered_accepted_and_its_receipt_printed_at_the_counter(tonight, at_desk):
    tonight("2026-11-13 09:30")
    page = registered(at_desk)
    case = CaseRow.objects.get()
    assert case.name == "澄湖星河娱乐有限公司申请娱乐场所经营许可"
    expect(page.locator("dl.lh-facts")).to_contain_text("申请人")
    page = at_desk(CLERK).open("/counter/")
    expect(page.get_by_text("决定受理，或者一次告知补正").first).to_be_visible()
    page.locator('form[action="/start/licence_acceptance/"] button').first.click()
    page.wait_for_url("**/drafts/**")
    page.fill('[name="promised"]', "自受理之日起二十个工作日")
    page.locator("#foot button[type=submit]").click()
    page.wait_for_url("**/records/**")
    record = UUID(page.url.split("/records/")[1].split("/")[0])
    page.goto(page.url.split("/records/")[0] + f"/records/{record}/issue/")
    page.fill('input[name="password"]', PASSWORD)
    page.locator("form button[type=submit]").last.click()
    page.wait_for_url(re.compile(f"/records/{record}/$"))
    aside(lambda: jobs.make_waiting(case.agency))
    page = at_desk(CLERK).open("/counter/")
    expect(page.get_by_role("link", name=re.compile("打印"))).to_have_attribute("href", re.compile(str(record)))
    expect(page.get_by_text("已受理").first).to_be_visible()


def test_the_counter_serves_a_phone_and_everybody(tonight, at_desk):
    tonight("2026-11-13 09:30")
    registered(at_desk)
    page = at_desk(CLERK, size=PHONE).open("/counter/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert serious(page) == []


def test_a_clerk_is_offered_what_the_counter_does_and_nothing_else(tonight, at_desk):
    tonight("2026-11-13 09:30")
    registered(at_desk)
    page = at_desk(CLERK).open(f"/cases/{CaseRow.objects.get().pk}/add/")
    expect(page.get_by_text("行政许可申请受理通知书").first).to_be_visible()
    assert page.get_by_text("行政许可审查意见").count() == 0
    assert page.get_by_text("行政处罚决定书").count() == 0


def test_an_inspection_becomes_a_penalty_case_by_one_click(cast, tonight, at_desk):
    case = open_case(cast, act="inspection", procedure="inspection", name="对星遇网咖的检查", cause="日常检查")
    content = {
        "span": {"start": "2026-11-13T20:36", "end": "2026-11-13T21:48"},
        "place": {"text": "学府路18号"},
        "officers": cast.officers("周启明", "沈静文"),
        "findings": "三名未成年人在上网。",
        "on_site": {"name": "何建平"},
    }
    span = When.between(moment("11-13 20:36"), moment("11-13 21:48"))
    register.record(cast["周启明"], SubjectRef("case", case), "inspection_record", content, when=span, origin="system")
    page = at_desk("周启明").open(f"/cases/{case}/")
    page.get_by_role("button", name="转入处罚案件").click()
    page.wait_for_url("**/drafts/**")
    assert page.locator('[name="source"]').input_value() == "inspection"
    assert page.locator('[name="facts"]').input_value() == "三名未成年人在上网。"
    assert page.locator('[name="parties.0.name"]').input_value() == XINGYU["name"]
    page.fill('[name="name"]', "星遇网咖涉嫌接纳未成年人案")
    page.fill('[name="parties.0.code"]', "")  # the stories' code is made up, and the page would ask about it
    fill(page, CASE_REGISTRATION.field("cause"), "接纳未成年人进入营业场所")
    page.locator("#foot button[type=submit]").click()
    page.wait_for_url(re.compile("/cases/"))
    expect(page.get_by_role("heading", name="检查和案件")).to_be_visible()
    page.get_by_role("link", name="对星遇网咖的检查").first.click()
    expect(page.get_by_role("link", name="星遇网咖涉嫌接纳未成年人案").first).to_be_visible()
