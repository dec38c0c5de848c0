"""第四十八条  举行听证的七日（工作日）前通知；主持人不是审查这项申请的人；根据听证笔录作出决定。"""

from collections.abc import Iterator

from liuhen.regulation.applying import came, decision
from liuhen.regulation.calendar import working_days
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.licensing import LICENCE_APPLICATION
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION, LICENCE_ENDED
from liuhen.regulation.kinds.licensing_hearing import LICENCE_HEARING_NOTICE, LICENCE_HEARING_RECORD
from liuhen.regulation.kinds.licensing_review import LICENCE_CHECK, LICENCE_REVIEW
from liuhen.regulation.kinds.service import PROOF_OF_SERVICE
from liuhen.regulation.saying import said
from liuhen.regulation.serving import precedes, served, takes_effect
from liuhen.regulation.sources import LICENCE_2019
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

NOTICE_DAYS = 7


def notified(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Notified seven working days before."""
    for record in history.of(LICENCE_HEARING_RECORD):
        notice = _notice(history, record)
        received = _received(history, notice, terms) if notice else None
        # the hearing may be held from the seventh working day after the notice on
        short = precedes(record.at, terms.due(received, working_days(NOTICE_DAYS - 1))) if received else None
        yield Duty(
            because=record,
            owes=LICENCE_HEARING_NOTICE,
            do="提前通知听证的时间、地点",
            why=f"{said(record.at)} 举行听证" + (f"，{said(received)} 通知" if received else ""),
            met=None if short else received,
            unseen=short is None and received is not None,
            breached=short is True or (received is None and not record.told and record.stands),
            gravity=Gravity.IRREGULAR,
        )


def _notice(history: History, record: Record) -> Record | None:
    own = [one for one in history.of(LICENCE_HEARING_NOTICE) if one.stands and record.about in {one.id, ""}]
    return own[-1] if own else None


def _received(history: History, notice: Record, terms: Terms) -> Instant:
    slip = served(history, notice, terms)
    return takes_effect(slip, terms) if slip else came(notice)


def chaired(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Nobody who examines the application chairs its hearing: who wrote the opinion, is named for it, or checked on site."""
    reviewers = [record.get("reviewer") for record in history.of(LICENCE_REVIEW, LICENCE_HEARING_RECORD)]
    reviewers += [one for record in history.of(LICENCE_APPLICATION, LICENCE_CHECK) for one in record.get("officers") or ()]
    known = {key for one in reviewers if isinstance(one, dict) for key in (one.get("id"), one.get("name")) if key}
    for record in history.of(LICENCE_HEARING_NOTICE, LICENCE_HEARING_RECORD):
        chair = record.get("chair")
        if isinstance(chair, dict) and {chair.get("id"), chair.get("name")} & known:
            yield Fault(
                because=record,
                wrong=f"听证主持人{chair.get('name', '')}是审查这项申请的人",
                gravity=Gravity.REVOCABLE,
                code="chair",
                field="chair",
                mendable=not record.parts and record.issued is None,
            )


def by_the_record(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """What was heard is decided on after the hearing."""
    made = decision(history)
    for record in history.of(LICENCE_HEARING_RECORD):
        if made is not None and came(made).before(record.ended):
            yield Fault(
                because=made,
                wrong=f"{said(came(made))} 已决定，{said(record.ended)} 听证才结束，应当根据听证笔录决定",
                gravity=Gravity.REVOCABLE,
                code=f"before:{record.id}",
            )


PROVISIONS = (
    Provision(
        basis=LICENCE_2019(48, "第一款第（一）项"),
        key="notified",
        title="听证七个工作日前通知",
        triggers=(LICENCE_HEARING_RECORD,),
        met_by=(LICENCE_HEARING_NOTICE, PROOF_OF_SERVICE),
        rule=notified,
    ),
    Provision(
        basis=LICENCE_2019(48, "第一款第（三）项"),
        key="chaired",
        title="听证主持人不是审查人员",
        triggers=(LICENCE_HEARING_NOTICE, LICENCE_HEARING_RECORD),
        met_by=(LICENCE_REVIEW, LICENCE_APPLICATION, LICENCE_CHECK),
        rule=chaired,
    ),
    Provision(
        basis=LICENCE_2019(48, "第二款"),
        key="record",
        title="根据听证笔录决定",
        triggers=(LICENCE_HEARING_RECORD,),
        met_by=(LICENCE_DECISION, LICENCE_ENDED),
        rule=by_the_record,
    ),
)
