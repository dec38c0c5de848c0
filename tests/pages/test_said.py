"""What the pages say of short lengths and of clocks that are nearly right."""

from datetime import timedelta

import pytest

from liuhen.pages.templatetags.lh import took
from liuhen.pages.templatetags.lh_camera import beside


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
