"""What the pages say of short lengths and of clocks that are nearly right."""

from datetime import timedelta

import pytest

from liuhen.pages.templatetags.lh import took, whole
from liuhen.pages.templatetags.lh_camera import beside
from liuhen.pages.templatetags.lh_play import format_name


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
        ("application/octet-stream", "application/octet-stream"),
    ],
)
def test_a_file_s_format_is_called_as_people_call_it(mime, said):
    assert format_name(mime) == said
