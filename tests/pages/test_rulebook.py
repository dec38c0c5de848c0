"""制度 as people open it: every article, its statutes, figures that lead to the cases, and nothing of cases one may not see."""

import re
from copy import deepcopy
from html import unescape
from urllib.parse import quote, unquote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import Http404
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from liuhen.pages import rulebook
from liuhen.pages.views import rules
from tests.cases.stories import add, open_case
from tests.cast import at

LATER = "11-20 09:00"


@pytest.fixture
def cast(database, assembled):
    return deepcopy(assembled[1])


@pytest.fixture
def overdue(cast):
    """星遇: begun in a hurry, its form never filed."""
    case = open_case(cast)
    add(cast, "周启明", case, "urgent_start", {"reason": "夜间举报", "started": "2026-11-13T20:15"}, when="11-13 20:30")
    return case


def opened(view, path, actor, *arguments):
    request = RequestFactory().get(path, HTTP_HOST="127.0.0.1")
    request.session, request.user = SessionStore(), AnonymousUser()
    request.actor, request.device, request.htmx = actor, "", HtmxDetails(request)
    with at(LATER):
        return view(request, *arguments)


def html(view, path, actor, *arguments):
    answer = opened(view, path, actor, *arguments)
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_thirty_two_articles_stand_in_their_order_with_titles():
    regulation = rulebook.chapters()[0]
    assert [one.basis.article for one in regulation.articles] == [str(number) for number in range(1, 33)]
    assert all(one.title and one.asks and one.does for one in regulation.articles)
    assert all(one.rules or one.covered for one in regulation.articles)


def test_an_article_shared_by_one_rule_shows_what_it_asks_without_the_numbers_of_its_neighbours():
    def asks(label):
        found = rulebook.find(label)
        assert found
        return found.asks

    assert asks("处罚法第七十条") == [
        "当场收缴只限一百元以下、事后难以执行，或者边远地区当事人有困难并提出；必须出具财政专用票据。"
    ]
    assert all(said.startswith("责令停业整顿的期限") for said in asks("处罚法第四条")[:1])
    assert any(said.startswith("第三款　对违法行为依法不予处罚的") for said in asks("处罚法第三十三条"))
    everything = [said for chapter in rulebook.chapters() for one in chapter.articles for said in one.asks]
    assert [said for said in everything if re.match(r"[、至]|第[^，。]{1,30}条[^，。]{0,12} ", said)] == []
    assert [said for said in everything if ".py" in said or "  " in said] == []


def test_what_an_article_asks_is_said_in_chinese_also_where_one_rule_serves_several():
    articles = [one for chapter in rulebook.chapters() for one in chapter.articles]
    assert [
        said for one in articles for said in (*one.asks, one.title, one.does) if re.search(r"[A-Za-z]{3,} [a-z]{2,}", said or "")
    ] == []
    assert rulebook.find("体育法第一百一十六条").asks == [
        "未经许可经营高危险性体育项目的，责令限期关闭；逾期未关闭的，处十万元以上五十万元以下罚款。"
    ]


def test_statutes_come_after_the_regulation_old_versions_after_those_in_force_and_custom_last():
    norms = [chapter.norm for chapter in rulebook.chapters()]
    assert norms[0].short == "制度"
    ended = [norm.until is not None for norm in norms[1:-1]]
    assert ended == sorted(ended)
    assert norms[-1].short == "办案惯例"


@pytest.mark.parametrize(
    "label", ["制度第二十七条", "制度第十一条第一项", "处罚法第五十六条", "处罚法（2017）第三十九条", "民诉法第八十九条"]
)
def test_a_label_leads_to_its_own_article(label):
    found = rulebook.find(label)
    assert found is not None
    assert label.startswith(found.label)


def test_every_label_that_a_kind_or_rule_prints_leads_somewhere():
    book = rulebook.register.book()
    labels = {basis.label for kind in book.kinds.values() for basis in kind.basis}
    labels |= {provision.basis.label for provision in book.provisions.values()}
    assert [label for label in labels if rulebook.find(label) is None] == []


def test_a_statute_names_the_articles_of_the_regulation_that_rest_on_it_and_they_name_it():
    assert "制度第十三条" in rulebook.find("处罚法第五十六条").rests
    behind = rulebook.find("制度第十三条").behind
    assert [(one.basis.label, one.known) for one in behind] == [("处罚法第五十六条", True)]


def test_the_whole_book_is_one_page_with_figures(cast, overdue):
    page = html(rules.rules, "/rules/", cast["韩立群"])
    for title in ("适用范围", "依职权启动", "归档和入库", "施行日期"):
        assert title in page
    assert "2019-10-10 公布，2019-11-01 起施行" in page
    assert "2021-01-22 公布，2021-07-15 起施行" in page
    assert "逾期 1" in page


def test_a_figure_of_the_whole_book_leads_to_its_duties_or_to_the_article_that_parts_them(cast, overdue):
    page = html(rules.rules, "/rules/", cast["韩立群"])
    links = [unescape(one) for one in re.findall(r'<td class="f[^>]*><a[^>]*href="([^"]+)"', page)]
    assert links
    single = next(one for one in links if "rule=" in one)
    _, label, _ = unquote(single.partition("?")[0]).strip("/").split("/")
    assert "年没有" not in html(rules.duties, single, cast["韩立群"], label)
    parted = next(one for one in links if "rule=" not in one)
    assert len(rulebook.find(unquote(parted.partition("?")[0]).strip("/").split("/")[1]).rules) > 1


def test_an_article_says_what_it_asks_what_the_system_does_and_on_which_statute_it_rests(cast, overdue):
    page = html(rules.rules, "/rules/", cast["韩立群"], "制度第七条")
    assert "二十四小时内补报" in page
    assert "系统怎么做" in page
    assert quote("处罚法第五十四条") in page
    assert "中华人民共和国行政处罚法，2021-01-22 公布，2021-07-15 起施行" in page
    assert "程序启动审批表" in page
    link = re.search(r'class="lh-over" href="([^"]+outcome=overdue[^"]+)"', page)
    assert link


def test_the_figure_leads_to_the_case(cast, overdue):
    page = html(rules.duties, "/?rule=REG:7:urgent&outcome=overdue&year=2026", cast["韩立群"], "制度第七条")
    assert "星遇网咖涉嫌接纳未成年人案" in page
    assert f"/cases/{overdue}/" in page
    assert "逾期" in page


def test_nobody_is_led_to_a_case_he_may_not_see(cast, overdue):
    page = html(rules.duties, "/?rule=REG:7:urgent&outcome=overdue&year=2026", cast["吴彦"], "制度第七条")
    assert "星遇" not in page
    assert "2026 年没有“逾期”的" in page


def test_who_sees_no_case_gets_the_book_without_figures(cast, overdue):
    page = html(rules.rules, "/rules/", cast["程远"])
    assert "您的角色不看案件" in page
    assert "按时办结" not in page


def test_an_article_without_a_rule_of_ours_is_named_with_its_version(cast):
    page = html(rules.rules, "/rules/", cast["周启明"], "处罚法第九十九条")
    assert "系统没有按这一条判断的规则" in page
    assert "2021-07-15 起施行" in page


@pytest.mark.parametrize("label", ["7", "乱写", "制度"])
def test_what_names_no_article_is_not_found(cast, label):
    with pytest.raises(Http404):
        opened(rules.rules, f"/rules/{quote(label)}/", cast["周启明"], label)


def test_the_chooser_of_the_phone_leads_to_the_article(cast):
    answer = opened(rules.rules, "/rules/?article=" + quote("制度第七条"), cast["周启明"])
    assert answer.status_code == 302
    assert answer["Location"] == f"/rules/{quote('制度第七条')}/"


def test_another_articles_rule_is_not_found_under_this_one(cast):
    with pytest.raises(Http404):
        opened(rules.duties, "/?rule=REG:27:file", cast["韩立群"], "制度第七条")


@pytest.mark.parametrize("year", ["abc", "99999", "2026'", "0000", "9999"])
def test_a_year_that_is_none_is_this_year(cast, overdue, year):
    assert "2026 年，按您看得到的案件、音像和设备统计" in html(
        rules.rules, f"/rules/?year={quote(year)}", cast["韩立群"], "制度第七条"
    )


@pytest.mark.parametrize("after", ["zzz", "2026-11-13~zzz", "~", "9999-99-99~1"])
@pytest.mark.parametrize("rule", ["REG:7:approval", "REG:27:on_device"])
def test_a_page_that_goes_on_from_nowhere_is_the_first_one(cast, overdue, rule, after):
    label = "制度第七条" if rule.startswith("REG:7") else "制度第二十七条"
    first, gone_on = (
        html(rules.duties, f"/?rule={rule}{asked}", cast["韩立群"], label) for asked in ("", f"&after={quote(after)}")
    )
    assert gone_on[gone_on.index('id="main"') :] == first[first.index('id="main"') :]


def test_what_is_recorded_is_named_in_chinese_before_its_code(cast):
    page = html(rules.rules, "/rules/", cast["方志刚"], "制度第十二条")
    said = re.findall("设置中写([^<]*)", page)
    assert said
    assert all(re.fullmatch(r"“[\u4e00-\u9fff、（）]+”，或者代号 [a-z_]+", one) for one in said)


def test_what_a_practice_asks_begins_with_its_words():
    asks = [said for chapter in rulebook.chapters() for one in chapter.articles for said in one.asks]
    assert asks
    assert [said for said in asks if said.startswith(("：", " "))] == []
