"""Licences by statute (许可法 2019) and by article 6, told as stories at the limits. 2026-11-13 is a Friday; no holiday lies near."""

import pytest
from tests.regulation.other_acts import (
    _APPLICANT,
    _MATERIALS,
    ACCEPTED,
    APPLIED,
    DELIVERED,
    EXAMINED,
    GRANTED,
    LICENCE,
    SUPPLEMENTED,
)
from tests.regulation.story import find, gated, judged, one, story

from liuhen.regulation.applying import accepted, decide_by, undisturbed
from liuhen.regulation.articles import a06_on_application as a06
from liuhen.regulation.book import our_book
from liuhen.regulation.grammar import Status
from liuhen.regulation.licences import item_of
from liuhen.regulation.paper import paragraphs
from liuhen.regulation.statutes.licence_2019 import (
    a32_acceptance,
    a34_check,
    a38_reasons,
    a40_published,
    a42_time_to_decide,
    a44_delivered,
    a45_time_not_counted,
    a46_heard_in_public,
    a47_hearing_asked_for,
    a48_hearing_held,
    a50_renewal,
)
from liuhen.regulation.statutes.practice import licence_publicity_days, licence_review
from liuhen.regulation.terms import PLAIN, Setting, Terms
from liuhen.regulation.when import date, end_of

FIVE, AT_ONCE, ONCE = a32_acceptance.PROVISIONS
TWO, VISITED = a34_check.PROVISIONS
DECIDED, EXTENDED = a42_time_to_decide.PROVISIONS
TOLD, WAITED, HELD = a47_hearing_asked_for.PROVISIONS
NOTIFIED, CHAIRED, BY_THE_RECORD = a48_hearing_held.PROVISIONS


def app(item="publications_retail", **more):
    """An application of Friday 11-13 09:00 with nothing missing."""
    words = " ".join(f"{key}={value}" for key, value in {"request": "new", "way": "window", **more}.items())
    return f"11-13 09:00 licence_application#app item={item} {words} {_APPLICANT}"


def issued(kind, name, at, **more):
    """A paper frozen and issued at the same minute."""
    words = " ".join(f"{key}={value}" for key, value in more.items())
    return (f"{at} {kind}#{name} party=p1 {words}", f"{at} #{name} issued {name}号")


def took(at="11-16 09:00"):
    return issued("licence_acceptance", "acc", at, about="#app")


def decided(at, result="grant", **more):
    return issued("licence_decision", "dec", at, result=result, **more)


def with_settings(**values):
    return Terms(settings={key: (Setting(value=value, since=date(2020, 1, 1)),) for key, value in values.items()})


def status(lines, provision, terms=PLAIN, **wanted):
    return one(judged(story(*lines), provision, terms=terms), **wanted).status


def notes(lines, provision, terms=PLAIN):
    return [finding.why for finding in judged(story(*lines), provision, terms=terms) if finding.sort != "duty"]


# -- article 6 ----------------------------------------------------------------------------------------------------------
def test_each_application_ends_in_a_paper_that_the_applicant_can_take_away():
    waiting = story(*APPLIED)
    assert one(judged(waiting, *a06.PROVISIONS), owes="licence_acceptance").status == Status.OWED
    assert [finding.provision for finding in gated(waiting, "licence_decision")] == ["REG:6:receipt"]
    assert status((*APPLIED, *took()), a06.PROVISIONS[2]) == Status.KEPT
    refused = (*APPLIED, *issued("licence_refused_to_accept", "no", "11-13 10:00", ground="not_within"))
    assert status(refused, a06.PROVISIONS[2]) == Status.KEPT


def test_a_notice_that_was_written_and_not_issued_is_no_receipt():
    assert status((*APPLIED, took()[0]), a06.PROVISIONS[2]) == Status.OWED


def test_what_was_said_at_once_is_followed_by_its_paper():
    told = (*APPLIED, "11-13 09:10 not_needed about=#app party=p1 ground=not_needed")
    assert one(judged(story(*told), a06.PROVISIONS[2])).owes == "licence_refused_to_accept"


def test_while_the_applicant_gathers_what_is_missing_the_receipt_waits_for_it():
    asked = (*APPLIED, *SUPPLEMENTED[:2])
    assert one(judged(story(*asked), a06.PROVISIONS[2])).do == "收到补正材料后出具凭证"
    assert one(judged(story(*asked, SUPPLEMENTED[2]), a06.PROVISIONS[2])).do == "出具受理或者不予受理的凭证"


def test_an_applicant_who_withdraws_gets_no_receipt():
    gone = (*APPLIED, "11-13 10:00 licence_application_withdrawn#gone about=#app party=p1", "11-13 10:01 #gone.applicant")
    assert status(gone, a06.PROVISIONS[2]) == Status.EXCUSED


def test_an_oral_application_is_signed_and_a_written_one_is_not_asked_for_it():
    spoken = app(way="oral", said="申请开书店")
    assert status((spoken,), a06.PROVISIONS[1]) == Status.OWED
    assert status((spoken, "11-13 09:05 #app.applicant"), a06.PROVISIONS[1]) == Status.KEPT
    assert judged(story(app()), a06.PROVISIONS[1]) == []


def test_what_is_missing_is_told_and_what_can_be_mended_is_mended_on_the_spot():
    spot = app(materials='\'[{"id": "1", "name": "申请书", "check": "spot"}]\'')
    assert status((spot,), a06.PROVISIONS[3], owes="spot_correction") == Status.OWED
    mended = (spot, "11-13 09:20 spot_correction#fix about=#app party=p1", "11-13 09:21 #fix.applicant")
    assert status(mended, a06.PROVISIONS[3], owes="spot_correction") == Status.KEPT
    assert status(APPLIED, a06.PROVISIONS[3], owes="licence_supplement") == Status.OWED
    assert status((*APPLIED, *took()), a06.PROVISIONS[3]) == Status.KEPT  # handed in after all, and accepted
    assert judged(story(app()), a06.PROVISIONS[3]) == []


def test_what_was_decided_without_an_application_on_record_owes_one():
    assert status(took(), a06.PROVISIONS[0]) == Status.OWED
    assert status((app(), *took()), a06.PROVISIONS[0]) == Status.KEPT


# -- 第三十二条 -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("at", "wanted"), [("11-20 23:59", Status.KEPT), ("11-21 00:01", Status.KEPT_LATE)])
def test_five_working_days_to_answer_end_with_the_fifth_day(at, wanted):
    lines = (*APPLIED, *issued("licence_supplement", "more", at, about="#app", items='\'[{"name": "房产证明"}]\''))
    found = one(judged(story(*lines), FIVE), sort="duty")
    assert found.status == wanted
    assert found.due.hi == end_of(date(2026, 11, 20))


def test_silence_is_acceptance_from_the_day_the_papers_came():
    late = (*APPLIED, *took("11-23 09:00"))
    assert notes(late, FIVE) == [
        "五个工作日内没有告知（2026-11-23 09:00 才行政许可申请受理通知书），自 2026-11-13 09:00 收到材料之日起即为受理，决定的期限从这天起算"
    ]
    assert accepted(story(*late), PLAIN).known_day == date(2026, 11, 13)
    # counted from 11-13 and not from the notice of 11-23: twenty working days
    assert decide_by(story(*late), PLAIN).hi == end_of(date(2026, 12, 11))


def test_acceptance_in_time_counts_from_its_own_day():
    in_time = (*APPLIED, *took("11-20 09:00"))
    assert notes(in_time, FIVE) == []
    assert accepted(story(*in_time), PLAIN).known_day == date(2026, 11, 20)
    assert decide_by(story(*in_time), PLAIN).hi == end_of(date(2026, 12, 18))


def test_supplements_are_answered_within_five_working_days_of_their_own():
    handed = (*APPLIED, *SUPPLEMENTED)  # on Wednesday 11-18
    owed = one(judged(story(*handed), FIVE), because="then")
    assert (owed.status, owed.due.hi) == (Status.OWED, end_of(date(2026, 11, 25)))
    late = (*handed, *issued("licence_acceptance", "acc", "11-26 09:00", about="#then"))
    assert len(notes(late, FIVE)) == 1
    assert accepted(story(*late), PLAIN).known_day == date(2026, 11, 18)


@pytest.mark.parametrize("ground", ["not_within", "not_needed", "barred"])
def test_a_late_refusal_of_what_is_not_ours_to_license_accepts_nothing_by_silence(ground):
    late = (*APPLIED, *issued("licence_refused_to_accept", "no", "11-23 09:00", about="#app", ground=ground))
    assert notes(late, FIVE) == []
    assert accepted(story(*late), PLAIN) is None


@pytest.mark.parametrize(("at", "told", "day"), [("11-20 23:50", 0, None), ("11-23 09:00", 1, date(2026, 11, 13))])
def test_a_refusal_for_want_of_materials_after_the_five_days_comes_after_the_acceptance(at, told, day):
    """许可法第三十二条第一款第（四）项: 逾期不告知的，自收到申请材料之日起即为受理."""
    late = (*APPLIED, *issued("licence_refused_to_accept", "no", at, about="#app", ground="unsupplied"))
    assert len(notes(late, FIVE)) == told
    start = accepted(story(*late), PLAIN)
    assert (start.known_day if start else None) == day


@pytest.mark.parametrize(("at", "count"), [("11-13 17:00", 0), ("11-16 09:00", 1)])
def test_not_our_business_is_said_on_the_same_day(at, count):
    lines = (*APPLIED, *issued("licence_refused_to_accept", "no", at, about="#app", ground="not_within"))
    assert len(notes(lines, AT_ONCE)) == count


def test_told_at_once_by_word_and_on_paper_the_next_day_is_at_once():
    lines = (
        *APPLIED,
        "11-13 09:10 not_needed about=#app party=p1 ground=not_within",
        *issued("licence_refused_to_accept", "no", "11-16 09:00", about="#app", ground="not_within"),
    )
    assert notes(lines, AT_ONCE) == []


def test_a_second_notice_may_repeat_and_may_not_add():
    first = issued("licence_supplement", "one", "11-16 09:00", items='\'[{"name": "房产证明"}]\'')
    again = issued("licence_supplement", "two", "11-18 09:00", items='\'[{"name": "房产证明"}]\'')
    added = issued("licence_supplement", "two", "11-18 09:00", items='\'[{"name": "消防证明"}]\'')
    assert notes((*APPLIED, *first, *again), ONCE) == []
    assert notes((*APPLIED, *first, *added), ONCE) == ["第一次告知没有写消防证明，又要求补正；应当一次告知全部内容"]


# -- 第三十四条、第三十八条、第四十条 ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("who", "wanted"), [("@two", Status.KEPT), ("@one", Status.BREACHED)])
def test_a_check_on_site_is_made_by_two(who, wanted):
    lines = (app(), *took(), f"11-18 09:00/10:00 licence_check#visit officers={who}")
    assert status(lines, TWO) == wanted


def test_an_item_that_its_statute_wants_seen_is_seen_before_it_is_granted():
    cafe = (app("net_cafe_final"), *took())
    assert one(judged(story(*cafe), VISITED)).gates == ("licence_decision",)
    seen = (*cafe, "11-18 09:00/10:00 licence_check#visit officers=@two result=符合")
    signed = (*seen, "11-18 10:01 #visit.officers[zhou]", "11-18 10:01 #visit.officers[shen]")
    assert status(signed, VISITED) == Status.KEPT
    assert judged(story(*cafe, *decided("11-20 09:00", result="refuse", reason="不符合")), VISITED) == []
    assert judged(story(app(), *took()), VISITED) == []


def test_a_dangerous_sport_is_looked_at_before_it_is_refused_too():
    """体育法第一百零五条: 实地核查，并作出批准或者不予批准的决定."""
    pool = (app("dangerous_sport"), *took())
    no = decided("11-20 09:00", result="refuse", reason="设施不符合")
    seen = (
        "11-18 09:00/10:00 licence_check#visit officers=@two result=不符合",
        *(f"11-18 10:01 #visit.officers[{who}]" for who in ("zhou", "shen")),
    )
    assert status((*pool, *no), VISITED) == Status.OWED
    assert status((*pool, *seen, *no), VISITED) == Status.KEPT


@pytest.mark.parametrize(("more", "wanted"), [({"reason": "场所不符合"}, Status.KEPT), ({}, Status.BREACHED)])
def test_a_refusal_says_why(more, wanted):
    assert status((app(), *took(), *decided("11-20 09:00", result="refuse", **more)), a38_reasons.PROVISION) == wanted


def test_a_licence_granted_needs_no_reason_and_is_published():
    lines = (app(), *took(), *decided("11-25 09:00"))
    assert judged(story(*lines), a38_reasons.PROVISION) == []
    assert status(lines, a40_published.PROVISION) == Status.OWED
    assert status((*lines, "12-20 09:00 licence_publicity about=#dec"), a40_published.PROVISION) == Status.KEPT
    refused = (app(), *took(), *decided("11-25 09:00", result="refuse", reason="不符合"))
    assert judged(story(*refused), a40_published.PROVISION) == []


@pytest.mark.parametrize(("at", "wanted"), [("12-04 23:59", Status.KEPT), ("12-05 00:01", Status.KEPT_LATE)])
def test_by_custom_a_licence_is_published_within_seven_working_days(at, wanted):
    lines = (app(), *took(), *decided("11-25 09:00"), f"{at} licence_publicity about=#dec")
    assert status(lines, licence_publicity_days.PROVISION) == wanted
    assert judged(story(*lines), licence_publicity_days.PROVISION, terms=with_settings(licence_publicity_days=0)) == []


def test_the_decision_waits_for_the_head():
    ready = (*APPLIED, *SUPPLEMENTED, *ACCEPTED)
    assert one(judged(story(*ready), licence_review.PROVISION)).owes == "licence_review"
    assert status((*ready, *EXAMINED[:-1]), licence_review.PROVISION) == Status.OWED
    assert status((*ready, *EXAMINED), licence_review.PROVISION) == Status.KEPT
    assert "PRACTICE:许可审批" in {finding.provision for finding in gated(story(*ready, *EXAMINED[:-1]), "licence_decision")}


# -- 第四十二条、第四十四条、第四十五条 ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("item", "more", "last"),
    [
        ("publications_retail", {}, date(2026, 12, 14)),  # 20 working days after Monday 11-16
        (
            "publications_retail",
            {"joint": "true"},
            date(2027, 1, 18),
        ),  # 45 working days; 2027 has no holiday notice yet: weekends only
        ("performance", {}, date(2026, 11, 19)),  # 3 calendar days after acceptance
        ("troupe", {}, date(2026, 12, 6)),  # 20 calendar days
        ("audiovisual_retail", {}, date(2026, 12, 16)),  # 30 calendar days
        ("net_cafe_prepare", {}, date(2026, 12, 11)),  # 20 working days after receipt on 11-13
        ("net_cafe_final", {}, date(2026, 12, 4)),  # 15 working days after receipt
        ("dangerous_sport", {}, date(2026, 12, 13)),  # 30 calendar days after receipt
        ("某项自写的许可", {}, date(2026, 12, 14)),
    ],
)
def test_each_item_is_decided_within_its_own_time(item, more, last):
    assert undisturbed(story(app(item, **more), *took()), PLAIN).hi == end_of(last)


@pytest.mark.parametrize(("at", "wanted"), [("12-14 23:59", Status.KEPT), ("12-15 00:01", Status.KEPT_LATE)])
def test_twenty_working_days_end_with_the_twentieth(at, wanted):
    assert status((app(), *took(), *decided(at)), DECIDED) == wanted


def test_before_acceptance_no_clock_runs_and_a_withdrawn_application_is_not_decided_on():
    assert judged(story(app()), DECIDED) == []
    gone = ("11-18 10:00 licence_application_withdrawn#gone about=#app party=p1", "11-18 10:01 #gone.applicant")
    assert status((app(), *took(), *gone), DECIDED) == Status.EXCUSED


def extension(at="12-10 09:00", days=10):
    lines = issued("licence_extension", "longer", at, days=days, reason="专家评审")
    return (lines[0], f"{at} #longer.unit_head", f"{at} #longer.head", lines[1])


def test_an_extension_approved_in_time_adds_ten_working_days():
    longer = (app(), *took(), *extension())
    assert decide_by(story(*longer), PLAIN).hi == end_of(date(2026, 12, 28))
    assert notes(longer, EXTENDED) == []


def test_an_extension_after_the_time_adds_nothing():
    late = (app(), *took(), *extension("12-15 09:00"))
    assert decide_by(story(*late), PLAIN).hi == end_of(date(2026, 12, 14))
    assert notes(late, EXTENDED) == ["期限已到 2026-12-14 24:00，2026-12-15 09:00 才延长"]


def test_an_extension_is_no_longer_than_the_statute_allows():
    assert notes((app(), *took(), *extension(days=11)), EXTENDED) == ["延长 11 个工作日，不得超过 10 个"]
    lines = extension(days=15)
    approved = (lines[0] + " government=澄政函〔2026〕9号", *lines[1:])
    assert notes((app(joint="true"), *took(), *approved), EXTENDED) == []
    assert decide_by(story(app(), *took(), *extension(days=11)), PLAIN).hi == end_of(date(2026, 12, 28))


def test_what_several_bodies_handle_is_extended_by_the_government_and_not_by_the_head_alone():
    assert notes((app(joint="true"), *took(), *extension(days=15)), EXTENDED) == [
        "联合办理的延长要经本级人民政府负责人批准，没有写批准的文号和日期"
    ]
    assert notes((app(), *took(), *extension()), EXTENDED) == []


def by_government(on):
    lines = extension(days=15)
    return (app(joint="true"), *took(), f"{lines[0]} joint=true government=分管副区长批示 government_on={on}", *lines[1:])


def test_the_government_approves_before_the_applicant_is_told():
    assert notes(by_government("2026-12-10"), EXTENDED) == []
    assert notes(by_government("2026-12-11"), EXTENDED) == ["本级人民政府 2026-12-11 才批准，2026-12-10 09:00 已经延长"]


def test_whoever_says_that_the_government_approved_is_asked_for_number_and_date_and_nobody_else_is():
    kind, common = (
        our_book().kind("licence_extension"),
        {"party": "p1", "item_title": "出版物零售", "reason": "会签未齐", "days": 15},
    )

    def asked(content):
        return [item.key for item in kind.fields if item.required and item.wanted(content) and item.empty(content.get(item.key))]

    assert asked(common) == []
    assert asked({**common, "joint": True}) == ["government", "government_on"]


def test_an_older_notice_with_a_number_was_approved_by_the_government():
    kind = our_book().kind("licence_extension")
    assert kind.upcast[1]({"government": "澄政函〔2026〕9号"})["joint"] is True
    assert not kind.upcast[1]({"days": 10}).get("joint")


def test_the_notice_says_who_approved_and_for_the_government_under_which_number_and_when():
    kind = our_book().kind("licence_extension")
    own = "".join(paragraphs(kind, {"item_title": "x", "reason": "y", "days": 10}))
    assert "第一款" in own
    assert "本机关负责人批准" in own
    assert "批准文号" not in own
    joint = {"item_title": "x", "reason": "y", "days": 15, "joint": True, "government": "9号", "government_on": "2026-12-03"}
    told = "".join(paragraphs(kind, joint))
    assert "第二款" in told
    assert "本级人民政府负责人批准" in told
    assert "批准文号：{government}。批准日期：{government_on}。" in told


def test_a_statute_that_sets_its_own_time_and_no_extension_leaves_none():
    assert notes((app("troupe"), *took(), *extension("11-20 09:00")), EXTENDED) == [
        "营业性演出管理条例（2020-11-29）第六条规定了决定的期限，没有规定可以延长"
    ]


def test_a_bureau_adds_and_changes_items_by_setting():
    rows = [{"key": "publications_retail", "days": 5}, {"key": "sport_event", "title": "赛事许可", "days": 7, "unit": "days"}]
    terms = with_settings(licence_items=rows)
    assert undisturbed(story(app(), *took()), terms).hi == end_of(date(2026, 11, 23))
    assert undisturbed(story(app("sport_event"), *took()), terms).hi == end_of(date(2026, 11, 23))
    assert item_of("sport_event", rows).title == "赛事许可"
    assert item_of("publications_retail", rows).law.startswith("出版管理条例")


def test_time_that_is_not_counted_moves_the_end_when_it_was_told_in_writing():
    told = issued("licence_period_excluded", "apart", "11-18 09:00", why="experts", days=5, starts="2026-11-18", reason="评审")
    assert decide_by(story(app(), *took(), *told), PLAIN).hi == end_of(date(2026, 12, 21))
    assert decide_by(story(app(), *took(), told[0]), PLAIN).hi == end_of(date(2026, 12, 14))


@pytest.mark.parametrize(("at", "wanted"), [("12-09 23:59", Status.KEPT), ("12-10 00:01", Status.KEPT_LATE)])
def test_the_licence_is_in_hand_ten_working_days_after_the_decision(at, wanted):
    lines = (app(), *took(), *decided("11-25 09:00"), f"{at} licence_delivered#card about=#dec party=p1 way=post tracking=1")
    assert status(lines, a44_delivered.PROVISION) == wanted


def test_a_refusal_delivers_no_licence():
    assert judged(story(app(), *took(), *decided("11-25 09:00", result="refuse", reason="无")), a44_delivered.PROVISION) == []


# -- 第四十六条至第四十八条 ---------------------------------------------------------------------------------------------------
LUO, FANG = '\'{"id": "luo", "name": "罗雨桐"}\'', '\'{"id": "fang", "name": "方志刚"}\''
REVIEW = (f"11-18 09:00 licence_review#review about=#acc reviewer={LUO} result=grant interest=true reason=符合",)
RIGHT = issued("licence_hearing_told", "right", "11-19 09:00", about="#review", reason="相邻")


def hearing(at="12-03 09:00/11:00", chair=FANG):
    end = at[:6] + at[12:]
    people = '\'[{"id": "1", "name": "李某", "part": "利害关系人"}]\''
    return (
        f"{at} licence_hearing_record#heard chair={chair} people={people} opinion=符合 statements=有异议",
        f"{end} #heard.people[1]",
        f"{end} #heard.chair",
    )


def asked(at):
    return (f'{at} licence_hearing_request#ask about=#right who=\'{{"name": "李某"}}\'', f"{at} #ask.who")


def test_who_has_an_interest_is_told_before_the_decision():
    told = (app(), *took(), *REVIEW)
    assert one(judged(story(*told), TOLD)).gates == ("licence_decision",)
    assert status((*told, *RIGHT), TOLD) == Status.KEPT
    plain = REVIEW[0].replace("interest=true", "interest=false")
    assert judged(story(app(), *took(), plain), TOLD) == []


@pytest.mark.parametrize(("at", "wanted"), [("11-26 23:00", Status.BREACHED), ("11-27 00:01", Status.KEPT)])
def test_the_decision_waits_five_working_days_for_a_request(at, wanted):
    # told on Thursday 11-19: 11-20, 23, 24, 25, 26
    assert status((app(), *took(), *REVIEW, *RIGHT, *decided(at)), WAITED) == wanted


def test_the_five_days_of_a_party_may_be_calendar_days_by_setting():
    lines = (app(), *took(), *REVIEW, *RIGHT, *decided("11-25 09:00"))
    assert status(lines, WAITED) == Status.BREACHED
    assert status(lines, WAITED, terms=with_settings(licence_hearing_request_unit="days")) == Status.KEPT


def test_a_request_in_time_is_heard_within_twenty_working_days_and_stops_the_decision():
    lines = (app(), *took(), *REVIEW, *RIGHT, *asked("11-20 09:00"))
    found = one(judged(story(*lines), HELD))
    assert (found.status, found.due.hi) == (Status.OWED, end_of(date(2026, 12, 18)))
    assert "licence_2019:47:held" in {finding.provision for finding in gated(story(*lines), "licence_decision")}
    assert status((*lines, *hearing()), HELD) == Status.KEPT
    assert status((*lines, *hearing("12-21 09:00/11:00")), HELD) == Status.KEPT_LATE


def test_a_request_after_the_five_days_is_noted_and_owes_nothing():
    lines = (app(), *took(), *REVIEW, *RIGHT, *asked("11-27 09:00"))
    assert notes(lines, HELD) == ["听证申请期限到 2026-11-26 24:00，2026-11-27 09:00 才提出"]
    assert find(judged(story(*lines), HELD), sort="duty") == []


def notice(at, chair=FANG, **more):
    return issued("licence_hearing_notice", "call", at, chair=chair, hearing_at="2026-12-03T09:00", **more)


@pytest.mark.parametrize(("at", "wanted"), [("11-24 09:00", Status.KEPT), ("11-25 09:00", Status.BREACHED)])
def test_seven_working_days_lie_between_notice_and_hearing(at, wanted):
    # 11-24 (Tuesday): 25, 26, 27, 30, 12-01, 02, 03
    assert status((app(), *took(), *notice(at), *hearing()), NOTIFIED) == wanted


def test_who_examined_the_application_does_not_chair():
    assert notes((app(), *took(), *REVIEW, *notice("11-20 09:00")), CHAIRED) == []
    assert notes((app(), *took(), *REVIEW, *notice("11-20 09:00", chair=LUO)), CHAIRED) == ["听证主持人罗雨桐是审查这项申请的人"]


def test_who_is_named_to_examine_it_or_checked_on_site_does_not_chair_either():
    zhou = """'{"id": "zhou", "name": "周启明"}'"""
    named = (app(officers="@two"), *took(), *notice("11-20 09:00", chair=zhou))
    visited = (app(), *took(), "11-18 09:00/10:00 licence_check officers=@two", *notice("11-20 09:00", chair=zhou))
    for lines in (named, visited):
        assert notes(lines, CHAIRED) == ["听证主持人周启明是审查这项申请的人"]
    assert notes((app(officers="@two"), *took(), *notice("11-20 09:00")), CHAIRED) == []


def test_what_was_heard_is_decided_on_afterwards():
    heard = (app(), *took(), *hearing())
    assert notes((*heard, *decided("12-03 11:01")), BY_THE_RECORD) == []
    assert len(notes((*decided("12-03 09:30"), *heard), BY_THE_RECORD)) == 1


def test_places_of_entertainment_are_heard_in_public_before_they_are_licensed():
    started = (app("entertainment"), *took())
    assert one(judged(story(*started), a46_heard_in_public.PROVISION), owes="licence_hearing_record").status == Status.OWED
    assert "licence_2019:46" in {finding.provision for finding in gated(story(*started), "licence_decision")}
    silent = (*started, *notice("11-20 09:00"), *hearing())
    assert notes(silent, a46_heard_in_public.PROVISION) == ["依法应当听证的事项，听证没有向社会公告"]
    announced = (*started, *notice("11-20 09:00", announced="true", medium="网站"), *hearing())
    assert notes(announced, a46_heard_in_public.PROVISION) == []
    assert status(announced, a46_heard_in_public.PROVISION, sort="duty") == Status.KEPT
    assert judged(story(app(), *took()), a46_heard_in_public.PROVISION) == []


def test_the_time_a_hearing_takes_is_told_in_writing():
    heard = (app(), *took(), *hearing())
    assert status(heard, a45_time_not_counted.PROVISION) == Status.OWED
    told = issued("licence_period_excluded", "apart", "11-20 09:00", why="hearing", days=10, starts="2026-11-20", reason="听证")
    assert status((*heard, *told), a45_time_not_counted.PROVISION) == Status.KEPT


# -- 第五十条 -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("last", "count"), [("2026-12-13", 0), ("2026-12-12", 1)])
def test_a_renewal_is_asked_for_thirty_days_ahead(last, count):
    assert len(notes((app(request="renewal", expires=last),), a50_renewal.PROVISION)) == count


@pytest.mark.parametrize(("at", "wanted", "said"), [("12-13 23:59", Status.KEPT, 0), ("12-14 00:01", Status.KEPT_LATE, 1)])
def test_silence_when_a_licence_runs_out_renews_it(at, wanted, said):
    lines = (app(request="renewal", expires="2026-12-13"), *took(), *decided(at))
    assert status(lines, a50_renewal.PROVISION, sort="duty") == wanted
    assert len(notes(lines, a50_renewal.PROVISION)) == said
    assert judged(story(app(), *took(), *decided(at)), a50_renewal.PROVISION) == []


# -- one breach, one finding ----------------------------------------------------------------------------------------------
def wrong(lines, terms=PLAIN):
    found = judged(story(*lines), terms=terms)
    return {
        finding.provision for finding in found if finding.status not in {Status.KEPT, Status.EXCUSED} or finding.sort != "duty"
    }


@pytest.mark.parametrize(
    ("lines", "provision"),
    [
        ([line for line in LICENCE if "licence_publicity" not in line], {"licence_2019:40", "PRACTICE:许可公示期限"}),
        ([line.replace("12-01 09:00", "12-07 09:00") for line in LICENCE], {"PRACTICE:许可公示期限"}),
        ([line.replace("11-30 10:0", "12-10 10:0") for line in LICENCE], {"licence_2019:44"}),
        ([line for line in LICENCE if "#review.head" not in line], {"PRACTICE:许可审批"}),
        ([line.replace("officers=@two items", "officers=@one items") for line in LICENCE], {"licence_2019:34:two"}),
    ],
)
def test_one_breach_in_a_lawful_licence_is_found_alone(lines, provision):
    assert wrong(lines) == provision


def test_the_pieces_of_the_story_are_in_use():
    assert (*APPLIED, *SUPPLEMENTED, *ACCEPTED, *EXAMINED, *GRANTED, *DELIVERED) == LICENCE[:-1]
    assert "房产证明" in _MATERIALS
