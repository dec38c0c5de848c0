"""From what a form posts to the JSON value of a field; each reader is the reverse of one template in fields/."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from math import isfinite
from typing import Any
from uuid import UUID

from django.http import QueryDict

from liuhen.bureau import queries as bureau
from liuhen.regulation import citing
from liuhen.regulation import fields as f
from liuhen.regulation.amounts import amount
from liuhen.regulation.violation import JOINT

#: A whole number as people type it; ² is a digit to Python's isdigit and no number, and nobody counts to a quintillion.
_WHOLE = re.compile(r"-?\d{1,15}")


def line(field: f.Field, posted: QueryDict) -> str:
    """One line, running text, a day, an id: as typed, without spaces at its ends."""
    return posted.get(field.key, "").replace("\r\n", "\n").strip()


def cause(field: f.Cause, posted: QueryDict) -> str:
    """The 案由 that were ticked and the one that was typed, in that order."""
    typed = posted.get(f"{field.key}.other", "").replace(";", JOINT).strip(f" {JOINT}")
    said = [*posted.getlist(field.key), typed]
    return JOINT.join(dict.fromkeys(words.strip() for words in said if words.strip()))


def flag(field: f.Flag, posted: QueryDict) -> bool:
    """Ticked or not."""
    return field.key in posted


def choice(field: f.Choice, posted: QueryDict) -> str:
    """One of the options, or free words where they are allowed."""
    words = posted.get(f"{field.key}.other", "").strip()
    chosen = posted.get(field.key, "")
    return words if field.other and chosen in {"", "_other"} and words else "" if chosen == "_other" else chosen


def choices(field: f.Choices, posted: QueryDict) -> list[str]:
    """Several of the options, in their order, and free words where they are allowed."""
    chosen = posted.getlist(field.key)
    found = [value for value, _ in field.options if value in chosen]
    words = posted.get(f"{field.key}.other", "").strip() if field.other else ""
    return [*found, words] if words else found


def _at(day: str, clock: str) -> str:
    """A moment from its two inputs; half of one is kept as it is, so that the check can say what is missing."""
    return f"{day}T{clock}" if day and clock else day or ""


def moment(field: f.Moment, posted: QueryDict) -> str:
    """A day and a clock time."""
    return _at(posted.get(f"{field.key}.day", ""), posted.get(f"{field.key}.clock", ""))


def span(field: f.TimeSpan, posted: QueryDict) -> dict[str, str]:
    """From and to. An end earlier than the start, with no day of its own, is of the next day: a night in a café."""
    day, start, end = (posted.get(f"{field.key}.{part}", "") for part in ("day", "start", "end"))
    last = posted.get(f"{field.key}.last", "")
    if not last and day and start and end:
        last = _next(day) if end < start else day
    return {"start": _at(day, start), "end": _at(last, end) if end else ""}


def _next(day: str) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except ValueError:
        return day


def number(field: f.Number, posted: QueryDict) -> int | None:
    """A whole number; what is none is left open."""
    text = posted.get(field.key, "").strip()
    return int(text) if _WHOLE.fullmatch(text) else None


def money(field: f.Money, posted: QueryDict) -> str:
    """Yuan with two places: ``10,000`` as ``10000.00``; what is no sum is kept as typed, for the check to say so."""
    text = posted.get(field.key, "").replace(",", "").replace("，", "").strip()
    try:
        return f"{amount(text):.2f}" if text else ""
    except ValueError:
        return text


def place(field: f.Place, posted: QueryDict) -> dict[str, Any]:
    """The words of a place, its division code, and the point that a phone told."""
    found: dict[str, Any] = {
        "text": posted.get(field.key, "").strip(),
        "division": posted.get(f"{field.key}.division", "").strip(),
    }
    try:
        point = [float(posted.get(f"{field.key}.{part}", "")) for part in ("lon", "lat")]
    except ValueError:
        point = []
    found["point"] = point if all(map(isfinite, point)) else []
    return {part: value for part, value in found.items() if value}


def rows(key: str, posted: QueryDict) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a list in the order in which they stand on the page: (index, values by part)."""
    found: dict[str, dict[str, str]] = {}
    prefix = f"{key}."
    for name in posted:
        if name.startswith(prefix):
            index, _, part = name[len(prefix) :].partition(".")
            if part and index.isdecimal():
                found.setdefault(index, {})[part] = posted.get(name, "").strip()
    yield from found.items()


def parties(field: f.Parties, posted: QueryDict) -> list[dict[str, str]]:
    """Parties, each with its stable id; one without a name is left out."""
    listed = [values for _, values in rows(field.key, posted) if values.get("name")]
    taken = {values.get("id", "") for values in listed}
    fresh = (name for name in (f"p{number}" for number in range(1, 1000)) if name not in taken)
    return [
        {**{part: value for part, value in values.items() if value}, "id": values.get("id") or next(fresh)} for values in listed
    ]


def officers(field: f.Officers, posted: QueryDict) -> list[dict[str, Any]]:
    """Officers as chosen, with name and certificate from the bureau's own record, never from the form."""
    found: list[dict[str, Any]] = []
    for _, values in rows(field.key, posted):
        row = _officer(values)
        if row and all(row["id"] != other["id"] for other in found):
            row["lead"] = values.get("lead") == "1" or not found
            row["shown_at"] = values.get("shown_at", "") if values.get("shown") else ""
            found.append(row)
    return found


def _officer(values: dict[str, str]) -> dict[str, Any] | None:
    """The officer of a row: of the bureau by id, else as a paper or source names him."""
    number = values.get("id", "")
    try:
        person = bureau.person(UUID(number)) if number else None
    except ValueError:
        person = None
    if person is None:
        kept = json.loads(values["kept"]) if values.get("kept") else None
        return dict(kept) if isinstance(kept, dict) and kept.get("name") else None
    held = bureau.certificate(person.id)
    return {
        "id": str(person.id),
        "name": person.name,
        "certificate": held.number if held else "",
        "valid_until": held.valid_until.isoformat() if held and held.valid_until else "",
    }


def staff(field: f.Staff, posted: QueryDict) -> dict[str, str]:
    """One person of the bureau."""
    try:
        person = bureau.person(UUID(posted.get(field.key, "")))
    except ValueError:
        person = None
    return {"id": str(person.id), "name": person.name} if person else {}


def outsider(field: f.Outsider, posted: QueryDict) -> dict[str, str]:
    """Somebody outside: what was asked of him and answered."""
    asked = {*field.asks, "name"}
    found = {part: posted.get(f"{field.key}.{part}", "").strip() for part in asked}
    return {part: value for part, value in found.items() if value}


def items(field: f.Items, posted: QueryDict) -> list[dict[str, Any]]:
    """The rows of a table, each with an id; empty ones are left out."""
    found = []
    taken = {values.get("id", "") for _, values in rows(field.key, posted)}
    fresh = (name for name in (f"i{number}" for number in range(1, 10000)) if name not in taken)
    for _, values in rows(field.key, posted):
        row = {column.key: _cell(column, values.get(column.key, "")) for column in field.columns}
        row = {key: value for key, value in row.items() if value not in ("", None)}
        if row:
            found.append({"id": values.get("id") or next(fresh), **row})
    return found


def _cell(column: f.Column, text: str) -> Any:
    if column.type == "number":
        return int(text) if _WHOLE.fullmatch(text) else text
    if column.type == "money":
        return text.replace(",", "")
    if column.type == "staff" and text:
        try:
            person = bureau.person(UUID(text))
        except ValueError:
            return text
        return {"id": str(person.id), "name": person.name} if person else ""
    return text


def dialogue(field: f.Dialogue, posted: QueryDict) -> list[dict[str, str]]:
    """Questions and answers; a pair with neither is left out."""
    pairs = ({"q": values.get("q", ""), "a": values.get("a", "")} for _, values in rows(field.key, posted))
    return [pair for pair in pairs if pair["q"] or pair["a"]]


def rights(field: f.Rights, posted: QueryDict) -> dict[str, Any]:
    """Which rights were told, how, when, and what was answered."""
    told = posted.getlist(f"{field.key}.told")
    return {
        "told": [value for value, _ in field.rights if value in told],
        **{part: posted.get(f"{field.key}.{part}", "").strip() for part in ("means", "at", "answer")},
    }


def laws(field: f.LawRefs, posted: QueryDict) -> list[dict[str, str]]:
    """Articles of law; a row without a title is left out."""
    return [_law(values) for _, values in rows(field.key, posted) if values.get("title")]


def _law(values: dict[str, str]) -> dict[str, str]:
    """One citation: the norm and version that the title names, where the Book knows it; 款、项、目 as printed."""
    known = citing.norm_titled(values["title"])
    if known is not None:
        values |= {"norm": known.key, "version": known.issued if values.get("norm") != known.key else values.get("version", "")}
    elif (held := citing.norms().get(values.get("norm", ""))) and values["title"] not in held.title:
        values["norm"] = ""
    values["paragraph"] = _paragraph(values)
    return {part: values[part] for part in ("norm", "title", "version", "article", "paragraph") if values.get(part)}


def _paragraph(values: dict[str, str]) -> str:
    """款、项、目 from their inputs; words that are none of these, and ones that mean the same, stay as they were."""
    stood = values.get("paragraph", "")
    counts = [values.get(part, "") for part in ("clause", "item", "point")]
    clause, item, point = (int(text) if _WHOLE.fullmatch(text) else 0 for text in counts)
    parts, before = citing.Parts(clause=clause, item=item, point=point), citing.parts_of(stood) or citing.Parts()
    return stood if parts == before else citing.paragraph(parts)


def record(field: f.RecordRef, posted: QueryDict) -> Any:
    """One record of the same history, or several."""
    return [value for value in posted.getlist(field.key) if value] if field.several else posted.get(field.key, "")


def listed(field: f.Field, posted: QueryDict) -> list[str]:
    """Ids as ticked."""
    return posted.getlist(field.key)


def scans(field: f.Scans, posted: QueryDict) -> list[dict[str, Any]]:
    """Files that were taken in beforehand, by digest; their facts came from the server and are checked again when frozen."""
    found = []
    for number, (_, values) in enumerate(rows(field.key, posted), start=1):
        if values.get("sha256"):
            size = values.get("size", "")
            found.append(
                {
                    "sha256": values["sha256"],
                    "size": int(size) if _WHOLE.fullmatch(size) else 0,
                    "type": values.get("type", ""),
                    "name": values.get("name", ""),
                    "page": number,
                }
            )
    return found
