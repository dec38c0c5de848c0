"""Missing numbers among the files of one device."""

from datetime import timedelta

import pytest

from liuhen.recordings.sequences import Numbered, explained, gaps
from tests.cast import moment


def filmed(*numbers, first="11-20 09:00"):
    return [Numbered(sequence=number, at=moment(first) + timedelta(hours=place)) for place, number in enumerate(numbers)]


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        (("0007", "0008", "0010"), ["0009"]),
        (("0007", "0008", "0009"), []),
        (("7", "12"), ["8–11"]),
        (("20261120_0001", "20261120_0003", "20261121_0001"), ["20261120_0002"]),
        (("0098", "0099", "0001", "0002"), []),  # the card was formatted
        (("0001", "0900"), []),  # nobody filmed that much in between
        (("DSJ07-0007", "DSJ07-0010", "DSJ07-0008"), ["DSJ07-0008–DSJ07-0009"]),
        (("", "abc"), []),
        ((), []),
    ],
)
def test_what_is_missing_is_named_as_the_device_numbers(numbers, missing):
    assert [gap.said for gap in gaps(filmed(*numbers))] == missing


def test_a_file_whose_clock_stood_in_1970_is_not_missing():
    listed = [*filmed("0007", "0008", "0010"), Numbered(sequence="0009", at=moment("1970-01-01 08:00"))]
    assert gaps(listed) == []


def test_a_file_without_a_time_is_not_missing_either():
    assert gaps([*filmed("0007", "0010"), Numbered(sequence="0008")])[0].count == 1


def test_a_note_explains_the_gap_that_it_covers():
    (gap,) = gaps(filmed("0007", "0010"))
    assert explained(gap, [{"first": "0008", "last": "0009", "reason": "试机"}])["reason"] == "试机"
    assert explained(gap, [{"first": "0008", "last": "0008", "reason": "试机"}]) is None
    assert explained(gap, [{"first": "X0008", "last": "X0009", "reason": "试机"}]) is None
    assert explained(gap, [{"first": "", "last": "全部", "reason": "试机"}]) is None
