"""A span of the ring becomes a recording of the application; the rest expires; what waits to be kept does not."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.http import Http404

from liuhen.cameras import expiry, index, jobs, keeping, places, segments
from liuhen.cameras.models import CameraRow, Keeping, Kept, Segment
from liuhen.recordings.models import RecordingLink, RecordingRow
from liuhen.register import files, register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.cameras import footage
from tests.cases.test_counter import CLERK, register_application
from tests.cast import at, moment

BEGIN = moment("11-13 09:00")


@pytest.fixture
def camera(cast):
    with at("11-13 08:00"):
        return footage.put(cast["马骏"])


@pytest.fixture
def filmed(camera, tmp_path):
    return footage.filmed(tmp_path, camera, BEGIN)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def kept(cast, camera, begin, end, **more) -> Keeping:
    with at("11-13 09:10"):
        asked = keeping.ask(cast[CLERK], camera, begin, end, "受理过程留证", **more)
        jobs._keep(asked.pk, last=True)
    return Keeping.objects.get(pk=asked.pk)


def application(cast):
    case = register_application(cast)
    history = register.history(cast.agency, SubjectRef("case", case))
    return case, UUID(next(one.id for one in history.records if one.kind.key == "licence_application"))


def test_a_visit_is_cut_out_stored_and_linked_to_the_record_it_shows(cast, camera, filmed):
    case, record = application(cast)
    done = kept(cast, camera, BEGIN + seconds(1), BEGIN + seconds(9), case=case, record=record)

    assert done.state == Kept.DONE.value
    row = RecordingRow.objects.get(pk=done.recordings[0])
    assert (row.source, row.device, row.device_id, row.place) == ("camera", "CK-01", camera, "一楼受理窗口")
    assert (row.media, row.type, row.times_from, row.drift) == ("video", "video/mp4", "recorder", 0.25)
    assert BEGIN <= row.begin <= BEGIN + seconds(1), "from the key picture before"
    assert abs(row.end - (BEGIN + seconds(9))) < seconds(1.5)
    assert row.lag is not None
    assert not row.late
    assert files.verify(row.sha256)
    link = RecordingLink.objects.get(recording=row.pk)
    assert (link.case, link.record) == (case, record)


def test_where_it_was_cut_from_stands_in_its_history_with_the_digests_of_the_segments(cast, camera, filmed):
    case, record = application(cast)
    done = kept(cast, camera, BEGIN + seconds(1), BEGIN + seconds(6), case=case, record=record)
    history = register.history(cast.agency, SubjectRef("recording", UUID(done.recordings[0])))
    [entry] = [one for one in history.entries if one.kind == "footage_cut"]

    assert [one["sha256"] for one in entry["segments"]] == [one.sha256 for one in filmed if one.begin < BEGIN + seconds(6)]
    for one in entry["segments"]:
        assert files.digest_of(places.folder(camera) / one["name"]) == one["sha256"]
    assert entry["asked_begin"] == "2026-11-13T09:00:01"
    assert entry["counter"] == "一楼受理窗口"


def test_asked_twice_it_is_kept_once(cast, camera, filmed):
    case, record = application(cast)
    first = kept(cast, camera, BEGIN, BEGIN + seconds(6), case=case, record=record)
    second = kept(cast, camera, BEGIN, BEGIN + seconds(6), case=case, record=record)
    assert first.pk == second.pk
    jobs._keep(first.pk, last=True)
    assert RecordingRow.objects.count() == 1


def test_a_job_that_was_killed_after_storing_ends_with_the_same_recording(cast, camera, filmed):
    case, record = application(cast)
    first = kept(cast, camera, BEGIN, BEGIN + seconds(6), case=case, record=record)
    Keeping.objects.filter(pk=first.pk).update(state=Kept.WAITING.value, recordings=[])
    with at("11-13 09:12"):
        jobs._keep(first.pk, last=True)
    assert Keeping.objects.get(pk=first.pk).recordings == first.recordings
    assert RecordingRow.objects.count() == RecordingLink.objects.count() == 1


def test_a_gap_makes_two_recordings_and_is_claimed_by_neither(cast, camera, filmed, tmp_path):
    footage.filmed(tmp_path, camera, BEGIN + seconds(60), before="away")
    case, record = application(cast)
    done = kept(cast, camera, BEGIN, BEGIN + seconds(70), case=case, record=record)
    first, second = (RecordingRow.objects.get(pk=one) for one in done.recordings)
    assert first.end <= BEGIN + seconds(13)
    assert second.begin >= BEGIN + seconds(60)
    [gap] = list(index.gaps(index.between(camera, BEGIN, BEGIN + seconds(70)), BEGIN, BEGIN + seconds(70)))
    assert gap.why == "摄像机没有连接"
    assert seconds(47) < gap.length < seconds(49)


def test_where_nothing_was_recorded_it_says_so(cast, camera, filmed):
    case, record = application(cast)
    done = kept(cast, camera, BEGIN - seconds(600), BEGIN - seconds(500), case=case, record=record)
    assert (done.state, done.recordings) == (Kept.NOTHING.value, [])
    assert "没有监控录像" in done.why


@pytest.mark.parametrize(
    ("begin", "end", "code"),
    [(10, 5, "times_crossed"), (0, 8 * 3600, "too_long"), (0, 1800, "not_yet"), (3600, 3700, "not_yet")],
)
def test_a_span_that_cannot_be_is_refused(cast, camera, filmed, begin, end, code):
    case, record = application(cast)
    with pytest.raises(Refusal) as told:
        kept(cast, camera, BEGIN + seconds(begin), BEGIN + seconds(end), case=case, record=record)
    assert told.value.code == code
    assert not Keeping.objects.exists()


@pytest.mark.parametrize("name", ["周启明", "顾怡", "程远", "吴彦"])
def test_who_may_not_write_in_the_case_attaches_nothing_to_it(cast, camera, filmed, name):
    case, record = application(cast)
    with at("11-13 09:10"), pytest.raises((Http404, Refusal)):
        keeping.ask(cast[name], camera, BEGIN, BEGIN + seconds(6), "想看", case=case, record=record)
    assert not Keeping.objects.exists()


def test_without_a_case_only_the_keeper_keeps_footage(cast, camera, filmed):
    with at("11-13 09:10"):
        with pytest.raises((Http404, Refusal)):
            keeping.ask(cast[CLERK], camera, BEGIN, BEGIN + seconds(6), "想看")
        asked = keeping.ask(cast["马骏"], camera, BEGIN, BEGIN + seconds(6), "有人摔倒")
        jobs._keep(asked.pk, last=True)
    asked.refresh_from_db()
    assert asked.state == Kept.DONE.value
    assert not RecordingLink.objects.exists()


def test_footage_expires_after_its_days_and_what_was_kept_stays(cast, camera, filmed):
    case, record = application(cast)
    done = kept(cast, camera, BEGIN, BEGIN + seconds(6), case=case, record=record)
    row = CameraRow.objects.get(pk=camera)
    with at("12-13 08:59"):
        assert expiry.expire(row) == 0
    with at("12-13 09:30"):
        assert expiry.expire(row) == len(filmed)
    assert not Segment.objects.exists()
    assert not [path for path in places.folder(camera).rglob("*") if path.is_file()]
    assert files.verify(RecordingRow.objects.get(pk=done.recordings[0]).sha256)


def test_what_waits_to_be_kept_does_not_expire(cast, camera, filmed):
    case, record = application(cast)
    with at("11-13 09:10"):
        keeping.ask(cast[CLERK], camera, BEGIN, BEGIN + seconds(3), "受理过程留证", case=case, record=record)
    with at("12-20 09:00"):
        expiry.expire(CameraRow.objects.get(pk=camera))
    left = list(Segment.objects.order_by("begin"))
    assert [one.name for one in left] == [filmed[0].name]
    assert (places.folder(camera) / left[0].name).exists()


def test_a_short_disk_takes_only_what_is_older_than_the_bureaus_days(cast, camera, filmed, tmp_path, monkeypatch):
    row = CameraRow.objects.get(pk=camera)
    CameraRow.objects.filter(pk=camera).update(days=90)
    row.refresh_from_db()
    monkeypatch.setenv("LIUHEN_CAMERA_RESERVE_GIB", str(2**40))
    with at("12-01 09:00"):
        assert expiry.expire(row) == 0, "younger than thirty days: recording stops instead"
    with at("12-20 09:00"):
        assert expiry.expire(row) == len(filmed), "older than thirty days, though not than ninety"


def test_an_index_that_was_lost_comes_back_from_the_files(camera, filmed):
    before = list(Segment.objects.order_by("begin").values_list("name", "sha256", "begin", "end", "before"))
    Segment.objects.all().delete()
    assert index.catch_up(camera, whole=True) == len(filmed)
    assert list(Segment.objects.order_by("begin").values_list("name", "sha256", "begin", "end", "before")) == before
    gone = places.folder(camera) / filmed[0].name
    gone.unlink()
    index.catch_up(camera, whole=True)
    assert Segment.objects.count() == len(filmed) - 1


def test_a_segment_that_is_not_whole_is_not_taken_for_one(camera, filmed):
    path = places.folder(camera) / filmed[0].name
    path.write_bytes(path.read_bytes()[:-10])
    assert segments.read_facts(path.with_suffix(".json")) is None
