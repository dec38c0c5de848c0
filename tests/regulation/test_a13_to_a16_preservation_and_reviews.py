"""Articles 13 to 16: preservation, the review's record, deliberation, the head's approval."""

from tests.regulation.story import find, judged, one, story

from liuhen.regulation.articles import a13_preservation, a14_review_record, a15_deliberation, a16_head_approval
from liuhen.regulation.grammar import Gravity, Status

MINUTES, MEMBERS = a15_deliberation.PROVISIONS
REVIEW = "11-20 09:00 legality_review#review reviewer=@reviewer opinion=agree advice=无"
MEETING = ("11-20 15:00/16:00 deliberation#talk conclusion=同意 members="
           "'[{\"id\": \"han\", \"name\": \"韩立群\", \"view\": \"同意\"}, {\"id\": \"wu\", \"name\": \"吴岚\", \"view\": \"同意\"}]'")  # fmt: skip


def test_preservation_with_reason_object_and_form_is_kept():
    found = judged(story("11-13 21:00 advance_registration reason=可能灭失 items=@host way=moved"), a13_preservation.PROVISION)
    assert [finding.status for finding in found] == [Status.KEPT] * 3


def test_preservation_without_a_reason_is_not():
    found = judged(story("11-13 21:00 advance_registration items=@host way=moved"), a13_preservation.PROVISION)
    assert one(found, owes="证据保全的理由").status == Status.BREACHED


def test_a_source_that_tells_what_and_not_why():
    told = "told 2021-08-26 advance_registration items=@host"
    found = judged(story(told, partial=True), a13_preservation.PROVISION)
    assert {finding.owes: finding.status for finding in found} == {
        "证据保全的理由": Status.UNSEEN,
        "证据保全的标的": Status.KEPT,
        "证据保全的形式": Status.KEPT,
    }


def test_a_review_without_advice_is_no_record_of_a_review():
    found = one(judged(story(REVIEW.replace("advice=无", "advice="), "11-20 10:00 #review.legal"), a14_review_record.PROVISION))
    assert (found.status, found.missing) == (Status.BREACHED, "建议")


def test_a_review_signed_by_the_reviewer_is_kept():
    assert one(judged(story(REVIEW, "11-20 10:00 #review.legal"), a14_review_record.PROVISION)).status == Status.KEPT
    assert one(judged(story(REVIEW), a14_review_record.PROVISION)).status == Status.OWED


def test_minutes_wait_for_the_chair_and_every_member():
    lines = (MEETING, "11-20 16:05 #talk.chair", "11-20 16:06 #talk.members[han]")
    assert one(judged(story(*lines), MINUTES)).missing == "吴岚"
    assert one(judged(story(*lines, "11-20 16:07 #talk.members[wu]"), MINUTES)).status == Status.KEPT


def test_minutes_without_a_conclusion_say_what_they_lack():
    signed = ("11-20 16:06 #talk.members[han]", "11-20 16:07 #talk.members[wu]")
    found = one(judged(story(MEETING.replace(" conclusion=同意", ""), *signed), MINUTES))
    assert (found.status, found.missing) == (Status.OWED, "结论")
    assert found.why.endswith("没有写结论")


def test_a_handler_is_no_member():
    case = "11-13 19:50 case_registration officers=@two"
    other = MEETING.replace('"han"', '"zhou"').replace("韩立群", "周启明")
    assert "周启明" in one(judged(story(case, other), MEMBERS)).why
    assert judged(story(case, MEETING), MEMBERS) == []


def test_an_approval_by_telephone_is_shown_until_and_after_it_is_confirmed():
    called = ("11-13 20:50 preservation_approval#form reason=可能灭失 items=@host", "11-13 20:55 #form.head means=phone")
    found = judged(story(*called), a16_head_approval.PROVISION)
    assert one(found, sort="duty").status == Status.OWED
    assert one(found, sort="fault").gravity == Gravity.IRREGULAR
    found = judged(story(*called, "11-14 09:00 #form.head means=password"), a16_head_approval.PROVISION)
    assert one(found, sort="duty").status == Status.KEPT
    assert len(find(found, sort="fault")) == 1


def test_an_approval_under_his_own_password_is_simply_kept():
    lines = ("11-26 09:00 decision_approval#form", "11-26 10:00 #form.head means=password")
    assert [finding.status for finding in judged(story(*lines), a16_head_approval.PROVISION)] == [Status.KEPT]
