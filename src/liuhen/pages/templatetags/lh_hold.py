"""What a recording's page says of 证据留存: ``{% load lh_hold %}{% holds row %}`` in its side column."""

from collections.abc import Mapping
from typing import Any

from django import template

from liuhen.access.permissions import may
from liuhen.access.policy import Action
from liuhen.recordings import holds as kept
from liuhen.recordings.models import RecordingRow
from liuhen.register.types import SubjectRef
from liuhen.regulation.kinds.recording_care import GROUNDS

register = template.Library()


@register.inclusion_tag("pages/_holds.html", takes_context=True)
def holds(context: Mapping[str, Any], row: RecordingRow) -> dict[str, Any]:
    """The holds in force, and the forms for whoever may set or lift one."""
    actor = context["request"].actor
    can_lift = bool(actor.roles & kept.LIFTERS)
    return {
        "row": row,
        "holds": [{"hold": one, "can_lift": can_lift or one.set_by == actor.person} for one in kept.all_of(row.pk)],
        "may_hold": may(actor, Action.HOLD, SubjectRef("recording", row.pk)),
        "grounds": GROUNDS,
        "csrf_token": context.get("csrf_token"),
    }
