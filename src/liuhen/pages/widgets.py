"""The one table from field type to widget: the template that asks for a value, and how it is read back from the form.

Names on the form: ``key`` for plain values, ``key.part`` for the parts of one value, ``key.N.part`` for rows of a list in the
order in which they stand on the page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.http import QueryDict

from liuhen.pages import readers
from liuhen.regulation import fields as f

Reader = Callable[[Any, QueryDict], Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Widget:
    """How one type of field is asked for. ``wide`` ones take the whole row, without a label at the left.

    ``asks`` are the parts that are all needed, where a value has parts: without one of them it counts as not given.
    """

    template: str
    read: Reader
    wide: bool = False
    asks: tuple[str, ...] = ()


WIDGETS: Mapping[type[f.Field], Widget] = MappingProxyType(
    {
        f.Line: Widget(template="line", read=readers.line),
        f.Cause: Widget(template="cause", read=readers.cause),
        f.Text: Widget(template="text", read=readers.line),
        f.Flag: Widget(template="flag", read=readers.flag),
        f.Choice: Widget(template="choice", read=readers.choice),
        f.Choices: Widget(template="choices", read=readers.choices),
        f.Day: Widget(template="day", read=readers.line),
        f.Moment: Widget(template="moment", read=readers.moment, asks=("day", "clock")),
        f.TimeSpan: Widget(template="span", read=readers.span, asks=("day", "start", "end")),
        f.Number: Widget(template="number", read=readers.number),
        f.Money: Widget(template="money", read=readers.money),
        f.Place: Widget(template="place", read=readers.place),
        f.Parties: Widget(template="parties", read=readers.parties, wide=True),
        f.Party: Widget(template="party", read=readers.line),
        f.Officers: Widget(template="officers", read=readers.officers, wide=True),
        f.Staff: Widget(template="staff", read=readers.staff),
        f.Outsider: Widget(template="outsider", read=readers.outsider, asks=("name",)),
        f.Items: Widget(template="items", read=readers.items, wide=True),
        f.Dialogue: Widget(template="dialogue", read=readers.dialogue, wide=True),
        f.Rights: Widget(template="rights", read=readers.rights, asks=("told", "means", "answer")),
        f.LawRefs: Widget(template="laws", read=readers.laws),
        f.RecordRef: Widget(template="record", read=readers.record),
        f.RecordingRefs: Widget(template="recordings", read=readers.listed),
        f.Scans: Widget(template="scans", read=readers.scans),
    }
)


def widget_of(field: f.Field) -> Widget:
    """The widget of a field, by its own type or the nearest it descends from; KeyError for a type nobody can show."""
    for kind in type(field).__mro__:
        if kind in WIDGETS:
            return WIDGETS[kind]
    raise KeyError(type(field).__name__)


def read_form(fields: tuple[f.Field, ...], posted: QueryDict) -> dict[str, Any]:
    """The values that a form states; fields that were not on the form, and locked ones, are left as they are."""
    shown = set(posted.getlist("_shown"))
    return {field.key: widget_of(field).read(field, posted) for field in fields if field.key in shown and not field.locked}
