"""Reading the rows: a story of its own or a lawful one with something dropped, moved, set or added; what must be found in it.

See docs/rulebook.md for the format. A row that names a base, an entry or a key that is not there is a ValueError naming file and row.
"""

import re
import shlex
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from liuhen.regulation.history import Entry
from liuhen.regulation.story import Reader
from liuhen.regulation.when import Instant, When

FOLDER = Path(__file__).parent
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(r"#(\w+)")
_KEYS = frozenset(
    {
        "of",
        "planted",
        "near",
        "base",
        "drop",
        "move",
        "set",
        "lines",
        "expect",
        "shows",
        "also",
        "cut",
        "partial",
        "settings",
        "subject",
        "others",
    }
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One story and what must be found in it. ``planted`` is the fault in words, ``near`` why there is none."""

    of: str
    file: str
    words: str
    planted: bool
    entries: tuple[Entry, ...]
    expect: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    cut: Instant | None = None
    partial: bool = False
    subject: str = "case"
    settings: Mapping[str, Any] = field(default_factory=dict)
    others: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As messages name it."""
        return f"{self.file}: {self.of} {'planted' if self.planted else 'near'} “{self.words}”"


@dataclass(frozen=True)
class Base:
    """A lawful story to which nothing need be added, and the year of its times."""

    lines: tuple[str, ...]


@cache
def words() -> dict[str, Any]:
    """Longer values by their short names, shared by all rows."""
    found = tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))
    return dict(found["words"])


@cache
def bases() -> dict[str, Base]:
    """The lawful stories by name; one may be another so many days earlier."""
    told = tomllib.loads((FOLDER / "bases.toml").read_text("utf-8"))
    found = {"": Base(())}
    for name, base in told.items():
        lines: list[str] = list(found[base["of"]].lines) if "of" in base else []
        drop, days = set(base.get("drop", ())), timedelta(days=base.get("days", 0))
        lines = [_later(line, days) for line in lines]
        lines = [line for line in lines if not drop & set(_NAME.findall(line)[:1])]
        found[name] = Base((*lines, *_lines(base)))
    return found


def _later(line: str, by: timedelta) -> str:
    return _DATE.sub(lambda day: str(date.fromisoformat(day[0]) + by), line)


def _lines(told: Mapping[str, Any]) -> list[str]:
    """The lines of a block of text, one a line."""
    return [line.strip() for line in told.get("lines", "").splitlines() if line.strip()]


def rows(folder: Path = FOLDER) -> Iterator[Row]:
    """Every row of every file, in the order of their names."""
    for path in sorted(folder.glob("*/*.toml")):
        told = tomllib.loads(path.read_text("utf-8"))
        for number, row in enumerate(told.pop("row", ()), start=1):
            name = f"{path.parent.name}/{path.name} row {number}"
            try:
                yield _row({**told, **row}, f"{path.parent.name}/{path.name}")
            except (KeyError, ValueError, TypeError) as error:
                raise ValueError(f"{name}: {error!r}") from error


def _row(told: Mapping[str, Any], file: str) -> Row:
    unknown = set(told) - _KEYS
    if unknown or ("planted" in told) == ("near" in told):
        raise ValueError(f"unknown keys {sorted(unknown)}" if unknown else "either planted or near")
    subject = told.get("subject", "case")
    reader = Reader(words=words(), subject_type=subject)
    base = bases()[told.get("base", "")].lines
    listed = reader.entries((*base, *_lines(told)))
    entries = _in_order([*_edited(listed[: len(base)], told, reader), *listed[len(base) :]])
    cut = When.parse(told["cut"].replace(" ", "T")).start if "cut" in told else None
    return Row(
        of=told["of"],
        file=file,
        words=told.get("planted") or told["near"],
        planted="planted" in told,
        entries=tuple(entry for entry in entries if cut is None or entry.when.start.lo <= cut.lo),
        expect=tuple(told.get("expect", ())),
        shows=tuple(told.get("shows", ())),
        also=tuple(told.get("also", ())),
        cut=cut,
        partial=bool(told.get("partial")),
        subject=subject,
        settings=told.get("settings", {}),
        others={name: tuple(reader.entries(_lines({"lines": lines}))) for name, lines in told.get("others", {}).items()},
    )


def _edited(entries: list[Entry], told: Mapping[str, Any], reader: Reader) -> list[Entry]:
    """A lawful story with entries dropped, moved and changed."""
    for name in told.get("drop", ()):
        gone = set(map(id, _named(entries, name)))
        entries = [entry for entry in entries if id(entry) not in gone]
    for name, to in told.get("move", {}).items():
        moved = _named(entries, name)
        by = When.parse(to.replace(" ", "T")).start.lo - moved[0].when.start.lo
        places = set(map(id, moved))
        entries = [_shifted(entry, by) if id(entry) in places else entry for entry in entries]
    for name, values in told.get("set", {}).items():
        head = _named(entries, name)[0]
        content = {**head.content, **reader.content(shlex.split(values))}
        changed = replace(head, about=content.pop("about", head.about), content=content)
        entries = [changed if entry is head else entry for entry in entries]
    return entries


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    """As they were made: by their ends, and as told where those are one."""
    ordered = sorted(entries, key=lambda entry: (entry.when.end.hi, entry.seq))
    return [replace(entry, seq=seq) for seq, entry in enumerate(ordered, start=1)]


def _named(entries: Iterable[Entry], name: str) -> list[Entry]:
    """A record with all that is attached to it; ``record.part`` or ``record.issued`` alone."""
    head, _, part = name.partition(".")
    if part:
        found = [one for one in entries if head in {one.part_of, one.corrects} and part in {one.kind, one.content.get("part")}]
    else:
        found = [one for one in entries if head in {one.id, one.part_of, one.corrects}]
    if not found:
        raise ValueError(f"nothing is called {name}")
    return found


def _shifted(entry: Entry, by: timedelta) -> Entry:
    when = When(entry.when.start.shift(by), entry.when.end.shift(by), entry.when.stated)
    return replace(entry, when=when, recorded_at=entry.recorded_at + by if entry.origin == "system" else entry.recorded_at)
