"""第十四条  法制机构的审查记录载明审查人员、审查意见和建议。"""

from collections.abc import Iterator

from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision import LEGALITY_REVIEW
from liuhen.regulation.kinds.initiation import INITIATION_APPROVAL
from liuhen.regulation.owed import Owed
from liuhen.regulation.people import HANDLING, handlers, signed_by
from liuhen.regulation.saying import said
from liuhen.regulation.sources import REG
from liuhen.regulation.terms import Terms


def rule(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The review says who reviewed, with what opinion and what advice, and the reviewer signed it."""
    for review in history.of(LEGALITY_REVIEW):
        reviewer = review.get("reviewer") or {}
        missing = [
            name
            for name, value in (
                ("审查人员", reviewer.get("name")),
                ("意见", review.get("opinion")),
                ("建议", review.get("advice")),
            )
            if not value
        ]
        view = None if review.told else review.part("legal")
        yield Duty(
            because=review,
            owes=Owed.REVIEWER_SIGNED,
            do="签署法制审核意见书",
            why=f"{said(review.at)} 法制审核" + (f"，没有写明{'、'.join(missing)}" if missing else ""),
            met=(review.at if review.told else view) if not missing else None,
            unseen=bool(missing) and review.told,
            breached=bool(missing) and not review.told and view is not None,
            role=Role.LEGAL,
            missing="、".join(missing),
        )


def reviewer(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Whoever gave the legal body's opinion, on the start or on the decision, never handled the case."""
    handling = handlers(history)
    for record in history.of(INITIATION_APPROVAL, LEGALITY_REVIEW):
        author = signed_by(record, "legal")
        if author and author in handling:
            yield Fault(
                because=record,
                wrong=f"{handling[author] or '承办人'}是本案承办人，又签署了{record.kind.title}的法制意见",
                gravity=Gravity.NONCONFORMING,
                code="handler",
            )


PROVISION = Provision(basis=REG(14), title="审查记录载明人员、意见和建议", triggers=(LEGALITY_REVIEW,), rule=rule)
REVIEWER = Provision(
    basis=REG(14),
    key="reviewer",
    title="审查人员不是承办人",
    triggers=(INITIATION_APPROVAL, LEGALITY_REVIEW),
    met_by=HANDLING,
    rule=reviewer,
)
