"""A record to be read on the screen: its fields in words, section by section, masked for who needs it masked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from liuhen.access.masking import EVERYTHING, masked_content
from liuhen.access.permissions import clearance
from liuhen.bureau import queries as bureau
from liuhen.instruments import words
from liuhen.instruments.render import standing_words
from liuhen.pages.forms import ORIGINAL, TOLD_SECTION, UNNAMED
from liuhen.register import register
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation import fields as f
from liuhen.regulation.history import History, Record

#: The number of another thing here, such as a unit: its name stands in the field beside it.
_NUMBER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One field in words. ``table`` (heads, rows), ``turns`` (questions and answers) and ``scans`` instead of words where it is one."""

    title: str
    words: str = ""
    table: tuple[list[str], list[list[str]]] | None = None
    turns: tuple[Mapping[str, str], ...] = ()
    scans: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Part:
    """Fields that belong together."""

    title: str
    lines: tuple[Line, ...]


def surroundings(history: History) -> words.Surroundings:
    """What values may point to in this history."""
    parties = register.facts(history).get("parties") or ()

    def paper(number: str) -> tuple[str, str]:
        found = history.record(number)
        return (found.kind.title, found.number) if found else ("", "")

    return words.Surroundings(parties={str(one.get("id")): one for one in parties if isinstance(one, Mapping)}, paper=paper)


def sections(actor: Actor, ref: SubjectRef, record: Record, *, for_signer: bool = False) -> list[Part]:
    """A record as sections of lines. Whoever signs it reads it whole; anybody else what he is cleared for."""
    cleared = EVERYTHING if for_signer else clearance(actor, ref)
    content = masked_content(record.kind, record.content, cleared, record.at.lo.date())
    around = surroundings(register.history(actor.agency, ref))
    shown = [field for field in record.kind.fields if _shown(field, content, for_signer=for_signer)]
    found = [
        Part(title=title, lines=tuple(line_of(field, content.get(field.key), around, masked=not for_signer) for field in fields))
        for title, fields in groupby(shown, key=lambda field: field.section or UNNAMED)
    ]
    return [*found, *_beside_the_fields(actor, ref, record)] if for_signer else found


def _beside_the_fields(actor: Actor, ref: SubjectRef, record: Record) -> list[Part]:
    """What the paper says and no field holds: whoever signs on the screen reads it there too, above all where he may complain."""
    agency = bureau.agency(actor.agency)
    if record.kind.paper is None or agency is None:
        return []
    said = standing_words(record, register.history(actor.agency, ref), register.terms(actor.agency), agency)
    return [Part(title="权利和后果", lines=tuple(Line(title="", words=one) for one in said))] if said else []


def _shown(field: f.Field, content: Mapping[str, Any], *, for_signer: bool) -> bool:
    if field.empty(content.get(field.key)) or not field.wanted(content):
        return False
    if for_signer and (field.internal or field.section in {ORIGINAL, TOLD_SECTION}):
        return False
    value = content.get(field.key)
    if field.internal and isinstance(value, str) and _NUMBER.fullmatch(value):
        return False
    return not (isinstance(field, f.Flag) and not value)


def line_of(field: f.Field, value: Any, around: words.Surroundings, *, masked: bool = False) -> Line:
    """One field in words, or as the table or dialogue that it is. ``masked``: what the reader may not see is gone already."""
    if isinstance(field, f.Items) and isinstance(value, list) and not words.is_list(field):
        heads = [column.title for column in field.columns]
        rows = [[words.cell(column, row.get(column.key)).replace(words.STRUCK, "") for column in field.columns] for row in value]
        return Line(title=field.title, table=(heads, rows))
    if isinstance(field, f.Dialogue) and isinstance(value, list):
        return Line(title=field.title, turns=tuple(value))
    if isinstance(field, f.Scans) and isinstance(value, list):
        return Line(title=field.title, scans=tuple(value))
    if isinstance(value, str) and "保密" in value:
        return Line(title=field.title, words=value)
    said = words.PRINTED[type(field)](field, value, around) if masked else words.printed(field, value, around)
    return Line(title=field.title, words=said)
