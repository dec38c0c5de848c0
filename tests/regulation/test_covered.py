from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.regulation.covered import Covered, Taken, cover
from liuhen.regulation.when import CST


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-13T{clock}").replace(tzinfo=CST)


def film(begin: str, end: str, number: str = "f", media: str = "video") -> Taken:
    return Taken(id=number, media=media, begin=at(begin), end=at(end))


def photo(moment: str, number: str = "p") -> Taken:
    return film(moment, moment, number, "photo")


def said(coverage):
    return [(gap.begin.strftime("%H:%M:%S"), gap.seconds) for gap in coverage.gaps]


def test_the_inspection_of_the_mock_has_a_gap_of_nine_minutes_twelve():
    found = cover(at("20:36:00"), at("21:48:00"), [film("20:34:00", "21:12:00", "1"), film("21:21:12", "21:49:48", "2")])
    assert found.state == Covered.GAPS
    assert said(found) == [("21:12:00", 552)]
    assert found.covered_seconds == 72 * 60 - 552
    assert [stretch.recordings for stretch in found.covered] == [("1",), ("2",)]


def test_one_film_from_before_to_after_covers_the_whole_course():
    found = cover(at("20:36:00"), at("21:48:00"), [film("20:30:00", "22:00:00")])
    assert (found.state, found.gaps, found.missing_seconds) == (Covered.WHOLE, (), 0)


def test_two_cameras_at_once_count_once():
    found = cover(at("20:00:00"), at("21:00:00"), [film("20:00:00", "20:40:00", "1"), film("20:20:00", "21:00:00", "2")])
    assert found.state == Covered.WHOLE
    assert found.covered_seconds == 3600
    assert found.covered[0].recordings == ("1", "2")


def test_photographs_count_as_recording_and_cover_no_time():
    found = cover(at("20:36:00"), at("21:48:00"), [photo("20:40:00", "p1"), photo("21:00:00", "p2")])
    assert found.state == Covered.PHOTOS
    assert found.photos == ("p1", "p2")
    assert found.missing_seconds == 72 * 60


def test_a_photograph_of_another_evening_counts_for_nothing():
    found = cover(at("20:36:00"), at("21:48:00"), [photo("19:00:00"), photo("22:00:00")])
    assert (found.state, found.photos) == (Covered.NONE, ())


def test_a_film_that_ended_before_the_act_began_counts_for_nothing():
    found = cover(at("20:36:00"), at("21:48:00"), [film("20:00:00", "20:30:00")])
    assert found.state == Covered.NONE
    assert said(found) == [("20:36:00", 4320)]


def test_nothing_at_all_is_one_gap():
    found = cover(at("20:36:00"), at("21:48:00"), [])
    assert (found.state, said(found)) == (Covered.NONE, [("20:36:00", 4320)])


def test_segments_of_one_act_that_a_camera_cuts_apart_are_whole_when_the_seam_is_short():
    pieces = [film("20:00:00", "20:29:59"), film("20:30:01", "21:00:00")]
    assert cover(at("20:00:00"), at("21:00:00"), pieces).state == Covered.GAPS
    assert cover(at("20:00:00"), at("21:00:00"), pieces, unnoticed=timedelta(seconds=5)).state == Covered.WHOLE


def test_a_moment_is_covered_by_a_film_that_runs_then():
    found = cover(at("21:52:00"), at("21:52:00"), [film("21:50:00", "21:55:00")])
    assert (found.state, found.gaps) == (Covered.WHOLE, ())


def test_a_recording_that_ends_before_it_begins_covers_nothing():
    assert cover(at("20:00:00"), at("21:00:00"), [film("20:40:00", "20:20:00")]).state == Covered.NONE


def test_a_span_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        cover(at("21:00:00"), at("20:00:00"), [])


MINUTES = st.integers(0, 200)


@given(MINUTES, st.integers(0, 120), st.lists(st.tuples(MINUTES, st.integers(0, 60)), max_size=6))
def test_covered_and_missing_are_the_span_minute_by_minute(begin, length, films):
    zero = at("00:00:00")
    minute = timedelta(minutes=1)
    pieces = [
        Taken(id=str(n), media="audio", begin=zero + first * minute, end=zero + (first + long) * minute)
        for n, (first, long) in enumerate(films)
    ]
    found = cover(zero + begin * minute, zero + (begin + length) * minute, pieces)
    filmed = {m for first, long in films for m in range(first, first + long)}
    span = set(range(begin, begin + length))
    assert found.covered_seconds == 60 * len(span & filmed)
    assert found.missing_seconds == 60 * len(span - filmed)
    edges = sorted([*found.covered, *found.gaps], key=lambda stretch: stretch.begin)
    assert all(one.end == other.begin for one, other in pairwise(edges))
