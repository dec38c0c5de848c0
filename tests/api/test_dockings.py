"""A docking station reports: the device's clock, what is left, which files to send; twice the same report is one entry."""

import hashlib
import io
import uuid
from datetime import timedelta

import pytest

from liuhen.access import permissions
from liuhen.recordings import devices
from liuhen.recordings.models import DeviceRow, RecordingRow
from liuhen.register import clock, register
from tests.recordings.test_devices import put


def iso(at):
    return at.isoformat(timespec="seconds")


def dockings(cast, row):
    return [one for one in register.history(cast.agency, devices.ref(row.pk)).entries if one.kind == "device_docked"]


@pytest.fixture
def camera(cast):
    put(cast, "DSJ-07", serial="A1B2-0007")
    return DeviceRow.objects.get(code="DSJ-07")


def test_devices_are_listed_and_found_by_what_is_written_on_them(box, camera):
    station = box()
    assert [one["code"] for one in station.ask("/devices/")["devices"]] == ["DSJ-07"]
    assert station.ask("/devices/", params={"q": "a1b2-0007"})["devices"][0]["id"] == str(camera.pk)
    assert station.ask("/devices/", params={"q": "DSJ-99"})["devices"] == []


def test_a_docking_is_entered_by_the_station_and_measures_the_drift(box, cast, camera):
    station, now = box(), clock.now()
    answer = station.say(
        "/dockings/",
        {
            "device": "dsj-07",
            "at": iso(now),
            "device_time": iso(now + timedelta(seconds=133)),
            "storage_left": 21_474_836_480,
            "files": [{"name": "0001.MP4", "size": 10}, {"name": "0002.MP4", "size": 20}],
        },
    )
    assert answer.status_code == 201
    assert answer.json()["drift_seconds"] == 133
    assert [one["action"] for one in answer.json()["files"]] == ["send", "send"]
    row = DeviceRow.objects.get()
    assert (row.drift, row.docked_station, row.storage_left) == (133, "一中队采集站", 21_474)
    (entry,) = dockings(cast, camera)
    assert (entry.author, entry["files"]) == (str(station.station.pk), 2)


@pytest.mark.parametrize(
    ("pointer", "spoilt"),
    [
        ("/report", {"report": "0b6f9a0e-3f0f-4a55-9d7a-1f3f6f2d9c11\n"}),
        ("/report", {"report": "0b6f9a0e-3f0f-4a55-9d7a-1f3f6f2d9c1١"}),
        ("/report", {"report": "0" * 36}),
        ("/report", {"report": "{0b6f9a0e-3f0f-4a55-9d7a-1f3f6f2d9c}"}),
        ("/files/0/sha256", {"files": [{"name": "a.mp4", "size": 1, "sha256": "a" * 64 + "\n"}]}),
        ("/at", {"at": "2026-11-13T22:40:05+08:00\n"}),
    ],
)
def test_what_is_no_digest_number_or_time_to_its_very_end_is_none(box, cast, camera, pointer, spoilt):
    answer = box().say("/dockings/", {"device": "DSJ-07", **spoilt})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
    assert dockings(cast, camera) == []


def test_a_station_whose_own_clock_is_wrong_measures_right(box, camera):
    """It says what its clock read when it sent; the difference to ours is taken off before the device is compared."""
    wrong = clock.now() - timedelta(minutes=10)
    said = {"device": "DSJ-07", "at": iso(wrong), "sent_at": iso(wrong), "device_time": iso(clock.now())}
    told = box().say("/dockings/", said).json()
    assert abs(told["station_offset_seconds"] - 600) < 5
    assert abs(told["drift_seconds"]) < 5


def test_a_report_sent_again_because_no_answer_came_is_one_entry(box, cast, camera):
    station, said = box(), {"device": "DSJ-07", "report": str(uuid.uuid4()), "files": []}
    first, again = station.say("/dockings/", said), station.say("/dockings/", said)
    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json()["repeated"], again.json()["repeated"]) == (False, True)
    assert len(dockings(cast, camera)) == 1
    box("二中队采集站").say("/dockings/", said)  # another station's report of the same number is another report
    assert len(dockings(cast, camera)) == 2


def test_which_files_are_there_half_there_or_wanted(box, camera, clips):
    station = box()
    station.bring(clips["mp4"])
    half = clips["jpeg"].read_bytes()
    digest = hashlib.sha256(half).hexdigest()
    coming = station.tus().uploader(
        file_stream=io.BytesIO(half), chunk_size=100, metadata={"filename": "b.jpg", "sha256": digest}
    )
    coming.upload_chunk()
    files = [
        {"name": "a.mp4", "size": clips["mp4"].stat().st_size, "sha256": RecordingRow.objects.get().sha256},
        {"name": "b.jpg", "size": len(half), "sha256": digest},
        {"name": "c.mp4", "size": 99, "sha256": "0" * 64},
        {"name": "d.mp4", "size": 99},
    ]
    told = station.say("/dockings/", {"device": "DSJ-07", "files": files}).json()["files"]
    assert [one["action"] for one in told] == ["already", "resume", "send", "send"]
    assert told[0]["recording"] == str(RecordingRow.objects.get().pk)
    assert (told[1]["upload"], told[1]["offset"]) == (coming.url, 100)


def test_what_a_device_brings_belongs_to_whoever_carries_it(box, cast, camera, clips):
    DeviceRow.objects.update(holder=cast.people["周启明"], holder_name="周启明")
    box().bring(clips["mp4"], device="A1B2-0007")
    row = RecordingRow.objects.get()
    assert (row.taken_by, row.device) == (cast.people["周启明"], "DSJ-07")


def test_the_real_time_is_the_devices_less_the_drift_measured_at_the_docking(box, camera, clips):
    station, now = box(), clock.now().replace(microsecond=0)
    station.say("/dockings/", {"device": "DSJ-07", "at": iso(now), "device_time": iso(now + timedelta(seconds=120))})
    begun = (now - timedelta(hours=2)).replace(tzinfo=None)
    station.bring(clips["mp4"], device="DSJ-07", device_begin=begun.isoformat(), sequence="0007")
    row = RecordingRow.objects.get()
    assert (row.drift, row.sequence, row.station) == (120, "0007", "一中队采集站")
    assert (row.device_begin - row.begin, row.device_begin) == (timedelta(seconds=120), begun.replace(tzinfo=now.tzinfo))


def test_a_device_nobody_registered_is_told_and_its_files_are_still_taken(box, cast, clips):
    station = box()
    answer = station.say("/dockings/", {"device": "DSJ-99"})
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_device")
    station.bring(clips["mp4"], device="DSJ-99")
    assert RecordingRow.objects.get().device == "DSJ-99"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, ""),
        ({"device": 7}, "/device"),
        ({"device": ""}, "/device"),
        ({"device": "DSJ-07", "at": "2026-11-13T20:00:00"}, "/at"),
        ({"device": "DSJ-07", "at": "昨天"}, "/at"),
        ({"device": "DSJ-07", "storage_left": -1}, "/storage_left"),
        ({"device": "DSJ-07", "files": [{"name": "a"}]}, "/files/0"),
        ({"device": "DSJ-07", "files": [{"name": "a", "size": 1, "sha256": "xyz"}]}, "/files/0/sha256"),
        ({"device": "DSJ-07", "files": "all"}, "/files"),
        ([], ""),
    ],
)
def test_a_body_that_does_not_fit_is_told_where(box, cast, camera, body, pointer):
    answer = box().say("/dockings/", body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert dockings(cast, camera) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"NaN and more",
        b'{"device": NaN}',
        b'{"device": "\\ud800"}',
        b'{"device": "a\\u0000"}',
    ],
)
def test_a_body_that_is_no_json_is_told(box, raw):
    station = box()
    answer = station.post(f"{station.root}/dockings/", data=raw, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_json")


def test_a_form_instead_of_json_is_told(box):
    station = box()
    assert station.post(f"{station.root}/dockings/", data={"device": "DSJ-07"}).status_code == 415


def test_too_large_a_body_is_told(box, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert box().say("/dockings/", {"device": "x" * 5000}).status_code == 413


def test_a_clock_that_stands_in_1970_is_a_drift_and_one_in_the_year_9999_is_a_mistake(box, camera):
    station = box()
    told = station.say("/dockings/", {"device": "DSJ-07", "device_time": "1970-01-01T08:00:00+08:00"}).json()
    assert told["drift_seconds"] < -50 * 365 * 86400
    for key in ("device_time", "at", "sent_at"):
        for text in ("9999-12-31T23:59:59+08:00", "0001-01-01T00:00:00+14:00"):
            far = station.say("/dockings/", {"device": "DSJ-07", key: text})
            assert (far.status_code, far.json()["code"]) == (422, "bad_time")


def test_a_station_does_nothing_else_with_a_device(box, cast, camera):
    from liuhen.access import stations

    actor = stations.actor_of_station(box().station)
    for action in ("see", "write", "equip", "sign"):
        assert not permissions.may(actor, action, devices.ref(camera.pk))
