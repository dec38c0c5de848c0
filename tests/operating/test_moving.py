"""``./liuhen files move`` between the disk and a real S3 server: verified, resumable, the origin kept until it is asked for."""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from liuhen.lib.home import PROJECT
from liuhen.operating import health, moving
from liuhen.operating.commands import files as command
from liuhen.register import files, stores, stores_s3
from tests.support.s3 import swift

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def server():
    with swift() as running:
        yield running


@pytest.fixture
def both(server, settings, tmp_path):
    """Disk and S3, with ten files on the disk."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LIUHEN_STORE = "disk"
    settings.LIUHEN_S3 = server.place()
    for number in range(10):
        files.put(bytes([number]) * 1000)
    return stores.named("disk"), stores.named("s3")


def test_every_file_is_in_the_other_store_and_still_in_the_first(both):
    disk, s3 = both
    done = moving.move(disk, s3, print, remove=False)
    assert (done.files, done.bytes, done.removed, done.whole) == (10, 10_000, 0, True)
    assert list(disk.listed()) == list(s3.listed())


def test_the_origin_goes_only_when_asked_and_everything_is_read_as_before(both):
    disk, s3 = both
    was = list(disk.listed())
    assert moving.move(disk, s3, print, remove=True).removed == 10
    assert list(disk.listed()) == []
    assert list(s3.listed()) == was
    assert all(files.verify(digest) for digest, _ in was)
    assert moving.move(s3, disk, print, remove=True).removed == 10
    assert list(disk.listed()) == was
    assert list(s3.listed()) == []
    assert all(disk.path(digest).stat().st_mode & 0o222 == 0 for digest, _ in was)
    assert list(files.incoming().iterdir()) == []


def test_a_damaged_file_is_named_and_stays_with_its_origin(both):
    disk, s3 = both
    digest, _ = next(iter(disk.listed()))
    disk.path(digest).chmod(0o600)
    disk.path(digest).write_bytes(b"\xff" * 1000)
    done = moving.move(disk, s3, print, remove=True)
    assert done.damaged == [digest]
    assert (done.files, done.whole) == (9, False)
    assert [left for left, _ in disk.listed()] == [digest]
    assert digest not in dict(s3.listed())


def test_a_copy_that_does_not_read_back_right_removes_nothing(both, monkeypatch):
    disk, s3 = both
    monkeypatch.setattr(stores_s3.S3, "_whole", lambda *_: False)
    done = moving.move(disk, s3, print, remove=True)
    assert (len(done.refused), done.whole, done.removed) == (moving.ENOUGH, False, 0)
    assert "读回来的和存进去的不一样" in done.stopped
    assert len(list(disk.listed())) == 10


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"url": "http://127.0.0.1:9"}, "对象存储连不上，请看 LIUHEN_S3_URL"),
        ({"bucket": "nobodys"}, "没有这个桶，请看 LIUHEN_S3_BUCKET"),
        ({"secret": "wrong"}, "不认密钥或不给权限，请看 LIUHEN_S3_KEY"),
    ],
)
@pytest.mark.parametrize("way", ["there", "back"])
def test_a_store_that_is_set_up_wrongly_is_told_in_words_and_not_tried_file_after_file(both, settings, capsys, wrong, says, way):
    settings.LIUHEN_S3 = replace(settings.LIUHEN_S3, **wrong)
    disk, s3 = stores.named("disk"), stores.named("s3")
    done = moving.move(disk, s3, print, remove=True) if way == "there" else moving.move(s3, disk, print, remove=True)
    assert says in done.stopped
    assert len(done.refused) == (moving.ENOUGH if way == "there" else 0)
    assert (done.whole, done.removed, len(list(disk.listed()))) == (False, 0, 10)
    capsys.readouterr()
    assert command.run(argparse.Namespace(what="stores", json=False)) == 1
    told = capsys.readouterr()
    assert told.out.startswith("disk：10 个文件")
    assert says in told.err
    assert [says in line for line in health.object_store()] == [True]


def test_a_store_that_goes_away_half_way_loses_nothing_and_the_next_run_goes_on(both, monkeypatch):
    disk, s3 = both
    real, calls = s3.client.put_object, []

    def refuse(**order):
        calls.append(1)
        if 5 <= len(calls) <= 7:
            raise ConnectionResetError
        return real(**order)

    monkeypatch.setattr(s3.client, "put_object", refuse)
    first = moving.move(disk, s3, print, remove=True)
    assert first.refused
    assert len(list(disk.listed())) == len(first.refused)
    again = moving.move(disk, s3, print, remove=True)
    assert again.whole
    assert len(list(s3.listed())) == 10
    assert list(disk.listed()) == []


def test_killed_in_the_middle_and_run_again_it_ends_well(server, tmp_path):
    place = server.place()
    environment = {
        **os.environ,
        "LIUHEN_HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "LIUHEN_S3_URL": place.url,
        "LIUHEN_S3_BUCKET": place.bucket,
        "LIUHEN_S3_KEY": place.key,
        "LIUHEN_S3_SECRET": place.secret,
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    disk, s3 = stores.Disk(tmp_path / "files"), stores_s3.at(place)
    (tmp_path / "source").mkdir()
    for number in range(60):
        path = tmp_path / "source" / str(number)
        path.write_bytes(os.urandom(20_000))
        disk.take(path, files.digest_of(path))
    was = list(disk.listed())
    words = [sys.executable, "-m", "liuhen.cli", "files", "--json", "move", "--to", "s3", "--remove"]
    with subprocess.Popen(words, env=environment, cwd=PROJECT, stdout=subprocess.DEVNULL) as first:
        until = time.monotonic() + 60
        while len(list(disk.listed())) > 50 and time.monotonic() < until:
            time.sleep(0.01)
        first.send_signal(signal.SIGKILL)
    left = list(disk.listed())
    assert 0 < len(left) <= 50
    assert sorted({*left, *s3.listed()}) == was
    again = subprocess.run(words, env=environment, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert json.loads(again.stdout)["removed"] == len(left)
    assert list(s3.listed()) == was
    assert list(disk.listed()) == []
    told = subprocess.run([*words[:5], "stores"], env=environment, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert [(one["store"], one["files"], one["new_files"]) for one in json.loads(told.stdout)["stores"]] == [
        ("disk", 0, True),
        ("s3", 60, False),
    ]
