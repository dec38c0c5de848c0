"""Custom and our own notes: never an article broken, never in the way, except for the order of notice and closing."""

from datetime import date

import pytest
from tests.regulation.story import judged, one, story
from tests.regulation.whole import WHOLE

from liuhen.regulation.articles import a02_whole_process
from liuhen.regulation.book import our_book
from liuhen.regulation.grammar import Gravity, Level, Status
from liuhen.regulation.statutes.practice import (
    ends_before_closing,
    evidence_before_filing,
    filing_days,
    one_place_at_a_time,
    order_of_steps,
    publicity_days,
)
from liuhen.regulation.terms import Setting, Terms

REPORT_FIRST, AFTER = order_of_steps.PROVISIONS
FORM = (
    "11-16 09:30 initiation_approval#form filed_on=2026-11-16",
    "11-16 09:31 #form.handler",
    "11-16 09:32 #form.unit_head",
    "11-16 09:33 #form.head",
)


def test_an_interview_before_filing_is_noted_and_one_after_is_not():
    before = story("11-13 15:00/16:00 interview_transcript", *FORM)
    assert one(judged(before, evidence_before_filing.PROVISION)).gravity == Gravity.NOTE
    assert judged(story(*FORM, "11-17 15:00/16:00 interview_transcript"), evidence_before_filing.PROVISION) == []


def test_an_inspection_before_filing_is_how_most_cases_begin():
    assert judged(story("11-13 20:36/21:48 inspection_record", *FORM), evidence_before_filing.PROVISION) == []


def test_after_an_urgent_start_what_followed_it_was_not_before_filing():
    history = story(
        "11-13 20:15 urgent_start#u",
        "11-13 21:00 advance_registration items=@host",
        "11-14 09:00 initiation_approval about=#u filed_on=2026-11-14",
    )
    assert judged(history, evidence_before_filing.PROVISION) == []


@pytest.mark.parametrize("told", ["2021-12-22", "2021-12", "2021-12-01/.."])
def test_evidence_that_may_be_of_the_filing_day_is_not_noted(told):
    history = story("told 2021-12-22 initiation_approval", f"told {told} interview_transcript", partial=True)
    assert judged(history, evidence_before_filing.PROVISION) == []


def test_filing_is_usual_within_seven_working_days_and_the_bureau_may_set_its_own():
    history = story("11-13 20:36/21:48 inspection_record", *FORM)
    found = one(judged(history, filing_days.PROVISION))
    assert (found.status, found.due.hi.date(), found.level) == (Status.KEPT, date(2026, 11, 24), Level.PRACTICE)
    off = Terms(settings={"case_open_days": (Setting(value=0, since=date(2026, 1, 1)),)})
    assert judged(history, filing_days.PROVISION, terms=off) == []
    strict = Terms(settings={"case_open_days": (Setting(value=1, since=date(2026, 1, 1)),)})
    assert (
        one(judged(story("11-11 20:36/21:48 inspection_record", *FORM), filing_days.PROVISION, terms=strict)).status
        == Status.KEPT_LATE
    )


def test_seven_days_run_from_the_day_it_was_found_and_not_from_the_day_it_was_typed():
    """Found on Monday 2 November, entered on the tenth: the seventh working day is the eleventh."""
    late = "11-10 09:00 case_registration act=penalty procedure=ordinary found=2026-11-02T09:00"
    found = one(judged(story(late), filing_days.PROVISION))
    assert (found.due.hi.date().isoformat(), "2026-11-02 09:00 发现或者收到" in found.why) == ("2026-11-11", True)
    the_day = late.replace("found=2026-11-02T09:00", "found=2026-11-10T09:00")
    assert one(judged(story(the_day), filing_days.PROVISION)).due.hi.date().isoformat() == "2026-11-19"


def test_the_report_comes_before_the_notice():
    assert one(judged(story(*FORM), REPORT_FIRST)).gates == ("prior_notice",)
    written = story(*FORM, "11-18 09:00 investigation_report#r", "11-18 09:30 #r.handler")
    assert one(judged(written, REPORT_FIRST)).owes == "investigation_report.unit_head"
    assert (
        one(
            judged(
                story(*FORM, "11-18 09:00 investigation_report#r", "11-18 09:30 #r.handler", "11-18 09:40 #r.unit_head"),
                REPORT_FIRST,
            )
        ).status
        == Status.KEPT
    )


def test_evidence_after_the_decision_does_not_prove_it():
    history = story(
        "told 2026-11-26 penalty_decision", "told 2026-11-30 interview_transcript", "told 2026-11-20 inspection_record"
    )
    assert one(judged(history, AFTER)).because == "e2"


def test_a_party_let_off_has_his_end_when_the_paper_reached_him():
    lines = ("11-13 19:50 case_registration parties=@cafe", "11-26 09:00 no_penalty_decision#n party=p1 ground=slight",
             "11-26 09:10 #n.unit_head", "11-26 09:20 #n.head", "11-26 09:30 #n issued 1号",
             "11-27 09:00 party_end party=p1 ground=no_penalty")  # fmt: skip
    slip = ("11-26 16:00 proof_of_service#s party=p1 papers='[\"#n\"]' way=direct", "11-26 16:01 #s.recipient")
    found = one(judged(story(*lines), ends_before_closing.PROVISION))
    assert (found.status, found.owes, found.do) == (Status.OWED, "proof_of_service", "送达不予行政处罚决定书")
    assert "closing_report" in found.gates
    assert one(judged(story(*lines, *slip), ends_before_closing.PROVISION)).status == Status.KEPT


@pytest.mark.parametrize(("result", "status"), [("received", Status.KEPT), ("returned", Status.OWED), ("", Status.OWED)])
def test_a_case_handed_on_has_its_end_when_somebody_has_taken_it(result, status):
    lines = ["11-13 19:50 case_registration parties=@cafe", "11-26 09:00 case_transferred#t party=p1 to=公安机关",
             "11-26 09:10 #t.unit_head", "11-26 09:20 #t.head", "11-26 09:30 #t issued 1号",
             "11-28 09:00 party_end party=p1 ground=transferred"]  # fmt: skip
    answer = [f"11-27 09:00 transfer_answer about=#t result={result}"] if result else []
    assert one(judged(story(*lines, *answer), ends_before_closing.PROVISION)).status == status


def test_a_party_without_an_end_stops_the_closing():
    lines = ("11-13 19:50 case_registration parties=@both", "11-26 10:30 penalty_decision#d party=p1", "11-26 10:31 #d issued 1号",
             "12-04 party_end party=p1 ground=performed", "12-07 09:00 closing_report")  # fmt: skip
    found = judged(story(*lines), ends_before_closing.PROVISION)
    assert {finding.about: finding.status for finding in found} == {"p1": Status.KEPT, "p2": Status.OWED}
    assert "李某" in one(found, about="p2").why


def test_a_case_withdrawn_has_ended_for_all():
    lines = ("11-13 19:50 case_registration parties=@both", "told 2026-11-30 case_withdrawn", "12-07 09:00 closing_report")
    assert {finding.status for finding in judged(story(*lines), ends_before_closing.PROVISION)} == {Status.KEPT}


@pytest.mark.parametrize(("day", "status"), [("12-04", Status.KEPT), ("12-07", Status.KEPT_LATE)])
def test_a_decision_is_published_within_seven_working_days(day, status):
    history = story("told 2026-11-25 penalty_decision", f"told 2026-{day} publicity")
    assert one(judged(history, publicity_days.PROVISION)).status == status


def test_two_transcripts_of_one_officer_at_one_time_are_worth_a_look():
    at_once = ("11-13 20:36/21:48 inspection_record officers=@two", "11-13 21:00/21:30 interview_transcript officers=@one")
    assert "周启明" in one(judged(story(*at_once), one_place_at_a_time.PROVISION)).why
    after = ("11-13 20:36/21:48 inspection_record officers=@two", "11-13 21:48/22:30 interview_transcript officers=@one")
    assert judged(story(*after), one_place_at_a_time.PROVISION) == []


def test_a_closed_case_has_a_record_of_every_stage():
    assert {finding.status for finding in judged(story(*WHOLE), a02_whole_process.PROVISION)} == {Status.KEPT}
    assert judged(story(*WHOLE[:-6]), a02_whole_process.PROVISION) == []
    bare = story("told 2026-11-26 penalty_decision", "told 2026-12-07 closing_report")
    assert {finding.owes: finding.status for finding in judged(bare, a02_whole_process.PROVISION)} == {
        "启动阶段的记录": Status.OWED,
        "调查取证阶段的记录": Status.OWED,
        "审查决定阶段的记录": Status.KEPT,
        "送达执行阶段的记录": Status.OWED,
    }


def test_a_case_stopped_at_the_start_owes_no_record_of_stages_it_never_reached():
    lines = ("11-13 19:50 case_registration", "11-16 11:00 stopped", "told 2026-11-20 closing_report")
    assert [finding.owes for finding in judged(story(*lines), a02_whole_process.PROVISION)] == ["启动阶段的记录"]


def test_practice_never_stands_in_the_way_of_anything_but_notice_and_closing():
    gates = {gate for finding in judged(story(*WHOLE[:30])) if finding.level == Level.PRACTICE for gate in finding.gates}
    assert gates <= {"prior_notice", "closing_report", "closing_report.head"}


def test_practice_is_never_cited_as_an_article():
    for provision in our_book().provisions.values():
        if provision.stands_at == Level.PRACTICE:
            assert "第" not in provision.basis.label
