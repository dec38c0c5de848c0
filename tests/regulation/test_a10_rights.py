"""Article 10: how the party was told of his rights is on record."""

from tests.regulation.story import judged, one, story

from liuhen.regulation.articles.a10_rights import PROVISION
from liuhen.regulation.grammar import Status


def test_the_first_contact_opens_the_duty():
    found = one(
        judged(
            story("11-13 20:36/21:48 inspection_record#scene officers=@two", "11-14 09:00/10:00 interview_transcript"), PROVISION
        )
    )
    assert (found.status, found.because) == (Status.OWED, "scene")


def test_rights_told_in_the_transcript_meet_it():
    found = one(judged(story("11-13 20:36/21:48 inspection_record rights=@rights officers=@two"), PROVISION))
    assert found.status == Status.KEPT


def test_a_written_notice_of_rights_meets_it_too():
    lines = ("11-13 20:36/21:48 inspection_record officers=@two", "11-13 21:50 rights_notice party=p1 rights=@rights")
    assert one(judged(story(*lines), PROVISION)).status == Status.KEPT


def test_a_case_in_which_nobody_was_met_yet_owes_nothing():
    assert judged(story("11-13 19:50 case_registration source=complaint"), PROVISION) == []


def test_a_source_that_does_not_tell_is_unseen():
    assert one(judged(story("told 2021-12-16T22:00 inspection_record", partial=True), PROVISION)).status == Status.UNSEEN
