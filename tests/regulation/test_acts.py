"""Two acts in one clause: each is a 案由 of its own and brings in the articles that it breaks, the joined words of old mean both."""

import json
from datetime import date

import pytest
from tests.regulation.story import judged, story

from liuhen.regulation.book import our_book
from liuhen.regulation.causes import case_name, catalogue, laws_for, violations_of
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.norms import NET_CAFE, Clause
from liuhen.regulation.statutes.practice import provisional_cause
from liuhen.regulation.statutes.practice.no_penalty_list import PROVISIONS
from liuhen.regulation.terms import PLAIN, Setting, Terms
from liuhen.regulation.violation import Act, Base, Catalogue, Tier, Violation
from liuhen.regulation.violation_rows import checked, parse

OURS = our_book().violations
TERMS = Terms(violations=OURS)
LICENCE, SIGN = "未悬挂《网络文化经营许可证》", "未悬挂未成年人禁入标志"
JOINED = "未悬挂《网络文化经营许可证》或者未成年人禁入标志"
TODAY = date(2026, 11, 20)


def about(cause):
    return story(f"11-13 19:50 case_registration parties=@cafe cause={json.dumps(cause, ensure_ascii=False)}")


def broken(cause):
    return [(row["article"], row["paragraph"]) for row in laws_for(about(cause), PLAIN, OURS, "broken", TODAY)]


@pytest.mark.parametrize(
    ("cause", "articles"),
    [
        (LICENCE, [("20", "")]),
        (SIGN, [("21", "第二款")]),
        (f"{SIGN}；{LICENCE}", [("20", ""), ("21", "第二款")]),
        (JOINED, [("20", ""), ("21", "第二款")]),
        (f"{JOINED}；{SIGN}", [("20", ""), ("21", "第二款")]),
        (f"{SIGN}；经营非网络游戏", [("21", "第二款"), ("17", "")]),
    ],
)
def test_a_cafe_without_a_sign_at_its_door_does_not_break_the_article_on_the_licence(cause, articles):
    assert broken(cause) == articles
    (penal, *_) = laws_for(about(cause), PLAIN, OURS, "penal", TODAY)
    assert (penal["article"], penal["paragraph"]) == ("31", "第（五）项")
    assert judged(about(cause), provisional_cause.PROVISION) == [], "every one of these words is in the catalogue"


def test_the_law_on_minors_is_no_basis_for_a_licence_that_does_not_hang():
    bases = {words: [base.key for base in violations_of(about(words), TERMS)[0].bases] for words in (LICENCE, SIGN, JOINED)}
    assert bases[LICENCE] == ["net_cafe_31"]
    assert bases[SIGN] == bases[JOINED] == ["net_cafe_31", "minors_123"]


def test_the_case_is_named_by_what_was_found():
    assert case_name("", [{"name": "蓝鲸网吧"}], SIGN, decided=True) == "蓝鲸网吧未悬挂未成年人禁入标志案"


def test_several_acts_of_one_clause_are_one_violation():
    (one,) = violations_of(about(f"{SIGN}；{LICENCE}"), TERMS)
    assert (one.key, set(one.chosen)) == ("net_cafe_signs", {"licence", "minors"})
    (whole,) = violations_of(about(JOINED), TERMS)
    assert whole.chosen == ()
    assert whole is OURS["net_cafe_signs"], "an entry that joins them reads as it always did"


@pytest.mark.parametrize(
    ("words", "penal", "articles"),
    [
        ("未悬挂含有禁毒、禁赌、禁止卖淫嫖娼等内容的警示标志", "娱乐条例第五十一条", "娱乐条例第三十条"),
        ("照明设施不符合规定", "娱乐条例第四十四条第（一）项", "娱乐条例第十七条"),
        ("未按照规定安装闭路电视监控设备或者中断使用", "娱乐条例第四十四条第（二）项", "娱乐条例第十五条"),
        ("未按照规定配备保安人员", "娱乐条例第四十四条第（五）项", "娱乐条例第二十六条"),
        ("擅自设立演出场所经营单位", "演出条例第四十三条第二款", "演出条例第七条"),
        ("不具备领队条件从事领队活动", "旅游法第一百零二条第一款", "旅游法第三十九条"),
        ("未取得导游证从事导游活动", "旅游法第一百零二条第一款", "旅游法第三十七条"),
        ("设立分社未在规定期限内增存质量保证金", "旅行社条例第四十八条", "旅行社条例第十四条"),
        ("未在规定期限内补足质量保证金", "旅行社条例第四十八条", "旅行社条例第十八条"),
        ("设立分社未在规定期限内备案", "旅行社条例第五十条第（二）项", "旅行社条例第十条"),
        ("不按照规定报送经营和财务信息等统计资料", "旅行社条例第五十条第（三）项", "旅行社条例第四十四条"),
    ],
)
def test_other_clauses_that_join_acts_tell_them_apart_too(words, penal, articles):
    violation = OURS.named(words)
    assert [base.penal.label for base in violation.bases] == [penal]
    assert [clause.label for clause in violation.base.broken] == [articles]


def test_what_is_offered_are_the_acts_and_a_violation_of_one_act_itself():
    assert [one.words for one in OURS["net_cafe_signs"].each] == [LICENCE, SIGN]
    assert [one.words for one in OURS["net_cafe_hours"].each] == ["在规定的营业时间以外营业"]


@pytest.mark.parametrize(
    ("listed", "cause", "offered"),
    [
        (JOINED, SIGN, True),
        (LICENCE, LICENCE, True),
        (LICENCE, SIGN, False),
        (LICENCE, JOINED, False),
        (f"{LICENCE}；{SIGN}", SIGN, True),
    ],
)
def test_a_no_penalty_list_that_names_one_act_says_nothing_of_the_other(listed, cause, offered):
    row = {"cause": listed, "ground": "first", "conditions": ""}
    terms = Terms(settings={"no_penalty_list": (Setting(value=[row], since=date(2026, 1, 1), source="澄文旅〔2026〕8号"),)})
    assert bool(judged(about(cause), *PROVISIONS, terms=terms)) == offered


# -- declared wrongly -------------------------------------------------------------------------------------------------
TWENTY, DOOR = Clause(norm=NET_CAFE, article="20"), Clause(norm=NET_CAFE, article="21", paragraph="第二款")


def made(*acts):
    base = Base(
        key="b",
        penal=Clause(norm=NET_CAFE, article="31"),
        broken=(TWENTY, DOOR),
        tiers=(Tier(key="ordinary", must=("warning",)),),
    )
    return Violation(key="v", words="甲或者乙", industry="网吧", bases=(base,), acts=acts)


@pytest.mark.parametrize(
    "acts",
    [
        (Act(key="a", words="甲", broken=(TWENTY, DOOR)),),
        (Act(key="a", words="甲", broken=(TWENTY,)), Act(key="b", words="乙", broken=(TWENTY,))),
        (Act(key="a", words="甲", broken=(TWENTY, DOOR)), Act(key="b", words="乙", broken=())),
        (
            Act(key="a", words="甲", broken=(TWENTY, DOOR)),
            Act(key="b", words="乙", broken=(Clause(norm=NET_CAFE, article="22"),)),
        ),
    ],
)
def test_acts_that_do_not_fit_what_is_broken_stop_the_catalogue(acts):
    with pytest.raises(ValueError, match="violation v"):
        Catalogue.of([made(*acts)])


def test_two_violations_cannot_answer_to_the_words_of_one_act():
    acts = (Act(key="a", words="经营非网络游戏", broken=(TWENTY,)), Act(key="b", words="乙", broken=(DOOR,)))
    with pytest.raises(ValueError, match="answer to the same words"):
        Catalogue.of([OURS["net_cafe_offline_games"], made(*acts)])


ROWS = """
[[violation]]
key = "local_square"
words = "占用文化广场或者损坏其设施"
norm = "某市公共文化广场管理办法"
rank = "government"
version = "2024-01-10"
in_force = 2024-03-01
article = "21"
broken = [{ article = "9" }, { article = "10", paragraph = "第二款" }]
acts = [
  { words = "占用文化广场", broken = [{ article = "9" }], item = "第（一）项" },
  { words = "损坏文化广场的设施", broken = [{ article = "10", paragraph = "第二款" }] },
]
business = false
[[violation.tiers]]
must = ["warning"]
"""


def test_a_row_of_the_bureau_may_join_acts_as_well():
    rows = Terms(settings={"violations": (Setting(value=parse(ROWS, toml=True), since=date(2026, 1, 1), source="市规章"),)})
    (row,) = checked(parse(ROWS, toml=True), OURS, "市规章")
    assert [one.words for one in row.each] == ["占用文化广场", "损坏文化广场的设施"]
    assert laws_for(about("损坏文化广场的设施"), rows, OURS, "broken", TODAY)[0]["article"] == "10"
    assert catalogue(rows, OURS).named("占用文化广场").base.penal.paragraph == "第（一）项"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('article = "9" }], item', 'article = "10" }], item'), "第 1 项的 acts"),
        (('words = "占用文化广场", broken', 'words = "", broken'), "第 1 个没有写 words"),
        (('words = "占用文化广场", broken', 'words = "经营非网络游戏", broken'), "目录中已有（net_cafe_offline_games）"),
    ],
)
def test_a_row_whose_acts_cannot_be_read_is_refused_by_its_place(change, said):
    with pytest.raises(Refusal) as refused:
        checked(parse(ROWS.replace(*change), toml=True), OURS, "市规章")
    assert said in refused.value.message
