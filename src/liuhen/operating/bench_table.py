"""The table of ``bench``: what each row is to reach (design.md, Speed and size), and whether it did."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Protocol
from unicodedata import east_asian_width

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_P95 = re.compile(r"p95 (\d[\d,]*(?:\.\d+)?)")


class Measured(Protocol):
    """A row as the measuring modules give it."""

    @property
    def work(self) -> str:
        """What was measured."""

    @property
    def ours(self) -> str:
        """Our figure, with its unit."""

    @property
    def peer(self) -> str:
        """The peer and its figure; empty where none stands beside ours."""

    @property
    def ratio(self) -> str:
        """Ours beside the peer's."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """What rows whose work matches ``work`` are to reach."""

    work: str
    text: str
    met: Callable[[Measured], bool]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the table. ``met`` is yes, no, or empty where nothing is asked or nothing could be measured."""

    work: str
    ours: str
    peer: str
    ratio: str
    target: str
    met: str


def first(text: str) -> float:
    """The first number in a text; ValueError if there is none."""
    found = _NUMBER.search(text)
    if found is None:
        raise ValueError(text)
    return float(found[0].replace(",", ""))


def p95(row: Measured) -> float:
    """The 95th percentile that a row states, in its unit."""
    found = _P95.search(row.ours)
    return float(found[1].replace(",", "")) if found else first(row.ours)


def _at_least(least: float) -> Callable[[Measured], bool]:
    return lambda row: first(row.ratio) >= least


def _page(row: Measured) -> bool:
    return p95(row) < 100 and first(row.ratio) <= 1.5  # noqa: PLR2004 - as the target says


TARGETS: tuple[Target, ...] = (
    Target(work="append 小条目", text="≥ 0.60 of INSERT+COMMIT", met=_at_least(0.6)),
    Target(work="append 整表", text="≥ 0.50 of INSERT+COMMIT", met=_at_least(0.5)),
    Target(work="包含证明", text="< 1 ms", met=lambda row: first(row.ours) < 1),
    Target(work="verify 台账", text="≥ 30,000/s on two cores", met=lambda row: first(row.ours) >= 30_000),  # noqa: PLR2004
    Target(work="command:", text="p95 < 15 ms", met=lambda row: p95(row) < 15),  # noqa: PLR2004
    Target(work="入库", text="≤ 1.3 of cp + sha256sum + fsync", met=lambda row: first(row.ratio) <= 1.3),  # noqa: PLR2004
    Target(work="supervision:", text="p95 < 100 ms", met=lambda row: p95(row) < 100),  # noqa: PLR2004
    Target(work="校验", text="≥ 0.9 of one sha256sum", met=_at_least(0.9)),
    Target(work="内存高出空闲", text="< 100 MiB", met=lambda row: first(row.ours) < 100),  # noqa: PLR2004
    Target(work="跳到", text="< 500 ms", met=lambda row: p95(row) < 500),  # noqa: PLR2004
    Target(work="打包", text="≥ 0.8 of cp -rl + sha256sum -c", met=_at_least(0.8)),
    Target(work=r"（[\d,]+ 案）", text="p95 < 100 ms; ≤ 1.5 of the smallest", met=_page),
    Target(work="library:", text="p95 < 100 ms", met=lambda row: p95(row) < 100),  # noqa: PLR2004
    Target(work=r"instrument: .* to PDF/A", text="< 50 ms", met=lambda row: first(row.ours) < 50),  # noqa: PLR2004
    Target(work=r"instrument: .*, set and signed", text="< 200 ms", met=lambda row: first(row.ours) < 200),  # noqa: PLR2004
    Target(work="Book: one open case", text="< 2 ms", met=lambda row: first(row.ours) < 2),  # noqa: PLR2004
    Target(work="Book: planted faults", text="all, none false", met=lambda row: _all_found(row.ours)),
    Target(work="Book: .* never occur", text="≤ 1.1 of without them", met=lambda row: first(row.ratio) <= 1.1),  # noqa: PLR2004
    Target(work=r"Book: .* Declare4Py", text="≥ 20 × Declare4Py", met=_at_least(20)),
    Target(work=r"Book: .* clingo", text="≥ 3 × clingo", met=_at_least(3)),
    Target(work=r"Book: .* pm4py", text="≥ 2 × pm4py", met=_at_least(2)),
)


def _all_found(text: str) -> bool:
    found, planted, false = (float(number.replace(",", "")) for number in _NUMBER.findall(text)[:3])
    return found == planted and not false


def judged(row: Measured) -> Line:
    """A row with its target and whether it was met."""
    common = {"work": row.work, "ours": row.ours, "peer": row.peer, "ratio": row.ratio}
    for target in TARGETS:
        if re.search(target.work, row.work):
            return Line(**common, target=target.text, met=_met(target, row))
    return Line(**common, target="", met="")


def _met(target: Target, row: Measured) -> str:
    try:
        return "yes" if target.met(row) else "no"
    except ValueError:
        return ""  # the peer is not here


HEAD = Line(work="work", ours="ours", peer="peer", ratio="ratio", target="target", met="met")


def table(lines: Sequence[Line]) -> str:
    """The table as text, aligned for a terminal and valid as Markdown."""
    cells = [list(asdict(line).values()) for line in (HEAD, *lines)]
    widths = [max(_width(row[place]) for row in cells) for place in range(len(cells[0]))]
    shown = ["| " + " | ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells]
    shown.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(shown)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
