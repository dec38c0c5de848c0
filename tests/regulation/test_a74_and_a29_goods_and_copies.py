"""Penalty law 74: confiscated goods and their proceeds; article 29 of the regulation: copies for a party."""

from tests.regulation.story import judged, one, story

from liuhen.regulation.articles.a29_copies import PROVISION as COPIES
from liuhen.regulation.grammar import Status
from liuhen.regulation.statutes.penalty_2021.a74_confiscated_goods import PROVISIONS

AFTER, PROCEEDS = PROVISIONS
DECISION = ("11-26 10:30 penalty_decision#d party=p1", "11-26 10:40 #d issued 1号")
SOLD = "11-30 09:00 confiscated_goods#goods party=p1 way=auction at={} proceeds=800.00"
ASKED = "12-14 09:00 copy_request#ask relation=party purpose=诉讼 way=copy at=2026-12-14T09:00"


def test_goods_are_dealt_with_after_the_decision():
    assert judged(story(*DECISION, SOLD.format("2026-11-27T09:00")), AFTER) == []


def test_goods_sold_before_the_decision_or_without_one_are_a_fault():
    assert one(judged(story(*DECISION, SOLD.format("2026-11-25T09:00")), AFTER)).status == Status.BREACHED
    assert one(judged(story(SOLD.format("2026-11-27T09:00")), AFTER)).status == Status.BREACHED


def test_the_proceeds_go_to_the_treasury_whole():
    sold = SOLD.format("2026-11-27T09:00")
    assert judged(story(sold + " paid_in=800.00"), PROCEEDS) == []
    assert one(judged(story(sold + " paid_in=799.99"), PROCEEDS)).status == Status.BREACHED


def test_a_request_for_copies_waits_for_the_head():
    assert one(judged(story(ASKED), COPIES)).status == Status.OWED
    assert one(judged(story(ASKED, "12-15 09:00 #ask.head"), COPIES)).status == Status.KEPT
