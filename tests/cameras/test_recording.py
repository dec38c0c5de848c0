"""A camera is recorded from a real RTSP server: every codec and login, away and back, killed, full, with another clock."""

import os
import signal
import time

import pytest

from liuhen.cameras import cutting, streams
from tests.cameras.filming import Recorder, span
from tests.support import rtsp
from tests.support.rtsp import until

CAMERAS = [
    ({"codec": "h264"}, ""),
    ({"codec": "h264", "sound": "pcma", "user": "admin", "password": "Geheim-71", "scheme": "digest"}, "pcm_alaw"),
    ({"codec": "h264", "sound": "aac", "user": "admin", "password": "Geheim-71", "scheme": "basic"}, "aac"),
    ({"codec": "h265", "key": 20}, ""),
    ({"codec": "h265", "sound": "pcma"}, "pcm_alaw"),
]


@pytest.fixture(scope="session", autouse=True)
def _server_there():
    rtsp.demand()


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """What recorders left of each of these cameras, filmed side by side, since each takes its seconds; begun one after another."""
    folder, servers, recorders = tmp_path_factory.mktemp("cameras"), [], []
    for number, (order, _) in enumerate(CAMERAS):
        servers.append(rtsp.Server(folder / f"camera-{number}", **order))
        recorders.append(Recorder(servers[-1].url, folder / f"footage-{number}", folder / f"{number}.log"))
        until(lambda: recorders[-1].facts, 40)
    until(lambda: all(len(one.facts) >= 7 for one in recorders), 60)
    for one in recorders:
        one.end()
    for server in servers:
        server.stop()
    return recorders


@pytest.mark.slow
@pytest.mark.parametrize(("number", "order", "sound"), [(number, *one) for number, one in enumerate(CAMERAS)])
def test_a_span_over_several_segments_holds_every_picture_at_its_moment(recorded, tmp_path, number, order, sound):
    recording = recorded[number]
    facts = recording.facts

    begin, end = facts[-5].begin + 0.3, facts[-1].end - 0.4
    [piece], [pictures] = span(recording.folder, facts, tmp_path / "cut", begin, end)

    key = order.get("key", 10) / 10
    assert begin - key - 0.15 <= piece.begin <= begin, "from the key picture before the wanted moment, no earlier"
    assert end - 0.11 <= piece.end <= end + 0.15
    assert len(pictures) == piece.frames
    assert abs(piece.frames - (piece.end - piece.begin) * 10) <= 2, "ten pictures a second, none missing"
    off = [piece.begin + at - made for at, made in pictures]
    assert max(off) - min(off) < 0.15, "no picture drifts from the others"
    assert max(map(abs, off)) < 0.08, "what stands in each picture is when it was made, to less than the next one"
    assert len(piece.segments) >= 3
    digests = [one.sha256 for one in facts]
    at = digests.index(piece.segments[0]["sha256"])
    assert [one["sha256"] for one in piece.segments] == digests[at : at + len(piece.segments)]
    assert facts[-1].audio == sound
    assert abs(facts[-1].drift or 0) < 0.5
    with cutting.av.open(piece.path) as film:
        assert [one.codec_context.name for one in film.streams.video] == [{"h265": "hevc"}.get(order["codec"], order["codec"])]
        assert [one.codec_context.name for one in film.streams.audio] == ([sound] if sound else [])
    assert "Geheim" not in recording.log.read_text()


@pytest.mark.slow
def test_a_camera_that_was_away_leaves_a_gap_that_no_file_claims(camera, recorder, tmp_path):
    filming = camera()
    recording = recorder(filming.url)
    until(lambda: recording.facts, 30)
    filming.stop()
    until(lambda: recording.told(state="away"), 30)
    time.sleep(1)
    filming.start()
    before = len(recording.facts)
    until(lambda: len(recording.facts) > before, 40)
    recording.end()

    facts = recording.facts
    after = next(one for one in facts if one.before in {"broken", "silent", "refused"})
    earlier = [one for one in facts if one.end <= after.begin]
    assert after.begin - earlier[-1].end > 1
    pieces, _ = span(recording.folder, facts, tmp_path / "cut", facts[0].begin, facts[-1].end)
    assert len(pieces) == 2
    assert pieces[0].end <= earlier[-1].end + 0.2
    assert pieces[1].begin >= after.begin - 0.2


@pytest.mark.slow
def test_a_camera_that_is_away_at_the_start_is_tried_again(camera, recorder):
    filming = camera()
    filming.stop()
    recording = recorder(filming.url)
    until(lambda: recording.told(state="away", code="refused"), 20)
    filming.start()
    until(lambda: recording.told(state="recording"), 40)


@pytest.mark.slow
def test_what_a_killed_recorder_was_writing_is_recovered(camera, recorder):
    filming = camera(sound="pcma")
    first = recorder(filming.url, seconds=600)
    until(lambda: first.told(state="recording"), 30)
    time.sleep(1.5)
    killed = time.time()
    first.process.send_signal(signal.SIGKILL)
    first.process.wait()
    second = recorder(filming.url, seconds=600)
    until(lambda: second.told(event="recovered"), 30)

    [facts] = [one for one in second.facts if one.recovered]
    assert abs(facts.end - killed) < 1
    assert facts.frames >= 10
    assert facts.key
    assert not list(first.folder.glob("open-*")) or second.told(state="recording")


@pytest.mark.slow
def test_a_picture_that_changes_its_size_begins_a_new_segment_and_a_new_file(camera, recorder, tmp_path):
    filming = camera()
    recording = recorder(filming.url, seconds=600)
    until(lambda: recording.told(state="recording"), 30)
    time.sleep(1)
    filming.say("size 480x270")
    until(lambda: recording.facts, 20)
    time.sleep(1.5)
    recording.end()

    pieces, films = span(recording.folder, recording.facts, tmp_path / "cut", 0, time.time())
    assert len(pieces) == 2
    assert all(len(film) == piece.frames for film, piece in zip(films, pieces, strict=True))
    sizes = []
    for piece in pieces:
        with cutting.av.open(piece.path) as film:
            frame = next(film.decode(video=0))
            sizes.append((frame.width, frame.height))
    assert sizes == [(320, 180), (480, 270)]


@pytest.mark.slow
def test_a_camera_that_sends_key_pictures_seldom_is_cut_hard_and_stays_one_film(camera, recorder, tmp_path):
    filming = camera(key=400)
    recording = recorder(filming.url, seconds=0.3)
    until(lambda: len(recording.facts) >= 2, 60)
    recording.end()
    facts = recording.facts
    assert [one.key for one in facts][:2] == [True, False]
    [piece], [pictures] = span(recording.folder, facts, tmp_path / "cut", facts[0].begin, facts[-1].end)
    assert len(pictures) == piece.frames == sum(one.frames for one in facts)


@pytest.mark.slow
def test_without_room_it_stops_and_says_so_and_goes_on_when_there_is_some(camera, recorder, tmp_path, monkeypatch):
    filming = camera()
    recording = recorder(filming.url, reserve=2**60)
    until(lambda: recording.told(state="full"), 20)
    assert not recording.facts
    recording.end()
    again = recorder(filming.url, why="disk_full")
    until(lambda: again.facts, 40)
    assert again.facts[0].before == "disk_full"


@pytest.mark.slow
def test_a_wrong_password_is_told_as_that_and_nothing_else(camera, recorder):
    filming = camera(user="admin", password="right", scheme="digest")
    recording = recorder(filming.url.replace("right", "Falsch-99"))
    said = until(lambda: recording.told(state="away"), 30)
    assert said[0]["code"] == "denied"
    assert "Falsch" not in recording.log.read_text()


def test_something_that_is_no_camera_is_told_as_that(tmp_path):
    import socket
    import threading

    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer():
            while True:
                try:
                    guest, _ = door.accept()
                except OSError:
                    return
                guest.sendall(b"\x00\xff garbage\r\n" * 100)
                guest.close()

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(streams.Trouble) as told:
            streams.open_stream(f"rtsp://u:Geheim@127.0.0.1:{door.getsockname()[1]}/x")
        os.close(os.dup(door.fileno()))
    assert "Geheim" not in str(told.value)
    assert told.value.code in {"not_rtsp", "broken"}
    assert told.value.__cause__ is None
