"""The seconds of recordings in the timeline of a case and in the printed catalogue of its bound file."""

from liuhen.cases.timeline_moments import MOST, moments_of
from liuhen.instruments import casefile
from tests.regulation.story import story

SCENE = "11-13 20:36/21:48 inspection_record#scene officers=@two findings='一、李某某十六岁'"
FILM = "11-14 08:00 recording_linked#film recording=r1 record=#scene media=video what=第1段 begin=2026-11-13T20:34:00 end=2026-11-13T21:12:00 arrived=2026-11-14T07:00:00 seconds=2280"
MARK = "11-16 09:00 moment_marked about=#scene moment={m} recording=r1 record=#scene step={step} title={title} second={second} real={real}"


def marked(m, step, title, second, real):
    return MARK.format(m=m, step=step, title=title, second=second, real=real)


CARD = marked("m1", "card", "出示执法证件", 192.4, "2026-11-13T20:37:12.4")
LINE = marked("m2", "line", "一、李某某十六岁", 60, "2026-11-13T20:35:00.0")


def test_each_record_has_its_seconds_in_the_order_of_the_clock():
    found = moments_of(story(SCENE, FILM, CARD, LINE), {"film"}, personal=True)
    assert found == {
        "scene": (
            ("一、李某某十六岁", "00:01:00", "/recordings/r1/?t=60"),
            ("出示执法证件", "00:03:12", "/recordings/r1/?t=192.4"),
        )
    }


def test_a_line_is_named_only_to_who_may_read_it():
    names = [name for name, _, _ in moments_of(story(SCENE, FILM, CARD, LINE), {"film"}, personal=False)["scene"]]
    assert names == ["所写情况", "出示执法证件"]


def test_what_was_taken_back_or_lies_in_a_recording_that_is_linked_no_more_is_left_out():
    history = story(SCENE, FILM, CARD, LINE, "11-16 09:05 moment_withdrawn moment=m1 recording=r1")
    assert [name for name, _, _ in moments_of(history, {"film"}, personal=True)["scene"]] == ["一、李某某十六岁"]
    assert moments_of(story(SCENE, FILM, CARD), set(), personal=True) == {}


def test_a_timeline_is_no_list_of_steps():
    many = [marked(f"m{n}", "", f"第{n}处", n, f"2026-11-13T20:40:{n:02d}.0") for n in range(30)]
    assert len(moments_of(story(SCENE, FILM, *many), {"film"}, personal=True)["scene"]) == MOST


def test_the_printed_catalogue_says_at_which_second_each_step_is():
    history = story(SCENE, FILM, CARD)
    links = [record for record in history.records if record.kind.key == "recording_linked"]
    (row,) = casefile.recordings(links, history)["rows"]
    assert row[1] == "第1段（00:03:12 出示执法证件）"
