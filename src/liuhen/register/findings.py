"""Findings as rows: upserted only where they changed, removed where they no longer arise; rebuilt at will."""

from collections.abc import Iterable
from uuid import UUID

from liuhen.register.models import FindingRow
from liuhen.register.store import book
from liuhen.register.types import SubjectRef
from liuhen.regulation.book import Finding
from liuhen.regulation.grammar import Provision
from liuhen.regulation.history import BREACH_DECLARED, CORRECTION, EXCUSAL, History
from liuhen.regulation.kinds.machine import SOURCE_TOLD
from liuhen.regulation.terms import Terms

_FIELDS = [
    field.name
    for field in FindingRow._meta.concrete_fields  # noqa: SLF001 - Django's own public name for it
    if field.name not in {"id", "agency", "subject_type", "subject", "key"}
]


def row_of(agency: UUID, ref: SubjectRef, finding: Finding) -> FindingRow:
    """A finding as a row, not saved."""
    return FindingRow(
        agency=agency,
        subject_type=ref.type,
        subject=ref.id,
        key=finding.key,
        provision=finding.provision,
        source=finding.basis.source.key,
        article=finding.basis.article,
        label=finding.basis.label,
        level=finding.level.value,
        sort=finding.sort,
        status=finding.status.value,
        gravity=finding.gravity.value if finding.gravity else "",
        because=UUID(finding.because),
        because_kind=finding.because_kind,
        about=finding.about,
        owes=finding.owes,
        owes_title=finding.owes_title,
        do=finding.do,
        why=finding.why,
        due_lo=finding.due.lo if finding.due else None,
        due_hi=finding.due.hi if finding.due else None,
        met_lo=finding.met.lo if finding.met else None,
        met_hi=finding.met.hi if finding.met else None,
        gates=list(finding.gates),
        role=finding.role,
        unit=finding.unit,
        field=finding.field,
        mendable=finding.mendable,
        missing=finding.missing,
    )


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
    agency: UUID, ref: SubjectRef, history: History, terms: Terms, provisions: tuple[Provision, ...] | None
) -> list[Finding]:
    """Judge by these provisions (all, if None) and make the rows say so; returns the findings."""
    found = {finding.key: finding for finding in book().judge(history, terms, provisions)}
    rows = FindingRow.objects.filter(subject=ref.id)
    if provisions is not None:
        rows = rows.filter(provision__in=[provision.id for provision in provisions])
    standing = {row.key: row for row in rows}
    destroyed = {entry.id for entry in history.entries if entry.destroyed}
    gone = [row.pk for key, row in standing.items() if key not in found and str(row.because) not in destroyed]
    if gone:
        FindingRow.objects.filter(pk__in=gone).delete()
    fresh, changed = [], []
    for key, finding in found.items():
        row, old = row_of(agency, ref, finding), standing.get(key)
        if old is None:
            fresh.append(row)
        elif any(getattr(row, name) != getattr(old, name) for name in _FIELDS):
            row.pk = old.pk
            changed.append(row)
    if fresh:
        FindingRow.objects.bulk_create(fresh)
    if changed:
        FindingRow.objects.bulk_update(changed, _FIELDS)
    return list(found.values())
