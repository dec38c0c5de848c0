"""The first page of 当场处罚 on a phone: the cause is found as one types, what is known is filled, nothing is asked twice."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, serious
from tests.browser.test_on_the_spot import CAUSE, asked

pytestmark = pytest.mark.browser


def shown(page):
    """The causes that the list shows, from the top."""
    return page.locator("#picks-cause [data-words]:visible > span:first-of-type").all_text_contents()


def test_the_cause_is_found_with_each_letter_and_enter_sends_nothing(settled, at_desk):
    page = at_desk("周启明", PHONE).open("/visits/new/")
    assert len(shown(page)) > 70
    page.locator("#name").fill("蓝鲸网吧")
    assert page.locator("#picks-cause h4:visible").first.text_content() == "上网服务", "what fits the party comes first"
    search = page.get_by_label("在违法行为目录中查找")
    search.press_sequentially("禁入")
    found = shown(page)
    assert 0 < len(found) < 10
    assert "未悬挂未成年人禁入标志" in found
    search.fill("网吧 标志")
    assert shown(page) == ["未悬挂《网络文化经营许可证》", "未悬挂未成年人禁入标志"]
    expect(page.locator("#picks-cause [data-acts]:visible p")).to_have_text(
        "未悬挂《网络文化经营许可证》或者未成年人禁入标志：查到哪一项选哪一项"
    )
    assert serious(page) == []
    search.fill("没有这一项")
    expect(page.locator("#picks-cause [data-none]")).to_be_visible()

    # Enter, where a phone's keyboard has it, sends nothing
    for line in (search, page.locator("#name"), page.locator("#place")):
        line.press("Enter")
    page.wait_for_timeout(300)
    assert page.url.endswith("/visits/new/")
    assert page.locator("#refusal").text_content() == ""


def test_a_picked_cause_stays_in_one_line_and_gives_the_act_in_words(settled, at_desk):
    page = at_desk("周启明", PHONE).open("/visits/new/")
    search, facts = page.get_by_label("在违法行为目录中查找"), page.get_by_label("做了什么")
    search.fill("接纳 网吧")
    page.get_by_label(CAUSE).first.check()
    expect(page.locator("[data-cause]")).to_contain_text(f"已选：{CAUSE}")
    expect(search).to_be_hidden()
    expect(facts).to_have_value(f"{CAUSE}。")
    page.get_by_role("button", name="换", exact=True).click()
    search.fill("营业时间 网吧")
    page.get_by_label("在规定的营业时间以外营业").first.check()
    expect(facts).to_have_value("在规定的营业时间以外营业。")
    facts.fill("当晚一点仍在营业")
    page.get_by_role("button", name="加一项").click()
    search.fill("接纳 网吧")
    page.get_by_label(CAUSE).first.check()
    expect(page.locator("[data-cause-said]")).to_have_text(f"{CAUSE}；在规定的营业时间以外营业")
    expect(facts).to_have_value("当晚一点仍在营业")

    page.wait_for_timeout(900)  # the last save
    page = at_desk("周启明", PHONE).open("/visits/new/")
    expect(page.locator("[data-cause-said]")).to_have_text(f"{CAUSE}；在规定的营业时间以外营业")
    expect(page.get_by_label("在违法行为目录中查找")).to_be_hidden()


def test_of_two_acts_in_one_clause_only_what_was_found_is_stated(settled, at_desk):
    page = at_desk("周启明", PHONE).open("/")
    asked(page)
    page.get_by_role("button", name="换", exact=True).click()
    page.get_by_label("在违法行为目录中查找").fill("禁入 网吧")
    page.locator("#picks-cause").get_by_label("未悬挂未成年人禁入标志").first.check()
    expect(page.locator("[data-cause-said]")).to_have_text("未悬挂未成年人禁入标志")
    other = page.get_by_role("button", name="未悬挂《网络文化经营许可证》")
    expect(other).to_be_visible()
    assert serious(page) == []
    other.click()
    expect(page.locator("[data-cause-said]")).to_have_text("未悬挂《网络文化经营许可证》；未悬挂未成年人禁入标志")
    expect(other).to_have_count(0)

    page.get_by_role("button", name="换", exact=True).click()
    page.get_by_label("在违法行为目录中查找").fill("网吧")
    page.locator("#picks-cause").get_by_label("未悬挂《网络文化经营许可证》").uncheck()
    page.get_by_label("做了什么").fill("入口没有禁入标志")
    page.get_by_role("button", name="接着填决定书").click()
    page.wait_for_url("**/drafts/**")
    laws = page.locator('[data-field="broken"] summary')
    expect(laws).to_contain_text("第二十一条第二款")
    expect(laws).not_to_contain_text("第二十条")


def test_it_asks_once_for_time_and_place_and_says_in_chinese_what_is_missing(settled, at_desk):
    page = at_desk("周启明", PHONE).open("/")
    asked(page)
    page.get_by_label("和您一起的").select_option("")
    page.locator("#address").fill("望江路20号")
    page.get_by_role("button", name="同住所").click()
    expect(page.locator("#place")).to_have_value("望江路20号")
    page.get_by_label("证件号码").fill("420199196808080018")
    expect(page.locator("#code-doubt")).to_contain_text("校验位不符")
    with page.expect_response("**/visits/new/keep/"):
        page.get_by_role("button", name="半小时前").click()
    expect(page.locator("[data-seen-said]")).to_have_text("11-13 21:36")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]

    page.get_by_role("button", name="接着填决定书").click()
    expect(page.locator("#refusal")).to_contain_text("请选另一名")
    page.get_by_label("和您一起的").select_option(label="沈静文　执法一中队")
    page.get_by_role("button", name="接着填决定书").click()
    page.wait_for_url("**/drafts/**")
    assert page.locator('[name="at.clock"]').input_value() == "21:36"
    assert page.locator('[name="officers.0.shown_at"]').input_value() == "21:36"


def test_ten_minutes_ago_may_be_yesterday(settled, at_desk, tonight):
    tonight("2026-11-14 00:05")
    page = at_desk("周启明", PHONE).open("/visits/new/")
    page.get_by_role("button", name="10 分钟前").click()
    expect(page.locator("[data-seen-said]")).to_have_text("11-13 23:55")
    page.get_by_role("button", name="刚才").click()
    expect(page.locator("[data-seen-said]")).to_have_text("11-14 00:05")
