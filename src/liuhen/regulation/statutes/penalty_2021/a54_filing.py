"""第五十四条  发现应当给予处罚的行为，必须调查收集证据；符合立案标准的，及时立案。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PROCEDURE_KINDS, decides, filing_day, form_of, procedure_of, rest_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_papers import CASE_TRANSFERRED, NO_PENALTY_DECISION, PENALTY_DECISION
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION, INITIATION_APPROVAL, STOPPED, URGENT_START
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD, INTERVIEW_TRANSCRIPT
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.saying import said
from liuhen.regulation.serving import made
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

TRACES = (CASE_REGISTRATION, INSPECTION_RECORD, INTERVIEW_TRANSCRIPT, INITIATION_APPROVAL)


def filed(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A case that was found is filed. The statute names no number of days (the custom of seven stands under practice)."""
    first = min(history.of(*TRACES), key=lambda record: record.at, default=None)
    if first is None or not decides(history) or procedure_of(history) == "summary":
        return
    form = form_of(history)
    yield Duty(
        because=first,
        owes=rest_of(INITIATION_APPROVAL, form),
        do="报批立案",
        why=f"{said(first.at)} {first.kind.title}" + (f"，{said(filing_day(history) or form.at)} 立案" if form else ""),
        met=_moment(form, history),
        excused="" if form and form.stands else _needless(history),
        gravity=Gravity.IRREGULAR,
    )


def _needless(history: History) -> str:
    """Why nothing is to be filed: the matter was stopped, or went to the organ whose it is (第二十二条)."""
    if any(record.stands for record in history.of(STOPPED)):
        return "程序已终止"
    return "已移送有管辖权的机关" if any(record.stands for record in history.of(CASE_TRANSFERRED)) else ""


def _moment(form: Record | None, history: History) -> Instant | None:
    return filing_day(history) if form is not None and form.stands else None


def decided_before(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A decision dated before the case was filed."""
    form, day = form_of(history), filing_day(history)
    if form is None or day is None:
        return
    for decision in history.of(PENALTY_DECISION, NO_PENALTY_DECISION):
        if made(decision).before(day):
            yield Fault(
                because=decision,
                about=str(decision.get("party") or ""),
                wrong=f"决定日期 {said(made(decision))} 早于立案 {said(day)}",
                gravity=Gravity.REVOCABLE,
                code="before_filing",
            )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(54),
        key="filed",
        title="符合标准的及时立案",
        triggers=TRACES,
        met_by=(URGENT_START, STOPPED, CASE_TRANSFERRED, SUMMARY_DECISION, *PROCEDURE_KINDS),
        rule=filed,
    ),
    Provision(
        basis=PENALTY_2021(54),
        key="order",
        title="先立案，后决定",
        triggers=(PENALTY_DECISION, NO_PENALTY_DECISION),
        met_by=(INITIATION_APPROVAL, URGENT_START, CASE_REGISTRATION),
        rule=decided_before,
    ),
)
