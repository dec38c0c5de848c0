"""Which characters a font has a glyph for, read from its ``cmap`` table (OpenType 1.9, formats 4 and 12). Pure but for the file.

Only the table is read, and a character is looked up in its ranges as it is asked for: building a dictionary of every font's
fifty thousand characters would cost seconds in every process that meets one rare name.
"""

import struct
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
_SEGMENTS, _GROUPS = 4, 12


@dataclass(frozen=True, kw_only=True)
class Charmap:
    """Ranges of characters in order: where each starts and ends, and how its glyphs are found."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    first_glyphs: tuple[int, ...]
    indirect: dict[int, tuple[int, ...]]

    def has(self, char: int) -> bool:
        """Whether a character has a glyph other than the one for what is missing."""
        place = bisect_right(self.starts, char) - 1
        if place < 0 or char > self.ends[place]:
            return False
        if place in self.indirect:
            return self.indirect[place][char - self.starts[place]] != 0
        return self.first_glyphs[place] + char - self.starts[place] != 0


EMPTY = Charmap(starts=(), ends=(), first_glyphs=(), indirect={})


def charmap(path: Path, index: int = 0) -> Charmap:
    """The widest Unicode map of one font of a file (a collection holds several); empty where it has none we read."""
    with path.open("rb") as file:
        head = file.read(12)
        offset = 0
        if head[:4] == b"ttcf":
            file.seek(12 + 4 * index)
            (offset,) = struct.unpack(">I", file.read(4))
            file.seek(offset)
            head = file.read(12)
        (count,) = struct.unpack(">H", head[4:6])
        for _ in range(count):
            tag, _checksum, start, length = struct.unpack(">4sIII", file.read(16))
            if tag == b"cmap":
                file.seek(start)
                return _widest(file.read(length))
    return EMPTY


def _widest(table: bytes) -> Charmap:
    (count,) = struct.unpack_from(">H", table, 2)
    found: dict[int, int] = {}
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * number)
        (form,) = struct.unpack_from(">H", table, offset)
        if (platform, encoding) in _UNICODE:
            found[form] = offset
    if _GROUPS in found:
        return _groups(table, found[_GROUPS])
    return _segments(table, found[_SEGMENTS]) if _SEGMENTS in found else EMPTY


def _groups(table: bytes, offset: int) -> Charmap:
    """Format 12: ranges with consecutive glyphs."""
    (count,) = struct.unpack_from(">I", table, offset + 12)
    rows = list(struct.iter_unpack(">III", table[offset + 16 : offset + 16 + 12 * count]))
    starts, ends, glyphs = zip(*rows, strict=True) if rows else ((), (), ())
    return Charmap(starts=starts, ends=ends, first_glyphs=glyphs, indirect={})


def _segments(table: bytes, offset: int) -> Charmap:
    """Format 4: ranges whose glyphs follow by a difference, or stand in a list."""
    (doubled,) = struct.unpack_from(">H", table, offset + 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", table, offset + 14)
    starts = struct.unpack_from(f">{count}H", table, offset + 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", table, offset + 16 + 2 * doubled)
    at = offset + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{count}H", table, at)
    indirect: dict[int, tuple[int, ...]] = {}
    for place, (start, end, jump) in enumerate(zip(starts, ends, offsets, strict=True)):
        if jump:
            where = at + 2 * place + jump
            fits = max(0, min(end - start + 1, (len(table) - where) // 2))
            listed = struct.unpack_from(f">{fits}H", table, where)
            indirect[place] = listed + (0,) * (end - start + 1 - fits)
    firsts = tuple((start + delta) & 0xFFFF for start, delta in zip(starts, deltas, strict=True))
    return Charmap(starts=starts, ends=ends, first_glyphs=firsts, indirect=indirect)
