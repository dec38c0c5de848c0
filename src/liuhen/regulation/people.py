"""Who investigated a case, over its whole history: what separation of duties asks (practice.md 10).

A handler is who was named as such, who signed as one, and who took part in an act of investigation; leaving the case later does not
undo what was done.
"""

from collections.abc import Mapping
from typing import Any

from liuhen.regulation.asking import PARTY_KINDS, officers
from liuhen.regulation.grammar import Kind
from liuhen.regulation.history import History, Origin, Record
from liuhen.regulation.kinds.decision import INVESTIGATION_REPORT, LEGALITY_REVIEW
from liuhen.regulation.kinds.evidence_forms import ELECTRONIC_EXTRACTION, EVIDENCE_EXPLANATION, EVIDENCE_EXTRACT
from liuhen.regulation.kinds.investigation import CORRECTION_ORDER, INSPECTION_RECORD, INTERVIEW_TRANSCRIPT, RIGHTS_NOTICE
from liuhen.regulation.kinds.investigation_evidence import EVIDENCE_LIST, SAMPLING
from liuhen.regulation.kinds.investigation_preservation import ADVANCE_REGISTRATION

#: Acts of investigation that name who took part.
INVESTIGATING: tuple[Kind, ...] = (
    INSPECTION_RECORD,
    INTERVIEW_TRANSCRIPT,
    RIGHTS_NOTICE,
    CORRECTION_ORDER,
    EVIDENCE_LIST,
    EVIDENCE_EXTRACT,
    EVIDENCE_EXPLANATION,
    ELECTRONIC_EXTRACTION,
    SAMPLING,
    ADVANCE_REGISTRATION,
    INVESTIGATION_REPORT,
)
#: What may say who a handler is; a rule that asks for them is woken by these too.
HANDLING: tuple[Kind, ...] = (*PARTY_KINDS, *INVESTIGATING)


def handlers(history: History) -> Mapping[str, str]:
    """The handlers of a case by id, with their names."""
    return history.remembered("handlers", lambda: _handlers(history))


def _handlers(history: History) -> dict[str, str]:
    found: dict[str, str] = {}
    for record in history.of(*HANDLING):
        for item in officers(record):
            if item.get("id"):
                found.setdefault(str(item["id"]), str(item.get("name") or ""))
        for view in record.parts:
            if view.key == "handler" and view.entry is not None and view.entry.origin == Origin.SYSTEM:
                found.setdefault(view.author, view.signer)
    return found


def names(history: History) -> frozenset[str]:
    """The names of everybody who investigated or was named a handler."""
    listed = {str(item.get("name") or "") for record in history.of(*HANDLING) for item in officers(record)}
    return frozenset(listed - {""})


def reviewers(history: History) -> Mapping[str, str]:
    """Who reviewed the legality of the case, by id, with their names."""
    people = (review.get("reviewer") for review in history.of(LEGALITY_REVIEW))
    return {str(one["id"]): str(one.get("name") or "") for one in people if isinstance(one, Mapping) and one.get("id")}


def signed_by(record: Record, part: str) -> str:
    """Who gave a part under his own password, by id; empty where it was given on paper, by telephone, or not at all."""
    view = record.part(part)
    return view.author if view is not None and view.entry is not None and view.entry.origin == Origin.SYSTEM else ""


def in_row(item: Mapping[str, Any]) -> tuple[str, str]:
    """Id and name of the person in a row of a table (a member of a deliberation)."""
    named = item.get("name")
    if isinstance(named, Mapping):
        return str(named.get("id") or ""), str(named.get("name") or "")
    return str(item.get("id") or ""), str(named or "")
