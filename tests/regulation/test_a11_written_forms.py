"""Article 11: forms of investigation are signed by those they name; refusals carry a reason; what is taken is listed."""

from tests.regulation.story import judged, one, story

from liuhen.regulation.articles.a11_written_forms import PROVISIONS
from liuhen.regulation.grammar import Status

SIGNED, REFUSED, LISTED, APPRAISED, REFUSAL = PROVISIONS
LIST = "11-13 21:00 evidence_list#list items=@host officers=@two"


def test_a_list_that_only_one_of_three_has_signed_says_who_is_missing():
    found = one(judged(story(LIST, "11-13 21:01 #list.party", "11-13 21:02 #list.officers[zhou]"), SIGNED))
    assert (found.status, found.missing) == (Status.OWED, "沈静文")


def test_a_list_signed_by_all_is_kept():
    lines = (LIST, "11-13 21:01 #list.party", "11-13 21:02 #list.officers[zhou]", "11-13 21:02 #list.officers[shen]")
    assert one(judged(story(*lines), SIGNED)).status == Status.KEPT


def test_a_refusal_without_a_reason_is_shown():
    bare = story(LIST, "11-13 21:01 #list.party declined")
    reasoned = story(LIST, "11-13 21:01 #list.party declined text=认为不是自己的")
    assert one(judged(bare, REFUSED)).sort == "fault"
    assert judged(reasoned, REFUSED) == []


def test_evidence_asked_for_by_notice_is_listed():
    notice = "11-14 09:00 evidence_notice#ask to=蓝鲸网吧 items=@host"
    assert one(judged(story(notice), LISTED)).status == Status.OWED
    lines = (notice, "11-14 15:00 evidence_list#list about=#ask items=@host officers=@two", "11-14 15:01 #list.party",
             "11-14 15:01 #list.officers[zhou]", "11-14 15:01 #list.officers[shen]")  # fmt: skip
    assert one(judged(story(*lines), LISTED)).status == Status.KEPT


def test_a_list_made_before_the_notice_is_another_list():
    lines = ("11-13 21:00 evidence_list items=@host", "11-14 09:00 evidence_notice to=蓝鲸网吧 items=@host")
    assert one(judged(story(*lines), LISTED)).status == Status.OWED


def test_what_was_refused_cannot_be_listed():
    notice = "11-14 09:00 evidence_notice#ask to=物业公司 items=@host"
    refused = "11-18 09:00 refusal what=evidence record=#ask reason=称已经覆盖 officers=@two"
    assert one(judged(story(notice, refused), LISTED)).status == Status.EXCUSED
    another = refused.replace(" record=#ask", "").replace("what=evidence", "what=sign")
    assert one(judged(story(notice, another), LISTED)).status == Status.OWED
    unnamed = refused.replace(" record=#ask", "")
    assert one(judged(story(notice, unnamed), LISTED)).status == Status.EXCUSED
    second = "11-15 09:00 evidence_notice#more to=蓝鲸网吧 items=@host"
    assert {finding.status for finding in judged(story(notice, second, unnamed), LISTED)} == {Status.OWED}
