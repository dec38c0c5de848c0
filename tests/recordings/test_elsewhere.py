"""专用存储器: what lies outside the system is registered by its digest, counts since it was put there, is re-checked, and may come in later."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.http import Http404

from liuhen.operating.commands import digest as command
from liuhen.recordings import commands, digesting, elsewhere, keeping, queries
from liuhen.recordings.elsewhere_said import About, Where
from liuhen.recordings.models import KeptRow, RecordingLink, RecordingRow
from liuhen.recordings.stated import Stated
from liuhen.register import files, register
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.cases.stories import open_case
from tests.cast import at, moment

FILM = b"\x00\x00\x00\x18ftypmp42" + b"film" * 100


def reading(content=FILM, name="0001.MP4", **media):
    return digesting.Reading(
        file=name, size=len(content), sha256=hashlib.sha256(content).hexdigest(), sm3="", media=media, computed=None
    )


def where(cast, keeper="马骏", **more):
    return Where(
        **{"kept_at": "机房 2 号柜", "carrier": "disk", "carrier_code": "HD-03", "keeper": cast.people.get(keeper), **more}
    )


def put(cast, by="马骏", told="11-14 09:00", lay="11-14 08:00", readings=None, lies=None, **about):
    said = {"put": moment(lay), "begin": moment("11-13 20:00"), "end": moment("11-13 21:00"), "media": "video", **about}
    with at(told):
        return elsewhere.put(cast[by], readings or [reading()], lies or where(cast), About(**said), means="typed")


def findings(number):
    return {(row.provision, row.status) for row in register.findings(SubjectRef("recording", number))}


def test_what_was_put_there_in_time_counts_as_stored(cast):
    (number,) = put(cast, taken_by=cast.people["周启明"]).new
    row, kept = RecordingRow.objects.get(), KeptRow.objects.get()
    assert (row.here, row.source, row.lag, row.late) == (False, "elsewhere", timedelta(hours=11), False)
    assert (kept.kept_at, kept.keeper_name, kept.carrier_label, kept.put) == (
        "机房 2 号柜",
        "马骏",
        "移动硬盘",
        moment("11-14 08:00"),
    )
    (entry,) = register.history(cast.agency, SubjectRef("recording", number)).entries
    assert (entry.when.start.lo, entry.recorded_at) == (moment("11-14 08:00"), moment("11-14 09:00"))  # two times, honestly
    assert ("REG:27:stored", "kept") in findings(number)


def test_what_was_put_there_late_is_late(cast):
    (number,) = put(cast, lay="11-14 21:01", told="11-14 22:00").new
    assert RecordingRow.objects.get().late
    assert ("REG:27:stored", "kept_late") in findings(number)


def test_a_film_kept_outside_is_as_long_as_it_was_measured_there(cast, clips):
    content = clips["wav"].read_bytes()
    put(cast, readings=[reading(content, media="audio", seconds=3.0)], media="audio", taken_by=cast.people["周启明"])
    shown, stated = moment("11-13 20:00") + timedelta(seconds=3), moment("11-13 21:00")
    outside = RecordingRow.objects.get()
    assert (outside.end, outside.told_end, outside.lag) == (shown, stated, moment("11-14 08:00") - shown)
    with at("11-20 09:00"):  # a sound without any time of its own
        commands.store_recording(cast["周启明"], files.put(clips["wav"], "audio/x-wav"), Stated(name="0001.WAV"))
    inside = RecordingRow.objects.get()
    assert (inside.here, inside.end, inside.told_end) == (True, shown, stated)


def test_the_same_file_registered_twice_is_one(cast):
    first, again = put(cast), put(cast, told="11-15 09:00")
    assert (len(first.new), again.new, again.known) == (1, (), first.new)
    assert KeptRow.objects.count() == 1


def test_brought_into_the_system_later_it_is_the_same_recording_and_safe_since_the_first(cast, clips):
    content = clips["mp4"].read_bytes()
    put(cast, readings=[reading(content)], what="大厅", taken_by=cast.people["周启明"])
    assert not queries.find(cast["周启明"], RecordingRow.objects.get().pk).here
    with at("11-20 09:00"):
        blob = files.put(clips["mp4"], "video/mp4")
        stored = commands.store_recording(cast["周启明"], blob, Stated(name="0001.MP4"))
    row = RecordingRow.objects.get()
    assert (stored.recording, stored.duplicate, row.here) == (row.pk, False, True)
    assert (row.arrived, row.what, row.taken_by) == (moment("11-14 08:00"), "大厅", cast.people["周启明"])
    assert KeptRow.objects.get().here
    assert ("REG:27:stored", "kept") in findings(row.pk)


def test_it_is_linked_to_a_case_like_any_other_and_not_played_or_looked_for(cast):
    case = open_case(cast)
    (number,) = put(cast, by="周启明").new
    with at("11-14 10:00"):
        commands.link(cast["周启明"], case, number)
    assert RecordingLink.objects.get().case == case
    assert RecordingRow.objects.get().poster_state == RecordingRow.objects.get().proxy_state == "none"
    assert list(queries.lost(cast.agency)) == []
    keeping.enrol()
    assert keeping.alerts(cast["马骏"]) == []


def test_a_check_that_finds_it_whole_puts_off_the_next_and_one_that_differs_is_an_alert(cast):
    (number,) = put(cast).new
    with at("12-01 09:00") as now:
        assert elsewhere.check(cast["马骏"], number, "", at=now, found=reading().sha256.upper()) == "equal"
    assert (KeptRow.objects.get().since, elsewhere.alerts(cast["马骏"])) == (moment("12-01 09:00"), [])
    with at("12-05 09:00") as now:
        assert elsewhere.check(cast["马骏"], number, "equal", at=now, found="0" * 64) == "differs"  # the comparison is ours
    assert [row.pk for row in elsewhere.alerts(cast["马骏"])] == [number]
    assert ("PRACTICE:专用存储器:whole", "breached") in findings(number)
    with at("12-06 09:00") as now:
        elsewhere.check(cast["马骏"], number, "", at=now, found=reading().sha256)
    assert elsewhere.alerts(cast["马骏"]) == []
    assert ("PRACTICE:专用存储器:whole", "breached") not in findings(number)


def test_gone_needs_no_digest_and_whole_does(cast):
    (number,) = put(cast).new
    with at("12-01 09:00") as now:
        with pytest.raises(Refusal, match="SHA-256"):
            elsewhere.check(cast["马骏"], number, "equal", at=now)
        assert elsewhere.check(cast["马骏"], number, "gone", at=now, note="硬盘不在柜里") == "gone"
    assert KeptRow.objects.get().note == "硬盘不在柜里"


def test_a_check_pressed_twice_is_one_entry(cast):
    (number,) = put(cast).new
    with at("12-01 09:00") as now:
        for _ in range(2):
            elsewhere.check(cast["马骏"], number, "gone", at=now)
    kinds = [entry.kind for entry in register.history(cast.agency, SubjectRef("recording", number)).entries]
    assert kinds.count("kept_elsewhere_checked") == 1


def test_an_output_of_digest_checks_all_that_it_names(cast):
    put(cast, readings=[reading(b"one", "1.mp4"), reading(b"two", "2.mp4"), reading(b"three", "3.mp4")])
    read = [reading(b"one", "1.mp4"), reading(b"changed", "2.mp4"), reading(b"other", "9.mp4")]
    with at("12-01 09:00") as now:
        told = elsewhere.check_all(cast["马骏"], read, at=now)
    assert ([row.name for row in told.equal], [row.name for row in told.differs], told.unknown) == (
        ["1.mp4"],
        ["2.mp4"],
        ("9.mp4",),
    )
    assert {row.name: row.result for row in KeptRow.objects.all()} == {"1.mp4": "equal", "2.mp4": "differs", "3.mp4": ""}


def test_what_lay_beside_them_and_is_not_in_the_output_is_told_and_not_entered(cast):
    """The keeper reads the whole disk; one film is not on it any more."""
    put(cast, readings=[reading(b"one", "1.mp4"), reading(b"two", "2.mp4"), reading(b"three", "3.mp4")])
    put(cast, readings=[reading(b"four", "4.mp4")], lies=where(cast, kept_at="另一个柜"))
    with at("12-01 09:00") as now:
        told = elsewhere.check_all(cast["马骏"], [reading(b"one", "1.mp4"), reading(b"two", "2.mp4")], at=now)
        assert [row.name for row in told.absent] == ["3.mp4"]
        elsewhere.check(cast["马骏"], told.absent[0].recording, "gone", at=now)
        again = elsewhere.check_all(cast["马骏"], [reading(b"one", "1.mp4")], at=now)
    assert [row.name for row in again.absent] == ["2.mp4"]  # what is known to be gone is not told again


def test_moved_it_has_another_keeper_and_the_history_keeps_both(cast):
    (number,) = put(cast).new
    with at("12-01 09:00") as now:
        elsewhere.move(cast["马骏"], number, where(cast, "陈素", kept_at="档案室", carrier="optical"), "刻盘归档", at=now)
    row = KeptRow.objects.get()
    assert (row.kept_at, row.keeper_name, row.carrier) == ("档案室", "陈素", "optical")
    assert elsewhere.find(cast["陈素"], number) == row


def test_who_took_it_does_not_keep_it(cast):
    with at("11-14 09:00"):
        about = About(put=moment("11-14 08:00"), end=moment("11-13 21:00"), taken_by=cast.people["周启明"])
        done = elsewhere.put(cast["周启明"], [reading()], where(cast, "周启明"), about, means="typed")
    assert ("REG:27:own_keeping", "breached") in findings(done.new[0])  # a fact is not refused; the breach is shown


def test_who_has_nothing_to_do_with_it_does_not_find_it(cast):
    (number,) = put(cast, by="周启明").new
    for name in ("吴彦", "丁晓彤", "程远", "陈素"):
        assert number not in set(elsewhere.listed(cast[name]).values_list("recording", flat=True)), name
        with pytest.raises(Http404):
            elsewhere.check(cast[name], number, "gone", at=moment("11-15 09:00"))
    assert number in set(elsewhere.listed(cast["马骏"]).values_list("recording", flat=True))


@pytest.mark.parametrize("name", ["韩立群", "陈素", "顾怡", "程远", "许知远"])
def test_who_makes_no_recordings_registers_none(cast, name):
    with pytest.raises(Refusal, match="没有登记"):
        put(cast, by=name)
    assert not KeptRow.objects.exists()


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"lay": "11-14 10:00"}, "future"),
        ({"lay": "11-13 20:30"}, "times_crossed"),
        ({"end": moment("11-13 19:00")}, "times_crossed"),
        ({"readings": [reading(b"")]}, "empty"),
    ],
)
def test_what_cannot_be_is_asked_for_again(cast, about, code):
    with pytest.raises(Refusal) as refused:
        put(cast, **about)
    assert refused.value.code == code
    assert not KeptRow.objects.exists()


@pytest.mark.parametrize("more", [{"kept_at": " "}, {"carrier": "cloud"}, {"keeper": "没有这个人"}])
def test_a_place_is_said_in_full(cast, more):
    with at("11-14 09:00"), pytest.raises(Refusal, match="存放处、载体和保管人"):
        elsewhere.put(cast["马骏"], [reading()], where(cast, **more), About(put=moment("11-14 08:00")), means="typed")


def test_the_rows_are_the_entries_told_again(cast):
    from liuhen.operating import rebuilding

    (number,) = put(cast).new
    with at("12-01 09:00") as now:
        elsewhere.check(cast["马骏"], number, "gone", at=now)
        KeptRow.objects.update(result="equal", kept_at="别处")
        RecordingRow.objects.update(here=True)
        differed = {one.table for one in rebuilding.rebuild(cast.agency)}
    assert differed == {"recordings_keptrow", "recordings_recordingrow"}
    assert (KeptRow.objects.get().result, RecordingRow.objects.get().here) == ("gone", False)


# -- the command ----------------------------------------------------------------------------------------------------


def output(capsys, *paths):
    import argparse

    parser = argparse.ArgumentParser()
    command.arguments(parser)
    code = command.run(parser.parse_args([*map(str, paths), "--json"]))
    return code, capsys.readouterr().out


def test_digest_tells_what_the_file_is_and_its_output_is_read_again(clips, capsys):
    code, out = output(capsys, clips["mp4"])
    (one,) = json.loads(out)["files"]
    assert (code, one["sha256"], one["media"]["media"]) == (0, hashlib.sha256(clips["mp4"].read_bytes()).hexdigest(), "video")
    (read,) = digesting.read(out.encode())
    assert (read.file, read.size, read.sm3) == (clips["mp4"].name, clips["mp4"].stat().st_size, one["sm3"])


def test_sm3_is_that_of_the_standard(tmp_path, capsys):
    (tmp_path / "abc").write_bytes(b"abc")  # GB/T 32905-2016, A.1
    _, out = output(capsys, tmp_path / "abc")
    assert json.loads(out)["files"][0]["sm3"] == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_a_folder_is_gone_through_and_what_is_missing_is_named(tmp_path, capsys):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.mp4").write_bytes(b"one")
    (tmp_path / "2.mp4").write_bytes(b"two")
    code, out = output(capsys, tmp_path, tmp_path / "gone.mp4")
    told = json.loads(out)
    assert code == 1
    assert [one["file"] for one in told["files"]] == ["2.mp4", "1.mp4"]
    assert [(one["file"], one["reason"]) for one in told["failed"]] == [("gone.mp4", "文件不存在")]


def test_a_file_that_is_still_written_is_not_digested(tmp_path):
    path = tmp_path / "growing.mp4"
    path.write_bytes(b"x" * 100)

    def grow(_path, _done, _all):
        with path.open("ab") as file:
            file.write(b"more" if path.stat().st_size < 200 else b"")

    with pytest.raises(digesting.Changing):
        digesting.digest(path, grow)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"\xff\xfe{",
        b"[" * 50_000,
        b'{"format": "liuhen-digest-1", "files": 7}',
        b'{"format": "liuhen-digest-1", "files": [{"size": 1, "sha256": "xyz"}]}',
        b'{"format": "liuhen-digest-1", "files": [{"size": true, "sha256": "' + b"0" * 64 + b'"}]}',
        b'{"format": "other", "files": []}',
    ],
)
def test_what_is_no_output_of_digest_is_refused_in_words(raw):
    with pytest.raises(ValueError, match="结果文件"):
        digesting.read(raw)
