"""Article 7: the start of a procedure, ordinary and urgent."""

from datetime import datetime

from tests.regulation.story import find, judged, one, story

from liuhen.regulation.articles.a07_ex_officio_start import PROVISIONS
from liuhen.regulation.grammar import Status
from liuhen.regulation.when import CST

URGENT, APPROVAL, OPINIONS = PROVISIONS


def test_an_urgent_start_on_friday_afternoon_owes_the_form_by_saturday_afternoon():
    found = one(judged(story("11-27 16:30 urgent_start reason=夜间举报"), URGENT))
    assert found.status == Status.OWED
    assert found.due.hi == datetime(2026, 11, 28, 16, 30, tzinfo=CST)
    assert found.unit == "hours"
    assert "penalty_decision" in found.gates


def test_submitting_the_form_within_24_hours_meets_it_though_nobody_has_approved_yet():
    found = judged(
        story(
            "11-27 16:30 urgent_start#start reason=夜间举报",
            "11-28 16:29 initiation_approval#form about=#start urgent=true",
        ),
        URGENT,
        APPROVAL,
    )
    assert one(found, owes="initiation_approval").status == Status.KEPT
    assert one(found, owes="initiation_approval.head").status == Status.OWED


def test_a_form_a_minute_after_24_hours_is_late_and_shown_as_late():
    found = judged(
        story(
            "11-27 16:30 urgent_start#start reason=夜间举报",
            "11-28 16:31 initiation_approval#form about=#start urgent=true",
        ),
        URGENT,
    )
    assert one(found).status == Status.KEPT_LATE
    assert one(found).gates == ()


def test_an_urgent_start_told_to_the_day_and_a_form_of_the_next_day_cannot_be_told():
    history = story("told 2026-11-27 urgent_start", "told 2026-11-28 initiation_approval", partial=True)
    assert one(judged(history, URGENT)).status == Status.UNSEEN


def test_an_ordinary_start_approved_on_its_day_is_kept():
    found = judged(
        story(
            "11-16 09:00 case_registration#reg source=complaint",
            "11-16 09:30 initiation_approval#form about=#reg filed_on=2026-11-16",
            "11-16 09:40 #form.handler",
            "11-16 10:00 #form.unit_head",
            "11-16 11:00 #form.head",
        ),
        APPROVAL,
        OPINIONS,
    )
    assert one(found, owes="initiation_approval.head").status == Status.KEPT
    assert {finding.status for finding in found} == {Status.KEPT}


def test_an_approval_after_the_stated_filing_day_is_late():
    found = judged(
        story(
            "11-16 09:00 case_registration#reg source=complaint",
            "11-16 09:30 initiation_approval#form about=#reg filed_on=2026-11-16",
            "11-17 11:00 #form.head",
        ),
        APPROVAL,
    )
    assert one(found).status == Status.KEPT_LATE


def test_a_form_returned_and_a_second_one_approved_leaves_nothing_owed():
    found = judged(
        story(
            "11-16 09:00 case_registration#reg source=complaint",
            "11-16 09:30 initiation_approval#first about=#reg filed_on=2026-11-16",
            "11-16 10:00 #first.head returned",
            "11-16 13:30 initiation_approval#second about=#reg filed_on=2026-11-16",
            "11-16 13:40 #second.handler",
            "11-16 13:50 #second.unit_head",
            "11-16 15:00 #second.head",
        ),
        APPROVAL,
        OPINIONS,
    )
    assert {finding.status for finding in found} == {Status.KEPT}


def test_a_refused_start_owes_its_end_and_then_nothing():
    lines = (
        "11-16 09:00 case_registration#reg source=complaint",
        "11-16 09:30 initiation_approval#form about=#reg filed_on=2026-11-16",
        "11-16 10:00 #form.head refused",
    )
    found = judged(story(*lines), APPROVAL)
    assert one(found, owes="stopped").status == Status.OWED
    found = judged(story(*lines, "11-16 11:00 stopped#end reason=不属本局管辖 about=#form"), APPROVAL)
    assert one(found, owes="stopped").status == Status.KEPT
    assert one(found, owes="initiation_approval.head").status == Status.EXCUSED


def test_a_major_act_waits_for_the_review_of_legality_before_the_head():
    lines = (
        "11-16 09:00 case_registration#reg source=complaint",
        "11-16 09:30 initiation_approval#form about=#reg filed_on=2026-11-16 major=true",
        "11-16 09:40 #form.handler",
        "11-16 09:50 #form.unit_head",
    )
    review = one(judged(story(*lines), OPINIONS), owes="initiation_approval.legal")
    assert review.status == Status.OWED
    assert review.gates == ("initiation_approval.head",)
    assert review.role == "legal"


def test_an_ordinary_act_owes_no_review_of_legality():
    found = judged(story("11-16 09:30 initiation_approval filed_on=2026-11-16"), OPINIONS)
    assert not find(found, owes="initiation_approval.legal")


def test_a_head_who_approved_on_paper_before_the_review_is_shown():
    found = judged(
        story(
            "paper 2026-11-16 initiation_approval#form filed_on=2026-11-16 major=true",
            "paper 2026-11-16T10:00 #form.head",
            "paper 2026-11-16T15:00 #form.legal",
        ),
        OPINIONS,
    )
    assert one(found, sort="fault").gravity == "nonconforming"


def test_what_a_source_does_not_tell_of_the_opinions_is_unseen():
    found = judged(story("told 2021-12-22 initiation_approval", partial=True), APPROVAL, OPINIONS)
    assert {finding.status for finding in found} == {Status.UNSEEN}


def test_a_source_that_tells_the_heads_approval_is_believed():
    found = judged(story("told 2021-12-22 initiation_approval#form", "told 2021-12-22 #form.head", partial=True), APPROVAL)
    assert one(found).status == Status.KEPT


def test_the_article_says_nothing_of_a_start_before_it_was_in_force():
    assert judged(story("told 2019-08-22 initiation_approval", partial=True), *PROVISIONS) == []


def test_while_there_is_no_form_the_form_is_owed_and_then_the_heads_word():
    registered = "11-16 09:00 case_registration#reg source=complaint"
    assert one(judged(story(registered), APPROVAL)).owes == "initiation_approval"
    form = "11-16 09:30 initiation_approval about=#reg filed_on=2026-11-16"
    assert one(judged(story(registered, form), APPROVAL)).owes == "initiation_approval.head"
