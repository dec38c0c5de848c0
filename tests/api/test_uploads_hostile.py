"""What a station's program may get wrong, at random and by hand: never an error of ours, nothing lost, nothing twice."""

import base64
import hashlib
import os
import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from liuhen.recordings.models import RecordingRow, Upload
from liuhen.register import files

BODY = "application/offset+octet-stream"
MANY = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FEW = settings(MANY, max_examples=25)


@pytest.fixture
def station(box):
    return box()


# -- words that a header may hold

junk = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=60).map(
    lambda text: text.encode("latin-1")
)
figures = st.sampled_from(
    [b"", b"0", b"-1", b"+5", b"1e3", b"0x10", b" 7", b"7,7", b"9" * 19, b"9" * 400, "٣".encode(), b"1.0", b"NaN", b"10"]
)
KEYS = (
    *("filename", "what", "place", "path", "device", "device_id", "sequence", "officer", "taken_by", "holder", "source"),
    *("begin", "end", "device_begin", "device_end", "drift", "times_from", "station", "sha256", "case", "record", "x"),
)
said = st.sampled_from(
    [
        *(
            "",
            "0",
            "-0",
            "nan",
            "inf",
            "1e400",
            "1e300",
            "-1e15",
            "9" * 300,
            "\0",
            "\ud7ff",
            "😀" * 90,
            "a\nb",
            "<script>",
            "%s%n",
        ),
        *(
            "0001-01-01T00:00:00",
            "9999-12-31T23:59:59",
            "1970-01-01T00:00:00",
            "2026-13-45T99:99:99",
            "2026-11-13T20:34:00+99:99",
        ),
        *(
            "2026-11-13",
            "昨天",
            "20261113203412",
            "2026-11-13T20:34:00Z",
            "0001-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59-23:59",
        ),
        *(
            "00000000-0000-0000-0000-000000000000",
            "../../etc/passwd",
            "周启明",
            "DSJ-07",
            "device",
            "camera",
            "messenger",
            "name",
        ),
    ]
)


def pairs(words):
    return ",".join(f"{key} {base64.b64encode(text.encode('utf-8', 'replace')).decode()}" for key, text in words.items()).encode()


metadata = st.one_of(
    junk,
    st.dictionaries(st.sampled_from(KEYS), said, max_size=5).map(pairs),
    st.binary(max_size=40).map(lambda raw: b"filename " + base64.b64encode(raw)),
)
headers = st.fixed_dictionaries(
    {"Tus-Resumable": st.one_of(st.just(b"1.0.0"), junk), "Upload-Length": st.one_of(figures, junk, st.just(b"20"))},
    optional={
        "Upload-Metadata": metadata,
        "Upload-Checksum": st.one_of(
            junk, junk.map(lambda raw: b"sha256 " + raw), junk.map(base64.b64encode).map(lambda raw: b"sha1 " + raw)
        ),
        "Upload-Offset": figures,
        "Content-Type": st.one_of(st.just(BODY.encode()), junk),
        "X-HTTP-Method-Override": st.one_of(st.sampled_from([b"PATCH", b"HEAD", b"DELETE", b"OPTIONS", b"TRACE"]), junk),
        "Upload-Concat": junk,
        "Upload-Defer-Length": figures,
    },
)


def wire(station, method, path, words, body=b"", *, length=None, cut=None):
    """A request byte for byte, cut off after so many bytes of its body; the status, or None where no answer came."""
    where = urlsplit(station.root)
    lines = [
        f"{method} {path} HTTP/1.1".encode(),
        f"Host: {where.netloc}".encode(),
        f"Authorization: Bearer {station.token}".encode(),
    ]
    lines += [name.encode() + b": " + value for name, value in words.items()]
    if length != "":
        lines.append(b"Content-Length: " + (str(len(body)) if length is None else length).encode())
    lines.append(b"Connection: close")
    with socket.create_connection((where.hostname, where.port), timeout=20) as line:
        with suppress(ConnectionError):  # it may have been answered, and closed, before all of it was sent
            line.sendall(b"\r\n".join(lines) + b"\r\n\r\n" + (body if cut is None else body[:cut]))
            if cut is not None or length is not None:
                line.shutdown(socket.SHUT_WR)
        answer = b""
        with suppress(ConnectionError, TimeoutError):
            while part := line.recv(65536):
                answer += part
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else None


def uploads(station):
    return f"{urlsplit(station.root).path}/uploads/"


@MANY
@given(words=headers, body=st.binary(max_size=30))
def test_no_head_of_a_request_brings_an_error_of_ours(station, words, body):
    status = wire(station, "POST", uploads(station), words, body)
    assert status in {201, 200, 204, 400, 404, 405, 409, 410, 411, 412, 413, 415, 422, 423, 460}


def test_a_time_of_a_devices_clock_that_no_calendar_has_turns_no_film_away(station, clips):
    station.bring(clips["wav"], device_begin="0001-01-01T00:00:00", device_end="昨天", what="大厅")
    row = RecordingRow.objects.get()
    assert (row.device_begin, row.what) == (None, "大厅；采集站所报设备时间读不懂：0001-01-01T00:00:00、昨天")


@example(words={"begin": "9999-12-31T23:59:59"}, noise=b"1")
@example(words={"end": "0001-01-01T00:00:00"}, noise=b"2")
@example(words={"device_begin": "2026-11-13T20:34:00", "drift": "1e300"}, noise=b"3")
@example(words={"device_begin": "2026-11-13T20:34:00", "drift": "-1e12"}, noise=b"4")
@example(words={"device_end": "0001-01-01T00:00:00+23:59", "device": "DSJ-07"}, noise=b"5")
@example(words={"device_begin": "9999-12-31T23:59:59", "drift": "-1"}, noise=b"6")
@example(words={"begin": "9999-12-31T23:59:59-23:59", "end": "9999-12-31T23:59:59-23:59"}, noise=b"7")
@example(words={"taken_by": "\0", "device_id": "x", "sequence": "9" * 300, "filename": "\ud7ff" * 200}, noise=b"8")
@FEW
@given(words=st.dictionaries(st.sampled_from(KEYS[:-3]), said, min_size=1, max_size=4), noise=st.binary(min_size=8, max_size=8))
def test_whatever_a_station_says_of_a_film_it_is_stored_or_refused_at_once(station, clips, words, noise):
    content = clips["wav"].read_bytes() + noise
    before = RecordingRow.objects.count()
    answer = station.post(
        f"{station.root}/uploads/",
        data=content,
        headers={
            "Tus-Resumable": "1.0.0",
            "Upload-Length": str(len(content)),
            "Content-Type": BODY,
            "Upload-Metadata": pairs(words),
        },
    )
    assert answer.status_code in {201, 422}, (words, answer.text)
    if answer.status_code == 201:
        told = station.get(answer.headers["Location"]).json()
        assert (told["state"], told["sha256"]) == ("stored", hashlib.sha256(content).hexdigest())
        assert files.verify(told["sha256"])
        assert RecordingRow.objects.count() <= before + 1


# -- one upload, gone on with in every wrong way

ways = st.lists(
    st.sampled_from(
        ["right", "behind", "ahead", "too long", "short of it", "cut", "spoilt", "summed", "chunked", "junk", "empty", "twice"]
    ),
    min_size=3,
    max_size=9,
)


@settings(FEW, max_examples=12)
@given(ways=ways)
def test_an_upload_gone_on_with_in_every_wrong_way_comes_out_whole_and_once(station, ways):
    content = b"\xff\xd8\xff" + os.urandom(6000)
    place = begun(station, len(content))
    path, version = urlsplit(place).path, {"Tus-Resumable": "1.0.0"}
    reached = 0
    for way in ways:
        at = int(station.head(place, headers=version).headers["Upload-Offset"])
        assert at >= reached, "what was taken is not lost"
        reached, part = at, content[at : at + 700]
        for status in go_on(station, path, way, at, part, content):
            assert status is None or status < 500, way
    at = int(station.head(place, headers=version).headers["Upload-Offset"])
    if at < len(content):
        assert wire(station, "PATCH", path, head(at), content[at:]) == 204
    told = station.get(place).json()
    assert (told["state"], told["sha256"]) == ("stored", hashlib.sha256(content).hexdigest())
    assert RecordingRow.objects.filter(sha256=told["sha256"]).count() == 1
    assert files.verify(told["sha256"])
    assert list(files.incoming().iterdir()) == []


def begun(station, length):
    answer = station.post(f"{station.root}/uploads/", headers={"Tus-Resumable": "1.0.0", "Upload-Length": str(length)})
    assert answer.status_code == 201
    return answer.headers["Location"]


def head(at, **more):
    return {"Tus-Resumable": b"1.0.0", "Content-Type": BODY.encode(), "Upload-Offset": str(at).encode(), **more}


def summed(data):
    return {"Upload-Checksum": b"sha256 " + base64.b64encode(hashlib.sha256(data).digest())}


def go_on(station, path, way, at, part, content):
    """The statuses of what one way sends."""
    left = len(content) - at
    sent = {
        "right": lambda: (head(at), part, {}),
        "behind": lambda: (head(max(0, at - 1)), part, {}),
        "ahead": lambda: (head(at + 1), part, {}),
        "too long": lambda: (head(at), content[at:] + b"more", {}),
        "short of it": lambda: (head(at), part, {"length": str(len(part) + 5)}),
        "cut": lambda: (head(at), part, {"length": str(left), "cut": len(part) // 2}),
        "spoilt": lambda: (head(at, **summed(b"other")), part, {}),
        "summed": lambda: (head(at, **summed(part)), part, {}),
        "chunked": lambda: (
            head(at, **{"Transfer-Encoding": b"chunked"}),
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(part), part),
            {"length": ""},
        ),
        "junk": lambda: (head(at, **{"Upload-Checksum": "sha256 ÿþ".encode("latin-1")}), part, {}),
        "empty": lambda: (head(at), b"", {}),
    }
    if way != "twice":
        words, body, more = sent[way]()
        return [wire(station, "PATCH", path, words, body, **more)]
    statuses = []
    both = [threading.Thread(target=lambda: statuses.append(wire(station, "PATCH", path, head(at), part))) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(statuses) == 2
    assert len(part) == 0 or at + len(part) == len(content) or 204 in statuses
    return statuses


@pytest.mark.parametrize(
    "line", [b"PATCH", b"\x00\x01\x02", b"POST /api/v1/uploads/ HTTP/9.9", b"GET " + b"/" * 9000 + b" HTTP/1.1"]
)
def test_a_line_that_is_no_request_leaves_the_interface_standing(station, line):
    where = urlsplit(station.root)
    with socket.create_connection((where.hostname, where.port), timeout=10) as wire_, suppress(ConnectionError, TimeoutError):
        wire_.sendall(line + b"\r\n\r\n")
        wire_.shutdown(socket.SHUT_WR)
        assert not wire_.recv(200).startswith(b"HTTP/1.1 5")
    assert station.ask("/uploads/") == {"uploads": []}
    assert not Upload.objects.exists()
