"""Play sessions: who looked at how much of a recording, told to the second log once per sitting and not per request."""

import math
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from liuhen import access
from liuhen.recordings.models import PlaySession, RecordingRow
from liuhen.register import clock
from liuhen.register.types import Actor, SubjectRef

IDLE = timedelta(minutes=30)
_SPANS = 500

Span = tuple[float, float]


def opened(actor: Actor, row: RecordingRow) -> PlaySession:
    """The sitting that runs, or a new one; its opening is logged before the first byte leaves."""
    now = clock.now()
    running = PlaySession.objects.filter(person=actor.person, recording=row.pk, closed=False, last_at__gt=now - IDLE)
    found = running.order_by("-began_at").first()
    if found is not None:
        return found
    access.reading(actor, SubjectRef("recording", row.pk), "opened", {"name": row.name})
    return PlaySession.objects.create(
        id=uuid.uuid4(), agency=actor.agency, recording=row.pk, person=actor.person, name=actor.name, began_at=now, last_at=now
    )


def sent(session: PlaySession, size: int) -> None:
    """So many bytes are on their way."""
    PlaySession.objects.filter(pk=session.pk).update(sent=F("sent") + size, last_at=clock.now())


def played(actor: Actor, row: RecordingRow, spans: Iterable[Span]) -> None:
    """The player tells, when it is left, which stretches (in seconds) were played; that ends the sitting.

    What lies beyond the film, or is no number of seconds, was not played.
    """
    for session in PlaySession.objects.filter(person=actor.person, recording=row.pk, closed=False):
        last = math.inf if row.seconds is None else row.seconds
        told = [(a, min(b, last)) for a, b in spans if math.isfinite(a) and math.isfinite(b)]
        session.spans = merged([*((float(a), float(b)) for a, b in session.spans), *told])
        session.save(update_fields=["spans"])
        _close(session)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Stretches in order, joined where they touch; what is no stretch of time is left out."""
    found: list[Span] = []
    for begin, end in sorted((a, b) for a, b in spans if 0 <= a < b):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found[:_SPANS]


def close_idle(now: datetime) -> None:
    """End sittings whose player never said goodbye (a closed lid, a killed browser)."""
    for session in PlaySession.objects.filter(closed=False, last_at__lt=now - IDLE):
        _close(session)


def _close(session: PlaySession) -> None:
    if not PlaySession.objects.filter(pk=session.pk, closed=False).update(closed=True):
        return  # somebody else ended it just now
    seconds = round(sum(end - begin for begin, end in session.spans), 1)
    detail = {
        "from": session.began_at.isoformat(timespec="seconds"),
        "spans": [[round(begin, 1), round(end, 1)] for begin, end in session.spans],
        "seconds": seconds,
        "bytes": PlaySession.objects.values_list("sent", flat=True).get(pk=session.pk),
    }
    actor = Actor(person=session.person, name=session.name, agency=session.agency)
    access.reading(actor, SubjectRef("recording", session.recording), "played", detail)


def of_recording(recording: UUID) -> list[PlaySession]:
    """The sittings with a recording, newest first."""
    return list(PlaySession.objects.filter(recording=recording).order_by("-began_at"))
