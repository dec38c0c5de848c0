"""第四十四条  作出处罚决定之前，告知当事人拟作出的处罚内容及事实、理由、依据，和陈述、申辩、要求听证等权利。"""

from collections.abc import Iterator, Mapping

from liuhen.regulation.asking import PARTY_KINDS, STARTS, name_of, parties, rest_of, untold
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision import INVESTIGATION_REPORT
from liuhen.regulation.kinds.decision_notice import PRIOR_NOTICE, STATEMENT_DEFENCE
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said
from liuhen.regulation.serving import OTHER_ENDS, Notice, decision_for, ended_otherwise, firm, made, notice_for, precedes
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.suspending import length_of
from liuhen.regulation.terms import Terms

GATES = ("decision_approval.head", "penalty_decision")
WITHOUT_PENALTY = {"none", "withdraw", "transfer"}


def told(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Each party that is to be punished was told beforehand: the notice was issued and reached him."""
    everybody = parties(history)
    report = history.standing(INVESTIGATION_REPORT)
    spoke = False
    for party in everybody:
        decision, notice = decision_for(history, party), notice_for(history, party, terms)
        because = _because(report, decision, notice)
        if because is None or (decision is None and (ended_otherwise(history, party) or _spared(report, party))):
            continue
        spoke = True
        yield _telling(history, because, party, decision, notice)
    if not spoke:
        yield from untold(history, PRIOR_NOTICE, "告知拟作出的处罚", gravity=Gravity.REVOCABLE)


def _because(report: Record | None, decision: Record | None, notice: Notice | None) -> Record | None:
    """The report that proposes; else what a source tells: the notice, or the decision."""
    if notice is not None and _issued(notice):
        return notice.record
    if report is not None and report.stands:
        return report
    if notice is not None and (notice.record.told or decision is None):
        return notice.record
    return decision


def _issued(notice: Notice | None) -> bool:
    """Whether the paper is there and only has to reach the party."""
    return notice is not None and notice.given is None and notice.record.stands


def _telling(history: History, because: Record, party: str, decision: Record | None, notice: Notice | None) -> Duty:
    given = notice.given if notice else None
    due = made(decision) if decision else None
    after = given is not None and precedes(due, given) is True and due != given
    missing = "告知书还没有送达的回证" if _issued(notice) else ""
    return Duty(
        because=because,
        about=party,
        owes=PROOF_OF_SERVICE if _issued(notice) else rest_of(PRIOR_NOTICE, notice.record if notice and not given else None),
        do="送达处罚事先告知书" if _issued(notice) else "告知拟作出的处罚",
        why=name_of(party, parties(history))
        + (f"{said(given)} 告知" if given else (missing or "作出决定前应当告知内容、事实、理由、依据和权利"))
        + (f"，{said(due)} 决定" if due else ""),
        due=firm(due, given),
        met=None if after else given,
        breached=after or (given is None and decision is not None and not history.partial),
        gates=GATES,
        gravity=Gravity.REVOCABLE,
        missing=missing,
    )


def _spared(report: Record | None, party: str) -> bool:
    """Whether the report proposes no penalty for this party."""
    rows = [row for row in (report.get("proposal") if report else None) or () if isinstance(row, Mapping)]
    own = [row for row in rows if not party or row.get("party") in {party, "", None, "all"}]
    return bool(own) and all(row.get("penalty") in WITHOUT_PENALTY for row in own)


def beyond(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """What is decided was told: no higher fine, no further kind of penalty than in the notice."""
    for decision in history.of(PENALTY_DECISION):
        party = str(decision.get("party") or "")
        notice = notice_for(history, party, terms)
        heavier = notice and heavier_than(decision, notice.record)
        if heavier and not any(True for _ in history.of(STATEMENT_DEFENCE)):
            yield Fault(
                because=decision,
                about=party,
                wrong=f"决定比告知重：{heavier}，应当重新告知",
                gravity=Gravity.REVOCABLE,
                code="beyond",
                field="penalties",
                mendable=decision.issued is None,
                blocks=("penalty_decision",),
            )


def heavier_than(decision: Record, notice: Record) -> str:
    """In what a decision goes beyond its notice; empty where it does not, or where the notice's content is not told."""
    if not notice.get("penalties") and money(notice.get("fine")) is None:
        return ""
    before, now = money(notice.get("fine")) or 0, money(decision.get("fine")) or 0
    if now > before:
        return f"告知罚款 {before} 元，决定罚款 {now} 元"
    proposed, decided = length_of(notice), length_of(decision)
    if proposed is not None and decided is not None and decided.beyond(proposed):
        return f"告知停业整顿 {proposed}，决定停业整顿 {decided}"
    more = set(decision.get("penalties") or ()) - set(notice.get("penalties") or ())
    labels = dict(_OPTIONS)
    return f"告知时没有{'、'.join(sorted(labels.get(key, key) for key in more))}" if more and notice.get("penalties") else ""


_OPTIONS: tuple[tuple[str, str], ...] = getattr(PENALTY_DECISION.field("penalties"), "options", ())

PROVISIONS = (
    Provision(
        basis=PENALTY_2021(44),
        key="told",
        title="决定前告知",
        triggers=(INVESTIGATION_REPORT, PENALTY_DECISION, PRIOR_NOTICE, PROOF_OF_SERVICE),
        met_by=(*OTHER_ENDS, PARTY_END, *PARTY_KINDS, *STARTS),
        rule=told,
    ),
    Provision(
        basis=PENALTY_2021(44),
        key="beyond",
        title="决定不超出告知",
        triggers=(PENALTY_DECISION,),
        met_by=(PRIOR_NOTICE, PROOF_OF_SERVICE, STATEMENT_DEFENCE),
        rule=beyond,
    ),
)
