"""Penalty law 28, 36, 42, 54, 55, 56: officers, filing, limitation, orders to correct, things kept."""

from datetime import date, datetime

import pytest
from tests.regulation.story import find, gated, judged, one, story

from liuhen.regulation.grammar import Gravity, Status
from liuhen.regulation.statutes.penalty_2021 import (
    a28_order_to_correct,
    a36_limitation,
    a42_two_officers,
    a54_filing,
    a55_certificates_shown,
    a56_advance_registration,
)
from liuhen.regulation.when import CST

TWO, VALID = a42_two_officers.PROVISIONS
FILED, ORDER = a54_filing.PROVISIONS
APPROVED, DECIDED = a56_advance_registration.PROVISIONS
SCENE = "11-13 20:36/21:48 inspection_record#scene officers={}"
KEPT = ("11-13 21:00 advance_registration#kept about=#form party=p1 items=@{} reason=可能灭失 way=moved officers=@two",
        "11-13 21:05 #kept.party", "11-13 21:05 #kept.officers[zhou]", "11-13 21:05 #kept.officers[shen]",
        "11-13 21:06 #kept issued 1号")  # fmt: skip
FORM = ("11-13 20:40 preservation_approval#form reason=可能灭失 items=@host", "11-13 20:50 #form.head")
OUTCOME = ("{0} 09:00 preservation_outcome#out{1} about=#kept outcome=return all={2} items=@host officers=@two", "{0} 09:05 #out{1}.head",
           "{0} 09:06 #out{1}.officers[zhou]", "{0} 09:06 #out{1}.officers[shen]", "{0} 09:10 #out{1} issued {1}号")  # fmt: skip


def kept(items="host"):
    return (*FORM, *[line.format(items) for line in KEPT])


def outcome(day, number="1", everything="true"):
    return [line.format(day, number, everything) for line in OUTCOME]


# -- officers ---------------------------------------------------------------------------------------------------------
def test_one_officer_is_one_too_few():
    found = judged(story(SCENE.format("@one")), TWO)
    assert (one(found, sort="duty").status, one(found, sort="duty").gravity) == (Status.BREACHED, Gravity.REVOCABLE)
    assert one(found, sort="fault").field == "officers"


def test_two_officers_are_enough():
    assert [finding.status for finding in judged(story(SCENE.format("@two")), TWO)] == [Status.KEPT]


@pytest.mark.parametrize(("told", "status"), [("1", Status.BREACHED), ("2", Status.KEPT), ("3", Status.KEPT)])
def test_a_source_that_tells_how_many_is_judged_by_it(told, status):
    history = story(f"told 2023-07-07T10:06 inspection_record officer_count={told}", partial=True)
    assert one(judged(history, TWO), sort="duty").status == status


def test_a_source_that_does_not_tell_how_many_is_unseen():
    assert one(judged(story("told 2023-07-07 sampling", partial=True), TWO)).status == Status.UNSEEN


def test_a_certificate_that_expired_yesterday_is_no_certificate():
    found = one(judged(story(SCENE.format("@expired")), VALID))
    assert "2026-11-12 已到期" in found.why


def test_a_certificate_is_good_on_its_last_day():
    history = story(SCENE.format("@expired").replace("11-13", "11-12"))
    assert judged(history, VALID) == []


def test_certificates_not_shown_is_against_the_law_and_not_telling_is_not():
    shown = a55_certificates_shown.PROVISION
    assert one(judged(story(SCENE.format("@two")), shown)).status == Status.KEPT
    assert one(judged(story(SCENE.format("@unshown")), shown)).status == Status.BREACHED
    assert one(judged(story("told 2021-12-20 interview_transcript", partial=True), shown)).status == Status.UNSEEN
    told = story("told 2021-12-20 interview_transcript certificates_shown=false", partial=True)
    assert one(judged(told, shown)).status == Status.BREACHED


# -- filing -----------------------------------------------------------------------------------------------------------
def test_a_clue_that_was_filed_is_kept_and_one_that_was_not_is_owed():
    lines = ("11-13 19:50 case_registration#reg", "11-16 09:30 initiation_approval#form about=#reg filed_on=2026-11-16")
    assert one(judged(story(*lines), FILED)).status == Status.OWED
    signed = ("11-16 09:31 #form.handler", "11-16 09:32 #form.unit_head", "11-16 09:33 #form.head")
    assert one(judged(story(*lines, *signed), FILED)).status == Status.KEPT


def test_a_decision_dated_before_the_case_was_filed_is_shown():
    history = story("told 2021-12-22 initiation_approval", "told 2021-12-20 penalty_decision", partial=True)
    assert one(judged(history, ORDER)).gravity == Gravity.REVOCABLE


@pytest.mark.parametrize("decided", ["2021-12-22", "2021-12-31", "2021-12"])
def test_a_decision_of_the_same_day_later_or_of_an_unknown_day_is_not(decided):
    history = story("told 2021-12-22 initiation_approval", f"told {decided} penalty_decision", partial=True)
    assert judged(history, ORDER) == []


# -- limitation -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("found_on", "status"), [("2026-08-17", Status.KEPT), ("2026-08-18", Status.BREACHED), ("2026-08", Status.UNSEEN)]
)
def test_an_act_found_after_two_years_is_barred(found_on, status):
    history = story("told 2024-08-16T21:44/2024-08-17T00:44 violation", f"told {found_on} case_registration", partial=True)
    assert one(judged(history, a36_limitation.PROVISION)).status == status


def test_an_inspection_before_the_act_did_not_find_it():
    history = story("told 2024-08-16 violation", "told 2024-01-05 inspection_record", partial=True)
    assert one(judged(history, a36_limitation.PROVISION)).status == Status.UNSEEN


# -- order to correct -------------------------------------------------------------------------------------------------
def test_who_is_punished_is_also_ordered_to_correct():
    decision = ("11-26 10:30 penalty_decision#d party=p1", "11-26 10:40 #d issued 1号")
    assert one(judged(story(*decision), a28_order_to_correct.PROVISION)).status == Status.OWED
    assert (
        one(judged(story("told 2026-11-14 correction_order party=p1", *decision), a28_order_to_correct.PROVISION)).status
        == Status.KEPT
    )


# -- things kept ------------------------------------------------------------------------------------------------------
def test_things_kept_on_friday_the_13th_are_decided_on_by_tuesday_the_24th():
    found = one(judged(story(*kept()), DECIDED))
    assert found.due.hi.date() == date(2026, 11, 24)
    assert "收银主机 1 台" in found.why
    assert (found.status, found.unit) == (Status.OWED, "working_days")
    assert "closing_report" in found.gates


@pytest.mark.parametrize(("day", "status"), [("11-24", Status.KEPT), ("11-25", Status.KEPT_LATE)])
def test_the_seventh_working_day_is_in_time_and_the_eighth_late(day, status):
    assert one(judged(story(*kept(), *outcome(day)), DECIDED)).status == status


def test_half_of_the_things_decided_leaves_the_other_half_owed():
    found = one(judged(story(*kept("hosts"), *outcome("11-20", everything="false")), DECIDED))
    assert found.status == Status.OWED
    assert "账册" in found.why


def test_an_outcome_not_yet_issued_does_not_count():
    assert one(judged(story(*kept(), *outcome("11-20")[:-1]), DECIDED)).status == Status.OWED


def test_sampling_has_no_seven_days():
    assert find(judged(story("told 2023-07-07 sampling", partial=True)), owes="preservation_outcome") == []


def test_the_head_approves_before_anything_is_kept():
    assert one(judged(story(*kept()), APPROVED)).status == Status.KEPT
    assert gated(story(KEPT[0].format("host").replace(" about=#form", "")), "advance_registration")
    assert gated(story(*kept()), "advance_registration") == []


def test_an_approval_after_the_things_were_kept_is_late_and_confirming_a_call_does_not_make_it_so():
    late = story(FORM[0], *[line.format("host") for line in KEPT], "11-13 22:00 #form.head")
    assert one(judged(late, APPROVED)).status == Status.KEPT_LATE
    called = story(
        FORM[0], FORM[1] + " means=phone", *[line.format("host") for line in KEPT], "11-14 09:00 #form.head means=password"
    )
    found = one(judged(called, APPROVED))
    assert (found.status, found.met.lo) == (Status.KEPT, datetime(2026, 11, 13, 20, 50, tzinfo=CST))


def test_a_source_that_does_not_tell_of_an_approval_is_unseen():
    assert one(judged(story("told 2021-08-26 advance_registration", partial=True), APPROVED)).status == Status.UNSEEN


def test_an_outcome_of_one_registration_does_not_settle_an_earlier_answered_one():
    history = story(
        "told 2024-12-11 advance_registration",
        "told 2024-12-16 preservation_outcome outcome=return",
        "told 2025-01-06 advance_registration",
        partial=True,
    )
    assert [finding.status for finding in judged(history, DECIDED)] == [Status.KEPT, Status.UNSEEN]
