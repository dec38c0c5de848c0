"""第三十二条  不需要许可、不归本机关管的即时告知；材料不齐的当场或者五日（工作日）内一次告知；逾期不告知，自收到之日起即为受理。"""

from collections.abc import Iterator

from liuhen.regulation.applying import ANSWERS, CLOCK_KINDS, Submission, came, deemed, given_up, materials, standing, submissions
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision, Role
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.licensing import (
    LICENCE_ACCEPTANCE,
    LICENCE_APPLICATION,
    LICENCE_REFUSED_TO_ACCEPT,
    LICENCE_SUPPLEMENT,
    NOT_NEEDED,
    SUPPLEMENT_RECEIVED,
)
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import LICENCE_2019
from liuhen.regulation.terms import Terms


def five_days(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Each handing in of materials is answered within five working days: accepted, refused, or told what is missing."""
    gone = given_up(history)
    for one in submissions(history, terms):
        yield Duty(
            because=one.record,
            owes=LICENCE_SUPPLEMENT if _lacking(one.record) else LICENCE_ACCEPTANCE,
            do="决定受理，或者一次告知补正",
            why=f"{said(one.record.at)} 收到材料，五个工作日到 {until(one.due, terms.calendar)}；逾期不告知，自收到之日起即为受理",
            due=one.due,
            met=came(one.answer) if one.answer else None,
            unit="working_days",
            role=Role.RECEPTION,
            gravity=Gravity.IRREGULAR,
            excused="申请人已撤回申请" if gone is not None and one.answer is None else "",
        )
    late = deemed(history, terms)
    if late is not None:
        yield _counts(late)


def _lacking(record: Record) -> bool:
    """Whether the application came with something missing: then it is told what, else accepted."""
    return record.kind is LICENCE_APPLICATION and any(name for check in ("missing", "wrong") for name in materials(record, check))


def _counts(late: Submission) -> Fault:
    answer = late.answer
    told = f"{said(came(answer))} 才{answer.kind.title}" if answer else "没有告知"
    return Fault(
        because=late.record,
        wrong=f"五个工作日内没有告知（{told}），自 {said(late.record.at)} 收到材料之日起即为受理，决定的期限从这天起算",
        gravity=Gravity.NOTE,
        code="deemed",
    )


def at_once(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """No licence needed, or not within the agency's power: said on the day the application came, and no supplement asked for."""
    for refusal in standing(history, LICENCE_REFUSED_TO_ACCEPT):
        if refusal.get("ground") not in {"not_needed", "not_within"}:
            continue
        for one in submissions(history, terms)[:1]:
            said_at = min([came(refusal), *(record.at for record in history.of(NOT_NEEDED) if record.stands)])
            day = one.record.at.known_day
            late = day is not None and said_at.known_day is not None and said_at.known_day > day
            if late:
                yield Fault(
                    because=refusal,
                    wrong=f"{said(one.record.at)} 收到申请，{said(said_at)} 才告知不受理，应当即时告知",
                    gravity=Gravity.IRREGULAR,
                    code="at_once",
                )


def one_notice(history: History, _terms: Terms) -> Iterator[Duty | Fault]:
    """Everything is told at once: a later notice asks for nothing that the first one left out."""
    told: set[str] = set()
    for number, notice in enumerate(standing(history, LICENCE_SUPPLEMENT)):
        names = _names(notice)
        more = sorted(names - told)
        if number and more:
            yield Fault(
                because=notice,
                wrong=f"第一次告知没有写{'、'.join(more)}，又要求补正；应当一次告知全部内容",
                gravity=Gravity.IRREGULAR,
                code="twice",
                field="items",
                mendable=notice.issued is None,
            )
        told |= names


def _names(notice: Record) -> set[str]:
    return {str(row.get("name") or "").strip() for row in notice.get("items") or () if isinstance(row, dict)} - {""}


PROVISIONS = (
    Provision(
        basis=LICENCE_2019(32, "第一款第（四）项"),
        key="five",
        title="五个工作日内受理或者一次告知，逾期即为受理",
        triggers=(LICENCE_APPLICATION, SUPPLEMENT_RECEIVED),
        met_by=CLOCK_KINDS,
        rule=five_days,
    ),
    Provision(
        basis=LICENCE_2019(32, "第一款第（一）、（二）项"),
        key="at_once",
        title="不受理的即时告知",
        triggers=(LICENCE_REFUSED_TO_ACCEPT,),
        met_by=(LICENCE_APPLICATION, SUPPLEMENT_RECEIVED, NOT_NEEDED, *ANSWERS),
        rule=at_once,
    ),
    Provision(
        basis=LICENCE_2019(32, "第一款第（四）项"),
        key="once",
        title="一次告知需要补正的全部内容",
        triggers=(LICENCE_SUPPLEMENT,),
        rule=one_notice,
    ),
)
