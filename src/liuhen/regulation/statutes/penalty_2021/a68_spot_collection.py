"""第六十八条至第七十条  当场收缴只限一百元以下、事后难以执行，或者边远地区当事人有困难并提出；必须出具财政专用票据。"""

from collections.abc import Iterator
from decimal import Decimal

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.summary import SPOT_COLLECTION, SUMMARY_DECISION
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.terms import Terms

SMALL = Decimal(100)


def ground(history: History, _terms: Terms, small: Decimal = SMALL) -> Iterator[Duty | Fault]:
    """The ground that is stated holds: the fine is small enough, or collecting it later is hard and why, in a summary case."""
    for taken in history.of(SPOT_COLLECTION):
        decision = _decision(history, taken)
        fine = money(decision.get("fine")) if decision else money(taken.get("amount"))
        why = str(taken.get("ground") or "")
        if why == "small" and fine is not None and fine > small:
            yield _fault(taken, "small", f"罚款 {fine} 元，超过 {small} 元，不能以数额小为由当场收缴", "ground")
        if why == "hard" and decision is not None and decision.kind is PENALTY_DECISION:
            yield _fault(taken, "ordinary", "普通程序的罚款，不能以事后难以执行为由当场收缴", "ground")
        if why == "hard" and not taken.told and not taken.get("hard_reason"):
            yield _fault(taken, "reason", "没有写明事后难以执行的理由", "hard_reason")


def asked(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Where the place is remote, the party asked for it (第六十九条), in ordinary cases as well."""
    for taken in history.of(SPOT_COLLECTION):
        if taken.get("ground") == "remote" and not taken.told and not taken.get("asked"):
            yield _fault(taken, "asked", "边远地区当场收缴，须由当事人提出", "asked")


def receipt(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Money is taken only against the treasury's receipt (第七十条)."""
    for taken in history.of(SPOT_COLLECTION):
        if not taken.told and not taken.get("receipt"):
            yield _fault(taken, "receipt", f"{said(taken.at)} 当场收缴，没有财政专用票据", "receipt")


def _decision(history: History, taken: Record) -> Record | None:
    about = history.record(taken.about) if taken.about else None
    return about or next(iter(history.of(SUMMARY_DECISION, PENALTY_DECISION)), None)


def _fault(taken: Record, code: str, wrong: str, field: str) -> Fault:
    return Fault(because=taken, wrong=wrong, gravity=Gravity.IRREGULAR, code=code, field=field, mendable=not taken.parts)


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(68), title="当场收缴罚款的情形",
        triggers=(SPOT_COLLECTION,), met_by=(SUMMARY_DECISION, PENALTY_DECISION), rule=ground,
    ),
    Provision(basis=PENALTY_2021(69), title="边远地区当场收缴须当事人提出", triggers=(SPOT_COLLECTION,), rule=asked),
    Provision(basis=PENALTY_2021(70), title="当场收缴出具财政票据", triggers=(SPOT_COLLECTION,), rule=receipt),
)  # fmt: skip
