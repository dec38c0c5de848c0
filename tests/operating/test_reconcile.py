"""The store and the ledger held against each other: what ``./liuhen doctor --files`` sees and what it must not mistake."""

import os
import uuid
from copy import deepcopy
from datetime import timedelta

import pytest

from liuhen.operating import reconcile
from liuhen.recordings import arrivals, commands
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import Upload, UploadState
from liuhen.register import clock, files
from liuhen.register.models import Draft

pytestmark = pytest.mark.ledger


@pytest.fixture
def cast(database, settings, tmp_path, assembled):
    settings.MEDIA_ROOT = tmp_path / "files"
    return deepcopy(assembled[1])


@pytest.fixture
def blob(cast, clips):
    found = files.put(clips["jpeg"])
    commands.store_recording(cast["周启明"], found, Stated(name="现场.jpg"))
    return found


def upload(cast, **more):
    now = clock.now()
    values = {
        "length": 9,
        "boot": arrivals.this_boot(),
        "name": "现场.mp4",
        "created_at": now,
        "expires_at": now + timedelta(days=1),
    }
    actor = cast["周启明"]
    return Upload.objects.create(id=uuid.uuid4(), agency=actor.agency, person=actor.person, **{**values, **more})


def test_a_store_that_agrees_has_no_problems(blob):
    assert list(reconcile.problems()) == []
    assert reconcile.without_entry() == set()


def test_an_entry_whose_file_is_gone(blob):
    files.path_of(blob.sha256).unlink()
    assert reconcile.without_file() == {blob.sha256}
    assert list(reconcile.problems()) == [f"记录提到的文件不在文件库里：{blob.sha256[:16]}…，请从备份找回"]


def test_a_file_that_no_entry_names_is_known(blob, cast):
    other, scan = files.put(b"left over"), files.put(b"scan of a draft")
    actor = cast["周启明"]
    Draft.objects.create(
        id=uuid.uuid4(), agency=actor.agency, subject_type="case", subject=uuid.uuid4(), kind="case_registration", origin="local",
        author=actor.person, author_name="周启明", content={"scans": [{"sha256": scan.sha256, "size": 1}]}, saved_at=clock.now(), created_at=clock.now(),
    )  # fmt: skip
    coming = files.put(b"received a moment ago")
    upload(cast, state=UploadState.RECEIVED.value, sha256=coming.sha256, arrived=clock.now())
    assert reconcile.without_entry() == {other.sha256}
    assert list(reconcile.problems()) == []


def test_half_uploads(cast):
    good = upload(cast, durable=4)
    arrivals.path_of(good.pk).write_bytes(b"four")
    assert list(reconcile.problems()) == []
    upload(cast, durable=4, name="丢了.mp4")
    upload(cast, state=UploadState.RECEIVED.value, name="没入库.mp4", sha256="a" * 64, arrived=clock.now() - timedelta(hours=3))
    stray = files.incoming() / f"up-{uuid.uuid4().hex}"
    stray.write_bytes(b"x")
    assert [told.partition("：")[0] for told in reconcile.problems()] == [
        "没有传完的上传缺了已收到的部分",
        "已收齐的上传没有入库",
    ]
    os.utime(stray, (0, 0))
    assert list(reconcile.problems())[-1].startswith("有 1 个中断时留下的临时文件")
