"""Issue 3: the time for which a business is closed is judged like a sum (practice.md 12), in months or days, in figures or words."""

import pytest
from tests.regulation.story import judged, story

from liuhen.regulation.statutes.penalty_2021 import a04_suspension
from liuhen.regulation.suspending import Length, bounds_of, length_of
from liuhen.regulation.violation import Tier


@pytest.mark.parametrize(("months", "fewest", "most"), [(1, 28, 31), (2, 59, 62), (3, 89, 92), (6, 181, 184), (12, 365, 366)])
def test_a_month_has_as_many_days_as_the_one_in_which_it_begins(months, fewest, most):
    assert Length(count=months, unit="months").days == (fewest, most)


@pytest.mark.parametrize(
    ("one", "other", "longer"),
    [((4, "months"), (3, "months"), True), ((3, "months"), (3, "months"), False), ((93, "days"), (3, "months"), True),
     ((92, "days"), (3, "months"), False), ((1, "months"), (27, "days"), True), ((1, "months"), (28, "days"), False),
     ((31, "days"), (30, "days"), True)],
)  # fmt: skip
def test_one_time_is_longer_only_if_it_is_so_whenever_both_begin(one, other, longer):
    first, second = (Length(count=count, unit=unit) for count, unit in (one, other))
    assert first.beyond(second) is longer


@pytest.mark.parametrize(
    ("words", "expected"),
    [("责令停业整顿三十日", (30, "days")), ("停业整顿3个月", (3, "months")), ("责令停产停业两个月，吊销许可证", (2, "months")),
     ("停业十五天", (15, "days")), ("停业二十一日", (21, "days")), ("停业整顿", None), ("十日内改正，停业整顿", None), ("", None)],
)  # fmt: skip
def test_what_a_decision_says_in_words_is_read_and_nothing_else(words, expected):
    history = story(f"11-26 10:30 penalty_decision#d penalties='[\"suspension\"]' penalty={words or '无'}")
    found = length_of(next(record for record in history.records))
    assert (found and (found.count, found.unit)) == expected


def test_a_time_left_over_from_a_penalty_that_was_taken_out_is_none():
    history = story("11-26 10:30 penalty_decision#d penalties='[\"warning\"]' suspension=3")
    assert length_of(next(record for record in history.records)) is None


def test_two_acts_are_closed_for_one_after_the_other():
    tiers = [Tier(key="serious", months=(1, 3)), Tier(key="serious", months=(3, 6)), Tier(key="ordinary")]
    assert bounds_of(tiers) == (Length(count=3, unit="months"), Length(count=9, unit="months"))
    assert bounds_of(tiers[2:]) is None


WITHIN, BELOW = a04_suspension.PROVISIONS
CLAUSE = 'basis=\'[{"title": "娱乐场所管理条例", "article": "49", "version": ""}]\''


def closed(words):
    history = story(
        "11-13 19:50 case_registration parties=@cafe cause=在禁止营业时间内营业",
        f"11-26 10:30 prior_notice party=p1 tier=serious {CLAUSE} penalties=@closed {words}",
    )
    return [finding.key.rpartition("!")[2] for finding in judged(history, WITHIN, BELOW)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("suspension=3 suspension_unit=months", []), ("suspension=4 suspension_unit=months", ["months"]),
     ("suspension=1 suspension_unit=months", []), ("suspension=27 suspension_unit=days", ["below"]),
     ("suspension=27 suspension_unit=days mitigation='[\"merit\"]'", []), ("", ["unstated"]),
     ("penalty=停业整顿五个月", ["months"])],
)  # fmt: skip
def test_one_to_three_months_where_serious_is_what_article_49_allows(words, expected):
    assert closed(words) == expected
