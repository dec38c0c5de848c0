"""Article 12: inspections, sampling and hearings are recorded in picture or sound, unless unsuitable."""

import pytest
from tests.regulation.story import judged, one, story

from liuhen.regulation.articles.a12_recordings_of_inspections import PROVISION
from liuhen.regulation.grammar import Status

SCENE = "11-13 20:36/21:48 inspection_record#scene officers=@two"
LINK = "11-14 08:00 recording_linked recording=r1 record={} media={} begin=2026-11-13T{} end=2026-11-13T{} arrived=2026-11-14T07:55:00"


def status(*lines, partial=False):
    return one(judged(story(*lines, partial=partial), PROVISION)).status


def test_an_inspection_without_picture_or_sound_owes_it():
    assert status(SCENE) == Status.OWED


@pytest.mark.parametrize("media", ["video", "audio", "photo"])
def test_any_picture_or_sound_from_within_it_counts(media):
    assert status(SCENE, LINK.format("#scene", media, "21:10:05", "21:10:05")) == Status.KEPT


def test_a_recording_linked_only_to_the_case_covers_by_its_time():
    assert status(SCENE, LINK.format('""', "video", "20:30:00", "21:50:00")) == Status.KEPT


def test_a_recording_of_the_afternoon_does_not_cover_the_evening():
    assert status(SCENE, LINK.format("#scene", "video", "15:00:00", "16:00:00")) == Status.OWED


def test_the_last_minute_of_the_record_belongs_to_it():
    assert status(SCENE, LINK.format("#scene", "photo", "21:48:40", "21:48:40")) == Status.KEPT
    assert status(SCENE, LINK.format("#scene", "photo", "21:49:30", "21:49:30")) == Status.OWED


def test_an_unlinked_recording_no_longer_counts():
    unlinked = "11-14 09:00 recording_unlinked recording=r1 about=#film reason=错连"
    link = LINK.format("#scene", "video", "20:30:00", "21:50:00").replace("recording_linked", "recording_linked#film")
    assert status(SCENE, link) == Status.KEPT
    assert status(SCENE, link, unlinked) == Status.OWED


def test_a_recording_of_unknown_time_linked_to_the_record_cannot_be_told():
    assert (
        status(
            SCENE, "11-14 08:00 recording_linked recording=r1 record=#scene media=photo begin= end= arrived=2026-11-14T07:55:00"
        )
        == Status.UNSEEN
    )


def test_unsuitable_as_stated_on_the_spot_excuses():
    assert status(SCENE + " recording_unsuitable=true unsuitable_reason=涉及未成年人隐私") == Status.EXCUSED
    assert status(SCENE, "11-13 21:40 recording_unsuitable about=#scene reason=涉及未成年人隐私") == Status.EXCUSED


def test_unsuitable_without_a_reason_excuses_nothing():
    assert status(SCENE + " recording_unsuitable=true") == Status.OWED


def test_unsuitable_as_remembered_next_morning_does_not():
    assert status(SCENE, "11-14 09:00 recording_unsuitable about=#scene reason=涉及未成年人隐私") == Status.OWED


def test_an_interview_need_not_be_recorded():
    assert judged(story("11-14 09:00/10:00 interview_transcript officers=@two"), PROVISION) == []


@pytest.mark.parametrize(("told", "expected"), [("video", Status.KEPT), ("photo", Status.KEPT), ("none", Status.BREACHED)])
def test_a_source_is_taken_at_its_word(told, expected):
    assert status(f"told 2021-09-16T17:00/17:20 inspection_record recording_state={told}", partial=True) == expected


def test_a_source_that_does_not_tell_is_unseen_and_a_complete_one_owes():
    assert status("told 2021-09-16T17:00/17:20 inspection_record", partial=True) == Status.UNSEEN
    assert status("told 2021-09-16T17:00/17:20 inspection_record") == Status.OWED


def test_an_inspection_told_only_by_its_beginning_is_covered_by_what_began_later_that_night():
    lines = ("told 2026-11-13T22:00 inspection_record#scene",
             ("11-14 08:00 recording_linked recording=r1 record=#scene media=video begin=2026-11-13T22:10:00"
             " end=2026-11-13T23:00:00 arrived=2026-11-14T07:55:00"))  # fmt: skip
    assert status(*lines) == Status.KEPT


def test_a_recording_duty_gates_nothing():
    assert one(judged(story(SCENE), PROVISION)).gates == ()


def test_a_recording_declared_impossible_is_breached_and_stays_so():
    key = one(judged(story(SCENE), PROVISION)).key
    assert status(SCENE, f"11-15 09:00 breach_declared duty={key} explanation=设备故障") == Status.BREACHED


def test_a_recording_linked_anew_with_corrected_times_counts_with_those():
    first = LINK.format("#scene", "video", "15:00:00", "16:00:00")
    gone = "11-14 09:00 recording_unlinked recording=r1 record=#scene about=#scene reason=时间写错"
    anew = LINK.format("#scene", "video", "20:30:00", "21:50:00").replace("08:00", "09:01")
    assert status(SCENE, first, gone, anew) == Status.KEPT
    assert status(SCENE, anew.replace("09:01", "08:30"), gone) == Status.OWED


def test_a_file_that_cannot_be_read_shows_nothing():
    assert status(SCENE, LINK.format("#scene", "video", "20:30:00", "21:50:00") + " unreadable=true") == Status.OWED
