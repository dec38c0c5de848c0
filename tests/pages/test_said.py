"""What the pages say of short lengths and of clocks that are nearly right."""

from copy import deepcopy
from datetime import datetime, timedelta

import pytest

from liuhen.pages import reading
from liuhen.pages.forms import Choosing
from liuhen.pages.templatetags.lh import moment, moment_seconds, took, until_seconds, whole
from liuhen.pages.templatetags.lh_camera import beside
from liuhen.pages.templatetags.lh_play import format_name, short_of
from liuhen.pages.templatetags.lh_sup import lasted
from liuhen.recordings.models import RecordingRow
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef
from liuhen.regulation.book import our_book
from liuhen.regulation.covered import shown_until
from liuhen.regulation.when import CST, UNKNOWN, When
from tests.cases.stories import open_case
from tests.cast import at


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (None, ""),
        (timedelta(), "0 分"),
        (timedelta(seconds=42), "不到 1 分"),
        (timedelta(minutes=1), "1 分"),
        (timedelta(hours=34, minutes=51), "34 小时 51 分"),
    ],
)
def test_a_gap_of_seconds_is_not_said_to_be_none(length, said):
    assert took(length) == said


@pytest.mark.parametrize(
    ("drift", "said"),
    [
        (0.0, "与本系统一致"),
        (-0.04, "与本系统一致"),
        (-1.5, "比本系统慢 1.5 秒"),
        (2.0, "比本系统快 2 秒"),
        (10.0, "比本系统快 10 秒"),
    ],
)
def test_a_cameras_clock_beside_ours(drift, said):
    assert beside(drift) == said


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("九十日到 2027-02-21 24:00", '九十日到 <span class="lh-nb">2027-02-21 24:00</span>'),
        ("缺 9 分 12 秒", '缺 <span class="lh-nb">9 分 12 秒</span>'),
        ("七个工作日，<b>", "七个工作日，&lt;b&gt;"),
    ],
)
def test_a_day_with_its_hour_and_a_length_stay_on_one_line(said, shown):
    assert whole(said) == shown


@pytest.mark.parametrize(
    ("mime", "said"),
    [
        ("video/mp4", "MP4 录像"),
        ("video/quicktime", "MOV 录像"),
        ("audio/mpeg", "MP3 录音"),
        ("audio/x-wav", "WAV 录音"),
        ("image/jpeg", "JPEG 照片"),
        ("video/x-ms-asf", "WMV 录像"),
        ("audio/x-ms-asf", "WMA 录音"),
        ("application/octet-stream", "application/octet-stream"),
    ],
)
def test_a_file_s_format_is_called_as_people_call_it(mime, said):
    assert format_name(mime) == said


def told(text):
    return datetime.fromisoformat(text).replace(tzinfo=CST)


@pytest.mark.parametrize(
    ("begin", "end", "said"),
    [
        ("2026-11-13 21:49:06", "2026-11-13 21:50:00", "11-13 21:49:06–21:50:00"),
        ("2026-11-13 21:49:06", None, "11-13 21:49:06"),
        ("2026-11-13 23:58:00", "2026-11-14 00:12:30", "11-13 23:58:00–11-14 00:12:30"),
        ("2025-12-31 23:59:58", "2026-01-01 00:00:04", "2025-12-31 23:59:58–2026-01-01 00:00:04"),
        ("2025-12-31 21:00:00", "2025-12-31 21:30:00", "2025-12-31 21:00:00–21:30:00"),
        ("2025-12-30 23:58:00", "2025-12-31 00:12:30", "2025-12-30 23:58:00–12-31 00:12:30"),
    ],
)
def test_a_film_over_midnight_or_new_year_says_its_days(begin, end, said):
    with clock.scripted(told("2026-11-29 09:00:00")):
        assert until_seconds(told(begin), told(end) if end else None) == said


def test_what_was_done_in_another_year_says_which():
    with clock.scripted(told("2027-01-02 09:00:00")):
        assert moment_seconds(told("2027-01-01 00:00:01")) == "01-01 00:00:01"
        assert moment_seconds(told("2026-12-31 23:59:59")) == "2026-12-31 23:59:59"
        assert moment(told("2026-12-31 23:59:00")) == "2026-12-31 23:59"


def test_a_record_that_is_chosen_in_a_form_says_its_year_and_no_time_that_nobody_knows(database, assembled_with_accounts):
    cast = deepcopy(assembled_with_accounts[1])
    case = open_case(cast)
    ref = SubjectRef("case", case)
    known = [When.parse("2026-11-14T08:30"), When.parse("2025-12-31T08:30"), When.parse("2019-08"), When(UNKNOWN, UNKNOWN)]
    with at("11-14 09:00"):
        for when in known:
            register.record(cast["周启明"], ref, "told_event", {"type": "巡查", "note": "旧记录"}, when=when, origin="import")
        history = register.history(cast.agency, ref)
        offered = [words for _, words in Choosing(cast["周启明"], ref, history).records(("told_event",))]
    assert [words.partition(" ")[2] for words in offered] == ["11-14 08:30", "2025-12-31 08:30", "2019年8月", "时间不详"]


@pytest.mark.parametrize(
    ("media", "seconds", "shows", "said"),
    [
        ("video", 4.0, "2026-11-13 19:28:04", "原写到 20:40:56，文件只长 4 秒，按文件算"),
        ("audio", 4320.0, "2026-11-13 20:40:56", ""),
        ("video", 4376.0, "2026-11-13 20:40:56", ""),
        ("video", None, "2026-11-13 20:40:56", ""),
        ("photo", 0.0, "2026-11-13 20:40:56", ""),
    ],
)
def test_a_film_shows_no_more_than_its_own_length_and_says_so(media, seconds, shows, said):
    begin, stated = told("2026-11-13 19:28:00"), told("2026-11-13 20:40:56")
    end = shown_until(begin, stated, media, seconds)
    assert end == told(shows)
    row = RecordingRow(begin=begin, end=end, told_end=stated if stated != end else None, seconds=seconds, media=media)
    assert short_of(row) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, ""),
        (86_399, "23 小时 59 分"),
        (86_400, "24 小时"),
        (86_440, "24 小时 40 秒"),
        (86_460, "24 小时 1 分"),
        (40, "0 分"),
    ],
)
def test_what_is_late_by_seconds_does_not_read_as_if_it_were_in_time(seconds, said):
    assert lasted(seconds) == said


def test_a_record_names_the_unit_and_does_not_show_its_number():
    content = {"unit": "909a8a2a-77c9-496f-a0e7-96d42861c1e1", "unit_name": "执法二中队"}
    kind = our_book().kind("case_registration")
    shown = [field.key for field in kind.fields if reading._shown(field, content, for_signer=False)]
    assert "unit_name" in shown
    assert "unit" not in shown
