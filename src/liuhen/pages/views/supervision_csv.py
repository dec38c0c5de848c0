"""What the supervision desk counts, as CSV for a spreadsheet: every row, UTF-8 with a mark, and a line in the log of readings."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from liuhen import access
from liuhen.bureau import queries as bureau
from liuhen.pages.answers import Request, page
from liuhen.pages.views.supervision import asked_of, period_of
from liuhen.register import clock, register
from liuhen.register.types import SubjectRef
from liuhen.regulation.covered import Covered
from liuhen.regulation.covering import BY_KEY
from liuhen.regulation.when import CST
from liuhen.supervision import listing
from liuhen.supervision.models import CoverageRow, StorageRow
from liuhen.supervision.scope import scope

BOM = "\ufeff"
#: What a spreadsheet takes for the beginning of a formula; East Asian editions take the full-width signs as well.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

ACTS = (
    "时间",
    "环节",
    "要求",
    "结果",
    "案件",
    "案号",
    "承办机构",
    "执法人员",
    "起止秒数",
    "有录像秒数",
    "缺口秒数",
    "缺口已说明",
    "免录理由",
    "说明人",
)
RECORDINGS = (
    "录制结束",
    "入库",
    "用时（分）",
    "迟入库",
    "已说明",
    "说明",
    "聊天软件转存",
    "原件持有人",
    "文件数",
    "记录",
    "案件",
    "案号",
    "承办机构",
    "录制人",
)


@require_GET
@page
def acts(request: Request) -> HttpResponse:
    """Every act behind a figure."""
    seen, period, asked = scope(request.actor), period_of(request), asked_of(request)
    rows = listing.acts(seen, period, asked)
    units = bureau.unit_names(seen.agency)

    def lines() -> Iterator[tuple[Any, ...]]:
        yield ACTS
        for found, case in listing.every(rows, "at"):
            row = cast("CoverageRow", found)
            act = BY_KEY.get(row.act)
            yield (
                _moment(row.at), act.title if act else row.act, act.demand.label if act else "", Covered(row.state).label,
                case.name if case else "", case.number if case else "", units.get(row.unit, "") if row.unit else "",
                row.officer_names, row.seconds or "", row.covered or "", row.missing or "", _yes(row.explained) if row.gaps else "",
                row.reason, row.reason_by,
            )  # fmt: skip

    return _answer(request, "录像覆盖", period.said, rows.count(), lines())


@require_GET
@page
def recordings(request: Request) -> HttpResponse:
    """Every recording behind a figure of storing."""
    seen, period, asked = scope(request.actor), period_of(request), asked_of(request)
    rows = listing.recordings(seen, period, asked)
    units, kinds = bureau.unit_names(seen.agency), register.book().kinds

    def lines() -> Iterator[tuple[Any, ...]]:
        yield RECORDINGS
        for found, case in listing.every(rows, "arrived"):
            row = cast("StorageRow", found)
            yield (
                _moment(row.ended), _moment(row.arrived), "" if row.lag is None else row.lag // 60, _yes(row.late),
                _yes(row.explained) if row.late else "", row.reason, _yes(row.messenger), row.holder, row.files,
                kinds[row.kind].title if row.kind in kinds else "", case.name if case else "", case.number if case else "",
                units.get(row.unit, "") if row.unit else "", row.person_name,
            )  # fmt: skip

    return _answer(request, "录像入库", period.said, rows.count(), lines())


def _answer(request: Request, what: str, when: str, count: int, lines: Iterable[tuple[Any, ...]]) -> HttpResponse:
    """The file, sent as it is made; who took it, and what, is logged first."""
    actor = request.actor
    access.reading(
        actor, SubjectRef("agency", actor.agency), "exported", {"what": what, "period": when, "rows": count}, item=what
    )
    name = f"{what} {clock.now().astimezone(CST):%Y-%m-%d %H%M}.csv"
    answer = StreamingHttpResponse(_csv(lines), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return cast("HttpResponse", answer)


def _csv(lines: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    yield BOM
    for line in lines:
        held = io.StringIO()
        csv.writer(held).writerow([safe(value) for value in line])
        yield held.getvalue()


def safe(value: Any) -> Any:
    """A name that begins like a formula is no formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(CST):%Y-%m-%d %H:%M:%S}" if at else ""


def _yes(value: bool) -> str:  # noqa: FBT001 - it is said in words
    return "是" if value else "否"
