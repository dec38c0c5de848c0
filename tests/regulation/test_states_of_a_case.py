"""States that practice needs: acceptance, suspension, no penalty, transfer, publicity and its withdrawal, major later on."""

from datetime import date

import pytest
from tests.regulation.story import and_then, find, gated, judged, one, story

from liuhen.regulation.grammar import Gravity, Level, Status
from liuhen.regulation.pausing import open_pause, paused_days
from liuhen.regulation.statutes.penalty_2021 import (
    a33_education,
    a48_publicity,
    a57_decided_by_heads,
    a58_legality_review,
    a60_ninety_days,
)
from liuhen.regulation.statutes.practice import acceptance_before_filing, publicity_days, stopped_by_a_head
from liuhen.regulation.statutes.transfer_2020 import a05_decided_and_sent, a12_items_handed_over

NINETY, EXTENDED, PAUSE_NAMED = a60_ninety_days.PROVISIONS
FILED = (
    "11-23 09:00 initiation_approval#form filed_on=2026-11-23",
    "11-23 09:10 #form.handler",
    "11-23 09:20 #form.unit_head",
    "11-23 09:30 #form.head",
)


# -- acceptance ------------------------------------------------------------------------------------------------------------
def test_acceptance_comes_before_filing_and_on_the_same_day_is_in_order():
    rule = acceptance_before_filing.PROVISION
    for when, noted in (("11-20 09:00", False), ("11-23 15:00", False), ("11-24 09:00", True)):
        found = judged(story(*FILED, f"{when} case_acceptance result=open"), rule)
        assert bool(found) == noted
        assert not found or found[0].gravity == Gravity.NOTE
    assert judged(story("11-24 09:00 case_acceptance result=check"), rule) == []


# -- suspension ------------------------------------------------------------------------------------------------------------
SUSPENDED = (
    "12-01 09:00 investigation_suspended#stop ground=appraisal reason=待鉴定 pauses=true basis=@law",
    "12-01 09:10 #stop.handler",
    "12-01 09:20 #stop.unit_head",
    "12-01 09:30 #stop.head",
    "12-01 10:00 #stop issued",
)
RESUMED = (
    "12-11 09:00 investigation_resumed#go about=#stop reason=已取回",
    "12-11 09:10 #go.unit_head",
    "12-11 09:20 #go.head",
    "12-11 10:00 #go issued",
)


def test_ninety_days_run_from_filing_through_a_suspension_that_names_no_rule():
    """practice.md 3: 90 calendar days, and only another 法律、法规、规章, named, extends them."""
    unnamed = [line.replace(" pauses=true basis=@law", "") for line in SUSPENDED]
    for lines in ((), unnamed, [*unnamed, *RESUMED]):
        assert one(judged(story(*FILED, *lines), NINETY)).due.hi.date() == date(2027, 2, 21)
    assert not paused_days(story(*FILED, *unnamed, *RESUMED))


def test_a_suspension_that_names_its_rule_stops_the_clock_until_it_is_resumed():
    suspended = story(*FILED, *SUSPENDED)
    owed = one(judged(suspended, NINETY))
    assert (owed.status, owed.due) == (Status.OWED, None)
    assert open_pause(suspended).id == "stop"
    resumed = and_then(suspended, *RESUMED)
    assert (paused_days(resumed), open_pause(resumed)) == (10, None)
    assert one(judged(resumed, NINETY)).due.hi.date() == date(2027, 3, 3)


def test_a_decision_on_the_last_day_of_the_paused_ninety_is_in_time_and_on_the_next_is_late():
    for day, status in (("2027-03-03", Status.KEPT), ("2027-03-04", Status.KEPT_LATE)):
        history = story(*FILED, *SUSPENDED, *RESUMED, f"told {day} penalty_decision")
        assert one(judged(history, NINETY)).status == status


def test_a_pause_without_its_rule_is_not_approved():
    bare = story(*FILED, SUSPENDED[0].replace(" basis=@law", ""), *SUSPENDED[1:3])
    assert one(judged(bare, PAUSE_NAMED)).gravity == Gravity.IRREGULAR
    assert gated(bare, "investigation_suspended.head")
    assert judged(story(*FILED, *SUSPENDED), PAUSE_NAMED) == []
    assert one(judged(story(*FILED, SUSPENDED[0].replace(" basis=@law", ""), *SUSPENDED[1:]), NINETY)).due.hi.date() == date(
        2027, 2, 21
    )


def test_a_suspension_that_nobody_approved_stops_nothing():
    assert one(judged(story(*FILED, *SUSPENDED[:2]), NINETY)).due.hi.date() == date(2027, 2, 21)


# -- no penalty ------------------------------------------------------------------------------------------------------------
SPARED = (
    "11-30 09:00 no_penalty_decision#spared party=p1 ground={} reason=轻微",
    "11-30 09:10 #spared.unit_head",
    "11-30 09:20 #spared.head",
    "11-30 09:30 #spared issued",
)
TAUGHT = (
    '12-01 09:00 education_record#taught party=p1 about=#spared content=讲解条例 officers=@one person=\'{"name": "王某"}\'',
    "12-01 09:10 #taught.person",
    "12-01 09:11 #taught.officers[zhou]",
)


def test_a_violation_that_goes_unpunished_is_followed_by_education():
    rule = a33_education.PROVISION
    spared = [line.format("slight") for line in SPARED]
    assert one(judged(story(*spared), rule)).status == Status.OWED
    assert one(judged(story(*spared, *TAUGHT), rule)).status == Status.KEPT
    assert judged(story(*spared[:3]), rule) == []
    assert judged(story(*(line.format("not_proved") for line in SPARED)), rule) == []
    assert one(judged(story("told 2026-11-30 no_penalty_decision"), rule)).status == Status.UNSEEN


# -- transfer --------------------------------------------------------------------------------------------------------------
HEAD_DECIDES, SENT = (a05_decided_and_sent.PROVISIONS[number] for number in (0, 2))
REPORT = (
    "11-23 15:00 transfer_report#rep facts=事实 crime=侵犯著作权罪 reason=达到标准 to=某公安分局 officers=@two",
    "11-23 15:01 #rep.officers[zhou]",
    "11-23 15:02 #rep.officers[shen]",
    "11-23 15:10 #rep.unit_head",
)
LETTER = "11-26 09:00 case_transferred#out to=某公安分局 crime=true facts=事实 reason=涉嫌犯罪 basis=@law"
LETTER_SIGNED = ("11-26 09:05 #out.unit_head", "11-26 09:10 #out.head")


@pytest.mark.parametrize(("decided", "status"), [("11-26 23:59", Status.KEPT), ("11-27 00:00", Status.KEPT_LATE)])
def test_the_head_decides_on_a_suspected_crime_within_three_days(decided, status):
    """移送规定第五条: three calendar days of the report of 2026-11-23."""
    assert one(judged(story(*REPORT), HEAD_DECIDES)).due.hi.date() == date(2026, 11, 26)
    assert one(judged(story(*REPORT, f"{decided} #rep.head"), HEAD_DECIDES)).status == status


def test_a_refusal_to_transfer_meets_the_three_days_and_says_why():
    refused = judged(story(*REPORT, "11-24 09:00 #rep.head refused"), HEAD_DECIDES)
    assert one(refused, sort="duty").status == Status.KEPT
    assert one(refused, sort="fault").gravity == Gravity.IRREGULAR
    assert not find(judged(story(*REPORT, "11-24 09:00 #rep.head refused text=金额不足"), HEAD_DECIDES), sort="fault")
    alone = judged(story(REPORT[0].replace("@two", "@one")), HEAD_DECIDES)
    assert one(alone, sort="fault").field == "officers"


@pytest.mark.parametrize(("issued", "status"), [("11-26 09:00", Status.KEPT), ("11-26 09:01", Status.KEPT_LATE)])
def test_an_approved_transfer_leaves_within_24_hours(issued, status):
    approved = (*REPORT, "11-25 09:00 #rep.head")
    assert one(judged(story(*approved), SENT)).status == Status.OWED
    letter = LETTER.replace("11-26 09:00", "11-25 10:00")
    signed = (line.replace("11-26 09", "11-25 10") for line in LETTER_SIGNED)
    assert one(judged(story(*approved, letter, *signed, f"{issued} #out issued"), SENT)).status == status


def test_a_transfer_without_a_report_counts_from_its_own_approval_and_one_to_another_body_has_no_clock():
    own = story(LETTER, *LETTER_SIGNED, "11-27 09:11 #out issued")
    assert one(judged(own, SENT)).status == Status.KEPT_LATE
    assert judged(story(LETTER.replace("crime=true", "crime=false"), *LETTER_SIGNED), SENT) == []


@pytest.mark.parametrize(("handed", "status"), [("2026-12-04", Status.KEPT), ("2026-12-05", Status.KEPT_LATE)])
def test_what_belongs_to_the_case_is_handed_over_within_three_days_of_the_polices_notice(handed, status):
    rule = a12_items_handed_over.PROVISIONS[0]
    answer = "12-01 09:00 transfer_answer about=#out result=filed items=true"
    assert one(judged(story(LETTER, answer), rule)).due.hi.date() == date(2026, 12, 4)
    history = story(LETTER, answer, f"paper {handed} evidence_handover about=#out to=某公安分局 items=@host")
    assert one(judged(history, rule)).status == status
    assert judged(story(LETTER, answer.replace(" items=true", "")), rule) == []
    assert judged(story(LETTER, answer.replace("filed", "not_filed")), rule) == []


def test_a_transfer_of_2019_is_judged_by_the_rules_of_2001():
    told = story("told 2019-05-06 transfer_answer result=filed items=true", partial=True)
    assert one(judged(told, *a12_items_handed_over.PROVISIONS)).provision == "transfer_2001:12"


# -- publicity -------------------------------------------------------------------------------------------------------------
DECISION = ("11-23 10:30 penalty_decision#d party=p1 penalties=@fine fine=10000.00", "11-23 10:40 #d issued")
PUBLISHED = "12-01 10:00 publicity#pub party=p1 about=#d at=2026-12-01T10:00"


@pytest.mark.parametrize(("published", "status"), [("12-02 23:00", Status.KEPT), ("12-03 00:01", Status.KEPT_LATE)])
def test_a_penalty_is_published_within_seven_working_days(published, status):
    """practice.md 20: publicity, 7 working days; of 2026-11-23 the seventh is 2026-12-02."""
    found = one(judged(story(*DECISION, f"{published} publicity about=#d party=p1"), publicity_days.PROVISION))
    assert (found.status, found.level) == (status, Level.PRACTICE)


CHANGED = (
    "12-07 09:00 decision_changed#gone party=p1 about=#d result=revoked reason=有误 basis=@law",
    "12-07 09:10 #gone.unit_head",
    "12-07 09:20 #gone.legal",
    "12-07 09:30 #gone.head",
    "12-07 09:40 #gone issued",
)


@pytest.mark.parametrize(("withdrawn", "status"), [("12-10 23:00", Status.KEPT), ("12-11 00:01", Status.KEPT_LATE)])
def test_a_revoked_penalty_is_taken_off_within_three_working_days(withdrawn, status):
    """practice.md 20, 处罚法第四十八条第二款: of Monday 2026-12-07 the third working day is 2026-12-10."""
    revoked = (*DECISION, PUBLISHED, *CHANGED)
    owed = one(judged(story(*revoked), a48_publicity.PROVISION))
    assert (owed.status, owed.due.hi.date()) == (Status.OWED, date(2026, 12, 10))
    found = judged(story(*revoked, f"{withdrawn} publicity_withdrawn about=#pub reason=撤销"), a48_publicity.PROVISION)
    assert one(found).status == status


@pytest.mark.parametrize(
    ("result", "owed"), [("revoked", True), ("changed", True), ("unlawful", True), ("upheld", False), ("withdrawn", False)]
)
def test_a_review_or_a_court_that_undoes_a_penalty_takes_it_off_too(result, owed):
    history = story(
        *DECISION, PUBLISHED, f"12-08 09:00 remedy_sought party=p1 about=#d route=suit result={result} result_on=2026-12-07"
    )
    found = judged(history, a48_publicity.PROVISION)
    assert [finding.due.hi.date() for finding in found] == ([date(2026, 12, 10)] if owed else [])


def test_nothing_is_withdrawn_that_was_never_published_or_only_afterwards():
    assert judged(story(*DECISION, *CHANGED), a48_publicity.PROVISION) == []
    assert judged(story(*DECISION, *CHANGED, PUBLISHED.replace("12-01", "12-09")), a48_publicity.PROVISION) == []


# -- major later on --------------------------------------------------------------------------------------------------------
DELIBERATED = a57_decided_by_heads.PROVISIONS[1]
REVIEWED = a58_legality_review.PROVISIONS[0]
MARK = "11-25 09:00 case_changed#mark major=true major_items='[\"attention\"]' reason=社会关注"


def test_a_case_that_turns_out_major_opens_deliberation_and_review_from_that_entry_on():
    """practice.md 3, issue 3: marked so by an entry that opens deliberation and the review of the decision from then on."""
    before = story(*FILED)
    assert judged(before, DELIBERATED, REVIEWED) == []
    marked = story(*FILED, MARK)
    for rule, owes in ((DELIBERATED, "deliberation"), (REVIEWED, "legality_review")):
        found = one(judged(marked, rule))
        assert (found.owes, found.status, found.because) == (owes, Status.OWED, "mark")
    stops = {finding.provision for finding in gated(marked, "penalty_decision")}
    assert {"penalty_2021:57:deliberated", "penalty_2021:58:owed"} <= stops


def test_the_duty_keeps_its_name_when_the_report_comes():
    marked = story(*FILED, MARK)
    later = and_then(
        marked, "11-26 09:00 investigation_report#rep2 facts=查明", "11-26 09:10 #rep2.handler", "11-26 09:20 #rep2.unit_head"
    )
    assert one(judged(later, DELIBERATED)).key == one(judged(marked, DELIBERATED)).key


def test_a_mark_made_after_the_decision_asks_nothing_of_it():
    decided = story(*FILED, "11-24 10:30 penalty_decision#d party=p1", "11-24 10:40 #d issued", MARK)
    assert judged(decided, DELIBERATED) == []
    assert judged(decided, REVIEWED) == []
    early = story(*FILED, MARK, "11-26 10:30 penalty_decision#d party=p1", "11-26 10:40 #d issued")
    assert one(judged(early, DELIBERATED)).status == Status.BREACHED
    assert one(judged(early, REVIEWED)).status == Status.BREACHED


def test_a_mark_is_not_taken_away_by_a_later_change():
    """practice.md 3: officers may add, not remove."""
    history = story(*FILED, MARK, "11-26 09:00 case_changed major=false reason=误标")
    assert one(judged(history, DELIBERATED)).status == Status.OWED


STARTED = (
    "11-13 20:00 initiation_approval#form filed_on=2026-11-14 parties=@cafe reason=检查发现", "11-13 20:10 #form.handler",
    "11-13 20:20 #form.unit_head",
)  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (("11-14 09:00 #form.head", "11-20 09:00 stopped about=#form reason=查明没有违法事实"), 1),
        (("11-14 09:00 #form.head refused", "11-14 10:00 stopped about=#form reason=负责人不同意启动"), 0),
        (("11-14 09:00 #form.head", "told 2026-11-20 stopped reason=不属本局"), 0),
    ],
)
def test_what_a_head_started_is_not_stopped_by_its_handler_alone(lines, wrong):
    assert len(judged(story(*STARTED, *lines), stopped_by_a_head.PROVISION)) == wrong
