"""What makes a case a major act: what its forms say, and the bureau's own list. Officers add to it; nothing removes (practice.md 3)."""

from liuhen.regulation.asking import PARTY_KINDS
from liuhen.regulation.history import History
from liuhen.regulation.kinds.decision import INVESTIGATION_REPORT
from liuhen.regulation.kinds.initiation import CASE_CHANGED, INITIATION_APPROVAL
from liuhen.regulation.terms import Terms

MAJOR_KINDS = (*PARTY_KINDS, INVESTIGATION_REPORT)


def major_because(history: History, terms: Terms) -> str:
    """The ground on which a case is major, in words; empty where it is not. ``major_causes`` is the bureau's dated list of 案由."""
    for record in history.of(INITIATION_APPROVAL, CASE_CHANGED):
        if record.get("major") or record.get("major_items"):
            return "属于重大行政执法行为"
    causes = terms.setting("major_causes", default=()) or ()
    listed = {violation.key for words in causes for violation in terms.violations.read(str(words))[0]}
    for record in history.of(*PARTY_KINDS) if causes else ():
        cause = str(record.get("cause") or "")
        if cause in causes or any(one.key in listed for one in terms.violations.read(cause)[0]):
            return f"“{cause}”在本局重大行政执法行为目录中"
    return ""
