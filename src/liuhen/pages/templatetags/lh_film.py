"""What is recorded in picture or sound, said where it is needed: beside a form, in the chooser, on the article's page."""

from typing import Any

from django import template

from liuhen.register.store import book
from liuhen.regulation import covering
from liuhen.regulation.covering import Filmed
from liuhen.regulation.grammar import Kind

register = template.Library()


@register.filter
def filmed(kind: Kind | str) -> tuple[Filmed, ...]:
    """The acts of which a form of this kind, or of the kind with this key, reminds whoever fills it in; strictest first."""
    found = book().kinds.get(kind) if isinstance(kind, str) else kind
    return covering.asked_by(found) if found is not None else ()


@register.filter
def must_film(kind: str) -> tuple[Filmed, ...]:
    """Those that must be recorded, whatever else the record says."""
    return tuple(act for act in filmed(kind) if act.must and not act.when)


@register.filter
def holds_for(act: Filmed, content: dict[str, Any]) -> bool:
    """Whether a record that says this is such an act."""
    return act.holds(content)
