"""The bureau's own article, kind and time limit, each both ways: at the limit, a minute (a day) after it."""

from datetime import datetime

import pytest

from liuhen.regulation.book import our_book
from liuhen.regulation.grammar import Status
from liuhen.regulation.history import Entry, History, Origin
from liuhen.regulation.terms import PLAIN
from liuhen.regulation.when import CST, When
from xinghai import book

BOOK = book()


def history(*told):
    """(time, kind) pairs as a history of facts from outside."""
    entries = []
    for seq, (text, kind) in enumerate(told, 1):
        at = datetime.fromisoformat(text).replace(tzinfo=CST)
        entries.append(
            Entry(
                id=f"e{seq}",
                subject="c",
                subject_type="case",
                seq=seq,
                kind=kind,
                version=1,
                author="",
                when=When.at(at),
                recorded_at=at,
                origin=Origin.TOLD,
            )
        )
    return History(entries, BOOK.kinds)


def status(provision, *told):
    found = [one for one in BOOK.judge(history(*told), PLAIN) if one.provision == provision]
    assert len(found) == 1
    return found[0].status


@pytest.mark.parametrize(
    ("reported", "expected"),
    [("2026-03-02T09:00", Status.KEPT), ("2026-03-02T09:01", Status.KEPT_LATE)],
)
def test_an_urgent_start_is_reported_within_twelve_hours(reported, expected):
    start = ("2026-03-01T21:00", "urgent_start")
    assert status("xinghai_2026:7:urgent", start, (reported, "initiation_approval")) == expected


def test_the_article_that_was_tightened_no_longer_speaks():
    assert "REG:7:urgent" in our_book().provisions
    assert "REG:7:urgent" not in BOOK.provisions
    assert "REG:7:approval" in BOOK.provisions


@pytest.mark.parametrize(
    ("visited", "expected"),
    [("2026-05-01T23:59", Status.KEPT), ("2026-05-02T00:00", Status.KEPT_LATE)],
)
def test_a_decision_is_followed_by_a_visit_within_thirty_days(visited, expected):
    decision = ("2026-04-01T10:00", "penalty_decision")
    assert status("xinghai_2026:33", decision, (visited, "xinghai_revisit")) == expected


def test_a_visit_is_owed_until_it_was_made():
    assert status("xinghai_2026:33", ("2026-04-01T10:00", "penalty_decision")) == Status.OWED


def test_before_the_bureaus_rules_nobody_owes_a_visit():
    found = BOOK.judge(history(("2025-12-31T10:00", "penalty_decision")), PLAIN)
    assert not [one for one in found if one.provision.startswith("xinghai")]
