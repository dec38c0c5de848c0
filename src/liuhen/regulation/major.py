"""What makes a case a major act: what its forms say, and the bureau's own list. Officers add to it; nothing removes (practice.md 3).

A case that turns out major later is marked so by a change of the case; from that entry on, deliberation and review are owed. A
mark made after the decision asks nothing of the decision that was made before it.
"""

from liuhen.regulation.asking import PARTY_KINDS
from liuhen.regulation.history import History, Record
from liuhen.regulation.kinds.decision import INVESTIGATION_REPORT
from liuhen.regulation.kinds.initiation import CASE_CHANGED, INITIATION_APPROVAL
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import Instant

MAJOR_KINDS = (*PARTY_KINDS, INVESTIGATION_REPORT)
SAYS = "属于重大行政执法行为"


def major_because(history: History, terms: Terms, by: Instant | None = None) -> str:
    """The ground on which a case is major, in words; empty where it is not, or was not yet ``by`` then.

    ``major_causes`` is the bureau's dated list of 案由.
    """
    if any(_says(form) for form in history.of(INITIATION_APPROVAL)):
        return SAYS
    if turned_major(history, by) is not None:
        return f"案件办理中确定{SAYS}"
    causes = terms.setting("major_causes", default=()) or ()
    listed = {violation.key for words in causes for violation in terms.violations.read(str(words))[0]}
    for record in history.of(*PARTY_KINDS) if causes else ():
        cause = str(record.get("cause") or "")
        if cause in causes or any(one.key in listed for one in terms.violations.read(cause)[0]):
            return f"“{cause}”在本局重大行政执法行为目录中"
    return ""


def turned_major(history: History, by: Instant | None = None) -> Record | None:
    """The entry by which a case that did not start as major was marked so, no later than ``by``; None where there is none."""
    if any(_says(form) for form in history.of(INITIATION_APPROVAL)):
        return None
    return next(
        (mark for mark in history.of(CASE_CHANGED) if _says(mark) and (by is None or by.before(mark.at) is not True)), None
    )


def _says(record: Record) -> bool:
    return bool(record.get("major") or record.get("major_items"))
