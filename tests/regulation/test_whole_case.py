"""The whole path, judged by the whole Book: nothing owed where everything was done, and each step in its order."""

import pytest
from tests.regulation.story import and_then, find, gated, judged, story
from tests.regulation.whole import (
    APPROVAL,
    BEFORE_HEAD,
    CLOSED,
    DECISION,
    HEAD,
    ISSUED,
    NOTICE,
    PERFORMED,
    REPORT,
    SCENE,
    SERVED,
    START,
    WHOLE,
)

from liuhen.regulation.grammar import Gravity, Status


def test_a_case_in_which_everything_was_done_in_time_owes_nothing():
    found = judged(story(*WHOLE))
    wrong = [
        finding for finding in found if finding.status not in {Status.KEPT, Status.EXCUSED} and finding.gravity != Gravity.NOTE
    ]
    assert [(finding.provision, finding.status, finding.why) for finding in wrong] == []
    assert [finding.why for finding in found if finding.sort != "duty"] == []


@pytest.mark.parametrize(
    ("done", "act"),
    [
        ((), "prior_notice"),
        (START[:-1], "penalty_decision"),
        ((*START, *SCENE), "prior_notice"),
        ((*START, *SCENE, *REPORT), "decision_approval.head"),
        ((*START, *SCENE, *REPORT, *NOTICE[:3], *APPROVAL), "decision_approval.head"),
        ((*BEFORE_HEAD, *DECISION), "penalty_decision"),
        ((*BEFORE_HEAD, *HEAD, *DECISION, *ISSUED), "closing_report.head"),
        ((*BEFORE_HEAD, *HEAD, *DECISION, *ISSUED, *SERVED), "closing_report"),
        ((*BEFORE_HEAD, *HEAD, *DECISION, *ISSUED, *SERVED, *PERFORMED[:-1]), "closing_report"),
    ],
)
def test_a_step_whose_forerunner_is_missing_is_stopped(done, act):
    history = story(*(done or ("11-13 19:50 case_registration#reg source=complaint parties=@cafe",)))
    assert gated(history, act)


@pytest.mark.parametrize(
    ("done", "act"),
    [
        ((*START, *SCENE, *REPORT), "prior_notice"),
        ((*BEFORE_HEAD, *HEAD), "decision_approval.head"),
        ((*BEFORE_HEAD, *HEAD, *DECISION, *ISSUED), "penalty_decision"),
        ((*BEFORE_HEAD, *HEAD, *DECISION, *ISSUED, *SERVED, *PERFORMED), "closing_report"),
        (WHOLE, "closing_report.head"),
    ],
)
def test_a_step_in_its_order_is_free(done, act):
    assert [(finding.provision, finding.why) for finding in gated(story(*done), act)] == []


def test_the_head_cannot_decide_on_the_fifth_working_day_after_a_notice_with_a_hearing_right():
    on_time = and_then(story(*BEFORE_HEAD), "11-25 17:00 #approval.head")
    assert {finding.basis.article for finding in gated(on_time, "decision_approval.head")} == {"64"}


def test_the_head_can_decide_when_the_fifth_working_day_is_over():
    assert gated(and_then(story(*BEFORE_HEAD), "11-26 00:00 #approval.head"), "decision_approval.head") == []


def test_a_recording_that_never_came_does_not_stop_the_closing():
    without = [line for line in WHOLE if "recording_linked" not in line]
    history = story(*without)
    assert find(judged(history), owes="recording", status=Status.OWED)
    assert gated(history, "closing_report") == gated(history, "closing_report.head") == []


def test_things_kept_and_not_decided_on_stop_the_closing():
    kept = "11-13 21:00 advance_registration#kept party=p1 items=@host reason=可能灭失 way=moved officers=@two"
    lines = [*WHOLE[:-len(CLOSED)], kept, "11-13 21:05 #kept.party", "11-13 21:05 #kept.officers[zhou]",
             "11-13 21:05 #kept.officers[shen]", "11-13 21:06 #kept issued 1号"]  # fmt: skip
    assert {finding.basis.article for finding in gated(story(*lines), "closing_report")} == {"56"}
