"""第三十六条  违法行为二年内未被发现的，不再给予行政处罚；涉及生命健康、金融安全且有危害后果的五年。自行为终了之日起算。"""

from collections.abc import Iterator

from liuhen.regulation.calendar import months
from liuhen.regulation.coverage import moment
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION, CLUE_LINKED, INITIATION_APPROVAL, URGENT_START
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD
from liuhen.regulation.kinds.investigation_notes import VIOLATION
from liuhen.regulation.owed import Owed
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import PENALTY_2021
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

FOUND_BY = (CASE_REGISTRATION, CLUE_LINKED, INSPECTION_RECORD, URGENT_START, INITIATION_APPROVAL)
#: Where a record says when the act came to the bureau's knowledge, before anybody wrote it down.
_STATED = {CASE_REGISTRATION: "found", CLUE_LINKED: "received"}
YEARS = 2


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """The act was found within two years of its end. Whether five years apply instead is for the bureau to set."""
    return within(history, terms, int(terms.setting("limitation_years", default=YEARS)))


def within(history: History, terms: Terms, years: int) -> Iterator[Duty | Fault]:
    """The act was found within so many years of its end."""
    for act in history.of(VIOLATION):
        due = terms.due(act.ended, months(12 * years))
        found = _found(history, act)
        barred = found is not None and found.by(due) is False
        yield Duty(
            because=act,
            owes=Owed.IN_TIME,
            do="核对追责时效",
            why=f"违法行为 {said(act.ended)} 终了，{years} 年到 {until(due)}" + (f"，{said(found)} 发现" if found else ""),
            due=due,
            met=found if found and not barred else None,
            breached=barred,
            gravity=Gravity.REVOCABLE,
        )


def _found(history: History, act: Record) -> Instant | None:
    """When the act was first found, not before it began: a report that came in is found when it is received, registered or not."""
    traces = [_known(record) for record in history.of(*FOUND_BY)]
    return min((at for at in traces if not at.before(act.at)), default=None)


def _known(record: Record) -> Instant:
    """When a record says that the bureau knew; no later than the record itself."""
    stated = moment(record.get(_STATED.get(record.kind, "")))
    return record.at if stated is None or record.at.before(stated) else stated


PROVISION = Provision(
    basis=PENALTY_2021(36),
    title="二年追责时效",
    triggers=(VIOLATION,),
    met_by=FOUND_BY,
    rule=rule,
)
