"""Rules of the usual shapes: before and after, in time, on records as on bare entries of a log."""

from types import SimpleNamespace

import pytest
from tests.regulation.story import story

from liuhen.regulation.book import Book, Finding
from liuhen.regulation.calendar import days, hours
from liuhen.regulation.grammar import Provision, Rule, Status
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import PAYMENT
from liuhen.regulation.shapes import follows, only_after
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import PLAIN

DECIDED, PAID = "told 2026-11-02T09:00 penalty_decision", "told {} payment"
ATTACHED = "told 2026-11-01T09:00 interview_transcript#talk", "11-01 09:00 #talk.person"


def judged(rule: Rule, *lines: str) -> list[Finding]:
    provision = Provision(basis=PRACTICE("测试"), title="测试", triggers=(PENALTY_DECISION, PAYMENT), rule=rule)
    kinds = SimpleNamespace(decision=PENALTY_DECISION, payment=PAYMENT)
    book = Book.bind("测试", [kinds], [SimpleNamespace(provision=provision)])
    return book.judge(story(*lines), PLAIN)


@pytest.mark.parametrize("more", [(), ATTACHED])
@pytest.mark.parametrize(
    ("at", "status"),
    [("2026-11-04T09:00", Status.KEPT), ("2026-11-04T09:01", Status.KEPT_LATE), ("2026-11-02T08:59", Status.OWED)],
)
def test_what_follows_in_hours(more, at, status):
    (found,) = judged(follows(PENALTY_DECISION, PAYMENT, hours(48)), *more, DECIDED, PAID.format(at))
    assert (found.status, found.owes, found.because_kind) == (status, "payment", "penalty_decision")


def test_the_first_that_follows_counts():
    lines = (PAID.format("2026-11-09"), PAID.format("2026-11-03"), DECIDED)
    (found,) = judged(follows(PENALTY_DECISION, PAYMENT, days(5)), *lines)
    assert found.status == Status.KEPT


def test_without_a_limit_any_time_is_in_time():
    (found,) = judged(follows(PENALTY_DECISION, PAYMENT), DECIDED, PAID.format("2029-11-03"))
    assert (found.status, found.due) == (Status.KEPT, None)


@pytest.mark.parametrize("more", [(), ATTACHED])
@pytest.mark.parametrize(("at", "faults"), [("2026-11-02T08:59", 1), ("2026-11-02T09:00", 0), ("2026-11-05", 0)])
def test_only_after(more, at, faults):
    assert len(judged(only_after(PENALTY_DECISION, PAYMENT), *more, DECIDED, PAID.format(at))) == faults


def test_never_before_at_all():
    assert "此前没有" in judged(only_after(PENALTY_DECISION, PAYMENT), PAID.format("2026-11-05"))[0].why
    assert judged(only_after(PENALTY_DECISION, PAYMENT), DECIDED) == []


def test_a_day_that_may_be_before_or_after_is_no_fault():
    assert judged(only_after(PENALTY_DECISION, PAYMENT), DECIDED, PAID.format("2026-11-02")) == []
    (found,) = judged(follows(PENALTY_DECISION, PAYMENT, hours(1)), DECIDED, PAID.format("2026-11-02"))
    assert found.status == Status.UNSEEN
