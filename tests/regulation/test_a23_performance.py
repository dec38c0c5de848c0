"""Article 23: how the decision is performed is on record; orders to correct are checked on time."""

from datetime import date, datetime

from tests.regulation.story import judged, one, story

from liuhen.regulation.articles.a23_performance import PROVISIONS
from liuhen.regulation.grammar import Status
from liuhen.regulation.terms import Setting, Terms
from liuhen.regulation.when import CST

PERFORMANCE, CORRECTION = PROVISIONS
DECISION = ("11-26 10:30 penalty_decision#decision party={0}", "11-26 10:40 #decision issued 1号")
ORDER = ("11-13 21:55 correction_order#order party=p1 officers=@two items="
         "'[{\"id\": \"1\", \"text\": \"停止接纳\", \"way\": \"at_once\"}, {\"id\": \"2\", \"text\": \"登记\", \"way\": \"by_date\", \"until\": \"2026-11-20\"}]'")  # fmt: skip
ISSUED = ("11-13 21:56 #order.officers[zhou]", "11-13 21:56 #order.officers[shen]", "11-13 21:57 #order issued 1号")
CHECK = "{} correction_check#check about=#order party=p1 result=已改正"


def test_after_the_decision_performance_is_to_be_recorded_and_closing_waits():
    found = one(judged(story(*[line.format("p1") for line in DECISION]), PERFORMANCE))
    assert found.status == Status.OWED
    assert "closing_report" in found.gates


def test_each_of_two_parties_has_a_record_of_his_own():
    lines = ("11-13 19:50 case_registration parties=@both", "11-26 10:30 penalty_decision#d1 party=p1", "11-26 10:31 #d1 issued 1号",
             "11-26 10:30 penalty_decision#d2 party=p2", "11-26 10:31 #d2 issued 2号", "12-03 payment party=p1 amount=1")  # fmt: skip
    found = judged(story(*lines), PERFORMANCE)
    assert one(found, about="p1").status == Status.KEPT
    assert one(found, about="p2").status == Status.OWED
    assert "李某" in one(found, about="p2").why


def test_an_order_is_checked_at_the_end_of_the_last_day_it_sets():
    found = one(judged(story(ORDER, *ISSUED), CORRECTION))
    assert found.status == Status.OWED
    assert found.due.hi == datetime(2026, 11, 20, 23, 59, 59, 999999, tzinfo=CST)


def test_a_check_on_the_day_is_in_time_and_one_the_day_after_is_late():
    assert one(judged(story(ORDER, *ISSUED, CHECK.format("11-20 15:00/15:20")), CORRECTION)).status == Status.KEPT
    assert one(judged(story(ORDER, *ISSUED, CHECK.format("11-21 09:00/09:20")), CORRECTION)).status == Status.KEPT_LATE


def test_a_bureau_may_allow_itself_days_after_the_date():
    terms = Terms(settings={"correction_check_days": (Setting(value=3, since=date(2026, 1, 1)),)})
    assert one(judged(story(ORDER, *ISSUED, CHECK.format("11-23 09:00/09:20")), CORRECTION, terms=terms)).status == Status.KEPT


def test_an_order_not_yet_issued_owes_no_check():
    assert judged(story(ORDER), CORRECTION) == []


def test_an_order_to_stop_at_once_has_no_clock():
    at_once = ORDER.replace(', "until": "2026-11-20"', "")
    assert one(judged(story(at_once, *ISSUED), CORRECTION)).due is None


def test_a_fine_that_was_paid_says_nothing_of_the_closed_doors():
    """警告、罚款、停业: the money is on record, whether the café stayed shut is not."""
    decided = ("11-26 10:30 penalty_decision#d party=p1 penalties='[\"warning\", \"fine\", \"suspension\"]' fine=5000",
               "11-26 10:40 #d issued 1号")  # fmt: skip
    paid, shut = "12-03 09:00 payment party=p1 amount=5000", "12-27 09:00 performance party=p1 what=停业三十日 at=2026-12-26"
    found = one(judged(story(*decided, paid), PERFORMANCE))
    assert (found.status, "还没有记缴款以外的履行" in found.why) == (Status.OWED, True)
    assert "还没有记缴款" in one(judged(story(*decided, shut), PERFORMANCE)).why
    assert one(judged(story(*decided, paid, shut), PERFORMANCE)).status == Status.KEPT
    ended = "12-28 09:00 party_end party=p1 ground=performed at=2026-12-28"
    assert one(judged(story(*decided, paid, ended), PERFORMANCE)).status == Status.KEPT


def test_a_warning_asks_nothing_of_whoever_was_warned():
    warned = ("11-26 10:30 penalty_decision#d party=p1 penalties='[\"warning\"]'", "11-26 10:40 #d issued 1号")
    assert judged(story(*warned), PERFORMANCE) == []


def test_a_visit_halfway_that_found_it_still_wrong_is_not_the_check():
    halfway = CHECK.format("11-16 15:00/15:20").replace("已改正", "未改正")
    assert one(judged(story(ORDER, *ISSUED, halfway), CORRECTION)).status == Status.OWED
    assert one(judged(story(ORDER, *ISSUED, halfway, CHECK.format("11-20 15:00/15:20")), CORRECTION)).status == Status.KEPT
    assert one(judged(story(ORDER, *ISSUED, CHECK.format("11-16 15:00/15:20")), CORRECTION)).status == Status.KEPT
    on_the_day = CHECK.format("11-20 15:00/15:20").replace("已改正", "未改正")
    assert one(judged(story(ORDER, *ISSUED, on_the_day), CORRECTION)).status == Status.KEPT
