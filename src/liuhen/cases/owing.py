"""What each party owes of his fine today, in sentences: how much, until when it grows, where it stops, and the days behind it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from liuhen.regulation.growth import Daily, fen
from liuhen.regulation.history import History
from liuhen.regulation.overdue import Overdue, overdue
from liuhen.regulation.terms import Terms


@dataclass(frozen=True, kw_only=True, slots=True)
class Owes:
    """``total`` due today, in yuan; ``parts`` what it is made of; ``grows`` what happens from tomorrow; ``days`` the table so far."""

    party: str
    name: str
    total: str
    parts: str
    grows: str
    days: Sequence[Daily] = ()


def owing(history: History, parties: Iterable[tuple[str, str]], terms: Terms, today: date) -> list[Owes]:
    """For each party (id, name) with a fine that is to be paid and is not; nothing for one who has paid everything."""
    found = []
    for party, name in parties:
        fined = overdue(history, party, terms)
        if fined is not None and (fined.left(today) > 0 or fined.added_left(today) > 0):
            found.append(_owes(fined, name, today))
    return found


def _owes(fined: Overdue, name: str, today: date) -> Owes:
    late, added, left = fined.late(today), fined.added_left(today), fined.left(today)
    parts = [f"罚款 {_yuan(late)}" if late else "", f"加处罚款 {_yuan(added)}" if added else ""]
    later = left - late
    words = "，".join(part for part in parts if part)
    if later:
        words += f"{'；' if words else ''}还没有到期的罚款 {_yuan(later)}"
    growth = fined.growth
    days = tuple(growth.table(today)) if growth is not None and growth.since <= today else ()
    return Owes(party=fined.party, name=name, total=_yuan(late + added), parts=words, grows=_grows(fined, today), days=days)


def _grows(fined: Overdue, today: date) -> str:
    growth = fined.growth
    row = growth.on(today) if growth is not None else None
    last = next((day for day, _ in fined.dues if day >= today), None)
    if growth is None or row is None:
        first = growth.since if growth is not None else None
        return f"{last} 前（含当日）缴清的不加处；逾期的自 {first or '次日'} 起每日加处百分之三" if last else ""
    if row.paused:
        return "复议、诉讼期间不计算，结果送达的次日起接着计算"
    full = growth.full_on()
    if row.full and (full is None or full <= today):
        return f"已达到上限 {_yuan(row.ceiling)}，不再增加"
    if not fined.late(today):
        return "到期的罚款已经缴清，不再增加"
    a_day = fen(fined.late(today) * growth.rate)
    most = growth.on(full) if full is not None else None
    end = f"，到 {full} 达到上限 {_yuan(most.ceiling)}" if most is not None else ""
    return f"自 {growth.since} 起已计 {row.count} 日；每多一日增加 {_yuan(a_day)}{end}"


def _yuan(amount: Decimal) -> str:
    return f"{fen(amount):,}".removesuffix(".00") + " 元"
