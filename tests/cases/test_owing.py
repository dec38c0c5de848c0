"""What the case page says a party owes today. Received on 2026-11-23, so to be paid by 12-08; every figure by hand."""

from datetime import date

import pytest

from liuhen.cases.owing import owing
from liuhen.regulation.terms import PLAIN
from tests.regulation.story import story
from tests.regulation.test_overdue import ASKED, FINED, PLAN


def shown(day: str, *lines: str):
    return owing(story(*FINED, *lines), [("p1", "蓝鲸网吧")], PLAIN, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "total", "parts", "grows"),
    [
        ("2026-12-08", "0 元", "还没有到期的罚款 10,000 元", "2026-12-08 前（含当日）缴清的不加处；逾期的自 2026-12-09 起每日加处百分之三"),
        ("2026-12-09", "10,300 元", "罚款 10,000 元，加处罚款 300 元", "自 2026-12-09 起已计 1 日；每多一日增加 300 元，到 2027-01-11 达到上限 10,000 元"),
        ("2027-01-10", "19,900 元", "罚款 10,000 元，加处罚款 9,900 元", "自 2026-12-09 起已计 33 日；每多一日增加 300 元，到 2027-01-11 达到上限 10,000 元"),
        ("2027-01-11", "20,000 元", "罚款 10,000 元，加处罚款 10,000 元", "已达到上限 10,000 元，不再增加"),
    ],
)  # fmt: skip
def test_it_says_what_is_owed_today_and_where_it_ends(day, total, parts, grows):
    (one,) = shown(day)
    assert (one.total, one.parts, one.grows) == (total, parts, grows)


def test_after_a_part_payment_it_grows_by_less():
    (one,) = shown("2026-12-19", "2026-12-18 10:00 payment party=p1 what=fine amount=4000.00 paid=2026-12-18")
    assert one.total == "9,180 元"
    assert one.grows == "自 2026-12-09 起已计 11 日；每多一日增加 180 元，到 2027-01-26 达到上限 10,000 元"
    assert len(one.days) == 11


def test_while_reconsideration_goes_on_it_says_that_nothing_grows():
    (one,) = shown("2026-12-31", ASKED.format(about="decision", end=""))
    assert (one.total, one.grows) == ("10,600 元", "复议、诉讼期间不计算，结果送达的次日起接着计算")


def test_of_instalments_only_what_is_due_is_owed_today():
    (one,) = shown("2027-01-01", *PLAN)
    assert (one.total, one.parts) == ("5,150 元", "罚款 5,000 元，加处罚款 150 元；还没有到期的罚款 5,000 元")


def test_what_is_paid_is_not_shown_and_what_grew_before_stays_owed():
    assert shown("2026-12-31", "2026-12-08 10:00 payment party=p1 amount=10000.00 paid=2026-12-08") == []
    (one,) = shown("2026-12-31", "2026-12-13 10:00 payment party=p1 what=fine amount=10000.00 paid=2026-12-13")
    assert (one.total, one.parts, one.grows) == ("1,500 元", "加处罚款 1,500 元", "到期的罚款已经缴清，不再增加")
