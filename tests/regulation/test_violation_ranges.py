"""Every violation of the catalogue: a lawful decision must not fire, one beyond the clause must. Sums written from the statutes by hand."""

import pytest
from tests.regulation.story import find, judged, story

from liuhen.regulation.book import our_book
from liuhen.regulation.penalties import levels
from liuhen.regulation.statutes.penalty_2021 import a04_within_range, a32_lighter_penalty
from liuhen.regulation.violation import Catalogue

RANGE, ADDITIONS = a04_within_range.PROVISIONS
BELOW, _ = a32_lighter_penalty.PROVISIONS
CATALOGUE = our_book().violations
NET, KTV, SHOW = "互联网上网服务营业场所管理条例", "娱乐场所管理条例", "营业性演出管理条例"
TOUR, AGENCY, MINORS = "中华人民共和国旅游法", "旅行社条例", "中华人民共和国未成年人保护法"
PRINT, BOOKS, SPORT = "印刷业管理条例", "出版管理条例", "中华人民共和国体育法"

#: key, norm, article, lawful penalties, a lawful sum at the limit, one beyond it (empty: the clause knows no fine), further fields.
TABLE = (
    ("net_cafe_minors", NET, "31", "warning fine", "15000", "15000.01", ""),
    ("net_cafe_minors", NET, "31", "suspension", "", "15000.01", "tier=serious"),
    ("net_cafe_minors", NET, "31", "revocation fine", "15000", "15000.01", "tier=serious"),
    ("net_cafe_minors", MINORS, "123", "warning fine", "50000", "50000.01", "tier=ordinary"),
    ("net_cafe_minors", MINORS, "123", "suspension fine", "500000", "500000.01", "tier=serious"),
    ("net_cafe_hours", NET, "31", "warning fine", "15000", "15000.01", ""),
    ("net_cafe_offline_games", NET, "31", "warning fine", "15000", "15000.01", ""),
    ("net_cafe_measures_stopped", NET, "31", "warning fine", "15000", "15000.01", ""),
    ("net_cafe_signs", NET, "31", "warning fine", "15000", "15000.01", ""),
    ("net_cafe_unlicensed", NET, "27", "fine confiscation_goods", "50000", "50000.01", "turnover=9999.99"),
    ("net_cafe_unlicensed", NET, "27", "fine", "100000", "100000.01", "turnover=10000"),
    ("net_cafe_licence_transferred", NET, "29", "revocation fine", "10000", "10000.01", "turnover=4999.99"),
    ("net_cafe_licence_transferred", NET, "29", "revocation fine", "25000", "25000.01", "turnover=5000"),
    ("net_cafe_identity", NET, "33", "warning fine", "15000", "15000.01", ""),
    ("net_cafe_logs", NET, "33", "warning fine", "15000", "15000.01", ""),
    ("net_cafe_changes", NET, "33", "warning fine", "15000", "15000.01", ""),
    ("net_cafe_network", NET, "33", "warning fine", "15000", "15000.01", ""),
    ("net_cafe_patrol", NET, "33", "warning fine", "15000", "15000.01", ""),
    ("net_cafe_banned_information", NET, "30", "warning fine", "20000", "20000.01", "turnover=9999.99"),
    ("net_cafe_banned_information", NET, "30", "warning fine", "50000", "50000.01", "turnover=10000"),
    ("net_cafe_security", NET, "32", "warning fine", "15000", "15000.01", ""),
    ("net_cafe_fire", NET, "34", "warning fine", "15000", "15000.01", ""),
    ("ktv_minors", KTV, "48", "fine", "30000", "30000.01", ""),
    ("ktv_minors", KTV, "48", "fine confiscation", "30000", "30000.01", "gain=9999.99 confiscation=9999.99"),
    ("ktv_minors", KTV, "48", "fine confiscation suspension", "60000", "60000.01", "gain=20000 confiscation=20000 tier=serious"),
    ("arcade_minors", KTV, "48", "fine", "30000", "30000.01", ""),
    ("ktv_overcrowded", KTV, "48", "fine", "30000", "30000.01", ""),
    ("ktv_banned_content", KTV, "48", "fine confiscation_goods", "30000", "30000.01", ""),
    ("ktv_foreign_library", KTV, "48", "fine", "30000", "30000.01", ""),
    ("ktv_hours", KTV, "49", "warning", "", "", ""),
    ("ktv_hours", KTV, "49", "suspension", "", "", "tier=serious"),
    ("ktv_changes", KTV, "49", "warning", "", "", ""),
    ("ktv_uniform", KTV, "49", "warning", "", "", ""),
    ("ktv_books", KTV, "50", "warning", "", "", ""),
    ("ktv_not_reported", KTV, "50", "warning", "", "", ""),
    ("ktv_signs", KTV, "51", "warning", "", "", ""),
    ("ktv_unlicensed", KTV, "41", "other", "", "", ""),
    ("ktv_crimes", KTV, "43", "suspension confiscation_goods", "", "", ""),
    ("ktv_safety_setup", KTV, "44", "warning", "", "", ""),
    ("arcade_gambling", KTV, "45", "fine", "50000", "50000.01", ""),
    ("arcade_prizes", KTV, "45", "fine confiscation", "50000", "50000.01", "gain=10000 confiscation=10000"),
    ("ktv_police_filing", KTV, "47", "warning", "", "", ""),
    ("show_unlicensed", SHOW, "43", "fine", "100000", "100000.01", ""),
    ("show_unlicensed", SHOW, "43", "fine confiscation", "200000", "200000.01", "gain=20000 confiscation=20000"),
    ("show_beyond_scope", SHOW, "43", "fine", "100000", "100000.01", ""),
    ("show_business_changed", SHOW, "43", "fine", "100000", "100000.01", ""),
    ("show_venue_unlicensed", SHOW, "43", "other", "", "", ""),
    ("show_unapproved", SHOW, "44", "fine", "100000", "100000.01", ""),
    ("show_programme_changed", SHOW, "44", "fine", "100000", "100000.01", ""),
    ("show_time_changed", SHOW, "44", "warning fine", "30000", "30000.01", ""),
    ("show_venue", SHOW, "44", "fine", "50000", "50000.01", ""),
    ("show_venue", SHOW, "44", "fine confiscation", "50000", "50000.01", "gain=10000 confiscation=10000"),
    ("show_banned_content", SHOW, "46", "fine revocation", "100000", "100000.01", "tier=serious"),
    ("show_not_stopped", SHOW, "46", "warning fine", "100000", "100000.01", ""),
    ("show_not_reported", SHOW, "46", "warning fine", "10000", "10000.01", ""),
    ("show_broken_off", SHOW, "47", "fine", "100000", "100000.01", ""),
    ("show_change_not_told", SHOW, "47", "fine", "100000", "100000.01", ""),
    ("show_lip_sync", SHOW, "47", "fine", "100000", "100000.01", ""),
    ("show_lip_sync_helped", SHOW, "47", "fine", "10000", "10000.01", ""),
    ("show_licence_changes", SHOW, "50", "warning fine", "30000", "30000.01", ""),
    ("show_no_filing", SHOW, "50", "warning fine", "10000", "10000.01", ""),
    ("travel_unlicensed", TOUR, "95", "fine", "100000", "100000.01", ""),
    ("travel_unlicensed", TOUR, "95", "fine confiscation", "100000", "100000.01", "gain=99999.99 confiscation=99999.99"),
    ("travel_unlicensed", TOUR, "95", "fine confiscation", "500000", "500000.01", "gain=100000 confiscation=100000"),
    ("travel_unlicensed", AGENCY, "46", "fine", "500000", "500000.01", ""),
    ("travel_outbound_unlicensed", TOUR, "95", "fine suspension", "100000", "100000.01", ""),
    ("travel_licence_lent", TOUR, "95", "fine suspension", "100000", "100000.01", ""),
    ("travel_no_leader", TOUR, "96", "fine", "50000", "50000.01", ""),
    ("travel_no_leader", AGENCY, "56", "fine", "50000", "50000.01", ""),
    ("travel_uncertified_guide", TOUR, "96", "fine suspension", "50000", "50000.01", "tier=serious"),
    ("travel_uncertified_guide", AGENCY, "57", "fine", "100000", "100000.01", ""),
    ("travel_guide_unpaid", TOUR, "96", "fine", "50000", "50000.01", ""),
    ("travel_guide_charged", TOUR, "96", "fine", "50000", "50000.01", ""),
    ("travel_false_advertising", TOUR, "97", "fine", "50000", "50000.01", ""),
    ("travel_bad_supplier", TOUR, "97", "fine confiscation", "250000", "250000.01", "gain=50000 confiscation=50000"),
    ("travel_no_insurance", TOUR, "97", "fine", "50000", "50000.01", ""),
    ("travel_no_insurance", AGENCY, "49", "revocation", "", "", "tier=refused"),
    ("travel_cheap", TOUR, "98", "fine suspension", "300000", "300000.01", ""),
    ("travel_cheap", TOUR, "98", "fine suspension confiscation", "1500000", "1500000.01", "gain=300000 confiscation=300000"),
    ("travel_shopping", TOUR, "98", "fine suspension", "300000", "300000.01", ""),
    ("travel_itinerary_changed", TOUR, "100", "fine suspension", "300000", "300000.01", ""),
    ("travel_itinerary_changed", AGENCY, "59", "fine", "500000", "500000.01", ""),
    ("travel_refused_contract", TOUR, "100", "fine suspension revocation", "300000", "300000.01", "tier=serious"),
    ("travel_handed_on", TOUR, "100", "fine suspension", "300000", "300000.01", ""),
    ("travel_handed_on", AGENCY, "55", "fine", "100000", "100000.01", ""),
    ("guide_without_card", TOUR, "102", "fine confiscation", "10000", "10000.01", "gain=800 confiscation=800"),
    ("guide_on_his_own", TOUR, "102", "fine suspension_licence", "10000", "10000.01", ""),
    ("guide_tips", TOUR, "102", "fine", "10000", "10000.01", ""),
    ("travel_no_deposit", AGENCY, "48", "revocation", "", "", "tier=refused"),
    ("travel_no_filing", AGENCY, "50", "fine", "10000", "10000.01", "tier=refused"),
    ("printing_unlicensed", PRINT, "36", "fine confiscation_goods", "50000", "50000.01", "turnover=9999.99"),
    ("printing_unlicensed", PRINT, "36", "fine", "100000", "100000.01", "turnover=10000"),
    ("books_unlicensed", BOOKS, "61", "fine confiscation_goods", "50000", "50000.01", "turnover=2000"),
    ("books_unlicensed", BOOKS, "61", "fine", "100000", "100000.01", "turnover=10000"),
    ("bar_minors", MINORS, "123", "warning fine", "50000", "50000.01", ""),
    ("sports_unlicensed", SPORT, "116", "fine", "500000", "500000.01", "tier=refused"),
    ("sports_unlawful", SPORT, "116", "fine", "500000", "500000.01", "tier=refused"),
    ("sports_ground_occupied", SPORT, "115", "fine", "500000", "500000.01", "tier=refused"),
)

#: key, norm, article, penalties, the least sum, one below it, further fields.
LEAST = (
    ("ktv_minors", KTV, "48", "fine", "10000", "9999.99", ""),
    ("ktv_minors", KTV, "48", "fine confiscation", "10000", "9999.99", "gain=10000 confiscation=10000"),
    ("net_cafe_unlicensed", NET, "27", "fine", "10000", "9999.99", "turnover=9999"),
    ("net_cafe_unlicensed", NET, "27", "fine", "50000", "49999.99", "turnover=10000"),
    ("net_cafe_licence_transferred", NET, "29", "revocation fine", "5000", "4999.99", "turnover=0"),
    ("show_unapproved", SHOW, "44", "fine confiscation", "50000", "20000", "gain=1392 confiscation=1392"),
    ("show_unapproved", SHOW, "44", "fine confiscation", "80000", "79999.99", "gain=10000 confiscation=10000"),
    ("show_no_filing", SHOW, "50", "warning fine", "5000", "4999.99", ""),
    ("travel_unlicensed", TOUR, "95", "fine", "10000", "9999.99", ""),
    ("travel_no_leader", TOUR, "96", "fine", "5000", "4999.99", ""),
    ("travel_cheap", TOUR, "98", "fine suspension", "30000", "29999.99", ""),
    ("guide_tips", TOUR, "102", "fine", "1000", "999.99", ""),
    ("net_cafe_minors", MINORS, "123", "suspension fine", "50000", "49999.99", "tier=serious"),
    ("sports_unlicensed", SPORT, "116", "fine", "100000", "99999.99", "tier=refused"),
    ("printing_unlicensed", PRINT, "36", "fine", "10000", "9999.99", "turnover=0"),
)


def decided(key, norm, article, penalties, fine, more=""):
    listed = "[" + ",".join(f'"{one}"' for one in penalties.split()) + "]"
    sum_ = f"fine={fine}" if fine else ""
    return story(
        f"11-13 19:50 case_registration parties=@cafe cause='{CATALOGUE[key].words}'",
        f'11-26 10:30 penalty_decision party=p1 basis=\'[{{"title": "{norm}", "article": "{article}"}}]\''
        f" penalties='{listed}' {sum_} {more}",
    )


def test_every_violation_of_the_catalogue_is_in_the_table_and_every_row_of_the_law_pages_in_the_catalogue():
    assert {row[0] for row in TABLE} == set(CATALOGUE)
    assert {one.row for one in CATALOGUE.values()} - {0} == set(range(1, 25))


@pytest.mark.parametrize(("key", "norm", "article", "penalties", "lawful", "beyond", "more"), TABLE)
def test_a_decision_at_the_limit_is_lawful_and_one_beyond_it_is_not(key, norm, article, penalties, lawful, beyond, more):
    assert judged(decided(key, norm, article, penalties, lawful, more), RANGE, ADDITIONS, BELOW) == []
    wrong = decided(key, norm, article, f"{penalties} fine" if "fine" not in penalties else penalties, beyond or "500", more)
    found = find(judged(wrong, RANGE), sort="fault")
    assert [finding.gates for finding in found] == [("penalty_decision",)]


@pytest.mark.parametrize(("key", "norm", "article", "penalties", "least", "below", "more"), LEAST)
def test_a_decision_below_the_least_sum_carries_its_ground(key, norm, article, penalties, least, below, more):
    assert judged(decided(key, norm, article, penalties, least, more), BELOW) == []
    found = find(judged(decided(key, norm, article, penalties, below, more), BELOW), sort="fault")
    assert [finding.field for finding in found] == ["mitigation"]
    grounds = more + " mitigation='[\"confessed\"]'"
    assert judged(decided(key, norm, article, penalties, below, grounds), BELOW) == []


@pytest.mark.parametrize(
    ("key", "norm", "article", "penalties", "fine", "lacking"),
    [
        ("travel_cheap", TOUR, "98", "fine", "30000", "责令停产停业"),
        ("travel_refused_contract", TOUR, "100", "fine", "30000", "责令停产停业"),
        ("net_cafe_minors", NET, "31", "fine", "5000", "警告"),
        ("guide_on_his_own", TOUR, "102", "fine", "1000", "暂扣许可证件或者吊销许可证件"),
        ("ktv_minors", KTV, "48", "confiscation", "", "罚款"),
    ],
)
def test_what_the_clause_orders_together_may_not_be_left_out(key, norm, article, penalties, fine, lacking):
    found = find(judged(decided(key, norm, article, penalties, fine), ADDITIONS), sort="fault", gates=("penalty_decision",))
    assert [lacking in finding.why for finding in found] == [True]


@pytest.mark.parametrize(("penalties", "count"), [("closure revocation", 0), ("revocation", 1), ("closure", 1)])
def test_grave_consequences_close_and_revoke_and_the_fine_is_for_who_did_not_correct(penalties, count):
    """体育法第一百一十六条第二款: the fine follows 逾期未改正; what had grave consequences is closed and revoked without it."""
    found = judged(decided("sports_unlawful", SPORT, "116", penalties, "", "tier=serious"), ADDITIONS)
    assert len(found) == count


def test_gains_are_confiscated_unless_they_are_given_back():
    kept = decided("ktv_minors", KTV, "48", "fine", "10000", "gain=5000")
    assert "违法所得 5000 元没有没收" in judged(kept, ADDITIONS)[0].why
    assert judged(decided("ktv_minors", KTV, "48", "fine", "10000", "gain=0"), ADDITIONS) == []


def test_a_graver_tier_is_stated():
    found = judged(decided("net_cafe_minors", NET, "31", "suspension", ""), RANGE)
    assert [(finding.field, "情节严重" in finding.why) for finding in found] == [("tier", True)]


def test_a_responsible_person_is_punished_by_his_own_range():
    lines = (
        (
            '11-13 19:50 case_registration cause=以不合理的低价组织旅游活动 parties=\'[{"id": "p1", "type": "organisation"},'
            ' {"id": "p2", "type": "citizen", "name": "吴某"}]\''
        ),
        (
            '11-26 10:30 penalty_decision party=p2 penalties=\'["fine", "suspension_licence"]\' fine={}'
            ' basis=\'[{{"title": "旅游法", "article": "98"}}]\''
        ),
    )
    assert judged(story(lines[0], lines[1].format("20000")), RANGE, ADDITIONS, BELOW) == []
    assert find(judged(story(lines[0], lines[1].format("20000.01")), RANGE), sort="fault")
    assert find(judged(story(lines[0], lines[1].format("1999.99")), BELOW), sort="fault")


def test_two_acts_add_up():
    basis = '[{"title": "互联网上网服务营业场所管理条例", "article": "31"}, {"title": "互联网上网服务营业场所管理条例", "article": "33"}]'
    start = "11-13 19:50 case_registration cause=接纳未成年人进入营业场所；未按规定核对、登记上网消费者的有效身份证件或者记录有关上网信息"
    paper = f"11-26 10:30 penalty_decision basis='{basis}' penalties='[\"warning\", \"fine\"]' fine="
    assert judged(story(start, paper + "30000"), RANGE) == []
    assert judged(story(start, paper + "30000.01"), RANGE)


def test_a_source_that_tells_no_turnover_is_not_guessed_at():
    start = "told 2025-11-13 case_registration cause=擅自从事互联网上网服务经营活动"
    paper = (
        'told 2025-11-26 penalty_decision penalties=\'["fine"]\' fine=400000 basis=\'[{"title": "网吧条例", "article": "27"}]\''
    )
    assert judged(story(start, paper, partial=True), RANGE, BELOW) == []


@pytest.mark.parametrize(
    ("least", "most", "bounds"),
    [
        (0, 15000, (0, 4500, 10500, 15000)),
        (10000, 30000, (10000, 16000, 24000, 30000)),
        (0, 50000, (0, 15000, 35000, 50000)),
        (50000, 500000, (50000, 185000, 365000, 500000)),
        (10000, 100000, (10000, 37000, 73000, 100000)),
        (30000, 300000, (30000, 111000, 219000, 300000)),
        (50000, 100000, (50000, 65000, 85000, 100000)),
    ],
)
def test_the_default_cut_of_the_levels(least, most, bounds):
    assert levels(least, most) == bounds


def test_two_violations_never_answer_to_one_name():
    one = CATALOGUE["ktv_minors"]
    with pytest.raises(ValueError, match="declared twice"):
        Catalogue.of([one, one])


def test_what_is_decided_on_the_spot_keeps_to_the_clause_too():
    start = "11-23 20:00 case_registration procedure=summary parties=@cafe cause=经营非网络游戏"
    paper = f'11-23 20:10 summary_decision party=p1 basis=\'[{{"title": "{NET}", "article": "31"}}]\' fine=500 penalties='
    assert judged(story(start, paper + '\'["warning", "fine"]\''), RANGE, ADDITIONS) == []
    found = judged(story(start, paper + "'[\"fine\"]'"), RANGE, ADDITIONS)
    assert [finding.gates for finding in found] == [("summary_decision",)]
