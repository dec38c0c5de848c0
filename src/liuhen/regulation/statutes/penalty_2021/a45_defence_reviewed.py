"""第四十五条  充分听取当事人的意见，对提出的事实、理由、证据进行复核，成立的采纳；不得因陈述、申辩给予更重的处罚。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, name_of, parties, rest_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD
from liuhen.regulation.kinds.decision_notice import DEFENCE_REVIEW, PRIOR_NOTICE, STATEMENT_DEFENCE
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said
from liuhen.regulation.serving import decision_for, firm, made, notice_for, precedes
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.statutes.penalty_2021.a44_told_before_decision import GATES, heavier_than, spoke
from liuhen.regulation.terms import Terms


def reviewed(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Every statement is reviewed before the decision, point by point, with reasons."""
    everybody = parties(history)
    for statement in history.of(STATEMENT_DEFENCE):
        party = str(statement.get("party") or "")
        decision = decision_for(history, party)
        due = made(decision) if decision else None
        if precedes(due, statement.at) and due != statement.at:
            continue
        review = _review_of(history, statement)
        done = review.effective if review is not None and review.stands else None
        points = len(statement.get("points") or ())
        yield Duty(
            because=statement,
            about=party,
            owes=rest_of(DEFENCE_REVIEW, review),
            do="逐点复核陈述申辩",
            why=f"{name_of(party, everybody)}{said(statement.at)} 提出" + (f" {points} 点" if points else "陈述申辩"),
            due=firm(due, done),
            met=done,
            gates=GATES,
            gravity=Gravity.REVOCABLE,
        )
        if review is not None:
            yield from _answered(statement, review)


def _review_of(history: History, statement: Record) -> Record | None:
    own = history.standing(DEFENCE_REVIEW, about=statement)
    if own is not None:
        return own
    party = statement.get("party") or ""
    free = [review for review in history.of(DEFENCE_REVIEW) if not review.about and (review.get("party") or "") == party]
    return free[-1] if free else None


def _answered(statement: Record, review: Record) -> Iterator[Fault]:
    """Each point has an answer and a reason; a source that tells no points is not asked for them."""
    rows = list(review.get("points") or ())
    if review.told and not rows:
        return
    asked = len(statement.get("points") or ())
    open_rows = [row for row in rows if not (row.get("adopted") and row.get("reason"))]
    if len(rows) < asked or open_rows:
        yield Fault(
            because=review,
            about=str(statement.get("party") or ""),
            wrong=f"提出 {asked} 点，答复并写明理由的 {len(rows) - len(open_rows)} 点",
            gravity=Gravity.IRREGULAR,
            code="points",
            field="points",
            mendable=True,
            blocks=("defence_review.unit_head", *GATES),
        )


def not_heavier(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """No heavier penalty than was proposed before the party spoke, also at a hearing."""
    for decision in history.of(PENALTY_DECISION):
        party = str(decision.get("party") or "")
        if not spoke(history, party):
            continue
        notice = notice_for(history, party, terms)
        heavier = notice and heavier_than(decision, notice.record)
        if heavier:
            yield Fault(
                because=decision,
                about=party,
                wrong=f"陈述申辩后处罚加重：{heavier}",
                gravity=Gravity.REVOCABLE,
                code="heavier",
                field="fine",
                mendable=decision.issued is None,
                blocks=("penalty_decision",),
            )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(45),
        key="reviewed",
        title="复核陈述申辩",
        triggers=(STATEMENT_DEFENCE, DEFENCE_REVIEW),
        met_by=(PENALTY_DECISION, *PARTY_KINDS),
        rule=reviewed,
    ),
    Provision(
        basis=PENALTY_2021(45),
        key="not_heavier",
        title="不因申辩加重处罚",
        triggers=(PENALTY_DECISION, STATEMENT_DEFENCE),
        met_by=(PRIOR_NOTICE, PROOF_OF_SERVICE, HEARING_RECORD),
        rule=not_heavier,
    ),
)
