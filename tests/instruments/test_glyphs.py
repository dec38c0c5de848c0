"""Which characters our fonts have, read from the fonts; nothing that a font lacks is handed to the typesetter."""

import struct
from pathlib import Path

import pytest

from liuhen.instruments import fonts, glyphs, typesetter
from tests.instruments.samples import START


def test_our_fonts_have_what_chinese_papers_are_written_in():
    for char in "澄湖区文化和旅游局〔2026〕壹贰叁①℃㎡￥×÷“”—…·囍喆堃昇䶮𠮷𬬭":
        assert fonts.has(char), char
    for char in "😀👍☎éñßøЖλ":
        assert fonts.has(char), char
    assert not fonts.has("\U00020000")
    assert not fonts.has("\ue000")


def test_what_is_said_to_be_there_can_be_set():
    text = "囍喆堃昇䶮𠮷𬬭😀éñЖλ①℃"
    data = {"title": "试", "blocks": [{"kind": "p", "text": text}], "signatures": []}
    assert typesetter.pdf("notice", data, date=START).startswith(b"%PDF")


def font_file(cmap: bytes) -> bytes:
    head = struct.pack(">IHHHH", 0x00010000, 1, 0, 0, 0)
    return head + struct.pack(">4sIII", b"cmap", 0, 28, len(cmap)) + cmap


def test_a_map_of_segments_with_listed_glyphs_is_read(tmp_path: Path):
    # A..C by a difference, x..z from a list in which y has no glyph
    ends, starts, deltas, offsets = (0x43, 0x7A, 0xFFFF), (0x41, 0x78, 0xFFFF), (0xFFC0, 0, 1), (0, 4, 0)
    body = struct.pack(">HHHH", 6, 0, 0, 0) + struct.pack(">3H", *ends) + b"\0\0" + struct.pack(">3H", *starts)
    body += struct.pack(">3H", *deltas) + struct.pack(">3H", *offsets) + struct.pack(">3H", 7, 0, 9)
    table = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + struct.pack(">HHH", 4, 6 + len(body), 0) + body
    (tmp_path / "a.ttf").write_bytes(font_file(table))
    found = glyphs.charmap(tmp_path / "a.ttf")
    assert [chr(n) for n in range(0x30, 0x80) if found.has(n)] == ["A", "B", "C", "x", "z"]


def test_a_font_without_a_map_has_nothing(tmp_path: Path):
    (tmp_path / "a.ttf").write_bytes(struct.pack(">IHHHH", 0x00010000, 0, 0, 0, 0))
    assert not glyphs.charmap(tmp_path / "a.ttf").has(0x41)


def test_the_bureaus_own_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LIUHEN_FONTS", str(tmp_path))
    assert fonts.folders()[0] == tmp_path
    monkeypatch.setenv("LIUHEN_FONTS", str(tmp_path / "gone"))
    assert tmp_path / "gone" not in fonts.folders()
