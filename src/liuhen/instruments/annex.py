"""附表: the daily reckoning of an additional fine or a late fee, printed behind the paper that states it. Made from the paper alone."""

from decimal import Decimal
from typing import Any

from liuhen.instruments import words
from liuhen.regulation.amounts import figures, printed
from liuhen.regulation.asking import as_day
from liuhen.regulation.growth import Daily, Growth
from liuhen.regulation.history import Record
from liuhen.regulation.overdue import of_paper, taken_off

COLUMNS = (
    ("日期", 5, "center"), ("计算日数", 3, "center"), ("未缴的基数（元）", 3, "right"), ("当日加处（元）", 3, "right"),
    ("累计（元）", 3, "right"), ("当日缴款（元）", 3, "right"), ("说明", 3, "center"),
)  # fmt: skip


#: More days than this are told by the month; a late fee may take years to its ceiling.
MOST = 150
THINNED = "日数较多，只列出每月最后一日和有变动的日期；其余各日与其后列出的一日同额。"


def daily(record: Record) -> dict[str, Any] | None:
    """Title, the lines above the table, the table, the line below; None where the paper reckons nothing by the day."""
    growth, until = of_paper(record), as_day(record.get("until"))
    if growth is None or until is None or until < growth.since or growth.base <= 0:
        return None
    rows = list(growth.table(until))
    shown = rows if len(rows) <= MOST else _thinned(rows)
    fee = record.kind.key == "charge_overdue"
    if not rows or (fee and not record.get("per_myriad")):
        return None
    what = "滞纳金" if fee else "加处罚款"
    columns = [{"title": title.replace("加处", "加收") if fee else title, "width": width, "align": align} for title, width, align in COLUMNS]  # fmt: skip
    return {
        "title": f"附表　{what}逐日计算表",
        "lines": [*_heads(record, growth, rows[-1], fee=fee), *([THINNED] if shown is not rows else [])],
        "table": {"kind": "table", "columns": columns, "rows": [_cells(row) for row in shown], "end": words.END},
        "foot": _foot(record, growth, rows, what),
    }


def _thinned(rows: list[Daily]) -> list[Daily]:
    """The first and last day, the last of each month, and every day on which something changes."""
    kept = [rows[0]]
    for before, row, after in zip(rows, rows[1:], rows[2:], strict=False):
        changed = row.base != after.base or row.paused not in {before.paused, after.paused} or before.paused != after.paused
        if row.day.month != after.day.month or row.paid or changed:
            kept.append(row)
    kept.append(rows[-1])
    return kept


def _heads(record: Record, growth: Growth, last: Daily, *, fee: bool) -> list[str]:
    rate = f"每日万分之{words.printed(record.kind.field('per_myriad'), record.get('per_myriad'))}" if fee else "每日百分之三"
    basis = "设定这项征收的法律" if fee else "《中华人民共和国行政处罚法》第七十二条、第七十三条"
    return [
        f"依据：{basis}，《中华人民共和国行政强制法》第四十五条。",
        f"起算日：{words.day(growth.since)}。标准：{rate}，以当日未缴的数额为基数；缴款当日仍按缴款前的数额计算。",
        f"上限：{figures(last.ceiling)}元，累计达到上限后不再增加。",
    ]


def _cells(row: Daily) -> list[str]:
    note = "复议诉讼" if row.paused else "到上限" if row.full else ""
    paid = f"{row.paid:.2f}" if row.paid else ""
    counted = "不计" if row.paused else str(row.count)
    return [words.day(row.day), counted, f"{row.base:.2f}", f"{row.grown:.2f}", f"{row.total:.2f}", paid, note]


def _foot(record: Record, growth: Growth, rows: list[Daily], what: str) -> str:
    last = rows[-1]
    said = f"合计{last.count}日，{what}{printed(last.total)}。"
    if off := taken_off(record):
        said += f"其中已经缴纳、减免{figures(off)}元，还应缴纳{printed(max(last.total - off, Decimal(0)))}。"
    full = growth.full_on()
    if full is not None and not last.full:
        said += f"一直不缴的，到{words.day(full)}达到上限。"
    return said
