"""A full disk, a store that is read-only, an S3 store that refuses half-way: said in words, nothing lost, nothing taken twice."""

import errno
import hashlib
import os
import shutil
import time
from datetime import timedelta

import pytest

from liuhen.operating import health
from liuhen.recordings import jobs, keeping
from liuhen.recordings.models import RecordingRow, Upload
from liuhen.register import clock, files, stores, stores_s3
from liuhen.regulation.grammar import Refusal
from tests.recordings.test_jobs import due_now, work
from tests.support import disks
from tests.support.s3 import swift

MIB = 1024**2


@pytest.fixture(scope="module")
def server():
    with swift() as running:
        yield running


@pytest.fixture
def small_disk(cast, settings, tmp_path, monkeypatch):
    """A real disk of eight MiB for the store."""
    monkeypatch.setenv("LIUHEN_DISK_RESERVE", "0")
    with disks.small(tmp_path / "small") as place:
        settings.MEDIA_ROOT = place / "files"
        yield place


@pytest.fixture
def bucket(cast, server, settings):
    settings.LIUHEN_STORE, settings.LIUHEN_S3 = "s3", server.place()
    return stores.main()


def long_film(clips, size):
    head = clips["mp4"].read_bytes()
    left = size - len(head)
    return head + left.to_bytes(4, "big") + b"free" + os.urandom(left - 8)


def stored_once(content):
    row = RecordingRow.objects.get()
    assert row.sha256 == hashlib.sha256(content).hexdigest()
    assert files.verify(row.sha256)
    assert list(files.incoming().iterdir()) == []
    return row


def test_a_disk_that_is_really_full(person, clips, small_disk):
    desk, content = person("周启明"), long_film(clips, 3 * MIB)
    place = desk.place(len(content))
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"\0" * (shutil.disk_usage(small_disk).free - MIB))
    answer = desk.go_on(place, 0, content)
    assert answer.status_code == 507
    assert "存储空间不足" in answer.text
    assert desk.create(len(content)).status_code == 507
    assert 0 < desk.how_far(place) < len(content)
    ballast.unlink()
    at = desk.how_far(place)
    desk.go_on(place, at, content[at:])
    row = stored_once(content)
    # copies meet a full disk too: the worker lives, and makes them once there is room
    ballast.write_bytes(b"\0" * shutil.disk_usage(small_disk).free)
    work()
    row.refresh_from_db()
    assert row.poster_state == "waiting"
    ballast.unlink()
    due_now()
    work()
    row.refresh_from_db()
    assert (row.poster_state, row.sm3_state) == ("ready", "ready")
    assert files.verify(row.sha256)


def test_a_disk_that_turned_read_only(person, clips, small_disk):
    desk, content = person("周启明"), clips["wav"].read_bytes()
    place = desk.place(len(content))
    desk.go_on(place, 0, content[:-1])
    disks.remount(small_disk, "ro")
    answer = desk.go_on(place, len(content) - 1, content[-1:])
    assert answer.status_code == 507
    assert answer.text == "文件没有存入，磁盘写不进去。请保留原件，并请管理员检查磁盘。"
    assert desk.create(len(content)).status_code == 507
    assert [told for told in health.room() if "文件库写不进去" in told]  # the doctor says it before anybody uploads
    jobs.sweep(timestamp=0)  # what a worker does every hour: it goes on living
    disks.remount(small_disk, "rw")
    assert not [told for told in health.room() if "写不进去" in told]
    desk.go_on(place, len(content) - 1, content[-1:])
    stored_once(content)


def test_an_s3_store_that_refuses_half_way(person, clips, bucket, monkeypatch):
    desk, content = person("周启明"), long_film(clips, stores_s3.PART + MIB)
    place = desk.place(len(content))
    real = bucket.client.upload_part

    def refuse(**order):
        return real(**{**order, "UploadId": "no such upload"} if order["PartNumber"] > 1 else order)

    with monkeypatch.context() as patched:
        patched.setattr(bucket.client, "upload_part", refuse)
        answer = desk.go_on(place, 0, content)
        assert answer.status_code == 503
        assert answer.text == "文件还没有存入，对象存储没有收下。请保留原件；已收到的部分留在本机。请管理员检查对象存储。"
        told = desk.get(f"{desk.url}/uploads/").json()["uploads"][0]
        assert (told["state"], told["offset"]) == ("received", len(content))
        assert told["why"].startswith("已收齐，还没有入库：")
        Upload.objects.update(arrived=clock.now() - timedelta(minutes=10))
        long_ago = time.time() - timedelta(days=30).total_seconds()
        for path in files.incoming().iterdir():
            os.utime(path, (long_ago, long_ago))
        jobs.sweep(timestamp=0)  # goes well although this one fails again, and clears nothing that is the only copy
    assert not RecordingRow.objects.exists()
    assert list(bucket.listed()) == []
    jobs.sweep(timestamp=0)
    row = stored_once(content)
    assert Upload.objects.get().state == "stored"
    assert dict(bucket.listed()) == {row.sha256: len(content)}


def test_an_s3_store_that_is_away_and_back(person, clips, bucket, settings):
    here = settings.LIUHEN_S3
    settings.LIUHEN_S3 = stores_s3.Place(url="http://127.0.0.1:9", bucket=here.bucket, key=here.key, secret=here.secret)
    desk, content = person("周启明"), clips["wav"].read_bytes()
    place = desk.place(len(content))
    assert desk.go_on(place, 0, content).status_code == 503
    (told,) = health.object_store()  # the doctor says it though nothing is stored yet
    assert told.startswith("对象存储连不上，请看 LIUHEN_S3_URL 和网络（")
    settings.LIUHEN_S3 = here
    assert desk.how_far(place) == len(content)
    row = stored_once(content)
    settings.LIUHEN_S3 = stores_s3.Place(url="http://127.0.0.1:9", bucket=here.bucket, key=here.key, secret=here.secret)
    answer = desk.get(f"{desk.url}/recordings/{row.pk}/file")
    assert (answer.status_code, answer.text[:20]) == (503, "存放文件的对象存储现在连不上，文件没有丢")
    assert len(list(health.object_store())) == 1
    assert list(health.originals()) == []  # nobody can know of any that it is gone
    jobs.sweep(timestamp=0)
    assert keeping.share(60) == 0


def test_films_in_an_s3_store_are_played_by_range_and_worked_on(person, clips, bucket):
    desk, content = person("周启明"), clips["mp4"].read_bytes()
    row = desk.bring(content)
    files.clear_fetched(-1)
    part = desk.get(f"{desk.url}/recordings/{row.pk}/file", headers={"Range": "bytes=1000-1999"})
    assert (part.status_code, part.content) == (206, content[1000:2000])
    assert not (files.incoming().parent / "fetched" / row.sha256).exists()  # a player fetches no whole film
    work()
    row.refresh_from_db()
    assert (row.poster_state, row.sm3_state) == ("ready", "ready")
    assert set(dict(bucket.listed())) == {row.sha256, row.poster, row.wave}
    assert list(health.originals()) == []
    assert desk.get(f"{desk.url}/recordings/{row.pk}/poster.jpg").headers["Content-Type"] == "image/jpeg"
    bucket.remove(row.sha256)
    assert [told.partition("：")[0] for told in health.originals()] == ["录像原件不在文件库里"]


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (stores_s3.StoreTrouble("Could not connect to s3.bureau.example"), "store_failed"),
        (OSError(errno.EIO, "Input/output error"), "disk_failed"),
    ],
)
def test_a_store_or_disk_that_fails_is_one_line_for_the_operator(caplog, trouble, code):
    with pytest.raises(Refusal) as told, files.clean_refusal():
        raise trouble
    assert told.value.code == code
    [line] = caplog.records
    assert trouble.strerror in line.getMessage()
    assert line.exc_info is None
