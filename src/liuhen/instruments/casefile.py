"""The order of a case file 案卷: which record goes to which volume, in which place, on which pages. Pure.

Two volumes, as law.md 2.2: the main one 正卷, open to those who may read the file, and the internal one 副卷, which is not shown
outside. Within a volume the order is the table's, and the day's within one place of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from liuhen.cases.clocks import code
from liuhen.cases.fold import DECISIONS, OTHER_DECISIONS
from liuhen.instruments import words
from liuhen.instruments.compose import number_of
from liuhen.instruments.orders import BESIDE, ORDERS, Volume
from liuhen.instruments.slots import time_of
from liuhen.register.prefill import facts
from liuhen.regulation.asking import punishes
from liuhen.regulation.ending import last_end
from liuhen.regulation.history import History, Record
from liuhen.regulation.moments import standing
from liuhen.regulation.when import CST

_LAST = 99
#: What binds the file is not bound in it.
_NOT_BOUND = frozenset({"case_file_bound"})
_OFFICERS = "执法人员"


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One paper in a volume. ``first`` and ``pages`` are 0 until its pages are counted; a voided one stays, marked."""

    volume: Volume
    record: Record
    order: int
    first: int = 0
    pages: int = 0

    @property
    def last(self) -> int:
        """Its last page in the volume."""
        return self.first + self.pages - 1

    @property
    def folios(self) -> str:
        """Its pages as the catalogue writes them: 12 or 12-15."""
        return str(self.first) if self.pages <= 1 else f"{self.first}-{self.last}"


def arrange(history: History) -> dict[Volume, tuple[Item, ...]]:
    """Every record that belongs to the file, in its volume and place; what was voided comes last in the internal volume."""
    places: dict[Volume, list[tuple[tuple[Any, ...], Record]]] = {volume: [] for volume in Volume}
    for record in history.records:
        if record.kind.paper is None or record.kind.key in _NOT_BOUND or not (record.stands or record.voided):
            continue
        volume = Volume.INTERNAL if record.voided else Volume(record.kind.paper.volume)
        rank = _LAST + 1 if record.voided else _rank(volume, record)
        places[volume].append(((rank, record.at.lo, record.entry.seq), record))
    return {
        volume: tuple(
            Item(volume=volume, record=record, order=number)
            for number, (_, record) in enumerate(sorted(found, key=lambda place: place[0]), start=1)
        )
        for volume, found in places.items()
    }


def _rank(volume: Volume, record: Record) -> int:
    ranks = {key: place for place, keys in enumerate(ORDERS[volume]) for key in keys}
    beside = BESIDE[volume].get(record.kind.stage, "")
    return ranks.get(record.kind.key, ranks.get(beside, _LAST))


def paginate(items: Sequence[Item], counts: Sequence[int]) -> tuple[Item, ...]:
    """The items with their pages, numbered through from 1; ``counts`` are theirs in the same order."""
    placed, page = [], 1
    for item, count in zip(items, counts, strict=True):
        placed.append(replace(item, first=page, pages=count))
        page += count
    return tuple(placed)


# -- what the file's own sheets say ---------------------------------------------------------------------------------------
def catalogue(items: Sequence[Item], agency: str) -> dict[str, Any]:
    """卷内目录: number, 文号, who made it, title, date, pages, remark."""
    return {
        "kind": "table",
        "columns": _columns(("序号", 0), ("文号", 6), ("责任者", 5), ("题名", 8), ("日期", 0), ("页号", 0), ("备注", 4)),
        "rows": [
            [str(item.order), number_of(item.record), _maker(item.record, agency), _title(item.record), _date(item.record), item.folios, remark(item.record)]
            for item in items
        ],
        "end": "",
    }  # fmt: skip


def _columns(*columns: tuple[str, int]) -> list[dict[str, Any]]:
    return [{"title": title, "width": width, "align": "left" if width > 3 else "center"} for title, width in columns]  # noqa: PLR2004


def _maker(record: Record, agency: str) -> str:
    """责任者: the agency for what it issues, else the officers who made it."""
    officers = [str(one.get("name")) for one in record.get("officers") or () if isinstance(one, Mapping) and one.get("name")]
    return agency if record.kind.issued or not officers else "、".join(officers)


def _title(record: Record) -> str:
    """The kind's title, and whom or what it is about where several of a kind stand together."""
    for key in ("person", "to", "name", "inspected", "object"):
        value = record.get(key)
        named = value.get("name") if isinstance(value, Mapping) else value
        if isinstance(named, str) and named and key != "name":
            return f"{record.kind.title}（{named}）"
        if key == "name" and record.kind.key == "evidence_item" and named:
            return f"{record.kind.title}（{named}）"
    return record.kind.title


def _date(record: Record) -> str:
    """2026.11.13, as catalogues write days; a time known less well as it is known."""
    day = (record.issued.at if record.issued else record.at).known_day
    return f"{day:%Y.%m.%d}" if day else time_of(record.at)


def remark(record: Record) -> str:
    """备注: voided, typed from an original and where that is, corrected."""
    said = []
    if record.voided:
        said.append("作废")
    if record.told:
        place = str(record.get("original_place") or "")
        said.append(f"原件{place}" if place else "依原件录入")
    if record.corrections:
        said.append("有更正")
    return "，".join(said)


def recordings(links: Iterable[Any], history: History) -> dict[str, Any]:
    """音像资料目录: what each recording shows, when, how long, for which paper, its digest where the link carries one."""
    rows, marked = [], _moments(history)
    for number, link in enumerate(links, start=1):
        content = link.content
        record = history.record(str(content.get("record") or ""))
        kind = {"video": "录像", "audio": "录音", "photo": "照片"}.get(str(content.get("media")), words.STRUCK)
        begin, end = str(content.get("begin") or "")[:16], str(content.get("end") or "")[:16]
        rows.append(
            [
                str(number),
                _what(content, marked),
                kind,
                words.span({"start": begin, "end": end}) if kind != "照片" else words.moment(begin),
                _length(content.get("seconds")),
                f"{record.kind.title}{number_of(record)}" if record else "",
                str(content.get("recording") or "")[:8],
            ]
        )
    columns = _columns(("序号", 0), ("内容", 4), ("种类", 0), ("录制时间", 5), ("时长", 2), ("所证文书", 4), ("编号", 2))
    return {"kind": "table", "columns": columns, "rows": rows, "end": words.END if rows else ""}


def _moments(history: History) -> dict[tuple[str, str], list[str]]:
    """Which step is seen at which second, by recording and record, in the order of the seconds."""
    found: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for moment in standing(history):
        pair = (str(moment["recording"] or ""), str(moment["record"] or ""))
        found.setdefault(pair, []).append((float(moment["second"] or 0), str(moment["title"])))
    return {pair: [f"{code(second)} {title}" for second, title in sorted(listed)] for pair, listed in found.items()}


def _what(content: Mapping[str, Any], marked: Mapping[tuple[str, str], list[str]]) -> str:
    """What a recording shows, and at which seconds the steps of its record are."""
    said = str(content.get("what") or words.STRUCK)
    seen = marked.get((str(content.get("recording") or ""), str(content.get("record") or "")), [])
    return f"{said}（{'；'.join(seen)}）" if seen else said


def _length(seconds: Any) -> str:
    if not isinstance(seconds, int | float):
        return ""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}分{rest:02d}秒" if minutes else f"{rest}秒"


def _from_to(history: History, *, punished: bool) -> list[tuple[str, str]]:
    """When it was filed and closed; of an act that is no penalty, when it was accepted or started, and when it ended."""
    closing, filed = _only(history, "closing_report"), _only(history, "initiation_approval")
    if punished:
        return [
            ("立案日期", words.day(filed.get("filed_on")) if filed else words.STRUCK),
            ("结案日期", words.day(closing.get("closed")) if closing else words.STRUCK),
        ]
    accepted, end = _only(history, "licence_acceptance"), last_end(history)
    first = accepted.effective if accepted is not None else filed.at if filed is not None else None
    return [
        (
            "受理日期" if accepted is not None else "启动日期",
            words.day(first.lo.astimezone(CST).date()) if first else words.STRUCK,
        ),
        ("终结日期", words.day(end.at.lo.astimezone(CST).date()) if end else words.STRUCK),
    ]


def cover(history: History, volume: Volume, items: Sequence[Item], volumes: int) -> dict[str, Any]:
    """案卷封面: the case's name, decision, dates, handling unit, keeping, pieces and pages, and the archive's numbers."""
    known, bound = facts(history), _only(history, "case_file_bound")
    deciding = (*DECISIONS, *OTHER_DECISIONS)
    decision = [record.number for record in history.records if record.kind.key in deciding and record.stands and record.number]
    punished = punishes(history)
    parties = "、".join(words.party_name(one) for one in known.get("parties") or () if isinstance(one, Mapping))
    keeping = {"permanent": "永久", "30": "30年", "10": "10年"}.get(str(bound.get("retention")) if bound else "", "")
    number = list(Volume).index(volume) + 1
    rows = [
        ("案件名称", str(known.get("name") or "")),
        ("案由" if punished else "事项", str(known.get("cause") or "")),
        ("当事人", parties),
        ("决定书文号", "、".join(decision) or words.STRUCK),
        ("承办机构", str(known.get("unit_name") or "")),
        ("承办人", "、".join(str(one.get("name")) for one in known.get("officers") or ())),
        *_from_to(history, punished=punished),
        ("卷内", f"第{number}卷，共{volumes}卷；本卷{len(items)}件{sum(item.pages for item in items)}页"),
        ("保管期限", keeping),
    ]
    codes = [("归档号", str(bound.get("number") or "") if bound else ""), ("全宗号", ""), ("目录号", ""), ("案卷号", "")]
    return {
        "volume": volume.label,
        "rows": [{"label": label, "value": value} for label, value in rows],
        "codes": [{"label": label, "value": value} for label, value in codes],
    }


def _only(history: History, kind: str) -> Record | None:
    return next((record for record in reversed(history.records) if record.kind.key == kind and record.stands), None)


def closing_note(history: History, items: Sequence[Item], links: int, apart: Sequence[str]) -> dict[str, Any]:
    """备考表: what the volume holds, what is kept elsewhere, what was voided; who bound it and when. Findings stay out of it."""
    bound = _only(history, "case_file_bound")
    return {
        "notes-in-full": [*_notes(items, links, apart), *([str(bound["note"])] if bound and bound.get("note") else [])],
        "people": [
            {"label": "立卷人", "value": str((bound.get("archivist") or {}).get("name") or "") if bound else ""},
            {"label": "检查人", "value": ""},
            {"label": "立卷时间", "value": words.day(bound.get("bound")) if bound and bound.get("bound") else ""},
        ],
    }


def _notes(items: Sequence[Item], links: int, apart: Sequence[str]) -> Iterator[str]:
    yield f"本卷共{len(items)}件{sum(item.pages for item in items)}页，页号连续，见卷内目录。"
    if links:
        yield f"本案有音像资料{links}件，另存于音像库，见音像资料目录。"
    originals = [item for item in items if item.record.told]
    if originals:
        said = "、".join(
            f"第{item.order}件{f'（{place}）' if (place := str(item.record.get('original_place') or '')) else ''}"
            for item in originals
        )
        yield f"下列各件依纸质原件录入，原件另存：{said}。"
    if voided := [item for item in items if item.record.voided]:
        yield f"{'、'.join(f'第{item.order}件' for item in voided)}已作废，依规定保留。"
    if apart:
        yield f"下列附件不能编入本卷，另以原文件保存：{'、'.join(apart)}。"
    yield "系统出具的文书以带系统校验的单件为正本；本卷是编有页号的装订件。"


def volumes_of(history: History) -> tuple[Volume, ...]:
    """The volumes that hold anything."""
    return tuple(volume for volume, items in arrange(history).items() if items)


def scans_of(record: Record) -> list[Mapping[str, Any]]:
    """The attached pictures and papers of a record, in the order of its fields, then the photographs of signed pages."""
    from liuhen.regulation.fields import Scans

    lists = [record.get(item.key) or () for item in record.kind.fields if isinstance(item, Scans)]
    lists += [view.entry.content.get("scans") or () for view in record.parts if view.entry is not None]
    return [one for one in chain.from_iterable(lists) if isinstance(one, Mapping) and one.get("sha256")]


def bound_at(history: History) -> Any:
    """The moment a volume bears: that of its newest entry, so that the same history gives the same file."""
    return history.entries[-1].recorded_at.astimezone(CST)
