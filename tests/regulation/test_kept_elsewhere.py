"""专用存储器: safe since it was put there; re-checked within the period; found wrong; told a day late; in somebody's own keeping."""

from datetime import date

import pytest
from tests.regulation.story import judged, one, story

from liuhen.regulation.articles import a27_case_file, a27_own_keeping
from liuhen.regulation.grammar import Status
from liuhen.regulation.statutes.practice.kept_elsewhere import PROVISIONS
from liuhen.regulation.terms import Setting, Terms
from liuhen.regulation.when import CST

CHECKED, WHOLE, REGISTERED = PROVISIONS
STORED = next(one for one in a27_case_file.PROVISIONS if one.key == "stored")
KEPT = "{} kept_elsewhere#k media=video begin=2026-01-13T20:00:00 end=2026-01-13T21:00:00 put={}"
CHECK = "{} kept_elsewhere_checked about=#k result={} checked={}"
IN_TIME = KEPT.format("01-13 22:00", "2026-01-13T22:00:00")


def recording(*lines):
    return story(*lines, subject_type="recording")


def checks(*results):
    return [CHECK.format(f"02-0{day} 09:00", result, f"2026-02-0{day}T09:00:00") for day, result in enumerate(results, start=1)]


@pytest.mark.parametrize(("put", "status"), [("2026-01-14T21:00:00", Status.KEPT), ("2026-01-14T21:00:01", Status.KEPT_LATE)])
def test_what_lies_in_the_dedicated_storage_is_stored_since_it_was_put_there(put, status):
    history = recording(KEPT.format("01-14 21:10", put))
    assert one(judged(history, STORED)).status is status


def test_what_came_into_the_system_later_counts_since_the_first_and_keeps_its_duty():
    first = recording(IN_TIME)
    both = recording(
        IN_TIME,
        "01-20 09:00 recording_stored media=video begin=2026-01-13T20:00:00 end=2026-01-13T21:00:00 arrived=2026-01-20T09:00:00",
    )
    assert one(judged(first, STORED)).key == one(judged(both, STORED)).key
    assert one(judged(both, STORED)).status is Status.KEPT


def test_each_check_that_finds_it_whole_puts_off_the_next():
    due = [found.due.hi.astimezone(CST).date().isoformat() for found in judged(recording(IN_TIME, *checks("equal")), CHECKED)]
    assert due == ["2026-04-13", "2026-05-02"]


def test_the_bureau_sets_the_period():
    terms = Terms(settings={"elsewhere_check_days": (Setting(value=30, since=date(2026, 1, 1)),)})
    (found,) = judged(recording(IN_TIME), CHECKED, terms=terms)
    assert found.due.hi.astimezone(CST).date() == date(2026, 2, 12)


@pytest.mark.parametrize("result", ["differs", "gone", "damaged"])
def test_a_check_that_finds_it_wrong_is_told_until_one_finds_it_whole(result):
    assert result in one(judged(recording(IN_TIME, *checks(result)), WHOLE)).key
    assert list(judged(recording(IN_TIME, *checks(result, "equal")), WHOLE)) == []
    assert len(list(judged(recording(IN_TIME, *checks(result)), CHECKED))) == 1  # looking once more is not what is owed now


@pytest.mark.parametrize(("told", "found"), [("01-14 22:00", 0), ("01-14 22:01", 1)])
def test_told_more_than_a_day_after_it_was_put_there_is_worth_a_look(told, found):
    assert len(list(judged(recording(KEPT.format(told, "2026-01-13T22:00:00")), REGISTERED))) == found


def test_nobody_keeps_what_he_took_himself():
    own = IN_TIME + " taken_by=@zhou keeper=@zhou"
    assert "自己保管" in one(judged(recording(own), a27_own_keeping.PROVISION)).why
    assert list(judged(recording(IN_TIME + " taken_by=@zhou keeper=@shen"), a27_own_keeping.PROVISION)) == []
    handed = recording(own, "01-15 09:00 kept_elsewhere_moved about=#k keeper=@shen reason=移交")
    assert list(judged(handed, a27_own_keeping.PROVISION)) == []
