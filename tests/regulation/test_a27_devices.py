"""Article 27 on what is still in a device: 24 hours from the end of filming, whatever day it is; docking alone is no storage."""

from datetime import date

import pytest
from tests.regulation.story import judged, one, story

from liuhen.regulation.articles.a27_devices import PROVISION
from liuhen.regulation.devices import MOVES, State, follows, standing
from liuhen.regulation.grammar import Gravity, Status
from liuhen.regulation.statutes.practice.devices import PROVISIONS as NOTES
from liuhen.regulation.terms import Setting, Terms

HANDLING, CLOCK = NOTES
ZHOU, WU = '{"id":"zhou","name":"周启明"}', '{"id":"wu","name":"吴彦"}'
WORD = "11-13 21:48 device_recorded#word ended=2026-11-13T21:48:00"
BROUGHT = "11-16 09:00 device_brought about=#word recording=r1 arrived={}"


def device(*lines):
    return story(*lines, subject_type="device")


@pytest.mark.parametrize(
    ("arrived", "status"),
    [("2026-11-14T21:47:59", Status.KEPT), ("2026-11-14T21:48:00", Status.KEPT), ("2026-11-14T21:48:01", Status.KEPT_LATE)],
)
def test_what_was_filmed_is_in_storage_within_twenty_four_hours_of_its_end(arrived, status):
    found = one(judged(device(WORD, BROUGHT.format(arrived)), PROVISION))
    assert (found.status, found.unit, found.owes) == (status, "hours", "storing")


def test_the_hours_run_through_the_national_holidays():
    history = device("10-01 20:00 device_recorded ended=2026-10-01T20:00:00")
    assert one(judged(history, PROVISION)).due.hi.isoformat() == "2026-10-02T20:00:00+08:00"


def test_plugging_it_in_brings_nothing_into_storage():
    history = device(WORD, "11-14 08:00 device_docked at=2026-11-14T08:00:00")
    assert one(judged(history, PROVISION)).status == Status.OWED


def test_what_was_filmed_with_another_device_is_not_owed_of_this_one():
    assert judged(device(WORD, "11-14 08:00 device_not_used about=#word reason=用另一台"), PROVISION) == []


def test_a_film_that_comes_all_the_same_counts_although_it_was_denied():
    history = device(WORD, "11-14 08:00 device_not_used about=#word reason=记错", BROUGHT.format("2026-11-16T09:00:00"))
    assert one(judged(history, PROVISION)).status == Status.KEPT_LATE


def test_what_cannot_come_in_any_more_is_declared_and_stays_a_breach():
    duty = one(judged(device(WORD), PROVISION))
    history = device(
        WORD, "11-15 09:00 device_lost circumstances=落水", f"11-15 10:00 breach_declared duty={duty.key} explanation=设备丢失"
    )
    assert one(judged(history, PROVISION)).status == Status.BREACHED


LIFE = (
    "11-01 09:00 device_registered code=DSJ-07 sort=body_camera unit=u1",
    f"11-13 08:00 device_taken person='{ZHOU}'",
)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ((f"11-14 08:00 device_returned person='{ZHOU}'",), ""),
        ((f"11-14 08:00 device_returned person='{WU}'",), "not_holder"),
        ((f"11-13 18:00 device_taken person='{WU}'", f"11-14 08:00 device_returned person='{WU}'"), ""),
        (
            (
                "11-13 18:00 device_fault fault=摔坏 officers=@one",
                "11-14 08:00 device_repair fault=摔坏",
                "11-15 08:00 device_back done=好了",
            ),
            "",
        ),
        (("11-13 18:00 device_lost circumstances=x officers=@one", f"11-14 08:00 device_taken person='{WU}'"), "odd"),
        (("11-13 18:00 device_fault fault=摔坏",), "holder_unnamed"),
        ((f"11-13 12:00 device_taken person='{WU}'", "11-13 18:00 device_lost circumstances=x officers=@one"), "holder_unnamed"),
        ((f"11-13 12:00 device_returned person='{ZHOU}'", "11-13 18:00 device_fault fault=摔坏"), ""),
        (("11-13 18:00 device_scrapped reason=x",), "odd"),
    ],
)
def test_a_fact_that_does_not_follow_is_flagged_and_nothing_is_broken(more, code):
    found = judged(device(*LIFE, *more), HANDLING)
    assert [(one.gravity, one.key.rpartition(":!")[2]) for one in found] == ([(Gravity.NOTE, code)] if code else [])


def test_the_states_as_data_lead_on_and_nothing_leads_out_of_scrapped():
    assert follows(State.SCRAPPED) == []
    assert {state for state in State if follows(state)} == set(State) - {State.SCRAPPED}
    assert all(table for table in MOVES.values())


def test_an_odd_fact_moves_the_device_all_the_same():
    found = standing(device(*LIFE, "11-13 18:00 device_scrapped reason=x", f"11-14 08:00 device_taken person='{WU}'"))
    assert (found.state, found.holder["name"], found.unit) == (State.CARRIED, "吴彦", "u1")


def test_a_transfer_counts_once_both_have_signed():
    paper = '11-14 08:00 device_transferred#move unit=u2 unit_name=二中队 officers=[{"id":"wu"}]'
    signed = ("11-14 08:01 #move.officers[wu]", "11-14 08:02 #move.keeper")
    half = device(*LIFE, paper.replace('[{"id":"wu"}]', "@one"), "11-14 08:01 #move.officers[zhou]")
    whole = device(*LIFE, paper.replace('[{"id":"wu"}]', "@one"), "11-14 08:01 #move.officers[zhou]", signed[1])
    assert (standing(half).unit, standing(whole).unit) == ("u1", "u2")


@pytest.mark.parametrize(("drift", "code"), [(60, ""), (61, "drift"), (-61, "drift"), (86400, "drift"), (86401, "unset")])
def test_a_clock_that_is_off_is_told(drift, code):
    found = judged(device(f"11-14 08:00 device_docked at=2026-11-14T08:00:00 drift={drift}"), CLOCK)
    assert [one.key.rpartition(":!")[2] for one in found] == ([code] if code else [])


def test_a_bureau_says_itself_how_much_is_too_much():
    terms = Terms(settings={"drift_seconds": (Setting(value=5, since=date(2026, 1, 1)),)})
    assert judged(device("11-14 08:00 device_docked at=2026-11-14T08:00:00 drift=6"), CLOCK, terms=terms)
    assert not judged(device("11-14 08:00 device_docked at=2026-11-14T08:00:00 drift=5"), CLOCK, terms=terms)
