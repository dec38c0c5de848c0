"""What every store promises, tried on every back end: the local disk, and an S3 store on a real server."""

import hashlib
import io
import os
import threading

import pytest
from tests.support.s3 import swift

from liuhen.register import files, stores, stores_s3
from liuhen.regulation.grammar import Refusal

pytestmark = pytest.mark.system

BIG = 2 * stores_s3.PART + 4321


@pytest.fixture(scope="module")
def server():
    with swift() as running:
        yield running


@pytest.fixture(params=["disk", "s3"])
def store(request, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LIUHEN_STORE = request.param
    settings.LIUHEN_S3 = request.getfixturevalue("server").place() if request.param == "s3" else None
    return stores.main()


def spoil(store, digest, content):
    """What only somebody beside the system can do."""
    if isinstance(store, stores.Disk):
        store.path(digest).chmod(0o600)
        store.path(digest).write_bytes(content)
    else:
        store.client.put_object(Bucket=store.bucket, Key=f"{digest[:2]}/{digest}", Body=content)


@pytest.mark.parametrize("size", [0, 1, 70_000, BIG])
def test_what_is_put_comes_back_whole(store, size):
    content = os.urandom(size)
    blob = files.put(io.BytesIO(content))
    assert blob.sha256 == hashlib.sha256(content).hexdigest()
    assert files.size_of(blob.sha256) == size
    assert files.verify(blob.sha256)
    assert files.path_of(blob.sha256).read_bytes() == content
    assert list(store.listed()) == [(blob.sha256, size)]
    assert list(files.incoming().iterdir()) == []


def test_any_place_in_a_file_is_reached_without_what_is_before(store):
    content = os.urandom(300_000)
    blob = files.put(content)
    for first in (1, 299_999):
        with files.open_blob(blob.sha256, first) as file:
            assert file.read(1000) == content[first : first + 1000]


def test_a_file_is_written_once(store, monkeypatch):
    files.put(b"evidence")
    monkeypatch.setattr(stores_s3.S3, "_send", lambda *_: pytest.fail("sent again"))
    monkeypatch.setattr(files.Path, "replace", lambda *_: pytest.fail("replaced")) if store.name == "disk" else None
    assert files.put(b"evidence").size == 8


def test_other_bytes_under_a_digest_are_put_right_when_the_true_ones_come(store):
    blob = files.put(b"evidence")
    spoil(store, blob.sha256, b"evidencf")
    assert not files.verify(blob.sha256)
    files.put(b"evidence")
    assert files.verify(blob.sha256)


def test_a_file_that_is_not_there_is_not_found(store):
    for ask in (files.open_blob, files.size_of, files.path_of, files.verify):
        with pytest.raises(FileNotFoundError):
            ask("0" * 64)
    assert not files.exists("0" * 64)


def test_many_who_store_the_same_at_once_store_it_once(store):
    content, blobs = os.urandom(100_000), []
    threads = [threading.Thread(target=lambda: blobs.append(files.put(content))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(blobs) == 6
    assert len(list(store.listed())) == 1
    assert files.verify(blobs[0].sha256)


def test_the_listing_is_in_order_and_skips_what_is_not_ours(store, settings):
    blobs = sorted((files.put(bytes([number])).sha256, 1) for number in range(20))
    if store.name == "disk":
        (settings.MEDIA_ROOT / "00").mkdir(exist_ok=True)
        (settings.MEDIA_ROOT / "00" / "notes.txt").write_text("x")
    else:
        store.client.put_object(Bucket=store.bucket, Key="notes.txt", Body=b"x")
    assert list(store.listed()) == blobs


# -- S3 alone -------------------------------------------------------------------------------------------------------


@pytest.fixture
def bucket(server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LIUHEN_STORE = "s3"
    settings.LIUHEN_S3 = server.place()
    return stores.main()


def test_a_server_that_gives_back_other_bytes_is_not_believed(bucket, monkeypatch):
    real = bucket._send
    monkeypatch.setattr(bucket, "_send", lambda path, digest: (real(path, digest), spoil(bucket, digest, b"evil")))
    with pytest.raises(Refusal) as refused:
        files.put(b"evidence")
    assert refused.value.code == "store_failed"
    assert list(bucket.listed()) == []
    assert list(files.incoming().iterdir()) == []


def test_a_server_that_refuses_half_way_leaves_nothing_and_a_later_try_goes_well(bucket, monkeypatch):
    real, count = bucket.client.upload_part, []

    def refuse(**order):
        count.append(1)
        if len(count) == 2:
            order["UploadId"] = "no such upload"  # the real server's own refusal
        return real(**order)

    content = os.urandom(BIG)
    monkeypatch.setattr(bucket.client, "upload_part", refuse)
    with pytest.raises(Refusal, match="对象存储没有收下"):
        files.put(content)
    assert list(bucket.listed()) == []
    assert "Uploads" not in bucket.client.list_multipart_uploads(Bucket=bucket.bucket)
    assert files.verify(files.put(content).sha256)


def test_parts_left_by_a_killed_process_are_cleared(bucket):
    bucket.client.create_multipart_upload(Bucket=bucket.bucket, Key="ab/" + "ab" * 32)
    assert bucket.clear(3600) == 0
    assert bucket.clear(-3600) == 1
    assert bucket.clear(-3600) == 0


def test_a_server_that_is_away_is_trouble_and_not_a_missing_file(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LIUHEN_STORE = "s3"
    settings.LIUHEN_S3 = stores_s3.Place(url="http://127.0.0.1:9", bucket="none", key="k", secret="s")
    with pytest.raises(stores_s3.StoreTrouble):
        files.size_of("0" * 64)
    with pytest.raises(Refusal) as refused:
        files.put(b"evidence")
    assert refused.value.code == "store_failed"


def test_files_on_the_disk_are_still_read_when_new_ones_go_to_s3(settings, server, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    old = files.put(b"old")
    settings.LIUHEN_STORE, settings.LIUHEN_S3 = "s3", server.place()
    new = files.put(b"new")
    assert files.put(b"old") == old
    assert [stores.holding(blob.sha256).name for blob in (old, new)] == ["disk", "s3"]
    assert list(stores.main().listed()) == [(new.sha256, 3)]


def test_local_copies_are_cleared_when_they_were_not_used(bucket):
    blob = files.put(b"evidence")
    assert files.clear_fetched(3600) == 0
    assert files.clear_fetched(-1) == 1
    assert files.path_of(blob.sha256).read_bytes() == b"evidence"
