"""第五十五条  执法人员在调查或者检查时主动出示执法证件；询问或者检查应当制作笔录。"""

from collections.abc import Iterator

from liuhen.regulation.asking import shown
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms

ACTS = (INSPECTION_RECORD, INTERVIEW_TRANSCRIPT)


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Certificates were shown at each inspection and interview; not showing them lets the party refuse."""
    for record in history.of(*ACTS):
        showing = shown(record)
        yield Duty(
            because=record,
            owes=Owed.SHOWN,
            do="出示执法证件并记录",
            why=f"{said(record.at)} {record.kind.title}",
            met=record.at if showing else None,
            unseen=showing is None,
            breached=showing is False,
            gravity=Gravity.IRREGULAR,
        )


PROVISION = Provision(
    basis=PENALTY_2021(55),
    title="调查、检查时出示执法证件",
    triggers=ACTS,
    rule=rule,
)
