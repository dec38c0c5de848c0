"""Where a recording lies that is in the dedicated storage, on its page."""

from collections.abc import Mapping
from typing import Any

from django import template

from liuhen.recordings import elsewhere
from liuhen.recordings.models import KeptRow, RecordingRow

register = template.Library()


@register.inclusion_tag("pages/_kept.html", takes_context=True)
def kept(context: Mapping[str, Any], row: RecordingRow) -> dict[str, Any]:
    """Its place, its keeper and the last check; a way there for who may know of it."""
    found = KeptRow.objects.filter(pk=row.pk).first()
    actor = getattr(context["request"], "actor", None)
    return {"kept": found, "open": found is not None and actor is not None and elsewhere.listed(actor).filter(pk=row.pk).exists()}
