"""第五十六条  证据可能灭失或者以后难以取得的，经负责人批准可以先行登记保存，七日（工作日）内作出处理决定。

抽样取证没有这个期限。
"""

from collections.abc import Iterator

from liuhen.regulation.asking import agreed, as_day, rest_of
from liuhen.regulation.calendar import Period, working_days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.investigation_preservation import ADVANCE_REGISTRATION, PRESERVATION_APPROVAL, PRESERVATION_OUTCOME
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

LIMIT = working_days(7)
CLOSING = ("closing_report", "closing_report.head")


def approved(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The head approved before the things were registered; there is no urgent exception."""
    for taken in history.of(ADVANCE_REGISTRATION):
        form = _approval_of(history, taken)
        views = agreed(history, form, "head") if form else []
        told = [view for view in taken.parts if view.key == "head" and view.meets]
        met = min((view.at for view in (*views, *told)), default=None)
        untold = met is None and taken.told and (form is None or form.told)
        yield Duty(
            because=taken,
            owes=PRESERVATION_APPROVAL.part("head") if form or taken.told else PRESERVATION_APPROVAL,
            do="报负责人批准先行登记保存",
            why=f"{said(taken.at)} 先行登记保存，批准在前" + (f"，{said(met)} 批准" if met else ""),
            due=taken.at,
            met=met,
            unseen=untold and history.partial,
            gates=("advance_registration",),
        )


def _approval_of(history: History, taken: Record) -> Record | None:
    about = history.record(taken.about) if taken.about else None
    if about is not None and about.kind is PRESERVATION_APPROVAL:
        return about
    forms = [form for form in history.of(PRESERVATION_APPROVAL) if not form.refused("head")]
    return min(forms, key=lambda form: form.at, default=None)


def decided(history: History, terms: Terms, limit: Period = LIMIT) -> Iterator[Duty | Fault]:
    """What becomes of the things is decided within seven days, of all of them."""
    for taken in history.of(ADVANCE_REGISTRATION):
        if not taken.stands:
            continue
        outcomes = _outcomes_of(history, taken)
        due = terms.due(taken.at, limit)
        words = "七个工作日" if limit.unit == "working_days" else "七日"
        left = _left(taken, outcomes)
        yield Duty(
            because=taken,
            owes=rest_of(PRESERVATION_OUTCOME, _begun(history, taken)),
            do="决定先行登记保存物品的处理",
            why=f"{_things(taken)}，{said(taken.at)} 登记保存，{words}到 {until(due, terms.calendar)}"
            + (f"，还有{'、'.join(left)}没有处理" if left and outcomes else ""),
            due=due,
            met=max((_day_of(outcome) for outcome in outcomes), default=None) if outcomes and not left else None,
            gates=CLOSING,
            gravity=Gravity.IRREGULAR,
            unit=limit.unit,
        )


def _day_of(outcome: Record) -> Instant:
    """When an outcome was decided: its stated day, never before it was issued here."""
    stated = as_day(outcome.get("decided"))
    if outcome.told:
        return Instant.day(stated) if stated else outcome.at
    return outcome.effective or outcome.at


def _outcomes_of(history: History, taken: Record) -> list[Record]:
    others = [record for record in history.of(ADVANCE_REGISTRATION) if record.id != taken.id]
    return [
        outcome
        for outcome in history.of(PRESERVATION_OUTCOME)
        if outcome.stands
        and (outcome.about == taken.id or (not outcome.about and (not others or not outcome.at.before(taken.at))))
    ]


def _begun(history: History, taken: Record) -> Record | None:
    """An outcome that was written and does not stand yet."""
    return next((item for item in history.of(PRESERVATION_OUTCOME) if item.about == taken.id and not item.stands), None)


def _left(taken: Record, outcomes: list[Record]) -> list[str]:
    """The things that no outcome names; none where one outcome says it is of all, or a source does not list them."""
    if any(outcome.get("all") or (outcome.told and not outcome.get("items")) for outcome in outcomes):
        return []
    settled = {str(item.get("id") or item.get("name")) for outcome in outcomes for item in outcome.get("items") or ()}
    settled |= {str(item.get("name")) for outcome in outcomes for item in outcome.get("items") or ()}
    return [
        str(item.get("name") or "物品")
        for item in taken.get("items") or ()
        if str(item.get("id") or item.get("name")) not in settled and str(item.get("name")) not in settled
    ]


def _things(taken: Record) -> str:
    items = [item for item in taken.get("items") or () if isinstance(item, dict)]
    if not items:
        return "登记保存的物品"
    first = items[0]
    quantity = f" {first['quantity']} {first.get('unit') or '件'}" if first.get("quantity") else ""
    return f"{first.get('name') or '物品'}{quantity}" + (f"等 {len(items)} 项" if len(items) > 1 else "")


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(56),
        key="approved",
        title="先行登记保存先经批准",
        triggers=(ADVANCE_REGISTRATION,),
        met_by=(PRESERVATION_APPROVAL,),
        rule=approved,
    ),
    Provision(
        basis=PENALTY_2021(56),
        key="decided",
        title="登记保存后七个工作日内处理",
        triggers=(ADVANCE_REGISTRATION,),
        met_by=(PRESERVATION_OUTCOME,),
        rule=decided,
    ),
)
