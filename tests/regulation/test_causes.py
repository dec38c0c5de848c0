"""案由: picked words are a violation, any others are provisional; the case's name and the articles follow from them."""

from datetime import date

import pytest
from tests.regulation.story import gated, judged, one, story
from tests.regulation.whole import BEFORE_HEAD, DECISION, HEAD, REPORT, START

from liuhen.regulation.book import our_book
from liuhen.regulation.causes import act_day, case_name, catalogue, cause_of, laws_for
from liuhen.regulation.grammar import Refusal, Status
from liuhen.regulation.statutes.penalty_2021 import a14_local_rules
from liuhen.regulation.statutes.practice import level_of_fine, provisional_cause
from liuhen.regulation.terms import PLAIN, Setting, Terms
from liuhen.regulation.violation_rows import checked, parse

OURS = our_book().violations
TYPED = "11-13 19:50 case_registration#reg parties=@cafe cause=擅自占用文化广场"
NOTICE = "11-18 11:00 prior_notice#notice party=p1 penalties=@fine fine=1000"


# -- provisional (practice.md 19) -------------------------------------------------------------------------------------
def test_words_of_the_catalogue_need_nobodys_word():
    assert judged(story(*START), provisional_cause.PROVISION) == []


def test_words_as_older_entries_wrote_them_are_read():
    old = "11-13 19:50 case_registration cause=接纳未成年人进入互联网上网服务营业场所"
    assert judged(story(old), provisional_cause.PROVISION) == []
    assert OURS.named("网吧接纳未成年人").key == "net_cafe_minors"


def test_a_provisional_cause_stops_the_notice_until_the_legal_body_agrees():
    history = story(TYPED, NOTICE)
    owed = one(judged(history, provisional_cause.PROVISION))
    assert (owed.owes, owed.gates, owed.level.value) == ("cause_confirmation", ("prior_notice",), "practice")
    assert any(finding.provision.startswith("PRACTICE") for finding in gated(history, "prior_notice"))
    asked = story(TYPED, "11-14 09:00 cause_confirmation#c cause=擅自占用公共文化广场", NOTICE)
    assert one(judged(asked, provisional_cause.PROVISION)).owes == "cause_confirmation.legal"
    said = story(TYPED, "11-14 09:00 cause_confirmation#c cause=擅自占用公共文化广场", "11-14 10:00 #c.legal", NOTICE)
    assert one(judged(said, provisional_cause.PROVISION)).status == Status.KEPT
    assert cause_of(said) == "擅自占用公共文化广场"
    assert cause_of(asked) == "擅自占用文化广场"


def test_a_provisional_cause_put_into_the_catalogue_needs_no_more():
    moved = story(TYPED, "11-14 09:00 case_changed reason=归入目录 cause=经营非网络游戏")
    assert judged(moved, provisional_cause.PROVISION) == []


def test_what_was_ticked_before_and_what_a_source_tells_is_left_alone():
    assert one(judged(story(TYPED + " cause_confirmed=true"), provisional_cause.PROVISION)).status == Status.KEPT
    assert judged(story("told 2025-11-13 case_registration cause=打牌"), provisional_cause.PROVISION) == []


# -- the name (law-more.md 9.3) ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("stated", "parties", "cause", "decided", "name"),
    [
        ("", [{"name": "蓝鲸网吧"}], "接纳未成年人进入营业场所", False, "蓝鲸网吧涉嫌接纳未成年人进入营业场所案"),
        ("", [{"name": "蓝鲸网吧"}], "接纳未成年人进入营业场所", True, "蓝鲸网吧接纳未成年人进入营业场所案"),
        ("", [{"name": "甲"}, {"name": "乙"}], "经营非网络游戏；在规定的营业时间以外营业", True, "甲、乙经营非网络游戏、在规定的营业时间以外营业案"),
        ("", [], "经营非网络游戏", False, "涉嫌经营非网络游戏案"),
        ("", [{"name": "甲"}], "", False, ""),
        ("甲涉嫌打牌案", [{"name": "甲"}], "打牌", False, "甲涉嫌打牌案"),
        ("甲涉嫌打牌案", [{"name": "甲"}], "打牌", True, "甲打牌案"),
    ],
)  # fmt: skip
def test_the_name_follows(stated, parties, cause, decided, name):
    assert case_name(stated, parties, cause, decided=decided) == name


# -- the articles -----------------------------------------------------------------------------------------------------
def test_the_articles_are_those_of_the_day_of_the_act():
    new = story(*START, "told 2026-11-13 violation")
    old = story(*START, "told 2016-02-05 violation")
    today = date(2026, 11, 20)
    assert [(row["article"], row["version"]) for row in laws_for(new, PLAIN, OURS, "penal", today)] == [("31", "2022-03-29")]
    assert [(row["article"], row["version"]) for row in laws_for(old, PLAIN, OURS, "penal", today)] == [("30", "2011-01-08")]
    assert [(row["title"], row["article"], row["paragraph"]) for row in laws_for(new, PLAIN, OURS, "broken", today)] == [
        ("互联网上网服务营业场所管理条例", "21", "第一款")
    ]
    assert [row["article"] for row in laws_for(new, PLAIN, OURS, "order", today)] == ["28"]
    assert act_day(story("11-13 20:36/21:48 inspection_record")) == date(2026, 11, 13)


def test_the_whole_case_is_lawful_under_the_catalogue():
    history = story(*BEFORE_HEAD, *HEAD, *DECISION)
    assert [finding.provision for finding in judged(history) if finding.sort == "fault"] == []


# -- rows of the bureau's own -----------------------------------------------------------------------------------------
ROWS = """
[[violation]]
key = "local_square"
words = "擅自占用文化广场"
norm = "某市公共文化广场管理办法"
rank = "government"
version = "2024-01-10"
in_force = 2024-03-01
article = "21"
broken = [{ article = "9" }]
business = false
[[violation.tiers]]
must = ["fine"]
fine = { least = 1000, most = 5000 }
"""


def own(text=ROWS):
    return Terms(settings={"violations": (Setting(value=parse(text, toml=True), since=date(2026, 1, 1), source="市规章"),)})


@pytest.mark.parametrize(
    ("text", "toml", "told"), [('a = 1\nb = "x\n', True, "第 2 行第 7 列"), ('{"a": 1,\n oops}', False, "第 2 行第 2 列")]
)
def test_a_file_that_cannot_be_read_is_refused_with_the_place_and_without_a_word_of_its_reader(text, toml, told):
    with pytest.raises(Refusal) as caught:
        parse(text, toml=toml)
    assert caught.value.message == f"目录没有录入：文件读不出，停在{told}。请按说明的格式检查。"


def test_a_row_of_the_bureau_stands_beside_ours_with_its_source():
    joined = catalogue(own(), OURS)
    assert (joined["local_square"].source, len(joined)) == ("市规章", len(OURS) + 1)
    assert judged(story(TYPED), provisional_cause.PROVISION, terms=own()) == []
    assert len(catalogue(own(), OURS, on=date(2025, 12, 31))) == len(OURS)


def test_a_fine_on_a_local_government_rule_keeps_to_the_limit():
    basis = '[{"title": "某市公共文化广场管理办法", "article": "21"}]'
    paper = f"11-26 10:30 penalty_decision party=p1 basis='{basis}' penalties='[\"fine\"]' fine="
    limit = a14_local_rules.PROVISION
    assert judged(story(TYPED, paper + "5000"), limit, terms=own()) == []
    assert one(judged(story(TYPED, paper + "5000.01"), limit, terms=own())).gates == ("penalty_decision",)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("key = ", "kee = "), "kee"),
        (('"local_square"', '"Local Square"'), "第 1 项的 key"),
        (('"擅自占用文化广场"', '"经营非网络游戏"'), "目录中已有（net_cafe_offline_games）"),
        (('rank = "government"', 'rank = "town"'), "第 1 项的 rank"),
        (('article = "21"', 'article = "二十一"'), "条号写阿拉伯数字"),
        (("most = 5000", "most = 500"), "上限要大于下限"),
        (("most = 5000", "most = 5001"), "罚款限额是 5000 元"),
        (('must = ["fine"]', 'must = ["prison"]'), "没有这种处罚：prison"),
        (("2024-01-10", "元月十日"), "日期写成"),
        (("[[violation.tiers]]\nmust", "[[violation.levels]]\nmust"), "没有这个字段"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_by_its_place(change, words):
    with pytest.raises(Refusal) as refused:
        checked(parse(ROWS.replace(*change), toml=True), OURS, "市规章")
    assert words in refused.value.message


@pytest.mark.parametrize("text", ["", "[[violation]", "x = 1"])
def test_a_file_that_is_no_catalogue_is_refused(text):
    with pytest.raises(Refusal):
        parse(text, toml=True)


def test_a_setting_written_past_the_check_is_no_violation():
    broken = Terms(settings={"violations": (Setting(value=[{"key": 1}, "x"], since=date(2026, 1, 1)),)})
    assert len(catalogue(broken, OURS)) == len(OURS)


# -- the level --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("level", "fine", "noted"),
    [
        ("lighter", "4500", False),
        ("lighter", "4500.01", True),
        ("none", "10500", False),
        ("none", "10500.01", True),
        ("heavier", "10499.99", True),
    ],
)
def test_a_fine_in_another_band_than_the_level_is_noted(level, fine, noted):
    report = [REPORT[0].replace("level=none", f"level={level}"), *REPORT[1:]]
    decision = DECISION[0].replace("fine=10000.00", f"fine={fine}")
    assert bool(judged(story(*START, *report, decision), level_of_fine.PROVISION)) is noted


def test_a_bureau_sets_its_own_cuts():
    terms = Terms(settings={"level_cuts": (Setting(value=[40, 80], since=date(2026, 1, 1)),)})
    report = [REPORT[0].replace("level=none", "level=lighter"), *REPORT[1:]]
    decision = DECISION[0].replace("fine=10000.00", "fine=6000")
    assert judged(story(*START, *report, decision), level_of_fine.PROVISION, terms=terms) == []


def test_a_case_on_the_spot_waits_for_no_confirmation():
    assert judged(story(TYPED + " procedure=summary"), provisional_cause.PROVISION) == []
