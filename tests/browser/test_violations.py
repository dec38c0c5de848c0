"""The catalogue at work: 案由 picked on a desk and on a phone, a bureau's rows and hearing figures entered by its administrator."""

from urllib.parse import unquote_plus

import pytest
from playwright.sync_api import expect

from liuhen.register import register
from liuhen.regulation.hearing import thresholds
from tests.browser.conftest import DESK, PHONE
from tests.browser.steps import start
from tests.cast import PEOPLE

ROWS = """
[[violation]]
key = "local_square"
words = "擅自占用文化广场"
norm = "澄湖市公共文化广场管理办法"
rank = "government"
version = "2024-01-10"
in_force = "2024-03-01"
article = "21"
broken = [{ article = "9" }]
[[violation.tiers]]
must = ["fine"]
fine = { least = 1000, most = 5000 }
"""


def administrator():
    return next(name for name, (_, roles, *_rest) in PEOPLE.items() if "administrator" in {str(role) for role in roles})


def refusal(page):
    page.get_by_role("button", name="录入", exact=True).click()
    expect(page.locator(".lh-refusal").last).to_contain_text("目录没有录入")
    return page.locator(".lh-refusal").last.inner_text()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_cause_is_found_by_its_words_and_another_one_typed_is_marked_provisional(cast, case, at_desk, size):
    page = start(at_desk("周启明", size), case, "case_changed")
    expect(page.get_by_label("接纳未成年人进入互联网上网服务营业场所")).to_be_checked()
    search = page.get_by_label("在违法行为目录中查找")
    search.fill("游戏 第九十九条")
    expect(page.get_by_text("目录中没有。")).to_be_visible()
    search.fill("游戏 第十七条")
    expect(page.get_by_label("经营非网络游戏")).to_be_visible()
    search.fill("非网络")
    expect(page.get_by_label("经营非网络游戏")).to_be_visible()
    expect(page.get_by_label("容纳的消费者超过核定人数")).to_be_hidden()
    with page.expect_response("**/save/"):
        page.get_by_label("经营非网络游戏").check()
    with page.expect_response(lambda answer: "/save/" in answer.url and "广场" in unquote_plus(answer.request.post_data or "")):
        page.get_by_label("暂定案由").fill("擅自占用文化广场")
    page.reload()
    expect(page.get_by_label("经营非网络游戏")).to_be_checked()
    expect(page.locator(".lh-picked").get_by_text("暂定", exact=True)).to_have_count(1)
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_of_two_acts_in_one_clause_the_other_stays_on_offer(cast, case, at_desk, size):
    page = start(at_desk("周启明", size), case, "case_changed")
    page.get_by_label("接纳未成年人进入互联网上网服务营业场所").uncheck()
    page.get_by_label("在违法行为目录中查找").fill("禁入 网吧")
    expect(page.get_by_text("未悬挂《网络文化经营许可证》或者未成年人禁入标志：查到哪一项选哪一项")).to_be_visible()
    with page.expect_response(lambda answer: "禁入标志" in unquote_plus(answer.request.post_data or "")):
        page.get_by_label("未悬挂未成年人禁入标志").check()
    page.reload()
    picked = page.locator(".lh-picked")
    expect(picked.get_by_label("未悬挂未成年人禁入标志")).to_be_checked()
    expect(picked.locator("label")).to_have_count(1)
    page.get_by_label("在违法行为目录中查找").fill("禁入 网吧")
    expect(page.locator(".lh-picks").get_by_label("未悬挂《网络文化经营许可证》")).not_to_be_checked()
    expect(page.locator(".lh-picks").get_by_label("未悬挂未成年人禁入标志")).to_have_count(0)
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_what_was_picked_fills_the_articles_of_the_next_paper(cast, case, at_desk):
    page = start(at_desk("周启明"), case, "initiation_approval")
    assert page.locator('[name="suspected.0.title"]').input_value() == "互联网上网服务营业场所管理条例"
    assert page.locator('[name="suspected.0.article"]').input_value() == "21"
    assert page.locator('[name="suspected.0.version"]').input_value() == "2022-03-29"


def test_the_administrator_enters_a_hearing_figure_and_rows_of_his_own(cast, at_desk, tmp_path):
    page = at_desk(administrator()).open("/bureau/settings/")
    expect(page.get_by_text("一律告知听证权利")).to_be_visible()
    page.get_by_text("录入听证标准").click()
    page.get_by_label("当事人").select_option("organisation")
    page.get_by_label("罚款数额（元）").fill("50,000")
    page.get_by_label("规定的层级").select_option("province")
    page.locator("#h-source").fill("省行政处罚听证规则")
    page.get_by_role("button", name="记入听证标准").click()
    expect(page.get_by_role("cell", name="50000 元以上")).to_be_visible()
    assert [row.precedence.value for row in thresholds(register.terms(cast.agency))] == ["province"]

    page.goto(page.url.replace("/bureau/settings/", "/rules/violations/"))
    wrong, right = tmp_path / "wrong.toml", tmp_path / "rows.toml"
    wrong.write_text(ROWS.replace('"21"', '"廿一"'), encoding="utf-8")
    right.write_text(ROWS, encoding="utf-8")
    page.set_input_files("#rows", str(wrong))
    page.locator("#rows-source").fill("市政府规章")
    assert "第 1 项的 article" in refusal(page)
    page.set_input_files("#rows", str(right))
    page.locator("#rows-source").fill("市政府规章")
    page.get_by_role("button", name="录入", exact=True).click()
    expect(page.get_by_text("本局增加：市政府规章")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_record_is_found_as_its_name_is_typed_also_by_what_others_call_it_and_the_catalogue_likewise(cast, case, at_desk, size):
    page = at_desk("周启明", size).open(f"/cases/{case}/add/")
    found, stage = page.get_by_role("button", name="填写处罚信息公示"), page.get_by_text("归档管理", exact=True)
    expect(page.get_by_role("region", name="现在要办").get_by_role("button").first).to_be_visible()
    expect(found).to_be_hidden()
    page.locator("summary").filter(has=stage).click()
    expect(found).to_be_visible()
    page.get_by_label("按名称找记录").press_sequentially("双公示")
    expect(page.get_by_role("region")).to_have_count(1)
    expect(found).to_be_visible()
    page.get_by_label("按名称找记录").fill("没有这种")
    expect(page.get_by_text("没有叫“没有这种”的记录。")).to_be_visible()
    page.reload()
    expect(page.get_by_label("按名称找记录")).to_have_value("没有这种")
    page.goto(page.url.partition("/cases/")[0] + "/rules/violations/")
    page.get_by_label("按行为、行业或者条文找").press_sequentially("接纳未成年人 互联网")
    expect(page.locator(".lh-viol")).to_have_count(1)
