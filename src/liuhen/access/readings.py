"""Readings: who opened, played, downloaded, printed, exported what, into the second log; one entry per opening, not per request."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from liuhen.access.models import Reading
from liuhen.register import clock, register
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Label

#: Looking again within this time is the same opening.
SAME_OPENING = timedelta(minutes=30)

#: Types of subject that are read.
READ = ("case", "clue", "recording", "agency", "person", "blanks", "device")


class Sort(Label):
    """What somebody did with what is kept."""

    OPENED = "opened", "查看"
    PLAYED = "played", "播放"
    DOWNLOADED = "downloaded", "下载"
    PRINTED = "printed", "打印"
    EXPORTED = "exported", "导出"
    SEARCHED = "searched", "查找"


def reading(
    actor: Actor, subject: SubjectRef, kind: Sort | str, detail: dict[str, Any] | None = None, *, item: str = ""
) -> UUID | None:
    """Log one reading of a subject, or of one ``item`` in it (a record's id, a file's digest); returns its id.

    An opening of the same thing by the same person on the same device within half an hour is the same opening: None. Play sessions,
    downloads, prints and exports are each logged.
    """
    sort, now = Sort(kind), clock.now()
    if sort == Sort.OPENED:
        recent = Reading.objects.filter(
            person=actor.person, subject=subject.id, kind=sort.value, item=item, device=actor.device, at__gt=now - SAME_OPENING
        )
        if recent.exists():
            return None
    content = {**(detail or {}), **({"item": item} if item else {}), **({"device": actor.device} if actor.device else {})}
    with transaction.atomic(durable=True):
        number = register.read(actor, subject, sort.value, content)
        Reading.objects.create(
            id=number,
            agency=actor.agency,
            subject_type=subject.type,
            subject=subject.id,
            person=actor.person,
            name=actor.name,
            kind=sort.value,
            item=item,
            detail=detail or {},
            device=actor.device,
            at=now,
        )
    return number


def of_subject(subject: SubjectRef, limit: int = 50) -> list[Reading]:
    """The newest readings of a subject."""
    return list(Reading.objects.filter(subject=subject.id).order_by("-at")[:limit])


def rebuild(agency: UUID) -> int:
    """Write the rows of readings anew from the second log; returns how many there are."""
    read = [ref for sort in READ for ref in register.read_subjects(agency, sort)]
    found = [entry for ref in read for entry in register.readings(agency, ref)]
    with transaction.atomic():
        Reading.objects.filter(agency=agency).delete()
        Reading.objects.bulk_create(
            Reading(
                id=entry.id,
                agency=agency,
                subject_type=entry.subject_type,
                subject=entry.subject,
                person=entry.author or agency,
                name=str(entry.content.get("name", "")),
                kind=entry.kind,
                item=str(entry.content.get("item", "")),
                detail={key: value for key, value in entry.content.items() if key not in {"name", "item", "device"}},
                device=str(entry.content.get("device", "")),
                at=entry.recorded_at,
            )
            for entry in found
        )
    return len(found)
