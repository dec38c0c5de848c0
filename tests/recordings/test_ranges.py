import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.recordings.ranges import Span, Unsatisfiable, requested

SIZE = 1000
WHOLE, NOT_THERE = "whole", "416"

CONTRACT = [
    ("", WHOLE),
    ("bytes=0-", (0, 999)),
    ("bytes=0-0", (0, 0)),
    ("bytes=0-99", (0, 99)),
    ("bytes=999-", (999, 999)),
    ("bytes=500-10000", (500, 999)),
    ("bytes=-1", (999, 999)),
    ("bytes=-1000", (0, 999)),
    ("bytes=-5000", (0, 999)),
    ("BYTES=1-2", (1, 2)),
    ("bytes = 1 - 2", (1, 2)),
    ("bytes=1000-", NOT_THERE),
    ("bytes=1000-2000", NOT_THERE),
    ("bytes=-0", NOT_THERE),
    ("bytes=5-2", WHOLE),
    ("bytes=-", WHOLE),
    ("bytes=", WHOLE),
    ("bytes=a-b", WHOLE),
    ("bytes=1-2,5-6", WHOLE),
    ("bytes=--5", WHOLE),
    ("bytes=+1-2", WHOLE),
    ("items=0-5", WHOLE),
    ("bytes=1.5-2", WHOLE),
    ("bytes=99999999999999999999999999-", WHOLE),
    ("bytes=１-２", WHOLE),
    ("0-5", WHOLE),
]


@pytest.mark.parametrize(("header", "answer"), CONTRACT)
def test_the_contract_of_ranges(header, answer):
    if answer == NOT_THERE:
        with pytest.raises(Unsatisfiable):
            requested(header, SIZE)
    elif answer == WHOLE:
        assert requested(header, SIZE) is None
    else:
        span = requested(header, SIZE)
        assert (span.first, span.last) == answer


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=0-0", "bytes=-5"])
def test_an_empty_file_has_no_ranges(header):
    with pytest.raises(Unsatisfiable):
        requested(header, 0)


@given(st.integers(0, 5000), st.integers(0, 6000) | st.none(), st.integers(0, 6000) | st.none())
def test_a_range_is_always_a_part_of_the_file(size, first, last):
    """What is answered equals Python's own slice; nothing outside the file is ever promised."""
    content = bytes(index % 251 for index in range(size))
    header = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    try:
        span = requested(header, size)
    except Unsatisfiable:
        assert size == 0 or last == 0 or (first is not None and first >= size)
        return
    if span is None:
        assert (first is None and last is None) or (first is not None and last is not None and last < first)
        return
    assert 0 <= span.first <= span.last < size
    expected = content[max(0, size - last) :] if first is None else content[first : None if last is None else last + 1]
    assert content[span.first : span.last + 1] == expected
    assert span.length == len(expected)
    assert span.content_range == f"bytes {span.first}-{span.last}/{size}"


@given(st.text(max_size=40), st.integers(0, 10**12))
def test_no_header_brings_it_down(header, size):
    try:
        found = requested(header, size)
    except Unsatisfiable:
        return
    assert found is None or isinstance(found, Span)
