"""The timeline of a case 经过: papers, recordings and events in the order of when they were done, late ones marked. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from liuhen.access.masking import Clearance, masked_content
from liuhen.cases import clocks
from liuhen.cases.fold import known
from liuhen.cases.summary import stated, summary, word_of
from liuhen.cases.timeline_moments import moments_of
from liuhen.cases.timeline_status import status
from liuhen.regulation.coverage import shown
from liuhen.regulation.excusals import Ground
from liuhen.regulation.grammar import Kind, Label
from liuhen.regulation.history import BREACH_DECLARED, EXCUSAL, Entry, History, Origin, Record
from liuhen.regulation.when import CST, When

LIMIT = timedelta(hours=24)  # 制度第二十七条
WIDE = timedelta(hours=36)  # the lag meter's whole width


class Mark(Label):
    """What stands on the line: a hollow square, a full disc, a lozenge."""

    PAPER = "paper", "文书"
    RECORDING = "recording", "音像"
    EVENT = "event", "说明"


@dataclass(frozen=True, kw_only=True, slots=True)
class Lag:
    """From a recording's end to its safe storage: ``share`` of a 36-hour meter, ``over`` beyond 24 hours (both 0 to 1)."""

    said: str
    late: bool
    over_said: str = ""
    share: float = 0.0
    over: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    """A word beside a title; ``sort`` is dashed (补记), over (迟入库), plain or struck (作废)."""

    text: str
    sort: str = "plain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One thing that happened. ``at`` sorts it, ``time`` is said in the gutter, ``late`` is said under it in a dashed line.

    ``moments``: the seconds of recordings that show a step of it: name, time code, address.
    """

    id: str
    mark: Mark
    kind: str
    title: str
    at: datetime
    time: str
    stage: str
    facts: str = ""
    status: str = ""
    late: str = ""
    tags: tuple[Tag, ...] = ()
    record: str = ""
    recording: str = ""
    lag: Lag | None = None
    struck: bool = False
    change: tuple[tuple[str, str, str], ...] = ()
    moments: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DayOf:
    """The items of one calendar day, under its heading: its year where that is not this one's (``2025 年 ``), 11 月 13 日, 周五."""

    year: str
    day: str
    week: str
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Who reads, and when: clearance, names of people of ours by id, and of parties by id."""

    clearance: Clearance
    people: Mapping[str, str]
    parties: Mapping[str, str]
    now: datetime


def items(history: History, reader: Reader, kinds: Mapping[str, Kind], linked: Iterable[str] | None = None) -> list[Item]:
    """Every item of a case, oldest act first; of one moment in the order entered. ``linked``: the links that still hold, by id."""
    holding = None if linked is None else set(linked)
    noted = {record.about or str(record["record"] or "") for record in history.records if record.kind.key == "situation_note"}
    found = [item for record in history.records for item in _of_record(record, reader, noted)]
    seen = moments_of(history, holding, personal=reader.clearance.personal)
    found = [
        replace(item, moments=seen[item.record]) if item.mark == Mark.PAPER and item.record in seen else item for item in found
    ]
    found += [item for entry in history.loose for item in _of_loose(entry, reader, kinds)]
    found = [item for item in found if item.mark != Mark.RECORDING or holding is None or item.id in holding]
    return sorted(found, key=lambda item: item.at)


def _of_record(record: Record, reader: Reader, noted: set[str]) -> Iterator[Item]:
    key = record.kind.key
    if key == "recording_linked":
        yield _recording(record)
    elif key in {"recording_unlinked", "recording_derived", "moment_marked", "moment_withdrawn"} or not record.kind.title:
        return
    elif key in {EXCUSAL, BREACH_DECLARED}:
        yield _pardon(record.entry, record.kind, reader)
    else:
        yield _paper(record, reader, noted)
        yield from (_correction(record, entry, reader) for entry in record.corrections)


def _paper(record: Record, reader: Reader, noted: set[str]) -> Item:
    content = masked_content(record.kind, record.content, reader.clearance, _day(record))
    mark = Mark.EVENT if record.kind.key in {"situation_note", "case_changed", "clue_linked", "told_event"} else Mark.PAPER
    said = summary(record.kind, content, reader.parties)
    number = "" if said.split("　")[0] == record.number else record.number  # a number that the record itself states is said once
    facts = "　".join(word for word in (number, said) if word)
    return Item(
        id=record.id,
        mark=mark,
        kind=record.kind.key,
        title=record.kind.title,
        at=known(record.at, record.recorded_at),
        time=stated(record.when) if record.told else record.at.lo.astimezone(CST).strftime("%H:%M"),
        stage=record.kind.stage.value,
        facts=facts,
        status=status(record),
        late=lateness(record.entry, reader.now),
        tags=tuple(_tags(record, noted)),
        record=record.id,
        struck=record.voided is not None,
    )


def _day(record: Record) -> Any:
    return known(record.at, record.recorded_at).astimezone(CST).date()


def _tags(record: Record, noted: set[str]) -> Iterator[Tag]:
    if record.voided is not None:
        yield Tag(text="已作废", sort="struck")
    origin = {Origin.PAPER: "补录", Origin.TOLD: "补记", Origin.IMPORT: "导入"}.get(Origin(record.entry.origin))
    if origin:
        yield Tag(text=origin, sort="dashed")
    if record.corrections:
        yield Tag(text="有更正")
    if record.id in noted:
        yield Tag(text="有说明")


def lateness(entry: Entry, now: datetime) -> str:
    """When a fact from outside was entered, and how long after it was done: 11-16 16:02 记入，迟 2 天 52 分; empty for acts done here."""
    if entry.origin == Origin.SYSTEM:
        return ""
    said = f"{clocks.moment(entry.recorded_at, None if entry.origin == Origin.IMPORT else now)} 记入"
    done = entry.ended.hi if entry.ended.hi < entry.recorded_at else entry.when.start.hi
    late = entry.recorded_at - done
    return f"{said}，迟 {clocks.span(late)}" if late >= timedelta(minutes=1) else said


def _correction(record: Record, entry: Entry, reader: Reader) -> Item:
    before, after = entry.content.get("before") or {}, entry.content.get("values") or {}
    change = tuple(_change(record.kind, key, before.get(key), after[key]) for key in after)
    return Item(
        id=entry.id,
        mark=Mark.EVENT,
        kind=entry.kind,
        title=f"更正：{record.kind.title}",
        at=entry.recorded_at,
        time=entry.recorded_at.astimezone(CST).strftime("%H:%M"),
        stage=record.kind.stage.value,
        facts="　".join(word for word in (str(entry.content.get("reason") or ""), reader.people.get(entry.author, "")) if word),
        record=record.id,
        change=change,
    )


def _change(kind: Kind, key: str, before: Any, after: Any) -> tuple[str, str, str]:
    """Title of the field, old and new value in words."""
    field_of = next((item for item in kind.fields if item.key == key), None)
    if field_of is None:
        return key, str(before or ""), str(after or "")
    return field_of.title, word_of(field_of, before, {}), word_of(field_of, after, {})


_GROUNDS = {ground.value: ground.label for ground in Ground}


def _pardon(entry: Entry, kind: Kind, reader: Reader) -> Item:
    said = str(entry.content.get("reason") or entry.content.get("explanation") or "")
    approver = str(entry.content.get("approver") or "")
    ground = _GROUNDS.get(str(entry.content.get("ground") or ""), "")
    return Item(
        id=entry.id,
        mark=Mark.EVENT,
        kind=entry.kind,
        title=f"{kind.title}（{ground}）" if ground else kind.title,
        at=entry.recorded_at,
        time=entry.recorded_at.astimezone(CST).strftime("%H:%M"),
        stage=kind.stage.value,
        facts="　".join(word for word in (said, f"{approver}批准" if approver else reader.people.get(entry.author, "")) if word),
    )


def _of_loose(entry: Entry, reader: Reader, kinds: Mapping[str, Kind]) -> Iterator[Item]:
    """Entries that attach to nothing: shown where a person did them, passed over where the machine did."""
    kind = kinds.get(entry.kind)
    if kind is not None and entry.kind in {EXCUSAL, BREACH_DECLARED}:
        yield _pardon(entry, kind, reader)


def _recording(record: Record) -> Item:
    content = record.content
    begin, arrived = _moment(content.get("begin")), _moment(content.get("arrived"))
    last = shown(record)
    end = last.hi if last else None
    at = begin or record.recorded_at
    length = f"　{clocks.span(end - begin)}" if begin and end and end > begin else ""
    span = f"{at.astimezone(CST):%H:%M}–{end.astimezone(CST):%H:%M}" if end and end != at else f"{at.astimezone(CST):%H:%M}"
    lag = storage_lag(end or at, arrived or record.recorded_at)
    what = str(content.get("what") or content.get("name") or "")
    media = {"photo": "照片", "audio": "录音", "video": "录像"}.get(str(content.get("media")), "音像")
    return Item(
        id=record.id,
        mark=Mark.RECORDING,
        kind=record.kind.key,
        title=what or str(content.get("device") or media),
        at=at,
        time=f"{at.astimezone(CST):%H:%M}",
        stage=record.kind.stage.value,
        facts=f"{media}　{span}{length}" if what else f"{span}{length}",
        status="已入库",
        tags=(Tag(text="迟入库", sort="over"),) if lag.late else (),
        record=str(content.get("record") or ""),
        recording=str(content.get("recording") or ""),
        lag=lag,
    )


def storage_lag(end: datetime, arrived: datetime) -> Lag:
    """How long a recording took into safe storage, in hours and minutes, and how far beyond 24 hours."""
    took = max(arrived - end, timedelta())
    over = took - LIMIT
    late = over > timedelta()
    return Lag(
        said=f"入库用时 {clocks.hours(took)}",
        late=late,
        over_said=f"超 {clocks.hours(over)}" if late else "",
        share=min(took / WIDE, 1.0),
        over=min(max(over, timedelta()) / WIDE, 1.0),
    )


def _moment(value: Any) -> datetime | None:
    try:
        return When.parse(str(value)).start.lo
    except ValueError:
        return None


def days(listed: Iterable[Item], now: datetime, *, newest_first: bool = True) -> list[DayOf]:
    """Items under their days, newest day first unless told otherwise; days of another year than now's with their year."""
    found: dict[date, DayOf] = {}
    for item in sorted(listed, key=lambda item: item.at, reverse=newest_first):
        named = DayOf(year=clocks.year(item.at, now), day=clocks.day(item.at), week=clocks.weekday(item.at))
        found.setdefault(item.at.astimezone(CST).date(), named).items.append(item)
    return list(found.values())
