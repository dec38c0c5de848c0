"""第六十二条  没有告知，或者拒绝听取陈述、申辩的，不得作出处罚决定；当事人明确放弃的除外。

决定等到告知书写明的期限届满，当事人明确放弃或者申辩已经复核的除外。
"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, name_of, parties, standing_for
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision import DECISION_APPROVAL
from liuhen.regulation.kinds.decision_notice import STATEMENT_DEFENCE
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import NOTICE_KINDS, Notice, firm, made, notice_for, precedes, statement_over, waiver
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant


def acts_of_deciding(history: History, party: str) -> Iterator[tuple[Record, Instant, str]]:
    """The head's approval and the decision about a party: the record, when, and the act as gates name it."""
    form = standing_for(history, DECISION_APPROVAL, party)
    view = form.part("head") if form else None
    if form is not None and view is not None and not form.told:
        yield form, view.at, "decision_approval.head"
    decision = standing_for(history, PENALTY_DECISION, party)
    if decision is not None and decision.stands:
        yield decision, made(decision), "penalty_decision"


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """No decision before the time for statement and defence is over, the right waived, or the defence reviewed."""
    everybody = parties(history)
    for party in everybody:
        notice = notice_for(history, party, terms)
        if notice is None:
            continue
        over = statement_over(history, party, notice, terms)
        decided: Instant | None = None
        for record, at, act in acts_of_deciding(history, party):
            decided = at
            if over is not None and at != over and precedes(at, over) is True and not _unsure(history, record, party):
                yield too_early(record, party, f"陈述申辩期限到 {until(over, terms.calendar)}，{said(at)} 已经决定", act, "early")
        yield from _heard(history, party, notice, (over, until(over, terms.calendar) if over else ""), decided)


def too_early(record: Record, party: str, wrong: str, act: str, code: str) -> Fault:
    """A decision, or its approval, before its time; it stops the act while that can still be stopped."""
    return Fault(
        because=record,
        about=party,
        wrong=wrong,
        gravity=Gravity.REVOCABLE,
        code=f"{code}:{act}",
        blocks=() if record.told else (act,),
    )


def _unsure(history: History, record: Record, party: str) -> bool:
    """A partial source may have left out that the party waived: then it is worth a look and not yet a breach."""
    return history.partial and record.told and waiver(history, party) is None


def _heard(
    history: History, party: str, notice: Notice, ends: tuple[Instant | None, str], decided: Instant | None
) -> Iterator[Duty]:
    """What the file shows of the party having been heard; nothing while the period may still be running. ``ends``: when, and said."""
    over, said_over = ends
    waived = waiver(history, party)
    spoken = next((item for item in history.of(STATEMENT_DEFENCE) if (item.get("party") or "") in {"", party}), None)
    early = decided is not None and over is not None and decided != over and precedes(decided, over) is True
    if decided is None and waived is None and not notice.record.told:
        return
    known = waived.at if waived else (over if decided is not None and not early else None)
    yield Duty(
        because=notice.record,
        about=party,
        owes=Owed.HEARD,
        do="等陈述申辩期限届满",
        why=name_of(party, parties(history))
        + (f"{said(waived.at)} 明确放弃" if waived else (f"{said(spoken.at)} 提出申辩" if spoken else "没有载明是否提出"))
        + (f"，期限到 {said_over}" if over and not waived else "")
        + (f"，{said(decided)} 决定" if decided else ""),
        due=firm(decided, known),
        met=known,
        unseen=known is None and (notice.record.told and not (early and not history.partial)),
        breached=early and not history.partial,
        gravity=Gravity.REVOCABLE,
    )


PROVISION = Provision(
    basis=PENALTY_2021(62),
    title="听取陈述申辩后决定",
    triggers=(*NOTICE_KINDS, PENALTY_DECISION, DECISION_APPROVAL),
    met_by=(STATEMENT_DEFENCE, *PARTY_KINDS),
    rule=rule,
)
