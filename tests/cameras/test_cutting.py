"""Segments become one file again: every picture of the span is in it and can be seen, at its time, however busy the machine was."""

from dataclasses import replace
from datetime import datetime

import av
import pytest

from liuhen.cameras import cutting, segments
from liuhen.regulation.when import CST
from tests.cameras.footage import FPS, encoded

BEGIN = datetime(2026, 11, 23, 9, 30, tzinfo=CST)
NINE_THIRTY = BEGIN.timestamp()


def left(folder, begin, *, count=3, seconds=4, session="a", late=()):
    """``count`` segments of one connection as a recorder leaves them; ``late``: by how much it told the first ones' times too late."""
    made, writer = [], None
    with av.open(str(encoded(folder / "source.mp4", BEGIN, count * seconds))) as container:
        picture = container.streams.video[0]
        for packet in container.demux(picture):
            if packet.pts is None:
                continue
            at = float(packet.pts * packet.time_base)
            if writer is None or (packet.is_keyframe and at >= (len(made) + 1) * seconds):
                if writer is not None:
                    made.append(done(writer, begin, late[len(made)] if len(made) < len(late) else 0))
                writer = segments.Writer(folder, picture, None, session=session, before="", sets=b"", key=packet.is_keyframe)
            writer.write(packet)
    return [*made, done(writer, begin, 0)]


def done(writer, begin, late):
    return writer.finish(begin + writer.first + late, drift=None)


def seen(piece):
    """The times of the pictures that a player shows."""
    with av.open(piece.path) as film:
        return [float(frame.pts * frame.time_base) for frame in film.decode(video=0)]


@pytest.mark.parametrize("end", [6.0, 6.2, 6.21, 7.05, 12.0])
def test_the_last_picture_of_a_span_is_shown_like_all_others(tmp_path, end):
    facts = left(tmp_path, NINE_THIRTY)
    [piece] = cutting.cut(tmp_path, facts, NINE_THIRTY + 2, NINE_THIRTY + end, tmp_path / "cut")
    assert len(seen(piece)) == piece.frames == -(-round((end - 2) * 100) // (100 // FPS))


def test_a_first_segment_that_knew_its_time_badly_puts_none_of_the_others_wrong(tmp_path):
    facts = left(tmp_path, NINE_THIRTY, late=(0.4, 0.03))
    assert facts[0].begin == pytest.approx(NINE_THIRTY + 0.4)
    [piece] = cutting.cut(tmp_path, facts, NINE_THIRTY + 5.5, NINE_THIRTY + 11, tmp_path / "cut")
    assert piece.begin == pytest.approx(NINE_THIRTY + 5, abs=0.001)
    [whole] = cutting.cut(tmp_path, facts, NINE_THIRTY, NINE_THIRTY + 13, tmp_path / "whole")
    assert whole.begin == pytest.approx(NINE_THIRTY, abs=0.001)
    assert seen(whole) == pytest.approx([number / FPS for number in range(12 * FPS)], abs=0.001)


def test_a_quartz_that_runs_wrong_is_followed_over_hours(tmp_path):
    [one, *_] = left(tmp_path, NINE_THIRTY, count=1)
    hours = [
        replace(one, begin=NINE_THIRTY + at * 1.0001, end=NINE_THIRTY + at * 1.0001 + 60, stamp=at)
        for at in range(0, 3 * 3600, 60)
    ]
    told = cutting.timed(hours)
    assert max(abs(a.begin - b.begin) for a, b in zip(told, hours, strict=True)) < 0.02
    assert len(cutting.runs(told)) == 1


@pytest.mark.parametrize("back", [3, 3600])
def test_a_clock_that_was_set_back_makes_two_films_and_squeezes_nothing(tmp_path, back):
    before = left(tmp_path, NINE_THIRTY, session="a")
    after = left(tmp_path, NINE_THIRTY + 12 - back, session="b")
    pieces = cutting.cut(tmp_path, before + after, NINE_THIRTY - 3600, NINE_THIRTY + 3600, tmp_path / "cut")
    assert sorted(piece.begin for piece in pieces) == pytest.approx(sorted([NINE_THIRTY, NINE_THIRTY + 12 - back]))
    for piece in pieces:
        assert seen(piece) == pytest.approx([number / FPS for number in range(12 * FPS)], abs=0.001)
