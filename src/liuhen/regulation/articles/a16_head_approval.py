"""第十六条  负责人审批记录包括负责人签署的意见和签名。电话批准的，事后由负责人确认，照实显示。"""

from collections.abc import Iterator

from liuhen.regulation.asking import agreed
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History
from liuhen.regulation.kinds.acting import ACT_DECISION
from liuhen.regulation.kinds.archiving import CLOSING_REPORT
from liuhen.regulation.kinds.charging import CHARGE_OVERDUE, CHARGE_REDUCED, CHARGE_REFUND, LEVY_DECISION
from liuhen.regulation.kinds.decision import DECISION_APPROVAL
from liuhen.regulation.kinds.decision_papers import CASE_WITHDRAWN, EXTENSION
from liuhen.regulation.kinds.initiation import INITIATION_APPROVAL
from liuhen.regulation.kinds.investigation_preservation import PRESERVATION_APPROVAL
from liuhen.regulation.kinds.licensing_decision import LICENCE_ENDED
from liuhen.regulation.kinds.licensing_review import LICENCE_EXTENSION, LICENCE_REVIEW
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms

APPROVALS = (INITIATION_APPROVAL, PRESERVATION_APPROVAL, DECISION_APPROVAL, CASE_WITHDRAWN, EXTENSION, CLOSING_REPORT)
#: Those of acts that are no penalty.
OTHER_APPROVALS = (
    LICENCE_EXTENSION,
    LICENCE_REVIEW,
    LICENCE_ENDED,
    LEVY_DECISION,
    CHARGE_REDUCED,
    CHARGE_OVERDUE,
    CHARGE_REFUND,
    ACT_DECISION,
)


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """An approval carries the head's opinion and signature; one by telephone is confirmed and stays visible."""
    for form in history.of(*APPROVALS, *OTHER_APPROVALS):
        views = agreed(history, form, "head")
        if not views:
            if form.told and not form.refused("head"):
                why = f"来源未载{form.kind.title}由谁签署"
                yield Duty(because=form, owes=Owed.HEAD_SIGNED, do="核对负责人签名", why=why, unseen=True)
            continue
        called = [view for view in views if view.means == "phone"]
        signed = next((view for view in views if view.means != "phone"), None)
        yield Duty(
            because=form,
            owes=Owed.HEAD_SIGNED,
            do="请负责人确认电话批准" if called else "签署意见并签名",
            why=f"{said(called[0].at)} 电话批准{form.kind.title}" if called else f"{form.kind.title}经负责人签署",
            met=signed,
            role=Role.HEAD,
        )
        if called:
            yield Fault(
                because=form,
                wrong=f"{form.kind.title} {said(called[0].at)} 由电话批准，当时没有签名",
                gravity=Gravity.IRREGULAR,
                code="phone",
            )


PROVISION = Provision(basis=REG(16), title="负责人签署意见并签名", triggers=(*APPROVALS, *OTHER_APPROVALS), rule=rule)
