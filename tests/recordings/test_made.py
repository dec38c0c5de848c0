"""What workers make of a recording beside its proxy: the shape of its sound, clips cut without coding anew, a check of the original."""

import json
from datetime import timedelta
from fractions import Fraction

import av
import pytest
from django.http import Http404
from procrastinate.contrib.django.models import ProcrastinateJob

from liuhen.operating.sample_media import Film, film
from liuhen.recordings import checking, clips, commands, cut, jobs, listeners, wave
from liuhen.recordings.clips import Wanted
from liuhen.recordings.commands import Stated
from liuhen.recordings.models import Clip, OriginalCheck, RecordingRow, Work
from liuhen.register import files, register
from liuhen.register.files import put
from liuhen.register.models import FileCheck
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.recordings.media import BEGIN


@pytest.fixture
def stored(cast, clips):
    """``stored("avi")``: that clip, entered by 周启明."""

    def store(name):
        found = commands.store_recording(cast["周启明"], put(clips[name]), Stated(name=clips[name].name, begin=BEGIN))
        return RecordingRow.objects.get(pk=found.recording)

    return store


# -- the shape of the sound


@pytest.mark.parametrize("name", ["mp4", "webm", "avi", "wav", "m4a", "ts"])
def test_the_shape_of_every_sound_is_drawn(stored, name):
    row = stored(name)
    assert row.wave_state == Work.WAITING
    jobs._wave(row)
    row.refresh_from_db()
    assert row.wave_state == Work.READY
    with files.open_blob(row.wave) as file:
        shape = json.load(file)
    assert abs(shape["seconds"] - row.seconds) < 0.5
    assert len(shape["bars"]) == round(shape["seconds"] / shape["step"])
    assert max(shape["bars"]) > 10
    assert all(0 <= bar <= 255 for bar in shape["bars"])


def test_a_recording_from_before_is_drawn_once_something_is_written_of_it(stored, cast):
    row = stored("wav")
    RecordingRow.objects.filter(pk=row.pk).update(wave_state=Work.NONE.value)
    waiting = ProcrastinateJob.objects.filter(task_name="recordings.wave").count()
    listeners.project(row.agency, row.pk, register.history(row.agency, SubjectRef("recording", row.pk)))
    row.refresh_from_db()
    assert row.wave_state == Work.WAITING
    assert ProcrastinateJob.objects.filter(task_name="recordings.wave").count() == waiting + 1


@pytest.mark.parametrize("name", ["jpeg", "one_frame"])
def test_what_has_no_sound_waits_for_no_shape(stored, name):
    assert stored(name).wave_state == Work.NONE


def test_silences_are_told_and_a_long_sound_is_drawn_with_few_bars():
    fine = [9000] * 300 + [20] * 120 + [9000] * 20 + [20] * 40 + [9000] * 30_000 + [0] * 60
    shape = wave.summed(fine)
    assert shape["silent"] == [(30.0, 42.0), (3048.0, 3054.0)]
    assert len(shape["bars"]) <= wave.MOST
    assert wave.summed([40_000])["bars"] == [255 * 40_000 // 32_767]


# -- clips


@pytest.fixture(scope="module")
def minute(tmp_path_factory):
    """Twenty seconds with a key frame every two."""
    path = tmp_path_factory.mktemp("film") / "long.mp4"
    return film(path, Film(begin=BEGIN, seconds=20, size=(160, 90), key_every=24))


def packets(path, sort="video"):
    with av.open(str(path)) as container:
        stream = getattr(container.streams, sort)[0]
        return [
            (bytes(packet), packet.is_keyframe, packet.pts * packet.time_base)
            for packet in container.demux(stream)
            if packet.size
        ]


def test_a_clip_holds_the_very_packets_of_the_original_from_the_key_frame_before(cast, minute):
    row = RecordingRow.objects.get(pk=commands.store_recording(cast["周启明"], put(minute), Stated(name="x.mp4")).recording)
    clip = clips.ask(cast["周启明"], row.pk, Wanted(begin=7.3, end=12.5, what="拒签", reason="交法制审核"))
    assert clip.state == Work.WAITING
    clips.cut(clip)
    clip.refresh_from_db()
    assert (clip.state, clip.type, clip.begin, clip.end, clip.what) == (Work.READY, "video/mp4", 7.3, 12.5, "拒签")
    assert clip.start == pytest.approx(6.0, abs=0.1)
    assert 12.4 <= clip.stop <= 12.8
    path = files.path_of(clip.sha256)
    got, whole = packets(path), packets(files.path_of(row.sha256))
    assert got[0][1]
    assert got[0][2] == 0
    first = next(at for at, packet in enumerate(whole) if packet[2] == Fraction(6))
    assert [data for data, _, _ in got] == [data for data, _, _ in whole[first : first + len(got)]]
    with av.open(str(path)) as container:
        assert sum(1 for _ in container.decode(video=0)) == len(got)
    entry = register.history(row.agency, SubjectRef("recording", row.pk)).entries[-1]
    assert (entry.kind, entry["sort"], entry["of"], entry["reason"]) == ("recording_derived", "clip", row.sha256, "交法制审核")
    assert entry.author == str(cast.people["周启明"])
    assert files.verify(row.sha256)


@pytest.mark.parametrize("name", ["webm", "avi", "mkv", "ts", "wav", "m4a", "hevc_mov", "mp4_late_moov"])
def test_a_clip_of_every_container_can_be_played(stored, cast, name):
    row = stored(name)
    clip = clips.ask(cast["周启明"], row.pk, Wanted(begin=0.5, end=1.5, reason="核对"))
    clips.cut(clip)
    clip.refresh_from_db()
    assert clip.start <= 0.55
    assert clip.stop >= 1.4
    with av.open(str(files.path_of(clip.sha256))) as container:
        assert sum(1 for _ in container.decode(container.streams[0])) > 3


def test_a_job_that_runs_twice_enters_the_clip_once(stored, cast):
    row = stored("mp4")
    clip = clips.ask(cast["周启明"], row.pk, Wanted(begin=0, end=2, reason="核对"))
    clips.cut(clip)
    clips.cut(clip)
    entries = register.history(row.agency, SubjectRef("recording", row.pk)).entries
    assert sum(entry["sort"] == "clip" for entry in entries) == 1
    assert Clip.objects.get().state == Work.READY


@pytest.mark.parametrize(
    ("begin", "end", "reason"),
    [(3, 1, "x"), (1, 1, "x"), (-1, 2, "x"), (float("nan"), 2, "x"), (1, float("inf"), "x"), (99, 100, "x"), (1, 2, " ")],
)
def test_a_clip_of_nothing_is_refused(stored, cast, begin, end, reason):
    with pytest.raises(Refusal, match="没有截取"):
        clips.ask(cast["周启明"], stored("mp4").pk, Wanted(begin=begin, end=end, reason=reason))
    assert not Clip.objects.exists()


def test_what_cannot_be_played_or_is_not_there_is_not_cut(stored, cast):
    with pytest.raises(Refusal, match="不能播放"):
        clips.ask(cast["周启明"], stored("jpeg").pk, Wanted(begin=0, end=1, reason="x"))
    row = stored("mp4")
    files.path_of(row.sha256).unlink()
    with pytest.raises(Refusal, match="不在文件库里"):
        clips.ask(cast["周启明"], row.pk, Wanted(begin=0, end=1, reason="x"))


def test_who_may_not_write_cuts_nothing(stored, cast):
    row = stored("mp4")
    with pytest.raises(Http404):
        clips.ask(cast["吴彦"], row.pk, Wanted(begin=0, end=1, reason="x"))


def test_a_stretch_without_a_packet_says_so(clips, tmp_path):
    with pytest.raises(ValueError, match="没有画面或声音"):
        cut.task(str(clips["one_frame"]), "video/mp4", str(tmp_path / "x"), -5.0, -4.0)


# -- the original


def test_the_original_is_read_again_and_found_as_it_was_entered(stored, cast):
    row = stored("mp4")
    check = checking.ask(cast["周启明"], row.pk)
    assert checking.ask(cast["周启明"], row.pk).pk == check.pk
    checking.run(check)
    check.refresh_from_db()
    assert (check.state, check.found, check.done) == (Work.READY, row.sha256, row.size)
    assert checking.as_json(check)["share"] == 1.0
    entry = register.history(row.agency, SubjectRef("recording", row.pk)).entries[-1]
    assert (entry.kind, entry["same"], entry["found"]) == ("original_checked", True, row.sha256)
    assert entry.author == str(cast.people["周启明"])


def test_one_flipped_bit_is_found_and_told_as_damage(stored, cast):
    row = stored("mp4")
    path = files.path_of(row.sha256)
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    check = checking.ask(cast["周启明"], row.pk)
    checking.run(check)
    check.refresh_from_db()
    assert check.state == Work.FAILED
    assert "从备份或设备找回" in check.error
    kinds = [entry.kind for entry in register.history(row.agency, SubjectRef("recording", row.pk)).entries]
    assert kinds[-2:] == ["original_checked", "file_damaged"]
    assert FileCheck.objects.get(sha256=row.sha256).wrong == "changed"


def test_a_missing_original_says_what_to_do(stored, cast):
    row = stored("mp4")
    files.path_of(row.sha256).unlink()
    check = checking.ask(cast["周启明"], row.pk)
    checking.run(check)
    check.refresh_from_db()
    assert (check.state, check.error) == (Work.FAILED, "原件不在文件库里。请从备份或设备找回，再查验。")


def test_a_check_that_was_cut_off_is_begun_anew(stored, cast):
    row = stored("mp4")
    check = checking.ask(cast["周启明"], row.pk)
    OriginalCheck.objects.filter(pk=check.pk).update(asked_at=check.asked_at - timedelta(hours=7))
    assert checking.ask(cast["周启明"], row.pk).pk != check.pk
