"""第五十五条  执法人员在调查或者检查时主动出示执法证件；询问或者检查应当制作笔录。"""

import re
from collections.abc import Iterator

from liuhen.regulation.asking import officers, shown
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import CST

ACTS = (INSPECTION_RECORD, INTERVIEW_TRANSCRIPT)
_CLOCK = re.compile(r"\d{2}:\d{2}")


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Certificates were shown at each inspection and interview; not showing them lets the party refuse."""
    for record in history.of(*ACTS):
        showing, after = shown(record), _after(record)
        yield Duty(
            because=record,
            owes=Owed.SHOWN,
            do="出示执法证件并记录",
            why=f"{said(record.at)} {record.kind.title}" + (f"，{after} 才出示，已经结束" if after else ""),
            met=record.at if showing and not after else None,
            unseen=showing is None,
            breached=showing is False or bool(after),
            gravity=Gravity.IRREGULAR,
        )
        if after and not record.parts:
            yield Fault(
                because=record,
                wrong=f"{after} 才出示执法证件，{record.kind.title}已经结束",
                gravity=Gravity.IRREGULAR,
                code="after",
                field="officers",
                mendable=True,
            )


def _after(record: Record) -> str:
    """The time at which a certificate was shown, where that was after the act had ended the same day; empty otherwise."""
    begun, ended = record.at.lo.astimezone(CST), record.ended.hi.astimezone(CST)
    if record.told or begun.date() != ended.date():
        return ""
    times = [str(item.get("shown_at") or "") for item in officers(record)]
    return max((time for time in times if _CLOCK.fullmatch(time) and time > f"{ended:%H:%M}"), default="")


PROVISION = Provision(
    basis=PENALTY_2021(55),
    title="调查、检查时出示执法证件",
    triggers=ACTS,
    rule=rule,
)
