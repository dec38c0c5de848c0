"""From a file to a recording: what is entered, how late it came, whom it belongs to, what is refused."""

from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import Http404

from liuhen.operating.sample_long import Long, long_film
from liuhen.recordings import commands, listeners, queries
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import RecordingLink, RecordingRow
from liuhen.register import register
from liuhen.register.files import put
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.cases.stories import add, open_case
from tests.cast import at, moment
from tests.recordings.media import BEGIN

DAY = timedelta(hours=24)


def store(cast, path, *, when="11-14 08:40", who="周启明", **stated):
    with at(when):
        found = commands.store_recording(cast[who], put(path), Stated(name=path.name, **stated))
    return RecordingRow.objects.get(pk=found.recording)


def test_a_film_from_a_camera_brings_its_own_times_and_its_lag_is_counted_from_its_end(cast, clips):
    row = store(cast, clips["mp4"])
    assert (row.begin, row.end) == (BEGIN, BEGIN + timedelta(seconds=4))
    assert row.lag == moment("11-14 08:40") - row.end
    assert (row.media, row.type, row.times_from, row.zone) == ("video", "video/mp4", "container", "utc")
    assert not row.late
    assert row.stored_by == cast.people["周启明"]


def test_what_the_officer_states_goes_before_what_the_camera_says(cast, clips):
    row = store(cast, clips["mp4"], begin=moment("11-13 20:36"), device="DSJ-07", what="大厅", place="学府路18号")
    assert (row.begin, row.end) == (moment("11-13 20:36"), moment("11-13 20:36") + timedelta(seconds=4))
    assert (row.times_from, row.device, row.what, row.place) == ("stated", "DSJ-07", "大厅", "学府路18号")


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (1, True), (-1, False)])
def test_twenty_four_hours_after_its_end_a_recording_is_in_time_and_a_minute_later_not(cast, clips, minutes, late):
    end = moment("11-13 21:50")
    arrival = end + DAY + timedelta(minutes=minutes)
    row = store(cast, clips["mp4"], when=f"{arrival:%m-%d %H:%M}", end=end)
    assert row.late is late
    assert row.begin == end - timedelta(seconds=4)


def test_a_photograph_begins_and_ends_at_once(cast, clips):
    row = store(cast, clips["jpeg"])
    assert (row.begin, row.end, row.media) == (BEGIN, BEGIN, "photo")
    assert row.point == pytest.approx([114.1234, 30.5678], abs=1e-5)


def test_a_sound_without_any_time_has_no_lag_and_says_so(cast, clips):
    row = store(cast, clips["wav"])
    assert (row.begin, row.end, row.lag, row.late) == (None, None, None, False)
    assert "no_time" in row.notes


def test_a_camera_whose_clock_runs_ahead_gives_no_negative_lag(cast, clips):
    row = store(cast, clips["mp4"], when="11-13 20:40", end=moment("11-13 21:00"))
    assert row.lag is None
    assert "ends_after_arrival" in row.notes


def test_the_same_file_brought_again_is_the_recording_that_exists(cast, clips):
    first = store(cast, clips["mp4"])
    with at("11-15 09:00"):
        again = commands.store_recording(cast["沈静文"], put(clips["mp4"]), Stated(name="别名.mp4"))
    assert (again.recording, again.duplicate) == (first.pk, True)
    assert RecordingRow.objects.count() == 1
    kinds = [entry.kind for entry in register.history(cast.agency, SubjectRef("recording", first.pk)).entries]
    assert kinds == ["recording_stored", "recording_named"]  # the other name is told, the film is there once


def test_the_original_is_never_touched(cast, clips):
    before = clips["avi"].read_bytes()
    row = store(cast, clips["avi"])
    from liuhen.register import files

    assert clips["avi"].read_bytes() == before
    assert files.path_of(row.sha256).read_bytes() == before


def test_evidence_that_nobody_can_read_is_kept_as_it_came(cast, tmp_path):
    path = tmp_path / "现场.mp4"
    path.write_bytes(b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"encrypted by the camera" * 50)
    row = store(cast, path)
    assert row.unreadable
    assert row.unreadable_why
    assert (row.media, row.poster_state, row.proxy_state) == ("video", "none", "none")


def test_a_photograph_called_mp4_is_a_photograph_and_the_name_is_noted(cast, clips, tmp_path):
    path = tmp_path / "录像.mp4"
    path.write_bytes(clips["jpeg"].read_bytes())
    row = store(cast, path)
    assert (row.media, row.type) == ("photo", "image/jpeg")
    assert "name_lies" in row.notes


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"", "0 字节"),
        (b"%PDF-1.7 scan", "附在对应的文书里"),
        (b"PK\x03\x04 docx", "压缩包"),
        (b"MZ\x90\x00 setup", "程序"),
        (b"\x7fELF", "程序"),
    ],
)
def test_what_is_certainly_no_recording_is_refused_with_the_way_to_go(cast, tmp_path, head, words):
    path = tmp_path / "现场.mp4"
    path.write_bytes(head)
    with pytest.raises(Refusal) as refused:
        store(cast, path)
    assert words in refused.value.message
    assert RecordingRow.objects.count() == 0


def test_times_that_cross_are_refused(cast, clips):
    with pytest.raises(Refusal) as refused:
        store(cast, clips["mp4"], begin=moment("11-13 21:00"), end=moment("11-13 20:00"))
    assert refused.value.code == "times_crossed"


def test_a_file_from_a_messenger_is_taken_and_says_who_holds_the_original(cast, clips):
    row = store(cast, clips["jpeg"], source="messenger", holder="沈静文的手机")
    assert (row.source, row.holder) == ("messenger", "沈静文的手机")


# -- links


def inspected(cast):
    return open_case(cast)


def test_a_link_is_in_both_histories_and_carries_what_rules_need(cast, clips):
    case, row = inspected(cast), store(cast, clips["mp4"])
    record = uuid4()
    with at("11-14 09:00"):
        commands.link(cast["周启明"], case, row.pk, record)
    for ref in (SubjectRef("case", case), SubjectRef("recording", row.pk)):
        entry = register.history(cast.agency, ref).entries[-1]
        assert entry.kind == "recording_linked"
        assert entry["begin"] == "2026-11-13T20:34:12"
        assert entry["end"] == "2026-11-13T20:34:16"
        assert entry["arrived"] == "2026-11-14T08:40:00"
        assert (entry["media"], entry["record"]) == ("video", str(record))
    assert [one.pk for one in queries.of_case(case)] == [row.pk]
    assert [one.pk for one in queries.of_record(record)] == [row.pk]
    assert RecordingRow.objects.get(pk=row.pk).linked


def test_a_link_taken_back_is_gone_from_the_lists_and_stays_in_the_histories(cast, clips):
    case, row = inspected(cast), store(cast, clips["mp4"])
    officer = cast["周启明"]
    commands.link(officer, case, row.pk)
    with pytest.raises(Refusal):
        commands.link(officer, case, row.pk)
    commands.unlink(officer, case, row.pk, None, "关联错了案件")
    assert queries.of_case(case) == []
    assert not RecordingRow.objects.get(pk=row.pk).linked
    kinds = [entry.kind for entry in register.history(cast.agency, SubjectRef("recording", row.pk)).entries]
    assert kinds == ["recording_stored", "recording_linked", "recording_unlinked"]
    commands.link(officer, case, row.pk)
    assert [one.pk for one in queries.of_case(case)] == [row.pk]


def test_times_corrected_later_reach_the_links_in_one_call(cast, clips):
    case, row = inspected(cast), store(cast, clips["wav"])
    officer = cast["周启明"]
    commands.link(officer, case, row.pk)
    commands.restate(officer, row.pk, Stated(begin=moment("11-13 20:36"), end=moment("11-13 20:37")), "按执法记录仪台账补填")
    after = RecordingRow.objects.get(pk=row.pk)
    assert (after.begin, after.times_from) == (moment("11-13 20:36"), "stated")
    assert after.lag == after.arrived - moment("11-13 20:37")
    link = register.open_links(register.history(cast.agency, SubjectRef("case", case)))
    assert [one["end"] for one in link] == ["2026-11-13T20:37:00"]
    assert RecordingLink.objects.count() == 1


def test_the_file_s_own_facts_cannot_be_restated(cast, clips):
    row = store(cast, clips["mp4"])
    with pytest.raises(Refusal) as refused:
        commands.restate(cast["周启明"], row.pk, Stated(name="另一个名字.mp4"), "改名")
    assert refused.value.code == "unchanged"


def test_lateness_is_explained_in_words(cast, clips):
    row = store(cast, clips["mp4"], when="11-16 09:00")
    assert row.late
    with pytest.raises(Refusal):
        commands.explain_lateness(cast["周启明"], row.pk, "  ")
    commands.explain_lateness(cast["周启明"], row.pk, "采集站周末停电")
    assert RecordingRow.objects.get(pk=row.pk).late_reason == "采集站周末停电"


def test_lateness_of_a_linked_recording_is_explained_in_its_case_as_well(cast, clips):
    case, record = inspected(cast), uuid4()
    row = store(cast, clips["mp4"], when="11-16 09:00")
    with at("11-16 09:30"):
        commands.link(cast["周启明"], case, row.pk, record)
    owed = [one for one in register.findings(SubjectRef("case", case)) if one.owes == "late_storage_explained"]
    assert [one.status for one in owed] == ["owed"]
    with at("11-16 10:00"):
        commands.explain_lateness(cast["周启明"], row.pk, "采集站周末停电")
    owed = [one for one in register.findings(SubjectRef("case", case)) if one.owes == "late_storage_explained"]
    assert [one.status for one in owed] == ["kept"]


@pytest.mark.parametrize("to_record", [True, False])
def test_an_explanation_ends_the_duty_in_the_recording_and_in_its_case(cast, clips, to_record):
    case, row = inspected(cast), store(cast, clips["mp4"], when="11-16 09:00")
    record = _inspection_record(cast, case) if to_record else None
    commands.link(cast["周启明"], case, row.pk, record)

    def owed():
        refs = (SubjectRef("case", case), SubjectRef("recording", row.pk))
        return [one.owes for ref in refs for one in register.findings(ref) if one.status == "owed" and "late" in one.owes]

    assert owed()
    commands.explain_lateness(cast["周启明"], row.pk, "采集站周末停电")
    assert owed() == []


def _inspection_record(cast, case):
    content = {"span": {"start": "2026-11-13T20:34", "end": "2026-11-13T20:40"}, "place": {"text": "学府路18号"}}
    return UUID(add(cast, "周启明", case, "inspection_record", content, when="11-13 21:00").id)


# -- who sees it


def test_an_unlinked_recording_belongs_to_who_stored_it(cast, clips):
    row = store(cast, clips["mp4"])
    assert [one.pk for one in queries.unlinked(cast["周启明"])] == [row.pk]
    for stranger in ("沈静文", "吴彦", "丁晓彤", "程远"):
        assert not queries.visible(cast[stranger]).exists()
        with pytest.raises(Http404):
            queries.find(cast[stranger], row.pk)
    assert queries.find(cast["韩立群"], row.pk).pk == row.pk


def test_a_linked_recording_is_seen_by_the_people_of_the_case_and_nobody_else(cast, clips):
    case, row = inspected(cast), store(cast, clips["mp4"])
    commands.link(cast["周启明"], case, row.pk)
    for insider in ("周启明", "沈静文", "方志刚", "许知远", "韩立群", "顾怡"):
        assert queries.find(cast[insider], row.pk).pk == row.pk, insider
        assert queries.visible(cast[insider]).filter(pk=row.pk).exists(), insider
    for stranger in ("吴彦", "罗成", "陈素", "丁晓彤", "马骏", "程远"):
        assert not queries.visible(cast[stranger]).exists(), stranger
        with pytest.raises(Http404):
            queries.find(cast[stranger], row.pk)


def test_what_the_keeper_brings_in_for_an_officer_is_the_officer_s_to_link_and_then_no_longer_the_keeper_s(cast, clips):
    case = inspected(cast)
    row = store(cast, clips["mp4"], who="马骏", source="device", taken_by=cast.people["周启明"])
    assert row.taken_by_name == "周启明"
    assert queries.find(cast["马骏"], row.pk)
    assert [one.pk for one in queries.unlinked(cast["周启明"])] == [row.pk]
    with pytest.raises(Http404):
        commands.link(cast["沈静文"], case, row.pk)
    commands.link(cast["周启明"], case, row.pk)
    with pytest.raises(Http404):
        queries.find(cast["马骏"], row.pk)


def test_nobody_links_into_a_case_that_is_not_his(cast, clips):
    case, row = inspected(cast), store(cast, clips["mp4"], who="吴彦")
    with pytest.raises(Http404):
        commands.link(cast["吴彦"], case, row.pk)
    assert queries.of_case(case) == []


# -- coverage, rebuilding


def test_what_of_an_inspection_is_covered(cast, tmp_path):
    case = inspected(cast)
    record = uuid4()
    for name, begin, end in (("一.mp4", "11-13 20:34", "11-13 21:12"), ("二.mp4", "11-13 21:20", "11-13 21:50")):
        seconds = (moment(end) - moment(begin)).total_seconds()
        film = long_film(tmp_path / name, Long(begin=moment(begin), seconds=seconds, every=60, bit_rate=8_000))
        row = store(cast, film, begin=moment(begin), end=moment(end))
        commands.link(cast["周启明"], case, row.pk, record)
    found = queries.coverage_for(record, moment("11-13 20:36"), moment("11-13 21:48"))
    assert [(gap.begin, gap.seconds) for gap in found.gaps] == [(moment("11-13 21:12"), 480)]


def test_a_film_of_four_seconds_covers_four_seconds_whatever_is_stated_of_it(cast, clips):
    case, record = inspected(cast), uuid4()
    row = store(cast, clips["mp4"], begin=moment("11-13 20:36"), end=moment("11-13 21:48"))
    shown = moment("11-13 20:36") + timedelta(seconds=4)
    assert (row.end, row.told_end, row.lag) == (shown, moment("11-13 21:48"), row.arrived - shown)
    commands.link(cast["周启明"], case, row.pk, record)
    found = queries.coverage_for(record, moment("11-13 20:36"), moment("11-13 21:48"))
    assert (found.covered_seconds, found.missing_seconds) == (4, 72 * 60 - 4)
    link = register.open_links(register.history(cast.agency, SubjectRef("case", case)))
    assert [one["end"] for one in link] == ["2026-11-13T20:36:04"]


def test_what_was_stated_of_a_short_film_stands_until_it_is_corrected(cast, clips):
    row = store(cast, clips["mp4"], begin=moment("11-13 20:36"), end=moment("11-13 21:48"))
    with pytest.raises(Refusal) as refused:
        commands.restate(cast["周启明"], row.pk, Stated(end=moment("11-13 21:48")), "再填一次")
    assert refused.value.code == "unchanged"
    commands.restate(cast["周启明"], row.pk, Stated(end=moment("11-13 20:37")), "结束时间填错")
    after = RecordingRow.objects.get(pk=row.pk)
    assert (after.end, after.told_end) == (moment("11-13 20:37"), None)


def test_the_row_can_be_made_anew_from_the_history(cast, clips):
    case, row = inspected(cast), store(cast, clips["mp4"], what="大厅")
    commands.link(cast["周启明"], case, row.pk)
    told = RecordingRow.objects.filter(pk=row.pk).values().get()
    links = list(RecordingLink.objects.values())
    RecordingRow.objects.all().delete()
    RecordingLink.objects.all().delete()
    listeners.rebuild(cast.agency, row.pk)
    assert RecordingRow.objects.filter(pk=row.pk).values().get() == told
    assert list(RecordingLink.objects.values()) == links


def test_the_custody_of_a_recording_is_told_from_its_first_entry_on(cast, clips):
    case, row = inspected(cast), store(cast, clips["mp4"])
    commands.link(cast["周启明"], case, row.pk)
    found = queries.custody(cast["周启明"], row.pk)
    assert [entry.kind for entry in found.entries] == ["recording_linked", "recording_stored"]


def test_two_agencies_with_the_same_file_have_a_recording_each(cast, clips):
    row = store(cast, clips["mp4"])
    assert commands.recording_id(uuid4(), row.sha256) != row.pk
    assert commands.recording_id(cast.agency, row.sha256) == row.pk
    assert isinstance(row.pk, UUID)


def test_an_original_that_is_gone_or_was_cut_is_told_by_the_doctor(cast, clips, settings):
    from liuhen.operating import health
    from liuhen.register import files

    rows = [store(cast, clips[name]) for name in ("mp4", "wav", "jpeg")]
    assert list(health.originals()) == []
    files.path_of(rows[0].sha256).unlink()
    cut = files.path_of(rows[1].sha256)
    cut.chmod(0o600)
    cut.write_bytes(b"RIFF")
    told = sorted(health.originals())
    assert [("不在文件库里" in line, "大小变了" in line) for line in told] == [(True, False), (False, True)]
    assert all("备份" in line for line in told)
    Path(settings.MEDIA_ROOT).rename(Path(settings.MEDIA_ROOT).with_name("unplugged"))  # the disk of the store is not mounted
    assert [told.partition("：")[0] for told in health.originals()] == ["文件库是空的，录像原件一个也不在"]


def test_two_who_bring_the_same_file_at_once_are_one_recording_with_both_names(cast, clips):
    blob, ready = put(clips["mp4"]), Barrier(2)

    def bring(name):
        ready.wait()
        commands.store_recording(cast["周启明"], blob, Stated(name=name))
        connection.close()

    both = [Thread(target=bring, args=(name,)) for name in ("a.mp4", "b.mp4")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    row = RecordingRow.objects.get()
    entries = register.history(cast.agency, SubjectRef("recording", row.pk)).entries
    assert sorted(one["name"] for one in entries if one.kind in {"recording_stored", "recording_named"}) == ["a.mp4", "b.mp4"]
