"""Who a paper comes from, and what its standing sentences name: from the agency and its settings."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from liuhen.regulation.paper import REMEDY_SETTINGS
from liuhen.regulation.terms import Terms


class Agency(Protocol):
    """What is asked of the bureau's own row (``bureau.models.Agency``)."""

    id: Any
    name: str
    demo: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Letterhead:
    """The agency as its papers name it on one day. ``demo``: a seal may be drawn, marked 示范 (practice.md 5)."""

    name: str
    demo: bool = False
    reconsideration_body: str = ""
    court: str = ""
    contact: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Which settings a paper with remedies still needs, in Chinese."""
        return tuple(title for key, title in REMEDY_SETTINGS.items() if not getattr(self, key))


def letterhead(agency: Agency, terms: Terms, on: date) -> Letterhead:
    """The letterhead in force on a day."""
    said = {key: str(terms.setting(key, on=on, default="") or "") for key in (*REMEDY_SETTINGS, "contact")}
    if not said["contact"]:
        phone, address = (str(terms.setting(key, on=on, default="") or "") for key in ("phone", "address"))
        said["contact"] = "，".join(
            part for part in (f"电话{phone}" if phone else "", f"地址{address}" if address else "") if part
        )
    return Letterhead(name=agency.name, demo=agency.demo, **said)
