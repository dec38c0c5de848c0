"""第九十条  电子送达用能够确认收悉的方式，以到达对方系统的日期为准；受送达人要纸质文书的，应当提供。"""

from collections.abc import Iterator

from liuhen.regulation.delivering import share
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.serving import takes_effect
from liuhen.regulation.sources import CIVIL_PROCEDURE_2021, CIVIL_PROCEDURE_2023
from liuhen.regulation.terms import Terms


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """When it reached the party's system is on the slip; a paper copy follows where he asked for one."""
    slips = list(history.of(PROOF_OF_SERVICE))
    for slip in slips:
        if slip.get("way") != "electronic":
            continue
        arrived = slip.get("arrived")
        yield Duty(
            because=slip,
            owes=Owed.ARRIVAL,
            do="记明到达对方系统的时间",
            why=f"{said(slip.at)} 电子送达，以到达对方系统的日期为送达日期",
            met=takes_effect(slip, terms) if arrived else None,
            unseen=slip.told and not arrived,
            breached=not slip.told and not arrived,
            gravity=Gravity.IRREGULAR,
        )
        if slip.get("paper_wanted"):
            given = (other for other in slips if other.get("way") != "electronic" and other.stands and share(slip, other))
            copy = next((other for other in given if other.at.before(slip.at) is not True), None)
            yield Duty(
                because=slip,
                owes=Owed.PAPER_COPY,
                do="提供纸质文书",
                why=f"{said(slip.at)} 电子送达，当事人要求纸质文书",
                met=copy.at if copy else None,
                gravity=Gravity.IRREGULAR,
            )


PROVISIONS = tuple(
    Provision(basis=source(90), title="电子送达的到达时间和纸质文书", triggers=(PROOF_OF_SERVICE,), rule=rule)
    for source in (CIVIL_PROCEDURE_2023, CIVIL_PROCEDURE_2021)
)
