"""The span of days that the supervision desk looks at: the last thirty days, this month, quarter or year, or from one day to another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

RECENT = 30
_NAMES = {"recent": f"近 {RECENT} 天", "month": "本月", "quarter": "本季度", "year": "本年", "days": "自定起止"}
MONTHS_OF_QUARTER = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """``first`` to ``last``, both included. ``wrong`` says why what was asked for could not be read."""

    key: str
    first: date
    last: date
    wrong: str = ""

    @property
    def name(self) -> str:
        """近 30 天."""
        return _NAMES[self.key]

    @property
    def said(self) -> str:
        """2026-10-30 至 2026-11-28."""
        return f"{self.first} 至 {self.last}"

    @property
    def asks(self) -> dict[str, str]:
        """As an address says it."""
        return {"period": self.key} | ({"from": str(self.first), "to": str(self.last)} if self.key == "days" else {})


def choices() -> list[tuple[str, str]]:
    """What can be chosen, with its name."""
    return list(_NAMES.items())


def asked(query: Mapping[str, str], today: date) -> Period:
    """The period that an address names; the last thirty days where it names none, or none that can be read."""
    key = query.get("period", "")
    if key == "month":
        return Period(key=key, first=today.replace(day=1), last=today)
    if key == "quarter":
        month = (today.month - 1) // MONTHS_OF_QUARTER * MONTHS_OF_QUARTER + 1
        return Period(key=key, first=today.replace(month=month, day=1), last=today)
    if key == "year":
        return Period(key=key, first=today.replace(month=1, day=1), last=today)
    recent = Period(key="recent", first=today - timedelta(days=RECENT - 1), last=today)
    if key != "days":
        return recent
    return _between(query, recent)


def _between(query: Mapping[str, str], otherwise: Period) -> Period:
    def wrong(words: str) -> Period:
        return Period(key=otherwise.key, first=otherwise.first, last=otherwise.last, wrong=f"{words}，先按{otherwise.name}统计。")

    try:
        first, last = date.fromisoformat(query.get("from", "")), date.fromisoformat(query.get("to", ""))
    except ValueError:
        return wrong("起止日期没有填全或者不对")
    if last < first:
        return wrong("结束日期早于开始日期")
    return Period(key="days", first=first, last=last)
