"""第三十九条  中止的情形消失后恢复执行；中止满三年未恢复，没有明显社会危害、确无能力履行的，不再执行。"""

from collections.abc import Iterator

from liuhen.regulation.asking import about_party, day_of
from liuhen.regulation.calendar import months
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.enforcement_ends import ENFORCEMENT_ENDED, ENFORCEMENT_RESUMED, ENFORCEMENT_SUSPENDED
from liuhen.regulation.kinds.execution import PARTY_END
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import COMPULSION_2011
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

THREE_YEARS = months(36)


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """A suspension ends: resumed, or after three years stopped for good."""
    for pause in history.of(ENFORCEMENT_SUSPENDED):
        if not pause.stands:
            continue
        start = pause.effective or pause.at
        due = terms.due(start, THREE_YEARS)
        party = str(pause.get("party") or "")
        later = [
            item
            for kind in (ENFORCEMENT_RESUMED, ENFORCEMENT_ENDED, PARTY_END)
            for item in about_party(history, kind, party)
            if item.stands and not item.at.before(start)
        ]
        met: Instant | None = min((item.effective or item.at for item in later), default=None)
        yield Duty(
            because=pause,
            about=party,
            owes=ENFORCEMENT_RESUMED,
            do="恢复执行，满三年的决定不再执行",
            why=f"{said(start)} 中止执行，满三年到 {until(due)}",
            due=due,
            met=met,
            gravity=Gravity.IRREGULAR,
        )
        for item in later:
            ended = item.effective or item.at
            if item.kind is ENFORCEMENT_ENDED and item.get("ground") == "three_years" and ended.before(Instant.day(day_of(due))):
                yield Fault(
                    because=item,
                    wrong=f"中止到 {until(due)} 才满三年，{said(ended)} 就不再执行",
                    gravity=Gravity.IRREGULAR,
                    code="early",
                    field="ground",
                )


PROVISION = Provision(
    basis=COMPULSION_2011(39),
    title="中止执行后恢复或者不再执行",
    triggers=(ENFORCEMENT_SUSPENDED,),
    met_by=(ENFORCEMENT_RESUMED, ENFORCEMENT_ENDED, PARTY_END),
    rule=rule,
)
