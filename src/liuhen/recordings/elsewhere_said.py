"""What is said of files in the dedicated storage, and what of it cannot be: asked for again before anything is entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from liuhen.recordings.digesting import Reading
from liuhen.recordings.models import KeptRow
from liuhen.recordings.storing import staff
from liuhen.register import clock
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.kinds.kept_elsewhere import CARRIERS, MEANS

SKEW = timedelta(minutes=5)  # by how much a clock elsewhere may be ahead of ours before we say so


@dataclass(frozen=True, kw_only=True, slots=True)
class Where:
    """Where a file lies and who keeps it."""

    kept_at: str
    carrier: str
    carrier_code: str = ""
    keeper: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What is said of the recordings that are registered together."""

    put: datetime
    begin: datetime | None = None
    end: datetime | None = None
    device: str = ""
    media: str = ""
    taken_by: UUID | None = None
    what: str = ""


def refuse_incomplete(readings: Sequence[Reading], where: Where, means: str) -> None:
    """Refuse what names no file, no place or no way."""
    if not readings:
        raise Refusal("没有登记：没有文件。请交入 ./liuhen digest --json 的结果，或者填写一个文件的摘要。", code="incomplete")
    if any(one.size == 0 for one in readings):
        raise Refusal("没有登记：有空文件，0 字节。请核对存放处的文件。", code="empty")
    if means not in dict(MEANS):
        raise Refusal("没有登记：没有说明摘要的来源。请刷新页面再填。", code="malformed")
    refuse_place(where, "没有登记")


def refuse_place(where: Where, what: str) -> None:
    """Refuse a place that nobody could go to."""
    if not where.kept_at.strip() or where.carrier not in dict(CARRIERS) or where.keeper is None:
        raise Refusal(f"{what}：要写明存放处、载体和保管人。请补齐。", code="incomplete")
    if staff(where.keeper) is None:
        raise Refusal(f"{what}：没有这位保管人。请重新选择。", code="not_found")


def refuse_times(about: About) -> None:
    """Refuse times that cannot be: in the future, the end before the beginning, put there before it ended."""
    refuse_future(about.put, "存入")
    if about.begin and about.end and about.end < about.begin:
        raise Refusal("没有登记：录制结束时间早于开始时间。请核对后重填。", code="times_crossed")
    ended = about.end or about.begin
    if ended and about.put < ended:
        raise Refusal("没有登记：存入时间早于录制结束。请核对后重填。", code="times_crossed")


def refuse_time_of_check(row: KeptRow, at: datetime) -> None:
    """Refuse a check before the file was put there, or still to come."""
    refuse_future(at, "复核")
    if at < row.put - SKEW:
        raise Refusal(f"复核没有记入：“{row.name}”的复核时间早于存入时间。请核对后重填。", code="times_crossed")


def refuse_future(at: datetime, what: str) -> None:
    """Refuse what is still to come."""
    if at > clock.now() + SKEW:
        raise Refusal(f"没有记入：{what}时间晚于现在。请核对后重填。", code="future")
