"""征收、收费的账：缴了的有财政票据，多收的退还。"""

from collections.abc import Iterator

from liuhen.regulation.charging import CHARGES, MOVES, owed, paid
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.charging import CHARGE_PAYMENT, CHARGE_REFUND
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms


def receipted(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Each payment names the treasury's receipt."""
    for payment in history.of(CHARGE_PAYMENT):
        if not payment.get("receipt") and not payment.told:
            yield Fault(
                because=payment,
                wrong=f"{said(payment.at)} 缴款没有财政票据号码",
                gravity=Gravity.NOTE,
                code="receipt",
                field="receipt",
                mendable=True,
            )


def refunded(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What was paid beyond what is owed goes back."""
    for charge in history.of(*CHARGES):
        if not charge.stands:
            continue
        back = [record for record in history.of(CHARGE_REFUND) if record.stands]
        over = paid(history, charge) - owed(history, charge)
        if over > 0 or back:
            yield Duty(
                because=charge,
                about=str(charge.get("party") or ""),
                owes=CHARGE_REFUND,
                do="退还多缴的款项",
                why=f"多缴 {over} 元，应当退还" if over > 0 else "多缴的已退还",
                met=max(record.at for record in back) if over <= 0 else None,
                gravity=Gravity.NOTE,
            )


PROVISIONS = (
    Provision(basis=PRACTICE("征收收费"), key="receipt", title="缴款有财政票据", triggers=(CHARGE_PAYMENT,), rule=receipted),
    Provision(basis=PRACTICE("征收收费"), key="refund", title="多缴的退还", triggers=CHARGES, met_by=MOVES, rule=refunded),
)
