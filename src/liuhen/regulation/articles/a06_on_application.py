"""第六条  依申请的事项：申请登记、口头申请、受理或者不予受理、当场更正、书面凭证、一次告知补正内容，都要记录。

这里只问有没有记；期限和后果由行政许可法规定（statutes/licence_2019）。
"""

from collections.abc import Iterator

from liuhen.regulation.applying import application, came, given_up, materials, standing
from liuhen.regulation.asking import part_duty
from liuhen.regulation.grammar import Duty, Fault, Provision, Role
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.licensing import (
    LICENCE_ACCEPTANCE,
    LICENCE_APPLICATION,
    LICENCE_APPLICATION_WITHDRAWN,
    LICENCE_REFUSED_TO_ACCEPT,
    LICENCE_SUPPLEMENT,
    NOT_NEEDED,
    SPOT_CORRECTION,
    SUPPLEMENT_RECEIVED,
)
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

#: What is done with an application, in any source.
HANDLED = (LICENCE_ACCEPTANCE, LICENCE_REFUSED_TO_ACCEPT, LICENCE_SUPPLEMENT, NOT_NEEDED, LICENCE_DECISION)


def registered(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Whatever was done with an application, the application itself is registered."""
    first = min(history.of(*HANDLED), key=lambda record: record.at, default=None)
    if first is None:
        return
    applied = application(history)
    yield Duty(
        because=first,
        owes=LICENCE_APPLICATION,
        do="登记申请",
        why=f"{said(first.at)} 已有{first.kind.title}，申请本身要有登记",
        met=applied.at if applied else None,
        role=Role.RECEPTION,
    )


def oral(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """An oral application is written down and signed by the applicant."""
    for applied in history.of(LICENCE_APPLICATION):
        if applied.get("way") == "oral":
            yield part_duty(
                applied,
                applied,
                "applicant",
                do="请口头申请人签名",
                why="口头申请的内容记下后，读给申请人听，由他签名",
                role=Role.RECEPTION,
            )


def receipt(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Accepted or not, the applicant gets a paper; what was said at once is followed by it."""
    applied, gone = application(history), given_up(history)
    if applied is None:
        return
    answer = next(iter(standing(history, LICENCE_ACCEPTANCE, LICENCE_REFUSED_TO_ACCEPT)), None)
    told = next((record for record in history.of(NOT_NEEDED) if record.stands), None)
    do, why = _waiting(history, applied, told)
    yield Duty(
        because=applied,
        owes=LICENCE_REFUSED_TO_ACCEPT if told is not None else LICENCE_ACCEPTANCE,
        do=do,
        why=why,
        met=came(answer) if answer else None,
        excused="申请人已撤回申请" if gone is not None and answer is None else "",
        role=Role.RECEPTION,
        gates=("licence_decision",),
    )


def _waiting(history: History, applied: Record, told: Record | None) -> tuple[str, str]:
    """What is to be done about the receipt, and why."""
    if told is not None:
        return "出具不予受理决定书", f"{said(told.at)} 已即时告知，还要有书面凭证"
    asked = next(iter(standing(history, LICENCE_SUPPLEMENT)), None)
    if asked is not None and not any(record.stands for record in history.of(SUPPLEMENT_RECEIVED)):
        return "收到补正材料后出具凭证", f"{said(came(asked))} 已告知补正，等申请人交来材料"
    return "出具受理或者不予受理的凭证", f"{said(applied.at)} 收到申请，受理或者不予受理都要出具盖专用印章、写明日期的凭证"


def mended(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What can be corrected on the spot is, on record; what is missing is told, all of it at once."""
    for applied in history.of(LICENCE_APPLICATION):
        refusal = next(iter(standing(history, LICENCE_REFUSED_TO_ACCEPT, LICENCE_APPLICATION_WITHDRAWN)), None)
        excused = f"{said(came(refusal))} {refusal.kind.title}" if refusal is not None else ""
        spots = list(materials(applied, "spot"))
        if spots:
            done = next((record for record in history.of(SPOT_CORRECTION) if record.stands), None)
            told = next(iter(standing(history, LICENCE_SUPPLEMENT)), None)
            yield Duty(
                because=applied,
                owes=SPOT_CORRECTION,
                do="记录当场更正",
                why=f"{'、'.join(spots)}可以当场更正",
                met=done.at if done else came(told) if told else None,
                excused=excused,
                role=Role.RECEPTION,
            )
        lacking = [*materials(applied, "missing"), *materials(applied, "wrong")]
        if lacking:
            # what was handed in after all, there and then, is shown by the acceptance
            notice = next(iter(standing(history, LICENCE_SUPPLEMENT, LICENCE_ACCEPTANCE)), None)
            yield Duty(
                because=applied,
                owes=LICENCE_SUPPLEMENT,
                do="一次告知补正的全部内容",
                why=f"{'、'.join(lacking)}不齐全或者不合格",
                met=came(notice) if notice else None,
                excused=excused,
                role=Role.RECEPTION,
            )


PROVISIONS = (
    Provision(
        basis=REG(6), key="registered", title="申请要登记", triggers=HANDLED, met_by=(LICENCE_APPLICATION,), rule=registered
    ),
    Provision(basis=REG(6), key="oral", title="口头申请记录并签名", triggers=(LICENCE_APPLICATION,), rule=oral),
    Provision(
        basis=REG(6),
        key="receipt",
        title="受理或者不予受理出具书面凭证",
        triggers=(LICENCE_APPLICATION,),
        met_by=(
            LICENCE_ACCEPTANCE,
            LICENCE_REFUSED_TO_ACCEPT,
            LICENCE_SUPPLEMENT,
            SUPPLEMENT_RECEIVED,
            NOT_NEEDED,
            LICENCE_APPLICATION_WITHDRAWN,
        ),
        rule=receipt,
    ),
    Provision(
        basis=REG(6),
        key="mended",
        title="当场更正和一次告知补正内容都有记录",
        triggers=(LICENCE_APPLICATION,),
        met_by=(
            SPOT_CORRECTION,
            LICENCE_SUPPLEMENT,
            LICENCE_ACCEPTANCE,
            LICENCE_REFUSED_TO_ACCEPT,
            LICENCE_APPLICATION_WITHDRAWN,
        ),
        rule=mended,
    ),
)
