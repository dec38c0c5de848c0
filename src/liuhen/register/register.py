"""The register's public face: everything that makes an entry, and the queries about what stands."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from liuhen.ledger.read import history as stored_history
from liuhen.ledger.read import subjects as stored_subjects
from liuhen.register.drafts import act_of, check, doubts_of, drop_draft, freeze, save_draft, start_draft, subject_of
from liuhen.register.findings import restore
from liuhen.register.issuing import (
    issue,
    link_recording,
    may_issue,
    open_links,
    read,
    unlink_recording,
)
from liuhen.register.models import Draft, FindingRow
from liuhen.register.numbering import upcoming
from liuhen.register.pardons import declare_breached, excuse, not_needed, override
from liuhen.register.parts import Signing, add_part, correct, find_record, void
from liuhen.register.prefill import facts
from liuhen.register.store import book, load, terms
from liuhen.register.types import Act, Actor, SubjectRef
from liuhen.register.write import write, write_planned
from liuhen.regulation.grammar import Verdict
from liuhen.regulation.history import Entry, History, Origin, Record
from liuhen.regulation.when import When

__all__ = [
    "Draft",
    "FindingRow",
    "Signing",
    "act_of",
    "add_part",
    "book",
    "check",
    "correct",
    "declare_breached",
    "doubts_of",
    "drop_draft",
    "excuse",
    "facts",
    "find_record",
    "findings",
    "freeze",
    "history",
    "issue",
    "link_recording",
    "load",
    "may_issue",
    "not_needed",
    "open_links",
    "opine",
    "override",
    "read",
    "read_subjects",
    "readings",
    "rebuild_findings",
    "record",
    "save_draft",
    "sign",
    "start_draft",
    "subject_of",
    "subjects",
    "terms",
    "unlink_recording",
    "upcoming",
    "void",
    "write",
    "write_planned",
]


def record(
    actor: Actor,
    subject: SubjectRef,
    kind: str,
    content: Mapping[str, Any],
    *,
    when: When | None = None,
    origin: str = Origin.TOLD,
    about: UUID | None = None,
) -> Record | Entry:
    """Enter a fact at once, without a draft; never refused for being unlawful. Returns the record (or the loose entry)."""
    act = Act(subject=subject, kind=kind, content=content, when=when, origin=origin, about=about)
    written = write_planned(actor, [subject], lambda _histories, _terms: [act])
    return written.histories[subject].record(str(act.id)) or written.entries[0]


def opine(
    actor: Actor,
    record_id: UUID,
    part: str,
    verdict: str,
    text: str = "",
    *,
    means: str = "password",
    when: When | None = None,
    origin: str = Origin.SYSTEM,
) -> Record:
    """Give an opinion on a record: agreed, returned or refused, by somebody who holds the part's role."""
    signing = Signing(
        part=part,
        verdict=Verdict(verdict),
        signer=actor.name,
        text=text,
        means=means,
        when=when,
        origin=origin,
    )
    return add_part(actor, record_id, signing)


def sign(actor: Actor, record_id: UUID, signing: Signing) -> Record:
    """Sign a record: an officer for himself, or the officer at the device for somebody outside."""
    return add_part(actor, record_id, signing)


def history(agency: UUID, subject: SubjectRef) -> History:
    """The history of a subject; empty if it has none."""
    return load(agency, subject)


def findings(subject: SubjectRef) -> list[FindingRow]:
    """The findings of a subject as last judged, most urgent first, those without a clock last."""
    rows = FindingRow.objects.filter(subject=subject.id)
    return sorted(rows, key=lambda row: (row.due_hi is None, row.due_hi.timestamp() if row.due_hi else 0.0, row.pk))


def subjects(agency: UUID, subject_type: str) -> list[SubjectRef]:
    """Every subject of a type that has entries: what a rebuild goes through."""
    return [SubjectRef(subject_type, number) for number in stored_subjects(agency, subject_type)]


def read_subjects(agency: UUID, subject_type: str) -> list[SubjectRef]:
    """Every subject of a type that somebody read, from the second log."""
    return [SubjectRef(subject_type, number) for number in stored_subjects(agency, subject_type, log="readings")]


def readings(agency: UUID, subject: SubjectRef) -> list[Any]:
    """Who opened, played, printed, exported what of a subject, oldest first, from the second log."""
    return stored_history(agency, subject.id, log="readings")


def rebuild_findings(agency: UUID, subject: SubjectRef) -> int:
    """Judge a subject anew by every provision; returns how many findings stand."""
    return len(restore(agency, subject, load(agency, subject), terms(agency), None, anew=True))
