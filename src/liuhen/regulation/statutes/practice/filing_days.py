"""立案期限：发现或者接到线索后七个工作日内立案（通行做法；本局另有规定的以设置为准）。"""

from collections.abc import Iterator

from liuhen.regulation.asking import PROCEDURE_KINDS, day_of, decides, filing_day, form_of, procedure_of, rest_of
from liuhen.regulation.calendar import working_days
from liuhen.regulation.coverage import moment
from liuhen.regulation.grammar import Duty, Fault, Gravity, Provision
from liuhen.regulation.history import History
from liuhen.regulation.kinds.initiation import CASE_REGISTRATION, INITIATION_APPROVAL, STOPPED, URGENT_START
from liuhen.regulation.kinds.investigation import INSPECTION_RECORD
from liuhen.regulation.kinds.summary import SUMMARY_DECISION
from liuhen.regulation.saying import said, until
from liuhen.regulation.sources import PRACTICE
from liuhen.regulation.terms import Terms

DAYS = 7


def rule(history: History, terms: Terms) -> Iterator[Duty | Fault]:
    """From the first trace (when it was found or came in, where that is stated) to the filing day; ``case_open_days`` is the bureau's own number, 0 switches it off."""
    first = min(history.of(CASE_REGISTRATION, INSPECTION_RECORD), key=lambda record: record.at, default=None)
    if first is None or not decides(history) or procedure_of(history) == "summary":
        return
    at, what = first.at, f"{said(first.at)} {first.kind.title}"
    found = moment(first.get("found")) if first.kind is CASE_REGISTRATION else None
    if found is not None and found.before(at):
        at, what = found, f"{said(found)} 发现或者收到"
    count = int(terms.setting("case_open_days", on=day_of(at), default=DAYS))
    form = form_of(history)
    if not count or any(record.stands for record in history.of(STOPPED)):
        return
    due = terms.due(at, working_days(count))
    yield Duty(
        because=first,
        owes=rest_of(INITIATION_APPROVAL, form),
        do="报批立案",
        why=f"{what}，{count} 个工作日到 {until(due, terms.calendar)}",
        due=due,
        met=filing_day(history) if form is not None and form.stands else None,
        gravity=Gravity.NOTE,
        unit="working_days",
    )


PROVISION = Provision(
    basis=PRACTICE("立案期限"),
    title="按期立案",
    triggers=(CASE_REGISTRATION, INSPECTION_RECORD),
    met_by=(INITIATION_APPROVAL, URGENT_START, STOPPED, SUMMARY_DECISION, *PROCEDURE_KINDS),
    rule=rule,
)
