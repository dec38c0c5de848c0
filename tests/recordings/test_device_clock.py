"""The device's clock and the real time: what a camera wrote stands as written, what rules read is that less its drift."""

from datetime import timedelta
from uuid import uuid4

import pytest

from liuhen.recordings import names, receipt
from liuhen.recordings.stated import Stated
from liuhen.recordings.times import told
from liuhen.register import register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.cast import moment
from tests.recordings.media import BEGIN
from tests.recordings.test_storing import store

ARRIVED = moment("11-14 08:40")


def facts(text=None, source="container"):
    return {"seconds": 600.0, "stamps": [{"source": source, "text": text, "zone": ""}] if text else []}


def test_a_camera_that_runs_two_minutes_fast_is_put_right_and_its_own_time_stays_beside(cast, clips):
    row = store(cast, clips["mp4"], source="device", drift=120.0, sequence="0007", station="一楼采集站")
    assert (row.begin, row.end) == (BEGIN - timedelta(minutes=2), BEGIN - timedelta(minutes=2) + timedelta(seconds=4))
    assert (row.device_begin, row.device_end) == (BEGIN, BEGIN + timedelta(seconds=4))
    assert (row.drift, row.sequence, row.station) == (120.0, "0007", "一楼采集站")
    entry = register.history(cast.agency, SubjectRef("recording", row.pk)).entries[0]
    assert (entry["device_begin"], entry["begin"]) == ("2026-11-13T20:34:12", "2026-11-13T20:32:12")


def test_without_a_measured_drift_the_two_are_the_same(cast, clips):
    row = store(cast, clips["mp4"])
    assert (row.begin, row.device_begin, row.drift) == (BEGIN, BEGIN, None)


def test_what_an_officer_states_is_real_time_and_no_drift_is_taken_from_it(cast, clips):
    row = store(cast, clips["mp4"], begin=moment("11-13 20:30"), drift=120.0)
    assert (row.begin, row.device_begin) == (moment("11-13 20:30"), BEGIN)


def test_the_name_of_a_file_goes_before_the_stamp_in_it_and_a_contradiction_is_noted():
    named = Stated(device_begin=moment("11-13 21:00"), times_from="name")
    found = told(named, facts("2026-11-13T21:00:03"), ARRIVED)
    assert (found.begin, found.end, found.times_from) == (moment("11-13 21:00"), moment("11-13 21:10"), "name")
    assert found.notes == frozenset()
    assert told(named, facts("2026-11-13T21:10:05"), ARRIVED).notes == frozenset()  # written at the end of the film
    assert told(named, facts("2026-11-13T13:00:00Z"), ARRIVED).notes == frozenset()  # in UTC, as the standard has it
    assert told(named, facts("2026-11-13T21:00:00Z"), ARRIVED).notes == frozenset()  # local time called UTC
    assert told(named, facts("2026-11-12T09:00:00"), ARRIVED).notes == {"clocks_differ"}


def test_a_clock_that_was_never_set_says_nothing_of_when_it_was():
    found = told(Stated(), facts("1970-01-01 00:03:00"), ARRIVED)
    assert (found.begin, found.end, found.notes) == (None, None, {"clock_wrong", "no_time"})
    assert found.device_begin is not None
    assert found.device_begin.isoformat() == "1970-01-01T00:03:00+08:00"


def test_a_clock_that_was_never_set_but_was_compared_at_docking_can_be_put_right():
    """At 08:40 it said five minutes past midnight in 1970, so what it dated 00:03 was of two minutes before."""
    drift = (moment("11-14 08:40").replace(year=1970, month=1, day=1, hour=0, minute=5) - ARRIVED).total_seconds()
    found = told(Stated(drift=drift), facts("1970-01-01 00:03:00"), ARRIVED)
    assert (found.begin, found.end) == (ARRIVED - timedelta(minutes=2), ARRIVED + timedelta(minutes=8))


def test_a_clock_a_year_ahead_is_not_believed_unless_its_drift_is_known():
    stamp = facts("2027-11-13 21:00:00")
    assert told(Stated(), stamp, ARRIVED).begin is None
    assert told(Stated(), stamp, ARRIVED).notes == {"clock_wrong", "no_time"}
    put_right = told(Stated(drift=timedelta(days=365).total_seconds()), stamp, ARRIVED)
    assert (put_right.begin, put_right.notes) == (moment("11-13 21:00"), frozenset())


def test_an_upload_may_say_the_same_words():
    said = {"device_begin": "2026-11-13T21:00", "drift": "-3.5", "sequence": "12", "station": "二楼", "times_from": "station"}
    found = receipt.stated("a.mp4", said)
    assert (found.drift, found.sequence, found.station, found.times_from) == (-3.5, "12", "二楼", "station")
    assert found.device_begin == moment("11-13 21:00")


@pytest.mark.parametrize("said", [{"drift": "快两分钟"}, {"drift": "nan"}, {"device_begin": "昨天"},
                                  {"device_begin": "2026-11-13T21:00", "device_end": "2026-11-13T20:00"}])  # fmt: skip
def test_and_what_cannot_be_read_of_them_is_refused(said):
    with pytest.raises(Refusal):
        receipt.stated("a.mp4", said)


def test_a_device_that_the_bureau_does_not_have_is_not_put_down_as_one(cast, clips):
    row = store(cast, clips["mp4"], device_id=uuid4(), device="DSJ-77")
    assert (row.device_id, row.device) == (None, "DSJ-77")
    assert "device_unknown" in row.notes


def test_a_path_on_a_card_is_shown_without_climbing_out():
    assert names.shown_path("../../DCIM//100MEDIA/./a\u202e.mp4") == "DCIM/100MEDIA/a.mp4"
