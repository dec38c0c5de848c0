"""Names, playability, digests, stretches played, what a head of a file tells."""

import io
import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liuhen.recordings import fixity, names, playable
from liuhen.recordings.plays import merged
from liuhen.register.sniff import UNKNOWN, sniff

# -- names


@pytest.mark.parametrize(
    ("given_", "shown"),
    [
        ("DSJ-07 第2段.mp4", "DSJ-07 第2段.mp4"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\周\\录像.mp4", "录像.mp4"),
        ("录像\x00\r\n.mp4", "录像.mp4"),
        ("录像\u202e4pm.exe", "录像4pm.exe"),
        ("  . ", "未命名"),
        (".hidden.mp4", ".hidden.mp4"),
        ("..mp4", "..mp4"),
        ("../..", "未命名"),
        ("", "未命名"),
        ("a\u200bb.mp4", "ab.mp4"),
        ("<script>alert(1)</script>.jpg", "script>.jpg"),
    ],
)
def test_a_name_is_shown_without_what_could_mislead(given_, shown):
    assert names.shown(given_) == shown


@pytest.mark.parametrize(
    ("given_", "written"),
    [
        (".hidden.mp4", ".hidden.mp4"),
        ("DSJ-07 第2段.mp4", "DSJ-07 第2段.mp4"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("C:\\录像.mp4", "C:\\\\录像.mp4"),
        ("录像\x00\r\n.mp4", "录像\\u{0}\\u{d}\\u{a}.mp4"),
        ("录像\u202e4pm.exe", "录像\\u{202e}4pm.exe"),
        ("cafe\u0301.mp4", "cafe\\u{301}.mp4"),
        (b"\xc2\xbc\xcf\xf1.mp4", "\u00bc\\xcf\\xf1.mp4"),
        (b"\xff\xfe.mp4", "\\xff\\xfe.mp4"),
        ("a\ud800.mp4", "a\\u{d800}.mp4"),
    ],
)
def test_a_name_is_written_so_that_it_can_be_had_back(given_, written):
    assert names.written(given_) == written


@given(st.binary(max_size=300))
def test_no_two_names_are_written_alike_and_each_can_be_had_back(raw):
    def back(found):
        text = found[0]
        if text == "\\\\":
            return "\\"
        return chr(0xDC00 + ord(bytes.fromhex(text[2:]))) if text[1] == "x" else chr(int(text[3:-1], 16))

    text = names.written(raw)
    assert re.sub(r"\\\\|\\x[0-9a-f]{2}|\\u\{[0-9a-f]+\}", back, text).encode("utf-8", "surrogateescape") == raw
    assert all(letter.isprintable() for letter in text)


def test_a_name_of_300_characters_is_kept_whole_and_a_longer_one_keeps_its_suffix():
    exact = "长" * 296 + ".mp4"
    assert names.shown(exact) == exact
    longer = names.shown("长" * 4000 + ".mp4")
    assert len(longer) == 300
    assert longer.endswith("….mp4")


@pytest.mark.parametrize(
    ("name", "type_", "lies"),
    [
        ("a.mp4", "video/mp4", False),
        ("a.MP4", "video/quicktime", False),
        ("a.jpg", "video/mp4", True),
        ("a.mp4", "image/jpeg", True),
        ("a.mp4", "application/octet-stream", True),
        ("没有后缀", "video/mp4", False),
        ("录音.mp4", "audio/mp4", False),
    ],
)
def test_whether_the_suffix_lies(name, type_, lies):
    assert names.lies(name, type_) is lies


# -- playability


@pytest.mark.parametrize(
    ("type_", "video", "audio", "pixels", "need"),
    [
        ("video/mp4", "h264", "aac", "yuv420p", ""),
        ("video/mp4", "h264", "", "yuvj420p", ""),
        ("video/mp4", "h264", "aac", "yuv422p10le", "transcode"),
        ("video/mp4", "hevc", "aac", "yuv420p", "transcode"),
        ("video/mp4", "h264", "amrnb", "yuv420p", "transcode"),
        ("video/quicktime", "h264", "aac", "yuv420p", "remux"),
        ("video/x-matroska", "h264", "aac", "yuv420p", "remux"),
        ("video/mp2t", "h264", "aac", "yuv420p", "remux"),
        ("video/mp2t", "h264", "ac3", "yuv420p", "transcode"),
        ("video/webm", "vp9", "opus", "yuv420p", ""),
        ("video/x-msvideo", "mpeg4", "mp3float", "yuv420p", "transcode"),
        ("audio/amr", "", "amrnb", "", "transcode"),
        ("audio/wav", "", "pcm_s16le", "", ""),
        ("audio/mpeg", "", "mp3float", "", ""),
        ("image/jpeg", "", "", "", ""),
        ("image/heic", "", "", "", "photo"),
        ("image/tiff", "", "", "", "photo"),
        ("application/octet-stream", "", "", "", ""),
    ],
)
def test_what_a_browser_needs(type_, video, audio, pixels, need):
    assert playable.need(type_, {"video": video, "audio": audio, "pixels": pixels}) == need


def test_what_could_run_in_a_page_is_never_shown_in_one():
    assert not {"text/html", "image/svg+xml", "application/pdf", UNKNOWN, "application/xml"} & playable.INLINE


# -- digests


def test_both_digests_are_those_of_the_standards():
    """SM3 of "abc" is example 1 of GB/T 32905-2016, annex A."""
    found = fixity.digests(io.BytesIO(b"abc"))
    assert found.sm3 == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert found.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert found.size == 3


def test_a_reader_that_gives_little_at_a_time_gives_the_same_digests():
    content = os.urandom(10_000)

    class Slow(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 7))

    assert fixity.digests(Slow(content)) == fixity.digests(io.BytesIO(content))


# -- stretches played


def test_stretches_are_joined_where_they_touch_and_nonsense_is_left_out():
    assert merged([(5, 9), (0, 2), (2, 3), (8, 12), (20, 20), (9, 1), (-4, 5)]) == [(0, 3), (5, 12)]


# -- heads of files


@pytest.mark.parametrize(
    ("head", "type_"),
    [
        (b"", UNKNOWN),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2", "video/mp4"),
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  ", "video/quicktime"),
        (b"\x00\x00\x00\x18ftyp3gp5\x00\x00\x00\x003gp5", "video/3gpp"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "image/heic"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", "image/heic"),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00M4A ", "audio/mp4"),
        (b"\x00\x00\x00\x08wide\x00\x00\x10\x00mdat", "video/quicktime"),
        (b"\x00\x00\x00\x02mdat", UNKNOWN),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "video/x-msvideo"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x00\x00\x00\x00what", UNKNOWN),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm", "video/webm"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x88matroska", "video/x-matroska"),
        (b"\x47" + bytes(187) + b"\x47" + bytes(187) + b"\x47" + bytes(187), "video/mp2t"),
        (bytes(4) + (b"\x47" + bytes(191)) * 3, "video/mp2t"),
        (b"G" * 10, UNKNOWN),
        (b"#!AMR\n", "audio/amr"),
        (b"#!AMR-WB\n", "audio/amr-wb"),
        (b"ID3\x04\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(413) + b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(600), UNKNOWN),
        (b"\xff\xff\xff\xff" * 200, UNKNOWN),
        (b"fLaC\x00", "audio/flac"),
        (b"OggS\x00\x02" + bytes(22) + b"\x01\x13OpusHead", "audio/ogg"),
        (b"%PDF-1.7", "application/pdf"),
        (b"PK\x03\x04", "application/zip"),
        (b"MZ\x90\x00", "application/x-dosexec"),
        (b"BM this is text", UNKNOWN),
        ("时间,地点\n".encode(), UNKNOWN),
        (b"<html><script>", UNKNOWN),
    ],
)
def test_what_the_head_of_a_file_tells(head, type_):
    assert sniff(head) == type_
