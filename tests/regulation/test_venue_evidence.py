"""What a venue deletes after thirty or sixty days is fetched before (娱乐条例第十五条、第二十五条, 网吧条例第二十三条)."""

from datetime import date

import pytest
from tests.regulation.story import and_then, find, gated, judged, one, story

from liuhen.regulation.grammar import Gravity, Level, Status
from liuhen.regulation.statutes.practice import venue_evidence
from liuhen.regulation.terms import Setting, Terms
from liuhen.regulation.venues import Venue, called, fetched

CASE, CLUE = venue_evidence.PROVISIONS
SONG = "11-16 09:00 case_registration#reg act=penalty procedure=ordinary cause=歌舞娱乐场所接纳未成年人 found=2026-11-15T10:00"
CAFE = "11-16 09:00 case_registration#reg act=penalty procedure=ordinary cause=接纳未成年人进入营业场所 parties=@cafe"
ACT = "told 2026-11-13 violation"


def ends(findings):
    return {finding.about: finding.due.hi.date() for finding in findings}


def test_a_place_of_songs_keeps_its_film_for_thirty_days_and_its_daybook_for_sixty():
    found = judged(story(SONG, ACT), CASE)
    assert ends(found) == {"film": date(2026, 12, 13), "daybook": date(2027, 1, 12)}
    film = one(found, about="film")
    assert film.do == "提取场所的监控录像"
    assert "场所的监控录像只存到 2026-12-13，先提取" in film.why
    assert "娱乐条例第十五条第二款" in film.why
    assert (film.owes, one(found, about="daybook").owes) == ("electronic_extraction", "evidence_extract")


def test_a_net_cafe_keeps_who_was_there_for_sixty_days_and_no_article_speaks_of_its_film():
    assert ends(judged(story(CAFE, ACT), CASE)) == {"register": date(2027, 1, 12)}


def test_the_signboard_tells_what_the_name_of_the_firm_does_not():
    firm = '[{"id": "p1", "name": "星遇网络服务有限公司"}]'
    told = f"11-16 09:00 case_registration#reg act=penalty procedure=ordinary cause=未按规定悬挂标牌 parties='{firm}'"
    assert judged(story(told, ACT), CASE) == []
    seen = story(told, "11-13 20:36/21:48 inspection_record inspected=星遇网咖")
    assert ends(judged(story(told.replace("公司", '公司", "trade_name": "星遇网咖'), ACT), CASE)) == {
        "register": date(2027, 1, 12)
    }
    assert ends(judged(seen, CASE)) == {"register": date(2027, 1, 12)}


def test_it_is_a_hint_of_custom_that_stops_nothing():
    found = one(judged(story(CAFE, ACT), CASE))
    assert (found.gravity, found.level, found.gates) == (Gravity.NOTE, Level.PRACTICE, ())
    assert found.provision not in {one.provision for one in gated(story(CAFE, ACT), "penalty_decision")}


def test_while_nobody_wrote_down_the_day_of_the_act_it_runs_from_the_day_it_came_to_light_and_says_so():
    found = one(judged(story(SONG), CASE), about="film")
    assert found.due.hi.date() == date(2026, 12, 15)
    assert "行为日期没有记" in found.why
    assert "行为日期没有记" not in one(judged(story(SONG, ACT), CASE), about="film").why


def test_an_act_that_went_on_for_days_is_counted_from_its_last_day():
    found = one(judged(story(SONG, "told 2026-11-01/2026-11-13 violation"), CASE), about="film")
    assert found.due.hi.date() == date(2026, 12, 13)


@pytest.mark.parametrize(
    "line",
    [
        "11-17 10:00 evidence_item kind=audiovisual name=大厅监控录像",
        "told 2026-11-17 evidence_item kind=audiovisual name=监控",
        '11-17 10:00/11:00 electronic_extraction device=海康硬盘录像机 items=\'[{"name": "1113.mp4"}]\'',
        "11-17 10:00/11:00 electronic_extraction device=前台主机 steps=从主机导出当晚的视频",
        '11-17 10:00 evidence_explanation items=\'[{"name": "监控截图"}]\'',
        '11-17 10:00 evidence_list items=\'[{"name": "录像机"}]\'',
        'paper 2026-11-17T10:00 seizure_decision party=p1 items=\'[{"name": "硬盘录像机"}]\'',
        "11-17 10:00 recording_linked recording=r9 media=video what=大厅监控 begin=2026-11-13T20:00:00 end=2026-11-13T21:00:00",
    ],
)
def test_whatever_brings_the_film_in_meets_it(line):
    assert one(judged(story(SONG, ACT, line), CASE), about="film").status == Status.KEPT


@pytest.mark.parametrize(
    "line",
    [
        '11-17 10:00 evidence_notice items=\'[{"name": "监控录像"}]\'',
        "11-17 10:00 evidence_item kind=physical name=话筒",
        "11-17 10:00 recording_linked recording=r1 media=video what=现场检查录像 begin=2026-11-13T20:00:00 end=2026-11-13T21:00:00",
        "11-17 10:00/11:00 inspection_record findings=大厅有监控录像",
    ],
)
def test_asking_for_it_or_seeing_that_it_is_there_is_not_fetching_it(line):
    assert one(judged(story(SONG, ACT, line), CASE), about="film").status == Status.OWED


def test_a_file_that_the_till_printed_is_the_register_of_a_net_cafe():
    history = story(CAFE, ACT, '11-17 10:00 evidence_extract items=\'[{"name": "实名上网登记表", "form": "copy"}]\'')
    assert one(judged(history, CASE)).status == Status.KEPT


def test_an_extract_signed_by_nobody_yet_was_fetched_all_the_same():
    history = story(SONG, ACT, "11-17 10:00/11:00 electronic_extraction#x officers=@two device=监控主机")
    assert fetched(next(record for record in history.records if record.id == "x")) == ["film"]
    assert one(judged(history, CASE), about="film").status == Status.KEPT


def test_a_venue_that_is_known_to_keep_it_longer_is_given_longer():
    longer = Terms(settings={"venue_film_days": (Setting(value=90, since=date(2026, 1, 1)),)})
    assert ends(judged(story(SONG, ACT), CASE, terms=longer))["film"] == date(2027, 2, 11)
    since = Terms(settings={"venue_film_days": (Setting(value=90, since=date(2026, 12, 1)),)})
    assert ends(judged(story(SONG, ACT), CASE, terms=since))["film"] == date(2026, 12, 13)


@pytest.mark.parametrize("end", ["penalty_decision", "no_penalty_decision", "case_withdrawn", "case_transferred", "stopped"])
def test_a_case_that_is_over_fetches_nothing_more(end):
    history = story(CAFE, ACT, f"told 2026-11-26 {end} party=p1")
    assert judged(history, CASE) == []


def test_what_was_fetched_before_the_decision_stays_on_record_as_kept():
    history = story(CAFE, ACT, "11-17 10:00 evidence_item name=上网登记", "told 2026-11-26 penalty_decision party=p1")
    assert one(judged(history, CASE)).status == Status.KEPT


def test_zhou_says_that_the_police_have_it_and_it_is_asked_no_more():
    history = story(CAFE, ACT)
    owed = one(judged(history, CASE))
    said = and_then(history, f"11-17 09:00 excusal duty={owed.key} ground=not_needed reason=公安机关已经提取")
    assert one(judged(said, CASE)).status == Status.EXCUSED
    # the legal body confirms the 案由 afterwards: what was said stands
    later = and_then(said, "11-18 09:00 cause_confirmation#cc cause=接纳未成年人进入营业场所", "11-18 09:10 #cc.legal")
    assert one(judged(later, CASE)).status == Status.EXCUSED


def test_what_was_fetched_in_the_inspection_is_not_fetched_again():
    rows = '[{"id": "r1", "title": "电子数据提取笔录", "fetched": ["film"], "at": "2026-11-13T21:30:00+08:00"}]'
    history = story(SONG, f"11-16 09:00 inspection_linked inspection=c1 case=c2 records='{rows}'")
    assert {finding.about: finding.status for finding in judged(history, CASE)} == {"film": Status.KEPT, "daybook": Status.OWED}


def test_a_complaint_about_a_place_of_songs_is_looked_into_while_there_is_film():
    history = story("11-13 16:00 complaint_registration#got received=2026-11-13T16:00 accused=澄湖量贩KTV", subject_type="clue")
    found = judged(history, CLUE)
    assert ends(found) == {"film": date(2026, 12, 13), "daybook": date(2027, 1, 12)}
    taken = and_then(history, "11-16 09:00 clue_linked case=c1")
    assert {finding.status for finding in judged(taken, CLUE)} == {Status.KEPT}
    assert find(judged(history, CLUE), about="register") == []


@pytest.mark.parametrize(
    ("name", "venues"),
    [
        ("星空KTV", {Venue.SONG}),
        ("澄湖区金色年华歌舞厅", {Venue.SONG}),
        ("欢乐电玩城", {Venue.GAMES}),
        ("蓝鲸网吧", {Venue.NET_CAFE}),
        ("星遇网咖", {Venue.NET_CAFE}),
        ("澄湖书店", set()),
        ("夜航酒吧", set()),
        ("", set()),
    ],
)
def test_a_signboard_tells_the_trade(name, venues):
    assert called(name) == venues
