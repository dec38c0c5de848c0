import errno
import hashlib
import io
import os
import resource
import subprocess
import sys
import textwrap
import threading

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from liuhen.register import files
from liuhen.register.files import put
from liuhen.regulation.grammar import Refusal


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def everything_in(store):
    return sorted(p.relative_to(store).as_posix() for p in store.rglob("*") if p.is_file())


def test_a_stored_file_is_named_by_its_content_and_comes_back_whole(store):
    content = os.urandom(3 * files.CHUNK + 17)
    blob = put(io.BytesIO(content))
    assert blob.sha256 == hashlib.sha256(content).hexdigest()
    assert blob.size == len(content)
    with files.open_blob(blob.sha256) as file:
        assert file.read() == content
    assert files.path_of(blob.sha256).read_bytes() == content
    assert everything_in(store) == [f"{blob.sha256[:2]}/{blob.sha256}"]


def test_path_bytes_and_stream_are_the_same_file(tmp_path, store):
    source = tmp_path / "现场.bin"
    source.write_bytes(b"scene")
    assert put(source) == put(b"scene") == put(io.BytesIO(b"scene"))
    assert len(everything_in(store)) == 1


def test_the_source_is_left_as_it_was(tmp_path):
    source = tmp_path / "original"
    source.write_bytes(b"original")
    put(source)
    assert source.read_bytes() == b"original"


def test_a_stored_file_cannot_be_written_to_by_mistake():
    path = files.path_of(put(b"evidence").sha256)
    assert path.stat().st_mode & 0o222 == 0


def test_an_empty_file_is_a_file():
    blob = put(b"")
    assert blob.size == 0
    assert files.verify(blob.sha256)


def test_a_file_changed_on_disk_no_longer_verifies():
    blob = put(b"evidence")
    path = files.path_of(blob.sha256)
    path.chmod(0o600)
    path.write_bytes(b"evidencf")
    assert not files.verify(blob.sha256)


def test_a_file_taken_away_is_reported_as_missing_not_as_changed():
    blob = put(b"evidence")
    files.path_of(blob.sha256).unlink()
    assert not files.exists(blob.sha256)
    for ask in (files.verify, files.open_blob, files.path_of):
        with pytest.raises(FileNotFoundError):
            ask(blob.sha256)


def test_a_file_cut_on_disk_is_made_whole_when_the_content_comes_again():
    blob = put(b"evidence")
    path = files.path_of(blob.sha256)
    path.chmod(0o600)
    path.write_bytes(b"evid")
    assert put(b"evidence") == blob
    assert files.verify(blob.sha256)


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 65, "a" * 63 + "/"])
def test_only_a_digest_names_a_file(name):
    with pytest.raises(ValueError, match="not a SHA-256"):
        files.open_blob(name)


def test_a_reader_that_breaks_off_leaves_nothing(store):
    class Cut(io.RawIOBase):
        def __init__(self):
            self.left = 2

        def read(self, _size=-1):
            if not self.left:
                raise ConnectionResetError
            self.left -= 1
            return b"x" * files.CHUNK

    with pytest.raises(ConnectionResetError):
        put(Cut())
    assert everything_in(store) == []


def test_a_full_disk_is_refused_in_words_and_leaves_nothing(store):
    # a real limit of the kernel on the size of a file, in a process of its own: Python turns it into EFBIG
    program = f"""
        import resource, django
        from django.conf import settings
        settings.configure(MEDIA_ROOT={str(store)!r})
        django.setup()
        from liuhen.register import files
        from liuhen.regulation.grammar import Refusal
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
        files.put(b"small enough")
        try:
            files.put(b"x" * 4_000_000)
        except Refusal as refusal:
            print(refusal.code, refusal.message)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("disk_full 文件没有存入")
    assert len(everything_in(store)) == 1
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY


def test_a_disk_that_is_full_only_at_fsync_leaves_nothing(store, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal) as refused:
        put(b"evidence")
    assert refused.value.code == "disk_full"
    assert everything_in(store) == []


def test_ten_people_storing_the_same_file_at_once_store_it_once(store):
    content = os.urandom(200_000)
    blobs = []
    threads = [threading.Thread(target=lambda: blobs.append(put(content))) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(blobs) == 10
    assert len(set(blobs)) == 1
    assert len(everything_in(store)) == 1
    assert files.verify(blobs[0].sha256)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(st.lists(st.binary(max_size=5000), max_size=8))
def test_however_it_arrives_the_digest_is_of_the_whole(pieces):
    with files.Staged() as staged:
        for piece in pieces:
            staged.write(piece)
        blob = staged.commit()
    whole = b"".join(pieces)
    assert (blob.sha256, blob.size) == (hashlib.sha256(whole).hexdigest(), len(whole))
