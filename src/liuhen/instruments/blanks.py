"""A numbered blank form for the pen (处罚法第五十二条: preset and numbered): the kind's own paper with room where its values go.

What is printed is what the record prints when it is typed up later: same paragraphs, same layout. Where the system would choose (a
condition, one of several options) the form has a box to tick.
"""

import io
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from liuhen.instruments import typesetter, words
from liuhen.instruments.body import Block, Filler, Pair, paired
from liuhen.instruments.compose import BLANK_DATE, layout_of
from liuhen.instruments.letterhead import Letterhead
from liuhen.regulation import fields as f
from liuhen.regulation import paper
from liuhen.regulation.grammar import Kind, Paper
from liuhen.regulation.history import Entry, Origin, Record
from liuhen.regulation.when import When

LINE = "＿"  # alone in a paragraph: a line across the sheet
ROOM = "　"
FOOT = "预先编号的空白文书：逐号登记。写坏的作废并留存，不得撕毁。"
MOST = 50  # sheets at a time
_TURNS, _ROWS, _PAPERS, _OFFICERS = 9, 6, 4, 2
_LEAST = 2  # lines of running text
_TURN, _WIDTH, _HEAD = 24, 14, 6  # characters of a line of a dialogue, of a value within a line, of a text's first words
_DATE, _MOMENT = "＿＿＿＿年＿＿月＿＿日", "＿＿＿＿年＿＿月＿＿日＿＿时＿＿分"
_PARTY = ("姓名或者名称", "证件号码或者统一社会信用代码", "法定代表人（负责人）", "住址或者住所", "联系电话")


def pdf(kind: Kind, numbers: Iterable[str], head: Letterhead, date: datetime) -> bytes:
    """Blank forms, one for each number, as one PDF in the order of the numbers."""
    import pikepdf

    joined = pikepdf.new()
    for number in numbers:
        layout, data = sheet(kind, number, head)
        with pikepdf.open(io.BytesIO(typesetter.pdf(layout, data, date=date))) as one:
            joined.pages.extend(one.pages)
    held = io.BytesIO()
    joined.save(held, deterministic_id=True)
    return held.getvalue()


def sheet(kind: Kind, number: str, head: Letterhead) -> tuple[str, Mapping[str, Any]]:
    """The layout and data of one blank form."""
    layout = layout_of(_record(kind))
    said = kind.paper or Paper(layout="form")
    common = {
        "title": kind.title, "agency": head.name if said.letterhead else "", "number": number, "marks": [], "watermark": "",
        "foot": {"lines": [FOOT], "qr": None}, "notes": [said.copies] if said.copies else [],
        "signatures": [_slot(part.title) for part in _signing(kind)],
    }  # fmt: skip
    filler = _Blank(kind=kind, content={}, around=words.NOWHERE, common=_common(number, head))
    return layout, {**common, **_LAYOUTS[layout](kind, filler, head)}


def _record(kind: Kind) -> Record:
    when = When.parse("2026-01-01")
    entry = Entry(
        id="", subject="", subject_type="case", seq=0, kind=kind.key, version=kind.version, author="", when=when,
        recorded_at=when.end.hi, origin=Origin.SYSTEM,
    )  # fmt: skip
    return Record(entry, kind)


def _common(number: str, head: Letterhead) -> dict[str, str]:
    one = f"{LINE * 5}（执法证号{LINE * 7}）"
    return {
        "agency": head.name, "number": number, "party_name": LINE * _WIDTH, "party_address": LINE * _WIDTH, "date": BLANK_DATE, "officers_line": f"{one}、{one}",
        "case_name": LINE * _WIDTH, "cause": LINE * _WIDTH, "reconsideration_body": head.reconsideration_body or LINE * _WIDTH,
        "court": head.court or LINE * _WIDTH, "contact": head.contact or LINE * _WIDTH,
    }  # fmt: skip


def room(item: f.Field) -> str:
    """What stands in the place of a value: boxes to tick, the parts of a date, lines to write on."""
    if isinstance(item, f.Choices | f.Choice):
        return ROOM.join(f"□{label}" for _, label in item.options) or LINE * _WIDTH
    if isinstance(item, f.Text):
        return "\n".join([LINE * _HEAD, *([LINE] * max(item.rows - 1, _LEAST))])
    if isinstance(item, f.Items) and words.is_list(item):
        return "\n".join(f"{number}、{LINE * _TURN}" for number in "一二三")
    return _ROOM.get(type(item), LINE * _WIDTH)


_ROOM: Mapping[type[f.Field], str] = {
    f.Flag: "□是　□否",
    f.Day: _DATE,
    f.Moment: _MOMENT,
    f.TimeSpan: f"{_MOMENT}至＿＿时＿＿分",
    f.Number: LINE * 4,
    f.Money: f"{LINE * 8}元（大写{LINE * 12}）",
    f.LawRefs: f"《{LINE * 14}》第{LINE * 4}条第{LINE * 2}款第{LINE * 2}项",
    f.Place: LINE * 20,
    f.Officers: f"{LINE * 5}（执法证号{LINE * 7}）、{LINE * 5}（执法证号{LINE * 7}）",
    f.Outsider: f"{LINE * 6}（性别{LINE * 2}，身份证件号码{LINE * 12}，电话{LINE * 8}）",
    f.Rights: f"＿＿时＿＿分以□口头　□书面方式告知有□陈述、申辩　□申请回避的权利，答复：{LINE * 12}",
}


class _Blank(Filler):
    """Fills the places with room for the pen."""

    def said(self, key: str) -> str:
        item = self.field(key)
        return self.common[key] if item is None else room(item)

    def written(self, kind: Kind, *, but: Iterable[str] = ()) -> list[str]:
        """Every paragraph; one that holds only on a condition begins with a box to tick."""
        body = kind.paper.body if kind.paper else ()
        return [f"□{paper.words(one)}" if paper.condition(one) else one for one in body if paper.words(one) not in but]

    def opened(self, paragraphs: Iterable[str]) -> list[Block]:
        """The paragraphs as blocks, tables and dialogues with empty rows; the stop after running text would stand below its lines."""
        found: list[Block] = []
        for one in paragraphs:
            places = paper.places(one)
            item = self.field(places[0]) if len(places) == 1 and one.strip("□") == f"{{{places[0]}}}" else None
            if isinstance(item, f.Items) and not words.is_list(item):
                found.append(_table(item))
            elif isinstance(item, f.Dialogue):
                found += [block for _ in range(_TURNS) for block in _turn()]
            else:
                found += list(self.blocks([one]))
        found = [{"kind": "line"} if block.get("text") == LINE else block for block in found]
        return [block for block in found if block.get("text", "x").strip("。；，")]

    def text(self, paragraph: str) -> str:
        """Running text: its stop is left to whoever writes."""
        filled = "".join(Filler.text(self, paragraph))
        return "\n".join(line[:-1] if line.endswith((f"{LINE}。", f"{LINE}；")) else line for line in filled.split("\n"))


def _turn() -> list[Block]:
    return [{"kind": "q", "text": LINE * _TURN}, {"kind": "a", "text": LINE * _TURN}]


def _table(item: f.Items) -> Block:
    number = [{"title": "序号", "width": 0, "align": "center"}] if item.numbered else []
    columns = [{"title": one.title, "width": max(one.width, 1), "align": "left"} for one in item.columns]
    rows = [[*([str(row)] if item.numbered else []), *([ROOM] * len(columns))] for row in range(1, _ROWS + 1)]
    return {"kind": "table", "columns": [*number, *columns], "rows": rows, "end": ""}


def _slot(title: str) -> dict[str, Any]:
    return {
        "key": "", "label": title, "state": "open", "name": "", "verdict": "", "text": "", "said": "", "short": "", "drawing": "",
        "pages": None,
    }  # fmt: skip


def _signing(kind: Kind) -> Iterable[Any]:
    """The parts that are signatures; two officers sign on lines of their own."""
    signs = kind.paper.signs if kind.paper else ()
    for part in kind.parts:
        if not part.opinion or part.key in signs:
            yield from [part] * (_OFFICERS if part.key == "officers" else 1)


def _cell(value: str) -> str:
    """Room in the cell of a table: no lines to write on, the cell is the line."""
    return value.replace(LINE, ROOM) if value.strip(LINE + "\n") else "\n".join(ROOM * 2 for _ in value.split("\n"))


def _pairs(pairs: Iterable[Pair]) -> list[list[Pair]]:
    return paired([{**one, "value": _cell(one["value"])} for one in pairs])


# -- by layout -------------------------------------------------------------------------------------------------------------
def _notice(kind: Kind, filler: _Blank, head: Letterhead) -> dict[str, Any]:
    said = kind.paper
    return {
        "addressee": filler.said(said.addressee) if said and said.addressee else "",
        "blocks": filler.opened(filler.written(kind)),
        "seal": {"name": head.name, "date": BLANK_DATE, "sort": "blank"},
        "service": None,
        "annex": None,
    }


def _decision(kind: Kind, filler: _Blank, head: Letterhead) -> dict[str, Any]:
    rows = [{"label": label, "value": ROOM} for label in _PARTY]
    return {
        **_notice(kind, filler, head),
        "head": [[row] for row in rows],
        "blocks": filler.opened(filler.written(kind, but=("当事人：{party}",))),
    }


def _transcript(kind: Kind, filler: _Blank, _head: Letterhead) -> dict[str, Any]:
    head, rest = filler.head(filler.written(kind))
    return {"head": _pairs(head), "blocks": filler.opened(rest), "strip": []}


def _form(kind: Kind, filler: _Blank, head: Letterhead) -> dict[str, Any]:
    said = {key for one in (kind.paper.body if kind.paper else ()) for key in paper.places(one)}
    cells = [
        {"label": item.title, "value": "", "table": _table(item)}
        if isinstance(item, f.Items) and not words.is_list(item)
        else {"label": item.title, "value": room(item)}
        for item in kind.fields
        if not item.internal and item.key not in said and not isinstance(item, f.Scans | f.RecordingRefs | f.Dialogue)
    ]
    return {
        "head": _pairs(cells),
        "opinions": [_slot(part.title) for part in kind.parts if part.opinion],
        "blocks": filler.opened(filler.written(kind)),
        "seal": {"name": head.name, "date": BLANK_DATE, "sort": "blank"} if kind.paper and kind.paper.sealed else None,
    }


def _slip(kind: Kind, filler: _Blank, _head: Letterhead) -> dict[str, Any]:
    rows = []
    for one in filler.written(kind):
        label, colon, rest = one.strip("□").partition("：")
        if "papers" not in paper.places(one) and colon:
            rows.append({"label": label, "value": filler.text(rest)})
    first = [row for row in rows if row["label"] == "受送达人"]
    return {
        "head": [[{"label": row["label"], "value": ROOM}] for row in first],
        "papers": [{"title": ROOM, "number": ROOM}] * _PAPERS,
        "rows": _pairs(row for row in rows if row not in first),
        "remark": ROOM,
    }


_LAYOUTS: Mapping[str, Callable[[Kind, _Blank, Letterhead], dict[str, Any]]] = {
    "notice": _notice, "decision": _decision, "transcript": _transcript, "form": _form, "list": _form, "slip": _slip,
}  # fmt: skip
