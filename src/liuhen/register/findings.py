"""Findings as rows: upserted only where they changed, removed where they no longer arise; rebuilt at will."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any
from uuid import UUID

from liuhen.register import blank_numbers, officer_day
from liuhen.register.models import FindingRow
from liuhen.register.store import book
from liuhen.register.types import SubjectRef
from liuhen.regulation.book import Finding
from liuhen.regulation.grammar import Provision
from liuhen.regulation.history import BREACH_DECLARED, CORRECTION, EXCUSAL, History
from liuhen.regulation.kinds.machine import SOURCE_TOLD
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import DISTANT_PAST

_FIELDS = [
    field.name
    for field in FindingRow._meta.concrete_fields  # noqa: SLF001 - Django's own public name for it
    if field.name not in {"id", "agency", "subject_type", "subject", "key", "digest"}
]


def row_of(agency: UUID, ref: SubjectRef, finding: Finding, values: Mapping[str, Any], digest: str) -> FindingRow:
    """A finding as a row, not saved."""
    return FindingRow(agency=agency, subject_type=ref.type, subject=ref.id, key=finding.key, digest=digest, **values)


def values_of(finding: Finding) -> dict[str, Any]:
    """What a finding says, by the row's columns."""
    due, met, arose, basis = finding.due, finding.met, finding.arose, finding.basis
    return {
        "provision": finding.provision,
        "source": basis.source.key,
        "article": basis.article,
        "label": basis.label,
        "level": finding.level.value,
        "sort": finding.sort,
        "status": finding.status.value,
        "gravity": finding.gravity.value if finding.gravity else "",
        "because": finding.because,
        "because_kind": finding.because_kind,
        "about": finding.about,
        "owes": finding.owes,
        "owes_title": finding.owes_title,
        "do": finding.do,
        "why": finding.why,
        "due_lo": due.lo if due else None,
        "due_hi": due.hi if due else None,
        "met_lo": met.lo if met else None,
        "met_hi": met.hi if met else None,
        "gates": list(finding.gates),
        "role": finding.role,
        "unit": finding.unit,
        "field": finding.field,
        "mendable": finding.mendable,
        "missing": finding.missing,
        "arose": arose.lo if arose is not None and arose.lo > DISTANT_PAST else None,
    }


def digest_of(values: Mapping[str, Any]) -> str:
    """A digest of what a finding says: most findings stand as they stood, and need not be read to know it."""
    return blake2b("\x1f".join(map(str, values.values())).encode(), digest_size=16).hexdigest()


def woken(history: History, kinds: Iterable[str]) -> tuple[Provision, ...] | None:
    """The provisions that new entries of these kinds wake; None when an excusal, a correction or what a source says of itself may touch any."""
    kinds = set(kinds)
    if kinds & {EXCUSAL, BREACH_DECLARED, CORRECTION, SOURCE_TOLD.key}:
        return None
    return book().woken_by(kinds, history.subject_type)


def woken_kinds(history: History, new: Iterable[str]) -> set[str]:
    """The kinds that new entries (by id) touch: their own and, for parts, numbers and corrections, their record's."""
    wanted, kinds = set(new), set()
    for entry in history.entries:
        if entry.id in wanted:
            kinds.add(entry.kind)
            parent = history.record(entry.part_of or entry.corrects)
            if parent is not None:
                kinds.add(parent.kind.key)
    return kinds


def restore(
    agency: UUID, ref: SubjectRef, history: History, terms: Terms, provisions: tuple[Provision, ...] | None, *, anew: bool = False
) -> list[Finding]:
    """Judge by these provisions (all, if None) and make the rows say so; returns the findings.

    ``anew`` writes every row, whatever its digest says: somebody may have changed the row and left the digest.
    """
    seen = blank_numbers.seen(agency, ref, officer_day.seen(agency, ref, history, provisions), provisions)
    found = {finding.key: finding for finding in book().judge(seen, terms, provisions)}
    rows = FindingRow.objects.filter(subject=ref.id)
    if provisions is not None:
        rows = rows.filter(provision__in=[provision.id for provision in provisions])
    standing = {key: (pk, because, digest) for pk, key, because, digest in rows.values_list("pk", "key", "because", "digest")}
    destroyed = {entry.id for entry in history.entries if entry.destroyed}
    gone = [pk for key, (pk, because, _) in standing.items() if key not in found and str(because) not in destroyed]
    if gone:
        FindingRow.objects.filter(pk__in=gone).delete()
    changed = []
    for key, finding in found.items():
        values = values_of(finding)
        digest = digest_of(values)
        if anew or key not in standing or standing[key][2] != digest:
            changed.append(row_of(agency, ref, finding, values, digest))
    if changed:
        FindingRow.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["subject", "key"], update_fields=[*_FIELDS, "digest"]
        )
    return list(found.values())
