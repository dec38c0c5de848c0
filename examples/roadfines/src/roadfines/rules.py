"""Three limits, each in calendar days in Rome: the fine is sent, the penalty is added, appeals are lodged."""

from collections.abc import Iterator
from decimal import Decimal

from liuhen.regulation.grammar import Duty, Fault, Gravity, Kind, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant
from roadfines.kinds import FINE, FINE_NOTIFIED, FINE_SENT, JUDGE_APPEAL, PAYMENT, PENALTY_ADDED, PREFECT_APPEAL
from roadfines.sources import CODE, ROME

SENT_WITHIN = 90
PENALTY_ON = 60
APPEAL_WITHIN = 60


def _paid_by(history: History, due: Instant) -> bool:
    """Whether the whole fine, as it stood before any penalty, was certainly paid by then."""
    fine = history.first(FINE)
    owed = Decimal(fine["amount"] or 0) if fine else Decimal(0)
    owed += sum((Decimal(sent["expense"] or 0) for sent in history.of(FINE_SENT)), Decimal(0))
    paid = [Decimal(record["payment"] or 0) for record in history.of(PAYMENT) if record.at.by(due)]
    return bool(paid) and sum(paid) >= owed


def _ends(at: Instant, days: int) -> str:
    day = ROME.day(ROME.after(at, days))
    return f"至 {day}" if day else ""


def sent(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A fine that was not paid at once is sent within 90 days."""
    for fine in history.of(FINE):
        due = ROME.after(fine.at, SENT_WITHIN)
        met = history.first(FINE_SENT)
        if met is not None or not any(history.of(PAYMENT)):
            why = f"开出后 {SENT_WITHIN} 天内寄出，{_ends(fine.at, SENT_WITHIN)}"
            yield Duty(because=fine, owes=FINE_SENT, do="寄出罚单", why=why, due=due, met=met, gravity=Gravity.REVOCABLE)


def penalty(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The penalty is added on the 60th day after notification, unless the fine was paid or appealed against by then."""
    for notified in history.of(FINE_NOTIFIED):
        due = ROME.after(notified.at, PENALTY_ON)
        added = history.first(PENALTY_ADDED)
        if added is None and (_paid_by(history, due) or _appealed(history, due)):
            continue
        yield Duty(
            because=notified,
            owes=PENALTY_ADDED,
            do="加处罚款",
            why=f"送达后第 {PENALTY_ON} 天加处，{_ends(notified.at, PENALTY_ON)}",
            due=due,
            met=added,
            gravity=Gravity.IRREGULAR,
        )
        if added is not None:
            yield from _early(notified, added)


def _early(notified: Record, added: Record) -> Iterator[Fault]:
    count = ROME.days_between(notified.at, added.at)
    if count is not None and count < PENALTY_ON:
        wrong = f"送达后第 {count} 天就加处，应当在第 {PENALTY_ON} 天"
        yield Fault(because=added, wrong=wrong, gravity=Gravity.IRREGULAR, code="early")


def _appealed(history: History, due: Instant) -> bool:
    return any(appeal.at.by(due) for appeal in history.of(PREFECT_APPEAL, JUDGE_APPEAL))


def appeals(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Whoever appeals, to the prefect or to the judge, does so within 60 days of the notification."""
    notified = history.first(FINE_NOTIFIED)
    if notified is None:
        return
    due = ROME.after(notified.at, APPEAL_WITHIN)
    for kind in (PREFECT_APPEAL, JUDGE_APPEAL):
        yield from (_lodged(notified, kind, appeal, due) for appeal in history.of(kind))


def _lodged(notified: Record, kind: Kind, appeal: Record, due: Instant) -> Duty:
    why = f"送达后 {APPEAL_WITHIN} 天内提出，{_ends(notified.at, APPEAL_WITHIN)}"
    return Duty(
        because=notified, owes=kind, do=kind.title, why=why, about=appeal.id, due=due, met=appeal, gravity=Gravity.IRREGULAR
    )


PROVISIONS = (
    Provision(basis=CODE(201), key="sent", title="九十日内寄出罚单", triggers=(FINE,), met_by=(FINE_SENT, PAYMENT), rule=sent),
    Provision(
        basis=CODE(203),
        key="penalty",
        title="送达后第六十日加处罚款",
        triggers=(FINE_NOTIFIED,),
        met_by=(FINE, FINE_SENT, PENALTY_ADDED, PAYMENT, PREFECT_APPEAL, JUDGE_APPEAL),
        rule=penalty,
    ),
    Provision(
        basis=CODE(203),
        key="appeals",
        title="六十日内申诉或者起诉",
        triggers=(PREFECT_APPEAL, JUDGE_APPEAL),
        met_by=(FINE_NOTIFIED,),
        rule=appeals,
    ),
)
