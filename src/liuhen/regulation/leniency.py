"""The bureau's own no-penalty list 首违不罚、轻微不罚清单: dated rows that it enters (setting ``no_penalty_list``), and what of it fits a case.

A row is ``{"cause", "ground", "conditions"}``: the 案由 in words, one of the grounds of 处罚法第三十三条, the list's own conditions. A
newer list takes the place of the one before it as a whole; the day of the paper picks the list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from liuhen.regulation.causes import catalogue, cause_of, violations_of
from liuhen.regulation.history import History
from liuhen.regulation.terms import Setting, Terms

KEY = "no_penalty_list"
#: The grounds that a list may name, as people call them; values are those of ``no_penalty_decision.ground``.
GROUNDS = (("first", "首违不罚"), ("slight", "轻微不罚"), ("no_fault", "无过错不罚"))
#: What the statute asks of each, in short.
ASKS = {
    "first": "初次违法、危害后果轻微并及时改正的，可以不予处罚",
    "slight": "违法行为轻微并及时改正、没有造成危害后果的，不予处罚",
    "no_fault": "当事人有证据足以证明没有主观过错的，不予处罚",
}
_MARKS = "｜|\t"


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One row of the list that holds on a day, with the day from which it holds and its source."""

    cause: str
    ground: str
    conditions: str
    since: date
    source: str

    @property
    def title(self) -> str:
        """首违不罚清单."""
        return f"{dict(GROUNDS).get(self.ground, '不予处罚')}清单"


def listed(terms: Terms, on: date) -> list[Listed]:
    """The rows of the list in force on a day."""
    held: Setting | None = None
    for setting in terms.settings.get(KEY, ()):
        if setting.since <= on:
            held = setting
    return list(_rows(held)) if held is not None else []


def _rows(setting: Setting) -> Iterator[Listed]:
    for row in setting.value if isinstance(setting.value, list | tuple) else ():
        if isinstance(row, Mapping) and row.get("cause"):
            yield Listed(
                cause=str(row["cause"]),
                ground=str(row.get("ground") or "first"),
                conditions=str(row.get("conditions") or ""),
                since=setting.since,
                source=setting.source,
            )


def fitting(history: History, terms: Terms, on: date) -> list[Listed]:
    """The rows of that day's list that name what the case is about, in whatever words of the catalogue."""
    rows = listed(terms, on)
    if not rows:
        return []
    cause, stated = cause_of(history), violations_of(history, terms)
    known = catalogue(terms)
    return [
        row
        for row in rows
        if row.cause == cause or any(one.within(other) for other in known.read(row.cause)[0] for one in stated)
    ]


def read_rows(text: str) -> list[dict[str, str]]:
    """Rows as somebody types them, one a line: 案由｜首违不罚｜条件. ValueError that names the line which cannot be read."""
    names = {label: value for value, label in GROUNDS}
    found: list[dict[str, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        cause, ground, conditions = (part.strip() for part in _parted(line))
        if not cause or ground not in names:
            raise ValueError(f"第 {number} 行：要写成“案由｜{'或者'.join(names)}｜条件”，写的是“{line.strip()[:40]}”")
        if any(row["cause"] == cause and row["ground"] == names[ground] for row in found):
            raise ValueError(f"第 {number} 行：“{cause}”写了两次")
        found.append({"cause": cause, "ground": names[ground], "conditions": conditions})
    if not found:
        raise ValueError("一行也没有")
    return found


def _parted(line: str) -> list[str]:
    """A line at its marks: three parts, the later ones empty where they are not there."""
    for mark in _MARKS[1:]:
        line = line.replace(mark, _MARKS[0])
    parts = line.split(_MARKS[0], 2)
    return [*parts, *[""] * (3 - len(parts))]
