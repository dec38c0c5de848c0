"""第四十七条  直接涉及他人重大利益的，决定前告知听证权利；被告知之日起五日内提出的，二十日（工作日）内组织听证。

申请人、利害关系人的五日是否按工作日计算，第八十二条只说了行政机关的期限：设置 licence_hearing_request_unit，默认工作日。
"""

from collections.abc import Iterator

from liuhen.regulation.applying import came, decision, given_up, standing
from liuhen.regulation.asking import day_of
from liuhen.regulation.calendar import Period, working_days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.licensing import LICENCE_APPLICATION_WITHDRAWN
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION, LICENCE_ENDED
from liuhen.regulation.kinds.licensing_hearing import LICENCE_HEARING_RECORD, LICENCE_HEARING_REQUEST, LICENCE_HEARING_TOLD
from liuhen.regulation.kinds.licensing_review import LICENCE_REVIEW
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said, until
from liuhen.regulation.serving import served, takes_effect
from liuhen.regulation.sources import LICENCE_2019
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

ASK_DAYS = 5
HOLD_DAYS = 20
GATES = ("licence_decision",)


def told(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Where the examiner finds weighty interests of others, they and the applicant are told of the hearing first."""
    for review in history.of(LICENCE_REVIEW):
        if not review.get("interest"):
            continue
        notice, made = next(iter(standing(history, LICENCE_HEARING_TOLD)), None), decision(history)
        yield Duty(
            because=review,
            owes=LICENCE_HEARING_TOLD,
            do="告知申请人和利害关系人听证权利",
            why="直接涉及他人重大利益，决定之前告知",
            due=came(made) if made else None,
            met=came(notice) if notice else None,
            gates=GATES,
            gravity=Gravity.REVOCABLE,
            excused="申请人已撤回申请" if given_up(history) is not None and notice is None else "",
        )


def _ask_by(history: History, notice: Record, terms: Terms) -> Instant:
    slip = served(history, notice, terms)
    start = takes_effect(slip, terms) if slip else came(notice)
    unit = str(terms.setting("licence_hearing_request_unit", on=day_of(start), default="working_days"))
    return terms.due(start, Period(ASK_DAYS, unit))


def waited(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """After the notice nothing is decided until the five days have passed or the hearing was held."""
    for notice in standing(history, LICENCE_HEARING_TOLD):
        over, made = _ask_by(history, notice, terms), decision(history)
        if made is None:
            continue
        heard = [record.ended for record in history.of(LICENCE_HEARING_RECORD) if record.stands]
        early = came(made).by(over) is True and not any(end.by(came(made)) for end in heard)
        yield Duty(
            because=notice,
            owes=Owed.HEARD_IN_PUBLIC,
            do="等听证申请期限届满",
            why=f"听证申请期限到 {until(over, terms.calendar)}，{said(came(made))} 决定",
            due=came(made),
            met=None if early else min([over, *heard]),
            breached=early,
            gravity=Gravity.REVOCABLE,
        )


def held(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A request in time is answered by a hearing within twenty working days; the decision waits for it."""
    notices = standing(history, LICENCE_HEARING_TOLD)
    for request in history.of(LICENCE_HEARING_REQUEST):
        notice = next((one for one in notices if request.about in {one.id, ""}), None)
        over = _ask_by(history, notice, terms) if notice else None
        if over is not None and request.at.by(over) is False:
            yield Fault(
                because=request,
                wrong=f"听证申请期限到 {until(over, terms.calendar)}，{said(request.at)} 才提出",
                gravity=Gravity.NOTE,
                code="late",
            )
            continue
        due = terms.due(request.at, working_days(HOLD_DAYS))
        heard = next((record for record in history.of(LICENCE_HEARING_RECORD) if not record.at.before(request.at)), None)
        yield Duty(
            because=request,
            owes=LICENCE_HEARING_RECORD,
            do="组织听证",
            why=f"{said(request.at)} 提出听证申请，二十个工作日到 {until(due, terms.calendar)}",
            due=due,
            met=heard.at if heard else None,
            unit="working_days",
            gates=GATES,
            gravity=Gravity.REVOCABLE,
            excused="申请人已撤回申请" if given_up(history) is not None and heard is None else "",
        )


_ALL = (LICENCE_HEARING_TOLD, LICENCE_HEARING_RECORD, LICENCE_DECISION, LICENCE_ENDED, LICENCE_APPLICATION_WITHDRAWN)
PROVISIONS = (
    Provision(
        basis=LICENCE_2019(47), key="told", title="告知利害关系人听证权利", triggers=(LICENCE_REVIEW,), met_by=_ALL, rule=told
    ),
    Provision(
        basis=LICENCE_2019(47),
        key="waited",
        title="听证申请期限届满后决定",
        triggers=(LICENCE_HEARING_TOLD,),
        met_by=(*_ALL, PROOF_OF_SERVICE),
        rule=waited,
    ),
    Provision(
        basis=LICENCE_2019(47),
        key="held",
        title="二十个工作日内组织听证",
        triggers=(LICENCE_HEARING_REQUEST,),
        met_by=(*_ALL, PROOF_OF_SERVICE),
        rule=held,
    ),
)
