"""许可审批：受理后写审查意见，负责人批准之后才制作决定书。"""

from collections.abc import Iterator

from liuhen.regulation.applying import given_up, standing
from liuhen.regulation.asking import part_duty
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History
from liuhen.regulation.kinds.licensing import LICENCE_ACCEPTANCE, LICENCE_APPLICATION_WITHDRAWN
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION
from liuhen.regulation.kinds.licensing_review import LICENCE_REVIEW
from liuhen.regulation.saying import said
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

GATES = ("licence_decision",)


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What was accepted is examined and put to the head before it is decided on."""
    for accepted in standing(history, LICENCE_ACCEPTANCE)[:1]:
        review = history.standing(LICENCE_REVIEW)
        decided = next(iter(standing(history, LICENCE_DECISION)), None)
        due = decided.effective if decided is not None and not decided.told else None
        over = "申请人已撤回申请" if given_up(history) is not None else ""
        if review is None:
            yield Duty(
                because=accepted,
                owes=LICENCE_REVIEW,
                do="写审查意见报负责人",
                why=f"{said(accepted.at)} 已受理，审查后报负责人决定",
                due=due,
                unseen=decided is not None and decided.told,
                excused=over,
                gates=GATES,
                gravity=Gravity.NOTE,
            )
            continue
        yield part_duty(
            accepted,
            review,
            "head",
            do="审批许可审查意见",
            why="负责人批准后制作决定书",
            due=due,
            role=Role.HEAD,
            gates=GATES,
            gravity=Gravity.NOTE,
            excused=over,
        )


PROVISION = Provision(
    basis=PRACTICE("许可审批"),
    title="审查意见经负责人批准",
    triggers=(LICENCE_ACCEPTANCE,),
    met_by=(LICENCE_REVIEW, LICENCE_DECISION, LICENCE_APPLICATION_WITHDRAWN),
    rule=rule,
)
