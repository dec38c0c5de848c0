"""Writing the rows of the supervision desk from histories; the same code serves the listener and ``rebuild``."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model

from liuhen.access.policy import RESTRICTING
from liuhen.bureau import queries as bureau
from liuhen.cases.models import CaseRow
from liuhen.recordings.models import RecordingRow
from liuhen.register.types import SubjectRef
from liuhen.regulation.history import History
from liuhen.regulation.terms import Terms
from liuhen.supervision import fold
from liuhen.supervision.models import CoverageRow, StorageRow

CASE, RECORDING = "case", "recording"


def project(agency: UUID, ref: SubjectRef, history: History, terms: Terms) -> None:
    """Make the rows of one case or recording say what its history says."""
    if ref.type == CASE:
        project_case(agency, ref.id, history, terms)
    elif ref.type == RECORDING:
        project_recording(agency, ref.id, history)


def project_case(agency: UUID, case: UUID, history: History, terms: Terms) -> None:
    """How the acts of a case were recorded, and when their recordings came in."""
    if history.kinds.isdisjoint(fold.KINDS):
        return
    place = _place(case)
    common = {"agency": agency, "case": case, **place}
    _settle(CoverageRow, {"case": case}, {key: values | common for key, values in fold.coverage(history, terms).items()})
    stored = fold.storage(history)
    files = _files(key for values in stored.values() for key in values["recordings"])
    rows = {key: {**values, **common, **_whose(values["recordings"], files), "subject": case} for key, values in stored.items()}
    _settle(StorageRow, {"subject": case}, rows)
    # recordings linked to the case and to none of its records tell of themselves; whose they are the case decides
    StorageRow.objects.filter(case=case, record=None).exclude(**place).update(**place)


def project_recording(agency: UUID, recording: UUID, history: History) -> None:
    """When a recording that belongs to no record came in; one that does is counted with its act, under whoever took it."""
    for row in StorageRow.objects.filter(pk__in=list(fold.linked_records(history))):
        told = _whose(row.recordings, _files(row.recordings))
        if any(getattr(row, name) != value for name, value in told.items()):
            StorageRow.objects.filter(pk=row.pk).update(**told)
    values = fold.own_storage(history)
    rows = {}
    if values is not None:
        told, case = _whose([recording], _files([recording])), fold.linked_case(history)
        place = _place(case) if case else {"unit": _unit_of(told["person"]), "restricted": False}
        rows[recording] = {**values, **place, **told, "agency": agency, "subject": recording, "case": case}
    _settle(StorageRow, {"subject": recording}, rows)


def _place(case: UUID) -> dict[str, Any]:
    """Whose case it is, and whether it is marked for privacy or business secrets."""
    row = CaseRow.objects.filter(pk=case).values("unit", "secrecy").first()
    return {"unit": row["unit"], "restricted": row["secrecy"] in RESTRICTING} if row else {"unit": None, "restricted": False}


def _files(recordings: Iterable[UUID]) -> dict[UUID, RecordingRow]:
    wanted = list(recordings)
    return RecordingRow.objects.in_bulk(wanted) if wanted else {}


def _whose(recordings: Iterable[UUID], files: Mapping[UUID, RecordingRow]) -> dict[str, Any]:
    """Who took the first of these recordings, else who brought it in; who holds the originals of what came through an app."""
    listed = [files[key] for key in recordings if key in files]
    if not listed:
        return {"person": None, "person_name": "", "holder": ""}
    first = listed[0]
    return {
        "person": first.taken_by or first.stored_by,
        "person_name": (first.taken_by_name or _name(first.stored_by))[:60],
        "holder": "、".join(dict.fromkeys(row.holder for row in listed if row.holder and row.source == "messenger"))[:120],
    }


def _name(person: UUID | None) -> str:
    row = bureau.person(person) if person else None
    return row.name if row else ""


def _unit_of(person: UUID | None) -> UUID | None:
    row = bureau.person(person) if person else None
    return row.unit if row else None


def _settle(model: type[Model], of: Mapping[str, Any], rows: Mapping[UUID, Mapping[str, Any]]) -> None:
    """Write the rows that are new or changed, remove those that no longer are; nothing where nothing changed."""
    manager = model._default_manager  # noqa: SLF001 - Django's own name for it
    known = {row.pk: row for row in manager.filter(**of)}
    gone = known.keys() - rows.keys()
    if gone:
        manager.filter(pk__in=gone).delete()
    changed = [
        model(pk=key, **values)
        for key, values in rows.items()
        if key not in known or any(getattr(known[key], name) != value for name, value in values.items())
    ]
    if changed:
        names = [field.name for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
        manager.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=names)
