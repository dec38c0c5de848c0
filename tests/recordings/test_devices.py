"""The register of devices: entries in, rows out; found by what is written on them; what does not fit is taken and flagged."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404

from liuhen.recordings import devices
from liuhen.recordings.models import DeviceHolding, DeviceRow
from liuhen.register import register
from liuhen.register.types import Act
from liuhen.regulation.grammar import Refusal
from tests.cast import at, moment


def put(cast, code="DSJ-07", by="马骏", **said):
    """A device on the books, as an entry."""
    number = uuid4()
    content = {"code": code, "sort": "body_camera", "unit": str(cast.units["执法一中队"]), "unit_name": "执法一中队", **said}
    register.write(cast[by], [Act(subject=devices.ref(number), kind="device_registered", content=content)])
    return DeviceRow.objects.get(pk=number)


@pytest.mark.parametrize("text", ["DSJ-07", "dsj-07", " a1b2c3 ", "42011200001320000007"])
def test_a_device_is_found_by_its_code_its_serial_and_its_national_code(cast, text):
    row = put(cast, serial="A1B2C3", gb28181="42011200001320000007")
    put(cast, "DSJ-08", serial="A1B2C4")
    assert devices.find(cast.agency, text) == row
    assert devices.by_id(cast.agency, row.pk) == row


@pytest.mark.parametrize("text", ["", "DSJ-99", "   "])
def test_what_nobody_registered_is_not_found(cast, text):
    put(cast, serial="")
    assert devices.find(cast.agency, text) is None


def test_two_devices_with_one_serial_are_both_on_the_books_and_neither_is_guessed(cast):
    put(cast, "DSJ-07", serial="A1B2C3")
    put(cast, "DSJ-08", serial="a1b2c3")
    assert devices.find(cast.agency, "A1B2C3") is None
    assert devices.find(cast.agency, "DSJ-08").code == "DSJ-08"


def test_docking_measures_the_drift_and_tells_what_is_left(cast):
    row = put(cast)
    with at("11-20 09:00") as now:
        devices.docked(
            cast["马骏"], row.pk, station="一号采集站", at=now, device_time=now + timedelta(seconds=95), storage_left=20480
        )
    row.refresh_from_db()
    assert (row.drift, row.drift_at, row.storage_left, row.docked_station) == (95, moment("11-20 09:00"), 20480, "一号采集站")


def test_a_clock_that_stands_in_1970_is_taken_as_it_is(cast):
    row = put(cast)
    with at("11-20 09:00") as now:
        devices.docked(cast["马骏"], row.pk, station="", at=now, device_time=moment("1970-01-01 08:00"))
    row.refresh_from_db()
    assert row.drift == (moment("1970-01-01 08:00") - now).total_seconds()


def test_who_has_nothing_to_do_with_a_device_does_not_find_it(cast):
    row = put(cast)
    for name in ("吴彦", "丁晓彤", "程远", "陈素"):
        with pytest.raises(Http404):
            devices.docked(cast[name], row.pk, station="", at=moment("11-20 09:00"))
    with pytest.raises(Refusal, match="没有记录"):
        devices.docked(cast["顾怡"], row.pk, station="", at=moment("11-20 09:00"))
    assert DeviceHolding.objects.count() == 0
