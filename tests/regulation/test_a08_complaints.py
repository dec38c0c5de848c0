"""Article 8: complaints are examined; a named complainant is told when nothing is started."""

from datetime import date, datetime

from tests.regulation.story import judged, one, story

from liuhen.regulation.articles.a08_complaints import PROVISIONS
from liuhen.regulation.grammar import Status
from liuhen.regulation.terms import Setting, Terms
from liuhen.regulation.when import CST

TRIAGE, TOLD, STOPPED = PROVISIONS
NAMED = "11-13 19:42 complaint_registration channel=hotline named=true matter=未成年人上网"


def clue(*lines):
    return story(*lines, subject_type="clue")


def test_a_complaint_is_to_be_examined_and_no_article_says_by_when():
    found = one(judged(clue(NAMED), TRIAGE))
    assert (found.status, found.due) == (Status.OWED, None)


def test_a_bureau_that_allows_itself_seven_days_is_held_to_them():
    terms = Terms(settings={"triage_days": (Setting(value=7, since=date(2026, 1, 1)),)})
    assert one(judged(clue(NAMED), TRIAGE, terms=terms)).due.hi.date() == date(2026, 11, 24)


def test_a_named_complainant_is_told_that_nothing_is_started():
    lines = (NAMED, "11-14 10:00 clue_triage#triage result=not_open reason=不属本局", "11-14 11:00 #triage.unit_head")
    assert one(judged(clue(*lines), TOLD)).status == Status.OWED
    told = one(judged(clue(*lines, "11-16 09:00 complainant_told told_at=2026-11-16T09:00 means=phone content=不启动"), TOLD))
    assert told.status == Status.KEPT
    assert told.met.lo == datetime(2026, 11, 16, 9, 0, tzinfo=CST)


def test_an_anonymous_one_is_owed_nothing():
    anonymous = NAMED.replace("named=true", "named=false")
    lines = (anonymous, "11-14 10:00 clue_triage#triage result=not_open reason=不属本局", "11-14 11:00 #triage.unit_head")
    assert judged(clue(*lines), TOLD) == []


def test_nobody_is_told_before_the_unit_head_has_agreed():
    assert judged(clue(NAMED, "11-14 10:00 clue_triage#triage result=not_open reason=不属本局"), TOLD) == []


def test_a_clue_that_needs_action_owes_a_case_until_one_is_linked():
    lines = (NAMED, "11-14 10:00 clue_triage#triage result=open reason=属实", "11-14 11:00 #triage.unit_head")
    assert one(judged(clue(*lines), TRIAGE), owes="clue_linked").status == Status.OWED
    assert (
        one(judged(clue(*lines, "11-14 12:00 clue_linked case=c1 named=true"), TRIAGE), owes="clue_linked").status == Status.KEPT
    )


def test_a_case_from_a_named_complaint_that_is_stopped_owes_the_complainant_a_word():
    lines = ("11-14 12:00 clue_linked clue=k1 named=true", "11-15 09:00 stopped reason=负责人不同意")
    assert one(judged(story(*lines), STOPPED)).status == Status.OWED
    assert judged(story(lines[1]), STOPPED) == []
    assert one(judged(story(lines[0], lines[1] + " complainant_told=true"), STOPPED)).status == Status.KEPT


def test_a_complainant_whose_matter_went_to_another_bureau_hears_of_it():
    lines = (
        NAMED,
        "11-14 10:00 clue_triage#t result=transfer transfer_to=生态环境局 reason=不属本局",
        "11-14 11:00 #t.unit_head",
    )
    found = one(judged(clue(*lines), TOLD))
    assert (found.status, found.do) == (Status.OWED, "告知投诉举报人已移送")
    told = "11-16 09:00 complainant_told about=#t told_at=2026-11-16T09:00 means=phone content=已移送"
    assert one(judged(clue(*lines, told), TOLD)).status == Status.KEPT
