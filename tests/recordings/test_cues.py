"""Subtitle files as they come: what was said is taken whole, what is no speech is left out, what cannot be taken is told."""

import pytest

from liuhen.recordings import transcripts_text
from liuhen.recordings.transcripts_text import Unreadable


def told(text):
    return [(line.begin, line.end, line.text) for line in transcripts_text.read(text.encode()).lines]


def test_a_webvtt_file_says_who_speaks_and_its_comments_names_and_styles_are_no_speech():
    text = (
        "WEBVTT - 夜查\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE 开头的注释\n\n"
        "开始\n00:01.000 --> 00:04.000 align:start\n<v 周启明>请<b>出示</b>证件</v>\n<c.yellow>和</c> A&amp;B &lt;副本&gt;\n\n"
        "NOTE 中间的注释\n还有一行\n\n第二句\n00:00:05.000 --> 00:00:08.000\n<00:00:06.000>没有 <ruby>汉<rt>han</rt></ruby>\n\n尾注\n"
    )
    assert told(text) == [(1, 4, "周启明：请出示证件 和 A&B <副本>"), (5, 8, "没有 汉")]


@pytest.mark.parametrize(
    "arrow", ["00:00:01 --> 00:00:03", "00:01,0 --> 00:03,0", "0:00:01.0-->0:00:03", "00：00：01，000 --> 00：00：03，000"]
)
def test_times_without_hours_or_milliseconds_are_read(arrow):
    assert told(f"1\n{arrow}\n没有毫秒\n") == [(1, 3, "没有毫秒")]


def test_the_number_of_the_next_line_is_no_speech_and_a_number_that_was_said_is():
    text = "1\n00:00:01,000 --> 00:00:03,000\n一共\n17\n\n2\n00:00:04,000 --> 00:00:05,000\n再数一遍\n\n18\n"
    assert told(text) == [(1, 3, "一共 17"), (4, 5, "再数一遍 18")]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_of_any_machine_are_read(ends):
    text = "1\n00:00:01,000 --> 00:00:03,000\n第一\n\n中间空行\n\n2\n00:00:04,000 --> 00:00:05,000\n第二\n".replace("\n", ends)
    assert told(text) == [(1, 3, "第一 中间空行"), (4, 5, "第二")]


def test_tags_of_pages_leave_no_program_behind():
    text = "1\n00:00:01,000 --> 00:00:03,000\n{\\an8}<script src=x></script><img onerror=y>1 < 2 & 3 > 2\n"
    assert told(text) == [(1, 3, "1 < 2 & 3 > 2")]


def test_a_line_whose_time_cannot_be_read_is_told_and_not_taken_for_the_words_before():
    found = transcripts_text.read("1\n00:00:01,000 --> 00:00:03,000\n第一\n\n2\n一点 --> 两点\n第二\n".encode())
    assert [line.text for line in found.lines] == ["第一"]
    assert "1 行的时间读不出，没有收" in found.notes


def test_a_line_too_long_is_cut_and_told():
    found = transcripts_text.read(f"1\n00:00:01,000 --> 00:00:03,000\n{'说' * 2500}\n".encode())
    assert len(found.lines[0].text) == transcripts_text.LONGEST
    assert "1 行太长，只收前 2000 字" in found.notes


def test_styled_subtitles_are_read_as_well():
    text = (
        "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\n\n[Events]\n"
        "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\b1}请出示\\N证件\n"
    )
    assert told(text) == [(1, 3, "请出示 证件")]


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "空的"), (b"\xef\xbb\xbf \r\n", "空的"), (b"%PDF-1.4\n", "没有一行"), (b"PK\0\3", "不是文字")]
)
def test_what_is_no_subtitle_file_says_so(data, words):
    with pytest.raises(Unreadable, match=words):
        transcripts_text.read(data)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("00:24:48.2", 1488.2),
        ("24:48", 1488),
        ("1488.2", 1488.2),
        (" 0 ", 0),
        ("", None),
        ("nan", None),
        ("-1", None),
        ("十秒", None),
    ],
)
def test_a_second_of_a_film_is_written_as_a_clock_or_as_a_number(text, second):
    assert transcripts_text.second_of(text) == second
