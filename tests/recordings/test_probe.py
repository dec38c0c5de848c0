"""What files tell, and what files that mean harm can do: nothing but themselves."""

import os
import shutil
import signal
import struct
import threading
import time
from datetime import datetime, timedelta

import pytest
from PIL import Image, ImageChops, ImageStat

from liuhen.recordings import metadata, sandbox
from liuhen.recordings.sandbox import Failed, Limits
from liuhen.register.sniff import sniff
from liuhen.regulation.when import CST
from tests.recordings.media import BEGIN

pytestmark = pytest.mark.system  # the workshop is a program of its own

ARRIVED = datetime(2026, 11, 14, 8, 40, tzinfo=CST)
LIMITS = Limits()


def probe(path, type_=None):
    type_ = type_ or sniff(path.read_bytes()[:4096])
    return sandbox.run("probe", LIMITS, path=str(path), type=type_)


def captured(path, arrived=ARRIVED):
    return metadata.captured(probe(path)["stamps"], arrived=arrived)


@pytest.mark.parametrize(
    ("clip", "media", "video", "audio", "seconds"),
    [
        ("mp4", "video", "h264", "aac", 4),
        ("mp4_late_moov", "video", "h264", "aac", 3),
        ("webm", "video", "vp8", "opus", 2),
        ("avi", "video", "mpeg4", "mp3float", 2),
        ("mkv", "video", "h264", "aac", 2),
        ("ts", "video", "h264", "aac", 2),
        ("wav", "audio", "", "pcm_s16le", 3),
        ("m4a", "audio", "", "aac", 2),
        ("jpeg", "photo", "", "", 0),
    ],
)
def test_every_good_file_tells_what_it_is(clips, clip, media, video, audio, seconds):
    facts = probe(clips[clip])
    assert (facts["media"], facts["video"], facts["audio"]) == (media, video, audio)
    assert facts["seconds"] == pytest.approx(seconds, abs=0.2)
    assert not facts["unreadable"]
    assert "truncated" not in facts["notes"]


def test_size_and_place_of_a_photograph(clips):
    facts = probe(clips["jpeg"])
    assert (facts["width"], facts["height"]) == (1280, 720)
    assert facts["point"] == pytest.approx([114.1234, 30.5678], abs=1e-5)
    assert facts["device"] == "Liuhen DSJ-07"


def test_a_container_whose_index_comes_last_is_told_from_one_whose_index_comes_first(clips):
    assert probe(clips["mp4"])["faststart"] is True
    assert probe(clips["mp4_late_moov"])["faststart"] is False


# -- when it was made


def test_utc_in_an_mp4_becomes_beijing_time(clips):
    found = captured(clips["mp4"])
    assert (found.at, found.zone) == (BEGIN, "utc")


def test_a_camera_that_writes_beijing_time_as_utc_is_found_out_by_the_arrival(clips):
    """Read as UTC it would have been made after it came in."""
    found = captured(clips["mp4_local"], arrived=BEGIN + timedelta(hours=1))
    assert (found.at, found.zone) == (BEGIN, "loc_arrive")


def test_a_photograph_that_states_its_zone_is_believed(clips):
    found = captured(clips["jpeg"])
    assert (found.at, found.zone, found.source) == (BEGIN, "stated", "exif")


def test_a_photograph_without_a_zone_is_taken_for_beijing_time_and_says_so(clips):
    found = captured(clips["jpeg_no_zone"])
    assert (found.at, found.zone) == (BEGIN, "assumed")


@pytest.mark.parametrize(
    "text",
    [
        "1904-01-01T00:00:00.000000Z",
        "1970-01-01T00:00:00Z",
        "1980:00:00 00:00:00",
        "0000:00:00 00:00:00",
        "2027-01-01T00:00:00+08:00",
        "2026-13-45 99:99:99",
        "yesterday",
        "",
    ],
)
def test_a_clock_that_was_never_set_or_cannot_be_true_gives_no_time(text):
    assert metadata.captured([{"source": "container", "text": text, "zone": ""}], arrived=ARRIVED) is None


def test_the_zone_of_another_country_is_turned_into_beijing_time():
    stamp = {"source": "exif", "text": "2026:11:13 13:34:12", "zone": "+01:00"}
    assert metadata.captured([stamp], arrived=ARRIVED).at == BEGIN


def test_the_next_stamp_counts_where_the_first_cannot_be_true():
    stamps = [
        {"source": "exif", "text": "2000:00:00 00:00:00", "zone": ""},
        {"source": "exif_digitised", "text": "2026:11:13 20:34:12", "zone": ""},
    ]
    assert metadata.captured(stamps, arrived=ARRIVED).source == "exif_digitised"


# -- bad files


def test_an_empty_file_is_unreadable(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"")
    assert probe(path)["unreadable"] == "文件是空的"


def test_an_mp4_cut_before_its_index_is_unreadable_and_known_to_be_cut(clips, tmp_path):
    whole = clips["mp4_late_moov"].read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(whole[: len(whole) * 6 // 10])
    facts = probe(path)
    assert facts["unreadable"]
    assert "truncated" in facts["notes"]


def test_an_mp4_cut_after_its_index_still_plays_and_is_known_to_be_cut(clips, tmp_path):
    whole = clips["mp4"].read_bytes()
    path = tmp_path / "cut.mp4"
    path.write_bytes(whole[: len(whole) * 8 // 10])
    facts = probe(path)
    assert not facts["unreadable"]
    assert facts["notes"] == ["truncated"]


def test_half_a_photograph_is_shown_and_known_to_be_cut(clips, tmp_path):
    whole = clips["jpeg"].read_bytes()
    path = tmp_path / "half.jpg"
    path.write_bytes(whole[: len(whole) // 2])
    facts = probe(path)
    assert (facts["unreadable"], facts["notes"]) == ("", ["truncated"])


def test_one_frame_is_a_very_short_film(clips):
    assert probe(clips["one_frame"])["notes"] == ["very_short"]


def test_noise_is_no_film(tmp_path):
    path = tmp_path / "noise.mp4"
    path.write_bytes(os.urandom(300_000))
    facts = probe(path)
    assert facts["media"] == ""
    assert facts["unreadable"]


@pytest.mark.parametrize("type_", ["video/mp4", "audio/mpeg", "image/jpeg", "video/mp2t", "application/octet-stream"])
def test_a_playlist_cannot_make_us_read_another_file(tmp_path, clips, type_):
    """FFmpeg follows playlists and concat lists to local files and addresses; those demuxers are shut."""
    target = tmp_path / "secret.mp4"
    shutil.copy(clips["mp4"], target)
    for text in (
        f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:4,\n{target}\n#EXT-X-ENDLIST\n",
        f"ffconcat version 1.0\nfile {target}\n",
        f"<MPD><Period><AdaptationSet><Representation><BaseURL>{target}</BaseURL></Representation></AdaptationSet></Period></MPD>",
    ):
        path = tmp_path / "list.mp4"
        path.write_text(text)
        facts = probe(path, type_)
        assert facts["unreadable"]
        assert facts["seconds"] is None or type_ == "image/jpeg"


def test_no_reason_names_a_place_on_the_disk(tmp_path):
    path = tmp_path / "broken.mp4"
    path.write_bytes(b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(100))
    assert str(tmp_path) not in probe(path)["unreadable"]


# -- the workshop


def test_a_task_that_never_ends_is_ended(tmp_path):
    pipe = tmp_path / "never"
    os.mkfifo(pipe)  # opening it for reading waits for a writer that never comes
    began = time.monotonic()
    with pytest.raises(Failed) as failed:
        sandbox.run("poster", Limits(seconds=1), path=str(pipe), type="image/jpeg", target=str(tmp_path / "t"))
    assert failed.value.died
    assert time.monotonic() - began < 5


def test_a_task_that_eats_the_memory_is_stopped(tmp_path):
    path = tmp_path / "huge.png"
    Image.new("L", (18_000, 18_000)).save(path)
    with pytest.raises(Failed):
        sandbox.run("poster", Limits(memory=600 * 1024**2), path=str(path), type="image/png", target=str(tmp_path / "t"))


def test_a_task_that_writes_more_than_it_may_is_stopped(clips, tmp_path):
    target = tmp_path / "t"
    with pytest.raises(Failed):
        sandbox.run("poster", Limits(output=100), path=str(clips["jpeg"]), type="image/jpeg", target=str(target))
    assert target.stat().st_size <= 100


def test_a_workshop_that_was_killed_is_replaced(clips):
    probe(clips["wav"])
    first = sandbox.workshop.pid
    os.kill(first, signal.SIGKILL)
    time.sleep(0.05)
    assert probe(clips["wav"])["media"] == "audio"
    assert sandbox.workshop.pid != first


def test_a_workshop_killed_with_a_task_in_hand_does_the_task_again(clips, tmp_path):
    probe(clips["wav"])
    first = sandbox.workshop.pid
    os.kill(first, signal.SIGSTOP)
    found = []
    thread = threading.Thread(target=lambda: found.append(probe(clips["mp4"])))
    thread.start()
    time.sleep(0.2)
    os.kill(first, signal.SIGKILL)
    thread.join()
    assert found[0]["media"] == "video"


def test_many_at_once_each_get_their_own_answer(clips):
    names = ["mp4", "webm", "wav", "jpeg", "mkv", "avi"] * 3
    found = {}

    def work(number, name):
        found[number] = probe(clips[name])["container"]

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = {"mp4": "mov", "webm": "matroska", "wav": "wav", "jpeg": "jpeg", "mkv": "matroska", "avi": "avi"}
    assert [found[number] for number in range(len(names))] == [expected[name] for name in names]


# -- copies


@pytest.mark.parametrize(("clip", "how"), [("mkv", "remux"), ("ts", "remux"), ("avi", "transcode"), ("hevc_mov", "transcode")])
def test_a_copy_plays_in_browsers_and_is_as_long_as_the_original(clips, tmp_path, clip, how):
    source, target = clips[clip], tmp_path / "copy.mp4"
    before = source.read_bytes()
    type_ = sniff(before[:4096])
    made = sandbox.run("proxy", Limits(seconds=60, output=10**8), path=str(source), type=type_, target=str(target), how=how)
    facts = probe(target)
    assert made["type"] == "video/mp4"
    assert (facts["video"], facts["audio"], facts["pixels"], facts["faststart"]) == ("h264", "aac", "yuv420p", True)
    assert facts["seconds"] == pytest.approx(2, abs=0.2)
    assert source.read_bytes() == before


def test_a_poster_shows_the_film_and_tells_no_place(clips, tmp_path):
    for clip in ("mp4", "jpeg"):
        target = tmp_path / f"{clip}.jpg"
        type_ = sniff(clips[clip].read_bytes()[:4096])
        made = sandbox.run("poster", Limits(output=10**7), path=str(clips[clip]), type=type_, target=str(target))
        with Image.open(target) as image:
            assert (image.width, image.height) == (made["width"], made["height"])
            assert max(image.size) <= 640
            assert not image.getexif().get_ifd(0x8825)
            assert len(image.convert("L").resize((32, 32)).getcolors(1024)) > 20


def turned_clockwise(source, target):
    """The same film as a phone held upright writes it: the matrix of the picture's track says a quarter turn (ISO 14496-12, 8.3.2)."""
    content = bytearray(source.read_bytes())
    matrix = content.index(b"tkhd") + 4 + 40
    content[matrix : matrix + 36] = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 180 << 16, 0, 0x40000000)
    target.write_bytes(content)
    return target


def first_frame(path):
    import av

    with av.open(str(path)) as container:
        return next(container.decode(video=0)).to_image()


def alike(one, other):
    """Mean difference of two pictures, 0 to 255."""
    pair = [image.convert("L").resize((90, 160)) for image in (one, other)]
    return ImageStat.Stat(ImageChops.difference(*pair)).mean[0]


def test_a_film_taken_upright_stands_upright_in_facts_poster_and_copy(clips, tmp_path):
    upright = turned_clockwise(clips["mp4"], tmp_path / "upright.mp4")
    facts = probe(upright)
    assert (facts["width"], facts["height"], facts["rotation"]) == (180, 320, 270)
    poster, copy = tmp_path / "p.jpg", tmp_path / "c.mp4"
    sandbox.run("poster", Limits(output=10**7), path=str(upright), type="video/mp4", target=str(poster))
    sandbox.run("proxy", Limits(output=10**8), path=str(upright), type="video/mp4", target=str(copy), how="transcode")
    as_seen = first_frame(clips["mp4"]).rotate(-90, expand=True)
    upside_down = as_seen.rotate(180)
    for picture in (Image.open(poster), first_frame(copy)):
        assert picture.height > picture.width
        assert alike(picture, as_seen) < 6
        assert alike(picture, upside_down) > 12
