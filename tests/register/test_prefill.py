"""Record once: what was entered flows into the next paper, and never from one party's paper into another's."""

import json
from datetime import datetime
from uuid import uuid4

import pytest
from tests.regulation.story import story

from liuhen.register import clock
from liuhen.register.prefill import first_values
from liuhen.register.types import Actor
from liuhen.regulation.book import our_book
from liuhen.regulation.terms import PLAIN
from liuhen.regulation.when import CST

ZHOU = Actor(person=uuid4(), name="周启明", agency=uuid4(), roles=frozenset({"officer"}))


def registered(*names: str) -> str:
    parties = json.dumps([{"id": f"p{number}", "name": name} for number, name in enumerate(names, start=1)], ensure_ascii=False)
    return f"11-13 22:00 case_registration#case cause=接纳未成年人进入营业场所 parties='{parties}'"


def draft(kind: str, history, about: str = "") -> dict:
    return first_values(our_book().kind(kind), history, ZHOU, PLAIN, history.record(about))


TWO = (
    registered("甲公司", "乙某"),
    "11-24 10:00 investigation_report#report facts=事实",
    "11-25 10:00 prior_notice#n1 party=p1 penalties='[\"fine\"]' fine=9000 facts=甲的事实",
    "11-25 11:00 prior_notice#n2 party=p2 penalties='[\"warning\"]' facts=乙的事实",
    "12-08 10:00 decision_approval#a1 party=p1 penalties='[\"fine\"]' fine=8000",
    "12-08 11:00 decision_approval#a2 party=p2 penalties='[\"warning\"]'",
)


def test_the_decision_about_one_party_takes_what_was_approved_for_that_party():
    first = draft("penalty_decision", story(*TWO), "a1")
    assert (first["party"], first["fine"], first["facts"]) == ("p1", 8000, "甲的事实")


def test_a_fine_meant_for_one_party_never_stands_in_the_paper_of_the_other():
    second = draft("penalty_decision", story(*TWO), "a2")
    assert (second["party"], second["penalties"], second["facts"]) == ("p2", ["warning"], "乙的事实")
    assert "fine" not in second


def test_where_the_party_is_still_open_nobodys_penalty_is_filled_in():
    open_one = draft("decision_approval", story(*TWO), "report")
    assert "party" not in open_one
    assert "fine" not in open_one
    assert "penalties" not in open_one


def test_in_a_case_of_one_party_everything_flows():
    lines = (registered("甲公司"), "11-25 10:00 prior_notice#n1 party=p1 penalties='[\"fine\"]' fine=9000 facts=甲的事实")
    form = draft("decision_approval", story(*lines))
    assert (form["party"], form["fine"], form["facts"]) == ("p1", 9000, "甲的事实")


def test_the_slip_of_a_paper_names_the_paper_and_its_party():
    slip = draft("proof_of_service", story(*TWO), "n2")
    assert slip["papers"] == ["n2"]
    assert slip["party"] == "p2"


#: Received on 2026-11-23, so late from 2026-12-09 on; 4,000 of 10,000 paid on 12-18.
LATE = (
    registered("甲公司"),
    "2026-11-20 09:00 penalty_decision#decision party=p1 penalties='[\"fine\"]' fine=10000.00 pay_days=15",
    "2026-11-20 09:01 #decision issued 1号",
    "2026-11-23 10:00 proof_of_service#got party=p1 papers='[\"#decision\"]' way=direct",
    "2026-11-23 10:01 #got.recipient",
    "2026-12-18 10:00 payment party=p1 what=fine amount=4000.00 paid=2026-12-18",
    "2026-12-20 10:00 demand_notice#demand about=#decision party=p1",
)


@pytest.fixture
def later():
    clock.set_script(datetime(2026, 12, 28, 10, 0, tzinfo=CST))
    yield
    clock.set_script(None)


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    ("kind", "about"),
    [("demand_notice", "decision"), ("enforcement_decision", "demand"), ("court_application", "demand")],
)
def test_the_papers_before_force_know_what_is_owed_on_their_day(kind, about):
    found = draft(kind, story(*LATE), about)
    # ten days at 300, ten at 180
    assert (found["fine"], found["additional"], found["base"], found["counted"]) == ("6000.00", "4800.00", "10000.00", 20)
    assert (found["since"], found["until"]) == ("2026-12-09", "2026-12-28")
    assert found["limit"] == "没有达到上限（上限为10000元）"
    assert [row["what"] for row in found["moves"]] == ["paid"]


@pytest.mark.usefixtures("later")
def test_the_additional_fine_itself_begins_with_its_whole_sum():
    found = draft("additional_fine_decision", story(*LATE), "decision")
    assert (found["base"], found["amount"]) == ("10000.00", "4800.00")
