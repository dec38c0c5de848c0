"""What stands beside a recording: moments that lead from a step to its second and back, words, and who may say them."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.http import Http404

from liuhen.recordings import beside, commands, listeners, marking, transcripts
from liuhen.recordings.commands import Stated
from liuhen.recordings.marking import Said
from liuhen.recordings.models import MomentRow, RecordingRow, TranscriptDraft, TranscriptRow
from liuhen.register import files, register
from liuhen.register.files import put
from liuhen.register.types import SubjectRef
from liuhen.regulation.grammar import Refusal
from tests.cases.stories import add, open_case
from tests.recordings.media import BEGIN

RIGHTS = {"told": ["statement"], "means": "oral", "at": "20:39", "answer": "清楚"}


@pytest.fixture
def case(cast):
    return open_case(cast)


@pytest.fixture
def scene(cast, case):
    """An inspection record of that evening."""
    content = {
        "span": {"start": "2026-11-13T20:36", "end": "2026-11-13T21:48"},
        "on_site": {"name": "吴小军"},
        "officers": cast.officers("周启明", "沈静文"),
        "rights": RIGHTS,
        "findings": "一、进入场所\n二、在场 31 人",
    }
    return UUID(add(cast, "周启明", case, "inspection_record", content, when="11-13 21:50").id)


@pytest.fixture
def film(cast, clips, case, scene):
    """Its film, linked to it."""
    stated = Stated(name="DSJ-07.mp4", begin=BEGIN, end=BEGIN + timedelta(seconds=4))
    found = commands.store_recording(cast["周启明"], put(clips["mp4"]), stated)
    commands.link(cast["周启明"], case, found.recording, scene)
    return RecordingRow.objects.get(pk=found.recording)


def kinds(cast, ref):
    return [entry.kind for entry in register.history(cast.agency, ref).entries]


# -- moments


def test_a_step_is_marked_in_both_histories_and_leads_both_ways(cast, film, case, scene):
    number = marking.mark(cast["周启明"], film.pk, 2.34, Said(record=scene, step="card"))
    row = MomentRow.objects.get()
    assert (row.pk, row.second, row.title, row.record, row.case) == (number, 2.3, "出示执法证件", scene, case)
    told = register.history(cast.agency, SubjectRef("case", case)).entries[-1]
    assert (told.kind, told.about, told["recording"], told["second"]) == ("moment_marked", str(scene), str(film.pk), 2.3)
    assert told["real"] == "2026-11-13T20:34:14.3"
    assert kinds(cast, SubjectRef("recording", film.pk))[-1] == "moment_marked"


def test_one_step_may_be_shown_twice_but_not_marked_twice_at_one_second(cast, film, scene):
    marking.mark(cast["周启明"], film.pk, 1, Said(record=scene, step="rights"))
    marking.mark(cast["周启明"], film.pk, 3, Said(record=scene, step="rights"))
    with pytest.raises(Refusal, match="已经标过"):
        marking.mark(cast["沈静文"], film.pk, 1, Said(record=scene, step="rights"))
    assert MomentRow.objects.count() == 2


def test_what_was_marked_wrongly_is_taken_back_and_stays_in_the_history(cast, film, case, scene):
    number = marking.mark(cast["周启明"], film.pk, 1, Said(record=scene, step="card"))
    marking.withdraw(cast["沈静文"], number, "标早了")
    assert not MomentRow.objects.exists()
    for ref in (SubjectRef("recording", film.pk), SubjectRef("case", case)):
        assert kinds(cast, ref)[-2:] == ["moment_marked", "moment_withdrawn"]
    with pytest.raises(Refusal, match="已经不在"):
        marking.withdraw(cast["周启明"], number)


@pytest.mark.parametrize("second", [-1, float("nan"), float("inf"), 4.6, 1e12])
def test_a_second_that_the_film_does_not_have_is_refused(cast, film, scene, second):
    with pytest.raises(Refusal, match="没有标上"):
        marking.mark(cast["周启明"], film.pk, second, Said(record=scene, step="card"))
    assert not MomentRow.objects.exists()


def test_a_photograph_shows_a_step_as_well(cast, clips, case, scene):
    found = commands.store_recording(cast["周启明"], put(clips["jpeg"]), Stated(name="p.jpg"))
    commands.link(cast["周启明"], case, found.recording, scene)
    marking.mark(cast["周启明"], found.recording, 0, Said(record=scene, step="card"))
    with pytest.raises(Refusal, match="片尾"):
        marking.mark(cast["周启明"], found.recording, 1, Said(record=scene, step="card"))


def test_a_recording_of_no_record_takes_free_words_and_no_steps(cast, clips, scene):
    found = commands.store_recording(cast["周启明"], put(clips["webm"]), Stated(name="b.webm"))
    with pytest.raises(Refusal, match="还没有关联"):
        marking.mark(cast["周启明"], found.recording, 1, Said(record=scene, step="card"))
    with pytest.raises(Refusal, match="写几个字"):
        marking.mark(cast["周启明"], found.recording, 1, Said())
    marking.mark(cast["周启明"], found.recording, 1, Said(title="进入大门"))
    row = MomentRow.objects.get()
    assert (row.title, row.record, row.case) == ("进入大门", None, None)


def test_a_step_that_the_record_does_not_have_is_refused(cast, film, scene):
    with pytest.raises(Refusal, match="没有这一步"):
        marking.mark(cast["周启明"], film.pk, 1, Said(record=scene, step="taken"))


def test_who_may_not_write_marks_nothing_and_who_may_not_see_finds_nothing(cast, film, scene):
    said = Said(record=scene, step="card")
    with pytest.raises(Refusal):
        marking.mark(cast["许知远"], film.pk, 1, said)
    with pytest.raises(Http404):
        marking.mark(cast["吴彦"], film.pk, 1, said)
    number = marking.mark(cast["周启明"], film.pk, 1, said)
    with pytest.raises(Http404):
        marking.withdraw(cast["吴彦"], number)
    with pytest.raises(Refusal, match="已经不在"):
        marking.withdraw(cast["周启明"], uuid4())


def test_ten_thousand_moments_are_folded_again_as_they_were(cast, film):
    rows = [
        MomentRow(id=uuid4(), agency=film.agency, recording=film.pk, title=f"{n}", second=n / 10, at=film.arrived)
        for n in range(10_000)
    ]
    MomentRow.objects.bulk_create(rows)
    marking.mark(cast["周启明"], film.pk, 1, Said(title="真的"))
    beside.rebuild(film.pk)
    listeners.rebuild(film.agency, film.pk)
    assert [row.title for row in MomentRow.objects.all()] == ["真的"]


# -- words


def test_typed_words_are_a_version_and_the_one_before_stays(cast, film):
    transcripts.save_draft(cast["周启明"], film.pk, "00:00:01 请看证件")
    assert transcripts.editable(cast["周启明"], film.pk) == "00:00:01 请看证件"
    assert transcripts.editable(cast["沈静文"], film.pk) == ""
    transcripts.typed(cast["周启明"], film.pk, "00:00:01 请看证件\n00:00:02.5 看清楚了")
    transcripts.typed(cast["沈静文"], film.pk, "00:00:01 请看我们的证件\n00:00:02.5 看清楚了")
    row = TranscriptRow.objects.get()
    assert (row.version, row.lines, row.by) == (2, 2, cast.people["沈静文"])
    assert [line.text for line in transcripts.lines(row.sha256)] == ["请看我们的证件", "看清楚了"]
    assert len(transcripts.versions(film.agency, film.pk)) == 2
    assert all(files.exists(one.sha256) for one in transcripts.versions(film.agency, film.pk))
    assert not TranscriptDraft.objects.exists()


def test_a_subtitle_file_is_kept_as_it_came(cast, film):
    data = "1\r\n00:00:01,000 --> 00:00:02,000\r\n请看证件\r\n".encode("gbk")
    transcripts.imported(cast["周启明"], film.pk, data, "夜查.srt")
    version = transcripts.versions(film.agency, film.pk)[0]
    with files.open_blob(version.file) as kept:
        assert kept.read() == data
    assert (version.source, version.name) == ("imported", "夜查.srt")
    with pytest.raises(Refusal, match="一样"):
        transcripts.imported(cast["周启明"], film.pk, data, "夜查.srt")


def test_words_beyond_the_end_of_the_film_are_taken_and_told(cast, film):
    told = transcripts.imported(
        cast["周启明"], film.pk, b"WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n05:00.000 --> 05:02.000\ny\n", "x.vtt"
    )
    assert len(told.lines) == 2
    assert [note for note in told.notes if "片尾" in note] == ["1 行在片尾（00:00:04）以后，照原样收"]
    assert not transcripts.typed(cast["周启明"], film.pk, "00:00:01 看证件").notes


@pytest.mark.parametrize("text", ["", "   \n", "没有时间的一行", "00:00:01"])
def test_words_without_times_are_refused_and_the_draft_stays(cast, film, text):
    transcripts.save_draft(cast["周启明"], film.pk, text)
    with pytest.raises(Refusal, match="没有存"):
        transcripts.typed(cast["周启明"], film.pk, text)
    assert TranscriptDraft.objects.get().text == text
    assert not TranscriptRow.objects.exists()


def test_only_who_may_write_says_what_was_said(cast, film):
    for attempt in (
        lambda name: transcripts.typed(cast[name], film.pk, "00:00:01 甲"),
        lambda name: transcripts.imported(cast[name], film.pk, b"WEBVTT\n\n00:01.000 --> 00:02.000\nx\n", "x.vtt"),
        lambda name: transcripts.save_draft(cast[name], film.pk, "x"),
    ):
        with pytest.raises(Refusal):
            attempt("许知远")
        with pytest.raises(Http404):
            attempt("吴彦")


def test_the_words_are_found_again_after_a_rebuild(cast, film):
    transcripts.typed(cast["周启明"], film.pk, "00:00:01 我不签字")
    before = TranscriptRow.objects.values().get()
    beside.rebuild(film.pk)
    listeners.rebuild(film.agency, film.pk)
    assert TranscriptRow.objects.values().get() == before
