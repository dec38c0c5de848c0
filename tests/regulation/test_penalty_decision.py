"""Penalty law 44, 45, 57 to 67: told, heard, reviewed, decided, served, paid."""

from datetime import date

import pytest
from tests.regulation.story import and_then, find, gated, judged, one, story
from tests.regulation.whole import APPROVAL, BEFORE_HEAD, DECISION, HEAD, ISSUED, NOTICE, REPORT, SERVED, START

from liuhen.regulation.grammar import Gravity, Status
from liuhen.regulation.statutes.penalty_2021 import (
    a44_told_before_decision,
    a45_defence_reviewed,
    a48_publicity,
    a57_decided_by_heads,
    a58_legality_review,
    a59_six_items,
    a60_ninety_days,
    a61_served_in_seven_days,
    a62_heard_before_decision,
    a63_hearing_right,
    a64_hearing_procedure,
    a67_payment,
)
from liuhen.regulation.terms import Setting, Terms

TOLD, BEYOND = a44_told_before_decision.PROVISIONS
REVIEWED, NOT_HEAVIER = a45_defence_reviewed.PROVISIONS
DECIDED, DELIBERATED, CONCLUDED = a57_decided_by_heads.PROVISIONS
REVIEW_OWED, REVIEWERS = a58_legality_review.PROVISIONS
NINETY, EXTENSION, PAUSE = a60_ninety_days.PROVISIONS
HEARING_TOLD, HEARING_HELD = a63_hearing_right.PROVISIONS
WAITED, ASKED, PROCEDURE, CHAIR = a64_hearing_procedure.PROVISIONS
HEARD = a62_heard_before_decision.PROVISION
STATEMENT = ("11-20 10:00 statement_defence#said about=#notice party=p1 points=@points", "11-20 10:05 #said.party")
ANSWER = ("11-23 10:00 defence_review#answer about=#said party=p1 points=@answers summary=维持", "11-23 10:05 #answer.handler",
          "11-23 10:10 #answer.unit_head")  # fmt: skip
NO_HEARING = [line.replace("hearing=true", "hearing=false").replace("fine=10000.00", "fine=200.00") for line in BEFORE_HEAD]


# -- 44: told ---------------------------------------------------------------------------------------------------------
def test_a_notice_issued_and_not_served_has_told_nobody():
    found = one(judged(story(*START, *REPORT, *NOTICE[:3]), TOLD))
    assert (found.status, found.missing) == (Status.OWED, "告知书还没有送达的回证")


def test_a_notice_served_has():
    assert one(judged(story(*START, *REPORT, *NOTICE), TOLD)).status == Status.KEPT


def test_a_party_whom_the_report_lets_go_is_owed_no_notice():
    report = [REPORT[0] + ' proposal=\'[{"party": "p1", "penalty": "none"}]\'', *REPORT[1:]]
    assert judged(story(*START, *report), TOLD) == []


def test_a_source_that_tells_of_the_service_alone_has_told_it():
    history = story("told 2021-12-25 proof_of_service paper_kind=prior_notice", partial=True)
    assert one(judged(history, TOLD)).status == Status.KEPT


def test_a_notice_after_the_decision_comes_too_late():
    history = story("told 2021-12-20 penalty_decision", "told 2021-12-25 prior_notice", partial=True)
    assert one(judged(history, TOLD)).status == Status.BREACHED


def test_a_complete_source_without_a_notice_breaks_the_law_and_a_partial_one_is_unseen():
    assert one(judged(story("told 2021-12-20 penalty_decision"), TOLD)).status == Status.BREACHED
    assert one(judged(story("told 2021-12-20 penalty_decision", partial=True), TOLD)).status == Status.UNSEEN


def test_a_decision_heavier_than_its_notice_is_stopped():
    heavier = [line.replace("fine=10000.00", "fine=12000.00") for line in DECISION]
    found = judged(story(*BEFORE_HEAD, *HEAD, *heavier), BEYOND)
    assert "告知罚款 10000.00 元，决定罚款 12000.00 元" in one(found).why
    assert "penalty_decision" in one(found).gates
    assert judged(story(*BEFORE_HEAD, *HEAD, *DECISION), BEYOND) == []


def test_a_lighter_decision_is_free():
    lighter = [line.replace("fine=10000.00", "fine=5000.00") for line in DECISION]
    assert judged(story(*BEFORE_HEAD, *HEAD, *lighter), BEYOND) == []


# -- 45: heard and answered -------------------------------------------------------------------------------------------
def test_a_statement_is_answered_before_the_head_decides():
    history = story(*BEFORE_HEAD, *STATEMENT)
    assert "提出 2 点" in one(judged(history, REVIEWED)).why
    assert {finding.basis.article for finding in gated(history, "decision_approval.head")} == {"45"}
    assert one(judged(and_then(history, *ANSWER), REVIEWED)).status == Status.KEPT


def test_a_point_without_a_reason_is_not_answered():
    bare = ANSWER[0].replace("@answers", '\'[{"text": "初次", "adopted": "no"}]\'')
    found = judged(story(*BEFORE_HEAD, *STATEMENT, bare, *ANSWER[1:]), REVIEWED)
    assert "提出 2 点，答复并写明理由的 0 点" in one(found, sort="fault").why


def test_who_spoke_is_not_punished_harder_for_it():
    heavier = [line.replace("fine=10000.00", "fine=12000.00") for line in DECISION]
    history = story(*BEFORE_HEAD, *STATEMENT, *ANSWER, *HEAD, *heavier)
    assert one(judged(history, NOT_HEAVIER)).gravity == Gravity.REVOCABLE
    assert judged(history, BEYOND) == []


# -- 62, 64: waiting --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("day", "stopped"), [("11-23 23:59", True), ("11-24 00:00", False)])
def test_without_a_hearing_right_the_decision_waits_for_the_period_that_the_notice_states(day, stopped):
    history = and_then(story(*NO_HEARING), f"{day} #approval.head")
    assert bool(gated(history, "decision_approval.head")) is stopped


def test_an_express_waiver_ends_the_waiting():
    history = story(*NO_HEARING, "11-18 16:00 defence_waived#w party=p1", "11-18 16:01 #w.party", "11-18 17:00 #approval.head")
    assert gated(history, "decision_approval.head") == []


def test_a_waiver_of_statement_and_defence_does_not_shorten_the_five_working_days_for_a_hearing():
    """practice.md 11: a waiver of statement and defence does not shorten the five working days for a hearing."""
    lines = (*BEFORE_HEAD, "11-18 16:00 defence_waived#w party=p1", "11-18 16:01 #w.party", "11-24 17:00 #approval.head")
    assert {finding.basis.article for finding in gated(story(*lines), "decision_approval.head")} == {"64"}


def test_a_waiver_of_the_hearing_too_does():
    lines = (
        *BEFORE_HEAD,
        "11-18 16:00 defence_waived#w party=p1 hearing_too=true",
        "11-18 16:01 #w.party",
        "11-24 17:00 #approval.head",
    )
    assert gated(story(*lines), "decision_approval.head") == []


def test_a_hearing_request_blocks_until_there_is_a_record_of_the_hearing():
    asked = story(*BEFORE_HEAD, "11-24 09:00 hearing_request#ask about=#notice party=p1", "11-24 09:01 #ask.party")
    assert {
        finding.basis.article for finding in gated(and_then(asked, "12-30 10:00 #approval.head"), "decision_approval.head")
    } == {"63"}
    dropped = and_then(asked, "11-27 09:00 hearing_withdrawn#off about=#ask party=p1 ground=absent", "11-30 10:00 #approval.head")
    assert gated(dropped, "decision_approval.head") == []


def test_a_request_of_the_sixth_working_day_is_taken_and_noted():
    asked = story(*BEFORE_HEAD, "11-26 09:00 hearing_request about=#notice party=p1")
    assert one(judged(asked, ASKED)).gravity == Gravity.NOTE
    assert judged(story(*BEFORE_HEAD, "11-25 17:00 hearing_request about=#notice party=p1"), ASKED) == []


def test_a_decision_told_within_the_period_is_a_breach_where_the_source_is_complete():
    lines = ("told 2021-12-01 prior_notice#n hearing=true period_days=5", "told 2021-12-01 proof_of_service papers='[\"#n\"]'",
             "told 2021-12-06 penalty_decision")  # fmt: skip
    assert one(judged(story(*lines), WAITED), sort="duty").status == Status.BREACHED
    assert one(judged(story(*lines), HEARD), sort="duty").status == Status.BREACHED
    partial = story(*lines, partial=True)
    assert one(judged(partial, WAITED)).status == Status.UNSEEN
    assert one(judged(partial, HEARD)).status == Status.UNSEEN


def test_a_decision_told_after_the_period_is_kept():
    lines = ("told 2021-12-01 prior_notice#n hearing=true period_days=3", "told 2021-12-01 proof_of_service papers='[\"#n\"]'",
             "told 2021-12-09 penalty_decision")  # fmt: skip
    assert one(judged(story(*lines, partial=True), WAITED)).status == Status.KEPT
    assert one(judged(story(*lines, partial=True), HEARD)).status == Status.KEPT


# -- 63: the hearing right --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("proposed", "owed"),
    [
        ("penalties=@fine fine=3000.00", False),
        ("penalties=@fine fine=3000.01", True),
        ("penalties=@closed", True),
        ("penalties='[\"warning\"]'", False),
        ("penalties='[\"confiscation\"]' confiscation=5000", True),
    ],
)
def test_while_no_threshold_is_set_a_company_is_told_above_the_summary_ceiling(proposed, owed):
    """practice.md 11: always for 停产停业 and the like whatever the sum; for fines above the summary ceiling while none is set."""
    history = story("11-13 19:50 case_registration parties=@cafe", f"11-18 11:00 prior_notice party=p1 {proposed}")
    assert bool(find(judged(history, HEARING_TOLD), sort="fault")) is owed


def test_a_sole_trader_counts_as_a_citizen():
    history = story("11-13 19:50 case_registration parties=@both", "11-18 11:00 prior_notice party=p2 penalties=@fine fine=201")
    assert find(judged(history, HEARING_TOLD), sort="fault")


def test_the_bureaus_threshold_includes_its_number():
    terms = Terms(
        settings={"hearing_threshold": (Setting(value={"citizen": "5000", "organisation": "50000"}, since=date(2026, 1, 1)),)}
    )
    for fine, owed in (("49999.99", False), ("50000", True)):
        history = story(
            "11-13 19:50 case_registration parties=@cafe", f"11-18 11:00 prior_notice party=p1 penalties=@fine fine={fine}"
        )
        assert bool(find(judged(history, HEARING_TOLD, terms=terms), sort="fault")) is owed


def test_a_hearing_is_chaired_by_somebody_who_did_not_investigate():
    held = "12-10 09:00/11:00 hearing_record party=p1 chair={} officers=@two"
    assert find(judged(story(held.format("周启明")), CHAIR), sort="fault")
    assert not find(judged(story(held.format("吴岚")), CHAIR), sort="fault")


@pytest.mark.parametrize(("held", "status"), [("12-07", Status.BREACHED), ("12-08", Status.KEPT)])
def test_the_parties_know_seven_working_days_before(held, status):
    lines = ("told 2026-11-27 hearing_notice", f"told 2026-{held}T09:00/11:00 hearing_record")
    assert one(judged(story(*lines), PROCEDURE), sort="duty").status == status


# -- 57, 58: reviewed and decided -------------------------------------------------------------------------------------
COMPLEX = [REPORT[0] + " complex=true", *REPORT[1:]]
MEETING = ("11-25 15:00/16:00 deliberation#talk conclusion=同意 penalties=@fine fine={} members='[{{\"id\": \"han\", \"name\": \"韩立群\", \"view\": \"同意\"}}]'",
           "11-25 16:05 #talk.chair", "11-25 16:06 #talk.members[han]")  # fmt: skip
REVIEW = ("11-24 09:00 legality_review#review reviewer=@reviewer opinion={} advice=无", "11-24 10:00 #review.legal")


def meeting(fine="10000.00"):
    return [MEETING[0].format(fine), *MEETING[1:]]


def review(opinion="agree"):
    return [REVIEW[0].format(opinion), REVIEW[1]]


def complex_case(*more):
    return story(*START, *COMPLEX, *NOTICE, *APPROVAL, *more, "11-26 10:00 #approval.head")


def test_a_complex_case_waits_for_review_and_deliberation():
    assert {finding.basis.article for finding in gated(complex_case(), "decision_approval.head")} == {"57", "58"}
    assert {finding.basis.article for finding in gated(complex_case(*review()), "decision_approval.head")} == {"57"}
    assert gated(complex_case(*review(), *meeting()), "decision_approval.head") == []


def test_an_ordinary_case_waits_for_neither():
    assert judged(story(*BEFORE_HEAD), DELIBERATED, REVIEW_OWED) == []


def test_a_review_that_did_not_agree_blocks():
    found = one(judged(complex_case(*review("supplement")), REVIEW_OWED))
    assert found.status == Status.OWED
    assert "审核未通过" in found.why


def test_the_review_of_the_start_is_not_the_review_of_the_decision():
    early = [line.replace("11-24", "11-16") for line in review()]
    assert one(judged(story(*START, *early, *COMPLEX, *NOTICE), REVIEW_OWED)).status == Status.OWED


def test_a_review_before_the_party_was_heard_came_too_soon():
    early = [line.replace("11-24", "11-18") for line in review()]
    history = story(*START, *COMPLEX, *NOTICE, *early, *STATEMENT, "11-20 10:06 #said.officers[zhou]")
    assert one(judged(history, REVIEW_OWED)).status == Status.OWED


def test_a_case_that_turns_out_major_later_owes_both_from_then_on():
    history = story(*BEFORE_HEAD, "11-25 09:00 case_changed reason=涉及重大公共利益 major=true")
    assert {finding.owes for finding in judged(history, DELIBERATED, REVIEW_OWED)} == {"deliberation", "legality_review"}


def test_the_decision_follows_the_deliberation():
    departing = story(*START, *COMPLEX, *NOTICE, *APPROVAL, *meeting("8000.00"), *DECISION)
    assert "讨论罚款 8000.00 元" in one(judged(departing, CONCLUDED)).why
    assert judged(story(*START, *COMPLEX, *NOTICE, *APPROVAL, *meeting(), *DECISION), CONCLUDED) == []


def test_a_handler_does_not_review_his_own_case():
    own = REVIEW[0].format("agree").replace("@reviewer", '\'{"id": "zhou", "name": "周启明"}\'')
    assert one(judged(story(*START, own), REVIEWERS)).gates == ("legality_review.legal",)
    assert judged(story(*START, *review()), REVIEWERS) == []


def test_a_first_time_reviewer_shows_the_qualification():
    first = REVIEW[0].format("agree") + " first_time=true"
    assert one(judged(story(first), REVIEWERS)).field == "qualification"
    assert judged(story(first + " qualification=A2020"), REVIEWERS) == []


def test_a_told_review_of_the_filing_day_or_before_counts_for_no_decision():
    history = story("told 2025-10-29 legality_review", "told 2025-10-29 initiation_approval", partial=True)
    assert judged(history, REVIEW_OWED) == []


def test_no_decision_without_the_heads_approval():
    assert one(judged(story(*BEFORE_HEAD), DECIDED)).status == Status.OWED
    assert one(judged(story(*BEFORE_HEAD, *HEAD), DECIDED)).status == Status.KEPT


# -- 59, 60, 61, 67 ---------------------------------------------------------------------------------------------------
def test_a_decision_without_bank_or_law_cannot_be_issued():
    short = [line.replace(" bank=某银行", "").replace(" basis=@law", "") for line in DECISION]
    found = judged(story(*START, *short), a59_six_items.PROVISION)
    assert {finding.field for finding in find(found, sort="fault")} == {"bank", "basis"}
    assert gated(story(*BEFORE_HEAD, *HEAD, *short), "penalty_decision")


def test_a_decision_with_all_six_items_is_kept():
    assert [finding.status for finding in judged(story(*START, *DECISION), a59_six_items.PROVISION)] == [Status.KEPT]


def test_ninety_days_end_on_a_sunday_and_are_not_moved():
    lines = ("11-23 09:30 initiation_approval#form filed_on=2026-11-23",)
    assert one(judged(story(*lines), NINETY)).due.hi.date() == date(2027, 2, 21)


def test_after_an_urgent_start_the_earlier_day_rules():
    lines = ("11-20 20:00 urgent_start#u reason=夜间", "11-21 09:30 initiation_approval#form about=#u filed_on=2026-11-23")
    assert one(judged(story(*lines), NINETY)).due.hi.date() == date(2027, 2, 18)
    terms = Terms(settings={"urgent_start_counts": (Setting(value=False, since=date(2026, 1, 1)),)})
    assert one(judged(story(*lines), NINETY, terms=terms)).due.hi.date() == date(2027, 2, 21)


def test_only_a_named_rule_extends_the_ninety_days():
    lines = ("11-23 09:30 initiation_approval#form filed_on=2026-11-23",
             "2027-02-10 09:00 extension#more until=2027-04-01 reason=案情复杂{}", "2027-02-10 09:01 #more.handler",
             "2027-02-10 09:02 #more.unit_head", "2027-02-10 09:03 #more.head")  # fmt: skip
    named = story(*[line.format(" basis=@law") for line in lines])
    bare = story(*[line.format("") for line in lines])
    assert one(judged(named, NINETY)).due.hi.date() == date(2027, 4, 1)
    assert one(judged(bare, NINETY)).due.hi.date() == date(2027, 2, 21)
    assert one(judged(bare, EXTENSION)).gates == ("extension.head",)
    assert judged(named, EXTENSION) == []


def test_each_of_two_parties_is_decided_on():
    lines = ("11-13 09:00 case_registration parties=@both", "11-13 09:30 initiation_approval#form filed_on=2026-11-13",
             "11-26 10:30 penalty_decision#d party=p1", "11-26 10:31 #d issued 1号")  # fmt: skip
    found = judged(story(*lines), NINETY)
    assert {finding.about: finding.status for finding in found} == {"p1": Status.KEPT, "p2": Status.OWED}


def test_a_withdrawn_case_was_decided_on():
    lines = ("told 2021-12-22 initiation_approval", "told 2022-01-05 case_withdrawn")
    assert one(judged(story(*lines, partial=True), NINETY)).status == Status.KEPT


@pytest.mark.parametrize(("day", "status"), [("12-02", Status.KEPT), ("12-03", Status.KEPT_LATE)])
def test_a_decision_of_the_23rd_is_served_by_the_2nd(day, status):
    lines = (
        "11-23 10:30 penalty_decision#d party=p1",
        "11-23 10:40 #d issued 1号",
        f"told 2026-{day} proof_of_service papers='[\"#d\"]' party=p1",
    )
    assert one(judged(story(*lines), a61_served_in_seven_days.PROVISION)).status == status


def test_a_public_notice_published_in_time_is_in_time_though_it_takes_effect_a_month_later():
    lines = (
        "told 2026-11-23 penalty_decision#d",
        "told 2026-12-01 proof_of_service papers='[\"#d\"]' way=public_notice published=2026-12-01",
    )
    assert one(judged(story(*lines), a61_served_in_seven_days.PROVISION)).status == Status.KEPT
    assert one(judged(story(*lines), a67_payment.PROVISION)).due.hi.date() == date(2027, 1, 15)


def test_the_fine_is_paid_fifteen_days_after_the_decision_was_received():
    history = story(*BEFORE_HEAD, *HEAD, *DECISION, *ISSUED, *SERVED)
    found = one(judged(history, a67_payment.PROVISION))
    assert (found.status, found.due.hi.date()) == (Status.OWED, date(2026, 12, 11))
    paid = "{} payment party=p1 about=#decision amount={}"
    assert one(judged(and_then(history, paid.format("12-11", "10000")), a67_payment.PROVISION)).status == Status.KEPT
    assert one(judged(and_then(history, paid.format("12-12", "10000")), a67_payment.PROVISION)).status == Status.KEPT_LATE
    assert one(judged(and_then(history, paid.format("12-05", "4000")), a67_payment.PROVISION)).status == Status.OWED


def test_a_plan_moves_the_day():
    plan = ("12-01 09:00 payment_plan#plan party=p1 way=defer until=2027-01-31", "12-01 09:01 #plan.unit_head", "12-01 09:02 #plan.head",
            "12-01 09:03 #plan issued 1号")  # fmt: skip
    history = story(*BEFORE_HEAD, *HEAD, *DECISION, *ISSUED, *SERVED, *plan)
    assert one(judged(history, a67_payment.PROVISION)).due.hi.date() == date(2027, 1, 31)


def test_a_published_decision_that_is_voided_is_withdrawn_in_three_working_days():
    lines = (
        "11-23 10:30 penalty_decision#d party=p1",
        "11-23 10:40 #d issued 1号",
        "11-25 10:00 publicity#pub about=#d party=p1",
    )
    assert judged(story(*lines), a48_publicity.PROVISION) == []
    found = one(judged(story(*lines, "11-27 09:00 #d voided reason=复议撤销"), a48_publicity.PROVISION))
    assert (found.status, found.due.hi.date()) == (Status.OWED, date(2026, 12, 2))


def test_a_cause_on_the_bureaus_list_makes_a_case_major_though_no_form_says_so():
    terms = Terms(settings={"major_causes": (Setting(value=["网吧接纳未成年人"], since=date(2026, 1, 1)),)})
    history = story(*START, *REPORT)
    assert judged(history, DELIBERATED, REVIEW_OWED) == []
    found = judged(history, DELIBERATED, REVIEW_OWED, terms=terms)
    assert {finding.owes for finding in found} == {"deliberation", "legality_review"}
    assert "目录" in one(found, owes="deliberation").why


# -- what is left of what was begun -----------------------------------------------------------------------------------
def test_a_review_that_waits_for_its_signature_has_not_failed():
    found = one(judged(complex_case(review()[0]), REVIEW_OWED))
    assert (found.status, found.owes, found.do) == (Status.OWED, "legality_review.legal", "送法制审核")


def test_a_notice_that_was_issued_owes_its_service_and_one_under_way_its_next_signature():
    assert one(judged(story(*START, *REPORT, *NOTICE[:1]), TOLD)).owes == "prior_notice.unit_head"
    served = one(judged(story(*START, *REPORT, *NOTICE[:3]), TOLD))
    assert (served.owes, served.because, served.do) == ("proof_of_service", "notice", "送达处罚事先告知书")
    assert "decision_approval.head" in served.gates


def test_a_deliberation_without_its_signatures_owes_those():
    assert one(judged(complex_case(*review(), meeting()[0]), DELIBERATED)).owes == "deliberation.members"
