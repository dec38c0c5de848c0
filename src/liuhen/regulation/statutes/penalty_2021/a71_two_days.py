"""第七十一条  当场收缴的罚款，二日（工作日）内交至行政机关；行政机关二日（工作日）内缴付指定的银行。"""

from collections.abc import Iterator

from liuhen.regulation.calendar import Period, working_days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.summary import MONEY_HANDED_IN, SPOT_COLLECTION
from liuhen.regulation.saying import said, until, within
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

LIMIT = working_days(2)


def rule(history: History, terms: Terms, limit: Period = LIMIT) -> Iterator[Duty | Fault]:
    """Two duties, one after the other: the officer's, then the agency's (practice.md 12)."""
    for taken in history.of(SPOT_COLLECTION):
        handed = {step: _handed(history, taken, step) for step in ("agency", "bank")}
        due = terms.due(taken.at, limit)
        yield _duty(taken, "agency", "把收缴的罚款交到机关", f"{said(taken.at)} 当场收缴，{within(limit)}交到机关，到 {until(due, terms.calendar)}", due, handed["agency"], limit)  # fmt: skip
        inside = handed["agency"]
        if inside is not None:
            due = terms.due(inside.at, limit)
            why = f"{said(inside.at)} 交到机关，{within(limit)}缴到银行，到 {until(due, terms.calendar)}"
            yield _duty(taken, "bank", "把罚款缴到指定的银行", why, due, handed["bank"], limit)


def _handed(history: History, taken: Record, step: str) -> Record | None:
    alone = sum(1 for _ in history.of(SPOT_COLLECTION)) == 1
    found = [item for item in history.of(MONEY_HANDED_IN) if item.about == taken.id or (alone and not item.about)]
    return next((item for item in found if item.get("step") == step), None)


def _duty(taken: Record, step: str, do: str, why: str, due: Instant, met: Record | None, limit: Period) -> Duty:  # noqa: PLR0917
    return Duty(
        because=taken,
        about=step,
        owes=MONEY_HANDED_IN,
        do=do,
        why=why,
        due=due,
        met=met.at if met else None,
        unseen=met is None and taken.told,
        role=Role.OFFICER,
        gravity=Gravity.IRREGULAR,
        unit=limit.unit,
    )


PROVISION = Provision(
    basis=PENALTY_2021(71),
    title="当场收缴的罚款两个工作日内交机关、两个工作日内缴银行",
    triggers=(SPOT_COLLECTION,),
    met_by=(MONEY_HANDED_IN,),
    rule=rule,
)
