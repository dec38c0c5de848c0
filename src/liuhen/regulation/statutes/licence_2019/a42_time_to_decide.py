"""第四十二条  自受理之日起二十日（工作日）内决定；经负责人批准可以延长十日，理由告知申请人；联合办理四十五日加十五日。

法律、法规另有规定的，依照其规定：许可事项目录（regulation/licences.py）写明各事项的期限和起算点。
"""

from collections.abc import Iterator

from liuhen.regulation.applying import (
    CLOCK_KINDS,
    JOINT_EXTENSION_DAYS,
    accepted,
    application,
    came,
    clock_starts,
    decide_by,
    decision,
    extended_by,
    given_up,
    item,
    most_extension,
    period,
    standing,
    undisturbed,
)
from liuhen.regulation.asking import as_day
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.licensing_decision import LICENCE_DECISION, LICENCE_ENDED
from liuhen.regulation.kinds.licensing_review import LICENCE_EXTENSION
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import LICENCE_2019
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

_UNITS = {"working_days": "个工作日", "days": "日"}


def decided(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """Decided within the item's period, counted from acceptance (deemed or told), extension and uncounted time added."""
    applied, start, due = application(history), accepted(history, terms), decide_by(history, terms)
    if applied is None:
        return
    made, gone = decision(history), given_up(history)
    if start is None or due is None:
        if made is not None and made.told:
            yield Duty(because=applied, owes=LICENCE_DECISION, do="作出许可决定", why="来源未载受理的日期", unseen=True)
        return
    span, what = period(history, terms), item(history, terms)
    begins = clock_starts(history, terms) or start
    from_what = "收到申请" if what.since == "received" else "受理"
    more = extended_by(history, terms)
    yield Duty(
        because=applied,
        owes=LICENCE_DECISION,
        do="作出许可决定",
        why=(
            f"{said(begins)} {from_what}，{span.count} {_UNITS[span.unit]}内决定（{what.law}）"
            + (f"，延长 {more} 个工作日" if more else "")
            + f"，到 {until(due, terms.calendar)}"
        ),
        due=due,
        met=came(made) if made is not None else None,
        unit=span.unit,
        gravity=Gravity.IRREGULAR,
        excused="申请人已撤回申请" if gone is not None and made is None else "",
    )


def extended(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """An extension comes in time, is no longer than allowed, approved by who may, and open only where the item's statute leaves it so."""
    first, most, what = undisturbed(history, terms), most_extension(history), item(history, terms)
    joint = most == JOINT_EXTENSION_DAYS
    for number, record in enumerate(standing(history, LICENCE_EXTENSION)):
        wrong = []
        if what.own:
            wrong.append(("own", f"{what.law}规定了决定的期限，没有规定可以延长"))
        if number:
            wrong.append(("again", "期限只能延长一次"))
        if first is not None and came(record).by(first) is False:
            wrong.append(("late", f"期限已到 {until(first, terms.calendar)}，{said(came(record))} 才延长"))
        if joint and not what.own and not record.told:
            wrong += _government(record)
        days = str(record.get("days") or "")
        if days.isdecimal() and int(days) > most:
            wrong.append(("long", f"延长 {days} 个工作日，不得超过 {most} 个"))
        for code, words in wrong:
            yield Fault(because=record, wrong=words, gravity=Gravity.IRREGULAR, code=code)


def _government(record: Record) -> list[tuple[str, str]]:
    """What is wrong with the approval of the government, which comes before the notice."""
    approved = as_day(record.get("government_on"))
    if not record.get("government") and approved is None:
        return [("government", "联合办理的延长要经本级人民政府负责人批准，没有写批准的文号和日期")]
    if approved is not None and came(record).before(Instant.day(approved)):
        return [("before", f"本级人民政府 {approved} 才批准，{said(came(record))} 已经延长")]
    return []


PROVISIONS = (
    Provision(
        basis=LICENCE_2019(42),
        key="decided",
        title="在法定期限内作出许可决定",
        triggers=CLOCK_KINDS,
        met_by=(LICENCE_DECISION, LICENCE_ENDED),
        rule=decided,
    ),
    Provision(
        basis=LICENCE_2019(42),
        key="extended",
        title="延长审查期限",
        triggers=(LICENCE_EXTENSION,),
        met_by=CLOCK_KINDS,
        rule=extended,
    ),
)
