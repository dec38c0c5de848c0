"""Gates stand before ``issue`` and before any agreeing part: a rehearsal, in memory, under the subject's lock.

The new entries are appended to a copy of the history, every rule is asked, and what is owed and names the act in its
``gates`` (``kind`` or ``kind.part``), or a fault that blocks it, stands in the way.
"""

from collections.abc import Iterable

from liuhen.register.store import book
from liuhen.regulation.book import Finding
from liuhen.regulation.grammar import Refusal, Status
from liuhen.regulation.history import Entry, History, Record
from liuhen.regulation.terms import Terms


def standing_in_the_way(history: History, new: Iterable[Entry], act: str, record_id: str, terms: Terms) -> list[Finding]:
    """The findings that stop ``act`` (``kind`` or ``kind.part``) on a record, if the new entries were made now."""
    rehearsed = history.with_entries(new, book().kinds)
    record = rehearsed.record(record_id)
    if record is None:
        return []
    return [finding for finding in book().judge(rehearsed, terms) if _stops(finding, act, record, rehearsed)]


def _stops(finding: Finding, act: str, record: Record, history: History) -> bool:
    if act not in finding.gates:
        return False
    if finding.sort == "duty":
        return finding.status == Status.OWED and _same_party(finding, record, history)
    because = history.record(finding.because)
    another = because is not None and because.kind is record.kind and because.id != record.id
    return not another and _same_party(finding, record, history)


def _same_party(finding: Finding, record: Record, history: History) -> bool:
    """What is owed about one party does not stop an act about another."""
    party = record.get("party")
    if not party or not finding.about:
        return True
    about = finding.about.split(":")[0]
    parties = {item.get("id") for other in history.records for item in other.get("parties") or () if isinstance(item, dict)}
    return about == party or about not in parties


def refuse_if_stopped(stops: list[Finding], title: str) -> None:
    """Raise a Refusal that names what is owed first, why, and by which article."""
    if not stops:
        return
    lines = []
    for finding in stops:
        said = finding.do or finding.why
        why = f"（{finding.why}）" if finding.do and finding.why else ""
        lines.append(f"{said}{why}——{finding.basis.label}")
    raise Refusal(f"“{title}”没有办成。请先办：{'；'.join(lines)}。", basis=stops[0].basis, code="gated")
