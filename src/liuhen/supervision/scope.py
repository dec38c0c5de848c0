"""What somebody looks at from above: the whole bureau, or a unit's head his own unit. Nobody else has this desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404

from liuhen.access.policy import SEES_RESTRICTED, roles_of
from liuhen.bureau.fold import number_of
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Role

#: Who supervises the whole bureau (制度第五条), and who the own unit.
WHOLE = frozenset({Role.LEGAL, Role.HEAD, Role.AUDITOR})


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """``unit`` narrows to one; ``restricted`` tells whether acts marked for privacy or business secrets are among them."""

    agency: UUID
    unit: UUID | None = None
    restricted: bool = False

    @property
    def where(self) -> str:
        """As a condition on a row ``r``."""
        parts = ["r.agency = %(agency)s"]
        if self.unit is not None:
            parts.append("r.unit = %(own_unit)s")
        elif not self.restricted:
            parts.append("NOT r.restricted")
        return " AND ".join(parts)

    @property
    def arguments(self) -> Mapping[str, Any]:
        """What that condition takes."""
        return {"agency": self.agency, "own_unit": self.unit}


def scope(actor: Actor) -> Scope:
    """What an actor supervises; Http404 for whoever supervises nothing."""
    roles = roles_of(actor.roles)
    if roles & WHOLE:
        return Scope(agency=actor.agency, restricted=bool(roles & SEES_RESTRICTED))
    unit = number_of(actor.unit) if Role.UNIT_HEAD in roles else None
    if unit is None:
        raise Http404
    # whoever heads a unit sees its cases, marked or not (access/policy.py)
    return Scope(agency=actor.agency, unit=unit, restricted=True)
