"""Which fonts papers are set in, and what to do with characters that none of them has.

The bureau's own folder (``LIUHEN_FONTS``) comes first, so that its licensed 仿宋 and 小标宋 are used where it has them; then the
free ones of the wheels. PDF/A forbids a character without a glyph: such a character is printed as its code, 〔U+20000〕, and so
are characters that would change the direction of the text around them, for paper must not read otherwise than what is stored.
"""

import importlib.util
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import typst

from liuhen.instruments.glyphs import Charmap, charmap
from liuhen.lib.env import envpath

#: Families by what they are for, the best first; those that are not there are left out.
WANTED = {
    "title": ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "小标宋体", "STZhongsong", "Noto Serif SC"),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "Noto Serif SC"),
    "head": ("SimHei", "黑体", "STHeiti", "Noto Sans SC"),
    "seal": ("SimSun", "宋体", "Noto Serif SC"),
}
#: Asked after those above for what they lack.
FALLBACK = (
    "Noto Serif SC",
    "Noto Sans SC",
    "Noto Sans CJK SC",
    "Noto Sans",
    "Noto Sans Symbols",
    "Noto Emoji",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Thai",
    "Noto Sans Devanagari",
)
_WHEELS = ("pylopdf_fonts_zh_cn", "manimgx_fonts", "manimgx_fonts_cjk")

#: Shown as codes: controls, and what reorders or hides text (Trojan Source); the joiners that emoji and scripts need stay.
_DECEPTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f\u00ad")


def folders() -> list[Path]:
    """Where fonts are looked for: the bureau's folder, if it has one, then the wheels'."""
    own = envpath("LIUHEN_FONTS", None)
    return [folder for folder in (own, *_wheels()) if folder and folder.is_dir()]


def _wheels() -> Iterator[Path]:
    for name in _WHEELS:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin:
            yield Path(spec.origin).parent


@cache
def collection() -> typst.Fonts:
    """The fonts as Typst sees them, looked for once in a process; the machine's own are left out, so that output is the same everywhere."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in folders()])


@cache
def families() -> dict[str, list[str]]:
    """For each purpose the families that are there, best first, then those asked for what they lack."""
    there = set(collection().families())
    return {
        purpose: list(dict.fromkeys(name for name in (*wanted, *FALLBACK) if name in there)) for purpose, wanted in WANTED.items()
    }


@cache
def _charmaps() -> tuple[Charmap, ...]:
    """What each font has; Typst asks them all for what those of first choice lack."""
    found = {(font.path, font.index) for font in collection().fonts() if font.path}
    return tuple(charmap(Path(path), index) for path, index in sorted(found))


@lru_cache(maxsize=4096)
def has(char: str) -> bool:
    """Whether some font in use has a glyph for a character."""
    return any(found.has(ord(char)) for found in _charmaps())


def printable(text: str) -> str:
    """The same text with what cannot or must not be printed as it is written as its code; tabs become spaces."""
    text = _DECEPTIVE.sub(lambda found: code(found[0]), text.replace("\r\n", "\n").replace("\t", "　"))
    if _plain(text):
        return text
    return "".join(char if char == "\n" or char in _JOINERS or has(char) else code(char) for char in text)


def _plain(text: str) -> bool:
    """Whether every character is of the set that any Chinese font has, which is quick to tell."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def code(char: str) -> str:
    """A character by its number: 〔U+20000〕."""
    return f"〔U+{ord(char):04X}〕"
