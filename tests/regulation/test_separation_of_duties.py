"""Who may not do what over the whole history: reviewer, chair, member of a deliberation, an officer told to withdraw."""

import pytest
from tests.regulation.story import find, gated, judged, one, story

from liuhen.regulation.articles import a14_review_record, a15_deliberation
from liuhen.regulation.grammar import Gravity, Level, Status
from liuhen.regulation.statutes.penalty_2021 import a42_two_officers, a43_recusal, a57_decided_by_heads, a58_legality_review
from liuhen.regulation.statutes.penalty_2021.a64_hearing_procedure import PROVISIONS

CHAIR = PROVISIONS[-1]
REVIEWERS = a58_legality_review.PROVISIONS[1]
MEMBERS = a15_deliberation.PROVISIONS[1]
DECIDED, KEPT_AWAY = a43_recusal.PROVISIONS
FANG = "reviewer=@reviewer opinion=agree advice=无"
#: 方志刚 asked one person once, early on, and was never named a handler.
ONCE = '11-16 09:00/10:00 interview_transcript officers=\'[{"id": "fang", "name": "方志刚"}, {"id": "zhou", "name": "周启明"}]\''


def test_whoever_took_part_in_one_act_does_not_review():
    """practice.md 10: the reviewer is not a handler, over the whole history."""
    review = f"11-25 09:00 legality_review#r {FANG}"
    assert find(judged(story(review), REVIEWERS), sort="fault") == []
    found = one(judged(story(ONCE, review), REVIEWERS), sort="fault")
    assert (found.field, found.level) == ("reviewer", Level.LAW)
    assert gated(story(ONCE, review), "legality_review.legal")


def test_a_handler_who_left_the_case_is_still_no_reviewer():
    history = story(
        '11-13 19:50 case_registration officers=\'[{"id": "fang", "name": "方志刚"}]\'',
        "11-14 09:00 case_changed officers=@two reason=调岗",
        f"11-25 09:00 legality_review {FANG}",
    )
    assert find(judged(history, REVIEWERS), sort="fault")


def test_the_start_is_not_reviewed_by_a_handler_either():
    rule = a14_review_record.REVIEWER
    form = "11-14 09:00 initiation_approval#form major=true"
    handler = '11-13 19:50 case_registration officers=\'[{"id": "p-legal", "name": "许知远"}]\''
    found = one(judged(story(handler, form, "11-14 09:10 #form.legal"), rule))
    assert (found.level, found.gravity) == (Level.REGULATION, Gravity.NONCONFORMING)
    assert judged(story("11-13 19:50 case_registration officers=@two", form, "11-14 09:10 #form.legal"), rule) == []
    on_paper = story(handler, form, "paper 11-14 09:10 #form.legal")
    assert judged(on_paper, rule) == []


@pytest.mark.parametrize("kind", ["hearing_notice", "hearing_record"])
def test_who_investigated_at_any_time_does_not_chair(kind):
    hearing = f"12-10 09:00/11:00 {kind}#h party=p1 chair=方志刚"
    assert judged(story(hearing), CHAIR) == []
    found = one(judged(story(ONCE, hearing), CHAIR))
    assert (found.field, found.gravity) == ("chair", Gravity.REVOCABLE)
    assert bool(gated(story(ONCE, hearing), "hearing_notice")) == (kind == "hearing_notice")


MEETING = '11-25 09:00/10:00 deliberation members=\'[{"id": "1", "name": {"id": "fang", "name": "方志刚"}, "view": "同意"}]\''


def test_handler_and_reviewer_attend_a_deliberation_without_a_vote():
    """practice.md 10: members are heads; handler and reviewer attend without a vote."""
    assert judged(story(MEETING), MEMBERS) == []
    assert "承办人" in one(judged(story(ONCE, MEETING), MEMBERS)).why
    reviewed = story(f"11-24 09:00 legality_review {FANG}", MEETING)
    assert "审核人" in one(judged(reviewed, MEMBERS)).why


def test_a_decision_that_departs_from_the_conclusion_is_a_fault():
    """practice.md 10: a decision that departs from the deliberation's conclusion."""
    rule = a57_decided_by_heads.PROVISIONS[2]
    concluded = "told 2026-11-25 deliberation conclusion=罚款一万元 penalties=@fine fine=10000.00"
    same = story(concluded, "11-26 10:30 penalty_decision party=p1 penalties=@fine fine=10000.00")
    assert judged(same, rule) == []
    other = story(concluded, "11-26 10:30 penalty_decision party=p1 penalties=@fine fine=12000.00")
    assert one(judged(other, rule)).gravity == Gravity.REVOCABLE
    assert gated(other, "penalty_decision")


def test_two_officers_are_two_people_with_certificates_valid_that_day():
    two, valid = a42_two_officers.PROVISIONS
    act = "11-13 20:36/21:48 inspection_record officers={}"
    assert one(judged(story(act.format("@two")), two), sort="duty").status == Status.KEPT
    twice = '\'[{"id": "zhou", "name": "周启明"}, {"id": "zhou", "name": "周启明"}]\''
    assert one(judged(story(act.format(twice)), two), sort="duty").status == Status.BREACHED
    assert one(judged(story(act.format("@expired")), valid)).field == "officers"
    assert judged(story(act.replace("11-13", "11-12").format("@expired")), valid) == []


# -- recusal --------------------------------------------------------------------------------------------------------------
ASKED = "11-18 09:00 recusal_request#ask by=party party=p1 person_name=周启明 reason=亲属 at=2026-11-18T09:00"
GRANTED = (
    "11-18 15:00 recusal_decision#yes about=#ask person_name=周启明 result=granted reason=属实",
    "11-18 15:10 #yes.head",
    "11-18 15:20 #yes issued",
)


def test_a_request_to_withdraw_is_decided_before_the_case_is_and_stops_no_investigation():
    asked = story(ASKED)
    found = one(judged(asked, DECIDED))
    assert (found.status, found.role) == (Status.OWED, "head")
    assert [finding.provision for finding in gated(asked, "penalty_decision")] == ["penalty_2021:43:decided"]
    assert not gated(asked, "interview_notice")
    assert one(judged(story(ASKED, *GRANTED[:2]), DECIDED)).status == Status.OWED
    assert one(judged(story(ASKED, *GRANTED), DECIDED)).status == Status.KEPT


def test_who_was_told_to_withdraw_takes_part_in_nothing_afterwards():
    act = "{} interview_transcript officers=@two"
    before = story(ASKED, act.format("11-18 10:00/11:00"), *GRANTED)
    assert judged(before, KEPT_AWAY) == []
    after = story(ASKED, *GRANTED, act.format("11-19 10:00/11:00"))
    assert one(judged(after, KEPT_AWAY)).gravity == Gravity.REVOCABLE
    rejected = story(ASKED, GRANTED[0].replace("granted", "rejected"), *GRANTED[1:], act.format("11-19 10:00/11:00"))
    assert judged(rejected, KEPT_AWAY) == []
    chair = story(ASKED, *GRANTED, "11-30 09:00 hearing_notice party=p1 chair=周启明")
    assert gated(chair, "hearing_notice")
