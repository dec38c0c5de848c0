"""行政检查：先审批，出示通知书，把结果告诉被检查人；同一对象一年的次数不超过本局公布的上限（国办发〔2024〕54号）。"""

from collections.abc import Iterator

from liuhen.regulation.asking import NO_PENALTY, PARTY_KINDS, day_of, part_duty, procedure_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.inspecting import INSPECTION_APPROVAL, INSPECTION_LINKED, INSPECTION_NOTICE, INSPECTION_RESULT
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

#: Tasks that something outside gives rise to: no cap reaches them.
OUTSIDE = frozenset({"complaint", "assigned", "follow"})


def approved(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """An inspection as an act of its own is approved by the unit's head before it begins."""
    for record in _inspections(history):
        form = history.standing(INSPECTION_APPROVAL)
        why = f"{said(record.at)} 检查，检查之前先审批"
        if form is None:
            yield Duty(
                because=record,
                owes=INSPECTION_APPROVAL,
                do="补报检查审批并写明原因",
                why=why,
                due=record.at,
                gravity=Gravity.NONCONFORMING,
                unseen=record.told and history.partial,
            )
            continue
        yield part_duty(
            record,
            form,
            "unit_head",
            do="审批行政检查",
            why=why,
            due=record.at,
            role=Role.UNIT_HEAD,
            gravity=Gravity.NONCONFORMING,
        )


def noticed(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The notice is handed over on arrival at the latest."""
    for record in _inspections(history):
        notice = min((one for one in history.of(INSPECTION_NOTICE) if one.stands), key=lambda one: one.at, default=None)
        yield Duty(
            because=record,
            owes=INSPECTION_NOTICE,
            do="交付行政检查通知书",
            why=f"{said(record.at)} 检查，通知书最迟到场时当面交付",
            due=record.ended,
            met=(notice.effective or notice.at) if notice else None,
            gravity=Gravity.NOTE,
        )


def told(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What was found is told to the firm, or has become a case."""
    for record in _inspections(history)[-1:]:
        result = next((one for one in history.of(INSPECTION_RESULT) if one.stands), None)
        linked = next(history.of(INSPECTION_LINKED), None)
        yield Duty(
            because=record,
            owes=INSPECTION_RESULT,
            do="告知检查结果",
            why=f"{said(record.ended)} 检查结束，结果告诉被检查人；涉嫌违法的转入处罚案件",
            met=(result.effective or result.at) if result else linked.at if linked else None,
            gravity=Gravity.NOTE,
        )


def _inspections(history: History) -> list[Record]:
    own = procedure_of(history) == "inspection"
    return list(history.of(INSPECTION_RECORD)) if own else []


def capped(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """More often in a year than the bureau's cap (setting ``inspection_cap``; unset, there is none) only with a reason stated."""
    for form in history.of(INSPECTION_APPROVAL):
        cap = int(terms.setting("inspection_cap", on=day_of(form.at), default=0) or 0)
        nth = str(form.get("nth") or "")
        outside = form.get("task_kind") in OUTSIDE or procedure_of(history) not in NO_PENALTY
        over = cap and nth.isdecimal() and int(nth) > cap
        if over and not outside and not str(form.get("over_reason") or "").strip():
            yield Fault(
                because=form,
                wrong=f"本年度第 {nth} 次检查同一对象，上限 {cap} 次，没有写明理由",
                gravity=Gravity.NONCONFORMING,
                code="cap",
                field="over_reason",
                mendable=not form.parts,
            )


PROVISIONS = (
    Provision(
        basis=PRACTICE("行政检查"),
        key="approved",
        title="检查之前先审批",
        triggers=(INSPECTION_RECORD,),
        met_by=(INSPECTION_APPROVAL, *PARTY_KINDS),
        rule=approved,
    ),
    Provision(
        basis=PRACTICE("行政检查"),
        key="noticed",
        title="检查时交付通知书",
        triggers=(INSPECTION_RECORD,),
        met_by=(INSPECTION_NOTICE, PROOF_OF_SERVICE, *PARTY_KINDS),
        rule=noticed,
    ),
    Provision(
        basis=PRACTICE("行政检查"),
        key="told",
        title="检查结果告知被检查人",
        triggers=(INSPECTION_RECORD,),
        met_by=(INSPECTION_RESULT, INSPECTION_LINKED, *PARTY_KINDS),
        rule=told,
    ),
    Provision(
        basis=PRACTICE("行政检查"),
        key="capped",
        title="年度检查次数上限",
        triggers=(INSPECTION_APPROVAL,),
        met_by=PARTY_KINDS,
        rule=capped,
    ),
)
