"""Uploads over the protocol, against a live server: by tuspy, by hand, cut, wrong, hostile, at once."""

import base64
import hashlib
import io
import os
import socket
import threading
import time
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from liuhen.recordings import arrivals, jobs, receipt
from liuhen.recordings.models import RecordingLink, RecordingRow, Upload
from liuhen.register import clock, files, register
from liuhen.register.types import SubjectRef
from tests.cases.stories import open_case
from tests.recordings.people import TOKEN, Desk, checksum

pytestmark = pytest.mark.usefixtures("store")


def upload_of(place):
    return Upload.objects.get(pk=UUID(urlsplit(place).path.strip("/").split("/")[-1]))


def leftovers(store):
    return sorted(path.name for path in (store / "incoming").glob("*"))


# -- the whole way


def test_tuspy_uploads_a_film_and_it_is_a_recording(person, clips, store):
    uploader = person("周启明").tus().uploader(str(clips["mp4"]), metadata={"filename": "DSJ-07 第2段.mp4"}, chunk_size=10_000)
    uploader.upload()
    row = RecordingRow.objects.get()
    assert (row.name, row.media, row.size) == ("DSJ-07 第2段.mp4", "video", clips["mp4"].stat().st_size)
    assert files.verify(row.sha256)
    assert leftovers(store) == []


def test_cut_at_sixty_per_cent_it_goes_on_from_there(person, clips):
    content = clips["mp4"].read_bytes()
    client = person("周启明").tus()
    first = client.uploader(file_stream=io.BytesIO(content), chunk_size=len(content) * 6 // 10)
    first.upload_chunk()
    assert first.offset == len(content) * 6 // 10
    again = client.uploader(file_stream=io.BytesIO(content), url=first.url)
    assert again.offset == first.offset
    again.upload()
    assert RecordingRow.objects.get().sha256 == hashlib.sha256(content).hexdigest()


def test_a_connection_that_dies_in_the_middle_keeps_what_came(person, clips):
    """A real socket, cut while the body is on its way."""
    content = clips["mp4"].read_bytes()
    desk = person("周启明")
    place = desk.place(len(content), filename="a.mp4")
    cut = len(content) * 6 // 10
    where = urlsplit(place)
    cookies = "; ".join(f"{one.name}={one.value}" for one in desk.cookies)
    with socket.create_connection((where.hostname, where.port)) as line:
        head = (
            f"PATCH {where.path} HTTP/1.1\r\nHost: {where.netloc}\r\nCookie: {cookies}\r\nX-CSRFToken: {TOKEN}\r\n"
            "Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        line.sendall(head.encode() + content[:cut])
    until = time.monotonic() + 10
    while desk.how_far(place) < cut and time.monotonic() < until:
        time.sleep(0.05)
    assert desk.how_far(place) == cut
    done = desk.go_on(place, cut, content[cut:])
    assert done.status_code == 204
    assert RecordingRow.objects.get().sha256 == hashlib.sha256(content).hexdigest()


def test_created_and_brought_in_one_request(person, clips):
    content = clips["jpeg"].read_bytes()
    answer = person("周启明").create(len(content), body=content, filename="p.jpg")
    assert answer.status_code == 201
    assert answer.headers["Upload-Offset"] == str(len(content))
    assert "Liuhen-Duplicate" not in answer.headers
    assert str(RecordingRow.objects.get().pk) == answer.headers["Liuhen-Recording"]


def test_what_the_server_can_is_asked_by_options(person):
    answer = person("周启明").options(f"{person('周启明').url}/uploads/")
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == "creation,creation-with-upload,termination,checksum,expiration"
    assert answer.headers["Tus-Checksum-Algorithm"] == "sha1,sha256"


def test_what_is_said_with_the_upload_is_in_the_recording_and_links_it(person, cast, clips):
    case = open_case(cast)
    row = person("周启明").bring(
        clips["mp4"].read_bytes(), filename="a.mp4", what="大厅全景", device="DSJ-07", begin="2026-11-13T20:34:00", case=str(case)
    )
    assert (row.what, row.device, row.times_from) == ("大厅全景", "DSJ-07", "stated")
    assert RecordingLink.objects.get().case == case


def test_what_is_said_while_it_comes_in_counts_too(person, clips):
    desk, content = person("周启明"), clips["mp4"].read_bytes()
    place = desk.place(len(content), filename="a.mp4")
    desk.go_on(place, 0, content[:1000])
    assert desk.post(f"{place}facts", data={"what": "前台", "device": "DSJ-12"}).json()["metadata"]["what"] == "前台"
    desk.go_on(place, 1000, content[1000:])
    row = RecordingRow.objects.get()
    assert (row.what, row.device) == ("前台", "DSJ-12")


# -- the protocol's refusals


def test_a_wrong_offset_is_a_conflict_and_changes_nothing(person, clips):
    desk, content = person("周启明"), clips["mp4"].read_bytes()
    place = desk.place(len(content))
    desk.go_on(place, 0, content[:1000])
    for wrong in (0, 999, 1001, len(content)):
        assert desk.go_on(place, wrong, b"x" * 10).status_code == 409
    assert desk.how_far(place) == 1000


@pytest.mark.parametrize("name", ["sha1", "sha256"])
def test_bytes_that_were_spoilt_on_the_way_are_not_kept(person, clips, name):
    desk, content = person("周启明"), clips["mp4"].read_bytes()
    place = desk.place(len(content))
    good, rest = content[:5000], content[5000:]
    assert desk.go_on(place, 0, good, checksum(good, name)).status_code == 204
    assert desk.go_on(place, 5000, rest[:-1] + b"?", checksum(rest, name)).status_code == 460
    assert desk.how_far(place) == 5000
    assert desk.go_on(place, 5000, rest, checksum(rest, name)).status_code == 204
    assert RecordingRow.objects.get().sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("header", ["md5 xxxx", "sha1", "sha256 !!!", "", "crc32 AAAA"])
def test_a_sum_that_cannot_be_checked_is_a_bad_request(person, header):
    desk = person("周启明")
    place = desk.place(10)
    assert desk.go_on(place, 0, b"x" * 10, {"Upload-Checksum": header}).status_code in {400, 460}
    assert desk.how_far(place) == 0


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412),
        ({"Upload-Offset": "-1"}, 400),
        ({"Upload-Offset": "x"}, 400),
        ({"Upload-Offset": "１"}, 400),
        ({"Content-Type": "application/json"}, 415),
    ],
)
def test_requests_that_break_the_protocol_are_told_how(person, change, status):
    desk = person("周启明")
    place = desk.place(10)
    sent = {key: value.encode() for key, value in change.items()}
    answer = desk.go_on(place, 0, b"x" * 10, sent)
    assert answer.status_code == status
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    assert ("Tus-Version" in answer.headers) == (status == 412)
    assert desk.how_far(place) == 0


def test_more_bytes_than_announced_are_refused(person):
    desk = person("周启明")
    place = desk.place(10)
    assert desk.go_on(place, 0, b"x" * 11).status_code == 413
    assert desk.how_far(place) == 0


@pytest.mark.parametrize("length", ["", "-5", "ten", "1e3", "99999999999999999999999"])
def test_an_upload_needs_a_length(person, length):
    desk = person("周启明")
    answer = desk.create(1, headers={"Upload-Length": length})
    assert answer.status_code == 400
    assert not Upload.objects.exists()


@pytest.mark.parametrize("header", ["filename !!!", "filename YQ==,filename YQ==", "名 YQ==", "x " + "A" * 9000])
def test_metadata_that_cannot_be_read_is_a_bad_request(person, header):
    desk = person("周启明")
    assert desk.create(5, headers={"Upload-Metadata": header.encode()}).status_code == 400


def test_too_large_a_file_is_refused_before_it_is_sent(person, monkeypatch):
    monkeypatch.setenv("LIUHEN_UPLOAD_BYTES", str(1024**3))
    answer = person("周启明").create(1024**3 + 1, filename="long.mp4")
    assert (answer.status_code, "上限 1 GiB" in answer.text) == (413, True)


def test_a_file_for_which_there_is_no_room_is_refused_before_it_is_sent(person, monkeypatch):
    monkeypatch.setenv("LIUHEN_DISK_RESERVE", str(10**18))
    answer = person("周启明").create(1000, filename="a.mp4")
    assert (answer.status_code, answer.headers["Retry-After"]) == (507, "20")  # it lasts a while: who waits is not turned away
    assert "存储空间不够" in answer.text


def test_an_upload_given_up_is_gone(person, store):
    desk = person("周启明")
    place = desk.place(10)
    desk.go_on(place, 0, b"x" * 5)
    assert desk.delete(place, headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    assert desk.head(place, headers={"Tus-Resumable": "1.0.0"}).status_code == 410
    assert desk.go_on(place, 5, b"x" * 5).status_code == 410
    assert leftovers(store) == []


def test_an_upload_that_was_stored_cannot_be_given_up(person, clips):
    desk, content = person("周启明"), clips["jpeg"].read_bytes()
    place = desk.place(len(content))
    desk.go_on(place, 0, content)
    assert desk.delete(place, headers={"Tus-Resumable": "1.0.0"}).status_code == 422
    assert files.verify(RecordingRow.objects.get().sha256)


def test_an_upload_nobody_went_on_with_for_a_week_is_over(person, store):
    desk = person("周启明")
    place = desk.place(10)
    assert "GMT" in desk.go_on(place, 0, b"x" * 5).headers["Upload-Expires"]
    Upload.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert desk.go_on(place, 5, b"x" * 5).status_code == 410
    assert leftovers(store) == []


def test_the_sweep_clears_what_is_over(person, store):
    desk = person("周启明")
    desk.go_on(desk.place(10), 0, b"x" * 5)
    alive = desk.place(10)
    Upload.objects.exclude(pk=upload_of(alive).pk).update(expires_at=clock.now() - timedelta(seconds=1))
    jobs.sweep(timestamp=0)
    assert len(leftovers(store)) == 1
    assert desk.how_far(alive) == 0


# -- whose it is


def test_an_upload_does_not_exist_for_anybody_else(person, live_liuhen, clips):
    place = person("周启明").place(100, filename="a.mp4")
    colleague = person("沈静文")
    version = {"Tus-Resumable": "1.0.0"}
    assert colleague.head(place, headers=version).status_code == 404
    assert colleague.go_on(place, 0, b"x" * 100).status_code == 404
    assert colleague.delete(place, headers=version).status_code == 404
    assert colleague.get(place).status_code == 404
    assert colleague.post(f"{place}facts", data={"what": "x"}).status_code == 404
    assert colleague.get(f"{colleague.url}/uploads/").json() == {"uploads": []}
    with Desk(live_liuhen.url, None) as nobody:
        assert nobody.head(place, headers=version).status_code == 401
        assert nobody.create(10).status_code == 401


def test_without_the_token_of_the_page_nothing_is_taken(person, live_liuhen):
    desk = person("周启明")
    del desk.headers["X-CSRFToken"]
    assert desk.create(10).status_code == 403
    assert not Upload.objects.exists()


def test_one_sees_one_s_own_uploads_and_how_far_they_are(person):
    desk = person("周启明")
    place = desk.place(10, filename="a.mp4")
    desk.go_on(place, 0, b"x" * 4)
    (told,) = desk.get(f"{desk.url}/uploads/").json()["uploads"]
    assert (told["name"], told["offset"], told["length"], told["state"]) == ("a.mp4", 4, 10, "receiving")


def test_nobody_uploads_into_a_case_that_is_not_his(person, cast, clips):
    case = open_case(cast)
    assert person("吴彦").create(10, case=str(case)).status_code == 404
    assert person("吴彦").create(10, case="nonsense").status_code == 404
    assert not Upload.objects.exists()


# -- several at once


def test_several_files_at_once_each_become_a_recording(person, clips):
    names = ["mp4", "webm", "wav", "jpeg", "mkv", "m4a"]
    desks = [person("周启明") for _ in names]

    def work(desk, name):
        desk.tus().uploader(str(clips[name]), chunk_size=20_000, metadata={"filename": clips[name].name}).upload()

    threads = [threading.Thread(target=work, args=pair) for pair in zip(desks, names, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(RecordingRow.objects.values_list("sha256", flat=True)) == sorted(
        hashlib.sha256(clips[name].read_bytes()).hexdigest() for name in names
    )


def test_two_tabs_sending_the_same_part_never_mix_their_bytes(person):
    """One of them wins each part; the other is told so, asks how far it is, and the file comes out whole."""
    content = os.urandom(3_000_000)
    content = b"\xff\xd8\xff" + content
    place = person("周启明").place(len(content), filename="a.bin")
    statuses = []

    def tab():
        with Desk(person_url, account) as desk:
            for _ in range(60):
                at = desk.how_far(place)
                if at == len(content):
                    return
                answer = desk.go_on(place, at, content[at : at + 200_000])
                statuses.append(answer.status_code)

    owner = person("周启明")
    from liuhen.access.models import Account

    account, person_url = Account.objects.get(username="zhouqiming"), owner.url
    threads = [threading.Thread(target=tab) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(statuses) <= {204, 409, 423}
    assert upload_of(place).sha256 == hashlib.sha256(content).hexdigest()


def test_a_connection_that_hangs_does_not_hold_up_the_next_one(person, store):
    """Half-open after a dead radio link: the one who comes back goes on, the late bytes of the old one are refused."""
    content = b"\xff\xd8\xff" + os.urandom(50_000)
    place = person("周启明").place(len(content))
    upload = upload_of(place)
    stale = arrivals.Turn(upload.pk, 0)
    stale.write(content[:1000])
    assert person("周启明").go_on(place, 1000, content[1000:30_000]).status_code == 204
    with pytest.raises(arrivals.Overtaken):
        stale.write(content[1000:2000])
    assert person("周启明").go_on(place, 30_000, content[30_000:]).status_code == 204
    with pytest.raises(arrivals.Overtaken):
        stale.write(content[1000:2000])
    stale.close()
    assert leftovers(store) == []
    assert upload_of(place).sha256 == hashlib.sha256(content).hexdigest()


# -- bad input


def test_an_empty_file_is_refused_in_words(person):
    answer = person("周启明").create(0, filename="空.mp4")
    assert (answer.status_code, answer.headers["Liuhen-Refusal"]) == (422, "empty")
    assert "0 字节" in answer.text


def test_a_paper_called_mp4_is_refused_when_it_is_all_there(person, store):
    desk = person("周启明")
    answer = desk.create(9, body=b"%PDF-1.7\n", filename="现场.mp4")
    assert answer.status_code == 422
    assert "附在对应的文书里" in answer.text
    assert leftovers(store) == []
    assert not RecordingRow.objects.exists()
    told = desk.get(answer.url + str(Upload.objects.get().pk) + "/").json()
    assert (told["state"], "文书" in told["why"]) == ("refused", True)


def test_a_lying_name_is_taken_by_its_content(person, clips):
    row = person("周启明").bring(clips["jpeg"].read_bytes(), filename="录像.mp4", filetype="video/mp4")
    assert (row.media, row.type, "name_lies" in row.notes) == ("photo", "image/jpeg", True)


def test_a_film_that_was_cut_on_the_camera_is_kept_and_known_to_be_cut(person, clips):
    whole = clips["mp4_late_moov"].read_bytes()
    row = person("周启明").bring(whole[: len(whole) // 2], filename="a.mp4")
    assert row.unreadable
    assert "truncated" in row.notes


@pytest.mark.parametrize(
    "name", ["长" * 296 + ".mp4", "../../../etc/passwd", "a\x00b.mp4", "\u202e4pm.exe", "'; DROP TABLE x;--.mp4"]
)
def test_hostile_names_are_only_names(person, clips, store, name):
    row = person("周启明").bring(clips["wav"].read_bytes(), filename=name)
    assert "\x00" not in row.name
    assert "/" not in row.name
    assert len(row.name) <= 300
    stored = [path.relative_to(store).as_posix() for path in store.rglob("*") if path.is_file()]
    assert stored == [f"{row.sha256[:2]}/{row.sha256}"]


def test_the_same_file_again_is_told_and_is_the_one_that_exists(person, clips):
    content = clips["mp4"].read_bytes()
    first = person("周启明").bring(content, filename="a.mp4")
    answer = person("周启明").create(len(content), body=content, filename="b.mp4")
    assert (answer.headers["Liuhen-Duplicate"], answer.headers["Liuhen-Recording"]) == ("yes", str(first.pk))
    assert RecordingRow.objects.count() == 1


def test_a_digest_said_beforehand_is_held_against_what_came(person, clips, store):
    content = clips["wav"].read_bytes()
    wrong = person("周启明").create(len(content), body=content, filename="a.wav", sha256="0" * 64)
    assert wrong.status_code == 422
    assert "校验值不一致" in wrong.text
    assert leftovers(store) == []
    right = person("周启明").create(len(content), body=content, sha256=hashlib.sha256(content).hexdigest().upper())
    assert right.status_code == 201


# -- bad luck


def test_where_an_upload_stands_survives_a_restart(person, clips):
    content = clips["mp4"].read_bytes()
    desk = person("周启明")
    place = desk.place(len(content))
    desk.go_on(place, 0, content[:7000])
    arrivals._hashers.clear()  # nothing of a process's memory is left
    assert desk.how_far(place) == 7000
    desk.go_on(place, 7000, content[7000:])
    assert RecordingRow.objects.get().sha256 == hashlib.sha256(content).hexdigest()


def test_after_a_power_cut_only_what_was_made_durable_is_believed(person, clips):
    content = clips["mp4"].read_bytes()
    desk = person("周启明")
    place = desk.place(len(content))
    desk.go_on(place, 0, content[:7000])
    with arrivals.path_of(upload_of(place).pk).open("ab") as tail:
        tail.write(b"\0" * 500)  # the file system had made it longer and never wrote the bytes
    Upload.objects.update(boot="another run of the machine")
    assert desk.how_far(place) == 7000
    desk.go_on(place, 7000, content[7000:])
    assert RecordingRow.objects.get().sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("stage", ["adopt", "store_recording", "link"])
def test_killed_between_receipt_and_entry_whoever_asks_next_finishes_it(person, cast, clips, monkeypatch, stage):
    """The process dies right before each step in turn; a later HEAD of the client brings it to the same end."""
    case = open_case(cast)
    desk, content = person("周启明"), clips["wav"].read_bytes()
    place = desk.place(len(content), filename="a.wav", case=str(case))

    def dies(*_args, **_more):
        raise ConnectionError("killed here")

    with monkeypatch.context() as patched:
        patched.setattr(receipt.files if stage == "adopt" else receipt.commands, stage, dies)
        assert desk.go_on(place, 0, content).status_code == 500
    assert desk.how_far(place) == len(content)
    told = desk.get(place).json()
    assert (told["state"], told["duplicate"], told["why"]) == ("stored", False, "")
    assert RecordingLink.objects.get().case == case
    assert files.verify(RecordingRow.objects.get().sha256)


def test_the_sweep_finishes_what_nobody_asks_for_again(person, clips, monkeypatch):
    desk, content = person("周启明"), clips["wav"].read_bytes()
    place = desk.place(len(content))

    def away(*_args, **_more):
        raise ConnectionError("the database is away")

    with monkeypatch.context() as patched:
        patched.setattr(receipt.commands, "store_recording", away)
        desk.go_on(place, 0, content)
    Upload.objects.update(arrived=clock.now() - timedelta(minutes=10))
    jobs.sweep(timestamp=0)
    assert upload_of(place).state == "stored"


def test_what_killed_processes_left_is_cleared_after_its_time_and_nothing_younger(person, store):
    place = person("周启明").place(10)
    old, young = store / "incoming" / "part-old", store / "incoming" / "part-young"
    for path in (old, young):
        path.write_bytes(b"x")
    long_ago = time.time() - timedelta(days=9).total_seconds()
    os.utime(old, (long_ago, long_ago))
    jobs.sweep(timestamp=0)
    assert (old.exists(), young.exists()) == (False, True)
    assert person("周启明").how_far(place) == 0


def test_a_disk_that_fills_up_on_the_way_stops_the_upload_and_lets_it_go_on_later(person, clips, monkeypatch):
    """The kernel's own refusal, at the write call, after part of the bytes fitted."""
    import errno

    content = clips["mp4"].read_bytes()
    desk = person("周启明")
    place = desk.place(len(content))
    real, room = os.write, [5000]

    def tight(handle, data):
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        count = real(handle, bytes(data)[: room[0]])
        room[0] -= count
        return count

    with monkeypatch.context() as patched:
        patched.setattr(arrivals.os, "write", tight)
        answer = desk.go_on(place, 0, content)
    assert answer.status_code == 507
    assert "存储空间不足" in answer.text
    assert not RecordingRow.objects.exists()
    assert desk.how_far(place) == 5000
    desk.go_on(place, 5000, content[5000:])
    assert RecordingRow.objects.get().sha256 == hashlib.sha256(content).hexdigest()


def test_an_officer_taken_off_the_case_while_the_film_comes_in_keeps_it_unlinked(person, cast, clips):
    from liuhen.access import visibility

    case = open_case(cast)
    desk, content = person("周启明"), clips["wav"].read_bytes()
    place = desk.place(len(content), case=str(case))
    visibility.withdraw(case, cast.people["周启明"], clock.now())
    assert desk.go_on(place, 0, content).status_code == 204
    told = desk.get(place).json()
    assert told["state"] == "stored"
    assert told["why"]
    assert not RecordingLink.objects.exists()


def test_who_is_signed_out_meanwhile_is_told_so_and_goes_on_after_signing_in(live_liuhen, person, clips):
    content = clips["wav"].read_bytes()
    desk = person("周启明")
    place = desk.place(len(content))
    desk.go_on(place, 0, content[:100])
    with Desk(live_liuhen.url, None) as signed_out:
        answer = signed_out.go_on(place, 100, content[100:])
    assert (answer.status_code, "重新登录" in answer.text) == (401, True)
    assert person("周启明").go_on(place, 100, content[100:]).status_code == 204


def test_what_the_device_called_a_file_is_kept_to_the_byte_and_shown_safely(person, clips):
    """周启明's recorder writes GB 18030, turns text round and hides files; 罗成 brings the same film from her own card under another name."""
    content = clips["mp4"].read_bytes()
    raw = "..\\录像\u202e".encode() + b"\xcf\xf1.mp4\x00"
    said = f"filename {base64.b64encode(raw).decode()}"
    answer = person("周启明").create(len(content), body=content, headers={"Upload-Metadata": said})
    assert answer.status_code == 201, answer.text
    row = RecordingRow.objects.get(pk=answer.headers["Liuhen-Recording"])
    again = person("罗成").create(len(content), body=content, filename=".hidden.mp4")
    assert (again.status_code, again.headers["Liuhen-Duplicate"]) == (201, "yes")
    entries = register.history(row.agency, SubjectRef("recording", row.pk)).entries
    told = [(one["name"], one["name_given"]) for one in entries if one.kind in {"recording_stored", "recording_named"}]
    assert told == [("录像.mp4", "..\\\\录像\\u{202e}\\xcf\\xf1.mp4\\u{0}"), (".hidden.mp4", None)]
    desk = person("周启明")
    page = desk.get(f"{desk.url}/recordings/{row.pk}/").text
    assert "..\\\\录像\\u{202e}\\xcf\\xf1.mp4\\u{0}" in page
    assert "\u202e" not in page
    assert ".hidden.mp4" in page
    assert "同一文件以另一名称交来：.hidden.mp4" in page
