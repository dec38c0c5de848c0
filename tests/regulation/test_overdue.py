"""What a party owes today, read off the case: payments, deferral, instalments, reconsideration. Every figure by hand."""

from datetime import date
from decimal import Decimal

import pytest
from tests.regulation.story import find, judged, story

from liuhen.regulation.overdue import of_paper, overdue, stated
from liuhen.regulation.statutes.compulsion_2011 import a45_late_charges_on_levies as a45
from liuhen.regulation.statutes.penalty_2021 import a72_additional_fine as a72
from liuhen.regulation.terms import PLAIN

#: Received on 2026-11-23: fifteen days to 12-08, the first day counted is 12-09; 10,000 yuan grow by 300 a day.
FINED = (
    "2026-11-20 09:00 penalty_decision#decision party=p1 penalties=@fine fine=10000.00 pay_days=15",
    "2026-11-20 09:01 #decision issued 1号",
    "2026-11-23 10:00 proof_of_service#got party=p1 papers='[\"#decision\"]' way=direct",
    "2026-11-23 10:01 #got.recipient",
    "2026-11-23 10:01 #got.officers[zhou]",
)


def owing(*lines: str):
    found = overdue(story(*FINED, *lines), "p1", PLAIN)
    assert found is not None
    return found


def said(day: str, *lines: str) -> dict:
    return stated(owing(*lines), date.fromisoformat(day))


def test_before_the_last_day_nothing_has_grown():
    assert said("2026-12-08") == {"fine": "10000.00", "until": "2026-12-08"}


def test_on_the_tenth_day_a_paper_states_the_whole_reckoning():
    assert said("2026-12-18") == {
        "fine": "10000.00",
        "until": "2026-12-18",
        "base": "10000.00",
        "since": "2026-12-09",
        "counted": 10,
        "excluded": 0,
        "rate": "每日按罚款数额的百分之三",
        "limit": "没有达到上限（上限为10000元）",
        "moves": [],
        "amount": "3000.00",
        "additional": "3000.00",
    }


@pytest.mark.parametrize(
    ("day", "amount", "words"),
    [
        ("2027-01-10", "9900.00", "没有达到上限（上限为10000元）"),
        ("2027-01-11", "10000.00", "已达到上限（上限为10000元），不再增加"),
        ("2027-03-31", "10000.00", "已达到上限（上限为10000元），不再增加"),
    ],
)
def test_the_ceiling_is_said_from_its_day_on(day, amount, words):
    found = said(day)
    assert (found["amount"], found["limit"]) == (amount, words)
    assert found["counted"] == min((date.fromisoformat(day) - date(2026, 12, 8)).days, 34)


def test_a_part_paid_in_time_never_grows():
    found = said("2026-12-18", "2026-12-01 10:00 payment party=p1 what=fine amount=3000.00 paid=2026-12-01")
    assert (found["fine"], found["base"], found["additional"]) == ("7000.00", "7000.00", "2100.00")
    assert found["limit"] == "没有达到上限（上限为7000元）"


def test_a_part_paid_on_the_last_day_is_in_time():
    assert said("2026-12-18", "2026-12-08 16:00 payment party=p1 amount=10000.00 paid=2026-12-08")["fine"] == "0.00"
    assert owing("2026-12-08 16:00 payment party=p1 amount=10000.00 paid=2026-12-08").growth is None


def test_a_part_paid_later_slows_the_growth_and_is_shown():
    found = said("2026-12-28", "2026-12-18 10:00 payment party=p1 what=fine amount=4000.00 paid=2026-12-18")
    assert (found["fine"], found["base"], found["amount"]) == ("6000.00", "10000.00", "4800.00")
    assert found["moves"] == [{"id": "m1", "day": "2026-12-18", "what": "paid", "amount": "4000.00"}]


def test_what_was_paid_of_the_additional_fine_and_what_was_remitted_is_taken_off():
    found = said(
        "2026-12-18",
        "2026-12-15 10:00 payment party=p1 what=additional amount=500.00 paid=2026-12-15",
        "2026-12-16 10:00 enforcement_agreement#deal party=p1 reduced=1000.00 remedy=已整改",
        "2026-12-16 10:01 #deal.party",
        "2026-12-16 10:02 #deal.head",
    )
    assert (found["fine"], found["amount"], found["additional"]) == ("10000.00", "3000.00", "1500.00")
    assert [row["what"] for row in found["moves"]] == ["added", "reduced"]


def test_the_gains_that_were_confiscated_neither_grow_nor_pay_the_fine():
    found = said("2026-12-18", "2026-12-01 10:00 payment party=p1 what=confiscation amount=8000.00 paid=2026-12-01")
    assert (found["fine"], found["additional"]) == ("10000.00", "3000.00")


def test_a_deferral_moves_the_first_day():
    found = said(
        "2027-01-02",
        "2026-12-01 10:00 payment_plan#plan party=p1 way=defer until=2026-12-31",
        "2026-12-01 10:01 #plan.unit_head",
        "2026-12-01 10:02 #plan.head",
        "2026-12-01 10:03 #plan issued 2号",
    )
    assert (found["since"], found["counted"], found["additional"]) == ("2027-01-01", 2, "600.00")


PLAN = (
    """2026-12-01 10:00 payment_plan#plan party=p1 way=instalments instalments='[{"due":"2026-12-31","amount":"5000"},{"due":"2027-01-31","amount":"5000"}]'""",
    "2026-12-01 10:01 #plan.unit_head",
    "2026-12-01 10:02 #plan.head",
    "2026-12-01 10:03 #plan issued 2号",
)


def test_each_instalment_is_late_from_the_day_after_its_own_last_day():
    found = said("2027-02-01", *PLAN)
    assert (found["base"], found["since"], found["additional"]) == ("5000.00", "2027-01-01", "4950.00")
    assert found["moves"] == [{"id": "m1", "day": "2027-01-31", "what": "due", "amount": "5000.00"}]
    assert owing(*PLAN).growth.full_on() == date(2027, 2, 18)


def test_with_the_first_instalment_paid_in_time_only_the_second_grows():
    found = said("2027-02-02", *PLAN, "2026-12-30 10:00 payment party=p1 what=fine amount=5000.00 paid=2026-12-30")
    assert (found["base"], found["since"], found["additional"]) == ("5000.00", "2027-02-01", "300.00")


ASKED = "2026-12-11 10:00 remedy_sought about=#{about} party=p1 route=reconsideration begun=2026-12-11{end}"


def test_the_days_of_reconsideration_do_not_count():
    found = said("2026-12-21", ASKED.format(about="decision", end=" result=upheld result_on=2026-12-20"))
    assert (found["counted"], found["excluded"], found["additional"]) == (3, 10, "900.00")
    assert found["moves"] == [
        {"id": "m1", "day": "2026-12-11", "what": "stop"},
        {"id": "m2", "day": "2026-12-20", "what": "go"},
    ]


def test_while_reconsideration_goes_on_nothing_grows():
    found = owing(ASKED.format(about="decision", end=""))
    assert found.added_left(date(2027, 6, 30)) == Decimal("600.00")


def test_reconsideration_of_a_seizure_leaves_the_fine_growing():
    found = owing("2026-11-19 09:00 seizure_decision#seized party=p1", ASKED.format(about="seized", end=""))
    assert found.added_left(date(2026, 12, 18)) == Decimal("3000.00")


def test_a_suspension_of_enforcement_stops_nothing_for_no_law_says_so():
    found = owing("2026-12-11 10:00 enforcement_suspended#rest party=p1 ground=hardship", "2026-12-11 10:01 #rest issued 3号")
    assert found.added_left(date(2026, 12, 18)) == Decimal("3000.00")


@pytest.mark.parametrize(
    "more",
    [
        (),
        ("2026-12-18 10:00 payment party=p1 what=fine amount=4000.00 paid=2026-12-18",),
        PLAN,
        (ASKED.format(about="decision", end=" result=upheld result_on=2026-12-20"),),
    ],
)
def test_a_paper_reckons_from_its_own_words_what_the_case_gives(more):
    day = date(2027, 2, 3)
    found = owing(*more)
    history = story("2027-02-03 10:00 demand_notice#demand party=p1")
    record = history.record("demand")
    record.content.update(stated(found, day))
    paper = of_paper(record)
    assert paper is not None
    assert paper.amount(day) == found.grown(day)


# -- what the rules say of papers ---------------------------------------------------------------------------------------
def faults(*lines: str) -> list:
    return find(judged(story(*FINED, *lines), *a72.PROVISIONS), sort="fault")


DEMAND = "2026-12-18 10:00 demand_notice#demand about=#decision party=p1 sum_due=true since=2026-12-09 until=2026-12-18"


def test_a_demand_that_states_a_day_too_many_is_told_so():
    (found,) = faults(f"{DEMAND} additional=3300.00")
    assert found.why == "计算至 2026-12-18，应缴的加处罚款是 3000.00 元，写的是 3300.00 元"
    assert not faults(f"{DEMAND} additional=3000.00")


def test_an_additional_fine_counts_what_was_paid_between():
    paid = "2026-12-13 10:00 payment party=p1 what=fine amount=5000.00 paid=2026-12-13"
    # five days at 300, five at 150
    line = "2026-12-18 11:00 additional_fine_decision about=#decision party=p1 base=10000.00 since=2026-12-09 until=2026-12-18"
    assert faults(paid, f"{line} amount=3000.00")
    assert not faults(paid, f"{line} amount=2250.00")


def test_what_was_paid_in_time_is_no_base():
    paid = "2026-12-08 10:00 payment party=p1 what=fine amount=5000.00 paid=2026-12-08"
    line = "2026-12-18 11:00 additional_fine_decision about=#decision party=p1 since=2026-12-09 until=2026-12-18"
    assert [one.key.rpartition("!")[2] for one in faults(paid, f"{line} base=10000.00 amount=3000.00")] == ["base"]
    assert not faults(paid, f"{line} base=5000.00 amount=1500.00")


def test_a_late_fee_is_what_its_own_statute_gives():
    line = "2026-12-10 09:00 charge_overdue party=p1 base=1234.56 per_myriad=5 since=2026-12-01 until=2026-12-10"
    (right,) = a45.PROVISIONS[1:2]
    assert not judged(story(f"{line} sum=6.17"), right)
    assert judged(story(f"{line} sum=6.18"), right)
