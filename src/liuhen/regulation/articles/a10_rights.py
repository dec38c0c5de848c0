"""第十条  记录是怎样告知当事人陈述、申辩、申请回避、听证等权利的。"""

from collections.abc import Iterator, Mapping

from liuhen.regulation.grammar import Duty, Fault, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT, RIGHTS_NOTICE
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

ASKING = (INSPECTION_RECORD, INTERVIEW_TRANSCRIPT)


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """From the first inspection or interview on, some record says which rights were told, how, and what was answered."""
    contacts = sorted(history.of(*ASKING), key=lambda record: record.at)
    if not contacts:
        return
    first = contacts[0]
    telling = [record for record in (*contacts, *history.of(RIGHTS_NOTICE)) if _tells(record)]
    met = min(telling, key=lambda record: record.at, default=None)
    yield Duty(
        because=first,
        owes=RIGHTS_NOTICE,
        do="记录权利告知的方式",
        why=f"{said(first.at)} 已经{'询问' if first.kind is INTERVIEW_TRANSCRIPT else '现场检查'}，告知了哪些权利、用什么方式应当有记录",
        met=met.at if met else None,
        unseen=met is None and all(record.told for record in contacts),
    )


def _tells(record: Record) -> bool:
    rights = record.get("rights")
    if isinstance(rights, Mapping) and rights.get("told") and rights.get("means"):
        return True
    return record.kind is RIGHTS_NOTICE and record.told


PROVISION = Provision(
    basis=REG(10),
    title="记录权利告知的方式",
    triggers=ASKING,
    met_by=(RIGHTS_NOTICE,),
    rule=rule,
)
