"""The rows of the supervision desk follow the entries: links, corrections, explanations, another unit, another rule about gaps."""

from datetime import date
from uuid import UUID

from liuhen.bureau import commands as bureau
from liuhen.cases import commands as cases
from liuhen.operating.rebuilding import rebuild
from liuhen.recordings import commands
from liuhen.recordings.commands import Stated
from liuhen.register import register
from liuhen.supervision import jobs
from liuhen.supervision.models import CoverageRow, StorageRow
from tests.cast import at, moment


def of(record):
    return CoverageRow.objects.get(pk=record.id)


def test_an_inspection_is_missing_until_its_film_is_linked_and_again_when_the_link_is_taken_back(desk):
    case = desk.case()
    inspection = desk.inspect(case)
    assert (of(inspection).state, of(inspection).seconds) == ("none", 3600)
    film = desk.film("2026-11-13T19:58:00", "2026-11-13T21:02:00", case=case, record=inspection)
    row = of(inspection)
    assert (row.state, row.covered, row.missing, row.recordings) == ("whole", 3600, 0, [film])
    assert (row.act, row.must, row.day, row.unit) == ("inspection", True, date(2026, 11, 13), desk.cast.units["执法一中队"])
    assert row.officers == [desk.cast.people["周启明"], desk.cast.people["沈静文"]]
    commands.unlink(desk.cast["周启明"], case, film, UUID(inspection.id), "关联错了")
    assert of(inspection).state == "none"


def test_a_gap_has_its_length_and_is_explained_once_somebody_says_why(desk):
    case = desk.case()
    inspection = desk.inspect(case)
    desk.film("2026-11-13T20:00:00", "2026-11-13T20:20:00", case=case, record=inspection)
    desk.film("2026-11-13T20:30:00", "2026-11-13T21:00:00", case=case, record=inspection)
    row = of(inspection)
    assert (row.state, row.missing, row.explained, row.whole) == ("gaps", 600, False, False)
    assert row.gaps == [["2026-11-13T20:20:00+08:00", "2026-11-13T20:30:00+08:00"]]
    desk.record(case, "gap_explained", about=inspection.id, reason="换电池", when="11-14 09:00")
    assert of(inspection).explained


def test_times_corrected_on_the_recording_close_the_gap(desk):
    case = desk.case()
    inspection = desk.inspect(case)
    film = desk.film("2026-11-13T20:00:00", "2026-11-13T20:30:00", case=case, record=inspection)
    assert of(inspection).state == "gaps"
    commands.restate(desk.cast["周启明"], film, Stated(end=moment("11-13 21:00")), "设备时间不准，按台账更正")
    assert of(inspection).state == "whole"


def test_stated_on_the_spot_is_exempt_with_reason_and_name_and_next_morning_is_not(desk):
    case = desk.case()
    now = desk.inspect(case, recording_unsuitable=True, unsuitable_reason="涉及未成年人隐私")
    later = desk.inspect(case, "2026-11-13T21:30", "2026-11-13T22:00", when="11-13 22:10")
    desk.record(
        case,
        "recording_unsuitable",
        about=later.id,
        reason="涉及隐私",
        at="2026-11-14T09:00",
        stated_by="周启明",
        when="11-14 09:00",
    )
    assert (of(now).state, of(now).reason, of(now).reason_by) == ("exempt", "涉及未成年人隐私", "周启明")
    assert (of(later).state, of(later).reason) == ("none", "")


def test_a_case_given_to_another_unit_takes_its_acts_along(desk):
    case = desk.case()
    inspection = desk.inspect(case)
    film = desk.film("2026-11-13T20:00:00", "2026-11-13T21:00:00", case=case)
    other = desk.cast.units["执法二中队"]
    with at("11-14 10:00"):
        people = [desk.cast.people[name] for name in ("吴彦", "方志刚")]
        cases.assign(desk.cast["韩立群"], case, people, "调整分工", unit=other)
    assert of(inspection).unit == other
    assert StorageRow.objects.get(pk=film).unit == other


def test_the_segments_of_one_act_are_one_by_the_last_end(desk):
    case = desk.case()
    inspection = desk.inspect(case)
    first = desk.film("2026-11-13T20:00:00", "2026-11-13T20:30:00", case=case, record=inspection, when="11-13 22:00")
    second = desk.film("2026-11-13T20:30:00", "2026-11-13T21:00:00", case=case, record=inspection, when="11-14 20:50")
    row = StorageRow.objects.get()
    assert (row.pk, row.files, row.recordings) == (UUID(inspection.id), 2, [first, second])
    assert (row.lag, row.late) == (23 * 3600 + 50 * 60, False)


def test_a_late_one_says_so_until_it_is_explained_and_who_brought_it(desk):
    case = desk.case()
    inspection = desk.inspect(case)
    film = desk.film("2026-11-13T20:00:00", "2026-11-13T21:00:00", case=case, record=inspection, when="11-16 09:00")
    row = StorageRow.objects.get()
    assert (row.late, row.explained, row.person_name, row.lag) == (True, False, "周启明", 60 * 3600)
    with at("11-16 10:00"):
        commands.explain_lateness(desk.cast["周启明"], film, "采集站周末停电")
    row = StorageRow.objects.get()
    assert (row.explained, row.reason) == (True, "采集站周末停电")


def test_a_recording_of_no_case_counts_for_the_unit_of_whoever_took_it_and_moves_to_its_act(desk):
    film = desk.film("2026-11-13T20:00:00", "2026-11-13T21:00:00", who="吴彦")
    row = StorageRow.objects.get()
    assert (row.pk, row.case, row.unit) == (film, None, desk.cast.units["执法二中队"])
    case = desk.case("吴彦", "方志刚", unit="执法二中队")
    inspection = desk.inspect(case, who="吴彦", officers=("吴彦", "方志刚"))
    with at("11-14 09:00"):
        commands.link(desk.cast["吴彦"], case, film, UUID(inspection.id))
    row = StorageRow.objects.get()
    assert (row.pk, row.case, row.recordings) == (UUID(inspection.id), case, [film])


def test_who_holds_the_original_of_a_messenger_file_is_told_also_when_it_is_said_later(desk):
    case = desk.case()
    inspection = desk.inspect(case)
    film = desk.film(
        "2026-11-13T20:10:00", "2026-11-13T20:10:00", media="photo", case=case, record=inspection, source="messenger"
    )
    assert (StorageRow.objects.get().messenger, StorageRow.objects.get().holder) == (True, "")
    commands.restate(desk.cast["周启明"], film, Stated(holder="沈静文的手机"), "补写原件持有人")
    assert StorageRow.objects.get().holder == "沈静文的手机"


def test_a_recording_without_a_time_is_counted_and_neither_late_nor_in_time(desk):
    desk.film("", "")
    row = StorageRow.objects.get()
    assert (row.ended, row.lag, row.late, row.day) == (None, None, False, date(2026, 11, 14))


def test_another_rule_about_gaps_makes_the_rows_anew(desk):
    case = desk.case()
    inspection = desk.inspect(case)
    desk.film("2026-11-13T20:02:00", "2026-11-13T21:00:00", case=case, record=inspection)
    assert of(inspection).state == "gaps"
    with at("11-15 09:00"):
        bureau.set_setting(desk.cast["程远"], "gap_rules", {"inspection": 180}, date(2026, 11, 1), "本局规定")
    jobs.cover_again(str(desk.cast.agency))
    assert of(inspection).state == "whole"


def test_a_paper_that_nobody_issued_is_no_act_yet(desk):
    case = desk.case()
    desk.record(case, "summary_decision", disputed=True, at="2026-11-13T20:00")
    assert CoverageRow.objects.count() == 0


def test_rebuilt_from_the_entries_every_row_is_the_same(desk):
    case = desk.case()
    inspection = desk.inspect(case)
    desk.film(
        "2026-11-13T20:00:00",
        "2026-11-13T20:30:00",
        case=case,
        record=inspection,
        when="11-16 09:00",
        source="messenger",
        holder="沈静文",
    )
    desk.film("2026-11-13T20:00:00", "2026-11-13T20:30:00", case=case)
    desk.film("2026-11-13T20:00:00", "2026-11-13T20:30:00", who="吴彦")
    desk.record(case, "correction_check", span={"start": "2026-11-20T10:00", "end": "2026-11-20T10:30"}, when="11-20 11:00")
    assert (CoverageRow.objects.count(), StorageRow.objects.count()) == (2, 3)
    assert [one.line() for one in rebuild(desk.cast.agency)] == []
    CoverageRow.objects.update(state="whole", unit=None)
    StorageRow.objects.all().delete()
    assert {one.table for one in rebuild(desk.cast.agency)} == {"supervision_coveragerow", "supervision_storagerow"}
    assert (of(inspection).state, StorageRow.objects.count()) == ("gaps", 3)


def test_a_record_that_was_voided_is_no_longer_counted(desk):
    case = desk.case()
    inspection = desk.inspect(case)
    with at("11-13 21:20"):
        register.void(desk.cast["周启明"], UUID(inspection.id), "时间写错，作废重写")
    assert CoverageRow.objects.count() == 0
