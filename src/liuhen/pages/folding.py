"""What a phone shows as one line: fields that are known beforehand, complete, and with nothing wrong about them."""

from collections.abc import Mapping
from typing import Any

from liuhen.pages.forms import Row
from liuhen.pages.margins import Margins
from liuhen.regulation import fields as f

NOTHING = "没有填"
#: What an empty field says instead, where it may be left empty.
EMPTY: Mapping[type[f.Field], str] = {f.RecordingRefs: "没有，送签后上传的也可以关联"}


def line_of(row: Row) -> str:
    """A field's value in one line."""
    if isinstance(row.field, f.Officers):
        return _officers(row.value)
    if isinstance(row.field, f.Flag) and not row.value:
        return row.field.help.partition("。")[0] or row.printed  # what leaving it means says more than 否
    return row.printed or EMPTY.get(type(row.field), NOTHING)


def _officers(value: Any) -> str:
    """Who took part, and whether all showed their certificates."""
    people = [one for one in value or () if isinstance(one, Mapping)]
    shown = sorted(str(one["shown_at"]) for one in people if one.get("shown_at"))
    names = "、".join(str(one.get("name") or "") for one in people) or NOTHING
    return f"{names}，{shown[0]} 已出示证件" if people and len(shown) == len(people) else names


def tucked(row: Row, margins: Margins, *, paper: bool = False) -> bool:
    """Whether a field that folds is complete, undoubted and in order: otherwise it stands open; so does all that is read off a paper."""
    missing = row.field.required and row.field.empty(row.value) and not isinstance(row.field, f.RecordingRefs)
    return row.field.folds and not paper and not missing and not margins.open(row.field.key)
