"""What could not be made of a recording is told in words and made again by who plays it; strangers find nothing."""

import pytest
from django.http import Http404
from procrastinate.contrib.django.models import ProcrastinateJob

from liuhen.access.policy import POLICY, Action, Relation
from liuhen.pages.views import copies, recordings
from liuhen.recordings.models import RecordingRow, Work
from liuhen.register import files
from liuhen.regulation.grammar import Refusal
from tests.pages.test_player import asked, case, cast, row, scene, store, text

__all__ = ["case", "cast", "row", "scene", "store"]


@pytest.fixture
def failed(row):
    RecordingRow.objects.filter(pk=row.pk).update(
        proxy_state=Work.FAILED,
        proxy_error="副本没有写完整",
        wave_state=Work.FAILED,
        wave_error="[Errno 28] No space left on device",
    )
    return row


def jobs(row):
    waiting = ProcrastinateJob.objects.filter(status="todo", args__recording=str(row.pk))
    return sorted(waiting.values_list("task_name", flat=True))


def test_the_page_says_what_was_not_made_and_why(cast, failed):
    page = text(asked(recordings.recording, cast["周启明"], failed.pk))
    assert "可播放的副本没有做成" in page
    assert "副本没有写完整。" in page
    assert "声音波形没有做成" in page
    assert "磁盘写满了" in page
    assert "No space" not in page
    assert page.count("再做一次：") == 2


def test_the_button_starts_the_job_anew(cast, failed):
    before = jobs(failed)
    assert asked(copies.copies, cast["周启明"], failed.pk, sort="wave").status_code == 302
    answer = text(asked(copies.copies, cast["周启明"], failed.pk))
    assert jobs(failed) == sorted([*before, "recordings.wave"])
    failed.refresh_from_db()
    assert (failed.wave_state, failed.wave_error, failed.proxy_state) == (Work.WAITING, "", Work.FAILED)
    assert "声音波形正在后台生成" in answer
    assert "可播放的副本没有做成" in answer
    asked(copies.copies, cast["周启明"], failed.pk, sort="wave")
    assert jobs(failed) == sorted([*before, "recordings.wave"])  # pressed twice, asked once


def test_what_was_asked_for_is_said_when_it_is_there(cast, failed):
    RecordingRow.objects.filter(pk=failed.pk).update(wave_state=Work.READY)
    told = text(asked(copies.copies, cast["周启明"], failed.pk, path="/?was=wave"))
    assert "声音波形做好了" in told
    assert "做好了" not in text(asked(copies.copies, cast["周启明"], failed.pk))


@pytest.mark.parametrize("name", ["罗成", "陈素", "马骏", "程远"])
def test_strangers_start_nothing(cast, failed, name):
    before = jobs(failed)
    with pytest.raises(Http404):
        asked(copies.copies, cast[name], failed.pk)
    with pytest.raises(Http404):
        asked(copies.copies, cast[name], failed.pk, sort="proxy")
    assert jobs(failed) == before


def test_no_sort_of_copy_is_refused_in_words(cast, failed):
    with pytest.raises(Refusal, match="没有这种副本"):
        asked(copies.copies, cast["周启明"], failed.pk, sort="cake")


def test_without_its_original_nothing_is_offered(cast, failed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "empty"
    assert not files.exists(failed.sha256)
    page = text(asked(copies.copies, cast["周启明"], failed.pk))
    assert "没有做成" in page
    assert "再做一次" not in page


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("", "没有留下原因。"),
        ("没有一帧能解出", "没有一帧能解出。"),
        ("[Errno 28] No space left on device", "磁盘写满了，请系统管理员腾出空间。"),
        ("Invalid data found", "处理程序出错中止。"),
        ("ValueError: 没有画面", "处理程序出错中止。"),
    ],
)
def test_reasons_are_sentences(error, told):
    assert copies.reason(error) == told


def test_who_sees_a_recording_plays_it():
    """The filter of the library finds what is said in every recording that is listed; it need not ask who may play."""
    of_recordings = {relation for relation in Relation if relation in {
        Relation.ANY, Relation.HANDLER, Relation.GRANTED, Relation.UNIT, Relation.CLOSED, Relation.COUNTER, Relation.OWN,
    }}  # fmt: skip
    for (role, relation), actions in POLICY.items():
        if relation in of_recordings and Action.SEE in actions:
            assert Action.PLAY in actions, (role, relation)
