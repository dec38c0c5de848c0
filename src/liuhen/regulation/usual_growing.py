"""Fields in which a paper states money that grows by the day, so that its daily table can be printed from the paper alone.

The same keys on every paper: ``base``, ``since``, ``until``, ``counted``, ``rate``, ``limit``, ``moves``. All may be left open:
papers of before state only the sum.
"""

from typing import Any

from liuhen.regulation.fields import Column, Day, Field, Items, Line, Money, Number

#: What a row of ``moves`` may be. ``stop`` and ``go`` are the first and the last day that do not count.
MOVES = (
    ("paid", "缴款"),
    ("due", "又一期到期"),
    ("stop", "复议、诉讼，自本日起不计算"),
    ("go", "复议、诉讼，至本日止不计算"),
    ("added", "缴纳加处罚款"),
    ("reduced", "减免加处罚款"),
)
RATE = "每日按罚款数额的百分之三"
_LAW = "处罚法第七十二条"


def moves(when: str = "", section: str = "") -> Items:
    """Payments, instalments and pauses on which the daily table turns."""
    return Items(
        key="moves", title="计算期间的变动", when=when, section=section, required=False, prefill="owing.moves", law="处罚法第七十三条",
        help="缴过的、分期到期的、复议诉讼期间，都由系统从案卷带出；没有的不填。",
        columns=(
            Column(key="day", title="日期", type="day", required=True),
            Column(key="what", title="变动", type="choice", options=MOVES, required=True, width=3),
            Column(key="amount", title="金额（元）", type="money"),
        ),
    )  # fmt: skip


def growing(when: str = "", section: str = "加处罚款的计算", *, owed: bool = False) -> tuple[Field, ...]:
    """From when, until when, on what and by how much the additional fine was counted; ``owed`` on the paper that imposes it."""
    some: dict[str, Any] = {"when": when, "section": section, "required": False, "law": _LAW}
    first = {**some, "required": owed}
    return (
        Money(
            key="base", title="未缴纳的罚款", prefill="owing.base", help="起算时到期没有缴的罚款。没收的违法所得不加处。", **first
        ),
        Day(
            key="since",
            title="加处起算日",
            prefill="owing.since",
            help="缴纳期限届满的次日；批准延期、分期的，自该期限届满的次日。",
            **first,
        ),
        Day(key="until", title="计算至", prefill="today", help="含当日。改了日期的，数额重新算。", **first),
        Number(key="counted", title="计算日数", unit="日", prefill="owing.counted", **some),
        Line(key="rate", title="加处标准", prefill="owing.rate", **some),
        Line(key="limit", title="是否到上限", prefill="owing.limit", **{**some, "law": "强制法第四十五条"}),
        moves(when, section),
    )


#: How a paper tells the reckoning; left out where it states none.
SAID = "加处罚款自{since}起计算至{until}，计{counted}，标准为{rate}，{limit}。逐日计算见附表。"
