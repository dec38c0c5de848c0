"""Pictures of a paper as it will be printed, asked of the room instruments: for the form, the signing page, the record."""

import logging
from uuid import UUID

from django.core.cache import cache

from liuhen.access.permissions import clearance
from liuhen.bureau import queries as bureau
from liuhen.instruments import masked, render
from liuhen.register import register
from liuhen.register.models import Draft
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Record

log = logging.getLogger(__name__)


def pages(actor: Actor, ref: SubjectRef, record: Record) -> list[bytes]:
    """One SVG per page of a record as it stands; none where its kind has no paper."""
    agency = bureau.agency(actor.agency)
    if record.kind.paper is None or agency is None:
        return []
    history, settled = register.history(actor.agency, ref), register.terms(actor.agency)
    if masked.owed(actor, ref):
        return render.masked_pages(record, history, settled, agency, clearance(actor, ref))
    return render.pages(record, history, settled, agency)


def of_draft(actor: Actor, draft: Draft) -> list[bytes]:
    """One SVG per page of a draft, marked 草稿."""
    agency = bureau.agency(actor.agency)
    if register.book().kind(draft.kind).paper is None or agency is None:
        return []
    return render.preview_pages(draft, register.terms(actor.agency), agency)


def count(actor: Actor, ref: SubjectRef, record: Record) -> int:
    """How many pages a record has; kept by its id, since a frozen text does not change. None that can be set counts as none."""
    key = f"pages:{record.id}:{len(record.parts)}:{bool(record.issued)}:{masked.owed(actor, ref)}"
    found = cache.get(key)
    if isinstance(found, int):
        return found
    try:
        found = len(pages(actor, ref, record))
    except Refusal:
        return 0
    except Exception:
        # signing goes on with the text on the screen; the operator sees why there is no picture
        log.exception("no preview of record %s in %s", record.id, ref)
        return 0
    cache.set(key, found, 3600)
    return found


def one(actor: Actor, number: UUID, page: int) -> bytes | None:
    """One page of a record; None where there is no such page."""
    ref, record = register.find_record(actor.agency, number)
    found = pages(actor, ref, record)
    return found[page - 1] if 0 < page <= len(found) else None
