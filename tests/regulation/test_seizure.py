"""查封、扣押: approved, on the spot, recorded, for thirty days (强制法第十七条至第二十八条; law.md C2, C14, C15; practice.md 7, 14)."""

from datetime import datetime

import pytest
from tests.regulation.story import gated, judged, one, story

from liuhen.regulation.grammar import Gravity, Status
from liuhen.regulation.statutes.compulsion_2011 import (
    a17_power,
    a18_steps,
    a19_urgent,
    a23_object,
    a24_decision,
    a25_thirty_days,
    a27_outcome,
)
from liuhen.regulation.statutes.practice import whole_course
from liuhen.regulation.when import CST

APPROVED, STEPS, SIGNED = a18_steps.PROVISIONS
PERIOD, TOLD = a25_thirty_days.PROVISIONS
LAW = 'grants=\'[{"title": "互联网上网服务营业场所管理条例", "article": "27"}]\''
FORM = (
    "11-23 09:00 seizure_approval#form measure=seize party=p1 reason=擅自经营",
    "11-23 09:10 #form.handler",
    "11-23 09:20 #form.unit_head",
)
SEIZED = (
    "11-23 10:00/10:40 seizure_decision#seized about=#form party=p1 measure=seize reason=擅自经营 days=30 "
    f"{LAW} items=@hosts officers=@two handed_over=true"
)
SIGNATURES = (
    "11-23 10:41 #seized.officers[zhou]",
    "11-23 10:41 #seized.officers[shen]",
    "11-23 10:42 #seized issued 澄文封字〔2026〕1号",
)


def seizure(*more, head="11-23 09:30 #form.head", seized=SEIZED):
    return story(*FORM, head, seized, *SIGNATURES, *more)


def test_a_head_approves_before_anything_is_carried_away():
    assert one(judged(seizure(), APPROVED)).status == Status.KEPT


def test_an_approval_after_the_fact_is_late_unless_it_was_urgent():
    assert one(judged(seizure(head="11-23 11:00 #form.head"), APPROVED)).status == Status.KEPT_LATE


def test_without_an_approval_the_decision_is_not_issued():
    before = story(*FORM, SEIZED)
    assert "compulsion_2011:18:approved" in {finding.provision for finding in gated(before, "seizure_decision")}


URGENT = (
    f"11-27 22:30/23:10 seizure_decision#seized party=p1 measure=seize reason=转移设备 days=30 {LAW} items=@hosts officers=@two",
    "11-27 23:11 #seized.officers[zhou]",
    "11-27 23:11 #seized.officers[shen]",
    "11-27 23:12 #seized issued 澄文封字〔2026〕2号",
    "11-28 09:00 seizure_approval#form urgent=true measure=seize reason=转移设备",
    "11-28 09:10 #form.handler",
    "11-28 09:20 #form.unit_head",
)


@pytest.mark.parametrize(("head", "status"), [("11-28 22:30", Status.KEPT), ("11-28 22:31", Status.KEPT_LATE)])
def test_an_urgent_seizure_on_friday_night_is_approved_within_24_hours_that_do_not_stop_for_saturday(head, status):
    found = one(judged(story(*URGENT, f"{head} #form.head"), a19_urgent.PROVISION))
    assert found.due.hi == datetime(2026, 11, 28, 22, 30, tzinfo=CST)
    assert found.status == status
    assert judged(story(*URGENT, f"{head} #form.head"), APPROVED) == []


def test_what_is_marked_urgent_on_the_decision_is_not_stopped_for_want_of_a_form_and_owes_it_within_24_hours():
    seized = URGENT[0].replace("reason=转移设备", "reason=转移设备 urgent=true")
    assert "compulsion_2011:18:approved" not in {finding.provision for finding in gated(story(seized), "seizure_decision")}
    owed = one(judged(story(seized, *URGENT[1:4]), a19_urgent.PROVISION))
    assert (owed.owes, owed.status, owed.due.hi) == ("seizure_approval", Status.OWED, datetime(2026, 11, 28, 22, 30, tzinfo=CST))
    form = [line.replace("urgent=true ", "") for line in URGENT[4:]]  # whoever types the form need not say it again
    done = story(seized, *URGENT[1:4], *form, "11-28 22:30 #form.head")
    assert one(judged(done, a19_urgent.PROVISION)).status == Status.KEPT
    assert judged(done, APPROVED) == []


def test_what_a_head_refuses_afterwards_is_lifted_at_once():
    refused = story(*URGENT, "11-28 10:00 #form.head refused")
    assert one(judged(refused, a19_urgent.PROVISION)).owes == "seizure_release"
    lifted = story(
        *URGENT, "11-28 10:00 #form.head refused", "11-28 10:30 seizure_release#back about=#seized party=p1 ground=not_approved all=true",
        "11-28 10:31 #back.party", "11-28 10:32 #back.officers", "11-28 10:33 #back issued 1号",
    )  # fmt: skip
    assert one(judged(lifted, a19_urgent.PROVISION)).status == Status.KEPT


SCENE = "11-23 10:00/10:40 scene_record#scene about=#seized officers=@two"
PRESENT = ' on_site=\'{"name": "李某"}\''
HEARD = ' rights=\'{"told": ["reasons", "statement", "remedies"], "means": "oral"}\' defence=没有意见'
SIGNS = ("11-23 10:41 #scene.officers[zhou]", "11-23 10:41 #scene.officers[shen]")


def test_two_officers_showed_their_cards_and_a_record_of_the_scene_was_made():
    assert {finding.status for finding in judged(seizure(SCENE + PRESENT + HEARD), STEPS)} == {Status.KEPT}


def test_the_record_of_the_scene_says_what_the_party_was_told_and_what_he_answered():
    silent = one(judged(seizure(SCENE + PRESENT), STEPS), sort="fault")
    assert silent.why == "现场笔录没有写当场告知理由、依据、陈述、申辩的权利、救济途径、当事人的陈述和申辩"
    no_remedies = HEARD.replace(', "remedies"', "")
    assert one(judged(seizure(SCENE + PRESENT + no_remedies), STEPS), sort="fault").why == "现场笔录没有写当场告知救济途径"


def test_nobody_is_told_in_his_absence_but_how_he_was_called_is_written_down():
    absent = SCENE + ' witness=\'{"name": "丁师傅"}\''
    assert one(judged(seizure(absent), STEPS), sort="fault").why == "现场笔录没有写怎样通知当事人到场"
    assert {finding.sort for finding in judged(seizure(absent + " summoned=电话通知"), STEPS)} == {"duty"}


def test_the_scene_of_one_seizure_is_not_that_of_the_next():
    next_day = SEIZED.replace("#seized", "#next").replace("11-23", "11-24")
    signed = [line.replace("#seized", "#next").replace("11-23", "11-24") for line in SIGNATURES]
    found = judged(seizure(SCENE + PRESENT + HEARD, next_day, *signed), STEPS)
    assert one([finding for finding in found if finding.because == "next"], owes="scene_record").status == Status.OWED


def test_one_officer_alone_may_not_seize():
    alone = seizure(seized=SEIZED.replace("@two", "@one"))
    assert one(judged(alone, STEPS), owes="two_officers").status == Status.BREACHED
    assert one(judged(alone, STEPS), owes="scene_record").status == Status.OWED


def test_a_party_who_did_not_come_is_replaced_by_a_witness():
    assert one(judged(seizure(SCENE, *SIGNS), SIGNED), sort="fault").why.startswith("当事人没有到场")
    witnessed = SCENE + ' witness=\'{"name": "丁师傅"}\''
    assert one(judged(seizure(witnessed, *SIGNS), SIGNED)).missing == "见证人"
    assert one(judged(seizure(witnessed, *SIGNS, "11-23 10:41 #scene.witness"), SIGNED)).status == Status.KEPT


def test_the_record_of_the_scene_is_signed_or_says_who_would_not():
    present = SCENE + PRESENT
    assert one(judged(seizure(present, *SIGNS[:1], "11-23 10:41 #scene.party"), SIGNED)).missing == "沈静文"
    assert one(judged(seizure(present, *SIGNS), SIGNED)).status == Status.OWED
    assert (
        one(judged(seizure(present, *SIGNS, "11-23 10:41 #scene.party declined text=认为查错了"), SIGNED)).status == Status.KEPT
    )


def test_a_body_acting_by_entrustment_may_not_seize_at_all():
    entrusted = story("11-23 08:00 case_registration capacity=entrusted", *FORM, "11-23 09:30 #form.head", SEIZED)
    assert one(judged(entrusted, a17_power.PROVISION)).gravity == Gravity.REVOCABLE
    own = story("11-23 08:00 case_registration capacity=own", *FORM, "11-23 09:30 #form.head", SEIZED)
    assert judged(own, a17_power.PROVISION) == []


def test_no_seizure_without_the_law_that_grants_it():
    assert one(judged(seizure(seized=SEIZED.replace(LAW, "")), a17_power.PROVISION)).why.startswith("没有写明授权")


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("娱乐场所管理办法", True),
        ("旅行社条例实施细则", True),
        ("互联网文化管理暂行规定", True),
        ("互联网上网服务营业场所管理条例（2022修订）", False),
        ("湖北省实施《中华人民共和国文物保护法》办法", False),
        ("国务院关于加强食品等产品安全监督管理的特别规定", False),
        ("中华人民共和国文物保护法", False),
    ],
)
def test_a_title_that_sounds_like_a_ministrys_rule_is_asked_about(title, asked):
    named = seizure(seized=SEIZED.replace(LAW, f"""grants='[{{"title": "{title}", "article": "30"}}]\'"""))
    assert [finding.gravity for finding in judged(named, a17_power.PROVISION)] == ([Gravity.NOTE] if asked else [])


@pytest.mark.parametrize("field", ["livelihood", "sealed_elsewhere"])
def test_necessities_of_life_and_what_another_body_sealed_are_left_alone(field):
    assert one(judged(seizure(seized=f"{SEIZED} {field}=true"), a23_object.PROVISION)).sort == "fault"
    assert judged(seizure(), a23_object.PROVISION) == []


def test_decision_and_list_are_handed_over_on_the_spot():
    assert one(judged(seizure(), a24_decision.PROVISION)).status == Status.KEPT
    later = seizure(
        "11-25 09:00 proof_of_service#slip party=p1 papers='[\"#seized\"]' way=direct", "11-25 09:01 #slip.recipient",
        "11-25 09:01 #slip.officers", "11-25 09:01 #slip.server", seized=SEIZED.replace(" handed_over=true", ""),
    )  # fmt: skip
    assert one(judged(later, a24_decision.PROVISION)).status in {Status.KEPT_LATE, Status.OWED}


def test_thirty_days_run_from_the_seizure_and_can_be_lengthened_once():
    found = one(judged(seizure(), a27_outcome.PROVISION))
    assert found.due.hi.date().isoformat() == "2026-12-23"
    longer = (
        "12-20 09:00 seizure_extension#more about=#seized party=p1 reason=复杂 days=30", "12-20 09:10 #more.unit_head",
        "12-20 09:20 #more.head", "12-20 09:30 #more issued 1号",
    )  # fmt: skip
    assert one(judged(seizure(*longer), a27_outcome.PROVISION)).due.hi.date().isoformat() == "2027-01-22"
    assert judged(seizure(*longer), PERIOD) == []


def test_a_period_of_31_days_is_refused_and_one_of_30_is_not():
    assert one(judged(seizure(seized=SEIZED.replace("days=30", "days=31")), PERIOD)).why == "期限 31 日，不得超过 30 日"
    assert judged(seizure(), PERIOD) == []


def test_an_extension_after_the_thirtieth_day_comes_too_late():
    late = ("12-24 09:00 seizure_extension#more about=#seized party=p1 days=30", "12-24 09:10 #more.unit_head", "12-24 09:20 #more.head", "12-24 09:30 #more issued 1号")  # fmt: skip
    assert one(judged(seizure(*late), PERIOD)).why.startswith("2026-12-23 24:00 期限已满")


def test_a_second_extension_is_not_lawful():
    twice = [
        line
        for name, day in (("more", "12-20"), ("again", "12-21"))
        for line in (f"{day} 09:00 seizure_extension#{name} about=#seized party=p1 days=30", f"{day} 09:10 #{name}.unit_head", f"{day} 09:20 #{name}.head", f"{day} 09:30 #{name} issued 1号")
    ]  # fmt: skip
    assert one(judged(seizure(*twice), PERIOD)).why == "只能延长一次"


def test_the_days_of_an_appraisal_that_was_told_do_not_count():
    told = (
        "11-25 09:00 appraisal_period#test about=#seized party=p1 begin=2026-11-26 until=2026-12-05",
        "11-25 09:30 #test issued 1号",
    )
    assert one(judged(seizure(*told), a27_outcome.PROVISION)).due.hi.date().isoformat() == "2027-01-02"
    assert one(judged(seizure(*told), TOLD)).status == Status.OWED


RETURNED = (
    "12-23 16:00 seizure_release#back about=#seized party=p1 ground=decided all=true", "12-23 16:01 #back.party",
    "12-23 16:01 #back.officers", "12-23 16:02 #back issued 澄文解封字〔2026〕1号",
)  # fmt: skip


def test_everything_is_dealt_with_before_the_period_ends():
    assert one(judged(seizure(*RETURNED), a27_outcome.PROVISION)).status == Status.KEPT
    day_late = [line.replace("12-23", "12-24") for line in RETURNED]
    assert one(judged(seizure(*day_late), a27_outcome.PROVISION)).status == Status.KEPT_LATE


def test_half_of_the_things_returned_leaves_the_rest_owed():
    half = [RETURNED[0].replace("all=true", "items=@host"), *RETURNED[1:]]
    assert one(judged(seizure(*half), a27_outcome.PROVISION)).status == Status.OWED


def test_the_whole_course_of_a_seizure_is_recorded_and_a_gap_is_explained():
    film = "11-23 10:45 recording_linked recording=r1 record=#seized media=video begin={} end={} arrived=2026-11-23T12:00:00"
    whole = seizure(film.format("2026-11-23T10:00:00", "2026-11-23T10:41:00"))
    assert one(judged(whole, whole_course.PROVISION)).status == Status.KEPT
    assert one(judged(seizure(), whole_course.PROVISION)).status == Status.OWED
    broken = seizure(film.format("2026-11-23T10:00:00", "2026-11-23T10:20:00"))
    assert one(judged(broken, whole_course.PROVISION), owes="gap_explained").status == Status.OWED


def longer(until, reason=" reason=案情复杂"):
    return (f"12-20 09:00 seizure_extension#more about=#seized party=p1{reason} days=30 until={until}", "12-20 09:10 #more.unit_head",
            "12-20 09:20 #more.head", "12-20 09:30 #more issued 2号")  # fmt: skip


def test_an_extension_names_no_day_beyond_its_thirty():
    assert judged(seizure(*longer("2027-01-22")), PERIOD) == []
    assert one(judged(seizure(*longer("2027-01-23")), PERIOD)).why == "写延长到 2027-01-23，延长三十日最多到 2027-01-22 24:00"


def test_an_extension_says_why():
    assert one(judged(seizure(*longer("2027-01-22", reason="")), TOLD), sort="fault").why == "没有说明延长的理由"
    assert one(judged(seizure(*longer("2027-01-22")), TOLD)).sort == "duty"
