"""The acts and recordings behind a figure: the same conditions, as pages of rows, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from liuhen.cases.models import CaseRow
from liuhen.regulation.covered import Covered
from liuhen.supervision.figures import APART, RECORDED
from liuhen.supervision.models import CoverageRow, StorageRow
from liuhen.supervision.periods import Period
from liuhen.supervision.scope import Scope

Row = TypeVar("Row", bound=Model)
PAGE = 50
NONE = "none"
#: Groups of states that figures count together.
GROUPS: dict[str, tuple[Covered, ...]] = {
    "recorded": RECORDED,
    "base": tuple(one for one in Covered if one not in APART),
}
#: Groups of recordings by how they came in.
STORED = {
    "in_time": "24 小时内入库",
    "late": "迟入库",
    "unexplained": "迟入库，没有说明",
    "untimed": "时间不详",
    "messenger": "经聊天软件转存",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is listed. ``unit`` and ``officer``: an id, ``none`` for what has none, empty for any. ``state``: one, or a group of them."""

    act: str = ""
    state: str = ""
    unit: str = ""
    officer: str = ""


@dataclass(kw_only=True)
class Page:
    """One page of rows with the cases they stand in; ``after`` asks for the next one, empty on the last."""

    rows: list[tuple[Any, CaseRow | None]] = field(default_factory=list)
    total: int = 0
    after: str = ""


def acts(scope: Scope, period: Period, asked: Asked) -> "QuerySet[CoverageRow]":
    """The acts behind a figure. Without an act, those that had to be recorded."""
    rows = CoverageRow.objects.filter(_seen(scope), day__range=(period.first, period.last))
    rows = rows.filter(act=asked.act) if asked.act else rows.filter(must=True)
    if asked.state:
        rows = rows.filter(state__in=GROUPS.get(asked.state, (asked.state,)))
    if asked.officer:
        wanted = _id(asked.officer)
        rows = rows.filter(officers__contains=[wanted]) if wanted else rows.filter(officers=[])
    return _of_unit(rows, asked.unit)


def recordings(scope: Scope, period: Period, asked: Asked) -> "QuerySet[StorageRow]":
    """The recordings behind a figure of storing."""
    rows = StorageRow.objects.filter(_seen(scope), day__range=(period.first, period.last))
    match asked.state:
        case "in_time":
            rows = rows.filter(late=False, lag__isnull=False)
        case "late":
            rows = rows.filter(late=True)
        case "unexplained":
            rows = rows.filter(late=True, explained=False)
        case "untimed":
            rows = rows.filter(lag__isnull=True)
        case "messenger":
            rows = rows.filter(messenger=True)
        case _:
            pass
    if asked.officer:
        rows = rows.filter(person=_id(asked.officer))
    return _of_unit(rows, asked.unit)


def page_of_acts(rows: "QuerySet[CoverageRow]", after: str = "", size: int = PAGE) -> Page:
    """One page of acts, newest first."""
    return _page(rows, "at", after, size)


def page_of_recordings(rows: "QuerySet[StorageRow]", after: str = "", size: int = PAGE) -> Page:
    """One page of recordings, the last stored first."""
    return _page(rows, "arrived", after, size)


def newest(rows: "QuerySet[CoverageRow] | QuerySet[StorageRow]", by: str, size: int) -> list[tuple[Any, CaseRow | None]]:
    """The newest few, without counting the rest."""
    return _with_cases(list(rows.order_by(f"-{by}", "-id")[:size]))


def every(rows: "QuerySet[CoverageRow] | QuerySet[StorageRow]", by: str) -> Iterator[tuple[Any, CaseRow | None]]:
    """All of them for an export, in batches, with the cases they stand in."""
    batch: list[Model] = []
    for row in rows.order_by(by, "id").iterator(chunk_size=1000):
        batch.append(row)
        if len(batch) == 1000:  # noqa: PLR2004 - as many as are fetched at once
            yield from _with_cases(batch)
            batch = []
    yield from _with_cases(batch)


def _seen(scope: Scope) -> Q:
    if scope.unit is not None:
        return Q(agency=scope.agency, unit=scope.unit)
    return Q(agency=scope.agency) if scope.restricted else Q(agency=scope.agency, restricted=False)


def _of_unit(rows: "QuerySet[Row]", unit: str) -> "QuerySet[Row]":
    return rows.filter(unit=_id(unit)) if unit else rows


def _id(text: str) -> UUID | None:
    """An id; None for ``none`` and for what is none."""
    try:
        return None if text == NONE else UUID(text)
    except ValueError:
        return UUID(int=0)  # nobody's: an address that somebody typed finds nothing


def _page(rows: "QuerySet[Model]", by: str, after: str, size: int) -> Page:
    total = rows.count()
    place = _place(after)
    if place is not None:
        moment, number = place
        rows = rows.filter(Q(**{f"{by}__lt": moment}) | Q(**{by: moment, "id__lt": number}))
    found = list(rows.order_by(f"-{by}", "-id")[: size + 1])
    more = len(found) > size
    last = found[size - 1] if more else None
    return Page(
        rows=_with_cases(found[:size]),
        total=total,
        after=f"{getattr(last, by).isoformat()}~{last.pk}" if last is not None else "",
    )


def _place(after: str) -> tuple[datetime, UUID] | None:
    moment, _, number = after.partition("~")
    try:
        return datetime.fromisoformat(moment), UUID(number)
    except ValueError:
        return None


def _with_cases(rows: list[Model]) -> list[tuple[Any, CaseRow | None]]:
    numbers = [found for row in rows if (found := getattr(row, "case", None))]
    cases = CaseRow.objects.in_bulk(numbers)
    return [(row, cases.get(getattr(row, "case", None))) for row in rows]
