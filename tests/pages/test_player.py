"""Who may do what beside the player: strangers find nothing, who may look marks nothing, numbers and lines are masked."""

import json
from copy import deepcopy
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.db import DataError
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from liuhen.access import visibility
from liuhen.access.models import Reading
from liuhen.operating.sample_media import Film, film
from liuhen.pages import playing
from liuhen.pages.guard import Guard
from liuhen.pages.templatetags import lh_play
from liuhen.pages.views import library, player, recordings, records
from liuhen.recordings import clips, commands, keeping, marking, transcripts
from liuhen.recordings.clips import Wanted
from liuhen.recordings.commands import Stated
from liuhen.recordings.marking import Said
from liuhen.recordings.models import Clip, MomentRow, RecordingRow, TranscriptRow
from liuhen.register.files import path_of, put
from liuhen.regulation.grammar import Refusal
from tests.cases.stories import add, open_case
from tests.cast import at, moment
from tests.recordings.media import BEGIN

NUMBER = "420199197503120010"


@pytest.fixture
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def cast(database, store, assembled):
    return deepcopy(assembled[1])


@pytest.fixture
def case(cast):
    """周启明's case; 吴彦 of the other unit may look at it."""
    number = open_case(cast)
    visibility.grant(number, cast.agency, cast.people["吴彦"], visibility.GRANTED)
    return number


@pytest.fixture
def scene(cast, case):
    content = {
        "span": {"start": "2026-11-13T20:34", "end": "2026-11-13T20:40"},
        "on_site": {"name": "吴小军"},
        "officers": cast.officers("周启明", "沈静文"),
        "rights": {"told": ["statement"], "means": "oral", "at": "20:34", "answer": "清楚"},
        "findings": "一、李某某十六岁",
    }
    return UUID(add(cast, "周启明", case, "inspection_record", content, when="11-13 21:50").id)


@pytest.fixture
def row(cast, case, scene, tmp_path):
    path = film(tmp_path / "a.mp4", Film(begin=BEGIN, seconds=4, size=(320, 180)))
    found = commands.store_recording(
        cast["周启明"], put(path), Stated(name="a.mp4", begin=BEGIN, end=BEGIN + timedelta(seconds=4))
    )
    commands.link(cast["周启明"], case, found.recording, scene)
    transcripts.typed(cast["周启明"], found.recording, f"00:00:01 我的号码是{NUMBER}，电话13871234567")
    marking.mark(cast["周启明"], found.recording, 1, Said(record=scene, step="line:findings-1"))
    clips.cut(clips.ask(cast["周启明"], found.recording, Wanted(begin=1, end=2, reason="核对")))
    return RecordingRow.objects.get(pk=found.recording)


def request_of(actor, path, **posted):
    made = RequestFactory().post(path, posted) if posted else RequestFactory().get(path)
    made.session, made.user = SessionStore(), AnonymousUser()
    made.actor, made.device, made.htmx = actor, "", HtmxDetails(made)
    return made


def asked(view, actor, *arguments, path="/", **posted):
    with at("11-14 09:00"):
        return view(request_of(actor, path, **posted), *arguments)


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["罗成", "陈素", "马骏", "程远"])
def test_strangers_find_nothing(cast, row, name):
    stranger, clip, moment = cast[name], Clip.objects.get().pk, MomentRow.objects.get().pk
    for view, arguments in (
        (recordings.recording, ()),
        (player.words_json, ()),
        (player.words_vtt, ()),
        (player.wave, ()),
        (player.clip, ()),
        (player.clip_file, (clip,)),
        (player.check, ()),
    ):
        with pytest.raises(Http404):
            asked(view, stranger, row.pk, *arguments)
    for view, arguments in (
        (player.mark, ()),
        (player.withdraw, (moment,)),
        (player.words, ()),
        (player.words_draft, ()),
        (player.clip, ()),
        (player.check, ()),
    ):
        with pytest.raises(Http404):
            asked(view, stranger, row.pk, *arguments, second="1", title="x", text="00:00:01 x", begin="1", end="2", reason="x")
    assert MomentRow.objects.count() == Clip.objects.count() == TranscriptRow.objects.count() == 1


def test_who_may_look_sees_and_plays_and_changes_nothing(cast, row):
    looker = cast["吴彦"]
    page = text(asked(recordings.recording, looker, row.pk))
    assert "标在此刻" not in page
    assert 'id="words-typed"' not in page
    for view, posted in (
        (player.mark, {"second": "1", "title": "x"}),
        (player.words, {"text": "00:00:01 x"}),
        (player.clip, {"begin": "1", "end": "2", "reason": "x"}),
    ):
        with pytest.raises(Refusal):
            asked(view, looker, row.pk, **posted)
    with pytest.raises(Refusal):
        asked(player.words_vtt, looker, row.pk)
    with pytest.raises(Refusal):
        asked(player.clip_file, looker, row.pk, Clip.objects.get().pk, path="/?download=1")
    assert asked(player.clip_file, looker, row.pk, Clip.objects.get().pk).status_code == 200


def test_numbers_of_people_are_masked_for_who_need_not_know_them(cast, row):
    said = json.loads(text(asked(player.words_json, cast["吴彦"], row.pk)))["lines"][0][2]
    assert said == "我的号码是4201**********0010，电话138****4567"
    assert NUMBER in json.loads(text(asked(player.words_json, cast["周启明"], row.pk)))["lines"][0][2]


def test_who_reads_numbers_masked_gets_no_box_with_them_in_clear_and_stores_no_masks(cast, tmp_path):
    path = film(tmp_path / "b.mp4", Film(begin=BEGIN, seconds=2, size=(320, 180)))
    with at("11-14 09:00"):
        found = commands.store_recording(cast["马骏"], put(path), Stated(name="b.mp4"))
        assert transcripts.may_edit(cast["马骏"], found.recording), "as long as there is nothing to be seen"
        transcripts.typed(cast["马骏"], found.recording, f"00:00:01 我的号码是{NUMBER}")
    page = text(asked(recordings.recording, cast["马骏"], found.recording))
    assert NUMBER not in page
    assert 'id="words-typed"' not in page
    assert "请办案人员来改" in page
    with pytest.raises(Refusal) as told:
        asked(player.words, cast["马骏"], found.recording, text="00:00:01 我的号码是4201**********0010")
    assert told.value.code == "masked"
    assert TranscriptRow.objects.get(pk=found.recording).version == 1


def test_what_was_found_is_named_only_to_who_may_read_it(cast, row, scene):
    for view, number in ((recordings.recording, row.pk), (records.record, scene)):
        assert "李某某十六岁" in text(asked(view, cast["周启明"], number))
        hidden = text(asked(view, cast["吴彦"], number))
        assert "李某某十六岁" not in hidden
        assert "情况第 1 项" in hidden


def test_reading_the_words_and_taking_a_clip_along_are_readings(cast, row):
    asked(player.words_json, cast["沈静文"], row.pk)
    asked(player.words_json, cast["沈静文"], row.pk)
    asked(player.clip_file, cast["沈静文"], row.pk, Clip.objects.get().pk, path="/?download=1")
    mine = Reading.objects.filter(person=cast.people["沈静文"], subject=row.pk)
    assert sorted((one.kind, one.item == "words") for one in mine) == [("downloaded", False), ("opened", True)]


@pytest.mark.parametrize("second", ["", "x", "nan", "-1", "1e99"])
def test_a_second_that_is_none_is_refused_in_words(cast, row, second):
    with pytest.raises(Refusal, match="没有标上"):
        asked(player.mark, cast["周启明"], row.pk, second=second, title="x")
    assert MomentRow.objects.count() == 1


def test_an_absurd_second_is_not_repeated(cast, row):
    with pytest.raises(Refusal) as refusal:
        asked(player.mark, cast["周启明"], row.pk, second="1e308", title="x")
    assert len(refusal.value.message) < 80


def test_a_zero_character_is_refused_in_words_and_nothing_is_kept(cast, row):
    with pytest.raises((ValueError, DataError)) as raised:
        asked(player.mark, cast["周启明"], row.pk, second="1", title="出示\0证件")
    answer = Guard(lambda _request: HttpResponse()).process_exception(request_of(cast["周启明"], "/"), raised.value)
    assert answer is not None
    assert (answer.status_code, "零字符" in answer.content.decode()) == (409, True)
    assert MomentRow.objects.count() == 1


def test_a_clip_or_moment_of_another_recording_is_not_found(cast, row):
    with pytest.raises(Http404):
        asked(player.clip_file, cast["周启明"], row.pk, uuid4())
    with pytest.raises(Refusal, match="已经不在"):
        asked(player.withdraw, cast["周启明"], row.pk, uuid4(), reason="x")


def test_a_film_that_is_not_what_came_in_says_so_above_the_picture(cast, row):
    assert "校验不符" not in text(asked(recordings.recording, cast["周启明"], row.pk))
    path = path_of(row.sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    keeping.share(60, everything=True)
    for page in (
        text(asked(recordings.recording, cast["周启明"], row.pk)),
        text(asked(library.library, cast["周启明"])),
    ):
        assert "校验不符" in page
    assert "这里播放的可能不是当时录下的" in text(asked(recordings.recording, cast["周启明"], row.pk))


def test_the_ends_of_a_clip_are_typed_as_a_clock(cast, row):
    typed = {"begin": "00:00:01.5", "end": "0:03", "reason": "核对"}
    assert asked(player.clip, cast["周启明"], row.pk, **typed).status_code == 302
    assert Clip.objects.filter(begin=1.5, end=3).count() == 1
    with pytest.raises(Refusal, match="片段没有截"):
        asked(player.clip, cast["周启明"], row.pk, **(typed | {"begin": "一秒"}))


def test_a_copy_is_called_by_what_browsers_do_not_play_of_the_original():
    of = RecordingRow
    assert lh_play.coded(of(type="video/mp4", codecs={"video": "hevc"})) == "MP4 录像（H.265 编码）"
    assert lh_play.coded(of(type="video/x-ms-asf", codecs={"video": "wmv2"})) == "WMV 录像（WMV2 编码）"
    assert lh_play.coded(of(type="audio/x-wav", codecs={"audio": "pcm_mulaw"})) == "WAV 录音（PCM_MULAW 编码）"
    assert lh_play.coded(of(type="image/heic", codecs={})) == "HEIC 照片"


def clock(begin, end):
    return [tick["said"] for tick in playing.ticks(moment(begin), moment(end))]


def test_the_clock_below_the_axis_has_round_minutes_between_its_ends():
    assert clock("11-13 20:34", "11-13 20:40") == ["20:34", "20:35", "20:36", "20:37", "20:38", "20:39", "20:40"]
    assert clock("11-13 20:34", "11-13 21:50") == ["20:34", "20:45", "21:00", "21:15", "21:30", "21:50"]  # 21:45 has no room
    assert clock("11-13 22:10", "11-14 01:40") == ["22:10", "23:00", "00:00", "01:00", "01:40"]
    assert clock("11-13 22:10", "11-13 22:10") == ["22:10", "22:10"]


def test_how_long_something_lasted_is_told_to_the_second_below_an_hour():
    assert [lh_play.how_long(one) for one in (552, 60, 38.4, 4354, 0, None)] == [
        "9 分 12 秒",
        "1 分",
        "38 秒",
        "1 小时 12 分",
        "",
        "",
    ]
    assert lh_play.short_title("现场检查（勘验）笔录") == "现场检查笔录"
