"""Cameras that do what no good one does: stamps and clocks that leap, no picture, answers that are none. No time is made up, no password told."""

import time

import pytest

from liuhen.cameras import streams
from tests.cameras.filming import span
from tests.support.rtsp import until
from tests.support.rtsp_by_hand import JPEG, SOUND, VIDEO, Camera

LEAPS = 5  # seconds after which it leaps
TWO = VIDEO + SOUND.replace("control:t", "control:s")


@pytest.fixture
def strange():
    """``strange(media, ...)``: a camera made by hand."""
    made = []

    def put(*media, **more):
        made.append(Camera(*media, **more))
        return made[-1]

    yield put
    for one in made:
        one.stop()


def later(by):
    """Adds this from the leap on."""
    return lambda age: age + 1000 + (by if age > LEAPS else 0)


def reset(by):
    """A clock that is set by this much, seven seconds from now."""
    begun = time.time()
    return lambda now: now + (by if now - begun > LEAPS + 2 else 0)


@pytest.mark.slow
def test_where_a_camera_leaps_each_picture_keeps_its_moment(strange, recorder, tmp_path):
    cameras = {
        "stamps on": strange(stamp=later(3)),
        "stamps back": strange(stamp=later(-3)),
        "stamps far back": strange(stamp=later(-200)),
        "clock on": strange(TWO, clock=reset(3)),
        "clock back": strange(TWO, clock=reset(-3)),
        "clock of one without sound": strange(clock=reset(86400)),
    }
    recorders = {}
    for name, one in cameras.items():
        recorders[name] = recorder(one.url, folder=tmp_path / name, log=tmp_path / f"{name}.log")
    until(lambda: all(one.facts and one.facts[-1].end - one.facts[0].begin > LEAPS + 7 for one in recorders.values()), 90)
    for name, recording in recorders.items():
        recording.end()
        facts = recording.facts
        torn = [one.before for one in facts if one.before not in {"", "start"}]
        assert set(torn) == (set() if "without" in name else {"stamps_jump"}), name
        pieces, films = span(recording.folder, facts, tmp_path / f"cut {name}", 0, time.time())
        off = [abs(piece.begin + at - made) for piece, film in zip(pieces, films, strict=True) for at, made in film]
        assert len(off) > 80, name
        assert max(off) < 0.4, name


@pytest.mark.slow
@pytest.mark.parametrize("media", [SOUND, JPEG], ids=["sound alone", "another codec"])
def test_one_without_a_picture_that_can_be_kept_is_told_as_that(strange, media):
    with pytest.raises(streams.Trouble) as told:
        streams.open_stream(strange(media).url)
    assert told.value.code == "no_picture"


@pytest.mark.parametrize("to", ["file:///etc/passwd", "http://127.0.0.1:1/x", "rtsp://127.0.0.1:1/x"])
def test_one_that_points_elsewhere_opens_no_file_and_tells_no_password(strange, to):
    def moved(method, number, _url):
        return f"RTSP/1.0 302 Moved\r\nCSeq: {number}\r\nLocation: {to}\r\n\r\n".encode() if method == "DESCRIBE" else b""

    with pytest.raises(streams.Trouble) as told:
        streams.open_stream(strange(answer=moved).url.replace("//", "//admin:Geheim-71@"))
    assert told.value.code in {"not_rtsp", "refused"}
    assert "Geheim" not in repr(told.value)
