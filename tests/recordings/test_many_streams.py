"""A file whose header claims 9,999 streams: stored as it came, said to be unreadable or read within limits, and the worker lives."""

import hashlib
import time
from collections.abc import Iterator

import pytest

from liuhen.recordings import dock_names, sandbox
from liuhen.recordings.dock_files import see
from liuhen.recordings.docking import Bundle, Docking, Fate, Plan
from liuhen.recordings.models import RecordingRow
from liuhen.register import files
from liuhen.register.sniff import ENOUGH, sniff
from tests.recordings.test_jobs import work

CLAIMED = 9999
IN_WORDS = "声称的音视频流太多，或者要用的内存太大，解不开"
_EBML, _SEGMENT, _INFO, _TRACKS, _TRACK, _CLUSTER = "1A45DFA3", "18538067", "1549A966", "1654AE6B", "AE", "1F43B675"


def element(name: str, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return bytes.fromhex(name) + (len(body) | 1 << 56).to_bytes(8, "big") + body


def matroska(count: int) -> bytes:
    """A whole film of so many tracks, each as a muxer would write it."""
    head = element(_EBML, element("4287", b"\x04"), element("4285", b"\x02"), element("4282", b"matroska"))
    info = element(_INFO, element("2AD7B1", (1_000_000).to_bytes(4, "big")), element("4D80", b"x"), element("5741", b"x"))
    size = element("E0", element("B0", b"\x40"), element("BA", b"\x40"))
    tracks = (
        element(
            _TRACK,
            element("D7", number.to_bytes(2, "big")),
            element("73C5", number.to_bytes(2, "big")),
            element("83", b"\x01"),
            element("86", b"V_MPEG4/ISO/AVC"),
            size,
        )
        for number in range(1, count + 1)
    )
    cluster = element(_CLUSTER, element("E7", b"\x00"), element("A3", b"\x81\x00\x00\x80" + bytes(50)))
    return head + element(_SEGMENT, info, element(_TRACKS, *tracks), cluster)


def box(name: bytes, body: bytes) -> bytes:
    return (8 + len(body)).to_bytes(4, "big") + name + body


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        yield data[at + 4 : at + 8], data[at + 8 : at + size]
        at += size


def mp4(film: bytes, count: int) -> bytes:
    """A film whose first track stands in its index so many times."""
    whole = b""
    for name, body in boxes(film):
        if name == b"moov":
            inside = list(boxes(body))
            track = next(content for kind, content in inside if kind == b"trak")
            rest = b"".join(box(kind, content) for kind, content in inside if kind != b"trak")
            whole += box(name, rest + box(b"trak", track) * count)
        else:
            whole += box(name, body)
    return whole


def avi(film: bytes, count: int) -> bytes:
    """A good film whose main header claims so many streams and has two."""
    at = film.index(b"avih") + 8 + 24
    return film[:at] + count.to_bytes(4, "little") + film[at + 4 :]


@pytest.fixture
def made(clips):
    film = clips["mp4"].read_bytes()
    return {
        "mkv": matroska(CLAIMED),
        "mp4": mp4(film, CLAIMED),
        "mp4 990": mp4(film, 990),
        "avi": avi(clips["avi"].read_bytes(), CLAIMED),
    }


@pytest.mark.ledger
@pytest.mark.parametrize(
    ("name", "fate"),
    [("mkv", Fate.UNREADABLE), ("mp4", Fate.UNREADABLE), ("mp4 990", Fate.UNREADABLE), ("avi", Fate.STORED)],
)
def test_it_is_stored_as_it_came_and_the_worker_lives(cast, made, tmp_path, name, fate):
    path = tmp_path / f"DSJ-07_20261113203412_0001.{name[:3]}"
    path.write_bytes(made[name])
    began = time.monotonic()
    [found] = Docking(Plan(actor=cast["马骏"], patterns=dock_names.shipped())).take(
        Bundle(film=see(str(path)), beside=(), root=str(tmp_path))
    )
    assert time.monotonic() - began < 15
    assert found.fate is fate
    row = RecordingRow.objects.get(pk=found.recording)
    assert row.sha256 == hashlib.sha256(made[name]).hexdigest()
    with files.open_blob(row.sha256) as stored:
        assert stored.read() == made[name] == path.read_bytes()
    if fate is Fate.UNREADABLE:
        assert row.unreadable
        assert found.reason
        assert not any("a" <= letter <= "z" for letter in found.reason), "no English in the reason"
    work()  # posters, shapes of sound, second digests: none of it brings the worker down
    row.refresh_from_db()
    assert row.sm3_state == "ready"
    assert (row.poster_state == "ready") == (fate is Fate.STORED)


@pytest.mark.parametrize("name", ["mkv", "mp4", "mp4 990"])
def test_looking_at_it_takes_little_time_and_memory(made, tmp_path, name):
    path = tmp_path / "film"
    path.write_bytes(made[name])
    type_ = sniff(made[name][:ENOUGH])
    began = time.monotonic()
    told = sandbox.run("probe", sandbox.Limits(seconds=10, cpu=5, memory=1024**3), path=str(path), type=type_)
    assert time.monotonic() - began < 10
    assert told["unreadable"] in {IN_WORDS, "内容不符合它的格式，解不开"}
