"""第七条  依职权启动一般程序：先填程序启动审批表报负责人批准；情况紧急的可以先启动，启动后二十四小时内补报。

审批表写明原因和当事人，依次由承办人、承办机构、（重大的）法制机构和负责人签署意见。
"""

from collections.abc import Iterator

from liuhen.regulation.asking import STARTS, as_day, form_of, part_duty, procedure_of, untold, whole_day
from liuhen.regulation.calendar import hours
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role, Verdict
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.initiation import CASE_CHANGED, CASE_REGISTRATION, INITIATION_APPROVAL, STOPPED, URGENT_START
from liuhen.regulation.kinds.licensing import LICENCE_APPLICATION
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

#: What no case reaches before its start was approved.
DECIDING = ("prior_notice", "decision_approval.head", "penalty_decision")
URGENT_HOURS = 24
#: Procedures that start another way: on the spot (第十七条), on an approval of their own (practice.md 2), on application (第六条); a fee
#: falls due with the service or the licence that somebody asked for.
STARTED_OTHERWISE = frozenset({"summary", "inspection", "licence", "fee"})


def urgent(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Each urgent start owes the form within 24 hours; its submission meets that, not its approval."""
    for start in history.of(URGENT_START):
        form = form_of(history, start)
        yield Duty(
            because=start,
            owes=INITIATION_APPROVAL,
            do="补报程序启动审批表",
            why=f"{said(start.at)} 紧急先行启动，启动后 {URGENT_HOURS} 小时内补报",
            due=terms.due(start.at, hours(URGENT_HOURS)),
            met=form.submitted if form else None,
            unit="hours",
            gates=DECIDING,
        )


def approval(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The head approves every start; an ordinary one no later than the day stated as 立案之日."""
    starts: list[Record] = list(history.of(URGENT_START))
    if procedure_of(history) in STARTED_OTHERWISE and not starts and next(history.of(INITIATION_APPROVAL), None) is None:
        return
    hurried = bool(starts)
    if not hurried:
        starts = list(history.of(CASE_REGISTRATION))[:1] or list(history.of(INITIATION_APPROVAL))[:1]
    if not starts:
        yield from untold(history, INITIATION_APPROVAL.part("head"), "审批程序启动审批表", role=Role.HEAD)
    stopped = any(record.stands for record in history.of(STOPPED))
    for start in starts:
        form = form_of(history, start if hurried else None)
        if form is None:
            excused = "程序已终止" if stopped else ""
            yield Duty(
                because=start,
                owes=INITIATION_APPROVAL,
                do="报批程序启动审批表",
                why=_waiting(start),
                gates=DECIDING,
                excused=excused,
            )
            continue
        filed = as_day(form.get("filed_on"))
        yield part_duty(
            start,
            form,
            "head",
            do="审批程序启动审批表",
            why=_waiting(start),
            due=whole_day(filed) if filed and not hurried else None,
            gates=DECIDING,
            excused="程序已终止" if stopped and form.refused("head") else "",
        )
        if form.refused("head"):
            yield Duty(
                because=form,
                owes=STOPPED,
                do="记录程序终止",
                why="负责人不同意启动，程序到此为止，已采取的措施同时解除",
                met=history.standing(STOPPED),
            )


def _waiting(start: Record) -> str:
    if start.kind is URGENT_START:
        return f"{said(start.at)} 紧急先行启动，补报后仍须负责人批准"
    if start.kind is INITIATION_APPROVAL:
        return f"{said(start.at)} 立案，启动须经负责人批准"
    return f"{said(start.at)} 登记的案件，启动前须经负责人批准"


_OPINIONS = (
    ("handler", "签署承办人意见", ("initiation_approval.unit_head", "initiation_approval.head")),
    ("unit_head", "签署承办机构意见", ("initiation_approval.head",)),
    ("legal", "签署合法性审查意见", ("initiation_approval.head",)),
)


def opinions(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The form carries the opinions in their order; a head does not approve a major act before its review of legality."""
    for form in history.of(INITIATION_APPROVAL):
        if form.blocked:
            continue
        wanted = {want.part.key for want in form.wanted}
        for key, do, gates in _OPINIONS:
            if key in wanted:
                why = "重大行政执法行为，先审查合法性，再由负责人审批" if key == "legal" else "程序启动审批表依次签署意见"
                yield part_duty(form, form, key, do=do, why=why, gates=gates)
        yield from _order(form)


def _order(form: Record) -> Iterator[Fault]:
    legal, head = form.part("legal"), form.part("head")
    if not form.get("major") or legal is None or head is None or Verdict.UNTOLD in {legal.verdict, head.verdict}:
        return
    if head.at.before(legal.at):
        yield Fault(
            because=form,
            wrong=f"负责人 {said(head.at)} 批准，合法性审查 {said(legal.at)} 才作出",
            gravity=Gravity.NONCONFORMING,
            code="order",
        )


PROVISIONS = (
    Provision(
        basis=REG(7),
        key="urgent",
        title="紧急先行启动，二十四小时内补报",
        triggers=(URGENT_START,),
        met_by=(INITIATION_APPROVAL,),
        rule=urgent,
    ),
    Provision(
        basis=REG(7),
        key="approval",
        title="启动经负责人批准",
        triggers=(URGENT_START, CASE_REGISTRATION, INITIATION_APPROVAL),
        met_by=(STOPPED, CASE_CHANGED, SUMMARY_DECISION, LICENCE_APPLICATION, *STARTS),
        rule=approval,
    ),
    Provision(
        basis=REG(7),
        key="opinions",
        title="审批表依次载明各方意见",
        triggers=(INITIATION_APPROVAL,),
        rule=opinions,
    ),
)
