"""The process band: for each of the five stages its papers, recordings, what it requires and has, what is overdue. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from liuhen.cases import clocks
from liuhen.cases.fold import STAGES
from liuhen.cases.next_steps import State, Step
from liuhen.regulation.book import Book
from liuhen.regulation.grammar import Stage
from liuhen.regulation.history import Record


@dataclass(frozen=True, kw_only=True, slots=True)
class StageView:
    """One column of the band. ``share`` (0 to 1) fills its rule; ``state`` is in words: 11 月 14 日完成, 进行中, 应办 1, 未开始."""

    stage: Stage
    title: str
    current: bool
    state: str
    papers: int
    recordings: int
    done: int
    required: int
    overdue: int

    @property
    def share(self) -> float:
        """How much of what it requires it has."""
        return self.done / self.required if self.required else 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class _Item:
    """Something a stage requires: a step of the course, or a duty that no step covers."""

    stage: Stage
    done: bool
    owed: bool
    overdue: bool


def stage_views(
    records: Sequence[Record],
    recordings: Iterable[Record],
    steps: Iterable[Step],
    rows: Iterable[Any],
    *,
    current: Stage,
    now: datetime,
    book: Book,
) -> list[StageView]:
    """The five columns. ``rows`` are finding rows of the case; ``recordings`` the links that hold."""
    required = list(_items(steps, rows, book, now))
    linked = list(recordings)
    by_id = {record.id: record for record in records}
    return [
        _view(
            stage, [record for record in records if record.kind.stage == stage], linked, by_id, required, current=current, now=now
        )
        for stage in STAGES
    ]


def _items(steps: Iterable[Step], rows: Iterable[Any], book: Book, now: datetime) -> Iterable[_Item]:
    """Required steps, and the duties on what no step speaks of; a duty that repeats a step only lends it its lateness."""
    wanted = [step for step in steps if step.required]
    covered = {step.kind for step in wanted}
    late: set[str] = set()
    extra: list[_Item] = []
    for row in rows:
        if row.sort != "duty" or row.status in {"not_applicable", "unseen"}:
            continue
        kind = str(row.owes).partition(".")[0]
        overdue = row.status == "owed" and row.due_hi is not None and row.due_hi < now
        if kind in covered:
            late |= {kind} if overdue else set()
        else:
            stage = _stage_of(kind, row, book)
            extra.append(_Item(stage=stage, done=row.status != "owed", owed=row.status == "owed", overdue=overdue))
    for step in wanted:
        done = step.state == State.DONE
        yield _Item(stage=step.stage, done=done, owed=step.state == State.NOW, overdue=not done and step.kind in late)
    yield from extra


def _stage_of(kind: str, row: Any, book: Book) -> Stage:
    """The stage of what is owed; of a recording or an explanation, that of the record it is because of."""
    found = book.kinds.get(kind)
    if found is None or found.stage == Stage.ADMINISTRATION:
        found = book.kinds.get(row.because_kind)
    return found.stage if found is not None and found.stage in STAGES else Stage.INVESTIGATION


def _view(
    stage: Stage,
    records: Sequence[Record],
    linked: Sequence[Record],
    by_id: dict[str, Record],
    required: Sequence[_Item],
    *,
    current: Stage,
    now: datetime,
) -> StageView:
    mine = [item for item in required if item.stage == stage]
    done, total = sum(item.done for item in mine), len(mine)
    papers = [record for record in records if record.voided is None and not record.kind.key.startswith("recording_")]
    held = [link for link in linked if _stage_of_link(link, by_id) == stage]
    return StageView(
        stage=stage,
        title=stage.label,
        current=stage == current,
        state=_state(stage, current, papers, mine, now),
        papers=len(papers),
        recordings=len({str(link["recording"]) for link in held}),
        done=done,
        required=total,
        overdue=sum(item.overdue for item in mine),
    )


def _stage_of_link(link: Record, by_id: dict[str, Record]) -> Stage:
    """A recording belongs to the stage of the record it shows; one of no record to the investigation."""
    shown = by_id.get(str(link["record"] or ""))
    return shown.kind.stage if shown is not None else Stage.INVESTIGATION


def _state(stage: Stage, current: Stage, papers: Sequence[Record], mine: Sequence[_Item], now: datetime) -> str:
    if mine and all(item.done for item in mine):
        last = max((record.recorded_at for record in papers), default=None)
        return f"{clocks.year(last, now)}{clocks.day(last)}完成" if last else "已完成"
    if stage == current:
        return "进行中"
    owed = sum(item.owed for item in mine)
    if papers or owed:
        return f"应办 {owed}" if owed else "进行中"
    return "未开始"
