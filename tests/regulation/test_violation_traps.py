"""The traps of law-more.md 7.2 and the articles of the penalty law around them, as stories."""

import pytest
from tests.regulation.story import find, gated, judged, one, story

from liuhen.regulation.book import our_book
from liuhen.regulation.grammar import Gravity, Status
from liuhen.regulation.norms import NET_CAFE, PENALTY
from liuhen.regulation.statutes.minors_2024 import a123_minors_admitted
from liuhen.regulation.statutes.penalty_2021 import (
    a11_within_the_law,
    a17_competent_body,
    a29_one_fine,
    a30_age,
    a31_incapacity,
    a32_lighter_penalty,
    a33_no_penalty,
    a37_law_in_time,
)
from liuhen.regulation.statutes.sports_2022 import a115_occupied_ground, a116_dangerous_sport
from liuhen.regulation.statutes.travel_agency_2020 import a48_deposit, a49_insurance, a50_filing, a56_leader

EDITION, NUMBERS = a37_law_in_time.PROVISIONS
ONCE, CHOSEN = a29_one_fine.PROVISIONS
TRANSFER, BODY = a17_competent_body.PROVISIONS
ORDERED, REFUSED = a123_minors_admitted.PROVISIONS[:2]
CONDITIONS, EDUCATED = a33_no_penalty.PROVISIONS
NET, TOUR, AGENCY = "互联网上网服务营业场所管理条例", "旅游法", "旅行社条例"
CAUSE = "11-13 19:50 case_registration#reg parties=@cafe cause={}"


def law(title, article, version=""):
    return f'[{{"title": "{title}", "article": "{article}", "version": "{version}"}}]'


def paper(basis, penalties="warning fine", fine="3000", more="", day="11-26 10:30", kind="penalty_decision"):
    listed = "[" + ",".join(f'"{item}"' for item in penalties.split()) + "]"
    return f"{day} {kind}#paper party=p1 basis='{basis}' penalties='{listed}' fine={fine} {more}"


# -- T1: numbers drift ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cause", "old", "right"),
    [("接纳未成年人进入营业场所", "30", "31"), ("未按规定核对、登记上网消费者的有效身份证件", "32", "33")],
)
def test_an_old_number_of_the_net_cafe_rules_is_found(cause, old, right):
    seen = "11-13 20:36/21:48 inspection_record"
    stale = story(CAUSE.format(cause), seen, paper(law(NET, old)))
    found = one(judged(stale, NUMBERS), sort="fault")
    assert "另一版的条号" in found.why
    assert found.gates == ("penalty_decision",)
    assert judged(story(CAUSE.format(cause), seen, paper(law(NET, right))), NUMBERS) == []


@pytest.mark.parametrize(
    ("day", "number", "fires"), [("2016-02-05", "30", False), ("2016-02-06", "30", True), ("2016-02-05", "31", True)]
)
def test_the_number_of_the_day_of_the_act_is_asked_for(day, number, fires):
    act = f"told {day} violation"
    found = judged(story(CAUSE.format("接纳未成年人进入营业场所"), act, paper(law(NET, number))), NUMBERS)
    assert bool(found) is fires
    clause = our_book().violations["net_cafe_minors"].base.penal
    assert clause.on(NET_CAFE.editions[0].source.in_force)["article"] == "31"


def test_article_27_of_the_penalty_law_became_33():
    lines = "11-26 10:00 no_penalty_decision party=p1 ground=slight basis='{}'"
    assert find(judged(story(lines.format(law("行政处罚法", "27"))), NUMBERS), sort="fault")
    assert judged(story(lines.format(law("行政处罚法", "33"))), NUMBERS) == []
    assert PENALTY.editions[1].number("33") == "27"


# -- 37: which edition ------------------------------------------------------------------------------------------------
ACT_2022 = "told 2022-04-30 violation"  # the edition of 2022-03-29 is in force from 2022-05-01


@pytest.mark.parametrize(
    ("version", "more", "fires"),
    [("2019-03-24", "", False), ("2022-03-29", "", True), ("2022-03-29", "version_reason=新的规定较轻", False), ("", "", True)],
)
def test_a_norm_that_changed_after_the_act_is_cited_by_edition_with_the_reason(version, more, fires):
    history = story(CAUSE.format("接纳未成年人进入营业场所"), ACT_2022, paper(law(NET, "31", version), more=more))
    assert bool(find(judged(history, EDITION), sort="fault")) is fires


@pytest.mark.parametrize(("version", "fires"), [("", False), ("2022-03-29", False), ("2019-03-24", True)])
def test_a_norm_that_did_not_change_needs_no_edition_but_not_another_one(version, fires):
    act = "told 2022-05-01 violation"
    history = story(CAUSE.format("接纳未成年人进入营业场所"), act, paper(law(NET, "31", version)))
    assert bool(judged(history, EDITION)) is fires


# -- T2: several laws meet --------------------------------------------------------------------------------------------
def test_the_choice_between_three_laws_is_recorded_with_its_reason():
    start = CAUSE.format("歌舞娱乐场所接纳未成年人")
    bare = story(start, paper(law("娱乐场所管理条例", "48"), "fine", "10000"))
    found = one(judged(bare, CHOSEN), sort="fault")
    assert (found.field, "50000" in found.why, found.gates) == ("basis_reason", True, ("penalty_decision",))
    said = story(start, paper(law("娱乐场所管理条例", "48"), "fine", "10000", "basis_reason=专门规定"))
    assert judged(said, CHOSEN) == []


def test_an_act_that_one_law_speaks_of_needs_no_choice():
    assert judged(story(CAUSE.format("经营非网络游戏"), paper(law(NET, "31"))), CHOSEN) == []


DATED = 'items=\'[{"text": "停止接纳", "way": "by_date", "until": "2026-11-20"}]\''
AT_ONCE = 'items=\'[{"text": "停止接纳", "way": "at_once"}]\''
ORDER = (
    "11-13 22:00 correction_order#order party=p1 officers=@two {}",
    "11-13 22:01 #order.officers[zhou]",
    "11-13 22:01 #order.officers[shen]",
    "11-13 22:02 #order issued 澄文综改字〔2026〕1号",
)


def order(items=DATED):
    return [ORDER[0].format(items), *ORDER[1:]]


def test_the_minors_law_asks_for_a_written_order_with_a_date():
    start, decision = CAUSE.format("接纳未成年人进入营业场所"), paper(law("未成年人保护法", "123"))
    assert one(judged(story(start, decision), ORDERED)).status == Status.OWED
    assert one(judged(story(start, *order(AT_ONCE), decision), ORDERED)).status == Status.OWED
    assert one(judged(story(start, *order(), decision), ORDERED)).status == Status.KEPT
    assert judged(story(start, paper(law(NET, "31"))), ORDERED) == []


# -- T3: the law goes before the regulation ---------------------------------------------------------------------------
def test_the_travel_agency_regulation_is_warned_of_and_stops_nothing():
    start = CAUSE.format("未经许可经营旅行社业务")
    found = one(judged(story(start, paper(law(AGENCY, "46"), "fine", "100000")), a11_within_the_law.PROVISION))
    assert (found.gates, "旅游法第九十五条第一款" in found.why) == ((), True)
    assert judged(story(start, paper(law(TOUR, "95"), "fine", "10000")), a11_within_the_law.PROVISION) == []
    assert our_book().violations["travel_unlicensed"].base.penal.norm.short == "旅游法"


# -- T4: locked until an order was not obeyed -------------------------------------------------------------------------
SLIP = (
    '11-14 09:00 proof_of_service#slip papers=\'["#order"]\' party=p1 way=direct officers=@two recipient=\'{"name": "王某"}\'',
    "11-14 09:01 #slip.recipient",
    "11-14 09:02 #slip.officers[zhou]",
    "11-14 09:02 #slip.officers[shen]",
)
CHECK = (
    "11-{day} 15:00/15:20 correction_check#check about=#order party=p1 officers=@two result={result}",
    "11-{day} 15:21 #check.officers[zhou]",
    "11-{day} 15:21 #check.officers[shen]",
)


def check(day="23", result="未改正"):
    return [line.format(day=day, result=result) for line in CHECK]


LOCKED = (
    ("未经许可经营高危险性体育项目", "体育法", "116", "fine", "100000", "", a116_dangerous_sport.PROVISION),
    ("未经批准临时占用公共体育场地设施", "体育法", "115", "fine", "100000", "", a115_occupied_ground.PROVISION),
    ("未在规定期限内存入、增存、补足质量保证金或者提交银行担保", AGENCY, "48", "revocation", "", "", a48_deposit.PROVISION),
    ("未按照规定投保旅行社责任保险", AGENCY, "49", "revocation", "", "", a49_insurance.PROVISION),
    ("未在规定期限内备案、换领或者交回许可证、报送统计资料", AGENCY, "50", "fine", "10000", "", a50_filing.PROVISION),
    (
        "未按照规定为团队旅游安排领队或者导游全程陪同",
        AGENCY,
        "56",
        "fine suspension",
        "10000",
        "tier=refused",
        a56_leader.PROVISION,
    ),
    ("接纳未成年人进入营业场所", "未成年人保护法", "123", "suspension fine", "50000", "tier=refused", REFUSED),
)


@pytest.mark.parametrize(("cause", "title", "article", "penalties", "fine", "more", "provision"), LOCKED)
def test_a_locked_penalty_waits_for_order_date_and_check(cause, title, article, penalties, fine, more, provision):
    start, decision = CAUSE.format(cause), paper(law(title, article), penalties, fine or '""', more)

    def owed(*before):
        return one(judged(story(start, *before, decision), provision), sort="duty")

    assert owed().owes == "correction_order"
    assert owed(*order()).owes == "proof_of_service"
    assert owed(*order(), *SLIP).owes == "correction_check"
    # the order runs to the end of 20 November: a check of that day comes too soon, one of the 21st opens
    assert owed(*order(), *SLIP, *check("20")).status == Status.OWED
    assert owed(*order(), *SLIP, *check("21")).status == Status.KEPT
    assert owed(*order()).gates == ("penalty_decision",)


@pytest.mark.parametrize(("cause", "title", "article", "penalties", "fine", "more", "provision"), LOCKED)
def test_an_order_to_correct_at_once_will_do_where_the_clause_names_no_date(
    cause, title, article, penalties, fine, more, provision
):
    """旅行社条例 says 责令改正; 体育法 and 未成年人保护法 say 限期, or 逾期."""
    decision = paper(law(title, article), penalties, fine or '""', more)
    case = (CAUSE.format(cause), *order(AT_ONCE), *SLIP)
    found = one(judged(story(*case, *check("16"), decision), provision), sort="duty")
    unchecked = one(judged(story(*case, decision), provision), sort="duty")
    before = one(judged(story(*case, *check("13"), decision), provision), sort="duty")
    wanted = ("correction_check", Status.KEPT) if title == AGENCY else ("correction_order", Status.OWED)
    assert (found.owes, found.status) == wanted
    assert unchecked.status == before.status == Status.OWED  # a check made before the order was served opens nothing


def test_who_has_corrected_may_not_be_fined():
    start = CAUSE.format("未经许可经营高危险性体育项目")
    decision = paper(law("体育法", "116"), "fine", "100000")
    found = judged(story(start, *order(), *SLIP, *check(result="已关闭"), decision), a116_dangerous_sport.PROVISION)
    assert one(found).sort == "fault"


def test_an_ordinary_fine_is_not_locked():
    leader = CAUSE.format("未按照规定为团队旅游安排领队或者导游全程陪同")
    assert judged(story(leader, paper(law(AGENCY, "56"), "fine", "10000")), a56_leader.PROVISION) == []
    minors = CAUSE.format("接纳未成年人进入营业场所")
    assert judged(story(minors, paper(law("未成年人保护法", "123"))), REFUSED) == []
    serious = paper(law("未成年人保护法", "123"), "suspension fine", "50000", "tier=serious")
    assert judged(story(minors, serious), REFUSED) == []


# -- T5: another body's clause ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "cause", ["利用营业场所制作、传播含有禁止内容的信息", "未履行承诺的信息网络安全责任", "违反上网服务营业场所治安和消防安全规定",
              "设置具有赌博功能的电子游戏机", "擅自设立演出场所经营单位或者以个体演员、个体演出经纪人身份擅自从事营业性演出经营活动"],
)  # fmt: skip
def test_a_case_of_the_police_or_the_market_body_is_offered_for_transfer(cause):
    owed = one(judged(story(CAUSE.format(cause)), TRANSFER))
    assert (owed.owes, owed.status) == ("case_transferred", Status.OWED)
    sent = ("11-20 09:00 case_transferred#sent to=公安分局", "11-20 09:10 #sent.unit_head", "11-20 09:20 #sent.head",
            "11-20 09:30 #sent issued 移1号")  # fmt: skip
    assert one(judged(story(CAUSE.format(cause), *sent), TRANSFER)).status == Status.KEPT


def test_a_shared_clause_is_ours_too():
    assert judged(story(CAUSE.format("未建立从业人员名簿、营业日志")), TRANSFER) == []
    assert (
        judged(story(CAUSE.format("未建立从业人员名簿、营业日志"), paper(law("娱乐场所管理条例", "50"), "warning", '""')), BODY)
        == []
    )


def test_the_police_fine_is_not_ours_but_taking_the_licence_is():
    start = CAUSE.format("违反上网服务营业场所治安和消防安全规定")
    found = one(judged(story(start, paper(law(NET, "34"))), BODY), sort="fault")
    assert (found.gates, "公安机关" in found.why) == (("penalty_decision",), True)
    assert judged(story(start, paper(law(NET, "34"), "revocation", '""', "tier=serious")), BODY) == []


# -- 29 to 33 ---------------------------------------------------------------------------------------------------------
def test_one_act_is_fined_once():
    start = CAUSE.format("经营非网络游戏")
    first = (paper(law(NET, "31"), more="facts=查明"), "11-26 10:40 #paper issued 罚1号")
    second = paper(law(NET, "31"), more="facts=查明", day="12-10 10:00").replace("#paper", "#again")
    assert "罚1号" in one(judged(story(start, *first, second), ONCE)).why
    assert judged(story(start, *first), ONCE) == []
    warned = paper(law(NET, "31"), "warning", '""', "facts=查明", "12-10 10:00").replace("#paper", "#again")
    assert judged(story(start, *first, warned), ONCE) == []
    spot = (
        paper(law(NET, "31"), more="facts=查明 officers=@two", kind="summary_decision", day="11-13 20:10").replace(
            "#paper", "#spot"
        ),
        *(f"11-13 20:12 #spot.{part}" for part in ("officers[zhou]", "officers[shen]", "party")),
        "11-13 20:14 #spot issued 当罚1号",
    )
    assert "当罚1号" in one(judged(story(start, *spot, *first), ONCE), because="paper").why
    assert judged(story(start, *spot), ONCE) == []


@pytest.mark.parametrize(
    ("born", "fires", "words"),
    [
        ("2012-11-13", True, "不满十四周岁"),
        ("2012-11-12", True, "不满十八周岁"),
        ("2008-11-13", True, "不满十八周岁"),
        ("2008-11-12", False, ""),
    ],
)
def test_age_counts_on_the_day_of_the_act_and_a_year_is_full_the_day_after_the_birthday(born, fires, words):
    start = (
        f'11-13 19:50 case_registration parties=\'[{{"id": "p1", "type": "citizen", "birth": "{born}"}}]\' cause=向旅游者索取小费'
    )
    history = story(start, "told 2026-11-13 violation", paper(law(TOUR, "102"), "fine", "1000"))
    found = find(judged(history, a30_age.PROVISION), sort="fault")
    assert bool(found) is fires
    assert all(words in finding.why for finding in found)


def test_a_youth_who_is_dealt_with_more_lightly_is_lawful():
    start = '11-13 19:50 case_registration parties=\'[{"id": "p1", "type": "citizen", "id_number": "420112201001013012"}]\''
    fined = paper(law(TOUR, "102"), "fine", "500", "mitigation='[\"age\"]'")
    assert judged(story(start, "told 2026-11-13 violation", fined), a30_age.PROVISION) == []


def test_who_could_not_control_himself_is_not_punished():
    report = "11-18 09:00 investigation_report#r mental={}"
    signed = (report.format("none"), "11-18 09:10 #r.handler", "11-18 09:20 #r.unit_head")
    assert find(judged(story(*signed, paper(law(NET, "31"))), a31_incapacity.PROVISION), sort="fault")
    lucid = (report.format("lucid"), *signed[1:])
    assert judged(story(*lucid, paper(law(NET, "31"))), a31_incapacity.PROVISION) == []


def test_a_ground_to_be_lighter_is_heeded():
    _, heeded = a32_lighter_penalty.PROVISIONS
    report = "11-18 09:00 investigation_report mitigation='[\"merit\"]' level={}"
    assert find(judged(story(report.format("heavier")), heeded), sort="fault")
    assert judged(story(report.format("lighter")), heeded) == []


@pytest.mark.parametrize(
    ("ground", "stated", "lacking"),
    [
        ("slight", ["minor", "corrected", "harmless"], ""),
        ("slight", ["minor", "corrected"], "没有造成危害后果"),
        ("first", ["first", "slight_harm", "corrected"], ""),
        ("first", ["slight_harm", "corrected"], "初次违法"),
        ("first", ["first", "slight_harm"], "及时改正"),
        ("no_fault", ["no_fault"], ""),
        ("no_fault", [], "没有主观过错"),
        ("not_proved", [], ""),
    ],
)
def test_each_ground_of_no_penalty_has_its_conditions(ground, stated, lacking):
    listed = "[" + ",".join(f'"{item}"' for item in stated) + "]"
    found = judged(story(f"11-26 10:00 no_penalty_decision ground={ground} conditions='{listed}'"), CONDITIONS)
    assert [lacking in finding.why for finding in found] == ([True] if lacking else [])
    assert all(finding.gates == ("no_penalty_decision",) for finding in found)


def test_who_is_not_punished_is_educated():
    bare = "11-26 10:00 no_penalty_decision ground=first"
    assert one(judged(story(bare), EDUCATED)).gravity == Gravity.IRREGULAR
    assert judged(story(bare + " education=当面教育"), EDUCATED) == []
    assert judged(story("11-26 10:00 no_penalty_decision ground=not_proved"), EDUCATED) == []
    child = "11-26 10:00 no_penalty_decision ground=age"  # article 30 spares him, article 33 has him educated
    assert one(judged(story(child), EDUCATED)).gravity == Gravity.IRREGULAR
    assert judged(story(child + " education=责令监护人管教，当面教育"), EDUCATED) == []


def test_the_gate_stops_the_paper_that_is_unlawful():
    start = CAUSE.format("经营非网络游戏")
    for fine, stopped in (("15000", False), ("15000.01", True)):
        stops = gated(story(start, paper(law(NET, "31"), fine=fine)), "penalty_decision")
        assert any(finding.provision == "penalty_2021:4:range" for finding in stops) is stopped
