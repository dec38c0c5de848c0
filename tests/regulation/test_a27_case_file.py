"""Article 27: the file within 30 days of the end; recordings in storage within 24 hours of theirs."""

from datetime import date

import pytest
from tests.regulation.story import judged, one, story

from liuhen.regulation.articles.a27_case_file import PROVISIONS
from liuhen.regulation.grammar import Status
from liuhen.regulation.statutes.practice.recordings import PROVISIONS as NOTES
from liuhen.regulation.terms import Setting, Terms

FILE, STORED, LINKED = PROVISIONS
GAP, LATE_STORED, LATE_LINKED, ORIGINAL = NOTES
TWO = "11-13 19:50 case_registration parties=@both"
END = "{} party_end party={} ground=performed"
LINK = "11-15 08:00 recording_linked#{0} recording={0} record=#scene media=video begin={1} end={2} arrived={3}"
FILM = "{} recording_stored media=video begin=2026-11-13T20:00:00 end=2026-11-13T21:48:00 arrived={}"


def recording(*lines):
    return story(*lines, subject_type="recording")


def test_the_thirty_days_run_from_the_end_of_the_last_party_and_not_from_the_closing_report():
    history = story(TWO, END.format("12-04", "p1"), END.format("12-10", "p2"), "12-20 09:00 closing_report")
    assert one(judged(history, FILE)).due.hi.date() == date(2027, 1, 9)


def test_nothing_runs_while_one_party_has_no_end():
    assert judged(story(TWO, END.format("12-04", "p1"), "12-20 09:00 closing_report"), FILE) == []


@pytest.mark.parametrize(("bound", "status"), [("2027-01-03", Status.KEPT), ("2027-01-04", Status.KEPT_LATE)])
def test_a_file_bound_on_the_thirtieth_day_is_in_time(bound, status):
    history = story(
        "11-13 19:50 case_registration parties=@cafe", END.format("12-04", "p1"), f"{bound} case_file_bound bound={bound}"
    )
    assert one(judged(history, FILE)).status == status


def test_a_bureau_that_counts_working_days_says_so():
    terms = Terms(settings={"archive_unit": (Setting(value="working_days", since=date(2026, 1, 1)),)})
    found = one(judged(story(END.format("09-01", "p1")), FILE, terms=terms))
    assert found.unit == "working_days"
    assert found.due.hi.date() == date(2026, 10, 19)


def test_a_source_that_tells_of_archiving_and_not_of_the_end_cannot_be_judged():
    assert one(judged(story("told 2021-12-30 case_file_bound", partial=True), FILE)).status == Status.UNSEEN


def test_a_source_that_tells_of_full_payment_has_told_the_end():
    history = story("told 2021-12-01 penalty_decision fine=5000", "told 2021-12-10 payment amount=5000",
                    "told 2022-01-20 case_file_bound", partial=True)  # fmt: skip
    found = one(judged(history, FILE))
    assert (found.due.hi.date(), found.status) == (date(2022, 1, 9), Status.KEPT_LATE)


@pytest.mark.parametrize(("arrived", "status"), [("2026-11-14T21:48:00", Status.KEPT), ("2026-11-14T21:48:01", Status.KEPT_LATE)])
def test_24_hours_run_from_the_end_of_the_recording_to_the_second(arrived, status):
    assert one(judged(recording(FILM.format("11-16 09:00", arrived)), STORED)).status == status


def test_they_run_through_the_weekend():
    film = (
        "11-16 09:00 recording_stored media=video begin=2026-11-13T20:00:00 end=2026-11-13T21:48:00 arrived=2026-11-16T09:00:00"
    )
    assert one(judged(recording(film), STORED)).status == Status.KEPT_LATE


def test_a_late_recording_is_to_be_explained_and_nothing_waits_for_it():
    film = FILM.format("11-16 09:00", "2026-11-15T09:00:00")
    found = one(judged(recording(film), LATE_STORED))
    assert (found.status, found.level, found.gates) == (Status.OWED, "practice", ())
    assert "1 天 11 小时" in found.why
    assert one(judged(recording(film, "11-16 10:00 late_storage_explained reason=设备故障"), LATE_STORED)).status == Status.KEPT


def test_one_in_time_needs_no_explanation():
    assert judged(recording(FILM.format("11-14 09:00", "2026-11-14T08:00:00")), LATE_STORED) == []


def test_a_recording_without_times_is_unseen():
    assert (
        one(judged(recording("11-16 09:00 recording_stored media=photo begin= end= arrived=2026-11-16T09:00:00"), STORED)).status
        == Status.UNSEEN
    )


def test_segments_of_one_act_are_one_recording_from_the_last_segments_end():
    history = story(
        "11-13 20:00/23:30 inspection_record#scene officers=@two",
        LINK.format("r1", "2026-11-13T20:00:00", "2026-11-13T21:00:00", "2026-11-14T22:00:00"),
        LINK.format("r2", "2026-11-13T21:00:00", "2026-11-13T23:30:00", "2026-11-14T22:00:00"),
    )
    assert one(judged(history, LINKED)).status == Status.KEPT
    assert judged(history, LATE_LINKED) == []


def test_segments_that_came_late_are_one_late_duty_and_one_explanation():
    lines = (
        "11-13 20:00/23:30 inspection_record#scene officers=@two",
        LINK.format("r1", "2026-11-13T20:00:00", "2026-11-13T21:00:00", "2026-11-15T07:00:00"),
        LINK.format("r2", "2026-11-13T21:00:00", "2026-11-13T23:30:00", "2026-11-15T07:00:00"),
    )
    assert one(judged(story(*lines), LINKED)).status == Status.KEPT_LATE
    assert one(judged(story(*lines), LATE_LINKED)).status == Status.OWED
    explained = story(*lines, "11-15 09:00 late_storage_explained about=#r1 reason=设备故障")
    assert one(judged(explained, LATE_LINKED)).status == Status.KEPT


def test_once_linked_to_a_record_the_recording_is_counted_in_its_case_only():
    linked = recording(FILM.format("11-16 09:00", "2026-11-16T09:00:00"), "11-16 10:00 recording_linked case=c1 record=e9")
    assert judged(linked, STORED, LATE_STORED) == []


def test_a_gap_is_a_note_with_its_figures_and_gates_nothing():
    history = story(
        "11-13 20:36/21:48 inspection_record#scene officers=@two",
        LINK.format("r1", "2026-11-13T20:36:00", "2026-11-13T21:12:00", "2026-11-14T07:00:00"),
        LINK.format("r2", "2026-11-13T21:21:12", "2026-11-13T21:48:00", "2026-11-14T07:00:00"),
    )
    found = one(judged(history, GAP))
    assert (found.gravity, found.level, found.gates) == ("note", "practice", ())
    assert "9 分 12 秒" in found.why


def test_a_gap_that_was_explained_owes_no_word():
    history = story(
        "11-13 20:36/21:48 inspection_record#scene officers=@two",
        LINK.format("r1", "2026-11-13T20:36:00", "2026-11-13T21:12:00", "2026-11-14T07:00:00"),
        "11-14 09:00 gap_explained about=#scene reason=电量耗尽",
    )
    assert one(judged(history, GAP)).status == Status.KEPT


def test_a_minute_at_either_end_is_no_gap():
    history = story(
        "11-13 20:36/21:48 inspection_record#scene officers=@two",
        LINK.format("r1", "2026-11-13T20:36:50", "2026-11-13T21:47:10", "2026-11-14T07:00:00"),
    )
    assert judged(history, GAP) == []


def test_a_film_of_four_seconds_stated_as_the_whole_hour_is_a_gap_from_its_fourth_second_on():
    scene = "11-13 20:36/21:48 inspection_record#scene officers=@two"
    stated = LINK.format("r1", "2026-11-13T20:36:00", "2026-11-13T21:48:00", "2026-11-14T07:00:00")
    assert judged(story(scene, stated + " seconds=4320"), GAP) == []
    found = one(judged(story(scene, stated + " seconds=4"), GAP))
    assert "20:36:04–21:48" in found.why


def test_a_day_runs_from_the_end_of_the_film_and_not_from_what_is_stated_of_it():
    scene = "11-13 20:36/21:48 inspection_record#scene officers=@two"
    stated = LINK.format("r1", "2026-11-13T20:36:00", "2026-11-13T21:48:00", "2026-11-14T21:30:00")
    assert one(judged(story(scene, stated + " seconds=4320"), LINKED)).status == Status.KEPT
    assert one(judged(story(scene, stated + " seconds=4"), LINKED)).status == Status.KEPT_LATE


def test_photographs_leave_no_gap():
    history = story(
        "11-13 20:36/21:48 inspection_record#scene officers=@two",
        LINK.format("r1", "2026-11-13T20:40:00", "2026-11-13T20:40:00", "2026-11-14T07:00:00").replace("video", "photo"),
    )
    assert judged(history, GAP) == []


def test_a_file_through_a_messenger_app_asks_who_holds_the_original():
    film = FILM.format("11-14 09:00", "2026-11-14T08:00:00") + " source=messenger"
    assert one(judged(recording(film), ORIGINAL)).field == "holder"
    assert judged(recording(film + " holder=周启明"), ORIGINAL) == []


def test_a_recording_explained_before_it_was_linked_is_not_asked_again():
    late = LINK.format("r1", "2026-11-13T20:00:00", "2026-11-13T21:00:00", "2026-11-15T07:00:00")
    scene = "11-13 20:00/23:30 inspection_record#scene officers=@two"
    assert one(judged(story(scene, late), LATE_LINKED)).status == Status.OWED
    assert judged(story(scene, late + " late_reason=设备故障"), LATE_LINKED) == []


def test_a_recording_linked_to_the_case_and_then_to_its_record_is_counted_once():
    link = LINK.format("r1", "2026-11-13T20:00:00", "2026-11-13T21:00:00", "2026-11-14T07:00:00")
    loose = link.replace("#r1", "").replace("record=#scene", "record=")
    assert len(judged(story("11-13 20:00/23:30 inspection_record#scene officers=@two", loose, link), LINKED)) == 1
