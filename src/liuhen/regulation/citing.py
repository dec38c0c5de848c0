"""Citing law down to paragraph, item and point (条、款、项、目), by norm and version: article numbers drift between versions.

A citation stands in a record as :class:`liuhen.regulation.fields.LawRefs` has it: the norm by key and version where the Book knows
it, by its title where it does not; 款、项、目 as printed, so that no paper depends on how they were typed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from liuhen.regulation import sources
from liuhen.regulation.grammar import Source, chinese_number
from liuhen.regulation.norms import NORMS

_MOST = 100  # paragraphs of an article, items of a paragraph
_NUMBERS = {chinese_number(number): number for number in range(1, _MOST)}
_NUMBER = r"([一二三四五六七八九十]+|\d{1,2})"
_PARAGRAPH = re.compile(rf"(?:第{_NUMBER}款)?(?:第?[（(]{_NUMBER}[）)]项?|第{_NUMBER}项)?(?:第?{_NUMBER}目)?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """款 ``clause``, 项 ``item``, 目 ``point``; 0 where the citation does not go that far."""

    clause: int = 0
    item: int = 0
    point: int = 0


def paragraph(parts: Parts) -> str:
    """As printed after the article: 第一款第（二）项第3目."""
    return "".join(
        (
            f"第{chinese_number(parts.clause)}款" if parts.clause else "",
            f"第（{chinese_number(parts.item)}）项" if parts.item else "",
            f"第{parts.point}目" if parts.point else "",
        )
    )


def parts_of(printed: str) -> Parts | None:
    """The parts of a printed paragraph, also as people write it (第二项, （二）项, 第1款); None for words that are none."""
    found = _PARAGRAPH.fullmatch("".join(printed.split()))
    if found is None:
        return None
    clause, bracketed, plain, point = found.groups()
    return Parts(clause=_counted(clause), item=_counted(bracketed or plain), point=_counted(point))


def _counted(text: str | None) -> int:
    return 0 if not text else int(text) if text.isdecimal() and len(text) < len("10000") else _NUMBERS.get(text, 0)


@cache
def norms() -> Mapping[str, Source]:
    """The norms that can be cited, every version by its key: what the Book knows, and what its violations break; our practice left out."""
    found = {edition.source.key: edition.source for norm in NORMS for edition in norm.editions}
    found |= {value.key: value for value in vars(sources).values() if isinstance(value, Source) and value is not sources.PRACTICE}
    return MappingProxyType(found)


def norm_titled(title: str) -> Source | None:
    """The norm and version of that title; None where the Book knows none."""
    bare = title.strip().strip("《》")
    return next((norm for norm in norms().values() if norm.title == bare), None)
