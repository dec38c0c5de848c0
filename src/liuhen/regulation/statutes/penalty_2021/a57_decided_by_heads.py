"""第五十七条  调查终结，负责人对调查结果进行审查，作出决定；情节复杂或者重大违法行为，由负责人集体讨论决定。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, STARTS, name_of, part_duty, parties, rest_of, standing_for, untold
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History, PartView, Record
from liuhen.regulation.kinds.decision import DECISION_APPROVAL, DELIBERATION, INVESTIGATION_REPORT
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.kinds.initiation import CASE_CHANGED
from liuhen.regulation.major import major_because, turned_major
from liuhen.regulation.saying import said
from liuhen.regulation.serving import OTHER_ENDS, decision_for, ended_otherwise, firm, made, nobody_punished, precedes
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.sums import money
from liuhen.regulation.suspending import length_of
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

GATES = ("decision_approval.head", "penalty_decision")


def decided(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """A head approves the decision about each party before it is made."""
    everybody = parties(history)
    report = history.standing(INVESTIGATION_REPORT)
    if report is None and not any(True for _ in history.of(PENALTY_DECISION, DECISION_APPROVAL)):
        yield from untold(history, DECISION_APPROVAL.part("head"), "审批行政处罚决定", role=Role.HEAD)
    for party in everybody:
        decision = decision_for(history, party)
        because = report if report is not None and report.stands else decision or _told_approval(history)
        if because is None or (decision is None and ended_otherwise(history, party)):
            continue
        form = standing_for(history, DECISION_APPROVAL, party)
        due = made(decision) if decision else None
        why = f"{name_of(party, everybody)}处罚决定由负责人审查后作出" + (f"，{said(due)} 决定" if due else "")
        if form is None:
            yield Duty(
                because=because,
                about=party,
                owes=DECISION_APPROVAL,
                do="报批行政处罚决定",
                why=why,
                due=due,
                gates=("penalty_decision",),
            )
            continue
        duty = part_duty(because, form, "head", do="审批行政处罚决定", why=why, due=due, gates=("penalty_decision",))
        given = duty.met.at if isinstance(duty.met, PartView) else None
        yield duty._replace(about=party, due=firm(due, given))


def _told_approval(history: History) -> Record | None:
    """A source that tells of the approval alone has told that."""
    return next((form for form in history.of(DECISION_APPROVAL) if form.told), None)


def deliberated(history: History, terms: Terms, *, light: frozenset[str] = frozenset()) -> Iterator[Duty | Fault]:
    """Complex or major: the heads deliberate before they punish; where nobody is punished the article asks nothing.

    ``light``: penalties for which an older version did not ask it (only 较重的行政处罚); a case decided with nothing else owes nothing.
    """
    report, meeting = history.standing(INVESTIGATION_REPORT), history.standing(DELIBERATION)
    due = _first_decision(history)
    complex_case = bool(report and report.get("complex"))
    ground = "案件情节复杂或者重大" if complex_case else major_because(history, terms, due)
    mark = None if complex_case else turned_major(history, due)
    because = mark or (report if report is not None and report.stands else next(history.of(PENALTY_DECISION), None))
    if due is None and nobody_punished(history):
        return
    imposed = [set(decision.get("penalties") or ()) for decision in history.of(PENALTY_DECISION) if decision.stands]
    if light and imposed and all(kinds and kinds <= light for kinds in imposed):
        return
    if ground and because is not None:
        done = meeting.effective if meeting is not None and meeting.stands else None
        late = done is not None and precedes(due, done) is True and due != done
        yield Duty(
            because=because,
            owes=rest_of(DELIBERATION, meeting),
            do="组织负责人集体讨论",
            why=f"{ground}，由负责人集体讨论决定",
            due=firm(due, done),
            met=None if late else done,
            breached=late or (done is None and due is not None and not history.partial),
            gates=GATES,
            role=Role.HEAD,
            gravity=Gravity.REVOCABLE,
        )
    elif meeting is not None and meeting.told:
        yield Duty(because=meeting, owes=DELIBERATION, do="组织负责人集体讨论", why=f"{said(meeting.at)} 集体讨论", met=meeting)


def _first_decision(history: History) -> Instant | None:
    return min((made(decision) for decision in history.of(PENALTY_DECISION) if decision.stands), default=None)


def as_concluded(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """The decision follows the conclusion of the deliberation."""
    for decision in history.of(PENALTY_DECISION):
        differs = _departs(history, decision)
        if differs:
            yield Fault(
                because=decision,
                about=str(decision.get("party") or ""),
                wrong=f"与集体讨论结论不一致：{differs}",
                gravity=Gravity.REVOCABLE,
                code="departs",
                field="fine",
                mendable=decision.issued is None,
                blocks=("penalty_decision",),
            )


def _departs(history: History, decision: Record) -> str:
    """In what a decision departs from what was concluded last before it; with several parties, from every conclusion."""
    at = made(decision)
    meetings = [item for item in history.of(DELIBERATION) if item.stands and not at.before(item.at)]
    found = [_differs(decision, meeting) for meeting in (meetings if len(parties(history)) > 1 else meetings[-1:])]
    return found[-1] if found and all(found) else ""


def _differs(decision: Record, meeting: Record) -> str:
    for key, name in (("fine", "罚款"), ("confiscation", "没收违法所得")):
        concluded, decided_sum = money(meeting.get(key)), money(decision.get(key))
        if concluded is not None and decided_sum is not None and concluded != decided_sum:
            return f"讨论{name} {concluded} 元，决定{name} {decided_sum} 元"
    agreed, closed = length_of(meeting), length_of(decision)
    if agreed is not None and closed is not None and (agreed.beyond(closed) or closed.beyond(agreed)):
        return f"讨论停业整顿 {agreed}，决定停业整顿 {closed}"
    before, now = set(meeting.get("penalties") or ()), set(decision.get("penalties") or ())
    return "处罚种类不同" if before and now and before != now else ""


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(57),
        key="decided",
        title="负责人审查决定",
        triggers=(INVESTIGATION_REPORT, PENALTY_DECISION, DECISION_APPROVAL),
        met_by=(PARTY_END, *OTHER_ENDS, *PARTY_KINDS, *STARTS),
        rule=decided,
    ),
    Provision(
        basis=PENALTY_2021(57),
        key="deliberated",
        title="复杂、重大的集体讨论",
        triggers=(INVESTIGATION_REPORT, PENALTY_DECISION, DELIBERATION, CASE_CHANGED),
        met_by=(PARTY_END, *OTHER_ENDS, *PARTY_KINDS),
        rule=deliberated,
    ),
    Provision(
        basis=PENALTY_2021(57),
        key="concluded",
        title="决定与讨论结论一致",
        triggers=(PENALTY_DECISION,),
        met_by=(DELIBERATION, *PARTY_KINDS),
        rule=as_concluded,
    ),
)
