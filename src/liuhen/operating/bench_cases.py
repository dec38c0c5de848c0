"""Measuring the pages' questions: case list, desk, search, case page, at ten and a hundred thousand cases and more.

A bureau is made up and loaded by COPY on a server of its own; what is measured is the room cases, from the call to the value that a
template shows. Each function is one row of the table that ``bench`` prints: (work, ours, peer, ratio). The ratio is the cost beside
that of the smallest bureau measured; the target is at most 1.5, and p95 below 100 ms at a million cases.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import product
from typing import NamedTuple
from uuid import UUID

from liuhen.cases.case_page import case_view
from liuhen.cases.listing import Filters, Holding, Sort, case_list, counts
from liuhen.cases.search import search
from liuhen.cases.worklist import worklist
from liuhen.operating.bench_corpus import NOW, Corpus
from liuhen.operating.bench_load import Loaded, load
from liuhen.operating.scratch import scratch_instance
from liuhen.register import clock
from liuhen.register.types import Actor

SIZES = (10_000, 100_000)
FULL = (10_000, 100_000, 1_000_000)
ROUNDS = 5

#: The forty questions of the search. The first twenty stand in many cases or papers, the others in fewer than one in a hundred.
QUERIES = (
    "网络服务有限公司", "接纳未成年人", "互联网上网服务", "网咖", "娱乐", "有限公司", "澄湖区", "身份证件", "营业性演出", "案",
    "2026", "执法1中队", "当事人", "值班经理确认", "上网消费者登记", "未成年人身份信息", "涉嫌", "书店", "印务", "星",
    "考级中心", "博物馆", "剧场 擅自变更", "不可移动文物", "艺术考级活动", "盗版图书目录399", "星遇网咖", "云岸娱乐", "石桥文具店",
    "〔2026〕{last}号", "91420112MA{last:08d}", "澄文综罚字〔{year}〕{full}号", "{representative}", "鄂财{full:08d}", "晨月剧场",
    "明月书店 非法出版物", "金鼎影城", "从来没有的词", "监护人出示了文物修缮方案7件", "长桥博物馆",
)  # fmt: skip


class Row(NamedTuple):
    """One line of the table; ``peer`` is empty where nothing stands beside ours."""

    work: str
    ours: str
    peer: str
    ratio: str


def rows(*, sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """The rows of all pages at each size, smallest first; each size on a server made for it."""
    before: dict[str, float] = {}
    for size in sizes:
        with scratch_instance():
            loaded = load(Corpus(size=size))
            with clock.scripted(NOW):
                yield from measured(loaded, before)


def measured(loaded: Loaded, before: dict[str, float]) -> Iterator[Row]:
    """One row per page; ``before`` keeps the medians of the smallest size."""
    for work, asks in works(loaded).items():
        times = [timed(ask) for ask in asks for _ in range(ROUNDS)]
        middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        base = before.setdefault(work, middle)
        said = f"{middle * 1000:.1f} ms（p95 {slow * 1000:.1f}）"
        yield Row(f"{work}（{loaded.corpus.size:,} 案）", said, "", f"{middle / base:.2f}")


def timed(ask: Callable[[], object]) -> float:
    """Seconds of one call, its connection warm."""
    begin = time.perf_counter()
    ask()
    return time.perf_counter() - begin


def works(loaded: Loaded) -> dict[str, list[Callable[[], object]]]:
    """What is asked, page by page."""
    askers = loaded.askers()
    lists = [
        Filters(), Filters(overdue=True), Filters(holding=Holding.ALL), Filters(holding=Holding.ARCHIVED), Filters(stage="decision"),
        Filters(unit=loaded.corpus.units[-1], holding=Holding.ALL), Filters(officer=loaded.corpus.officers[-1].id, holding=Holding.ALL),
        Filters(holding=Holding.ALL, opened_from=(NOW - timedelta(days=400)).date(), opened_to=(NOW - timedelta(days=370)).date()),
    ]  # fmt: skip
    head = askers[0]
    return {
        "案件列表": [_call(case_list, who, what, sort) for who, what, sort in product(askers, lists, (Sort.URGENT, Sort.NEWEST))],
        "列表计数": [_call(counts, who, what) for who, what in product(askers, lists)],
        "我的工作台": [_call(worklist, who) for who in askers for _ in range(4)],
        "查找（40 问，负责人）": [_call(search, head, text) for text in asked(loaded)],
        "查找（40 问，承办人）": [_call(search, askers[2], text) for text in asked(loaded)],
        "案件页（约 60 条）": [_call(_page, head, case.id) for case in loaded.full[:40]],
    }


def _call(function: Callable[..., object], *arguments: object) -> Callable[[], object]:
    return lambda: function(*arguments)


def _page(actor: Actor, case: UUID) -> object:
    view = case_view(actor, case, log=False)
    return view.days(), view.choices()


def asked(loaded: Loaded) -> list[str]:
    """The forty questions with this bureau's own numbers and names put in."""
    case = loaded.full[0]
    places = {"last": loaded.last, "full": case.serial, "year": case.opened.year, "representative": case.representative}
    return [text.format(**places) for text in QUERIES]
