"""Files from a docking station: tuspy with a token, cut and gone on with, twice, for whom, and who must not."""

import base64
import hashlib
import io
from datetime import timedelta

import pytest

from liuhen.access import permissions, stations
from liuhen.recordings import jobs, queries, receipt
from liuhen.recordings.models import RecordingRow, Upload
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef
from tests.api.station import Box
from tests.cases.stories import open_case


def test_a_station_brings_a_film_for_an_officer(box, clips, cast):
    station = box()
    place = station.bring(clips["mp4"], officer="周启明", what="大厅全景", begin="2026-11-13T20:34:00")
    row = RecordingRow.objects.get()
    assert (row.stored_by, row.taken_by, row.source, row.what) == (
        station.station.pk,
        cast.people["周启明"],
        "device",
        "大厅全景",
    )
    entry = register.history(cast.agency, SubjectRef("recording", row.pk)).entries[0]
    assert entry.author == str(station.station.pk)  # honest: nobody's hand brought it
    told = station.get(place).json()
    assert (told["state"], told["already"], told["recording"]["sha256"]) == ("stored", False, row.sha256)
    assert told["recording"]["limit_seconds"] == 86400
    assert told["recording"]["receipt"]["entry"] == str(row.entry)


@pytest.mark.parametrize("said", ["周启明", "zhouqiming", "17020114031"])
def test_the_officer_is_known_by_name_by_sign_in_name_and_by_certificate(box, clips, cast, said):
    box().bring(clips["mp4"], officer=said)
    assert RecordingRow.objects.get().taken_by == cast.people["周启明"]


def test_an_officer_nobody_knows_is_no_reason_to_turn_evidence_away(box, clips):
    box().bring(clips["mp4"], officer="警号 0042")
    row = RecordingRow.objects.get()
    assert row.taken_by is None
    assert "警号 0042" in row.what


def test_what_a_station_brought_belongs_to_the_officer_and_not_to_others(box, clips, cast):
    station = box()
    station.bring(clips["mp4"], officer="周启明")
    ref = SubjectRef("recording", RecordingRow.objects.get().pk)
    assert permissions.may(cast["周启明"], "write", ref)
    assert not permissions.may(cast["吴彦"], "see", ref)
    assert [row.pk for row in queries.unlinked(cast["周启明"])] == [ref.id]
    assert not permissions.may(stations.actor_of_station(station.station), "play", ref)


def test_lateness_is_told_to_the_station(box, clips):
    station = box()
    begun = clock.now() - timedelta(hours=30)
    place = station.bring(clips["mp4"], begin=begun.strftime("%Y-%m-%dT%H:%M:%S"), end=begun.strftime("%Y-%m-%dT%H:%M:%S"))
    told = station.get(place).json()["recording"]
    assert told["late"] is True
    assert 29.9 * 3600 < told["lag_seconds"] < 30.1 * 3600


def test_cut_in_the_middle_it_goes_on_from_there(box, clips):
    station, content = box(), clips["mp4"].read_bytes()
    first = station.tus().uploader(file_stream=io.BytesIO(content), chunk_size=len(content) // 2)
    first.upload_chunk()
    (open_one,) = station.ask("/uploads/")["uploads"]
    assert (open_one["offset"], open_one["state"]) == (len(content) // 2, "receiving")
    again = station.tus().uploader(file_stream=io.BytesIO(content), url=first.url)
    again.upload()
    assert RecordingRow.objects.get().sha256 == hashlib.sha256(content).hexdigest()
    assert station.ask("/uploads/")["uploads"] == []


def test_the_same_file_twice_is_one_recording(box, clips):
    station = box()
    station.bring(clips["mp4"])
    again = station.get(station.bring(clips["mp4"])).json()
    assert (again["state"], again["already"]) == ("stored", True)
    assert RecordingRow.objects.count() == 1
    assert station.ask(f"/recordings/{again['recording']['sha256']}")["id"] == again["recording"]["id"]


def test_a_checksum_is_checked_and_a_digest_said_before_is_held_to(box, clips):
    station, content = box(), clips["jpeg"].read_bytes()
    sent = {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(len(content)),
        "Content-Type": "application/offset+octet-stream",
        "Upload-Checksum": "sha256 " + base64.b64encode(b"0" * 32).decode(),
    }
    spoilt = station.post(f"{station.root}/uploads/", data=content, headers=sent)
    assert (spoilt.status_code, spoilt.json()["code"]) == (460, "checksum")
    other = base64.b64encode(b"0" * 64).decode()
    del sent["Upload-Checksum"]
    differs = station.post(f"{station.root}/uploads/", data=content, headers=sent | {"Upload-Metadata": f"sha256 {other}"})
    assert (differs.status_code, differs.json()["code"]) == (422, "refused")
    assert "校验值不一致" in differs.json()["detail"]
    assert not RecordingRow.objects.exists()
    assert station.get(differs.headers["Location"]).json()["state"] == "refused"


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412, "version"),
        ({"Upload-Length": "0"}, 422, "empty"),
        ({"Upload-Length": "-1"}, 400, "bad_request"),
        ({"Upload-Metadata": "begin " + base64.b64encode("昨天".encode()).decode()}, 422, "bad_time"),
        ({"Upload-Metadata": "begin !!"}, 400, "bad_request"),
    ],
)
def test_refusals_of_the_protocol_are_problems(box, change, status, code):
    station = box()
    sent = {"Tus-Resumable": "1.0.0", "Upload-Length": "10", **change}
    answer = station.post(f"{station.root}/uploads/", headers=sent)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    assert not Upload.objects.exists()


def test_a_station_attaches_nothing_to_a_case(box, cast):
    case, station = open_case(cast), box()
    said = base64.b64encode(str(case).encode()).decode()
    answer = station.post(
        f"{station.root}/uploads/", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "10", "Upload-Metadata": f"case {said}"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "no_linking")


def test_one_station_sees_nothing_of_another(box, clips):
    mine, other = box(), box("二中队采集站")
    place = mine.bring(clips["mp4"])
    half = mine.tus().uploader(file_stream=io.BytesIO(b"x" * 100), chunk_size=50)
    half.upload_chunk()
    for where in (place, half.url):
        assert other.get(where).status_code == 404
        assert other.head(where, headers={"Tus-Resumable": "1.0.0"}).status_code == 404
        assert other.delete(where, headers={"Tus-Resumable": "1.0.0"}).status_code == 404
    row = RecordingRow.objects.get()
    assert other.get(f"{other.root}/recordings/{row.pk}").status_code == 404
    assert other.get(f"{other.root}/recordings/{row.sha256}").status_code == 404
    assert other.ask("/uploads/")["uploads"] == []


def test_a_station_opens_no_page_and_no_file(box, clips, live_liuhen):
    station = box()
    station.bring(clips["mp4"])
    row = RecordingRow.objects.get()
    for path in ("/", "/recordings/", f"/recordings/{row.pk}/", f"/recordings/{row.pk}/file", "/equipment/stations/"):
        answer = station.get(live_liuhen.url + path, allow_redirects=False)
        assert answer.status_code in {302, 401}, path


def test_an_upload_given_up_is_gone(box):
    station = box()
    half = station.tus().uploader(file_stream=io.BytesIO(b"x" * 100), chunk_size=50)
    half.upload_chunk()
    assert station.delete(half.url, headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    assert station.head(half.url, headers={"Tus-Resumable": "1.0.0"}).status_code == 410


def test_what_was_received_is_stored_though_the_token_ended_meanwhile(box, clips, cast):
    """The bytes are evidence; the sweep finishes what was cut between receipt and entry, in the station's name."""
    station, content = box(), clips["jpeg"].read_bytes()
    part = station.tus().uploader(file_stream=io.BytesIO(content), chunk_size=len(content) - 1)
    part.upload_chunk()
    one = Upload.objects.get()
    with (receipt.arrivals.path_of(one.pk)).open("ab") as file:
        file.write(content[-1:])
    Upload.objects.update(
        durable=len(content),
        state="received",
        arrived=clock.now() - timedelta(hours=1),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    stations.shut_out(cast["马骏"], station.station.pk, "报废")
    jobs.sweep(timestamp=0)
    assert RecordingRow.objects.get().stored_by == station.station.pk


def test_a_stranger_with_a_wrong_token_leaves_no_upload(live_liuhen, cast):
    bad = Box(live_liuhen.url, "lhs_" + "z" * 43)
    answer = bad.post(f"{bad.root}/uploads/", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "10"})
    assert answer.status_code == 401
    assert not Upload.objects.exists()
