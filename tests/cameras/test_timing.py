"""When a picture was taken: by the quickest packet, through a clock that is set anew, stamps that jump and a camera that is fast. Pure."""

import random

import pytest

from liuhen.cameras import streams
from liuhen.cameras.timing import Anchor, Level

WALL = 1_795_000_000.0


def test_the_quickest_packet_tells_and_late_ones_change_nothing():
    anchor, chance = Anchor(), random.Random(7)
    for number in range(3000):
        stamp = number / 25
        steady = 500 + stamp + 0.02 + chance.expovariate(10)  # a network that is late, never early
        assert anchor.note(stamp, steady, WALL + steady) == ""
    assert anchor.real(100.0) == pytest.approx(WALL + 500 + 100 + 0.02, abs=0.01)


def test_what_had_waited_at_the_beginning_is_put_right_by_what_comes_live():
    anchor = Anchor()
    for number in range(75):
        anchor.note(number / 25, 503.0, WALL + 503.0)  # three seconds at once
    for number in range(75, 150):
        anchor.note(number / 25, 500 + number / 25, WALL + 500 + number / 25)
    assert anchor.real(0.0) == pytest.approx(WALL + 500, abs=0.001)


def test_a_picture_has_arrived_when_the_one_before_it_is_let_go():
    anchor = Anchor()
    for number in range(20):
        let_go = 500 + (number + 1) / 10 + 0.02  # whole for sure once the next one begins to arrive, 20 ms after it was taken
        assert anchor.picture(number / 10, let_go, WALL + let_go) == ""
    assert anchor.real(0.0) == pytest.approx(WALL + 500.02, abs=0.001)


def test_after_the_stamps_leapt_only_what_arrives_from_then_on_tells_the_time():
    anchor = Anchor()
    for number in range(20):
        anchor.picture(number / 10, 500 + (number + 1) / 10, WALL + 500 + (number + 1) / 10)
    anchor.begin_anew()
    for number in range(20, 40):  # the leap was guessed 30 ms too large: the stamps of now are that much less
        anchor.picture(number / 10 - 0.03, 500 + (number + 1) / 10, WALL + 500 + (number + 1) / 10)
    assert anchor.real(3.97) == pytest.approx(WALL + 504, abs=0.001)


def test_a_quartz_that_runs_wrong_is_followed():
    anchor = Anchor()
    for number in range(4 * 3600):
        anchor.note(number * 1.0001, 500.0 + number, WALL + 500 + number)  # 0.36 s an hour
    assert anchor.real(4 * 3600 * 1.0001) == pytest.approx(WALL + 500 + 4 * 3600, abs=0.03)


@pytest.mark.parametrize("by", [-3600, -1.5, 1.5, 86400])
def test_a_clock_that_is_set_anew_tears_the_thread(by):
    anchor = Anchor()
    assert anchor.note(0, 500, WALL) == ""
    assert anchor.note(1, 501, WALL + 1 + by) == "clock_jump"
    assert anchor.note(1, 501, WALL + 1.4) == "", "a clock that is slewed does not"


@pytest.mark.parametrize("stamp", [30.0, 5000.0, -400.0, 13.0, 7.0])
def test_stamps_that_jump_tear_it_too(stamp):
    anchor = Anchor()
    for number in range(10):
        assert anchor.note(number, 500 + number, WALL + number) == ""
    assert anchor.note(stamp, 510, WALL + 10) == "stamps_jump"


def test_a_line_that_stood_still_and_pictures_that_were_lost_meanwhile_tear_nothing():
    anchor = Anchor()
    for number in range(10):
        assert anchor.note(number, 500 + number, WALL + number) == ""
    for number in (10, 11, 18, 19):  # ten seconds late at once, six of the pictures never sent
        assert anchor.note(number, 520, WALL + 20) == ""
    assert anchor.note(21, 521, WALL + 21) == ""
    assert anchor.note(20.6, 521.1, WALL + 21.1) == "", "pictures that refer to each other come in another order"


def test_the_cameras_own_clock_stands_beside_ours_as_its_drift():
    anchor = Anchor()
    assert anchor.drift is None
    for number in range(10):
        anchor.note(number, 500 + number, WALL + number)
        anchor.camera_said(number, WALL + number + 12.5)
    assert anchor.drift == pytest.approx(12.5, abs=0.01)
    assert anchor.real(3) == pytest.approx(WALL + 3, abs=0.01)


SPS, PPS, IDR, SEI = b"\x67abc", b"\x68d", b"\x65picture", b"\x06x"
START, SHORT = b"\x00\x00\x00\x01", b"\x00\x00\x01"


def test_parameter_sets_are_found_before_the_picture_and_nowhere_else():
    packet = START + SPS + SHORT + PPS + START + SEI + START + IDR
    assert streams.parameter_sets("h264", packet) == START + SPS + START + PPS
    assert streams.parameter_sets("h264", START + IDR) == b""
    assert streams.parameter_sets("h264", b"") == b""
    assert streams.parameter_sets("hevc", START + b"\x40v" + START + b"\x42s" + START + b"\x44p" + START + b"\x26i") == (
        START + b"\x40v" + START + b"\x42s" + START + b"\x44p"
    )


@pytest.mark.parametrize("leap", [0.0, 0.44, -0.44, 7.0])
def test_the_leap_when_the_camera_first_tells_its_clock_is_taken_out_once(leap):
    level = Level()
    before = [level.picture(number / 10, told=False) for number in range(20)]
    after = [level.picture(number / 10 + leap, told=True) for number in range(20, 40)]
    assert before + after == pytest.approx([number / 10 for number in range(40)], abs=0.001)
    assert level.shift == pytest.approx(-leap, abs=0.001)


def test_a_camera_without_sound_makes_no_leap_and_an_uneven_picture_is_none():
    level = Level(leaps=False)
    stamps = [0.0, 0.1, 0.2, 0.45, 0.5, 0.6]
    assert [level.picture(at, told=at > 0.3) for at in stamps] == stamps
    assert level.shift == 0


def test_pictures_that_are_lost_later_stay_lost():
    level = Level()
    for number in range(20):
        level.picture(number / 10, told=number > 5)
    assert level.picture(9.0, told=True) == 9.0


def test_sound_waits_until_it_is_known_to_which_picture_it_belongs():
    level = Level()
    level.picture(0.0, told=False)
    assert not level.sound(1.0, told=False)
    assert not level.sound(1.0, told=True), "the pictures are not by that clock yet"
    level.picture(0.1, told=True)
    assert not level.sound(1.0, told=False)
    assert level.sound(1.0, told=True)


def test_a_camera_that_never_tells_its_clock_is_heard_all_the_same():
    level = Level()
    level.picture(0.0, told=False)
    assert level.sound(13.0, told=False)
