"""Files whose own figures cannot be: no length at all, times at the ends of the calendar. Taken as they came; nothing reckons itself to death."""

import hashlib
import struct
from datetime import datetime, timedelta

import pytest

from liuhen.recordings import commands, fold, metadata, times, trouble
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import RecordingRow
from liuhen.recordings.stated import Stated as Said
from liuhen.register import files
from liuhen.register.files import put
from liuhen.regulation.when import CST
from tests.cast import at
from tests.recordings.test_device_clock import ARRIVED
from tests.recordings.test_jobs import work
from tests.recordings.test_many_streams import box, boxes


def store(cast, path, **said) -> RecordingRow:
    with at("11-14 08:40"):
        found = commands.store_recording(cast["周启明"], put(path), Stated(name=path.name, **said))
    row = RecordingRow.objects.get(pk=found.recording)
    assert row.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert files.verify(row.sha256)
    return row


# -- no length


def without_length(film: bytes) -> bytes:
    """A film whose index states that it lasts no time: in its own head, in that of each track and of each medium."""

    def zeroed(name: bytes, body: bytes) -> bytes:
        if name in {b"moov", b"trak", b"mdia"}:
            return box(name, b"".join(zeroed(*one) for one in boxes(body)))
        at = {b"mvhd": 16, b"tkhd": 20, b"mdhd": 16}.get(name)
        return box(name, body if at is None else body[:at] + bytes(4) + body[at + 4 :])

    return b"".join(zeroed(*one) for one in boxes(film))


def without_pictures(film: bytes) -> bytes:
    """Its index alone, in which no track has a sample."""

    def emptied(name: bytes, body: bytes) -> bytes:
        if name in {b"moov", b"trak", b"mdia", b"minf", b"stbl"}:
            return box(name, b"".join(emptied(*one) for one in boxes(body)))
        return box(
            name, bytes(8) if name in {b"stts", b"stsc", b"stco", b"stss", b"ctts"} else bytes(12) if name == b"stsz" else body
        )

    return b"".join(emptied(name, body) for name, body in boxes(film) if name != b"mdat")


def test_a_film_whose_index_says_that_it_lasts_no_time_is_taken_and_measured(cast, clips, tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(without_length(clips["mp4"].read_bytes()))
    row = store(cast, path)
    assert not row.unreadable
    assert row.seconds is None or 3.5 < row.seconds < 4.5
    work()
    row.refresh_from_db()
    assert (row.sm3_state, row.poster_state) == ("ready", "ready")


@pytest.mark.parametrize("name", ["mp4", "wav", "one_frame"])
def test_a_film_of_nothing_or_of_one_picture_is_kept_as_it_came(cast, clips, tmp_path, name):
    path = tmp_path / f"a.{'wav' if name == 'wav' else 'mp4'}"
    if name == "wav":
        path.write_bytes(
            b"RIFF"
            + struct.pack("<I", 36)
            + b"WAVEfmt "
            + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
            + b"data"
            + bytes(4)
        )
    else:
        whole = clips[name].read_bytes()
        path.write_bytes(whole if name == "one_frame" else without_pictures(whole))
    row = store(cast, path)
    assert row.unreadable == (name != "one_frame")
    assert bool(row.unreadable_why) == row.unreadable
    work()
    row.refresh_from_db()
    assert row.sm3_state == "ready"


# -- what decoders say of it


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\xff" * 500),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.gif", b"GIF89a" + b"\xa0" * 3000),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 "),
        ("a.tif", b"II*\0\x08\0\0\0"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\xff" * 500),
        ("a.bmp", b"BM"),
        ("a.flv", b"FLV\x01\x05\0\0\0\x09" + b"\xff" * 500),
    ],
)
def test_why_a_file_cannot_be_read_is_told_in_chinese_and_says_nothing_of_the_server(cast, tmp_path, caplog, name, content):
    """It stands in the log of entries for ever and on the recording's page; the decoder's own words are for the operator."""
    path = tmp_path / name
    path.write_bytes(content)
    row = store(cast, path)
    assert row.unreadable
    assert row.unreadable_why not in {"", trouble.UNKNOWN}
    assert not [letter for letter in row.unreadable_why if letter.isascii()]
    assert f"file sha256={row.sha256} cannot be read: " in caplog.text


# -- times at the ends of the calendar


@pytest.mark.parametrize(
    "text",
    [
        "0001:01:01 00:00:00+09:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "9999:12:31 23:59:59-09:00",
        "9999:12:31 23:59:59",
    ],
)
@pytest.mark.parametrize("drift", [0.0, 3e11, -3e11])
def test_a_stamp_at_an_end_of_the_calendar_gives_no_time(text, drift):
    facts = {"seconds": 4.0, "stamps": [{"source": "container", "text": text, "zone": ""}]}
    told = times.told(Said(name="a.mp4", drift=drift), facts, ARRIVED)
    assert (told.begin, told.end) == (None, None)
    assert "no_time" in told.notes


def test_a_length_before_the_beginning_and_after_the_end_of_the_calendar_is_none():
    assert metadata.less(datetime(1, 1, 1, tzinfo=CST), timedelta(days=1)) is None
    assert metadata.less(datetime(9999, 12, 31, tzinfo=CST), timedelta(days=-2)) is None
    assert fold.moment("0001-01-01T00:00:00") is fold.moment("9999-12-31T23:59:59") is None
    assert fold.moment("1970-01-01T00:00:00").year == 1970


def test_a_card_whose_clock_showed_the_last_year_of_all_is_taken_and_shown(cast, clips, tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(clips["mp4"].read_bytes())
    row = store(cast, path, device_begin=fold.moment("2199-12-31T23:59:59"), drift=-3_000_000_000.0)
    assert (row.begin, "clock_wrong" in row.notes) == (None, True)
    assert row.device_begin.astimezone(CST).year == 2199
