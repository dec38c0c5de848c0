"""第四十四条  作出处罚决定之前，告知当事人拟作出的处罚内容及事实、理由、依据，和陈述、申辩、要求听证等权利。"""

from collections.abc import Iterator, Mapping

from liuhen.regulation.asking import PARTY_KINDS, STARTS, about_party, name_of, parties, rest_of, untold
from liuhen.regulation.causes import act_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision import INVESTIGATION_REPORT
from liuhen.regulation.kinds.decision_hearing import HEARING_RECORD
from liuhen.regulation.kinds.decision_notice import PRIOR_NOTICE, STATEMENT_DEFENCE
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.penalties import WEIGHED_BY, applied, cited, same_article
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
    """What is decided was told: no larger sum, no further kind of penalty, no other penal clause than in the notice."""
    for decision in history.of(PENALTY_DECISION):
        party = str(decision.get("party") or "")
        notice = notice_for(history, party, terms)
        if notice is None:
            continue
        heavier = heavier_than(decision, notice.record)
        if heavier and not spoke(history, party):
            yield _untold(decision, "beyond", f"决定比告知重：{heavier}，应当重新告知", "penalties")
        if other := _other_basis(history, decision, notice.record, terms):
            yield _untold(decision, "basis", f"处罚依据没有告知过：{other}，应当重新告知", "basis")


def _untold(decision: Record, code: str, wrong: str, field: str) -> Fault:
    return Fault(
        because=decision,
        about=str(decision.get("party") or ""),
        wrong=wrong,
        gravity=Gravity.REVOCABLE,
        code=code,
        field=field,
        mendable=decision.issued is None,
        blocks=("penalty_decision",),
    )


def spoke(history: History, party: str) -> bool:
    """Whether a party stated or defended something, in writing, orally or at the hearing (第六十四条第七项)."""
    heard = (record for record in about_party(history, HEARING_RECORD, party) if record.stands)
    return next(about_party(history, STATEMENT_DEFENCE, party), None) is not None or next(heard, None) is not None


def _other_basis(history: History, decision: Record, notice: Record, terms: Terms) -> str:
    """The penal clauses of the catalogue that a decision applies and its notice does not cite; a notice that cites nothing tells none."""
    day, rows = act_day(history), cited(notice)
    new = [one.base.penal for one in applied(history, decision, terms) if rows]
    return "、".join(penal.label for penal in new if not any(same_article(row, penal, day) for row in rows))


def heavier_than(decision: Record, notice: Record) -> str:
    """In what a decision goes beyond its notice; empty where it does not, or where the notice's content is not told."""
    kinds = set(notice.get("penalties") or ())
    if not kinds and money(notice.get("fine")) is None:
        return ""
    for key, name in (("fine", "罚款"), ("confiscation", "没收违法所得")):
        before, now = money(notice.get(key)), money(decision.get(key)) or 0
        unsaid = before is None and (not kinds or key in kinds)
        if now > (before or 0) and not unsaid:
            return f"告知{name} {before or 0} 元，决定{name} {now} 元"
    proposed, decided = length_of(notice), length_of(decision)
    if proposed is not None and decided is not None and decided.beyond(proposed):
        return f"告知停业整顿 {proposed}，决定停业整顿 {decided}"
    more = set(decision.get("penalties") or ()) - kinds
    labels = dict(_OPTIONS)
    return f"告知时没有{'、'.join(sorted(labels.get(key, key) for key in more))}" if more and kinds else ""


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
        met_by=(PRIOR_NOTICE, PROOF_OF_SERVICE, STATEMENT_DEFENCE, HEARING_RECORD, *WEIGHED_BY),
        rule=beyond,
    ),
)
