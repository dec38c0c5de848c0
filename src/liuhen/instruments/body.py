"""A record's paragraphs and fields as blocks: places filled with words, tables as tables, questions and answers. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from liuhen.instruments import words
from liuhen.instruments.words import END, STRUCK, Surroundings
from liuhen.regulation import fields as f
from liuhen.regulation.grammar import Kind

Block = dict[str, Any]
Pair = dict[str, Any]

_PLACE = re.compile(r"\{(\w+)\}")
_ALONE = re.compile(r"\{(\w+)\}")
_HEADING = re.compile(r"[一二三四五六七八九十]+、[^。；，：{}]{1,24}")
_LABEL = re.compile(r"([^{}：。，]{1,18})：(.+)", re.DOTALL)
_STOPS = "。；，、.;,"
_BEFORE = (*_STOPS, "）")  # what a value's own stop gives way to
_SHORT = 15
_WIDEST = 16.0  # a column asks for no more than this, in full-width characters; longer text is broken
_LEAST = 1.5  # for each unit of a column's declared width, so that an empty sheet can be filled in by hand
_TITLE = 4.0  # a longer title is broken
_ROOM, _BRIEF = 29.0, 5.5  # what a table holds in a cell, with its edges; a column that is short
_HALF = 10.5  # what half a row holds in one line, in full-width characters
_NARROW, _CAPITAL = 0.55, 0.75  # figures and small letters, capitals, in the same measure
_WIDE = 0x2E7F  # characters above it are as wide as they are high
_LONG = 60
#: What a head table never holds: it has its own place in the text.
_RUNNING = (f.Text, f.Dialogue, f.Items, f.Rights)


@dataclass(frozen=True, kw_only=True, slots=True)
class Filler:
    """Fills the places of a kind's paragraphs from a record's content; ``common`` are the places from elsewhere."""

    kind: Kind
    content: Mapping[str, Any]
    around: Surroundings
    common: Mapping[str, str]

    def field(self, key: str) -> f.Field | None:
        """The field a place names; None for a common place."""
        return next((item for item in self.kind.fields if item.key == key), None)

    def said(self, key: str) -> str:
        """A place in words."""
        item = self.field(key)
        if item is None:
            return self.common.get(key) or STRUCK
        return words.printed(item, self.content.get(key), self.around) or STRUCK

    def text(self, paragraph: str) -> str:
        """A paragraph with its places filled; a value's own full stop gives way to the sentence's punctuation."""
        pieces, last = [], 0
        for found in _PLACE.finditer(paragraph):
            value = self.said(found[1])
            if paragraph[found.end() : found.end() + 1] in _BEFORE:
                value = value.rstrip(_STOPS)
            pieces += [paragraph[last : found.start()], value]
            last = found.end()
        return "".join([*pieces, paragraph[last:]])

    def blocks(self, paragraphs: Iterable[str]) -> Iterator[Block]:
        """Paragraphs as blocks: headings, tables, dialogue, running text."""
        for paragraph in paragraphs:
            alone = _ALONE.fullmatch(paragraph)
            item = self.field(alone[1]) if alone else None
            if isinstance(item, f.Items) and not words.is_list(item):
                yield table(item, self.content.get(item.key))
            elif isinstance(item, f.Dialogue):
                yield from dialogue(self.content.get(item.key))
            elif _HEADING.fullmatch(paragraph):
                yield {"kind": "h", "text": paragraph}
            else:
                for line in self.text(paragraph).split("\n"):
                    if line.strip():
                        yield {"kind": "p", "text": line.strip()}

    def head(self, paragraphs: list[str]) -> tuple[list[Pair], list[str]]:
        """The label and value lines a transcript opens with, and the paragraphs after them."""
        pairs: list[Pair] = []
        for number, paragraph in enumerate(paragraphs):
            if self._labels(paragraph):
                found = _LABEL.fullmatch(paragraph)
                assert found is not None  # noqa: S101 - just matched
                pairs.append({"label": found[1], "value": self.text(found[2])})
            elif (
                not _PLACE.search(paragraph) and len(paragraph) < _SHORT * 2 and any(map(self._labels, paragraphs[number + 1 :]))
            ):
                pairs.append({"label": "说明", "value": paragraph})
            else:
                return pairs, paragraphs[number:]
        return pairs, []

    def _labels(self, paragraph: str) -> bool:
        """Whether a paragraph is ``label：{short fields}``."""
        places = _PLACE.findall(paragraph)
        running = any(isinstance(self.field(key), _RUNNING) for key in places)
        return bool(places) and not running and len(paragraph) < _LONG and _LABEL.fullmatch(paragraph) is not None

    def pair(self, item: f.Field) -> Pair:
        """A field as a cell: words, or a table of its own; struck when empty."""
        value = self.content.get(item.key)
        if isinstance(item, f.Items) and not words.is_list(item) and value:
            return {"label": item.title, "value": "", "table": table(item, value)}
        return {"label": item.title, "value": words.printed(item, value, self.around) or STRUCK}


def table(item: f.Items, value: Any) -> Block:
    """A table field with its rows numbered and closed with （以下空白）."""
    rows = [row for row in value or () if isinstance(row, Mapping)]
    filled = [column for column in item.columns if column.required or any(row.get(column.key) not in (None, "") for row in rows)]
    shown = filled or list(item.columns)
    number = [{"title": "序号", "width": 0, "align": "center"}] if item.numbered else []
    cells = [
        [*([str(index)] if item.numbered else []), *(words.cell(column, row.get(column.key)) for column in shown)]
        for index, row in enumerate(rows, start=1)
    ]
    first = len(number)
    asked = [_share(column, [row[at] for row in cells]) for at, column in enumerate(shown, start=first)]
    columns = [
        {"title": column.title, "width": width, "align": _align(column)}
        for column, width in zip(shown, _narrowed(asked) if rows else asked, strict=True)
    ]
    return {"kind": "table", "columns": [*number, *columns], "rows": cells, "end": END}


def _share(column: f.Column, values: Iterable[str]) -> float:
    """A column's share of the width: what its longest line asks for, no less than its declaration and its title, and its edges."""
    longest = max((_width(line) for value in values for line in value.split("\n")), default=0.0)
    return max(min(longest, _WIDEST), min(_width(column.title), _TITLE), _LEAST * column.width) + 1.0


def _narrowed(asked: list[float]) -> list[float]:
    """In a table that asks for more than there is, the short columns get exactly what they hold (0) and the long ones share the rest."""
    if sum(asked) <= _ROOM or min(asked) > _BRIEF or max(asked) <= _BRIEF:
        return asked
    return [0 if width <= _BRIEF else width for width in asked]


def _align(column: f.Column) -> str:
    return "right" if column.type == "money" else "center" if column.type in {"number", "day"} or column.key == "unit" else "left"


def dialogue(value: Any) -> Iterator[Block]:
    """Questions and answers, one block each."""
    for turn in value or ():
        if isinstance(turn, Mapping):
            yield {"kind": "q", "text": str(turn.get("q") or STRUCK)}
            yield {"kind": "a", "text": str(turn.get("a") or STRUCK)}


def _width(text: str) -> float:
    return sum(1.0 if ord(char) > _WIDE else _CAPITAL if char.isupper() else _NARROW for char in text)


def paired(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Two short cells to a row, a long one or a table alone."""
    rows: list[list[Pair]] = []
    waiting: Pair | None = None
    for pair in pairs:
        short = "table" not in pair and "\n" not in pair["value"] and _width(pair["value"]) <= _HALF
        if not short:
            rows += [[waiting]] if waiting else []
            rows.append([pair])
            waiting = None
        elif waiting:
            rows.append([waiting, pair])
            waiting = None
        else:
            waiting = pair
    return [*rows, [waiting]] if waiting else rows
