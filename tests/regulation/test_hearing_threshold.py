"""From what sum a hearing may be asked for: rows with source, date and precedence; while there is none, every fine above the summary ceiling."""

from datetime import date

import pytest
from tests.regulation.story import find, judged, story

from liuhen.regulation.grammar import Refusal
from liuhen.regulation.hearing import checked, threshold
from liuhen.regulation.statutes.penalty_2021 import a63_hearing_right
from liuhen.regulation.terms import PLAIN, Setting, Terms

TOLD, _ = a63_hearing_right.PROVISIONS


def row(fine, precedence, **more):
    usual = {"party_kind": "organisation", "fine_from": fine, "confiscation_from": fine, "source": precedence}
    return {**usual, "effective_from": "2026-01-01", "precedence": precedence, **more}


def terms(*rows):
    return Terms(settings={"hearing_threshold": tuple(Setting(value=one, since=date(2026, 1, 1)) for one in rows)})


def told(terms, proposed, party="p1"):
    history = story("11-13 19:50 case_registration parties=@both", f"11-18 11:00 prior_notice party={party} {proposed}")
    return bool(find(judged(history, TOLD, terms=terms), sort="fault"))


@pytest.mark.parametrize(
    ("ranks", "rules"),
    [
        (("city", "province"), "province"),
        (("city", "province", "department"), "department"),
        (("statute", "department", "province", "city"), "statute"),
        (("city",), "city"),
    ],
)
def test_the_highest_precedence_rules_whatever_the_order_of_entry(ranks, rules):
    sums = {"statute": "1000", "department": "50000", "province": "20000", "city": "5000"}
    for listed in (ranks, tuple(reversed(ranks))):
        found = threshold(terms(*(row(sums[one], one) for one in listed)), "organisation", date(2026, 11, 18))
        assert (found.source, str(found.fine_from)) == (rules, sums[rules])


def test_the_sum_itself_counts_unless_it_is_said_not_to():
    assert told(terms(row("50000", "department")), "penalties=@fine fine=50000")
    assert not told(terms(row("50000", "department")), "penalties=@fine fine=49999.99")
    above = terms(row("50000", "department", inclusive=False))
    assert not told(above, "penalties=@fine fine=50000")
    assert told(above, "penalties=@fine fine=50000.01")


def test_a_row_rules_from_its_day_to_its_last():
    dated = terms(row("10000", "city", effective_from="2026-11-18", until="2026-11-30"))
    assert threshold(dated, "organisation", date(2026, 11, 17)) is None
    assert threshold(dated, "organisation", date(2026, 11, 18)) is not None
    assert threshold(dated, "organisation", date(2026, 12, 1)) is None


def test_within_one_precedence_the_newest_rules():
    both = terms(row("20000", "province"), row("30000", "province", effective_from="2026-06-01"))
    assert str(threshold(both, "organisation", date(2026, 5, 31)).fine_from) == "20000"
    assert str(threshold(both, "organisation", date(2026, 6, 1)).fine_from) == "30000"


def test_a_row_for_the_other_kind_of_party_leaves_practice_11_standing():
    citizens = terms(row("5000", "province", party_kind="citizen"))
    assert told(citizens, "penalties=@fine fine=3000.01")  # the organisation: above the summary ceiling
    assert not told(citizens, "penalties=@fine fine=4999.99", party="p2")
    assert told(citizens, "penalties=@fine fine=5000", party="p2")


def test_a_sole_trader_counts_as_the_bureau_sets():
    as_body = Terms(settings={"sole_trader_as": (Setting(value="organisation", since=date(2026, 1, 1)),)})
    assert told(PLAIN, "penalties=@fine fine=201", party="p2")
    assert not told(as_body, "penalties=@fine fine=3000", party="p2")


def test_confiscation_and_goods_have_a_sum_of_their_own():
    split = terms(row("50000", "province", confiscation_from="10000"))
    assert told(split, "penalties='[\"confiscation\"]' confiscation=10000")
    assert told(split, "penalties='[\"confiscation_goods\"]' goods_value=10000")
    assert not told(split, "penalties='[\"confiscation_goods\"]' goods_value=9999.99")


def test_business_acts_may_have_another_sum():
    rows = terms(row("5000", "city", business_act=False), row("10000", "city", business_act=True))
    assert str(threshold(rows, "organisation", date(2026, 11, 18), business=True).fine_from) == "10000"
    assert str(threshold(rows, "organisation", date(2026, 11, 18), business=False).fine_from) == "5000"


def test_what_counts_always_needs_no_sum():
    assert told(terms(row("1000000", "statute")), "penalties=@closed")


def test_figures_entered_the_old_way_yield_to_any_row_with_a_source():
    old = {"citizen": "5000", "organisation": "50000"}
    assert str(threshold(terms(old), "organisation", date(2026, 11, 18)).fine_from) == "50000"
    assert str(threshold(terms(old, row("20000", "city")), "organisation", date(2026, 11, 18)).fine_from) == "20000"


@pytest.mark.parametrize(
    "change",
    [
        {"party_kind": "firm"},
        {"precedence": "town"},
        {"fine_from": "很多"},
        {"fine_from": "", "confiscation_from": ""},
        {"source": ""},
        {"effective_from": ""},
    ],
)
def test_a_row_that_says_too_little_is_refused(change):
    with pytest.raises(Refusal):
        checked({**row("5000", "city"), **change})
    assert checked(row("5000", "city"))["fine_from"] == "5000"
