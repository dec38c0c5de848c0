"""Playing, posters, downloads: who may, which bytes, and what the second log says of it."""

import hashlib
from datetime import timedelta

import pytest

from liuhen.access.models import Reading
from liuhen.recordings import commands, jobs, listeners, plays
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import PlaySession, RecordingRow, Work
from liuhen.register import clock, files, register
from liuhen.register.files import put
from liuhen.register.types import Act, SubjectRef
from tests.cases.stories import open_case
from tests.recordings.people import Desk


@pytest.fixture
def film(cast, clips):
    """A recording of 周启明, linked to a case of 周启明 and 沈静文."""
    found = commands.store_recording(cast["周启明"], put(clips["mp4"]), Stated(name="DSJ-07 第2段.mp4"))
    commands.link(cast["周启明"], open_case(cast), found.recording)
    return RecordingRow.objects.get(pk=found.recording)


def file_of(desk, row, query=""):
    return f"{desk.url}/recordings/{row.pk}/file{query}"


def readings(kind):
    return list(Reading.objects.filter(kind=kind))


# -- bytes


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        (None, 200, slice(None)),
        ("bytes=0-", 206, slice(None)),
        ("bytes=0-99", 206, slice(0, 100)),
        ("bytes=100-199", 206, slice(100, 200)),
        ("bytes=-500", 206, slice(-500, None)),
        ("bytes=1000-999999999", 206, slice(1000, None)),
        ("bytes=999999999-", 416, None),
        ("bytes=-0", 416, None),
        ("bytes=0-1,5-6", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
        ("bytes=9-1", 200, slice(None)),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_bytes_that_were_asked_for(person, film, clips, method, asked, status, part):
    desk, content = person("周启明"), clips["mp4"].read_bytes()
    answer = desk.request(method, file_of(desk, film), headers={"Range": asked} if asked else {})
    assert answer.status_code == status
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if part is None:
        assert answer.headers["Content-Range"] == f"bytes */{len(content)}"
        return
    expected = content[part]
    assert int(answer.headers["Content-Length"]) == len(expected)
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.content == (expected if method == "GET" else b"")
    if status == 206:
        first = len(content) - 500 if part.start == -500 else part.start or 0
        assert answer.headers["Content-Range"] == f"bytes {first}-{first + len(expected) - 1}/{len(content)}"


def test_a_part_is_given_only_of_the_very_same_file(person, film):
    desk = person("周启明")
    tag, changed = f'"{film.sha256}"', desk.head(file_of(desk, film)).headers["Last-Modified"]
    asked = {"Range": "bytes=0-9"}
    for condition, status in (
        (tag, 206),
        (changed, 206),
        (f"W/{tag}", 200),
        ('"another"', 200),
        ("Thu, 01 Jan 2015 00:00:00 GMT", 200),
        ("nonsense", 200),
    ):
        answer = desk.get(file_of(desk, film), headers={**asked, "If-Range": condition})
        assert (condition, answer.status_code) == (condition, status)


def test_nothing_of_it_stays_in_a_cache_or_runs_in_the_page(person, film):
    desk = person("周启明")
    headers = desk.get(file_of(desk, film)).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_file_nobody_can_read_leaves_only_as_a_download_without_a_type(person, cast, tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"<html><script>alert(1)</script></html>" * 10)
    row = RecordingRow.objects.get(pk=commands.store_recording(cast["周启明"], put(path), Stated(name="页面.html")).recording)
    assert row.unreadable
    desk = person("周启明")
    answer = desk.get(file_of(desk, row))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_download_carries_its_name_whatever_it_is(person, film):
    desk = person("周启明")
    answer = desk.get(file_of(desk, film, "?download=1"))
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''DSJ-07%20%E7%AC%AC2")


def test_only_reading_is_done_here(person, film):
    desk = person("周启明")
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert desk.request(method, file_of(desk, film)).status_code == 405
    assert files.verify(film.sha256)


# -- who


def test_strangers_are_told_that_it_does_not_exist(person, film, live_liuhen):
    for name in ("吴彦", "罗成", "丁晓彤", "程远", "陈素", "马骏"):
        desk = person(name)
        for what in ("file", "copy", "poster.jpg"):
            assert desk.get(f"{desk.url}/recordings/{film.pk}/{what}").status_code == 404, (name, what)
    with Desk(live_liuhen.url, None) as nobody:
        assert nobody.get(file_of(nobody, film)).status_code == 401
    assert not Reading.objects.filter(subject=film.pk).exists()


def test_who_may_look_may_not_always_take_it_along(person, film):
    for name, may in (("沈静文", True), ("方志刚", True), ("许知远", False), ("顾怡", False)):
        desk = person(name)
        assert desk.get(file_of(desk, film)).status_code == 200
        assert (desk.get(file_of(desk, film, "?download=1")).status_code == 200) is may, name


# -- readings


def test_one_sitting_is_one_opening_however_many_ranges_the_player_asks_for(person, film):
    desk = person("沈静文")
    for first in (0, 1000, 2000, 3000):
        desk.get(file_of(desk, film), headers={"Range": f"bytes={first}-{first + 99}"})
    assert len(readings("opened")) == 1
    assert PlaySession.objects.get().sent == 400
    assert desk.post(f"{desk.url}/recordings/{film.pk}/played", json={"spans": [[0, 1.5], [1, 2], [3, 3.5]]}).status_code == 204
    (played,) = readings("played")
    assert (played.name, played.detail["spans"], played.detail["seconds"]) == ("沈静文", [[0, 2], [3, 3.5]], 2.5)
    assert [one.kind for one in register.readings(film.agency, SubjectRef("recording", film.pk))] == ["opened", "played"]


def test_a_player_that_never_said_goodbye_is_closed_by_the_sweep(person, film):
    desk = person("沈静文")
    desk.get(file_of(desk, film))
    plays.close_idle(clock.now() + timedelta(minutes=29))
    assert readings("played") == []
    plays.close_idle(clock.now() + timedelta(minutes=31))
    plays.close_idle(clock.now() + timedelta(minutes=31))
    assert [one.detail["spans"] for one in readings("played")] == [[]]


def test_asking_how_large_it_is_is_no_reading(person, film):
    desk = person("沈静文")
    desk.head(file_of(desk, film))
    desk.get(file_of(desk, film), headers={"Range": "bytes=999999999-"})
    assert not Reading.objects.filter(subject=film.pk).exists()


def test_each_download_is_logged_once_even_where_it_was_cut(person, film):
    desk = person("沈静文")
    desk.get(file_of(desk, film, "?download=1"), headers={"Range": "bytes=1-"})
    desk.get(file_of(desk, film, "?download=1"), headers={"Range": "bytes=2000-"})
    assert [one.detail["sha256"] for one in readings("downloaded")] == [film.sha256]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"nonsense",
        b'{"spans": 5}',
        b'{"spans": [[1]]}',
        b'{"spans": [["a", "b"]]}',
        b"[" * 60_000,
        b'{"spans": [[0, 1e999]]}',
        b'{"spans": [[NaN, 1], [0, Infinity]]}',
        b'{"spans": [[0, ' + b"9" * 400 + b"]]}",
    ],
)
def test_a_report_that_makes_no_sense_does_no_harm(person, film, body):
    desk = person("沈静文")
    desk.get(file_of(desk, film))
    answer = desk.post(f"{desk.url}/recordings/{film.pk}/played", data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {204, 400}


def test_what_lies_beyond_the_film_was_not_played(person, film):
    desk = person("沈静文")
    desk.get(file_of(desk, film))
    desk.post(f"{desk.url}/recordings/{film.pk}/played", json={"spans": [[1, 90_000], [80_000, 90_000]]})
    assert [one.detail["spans"] for one in readings("played")] == [[[1, round(film.seconds, 1)]]]


# -- posters and copies


def test_a_poster_is_there_when_its_job_is_done_and_is_not_sent_twice(person, film):
    desk = person("沈静文")
    address = f"{desk.url}/recordings/{film.pk}/poster.jpg"
    assert desk.get(address).status_code == 404
    jobs._poster(film)
    answer = desk.get(address)
    assert (answer.status_code, answer.headers["Content-Type"], answer.content[:3]) == (200, "image/jpeg", b"\xff\xd8\xff")
    assert desk.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_the_copy_is_played_where_the_original_cannot_be(person, cast, clips):
    found = commands.store_recording(cast["周启明"], put(clips["avi"]), Stated(name="c.avi"))
    row = RecordingRow.objects.get(pk=found.recording)
    assert row.proxy_state == Work.WAITING
    desk = person("周启明")
    assert desk.get(f"{desk.url}/recordings/{row.pk}/copy").headers["Content-Type"] == "application/octet-stream"
    jobs._proxy(row)
    answer = desk.get(f"{desk.url}/recordings/{row.pk}/copy", headers={"Range": "bytes=0-99"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (206, "video/mp4")
    original = desk.get(file_of(desk, row)).content
    assert hashlib.sha256(original).hexdigest() == row.sha256 == hashlib.sha256(clips["avi"].read_bytes()).hexdigest()


def test_a_copy_that_could_not_be_made_is_asked_for_again_by_hand(person, film):
    RecordingRow.objects.filter(pk=film.pk).update(poster_state=Work.FAILED.value, poster_error="没有一帧能解出")
    desk = person("沈静文")
    answer = desk.post(f"{desk.url}/recordings/{film.pk}/redo", data={"sort": "poster"})
    assert answer.json() == {"sort": "poster", "state": "waiting"}
    assert desk.post(f"{desk.url}/recordings/{film.pk}/redo", data={"sort": "cake"}).status_code == 403


def test_what_failed_stays_told_when_something_else_is_entered(film, cast):
    RecordingRow.objects.filter(pk=film.pk).update(poster_state=Work.FAILED.value, poster_error="没有一帧能解出")
    ref = SubjectRef("recording", film.pk)
    content = {"reason": "采集站停电", "stated_by": "周启明"}
    register.write(cast["周启明"], [Act(subject=ref, kind="late_storage_explained", content=content)])
    row = RecordingRow.objects.get(pk=film.pk)
    assert (row.poster_state, row.poster_error, row.late_reason) == ("failed", "没有一帧能解出", "采集站停电")
    listeners.rebuild(cast.agency, film.pk)
    assert RecordingRow.objects.get(pk=film.pk).poster_state == "failed"
