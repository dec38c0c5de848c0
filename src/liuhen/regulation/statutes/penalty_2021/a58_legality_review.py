"""第五十八条  涉及重大公共利益、经过听证、疑难复杂等情形，作出决定之前进行法制审核；未经审核或者审核未通过的，不得作出决定。

启动时的合法性审查不代替它：调查终结、听取申辩或者听证之后的审核才算。
"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, filing_day, rest_of
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision import INVESTIGATION_REPORT, LEGALITY_REVIEW
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD
from liuhen.regulation.kinds.decision_notice import DEFENCE_REVIEW, STATEMENT_DEFENCE
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.kinds.initiation import CASE_CHANGED, URGENT_START
from liuhen.regulation.major import major_because, turned_major
from liuhen.regulation.people import HANDLING, handlers
from liuhen.regulation.saying import said
from liuhen.regulation.serving import OTHER_ENDS, firm, made, nobody_punished, precedes
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

GATES = ("decision_approval.head", "penalty_decision")
BEFORE = (INVESTIGATION_REPORT, HEARING_RECORD, STATEMENT_DEFENCE)


def owed(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Where review is owed, one that agrees stands before the decision to punish; where nobody is punished it is not owed."""
    report = history.standing(INVESTIGATION_REPORT)
    ground, because = _ground(history, terms, report)
    reviews = [review for review in history.of(LEGALITY_REVIEW) if counts(history, review)]
    passed = next((review for review in reversed(reviews) if review.stands and passes(review)), None)
    if because is not None and nobody_punished(history):
        return
    if because is None:
        if passed is not None and passed.told:
            yield Duty(because=passed, owes=LEGALITY_REVIEW, do="送法制审核", why=f"{said(passed.at)} 法制审核", met=passed)
        return
    yield from _review_duty(history, because, ground, reviews, passed, every=False)


def always(history: History) -> Iterator[Duty | Fault]:
    """Every decision is reviewed first, as the version of 2017 asked."""
    report = history.standing(INVESTIGATION_REPORT)
    reviews = [review for review in history.of(LEGALITY_REVIEW) if counts(history, review)]
    passed = next((review for review in reversed(reviews) if review.stands and passes(review)), None)
    because = report if report is not None and report.stands else next(history.of(PENALTY_DECISION), passed)
    if because is not None:
        yield from _review_duty(history, because, "作出决定之前由从事审核的人员审核", reviews, passed, every=True)


def _review_duty(
    history: History, because: Record, ground: str, reviews: list[Record], passed: Record | None, *, every: bool
) -> Iterator[Duty]:
    due = min((made(decision) for decision in history.of(PENALTY_DECISION) if decision.stands), default=None)
    done = passed.effective if passed else None
    late = done is not None and precedes(due, done) is True and due != done
    newest = reviews[-1] if reviews and passed is None else None
    failed = newest if newest is not None and not passes(newest) else None
    untold = failed is not None and failed.told and failed.get("opinion") is None
    yield Duty(
        because=because,
        owes=LEGALITY_REVIEW if failed else rest_of(LEGALITY_REVIEW, newest),
        do="按审核意见补正后再送审" if failed and not untold else "送法制审核",
        why=ground + (f"，{said(failed.at)} 审核未通过" if failed and not untold else "，决定前应当审核"),
        due=firm(due, done),
        met=None if late else done,
        unseen=untold,
        breached=late or (done is None and due is not None and not history.partial and not untold),
        gates=GATES,
        role=Role.LEGAL if not failed else Role.OFFICER,
        gravity=Gravity.IRREGULAR if every else Gravity.REVOCABLE,
    )


def _ground(history: History, terms: Terms, report: Record | None) -> tuple[str, Record | None]:
    """Why review is owed, and because of which record."""
    standing = report if report is not None and report.stands else None
    because = standing or next(history.of(PENALTY_DECISION), None)
    heard = next((record for record in history.of(HEARING_RECORD) if record.stands), None)
    if heard is not None:
        return "经过听证程序", heard
    if report is not None and because is not None:
        for key, words in (("review_owed", "属于应当法制审核的情形"), ("complex", "案情复杂或者重大")):
            if report.get(key):
                return words, because
    due = min((made(decision) for decision in history.of(PENALTY_DECISION) if decision.stands), default=None)
    ground = major_because(history, terms, due)
    return (ground, turned_major(history, due) or because) if ground else ("", None)


def passes(review: Record) -> bool:
    """Only 同意 passes; what a source does not say of the outcome is taken as untold."""
    return bool(review.get("opinion") == "agree")


def counts(history: History, review: Record) -> bool:
    """Whether this is the review of the decision: after the investigation and after the party was heard, as far as that came before it."""
    if review.get("review_of") == "start":
        return False
    done = review.at if review.told else (review.effective or review.submitted)
    decisions = [made(decision) for decision in history.of(PENALTY_DECISION) if decision.stands]
    for kind in BEFORE:
        for record in history.of(kind):
            came = record.effective if record.stands else None
            if came is not None and done.before(came) and not any(decided.before(came) for decided in decisions):
                return False
    if review.get("review_of") == "decision" or any(True for _ in history.of(INVESTIGATION_REPORT)):
        return True
    filed: Instant | None = filing_day(history)
    return filed is None or filed.before(done) is True


def reviewers(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The reviewer never handled the case; who reviews for the first time holds the legal qualification."""
    handling = handlers(history)
    for review in history.of(LEGALITY_REVIEW):
        reviewer = review.get("reviewer") or {}
        if reviewer.get("id") and str(reviewer["id"]) in handling:
            yield Fault(
                because=review,
                wrong=f"{reviewer.get('name', '审核人')}是本案承办人，不能审核本案",
                gravity=Gravity.IRREGULAR,
                code="handler",
                field="reviewer",
                mendable=not review.parts,
                blocks=("legality_review.legal",),
            )
    yield from qualified(history)


def qualified(history: History) -> Iterator[Fault]:
    """Who reviews for the first time holds the legal qualification."""
    for review in history.of(LEGALITY_REVIEW):
        if review.get("first_time") and not review.get("qualification"):
            yield Fault(
                because=review,
                wrong="初次从事法制审核，没有写明法律职业资格",
                gravity=Gravity.IRREGULAR,
                code="qualification",
                field="qualification",
                mendable=not review.parts,
                blocks=("legality_review.legal",),
            )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(58),
        key="owed",
        title="决定前法制审核",
        triggers=(INVESTIGATION_REPORT, PENALTY_DECISION, HEARING_RECORD, LEGALITY_REVIEW, CASE_CHANGED),
        met_by=(STATEMENT_DEFENCE, DEFENCE_REVIEW, URGENT_START, PARTY_END, *OTHER_ENDS, *PARTY_KINDS),
        rule=owed,
    ),
    Provision(
        basis=PENALTY_2021(58),
        key="reviewers",
        title="审核人员适格",
        triggers=(LEGALITY_REVIEW,),
        met_by=HANDLING,
        rule=reviewers,
    ),
)
