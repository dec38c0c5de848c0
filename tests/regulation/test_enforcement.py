"""强制执行和申请法院: demand first, power by statute alone, the sum to the fen, the court in its window (制度第二十四条至第二十六条; practice.md 15, 16)."""

from datetime import datetime

import pytest
from tests.regulation.story import gated, judged, one, story

from liuhen.regulation.articles import a24_demand, a25_ways, a26_court, a27_case_file
from liuhen.regulation.grammar import Gravity, Status
from liuhen.regulation.statutes.compulsion_2011 import (
    a13_by_law_alone,
    a35_demand,
    a36_heard,
    a39_suspended,
    a42_agreement,
    a43_night,
    a45_additional_fine,
    a46_disposal,
    a51_substitute,
    a53_court_window,
    a54_demand_before_court,
    a55_application,
    a56_objection,
)
from liuhen.regulation.statutes.penalty_2021 import a72_additional_fine
from liuhen.regulation.when import CST

BEFORE, SERVED = a24_demand.PROVISIONS
RECORDED, FILMED = a25_ways.PROVISIONS
WAITS, ITEMS = a35_demand.PROVISIONS
TAX = 'grants=\'[{"title": "中华人民共和国税收征收管理法", "article": "40"}]\''
RULE = 'grants=\'[{"title": "娱乐场所管理条例", "article": "41"}]\''


def slip(name, paper, at, **_):
    return (
        f"{at} proof_of_service#{name} party=p1 papers='[\"#{paper}\"]' way=direct",
        f"{at} #{name}.recipient", f"{at} #{name}.officers[zhou]", f"{at} #{name}.officers[shen]",
    )  # fmt: skip


DECIDED = (
    "11-20 09:00 penalty_decision#decision party=p1 penalties=@fine fine=10000.00 pay_days=15",
    "11-20 09:01 #decision issued 澄文综罚字〔2026〕1号",
    *slip("got", "decision", "11-23 10:00"),
)
DEMAND = (
    "12-10 09:00 demand_notice#demand about=#decision party=p1 duty=缴纳罚款 days=10 way=到银行缴纳 sum_due=true fine=10000.00",
    "12-10 09:10 #demand.unit_head", "12-10 09:20 #demand issued 澄文催字〔2026〕1号",
)  # fmt: skip
DEMANDED = (*DECIDED, *DEMAND, *slip("told", "demand", "12-10 15:00"))
ADDED = "{} additional_fine_decision#added about=#decision party=p1 base=10000.00 since={} until={} amount={}"


# -- the additional fine ----------------------------------------------------------------------------------------------
def test_the_additional_fine_is_three_hundredths_a_day_from_the_day_after_the_fifteenth():
    right = story(*DECIDED, ADDED.format("12-18 10:00", "2026-12-09", "2026-12-18", "3000.00"))
    assert judged(right, *a72_additional_fine.PROVISIONS) == []


@pytest.mark.parametrize(
    ("since", "amount", "wrong"),
    [("2026-12-09", "3300.00", "应为 3000.00 元，写的是 3300.00 元"), ("2026-12-08", "3300.00", "缴纳期限到 2026-12-08")],
)
def test_a_day_too_many_or_too_early_is_a_fault_and_stops_the_paper(since, amount, wrong):
    history = story(*DECIDED, ADDED.format("12-18 10:00", since, "2026-12-18", amount))
    assert wrong in one(judged(history, *a72_additional_fine.PROVISIONS)).why
    assert "penalty_2021:72" in {finding.provision for finding in gated(history, "additional_fine_decision")}


def test_it_never_exceeds_the_fine():
    over = story(*DECIDED, ADDED.format("12-18 10:00", "2026-12-09", "2026-12-18", "10000.01"))
    assert one(judged(over, a45_additional_fine.PROVISION)).gravity == Gravity.REVOCABLE
    full = story(*DECIDED, ADDED.format("12-18 10:00", "2026-12-09", "2027-01-11", "10000.00"))
    assert judged(full, a45_additional_fine.PROVISION, *a72_additional_fine.PROVISIONS) == []


def test_a_deferral_moves_the_first_day():
    deferred = ("12-01 09:00 payment_plan#plan about=#decision party=p1 way=defer until=2026-12-31", "12-01 09:10 #plan.unit_head", "12-01 09:20 #plan.head", "12-01 09:30 #plan issued 1号")  # fmt: skip
    early = story(*DECIDED, *deferred, ADDED.format("12-18 10:00", "2026-12-09", "2026-12-18", "3000.00"))
    assert "2027-01-01 起算" in one(judged(early, *a72_additional_fine.PROVISIONS)).why


def test_while_the_party_sues_nothing_runs():
    sued = "12-11 09:00 remedy_sought party=p1 route=suit body=法院 begun=2026-12-11"
    history = story(*DECIDED, sued, ADDED.format("12-18 10:00", "2026-12-09", "2026-12-18", "600.00"))
    assert judged(history, *a72_additional_fine.PROVISIONS) == []


def test_the_regulation_asks_a_demand_before_the_additional_fine_and_the_statute_does_not():
    added = (ADDED.format("12-18 10:00", "2026-12-09", "2026-12-18", "3000.00"), "12-18 10:10 #added.unit_head", "12-18 10:20 #added.head", "12-18 10:30 #added issued 1号")  # fmt: skip
    undemanded = story(*DECIDED, *added)
    assert one(judged(undemanded, BEFORE)).status == Status.OWED
    assert one(judged(undemanded, BEFORE)).gates == ()
    assert judged(undemanded, WAITS, a13_by_law_alone.PROVISION) == []
    assert one(judged(story(*DEMANDED, *added), BEFORE)).status == Status.KEPT


# -- the demand -------------------------------------------------------------------------------------------------------
def test_a_demand_is_served_and_says_time_way_and_sum():
    assert one(judged(story(*DECIDED, *DEMAND), SERVED)).status == Status.OWED
    assert one(judged(story(*DEMANDED), SERVED)).status == Status.KEPT
    assert judged(story(*DEMANDED), ITEMS) == []
    bare = story(*DECIDED, DEMAND[0].replace("fine=10000.00", ""))
    assert one(judged(bare, ITEMS)).why == "催告书缺明确的金额"


def test_an_answer_is_reviewed_point_by_point_before_force():
    open_point = '12-12 09:00 demand_answer#answer about=#demand party=p1 points=\'[{"text": "经营困难"}]\''
    assert one(judged(story(*DEMANDED, open_point), a36_heard.PROVISION)).status == Status.OWED
    reviewed = '12-12 09:00 demand_answer#answer about=#demand party=p1 points=\'[{"text": "经营困难", "adopted": "no", "reason": "没有证据"}]\''
    assert one(judged(story(*DEMANDED, reviewed, "12-13 09:00 #answer.unit_head"), a36_heard.PROVISION)).status == Status.KEPT
    assert "compulsion_2011:36" in {finding.provision for finding in gated(story(*DEMANDED, open_point), "court_application")}


# -- force of one's own -----------------------------------------------------------------------------------------------
FORCE = "{} enforcement_decision#force about=#demand party=p1 way=obstruction reason=逾期不履行 {}"


def test_force_needs_a_statute_else_the_court_is_asked():
    assert "申请人民法院" in one(judged(story(*DEMANDED, FORCE.format("12-22 09:00", RULE)), a13_by_law_alone.PROVISION)).why
    assert one(judged(story(*DEMANDED, FORCE.format("12-22 09:00", "")), a13_by_law_alone.PROVISION)).gravity == Gravity.REVOCABLE
    assert judged(story(*DEMANDED, FORCE.format("12-22 09:00", TAX)), a13_by_law_alone.PROVISION) == []


def test_a_body_acting_by_entrustment_has_no_force():
    entrusted = story("11-13 08:00 case_registration capacity=entrusted", *DEMANDED, FORCE.format("12-22 09:00", TAX))
    assert one(judged(entrusted, a13_by_law_alone.PROVISION)).gravity == Gravity.REVOCABLE


def test_force_without_a_demand_is_stopped_and_would_be_revocable():
    history = story(*DECIDED, FORCE.format("12-22 09:00", TAX))
    found = one(judged(history, WAITS))
    assert (found.status, found.gravity) == (Status.OWED, Gravity.REVOCABLE)
    assert "compulsion_2011:35:waits" in {finding.provision for finding in gated(history, "enforcement_decision")}


def test_force_waits_for_the_last_day_of_the_demand_unless_things_are_being_hidden():
    issued = (
        "12-20 09:01 #force.unit_head",
        "12-20 09:02 #force.legal",
        "12-20 09:03 #force.head",
        "12-20 09:04 #force issued 1号",
    )
    early = story(*DEMANDED, FORCE.format("12-20 09:00", TAX), *issued)
    assert "期满之前不能" in one([finding for finding in judged(early, WAITS) if finding.sort == "fault"]).why
    hidden = story(*DEMANDED, FORCE.format("12-20 09:00", f"{TAX} immediate=true hiding=转移设备"), *issued)
    assert [finding for finding in judged(hidden, WAITS) if finding.sort == "fault"] == []
    after = [line.replace("12-20", "12-21") for line in issued]
    assert [
        finding
        for finding in judged(story(*DEMANDED, FORCE.format("12-21 09:00", TAX), *after), WAITS)
        if finding.sort == "fault"
    ] == []


FORCED = (
    *DEMANDED,
    FORCE.format("12-22 09:00", TAX),
    "12-22 09:01 #force.unit_head",
    "12-22 09:02 #force.legal",
    "12-22 09:03 #force.head",
    "12-22 09:04 #force issued 1号",
)
REMOVED = "{} obstruction_removal#removal about=#force party=p1 what=拆除 officers=@two"


def test_what_was_decided_is_recorded_and_the_removal_is_filmed():
    assert one(judged(story(*FORCED), RECORDED)).owes == "obstruction_removal"
    removed = story(*FORCED, REMOVED.format("12-23 10:00/11:00"))
    assert one(judged(removed, RECORDED)).status == Status.KEPT
    assert one(judged(removed, FILMED)).status == Status.OWED
    film = "12-23 12:00 recording_linked recording=r1 record=#removal media=video begin=2026-12-23T10:00:00 end=2026-12-23T11:00:00 arrived=2026-12-23T12:00:00"
    assert one(judged(story(*FORCED, REMOVED.format("12-23 10:00/11:00"), film), FILMED)).status == Status.KEPT


def test_a_removal_is_not_let_off_by_calling_it_unsuitable():
    """第二十五条 has no 不适宜的除外, 第十二条 has."""
    unfit = REMOVED.format("12-23 10:00/11:00") + " recording_unsuitable=true unsuitable_reason=下雨"
    found = one(judged(story(*FORCED, unfit), FILMED))
    assert (found.status, "由负责人写明理由免办" in found.why) == (Status.OWED, True)


def test_what_another_party_did_is_no_record_of_this_one():
    over = "12-21 09:00 party_end party=p2 ground=performed at=2026-12-21"
    elsewhere = REMOVED.format("12-23 10:00/11:00").replace("about=#force party=p1", "party=p2")
    assert one(judged(story(*FORCED, over), RECORDED)).status == Status.OWED
    assert one(judged(story(*FORCED, elsewhere), RECORDED)).status == Status.OWED
    assert one(judged(story(*FORCED, over.replace("p2", "p1")), RECORDED)).status == Status.EXCUSED


def test_hiding_things_shortens_the_demand_and_does_not_replace_it():
    """第三十七条: 在催告期间."""
    hidden = FORCE.format("12-14 09:00", f"{TAX} immediate=true hiding=转移设备")
    assert one(judged(story(*DECIDED, hidden), BEFORE)).status == Status.OWED
    assert one(judged(story(*DEMANDED, hidden), BEFORE)).status == Status.KEPT


def test_an_answer_signed_without_a_word_on_its_points_is_not_reviewed():
    bare = '12-12 09:00 demand_answer#answer about=#demand party=p1 points=\'[{"text": "经营困难"}]\''
    found = one(judged(story(*DEMANDED, bare, "12-13 09:00 #answer.unit_head"), SERVED), because="answer")
    assert (found.status, "还有 1 点没有写复核结果" in found.why) == (Status.OWED, True)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("12-23 21:30/22:30", "夜间"),
        ("12-24 05:00/06:30", "夜间"),
        ("2027-01-01 10:00/11:00", ""),
        ("12-23 06:00/22:00", ""),
        ("12-26 10:00/11:00", ""),
    ],
)
def test_no_force_at_night(span, words):
    found = judged(story(*FORCED, REMOVED.format(span)), a43_night.PROVISION)
    assert (bool(found) and words in found[0].why) if words else found == [] or "节假日" in found[0].why
    assert judged(story(*FORCED, REMOVED.format(span) + " urgent=true"), a43_night.PROVISION) == []


def test_new_years_day_is_a_holiday_before_the_notice_of_its_year_is_out():
    at_new_year = story(REMOVED.format("2027-01-01 10:00/11:00").replace("about=#force ", ""))
    assert "节假日" in one(judged(at_new_year, a43_night.PROVISION)).why
    the_day_after = story(REMOVED.format("2027-01-04 10:00/11:00").replace("about=#force ", ""))
    assert judged(the_day_after, a43_night.PROVISION) == []


def test_no_force_on_a_statutory_holiday_while_a_plain_sunday_is_none():
    national_day = "2026-10-01 10:00/11:00"
    assert "节假日" in one(judged(story(REMOVED.format(national_day).replace("about=#force ", "")), a43_night.PROVISION)).why
    sunday = "2026-11-29 10:00/11:00"
    assert judged(story(REMOVED.format(sunday).replace("about=#force ", "")), a43_night.PROVISION) == []


SUBSTITUTE = (
    "12-22 09:00 substitute_decision#sub about=#demand party=p1 reason=占道",
    "12-22 09:10 #sub.unit_head",
    "12-22 09:20 #sub.head",
    "12-22 09:30 #sub issued 1号",
    *slip("handed", "sub", "12-22 15:00"),
)
PERFORMED = '{} substitute_record#done about=#sub party=p1 demanded={} what=清除 officers=@two witness=\'{{"name": "丁师傅"}}\''


WATCHED = (
    "12-29 10:01 #done.substitute",
    "12-29 10:01 #done.witness",
    "12-29 10:02 #done.officers[zhou]",
    "12-29 10:02 #done.officers[shen]",
)


def test_a_substitute_acts_only_after_three_working_days_from_a_second_demand():
    lawful = story(*DEMANDED, *SUBSTITUTE, PERFORMED.format("12-29 09:00/10:00", "2026-12-23T09:00"), *WATCHED)
    assert {(f.sort, f.status) for f in judged(lawful, a51_substitute.PROVISION)} == {("duty", Status.KEPT)}
    early = story(*DEMANDED, *SUBSTITUTE, PERFORMED.format("12-28 09:00/10:00", "2026-12-23T09:00"))
    assert "就代履行" in one([f for f in judged(early, a51_substitute.PROVISION) if f.sort == "fault"]).why


def test_who_watched_who_did_it_and_who_saw_it_sign_in_the_end():
    done = PERFORMED.format("12-29 09:00/10:00", "2026-12-23T09:00")
    unsigned = story(*DEMANDED, *SUBSTITUTE, done, *WATCHED[:1], *WATCHED[2:])
    found = one(judged(unsigned, a51_substitute.PROVISION), owes="record.signatures")
    assert (found.status, found.missing) == (Status.OWED, "见证人")


def test_a_substitute_without_a_second_demand_or_anybody_who_signs_is_a_fault():
    bare = story(*DEMANDED, *SUBSTITUTE, "12-29 09:00/10:00 substitute_record about=#sub party=p1 what=清除 officers=@two")
    assert {f.key.rpartition("!")[2] for f in judged(bare, a51_substitute.PROVISION) if f.sort == "fault"} == {
        "demand",
        "witness",
    }


def test_an_agreement_remits_the_additional_fine_alone_and_for_a_remedy():
    added = (ADDED.format("12-18 10:00", "2026-12-09", "2026-12-18", "3000.00"), "12-18 10:10 #added.unit_head", "12-18 10:20 #added.head", "12-18 10:30 #added issued 1号")  # fmt: skip
    beyond = story(*DEMANDED, *added, "12-19 09:00 enforcement_agreement party=p1 reduced=3000.01 remedy=已补办")
    assert "罚款本身不能减免" in one(judged(beyond, a42_agreement.PROVISION)).why
    within = story(*DEMANDED, *added, "12-19 09:00 enforcement_agreement party=p1 reduced=3000.00 remedy=已补办")
    assert judged(within, a42_agreement.PROVISION) == []
    unearned = story(*DEMANDED, *added, "12-19 09:00 enforcement_agreement party=p1 reduced=3000.00")
    assert "补救措施" in one(judged(unearned, a42_agreement.PROVISION)).why


def test_a_suspension_ends_one_way_or_another_within_three_years():
    paused = ("12-22 09:00 enforcement_suspended#pause party=p1 ground=hardship", "12-22 09:10 #pause.head", "12-22 09:20 #pause issued 1号")  # fmt: skip
    found = one(judged(story(*DEMANDED, *paused), a39_suspended.PROVISION))
    assert found.due.hi.date().isoformat() == "2029-12-22"
    resumed = story(*DEMANDED, *paused, "2027-03-01 09:00 enforcement_resumed#on party=p1", "2027-03-01 09:10 #on.head")
    assert one(judged(resumed, a39_suspended.PROVISION)).status == Status.KEPT


def test_only_what_is_under_seal_is_auctioned_and_only_after_the_remedies():
    sold = "{} goods_disposal party=p1 way=auction"
    codes = {f.key.rpartition("!")[2] for f in judged(story(*DEMANDED, sold.format("12-22 09:00")), a46_disposal.PROVISION)}
    assert codes == {"unsealed", "remedies"}
    sealed = f"told 2026-11-01T10:00 seizure_decision measure=seal party=p1 {TAX}"
    lawful = story(sealed, *DEMANDED, sold.format("2027-05-24 09:00"))
    assert judged(lawful, a46_disposal.PROVISION) == []
    assert "remedies" in one(judged(story(sealed, *DEMANDED, sold.format("2027-05-23 09:00")), a46_disposal.PROVISION)).key


# -- the court --------------------------------------------------------------------------------------------------------
ASKED = (
    "{} court_application#court about=#demand party=p1 court_name=法院 facts=事实 opinion=没有提出 demanded=已催告 object=罚款"
)


def asked(day, *more):
    signed = (
        f"{day} 09:10 #court.unit_head",
        f"{day} 09:20 #court.legal",
        f"{day} 09:30 #court.head",
        f"{day} 10:00 #court issued 澄文强执字〔2027〕1号",
    )
    return (ASKED.format(f"{day} 09:00"), *signed, *more)


def test_the_court_is_asked_after_ten_working_days_from_the_demand():
    """law.md 1.10: served 2026-11-23, unmet through 2026-12-07, may file from 2026-12-08."""
    early_demand = (*DECIDED, DEMAND[0].replace("12-10", "11-23"), "11-23 09:10 #demand.unit_head", "11-23 09:20 #demand issued 1号", *slip("told", "demand", "11-23 15:00"))  # fmt: skip
    too_early = judged(story(*early_demand, *asked("12-07")), a54_demand_before_court.PROVISION)
    assert "2026-12-07 24:00" in one([f for f in too_early if f.sort == "fault"]).why
    in_time = judged(story(*early_demand, *asked("12-08")), a54_demand_before_court.PROVISION)
    assert [f.sort for f in in_time] == ["duty"]


@pytest.mark.parametrize(("signed", "stopped"), [("12-07", True), ("12-08", False)])
def test_an_application_drawn_up_early_is_signed_by_the_head_once_the_ten_days_are_over(signed, stopped):
    drawn_up = (*DECIDED, DEMAND[0].replace("12-10", "11-23"), "11-23 09:10 #demand.unit_head", "11-23 09:20 #demand issued 1号", *slip("told", "demand", "11-23 15:00"), ASKED.format("11-30 09:00"))  # fmt: skip
    history = story(*drawn_up, f"{signed} 09:10 #court.unit_head", f"{signed} 09:20 #court.legal", f"{signed} 09:30 #court.head")
    assert ("compulsion_2011:54" in {finding.provision for finding in gated(history, "court_application.head")}) == stopped


def test_the_court_is_not_asked_without_a_demand():
    history = story(*DECIDED, ASKED.format("12-22 09:00"))
    assert one(judged(history, a54_demand_before_court.PROVISION)).status == Status.OWED
    assert "compulsion_2011:54" in {finding.provision for finding in gated(history, "court_application.head")}


def test_the_window_is_three_months_after_the_six_months_to_sue():
    found = one(judged(story(*DEMANDED), a53_court_window.PROVISION))
    assert found.due.hi == datetime(2027, 8, 23, 23, 59, 59, 999999, tzinfo=CST)
    assert judged(story(*DECIDED), a53_court_window.PROVISION) == []
    assert one(judged(story(*DEMANDED, *asked("2027-08-23")), a53_court_window.PROVISION)).status == Status.KEPT
    assert one(judged(story(*DEMANDED, *asked("2027-08-24")), a53_court_window.PROVISION)).status == Status.KEPT_LATE
    assert "期满之前法院不受理" in one([f for f in judged(story(*DEMANDED, *asked("2027-05-23")), a53_court_window.PROVISION) if f.sort == "fault"]).why  # fmt: skip


def test_whoever_paid_is_not_taken_to_court():
    paid = story(*DEMANDED, "12-15 09:00 payment party=p1 what=fine amount=10000.00 paid=2026-12-15 receipt=1")
    assert judged(paid, a53_court_window.PROVISION) == []


def test_after_a_reconsideration_the_window_counts_from_its_result():
    remedy = "2027-03-01 09:00 remedy_sought party=p1 route=reconsideration body=区政府 begun=2027-01-05 result=upheld result_on=2027-03-01"
    assert one(judged(story(*DEMANDED, remedy), a53_court_window.PROVISION)).due.hi.date().isoformat() == "2027-06-16"
    pending = "2027-01-05 09:00 remedy_sought party=p1 route=reconsideration body=区政府 begun=2027-01-05"
    assert judged(story(*DEMANDED, pending), a53_court_window.PROVISION) == []


def test_the_application_says_what_the_court_needs_and_a_head_signs_it():
    assert one(judged(story(*DEMANDED, *asked("2027-06-01")), a55_application.PROVISION)).status == Status.KEPT
    bare = story(*DEMANDED, ASKED.format("2027-06-01 09:00").replace("opinion=没有提出 ", ""))
    assert "当事人的意见" in one([f for f in judged(bare, a55_application.PROVISION) if f.sort == "fault"]).why


@pytest.mark.parametrize(("day", "faults"), [("2027-06-25 09:00", 0), ("2027-06-26 00:01", 1)])
def test_an_objection_is_raised_within_fifteen_days(day, faults):
    no = "2027-06-10 09:00 court_answer#no about=#court party=p1 answer=denied received=2027-06-10T09:00"
    history = story(*DEMANDED, *asked("2027-06-01"), no, f"{day} court_objection about=#no party=p1")
    assert len(judged(history, a56_objection.PROVISION)) == faults


def test_the_courts_answer_and_result_are_on_record_and_the_result_ends_the_matter():
    applied = (*DEMANDED, *asked("2027-06-01"))
    assert one(judged(story(*applied), a26_court.PROVISION)).owes == "court_answer"
    granted = (*applied, "2027-06-10 09:00 court_answer about=#court party=p1 answer=granted")
    assert one(judged(story(*granted), a26_court.PROVISION), owes="court_result").status == Status.OWED
    done = story(*granted, "2027-07-20 09:00 court_result about=#court party=p1 result=executed amount=13000")
    assert {f.status for f in judged(done, a26_court.PROVISION)} == {Status.KEPT}
    archived = one(judged(done, a27_case_file.PROVISIONS[0]))
    assert archived.due.hi.date().isoformat() == "2027-08-19"


def test_what_the_court_said_of_another_application_is_no_answer_to_this_one():
    other = ASKED.format("2027-06-01 09:00").replace("#court", "#other").replace("party=p1", "party=p2")
    lines = (*DEMANDED, *asked("2027-06-01"), other, "2027-06-01 10:00 #other issued 2号",
             "2027-06-08 09:00 court_answer#no about=#other party=p2 answer=not_accepted",
             "2027-06-10 09:00 court_objection#again about=#no party=p2",
             "2027-06-25 09:00 court_answer about=#again party=p2 answer=not_accepted")  # fmt: skip
    assert one(judged(story(*lines), a26_court.PROVISION), because="court").status == Status.OWED
    ours = [line.replace("#other", "#court").replace("party=p2", "party=p1") for line in lines[-3:]]
    assert one(judged(story(*DEMANDED, *asked("2027-06-01"), *ours), a26_court.PROVISION)).status == Status.KEPT


def test_an_end_of_enforcement_ends_the_matter_for_the_archive():
    ended = story(*DEMANDED, "2027-09-01 09:00 enforcement_ended#end party=p1 ground=dissolved", "2027-09-01 09:10 #end.unit_head", "2027-09-01 09:20 #end.head", "2027-09-01 09:30 #end issued 1号")  # fmt: skip
    assert one(judged(ended, a27_case_file.PROVISIONS[0])).owes == "case_file_bound"


PAUSED = ("12-28 09:00 enforcement_suspended#wait about=#demand party=p1 ground=hardship", "12-28 09:10 #wait.head", "12-28 09:20 #wait issued 1号")  # fmt: skip


@pytest.mark.parametrize(("day", "early"), [("2029-12-27", True), ("2029-12-28", False)])
def test_nobody_gives_up_for_three_years_before_three_years_are_over(day, early):
    stop = (f"{day} 09:00 enforcement_ended#stop about=#wait party=p1 ground=three_years", f"{day} 09:10 #stop.unit_head",
            f"{day} 09:20 #stop.head", f"{day} 09:30 #stop issued 2号")  # fmt: skip
    faults = [finding for finding in judged(story(*DEMANDED, *PAUSED, *stop), a39_suspended.PROVISION) if finding.sort == "fault"]
    assert bool(faults) is early


def test_enforcement_against_one_party_goes_on_without_the_other():
    other = ("2027-06-28 09:00 enforcement_resumed#on party=p2 reason=已有能力", "2027-06-28 09:10 #on.head")
    assert one(judged(story(*DEMANDED, *PAUSED, *other), a39_suspended.PROVISION)).status == Status.OWED
    own = [line.replace("party=p2", "party=p1") for line in other]
    assert one(judged(story(*DEMANDED, *PAUSED, *own), a39_suspended.PROVISION)).status == Status.KEPT


def added(name, day, since, until, amount, party="p1"):
    return (f"{day} 10:00 additional_fine_decision#{name} about=#decision party={party} base=10000.00 since={since} until={until} amount={amount}",
            f"{day} 10:10 #{name}.unit_head", f"{day} 10:20 #{name}.head", f"{day} 10:30 #{name} issued 1号")  # fmt: skip


def test_two_decisions_for_days_that_follow_add_up_and_two_for_the_same_days_do_not():
    first = added("first", "12-28", "2026-12-09", "2026-12-28", "6000.00")
    second = added("second", "2027-01-28", "2026-12-29", "2027-01-28", "6000.00")
    found = one(judged(story(*DEMANDED, *first, *second), a45_additional_fine.PROVISION))
    assert (found.because, found.why) == ("second", "加处合计 12000.00 元，超出罚款 10000.00 元")
    anew = added("second", "2027-01-28", "2026-12-09", "2027-01-28", "10000.00")
    assert judged(story(*DEMANDED, *first, *anew), a45_additional_fine.PROVISION) == []


def test_what_was_added_for_another_party_cannot_be_remitted_to_this_one():
    deal = "12-29 09:00 enforcement_agreement#deal about=#demand party=p1 remedy=已补办 reduced=1000.00"
    own, other = (added("first", "12-28", "2026-12-09", "2026-12-28", "6000.00", party) for party in ("p1", "p2"))
    assert judged(story(*DEMANDED, *own, deal), a42_agreement.PROVISION) == []
    assert "超过加处罚款 0 元" in one(judged(story(*DEMANDED, *other, deal), a42_agreement.PROVISION)).why


def test_whoever_went_to_court_over_the_fine_is_not_sold_up_without_one():
    held = ("11-10 10:00/10:40 seizure_decision#held party=p1 measure=seize days=30 items=@host officers=@two",
            "11-10 10:41 #held.officers[zhou]", "11-10 10:41 #held.officers[shen]", "11-10 10:42 #held issued 1号")  # fmt: skip
    sale = "2027-06-01 10:00 goods_disposal#sale about=#held party=p1 items=@host way=auction amount=8000.00"
    sued = "2027-03-01 09:00 remedy_sought about=#{} party=p1 route=suit begun=2027-03-01 {}"
    assert judged(story(*held, *DEMANDED, sale), a46_disposal.PROVISION) == []
    for result in ("", "result=upheld result_on=2027-05-20"):
        found = one(judged(story(*held, *DEMANDED, sued.format("decision", result), sale), a46_disposal.PROVISION))
        assert "应当申请人民法院强制执行" in found.why
    lost = sued.format("held", "result=upheld result_on=2027-05-20")
    assert judged(story(*held, *DEMANDED, lost, sale), a46_disposal.PROVISION) == []
