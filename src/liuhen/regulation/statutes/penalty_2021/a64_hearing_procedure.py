"""第六十四条  听证在告知后五日（工作日）内提出；举行的七日（工作日）前通知；主持人不是本案调查人员。

放弃陈述申辩不缩短这五个工作日。
"""

from collections.abc import Iterator

from liuhen.regulation.asking import PARTY_KINDS, about_party, as_day, day_of, name_of, officers, parties
from liuhen.regulation.calendar import Period, working_days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision import DECISION_APPROVAL
from liuhen.regulation.kinds.decision_hearing import HEARING_NOTICE, HEARING_RECORD, HEARING_REQUEST
from liuhen.regulation.kinds.decision_papers import PENALTY_DECISION
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.owed import Owed
from liuhen.regulation.people import HANDLING, names
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import NOTICE_KINDS, hearing_over, hearing_period, notice_for, precedes, served, takes_effect
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.statutes.penalty_2021.a62_heard_before_decision import acts_of_deciding, too_early
from liuhen.regulation.terms import Terms

#: The hearing may be held from the seventh working day after receipt on.
LIMIT = working_days(6)


def waited(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """After a notice with a hearing right, nothing is decided for five working days from its receipt."""
    everybody = parties(history)
    for party in everybody:
        notice = notice_for(history, party, terms)
        if notice is None or not notice.hearing:
            continue
        over = hearing_over(history, party, notice, terms)
        for record, at, act in acts_of_deciding(history, party):
            early = over is not None and at != over and precedes(at, over) is True
            told_only = early and history.partial and record.told
            if early and not told_only and over is not None:
                yield too_early(
                    record, party, f"听证申请期限到 {until(over, terms.calendar)}，{said(at)} 已经决定", act, "hearing"
                )
            if act == "penalty_decision":
                yield Duty(
                    because=notice.record,
                    about=party,
                    owes=Owed.HEARING_TIME,
                    do="等听证申请期限届满",
                    why=f"{name_of(party, everybody)}{said(at)} 决定"
                    + (f"，期限到 {until(over, terms.calendar)}" if over else ""),
                    due=at,
                    met=None if early else over,
                    unseen=over is None or told_only,
                    breached=early and not told_only,
                    gravity=Gravity.REVOCABLE,
                )


def asked_in_time(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A request after the five working days is recorded all the same, and worth a look."""
    for request in history.of(HEARING_REQUEST):
        notice = notice_for(history, str(request.get("party") or ""), terms)
        if notice is None or notice.opens is None:
            continue
        last = terms.due(notice.opens, hearing_period(notice.opens))
        if request.at.by(last) is False:
            yield Fault(
                because=request,
                about=str(request.get("party") or ""),
                wrong=f"听证申请期限到 {until(last, terms.calendar)}，{said(request.at)} 提出",
                gravity=Gravity.NOTE,
                code="late",
            )


def procedure(history: History, terms: Terms, limit: Period = LIMIT) -> Iterator[Duty | Fault]:
    """Notified seven days before, of the day on which it is held."""
    for record in history.of(HEARING_RECORD):
        party = str(record.get("party") or "")
        notice = _notice_of(history, record, party)
        slip = served(history, notice, terms) if notice else None
        received = takes_effect(slip, terms) if slip else (notice.at if notice and notice.told else None)
        short = precedes(record.at, terms.due(received, limit)) if received else None
        yield Duty(
            because=record,
            about=party,
            owes=HEARING_NOTICE,
            do="提前通知听证的时间、地点",
            why=f"{said(record.at)} 举行听证" + (f"，{said(received)} 通知" if received else ""),
            met=None if short else received,
            unseen=short is None and received is not None,
            breached=short is True or (received is None and not record.told and record.stands),
            gravity=Gravity.IRREGULAR,
        )


def _notice_of(history: History, hearing: Record, party: str) -> Record | None:
    """The first notice that told of this hearing's day; one that states no day, or another, only where none states this one."""
    notices = [item for item in about_party(history, HEARING_NOTICE, party) if item.stands]
    called = {item.id: as_day(item.get("hearing_at")) for item in notices}
    of_this = [item for item in notices if called[item.id] == day_of(hearing.at)]
    return next(iter((*of_this, *(item for item in notices if called[item.id] is None), *notices)), None)


def chaired(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Whoever investigated at any time does not chair; the notice is not issued in his name."""
    investigators = names(history)
    for record in history.of(HEARING_NOTICE, HEARING_RECORD):
        chair = str(record.get("chair") or "")
        if not chair or chair not in investigators | {str(item.get("name") or "") for item in officers(record)}:
            continue
        yield Fault(
            because=record,
            about=str(record.get("party") or ""),
            wrong=f"主持人{record.get('chair')}是本案调查人员",
            gravity=Gravity.REVOCABLE,
            code="chair",
            field="chair",
            mendable=not record.parts,
            blocks=("hearing_notice", "hearing_notice.head") if record.kind is HEARING_NOTICE else (),
        )


PROVISIONS = (
    Provision(
        basis=PENALTY_2021(64),
        key="waited",
        title="听证申请期限届满后决定",
        triggers=(*NOTICE_KINDS, PENALTY_DECISION, DECISION_APPROVAL),
        met_by=PARTY_KINDS,
        rule=waited,
    ),
    Provision(
        basis=PENALTY_2021(64),
        key="asked",
        title="听证在五个工作日内提出",
        triggers=(HEARING_REQUEST,),
        met_by=(*NOTICE_KINDS, *PARTY_KINDS),
        rule=asked_in_time,
    ),
    Provision(
        basis=PENALTY_2021(64),
        key="procedure",
        title="听证的通知和主持",
        triggers=(HEARING_RECORD,),
        met_by=(HEARING_NOTICE, PROOF_OF_SERVICE),
        rule=procedure,
    ),
    Provision(
        basis=PENALTY_2021(64),
        key="chair",
        title="调查人员不主持听证",
        triggers=(HEARING_NOTICE, HEARING_RECORD),
        met_by=HANDLING,
        rule=chaired,
    ),
)
