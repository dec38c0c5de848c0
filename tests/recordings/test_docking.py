"""What a docking station drops: taken once, put down to device and officer, refused with a reason, never lost."""

import fcntl
import hashlib
import json
import os
import shutil
import socket
import subprocess
import time
from datetime import timedelta

import pytest
from django.db import OperationalError

from liuhen.recordings import devices, dock_files, dock_names, docking, keeping, names, queries, sidecars
from liuhen.recordings.dock_files import Seen, see
from liuhen.recordings.docking import Bundle, Docking, Fate, Plan, Wait
from liuhen.recordings.models import RecordingRow
from liuhen.register import files, register, stores
from liuhen.register.types import SubjectRef
from tests.cast import at, moment
from tests.recordings.media import BEGIN
from tests.recordings.test_device_clock import ARRIVED
from tests.recordings.test_devices import put

pytestmark = pytest.mark.ledger


@pytest.fixture
def drop(tmp_path):
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


@pytest.fixture
def dock(cast):
    """``dock(path, beside...)``: the outcome of the film, then of what lies beside it."""

    def run(path, *beside, **plan):
        with at("11-14 08:40"):
            made = Docking(Plan(actor=cast["马骏"], patterns=dock_names.shipped(), **plan))
            found = made.take(Bundle(film=see(str(path)), beside=tuple(see(str(one)) for one in beside), root=str(path.parent)))
        return found if beside else found[0]

    return run


def row(outcome) -> RecordingRow:
    return RecordingRow.objects.get(pk=outcome.recording)


def named(clips, drop, name, clip="mp4"):
    return shutil.copy(clips[clip], drop / name) and drop / name


def test_a_film_from_the_station_is_put_down_to_its_device_and_officer_at_the_real_time(cast, clips, drop, dock):
    device = put(cast)
    path = named(clips, drop, "DSJ-07_周启明_20261113203412_0007.mp4")
    found = dock(path, device=device, drift=120.0, station="一楼采集站")
    assert (found.fate, found.sha256) == (Fate.STORED, hashlib.sha256(path.read_bytes()).hexdigest())
    one = row(found)
    assert (one.device_id, one.device, one.sequence, one.station, one.source) == (
        device.pk,
        "DSJ-07",
        "0007",
        "一楼采集站",
        "device",
    )
    assert (one.device_begin, one.begin, one.drift) == (BEGIN, BEGIN - timedelta(minutes=2), 120.0)
    assert (one.taken_by, one.stored_by, one.times_from) == (cast.people["周启明"], cast.people["马骏"], "name")
    assert path.exists()


def test_until_it_is_linked_it_belongs_to_who_took_it_and_who_brought_it(cast, clips, drop, dock):
    found = dock(named(clips, drop, "a.mp4"), officer=cast.people["沈静文"])
    for name in ("沈静文", "马骏"):
        assert [one.pk for one in queries.unlinked(cast[name])] == [found.recording]
    assert queries.unlinked(cast["周启明"]) == []
    assert not row(found).linked


@pytest.mark.parametrize("who", ["周启明", "zhouqiming", "certificate"])
def test_an_officer_is_known_by_certificate_sign_in_name_or_name(cast, clips, drop, dock, who):
    if who == "certificate":
        who = cast.officers("周启明")[0]["certificate"]
    name = f"DSJ-07_{who}_20261113203412.mp4" if who != "zhouqiming" else "DSJ-07_ZHOUQIMING_20261113203412.mp4"
    assert row(dock(named(clips, drop, name))).taken_by == cast.people["周启明"]


def test_a_camera_whose_clock_begins_again_in_1970_still_says_its_number_and_its_officer(cast, clips, drop, dock):
    device = put(cast)
    said = row(dock(named(clips, drop, "DSJ-07_周启明_19700101080300_0007.mp4")))
    assert (said.device_id, said.sequence, said.taken_by) == (device.pk, "0007", cast.people["周启明"])
    assert (said.begin, said.device_begin) == (None, moment("1970-01-01 08:03"))
    assert {"clock_wrong", "no_time"} <= set(said.notes)


def test_what_a_clock_of_1970_says_is_put_right_by_the_drift_measured_at_the_station(cast, clips, drop, dock):
    device = put(cast)
    drift = (moment("1970-01-01 08:03") - BEGIN).total_seconds()
    found = row(dock(named(clips, drop, "DSJ-07_19700101080300_0007.mp4"), device=device, drift=drift))
    assert (found.begin, found.device_begin, found.drift) == (BEGIN, moment("1970-01-01 08:03"), drift)


def test_who_and_what_nobody_registered_is_taken_and_noted(cast, clips, drop, dock):
    one = row(dock(named(clips, drop, "DSJ-99_999999_20261113203412.mp4")))
    assert (one.device_id, one.device, one.taken_by) == (None, "DSJ-99", None)
    assert {"device_unknown", "officer_unknown"} <= set(one.notes)


def test_a_film_of_a_device_in_hand_is_put_down_to_who_carried_it_then(cast, clips, drop, dock):
    device = put(cast)
    for who, when in (("周启明", "11-13 20:00"), ("沈静文", "11-14 08:00")):
        with at(when):
            content = {"person": {"id": str(cast.people[who]), "name": who}}
            register.record(cast["马骏"], SubjectRef("device", device.pk), "device_taken", content, origin="system")
    one = row(dock(named(clips, drop, "DSJ-07_20261113203412_0001.mp4")))
    assert (one.taken_by, one.device_id) == (cast.people["周启明"], device.pk)
    assert "taker_by_device" in one.notes


def test_the_drift_last_measured_is_taken_where_none_is_said(cast, clips, drop, dock):
    device = put(cast)
    with at("11-14 08:00") as now:
        devices.docked(cast["马骏"], device.pk, station="", at=now, device_time=now + timedelta(seconds=95))
    one = row(dock(named(clips, drop, "DSJ-07_20261113203412_0001.mp4")))
    assert (one.drift, one.begin) == (95.0, BEGIN - timedelta(seconds=95))


def test_a_clock_that_was_set_right_since_is_not_put_fifty_years_ahead(cast, clips, drop, dock):
    device = put(cast)
    with at("11-12 08:00") as now:
        devices.docked(cast["马骏"], device.pk, station="", at=now, device_time=moment("1970-01-01 00:30"))
    one = row(dock(named(clips, drop, "DSJ-07_20261113203412_0001.mp4")))
    assert (one.begin, one.drift) == (BEGIN, None)
    assert "clock_wrong" not in one.notes


def test_what_came_through_a_messenger_is_no_original(clips, drop, dock):
    one = row(dock(named(clips, drop, "mmexport1731501252000.mp4")))
    assert one.source == "messenger"
    assert one.times_from == "container"


def test_a_second_time_and_under_another_name_it_is_there_already_and_nothing_is_copied(clips, drop, dock, monkeypatch):
    first = dock(named(clips, drop, "a.mp4"))
    monkeypatch.setattr(dock_files.Source, "copy", lambda *_: pytest.fail("copied again"))
    for name in ("a.mp4", "b.mp4"):
        again = dock(named(clips, drop, name))
        assert (again.fate, again.recording) == (Fate.ALREADY, first.recording)
    assert RecordingRow.objects.count() == 1


def test_two_different_films_of_one_name_are_two_recordings(clips, drop, dock):
    (drop / "b").mkdir()
    assert dock(named(clips, drop, "a.mp4")).recording != dock(named(clips, drop / "b", "a.mp4", "mp4_late_moov")).recording


def test_one_whose_stored_file_was_lost_is_taken_again_and_puts_it_right(clips, drop, dock):
    path = named(clips, drop, "a.mp4")
    first = dock(path)
    files.path_of(first.sha256).unlink()
    again = dock(path)
    assert (again.fate, again.recording) == (Fate.ALREADY, first.recording)
    assert files.verify(first.sha256)


# -- sidecars


def test_what_goes_with_a_film_is_kept_with_it_byte_for_byte(cast, clips, drop, dock):
    path = named(clips, drop, "a.mp4")
    (drop / "a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n出示证件\n", "utf-8")
    (drop / "a.mp4.json").write_text(
        json.dumps({"device": "DSJ-07", "officer": "沈静文", "begin": "2026-11-13T20:00:00", "place": "学府路18号"}), "utf-8"
    )
    (drop / "a.gpx").write_text('<gpx><trk><trkseg><trkpt lat="30.5678" lon="114.1234"/></trkseg></trk></gpx>', "utf-8")
    device = put(cast)
    beside = (drop / "a.srt", drop / "a.mp4.json", drop / "a.gpx")
    found = dock(path, *beside)
    assert [one.fate for one in found] == [Fate.STORED] * 4
    assert {one.recording for one in found} == {found[0].recording}
    one = row(found[0])
    assert {file["name"]: file["sha256"] for file in one.sidecars} == {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in beside
    }
    assert files.open_blob(found[1].sha256).read() == (drop / "a.srt").read_bytes()
    assert (one.device_id, one.taken_by, one.place, one.point) == (
        device.pk,
        cast.people["沈静文"],
        "学府路18号",
        [114.1234, 30.5678],
    )
    assert (one.device_begin, one.times_from) == (moment("11-13 20:00"), "sidecar")


def test_who_may_have_the_film_may_have_what_goes_with_it(cast, clips, drop, dock, person):
    path = named(clips, drop, "a.mp4")
    (drop / "a.srt").write_text("出示证件", "utf-8")
    found = dock(path, drop / "a.srt", officer=cast.people["周启明"])
    desk, other = person("周启明"), person("吴彦")
    address = f"/recordings/{found[0].recording}/sidecar?sha256="
    answer = desk.get(f"{desk.url}{address}{found[1].sha256}")
    assert (answer.status_code, answer.content) == (200, "出示证件".encode())
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert desk.get(f"{desk.url}{address}{found[0].sha256}").status_code == 404
    assert other.get(f"{other.url}{address}{found[1].sha256}").status_code == 404
    assert other.get(f"{other.url}/recordings/{found[0].recording}/").status_code == 404
    assert "a.srt" in desk.get(f"{desk.url}/recordings/{found[0].recording}/").text


def test_a_sidecar_that_is_damaged_is_told_in_its_films_history(cast, clips, drop, dock):
    path = named(clips, drop, "a.mp4")
    (drop / "a.srt").write_text("出示证件", "utf-8")
    found = dock(path, drop / "a.srt")
    files.path_of(found[1].sha256).unlink()
    keeping.share(60, everything=True)
    told = register.history(cast.agency, SubjectRef("recording", found[0].recording)).entries[-1]
    assert (told.kind, told["sort"], told["wrong"]) == ("file_damaged", "sidecar", "missing")


def test_segments_that_overlap_are_each_a_recording(clips, drop, dock):
    names = ("DSJ-07_20261113203412_0001.mp4", "DSJ-07_20261113203413_0002.mp4")
    first, second = (
        row(dock(named(clips, drop, name, clip))) for name, clip in zip(names, ("mp4", "mp4_late_moov"), strict=True)
    )
    assert first.pk != second.pk
    assert first.end > second.begin


@pytest.mark.slow
def test_a_file_of_more_than_four_gibibytes_is_taken_whole(clips, drop, dock):
    path = named(clips, drop, "长.mp4")
    size = 4 * 1024**3 + 4096
    with path.open("ab") as file:  # a box of the film that players pass over, its length in 64 bits; a hole in the file
        file.write((1).to_bytes(4, "big") + b"free" + (size - path.stat().st_size).to_bytes(8, "big"))
        file.truncate(size)
    found = dock(path)
    assert (found.fate, row(found).size) == (Fate.STORED, size)
    assert "truncated" not in row(found).notes
    files.path_of(found.sha256).unlink()


def test_a_sidecar_that_is_brought_again_is_there_already(clips, drop, dock):
    path = named(clips, drop, "a.mp4")
    (drop / "a.txt").write_text("第一段", "utf-8")
    dock(path, drop / "a.txt")
    assert [one.fate for one in dock(path, drop / "a.txt")] == [Fate.ALREADY, Fate.ALREADY]
    assert len(RecordingRow.objects.get().sidecars) == 1


def test_a_sidecar_of_nonsense_is_kept_and_says_nothing(clips, drop, dock):
    path = named(clips, drop, "a.mp4")
    for name, text in (("a.json", "{" * 100_000), ("a.gpx", '<trkpt lat="300" lon="NaN">'), ("a.sha256", "x")):
        (drop / name).write_text(text, "utf-8")
    found = dock(path, drop / "a.json", drop / "a.gpx", drop / "a.sha256")
    assert [one.fate for one in found] == [Fate.STORED] * 4
    assert row(found[0]).point is None


def test_a_digest_that_was_sent_along_is_compared(clips, drop, dock):
    path = named(clips, drop, "a.mp4")
    right = hashlib.sha256(path.read_bytes()).hexdigest()
    (drop / "a.sha256").write_text(f"{right}  a.mp4\n", "utf-8")
    assert "digest_differs" not in row(dock(path, drop / "a.sha256")[0]).notes
    other = named(clips, drop, "b.mp4", "mp4_late_moov")
    (drop / "b.sha256").write_text(f"{right}  b.mp4\n", "utf-8")
    assert "digest_differs" in row(dock(other, drop / "b.sha256")[0]).notes


def test_a_sidecar_without_its_film_stays_where_it_is(drop, dock):
    (drop / "a.json").write_text("{}", "utf-8")
    found = dock(drop / "a.json")
    assert found.fate is Fate.REFUSED
    assert "没有找到同名的录音录像" in found.reason


# -- what is no recording, and what nobody can read


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("空.mp4", b"", "空的"),
        ("说明.pdf", b"%PDF-1.7\n", "PDF"),
        ("程序.mp4", b"MZ" + bytes(100), "程序"),
        ("说明.txt", "现场说明".encode(), "随附文件"),
        ("说明.md", "现场说明".encode(), "是文字"),
        ("包.rar", b"Rar!\x1a\x07\x01\x00", "压缩包"),
        ("index.dat", bytes(range(256)), "看不出"),
        ("._a.mp4", b"\x00\x05\x16\x07" + bytes(60), "系统"),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0", "系统"),
    ],
)
def test_what_is_no_recording_is_refused_with_its_reason_and_stays(drop, dock, name, content, says):
    (drop / name).write_bytes(content)
    seen = see(str(drop / name))
    if seen.why:
        assert says in seen.why
    else:
        found = dock(drop / name)
        assert (found.fate, found.wait) == (Fate.REFUSED, Wait.NOTHING)
        assert says in found.reason
    assert (drop / name).read_bytes() == content
    assert RecordingRow.objects.count() == 0
    assert list(stores.disk().listed()) == []


@pytest.mark.parametrize("name", ["坏.mp4", "坏.dav", "坏.H264", "坏.amr"])
def test_what_was_a_recording_to_whoever_named_it_is_stored_as_it_came(drop, dock, name):
    (drop / name).write_bytes(b"\x07" * 5000)
    found = dock(drop / name)
    assert found.fate is Fate.UNREADABLE
    assert found.reason
    assert files.open_blob(found.sha256).read() == b"\x07" * 5000


def test_a_film_cut_off_or_without_its_index_or_under_a_wrong_name_is_taken(clips, drop, dock):
    whole = clips["mp4_late_moov"].read_bytes()
    (drop / "没有索引.mp4").write_bytes(whole[: whole.rindex(b"moov") - 4])
    assert dock(drop / "没有索引.mp4").fate is Fate.UNREADABLE
    (drop / "断了.mp4").write_bytes(clips["mp4"].read_bytes()[:-2000])
    assert "truncated" in row(dock(drop / "断了.mp4")).notes
    found = row(dock(named(clips, drop, "录像.dat")))
    assert (found.media, found.notes) == ("video", ["name_lies"])


# -- names, links, pipes


def test_nothing_is_followed_out_of_the_folder_and_no_pipe_is_opened(clips, tmp_path, drop):
    shutil.copy(clips["mp4"], tmp_path / "outside.mp4")
    (drop / "link.mp4").symlink_to(tmp_path / "outside.mp4")
    (drop / "up").symlink_to(tmp_path)
    os.mkfifo(drop / "pipe.mp4")
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(drop / "door.mp4"))
        seen = {one.name: one.why for one in dock_files.walk(str(drop))}
    assert set(seen) == {"link.mp4", "up", "pipe.mp4", "door.mp4"}
    assert "链接" in seen["link.mp4"]
    assert "链接" in seen["up"]
    assert "不是文件" in seen["pipe.mp4"]
    assert "不是文件" in seen["door.mp4"]


def test_a_link_put_in_the_place_of_a_file_after_it_was_seen_is_not_followed(clips, tmp_path, drop, dock, monkeypatch):
    path = named(clips, drop, "a.mp4")
    seen = see(str(path))
    shutil.copy(clips["mp4_late_moov"], tmp_path / "secret.mp4")
    path.unlink()
    path.symlink_to(tmp_path / "secret.mp4")
    monkeypatch.setattr("tests.recordings.test_docking.see", lambda _path: seen)
    found = dock(path)
    assert found.fate is Fate.REFUSED
    assert RecordingRow.objects.count() == 0


@pytest.mark.parametrize(
    "name",
    [
        b"\xff\xfe\x80.mp4",
        "a\n\x1b[31mb\u202e4pm.mp4".encode(),
        b"..%2f..%2fetc%2fpasswd.mp4",
        b"-rf *.mp4",
        ("长" * 83).encode() + b".mp4",
    ],
)
def test_a_name_that_is_no_text_or_wants_something_is_a_name(clips, drop, dock, name):
    path = os.fsencode(drop) + b"/" + name
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(clips["mp4"].read_bytes())
    (seen,) = dock_files.walk(str(drop))
    json.loads(json.dumps(seen.shown()).encode("utf-8"))
    found = dock(drop / os.fsdecode(name))
    assert found.fate is Fate.STORED
    shown = row(found).name
    assert shown.endswith(".mp4")
    assert not any(ord(letter) < 32 or letter == "\u202e" for letter in shown)
    shown.encode("utf-8")
    assert given_names(found) == [names.written(name)]


def given_names(outcome):
    """Under which names a file came, to the letter, as the ledger tells them."""
    history = register.history(row(outcome).agency, SubjectRef("recording", outcome.recording))
    return [one["name_given"] or one["name"] for one in history.entries if one.kind in {"recording_stored", "recording_named"}]


def test_a_hidden_file_keeps_its_dot(clips, drop, dock):
    found = dock(named(clips, drop, ".hidden.mp4"))
    assert row(found).name == ".hidden.mp4"
    assert given_names(found) == [".hidden.mp4"]


def test_two_names_that_look_alike_are_two_names(clips, drop, dock):
    first = dock(named(clips, drop, "a\u202e.mp4"))
    dock(named(clips, drop, "a.mp4"))
    assert row(first).name == "a.mp4"
    assert given_names(first) == ["a\\u{202e}.mp4", "a.mp4"]


def test_a_second_name_of_a_film_is_entered_once_and_the_first_stays(clips, drop, dock):
    """The card is read twice, then the keeper copied the film under other names: each name is kept, each once, the film once."""
    first = dock(named(clips, drop, "a.mp4"))
    for name in ("a.mp4", "b.mp4", "b.mp4", "b\u202e.mp4", "b\u200b.mp4", "b\u202e.mp4", "a.mp4"):
        assert dock(named(clips, drop, name)).fate is Fate.ALREADY
    assert given_names(first) == ["a.mp4", "b.mp4", "b\\u{202e}.mp4", "b\\u{200b}.mp4"]
    assert row(first).name == "a.mp4"
    assert RecordingRow.objects.count() == 1


def test_folders_nested_deeper_than_functions_may_call_themselves_are_walked(drop):
    here = os.open(drop, os.O_DIRECTORY)
    for _ in range(2100):
        os.mkdir("d", dir_fd=here)
        below = os.open("d", os.O_DIRECTORY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    try:
        found = list(dock_files.walk(str(drop)))
    finally:  # neither the path nor Python's own remover goes so deep
        subprocess.run(["rm", "-rf", drop / "d"], check=True)
    assert len(found) == 1
    assert "文件夹打不开" in found[0].why  # at the end the path is too long for the system, and that is said


# -- what changes while it is read


def test_a_file_that_grows_shrinks_or_vanishes_while_it_is_read_leaves_nothing(clips, drop, dock, monkeypatch):
    real = os.read
    for spoil in (lambda path: path.open("ab").write(b"x"), lambda path: os.truncate(path, 100), lambda path: path.unlink()):
        path = named(clips, drop, "a.mp4")

        def read(handle, size, path=path, spoil=spoil):
            data = real(handle, size)
            if data and path.exists():
                spoil(path)
            return data

        monkeypatch.setattr(dock_files.os, "read", read)
        found = dock(path)
        monkeypatch.setattr(dock_files.os, "read", real)
        assert (found.fate, found.wait) == (Fate.REFUSED, Wait.FILE)
        assert RecordingRow.objects.count() == 0
        assert list(files.incoming().iterdir()) == []


def test_a_file_that_somebody_still_writes_to_is_left_alone(clips, drop, dock):
    path = named(clips, drop, "a.mp4")
    with path.open("ab"):
        assert dock(path).wait is Wait.FILE
    assert dock(path).fate is Fate.STORED


def test_a_file_one_may_not_read_or_that_is_gone_says_so(clips, drop, dock, monkeypatch):
    path = named(clips, drop, "a.mp4")
    real = os.open

    def closed(target, *rest, **more):
        if str(target) == str(path):
            raise PermissionError(13, "Permission denied")
        return real(target, *rest, **more)

    monkeypatch.setattr(dock_files.os, "open", closed)
    found = dock(path)
    assert (found.fate, found.wait) == (Fate.REFUSED, Wait.NOTHING)
    assert "权限" in found.reason
    monkeypatch.setattr(dock_files.os, "open", real)
    path.unlink()
    assert "不见了" in see(str(path)).why


@pytest.mark.parametrize(
    ("age", "again", "still"), [(10, False, True), (1, False, False), (1, True, True), (-3600, False, False)]
)
def test_a_file_is_settled_when_it_was_left_alone_or_looked_the_same_twice(drop, age, again, still):
    path = drop / "a.mp4"
    path.write_bytes(b"x")
    os.utime(path, (time.time() - age,) * 2)
    seen = see(str(path))
    assert dock_files.settled(seen, seen if again else None, quiet=3) is still


def test_what_is_not_finished_by_its_name_is_not_taken_for_a_film(clips, drop, dock):
    assert "没有写完" in dock(named(clips, drop, "a.mp4.part")).reason
    assert RecordingRow.objects.count() == 0


# -- giving up the source


def test_a_source_is_deleted_only_when_asked_and_the_copy_read_back_is_right(clips, drop, dock):
    path = named(clips, drop, "a.mp4")
    (drop / "a.txt").write_text("x", "utf-8")
    dock(path, drop / "a.txt", delete_source=True)
    assert list(drop.iterdir()) == []
    assert files.verify(RecordingRow.objects.get().sha256)


def test_a_copy_that_reads_back_otherwise_keeps_the_source(clips, drop, dock, monkeypatch):
    path = named(clips, drop, "a.mp4")
    monkeypatch.setattr(files, "verify", lambda _digest: False)
    found = dock(path, delete_source=True)
    assert (found.fate, found.kept) == (Fate.STORED, "入库的副本读回核对不一致，原处的文件没有删")
    assert path.exists()


def test_the_source_of_what_nobody_can_read_is_kept(drop, dock):
    (drop / "坏.mp4").write_bytes(b"\x07" * 5000)
    for fate in (Fate.UNREADABLE, Fate.ALREADY):
        found = dock(drop / "坏.mp4", delete_source=True)
        assert found.fate is fate
        assert "没有删" in found.kept
    assert (drop / "坏.mp4").exists()


def test_one_that_was_stored_before_a_kill_is_given_up_the_next_time(clips, drop, dock):
    path = named(clips, drop, "a.mp4")
    dock(path)
    assert dock(path, delete_source=True).fate is Fate.ALREADY
    assert not path.exists()


# -- trouble of the places


def test_a_full_disk_an_absent_store_and_a_dead_database_are_waited_for(clips, drop, dock, monkeypatch):
    path = named(clips, drop, "a.mp4")
    with monkeypatch.context() as patch:
        patch.setattr(files, "room_for", lambda *_args, **_more: False)
        assert dock(path).wait is Wait.PLACE
    with monkeypatch.context() as patch:
        patch.setattr(stores.Disk, "take", _away)
        assert dock(path).wait is Wait.PLACE
    with monkeypatch.context() as patch:
        patch.setattr(docking, "store_recording", _dead)
        assert dock(path).wait is Wait.PLACE
    assert [one.name for one in files.incoming().iterdir()] == []
    assert dock(path).fate is Fate.STORED


def _away(*_args):
    raise OSError(121, "Remote I/O error")


def _dead(*_args):
    raise OperationalError("the connection is closed")


def test_a_card_that_cannot_be_read_just_now_is_told_apart_from_one_that_is_not_ours_to_read(clips, drop, dock, monkeypatch):
    path = named(clips, drop, "a.mp4")

    def broken(*_args):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(dock_files.os, "read", broken)
    found = dock(path)
    assert (found.wait, found.fate) == (Wait.SOURCE, Fate.REFUSED)
    assert "介质读不出" in found.reason


def test_what_a_killed_docking_left_is_cleared_and_what_a_running_one_holds_stays(store, cast):
    left, held, young = (files.incoming() / name for name in ("dock-a", "dock-b", "dock-c"))
    for path in (left, held, young):
        path.write_bytes(b"x")
    for path in (left, held):
        os.utime(path, (time.time() - 3600,) * 2)
    with held.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert dock_files.clear() == 1
    assert sorted(path.name for path in files.incoming().iterdir()) == ["dock-b", "dock-c"]


def test_a_sidecar_is_looked_for_by_both_ways_of_naming_it_and_a_picture_gives_way_to_the_film():
    films = sidecars.by_names([Seen(path="/d/a.jpg"), Seen(path="/d/A.MP4"), Seen(path="/e/b.mp4")])
    for name, film in (("/d/a.json", "/d/A.MP4"), ("/d/a.jpg.json", "/d/a.jpg"), ("/d/b.json", None), ("/d/a.exe", None)):
        seen = Seen(path=name)
        found = sidecars.film_of(seen, films) if sidecars.may_be(seen) else None
        assert (found.path if found else None) == film


def test_arrival_is_when_it_was_safe(clips, drop, dock):
    assert row(dock(named(clips, drop, "a.mp4"))).arrived == ARRIVED
