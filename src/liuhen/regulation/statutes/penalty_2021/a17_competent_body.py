"""第十七条  行政处罚由具有行政处罚权的行政机关在法定职权范围内实施：别的机关的罚则，移送。"""

from collections.abc import Iterator

from liuhen.regulation.causes import CAUSE_KINDS, stated, violations_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_papers import CASE_TRANSFERRED, CASE_WITHDRAWN
from liuhen.regulation.kinds.initiation import STOPPED
from liuhen.regulation.penalties import EVERY_PAPER, WEIGHED_BY, applied, papers
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.violation import OUR_POWERS, Base, Violation

ENDS = (CASE_TRANSFERRED, CASE_WITHDRAWN, STOPPED)


def ours(base: Base, terms: Terms) -> bool:
    """Whether one of the bodies that impose a base's penalties is this bureau (setting ``powers``)."""
    powers = {str(one) for one in terms.setting("powers", default=[body.value for body in OUR_POWERS]) or ()}
    return any(body.value in powers for body in base.bodies)


def transfer(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A case of which every base is another body's is offered for transfer."""
    because = stated(history)
    violations = violations_of(history, terms)
    if because is None or not violations or any(ours(base, terms) for one in violations for base in one.bases):
        return
    end = next((record for record in history.of(*ENDS) if record.stands), None)
    yield Duty(
        because=because,
        owes=CASE_TRANSFERRED,
        do=f"移送{'、'.join(_bodies(violations[0]))}",
        why=f"“{violations[0].words}”由{'、'.join(_bodies(violations[0]))}处罚"
        + (f"，吊销许可证除外（由{revoker.label}）" if (revoker := violations[0].base.revoker) else ""),
        met=end.effective or end.at if end is not None else None,
        unseen=because.told and end is None,
        gravity=Gravity.REVOCABLE,
    )


def _bodies(violation: Violation) -> list[str]:
    return [body.label for body in violation.base.bodies]


def wrong_body(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A paper that imposes what only another body may; taking the licence is ours where the clause says so."""
    for paper in papers(history, EVERY_PAPER):
        for one in applied(history, paper, terms):
            if ours(one.base, terms) or _only_the_licence(paper, one.base, terms):
                continue
            yield Fault(
                because=paper,
                about=str(paper.get("party") or ""),
                wrong=f"{one.base.penal.label}由{'、'.join(body.label for body in one.base.bodies)}处罚，本机关没有这项职权，应当移送",
                gravity=Gravity.REVOCABLE,
                code="body",
                field="basis",
                mendable=paper.issued is None and not paper.told,
                blocks=(paper.kind.key,),
            )


def _only_the_licence(paper: Record, base: Base, terms: Terms) -> bool:
    """Whether a paper only revokes the licence, where the clause leaves that to this bureau."""
    powers = {str(one) for one in terms.setting("powers", default=[body.value for body in OUR_POWERS]) or ()}
    mine = base.revoker is not None and (base.revoker.value in powers or base.revoker.value == "issuer")
    return mine and set(paper.get("penalties") or ()) == {"revocation"}


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(17), key="transfer", title="别的机关处罚的移送", triggers=CAUSE_KINDS, met_by=ENDS, rule=transfer
    ),
    Provision(
        basis=PENALTY_2021(17), key="body", title="在法定职权范围内处罚", triggers=EVERY_PAPER, met_by=WEIGHED_BY, rule=wrong_body
    ),
)
