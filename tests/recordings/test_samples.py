"""Real files from cameras, phones and the test suites of others: each is stored or refused with a reason, and nothing crashes."""

import hashlib
import os
from pathlib import Path

import pytest

from liuhen.recordings import commands, jobs, sandbox
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import RecordingRow
from liuhen.register import files
from liuhen.register.files import put
from liuhen.regulation.grammar import Refusal
from tests.cast import at

SHARED = Path(os.environ.get("LIUHEN_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data" / "av"
SAMPLES = sorted(path for path in SHARED.rglob("*") if path.is_file()) if SHARED.is_dir() else []

pytestmark = pytest.mark.skipif(
    not SAMPLES, reason=f"the sample files are not on this machine (LIUHEN_SHARED); looked in {SHARED}"
)

#: Files that say something definite of themselves, read by hand from what their makers document.
KNOWN = {
    "mei/ftyp3gp5.mp4": {"media": "video", "width": 720, "height": 1280},
    "mei/sample.3gp": {"media": "video", "width": 176, "height": 144},
    "mei/with-gps.mp4": {"media": "video", "width": 1920, "height": 1080},
    "mei/cheers_1440x960.heic": {"media": "photo", "width": 1440, "height": 960},
    "mp4parse/video_rotation_90.mp4": {"media": "video", "width": 60, "height": 100},
    "mp4parse/amr_nb_1f.3gp": {"media": "audio", "type": "audio/3gpp"},
    "mutagen/has-tags.m4a": {"media": "audio", "type": "audio/mp4"},
    "exiftool/Geotag_DJI_2020-12-02_[07-50-31].csv": {"media": "", "unreadable": True},
    "mutagen/too-short.mp3": {"unreadable": True},
}


def test_every_sample_is_stored_or_refused_with_a_reason_and_the_original_stays_as_it_is(cast):
    refused, rows = {}, {}
    with at("2026-11-14 08:40"):
        for path in SAMPLES:
            name, before = path.relative_to(SHARED).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()
            try:
                found = commands.store_recording(cast["周启明"], put(path), Stated(name=path.name))
            except Refusal as refusal:
                refused[name] = refusal.message
                continue
            row = rows[name] = RecordingRow.objects.get(pk=found.recording)
            assert row.sha256 == before
            assert row.unreadable == bool(row.unreadable_why)
            assert files.verify(row.sha256)
    assert set(refused) == {"exiftool/OOXML.docx", "exiftool/PDF.pdf"}
    assert all("请" in message for message in refused.values())
    for name, expected in KNOWN.items():
        if name in rows:
            assert {key: getattr(rows[name], key) for key in expected} == expected, name
    _copies(rows)


def _copies(rows):
    """Posters and copies of whatever can be read; a sample that defeats them raises Failed and nothing else."""
    failed = []
    for name, row in rows.items():
        for sort, make in (("poster", jobs._poster), ("proxy", jobs._proxy)):
            if getattr(row, f"{sort}_state") != "waiting":
                continue
            try:
                make(row)
            except sandbox.Failed as failure:
                failed.append((name, sort, failure.reason))
        assert files.verify(row.sha256)
    assert not failed
