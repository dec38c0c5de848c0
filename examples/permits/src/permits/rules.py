"""Each application is ended by its own deadline; nobody checks what he made himself."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from liuhen.regulation.grammar import Duty, Fault, Gravity, Kind, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant
from permits.kinds import (
    ADJUSTED,
    APPLICATION,
    CHECKED,
    CONFIRMED,
    DOCUMENT_ADJUSTED,
    DOCUMENT_CHECKED,
    DOCUMENT_MADE,
    REPORT_ADJUSTED,
    REPORT_CHECKED,
    REPORT_MADE,
)
from permits.sources import AMSTERDAM, HOUSE, WABO

#: What is checked: who makes or changes it, who checks it.
PAIRS = (
    ((CONFIRMED, ADJUSTED), CHECKED),
    ((DOCUMENT_MADE, DOCUMENT_ADJUSTED), DOCUMENT_CHECKED),
    ((REPORT_MADE, REPORT_ADJUSTED), REPORT_CHECKED),
)
#: What the log writes where it does not say who.
NOBODY = frozenset({"", "EMPTY", "UNKNOWN"})


def _moment(value: Any) -> Instant | None:
    return Instant.exact(datetime.fromisoformat(value)) if value else None


def ended(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """An application is ended by the deadline that was set for it."""
    for application in history.of(APPLICATION):
        due = _moment(application["deadline"])
        if due is not None:
            yield Duty(
                because=application,
                owes="办结申请",
                do="办结申请",
                why=f"办结期限 {AMSTERDAM.local(due.lo):%Y-%m-%d %H:%M}",
                due=due,
                met=_moment(application["ended"]),
                gravity=Gravity.IRREGULAR,
            )


def four_eyes(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Whoever made or last changed something does not check it himself."""
    for making, checking in PAIRS:
        for check in history.of(checking):
            made = _last_before(history, making, check)
            person = str(check["person"] or "")
            if made is not None and person not in NOBODY and person == made["person"]:
                wrong = f"{person} 核对自己经办的{made.kind.title}"
                yield Fault(because=check, wrong=wrong, gravity=Gravity.NONCONFORMING, code="same_person")


def _last_before(history: History, making: tuple[Kind, ...], check: Record) -> Record | None:
    """The newest of what was made before the check, in the order of the entries."""
    earlier = [record for record in history.of(*making) if record.entry.seq < check.entry.seq]
    return max(earlier, key=lambda record: record.entry.seq, default=None)


_MAKING = tuple(kind for making, _ in PAIRS for kind in making)
PROVISIONS = (
    Provision(basis=WABO("3.7"), key="deadline", title="期限内办结", triggers=(APPLICATION,), rule=ended),
    Provision(
        basis=HOUSE(4),
        key="four_eyes",
        title="经办与核对不是同一人",
        triggers=tuple(checking for _, checking in PAIRS),
        met_by=_MAKING,
        rule=four_eyes,
    ),
)
