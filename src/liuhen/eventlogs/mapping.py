"""The map: which activity of a log is which record kind, which attribute which field; how its times are to be read.

A TOML file beside a rulebook, or given by hand. Without one, names are looked up among the Book's kinds and fields, and times have to
state their zone. docs/audit.md describes the keys; one that is unknown is refused, for it would be a rule that nobody obeys.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from liuhen.eventlogs.traces import UnreadableLog
from liuhen.lib.misread import place
from liuhen.regulation.book import Book
from liuhen.regulation.grammar import Kind
from liuhen.regulation.zone import Zone

_TOP = {"zone", "complete", "precision", "encoding", "delimiter", "columns", "case", "activities", "attributes", "transitions"}
_COLUMNS = {"case": "case:concept:name", "activity": "concept:name", "time": "time:timestamp", "format": ""}
_CASE = {"kind", "time", "attributes", "object"}
_ACTIVITY = {"kind", "part", "about", "attributes"}
PRECISIONS = ("moment", "day")


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity:
    """What an activity is: a kind, or a part of the newest record of that kind; ``about`` links to the newest of another kind."""

    kind: str
    part: str = ""
    about: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseRecord:
    """The record that is made of a case's own attributes, if any; ``time`` names the one that says when it was."""

    kind: str = ""
    time: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Map:
    """A map as read; ``path`` is empty where none was given."""

    path: str = ""
    zone: Zone | None = None
    complete: bool = False
    precision: str = "moment"
    encoding: str = ""
    delimiter: str = ""
    case_column: str = _COLUMNS["case"]
    activity_column: str = _COLUMNS["activity"]
    time_column: str = _COLUMNS["time"]
    time_format: str = ""
    transitions: tuple[str, ...] = ()
    case_object: str = ""
    case: CaseRecord = field(default_factory=CaseRecord)
    activities: Mapping[str, Activity] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)


def read(path: Path, book: Book) -> Map:
    """The map of that file, held against the Book; :class:`UnreadableLog` says all that is wrong with it, with lines."""
    try:
        text = path.read_text("utf-8")
        told = tomllib.loads(text)
    except OSError as error:
        raise UnreadableLog(f"{path}：打不开：{error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableLog(f"{path}：对应表读不出，停在{place(error)}") from error
    reader = _Reader(path, text.splitlines(), book)
    made = reader.read(told)
    if reader.wrong:
        raise UnreadableLog("\n".join(reader.wrong))
    return made


class _Reader:
    """Takes a table apart and notes what is wrong, with the line on which it seems to stand."""

    def __init__(self, path: Path, lines: Sequence[str], book: Book) -> None:
        self.path, self.lines, self.book = path, lines, book
        self.wrong: list[str] = []

    def problem(self, word: str, what: str) -> None:
        line = next((number for number, line in enumerate(self.lines, 1) if word in line), 1)
        self.wrong.append(f"{self.path}:{line}：{what}")

    def read(self, told: Mapping[str, Any]) -> Map:
        self._known(told, _TOP, "")
        columns = {**_COLUMNS, **self._table(told, "columns")}
        self._known(columns, set(_COLUMNS), "columns.")
        case = self._table(told, "case")
        self._known(case, _CASE, "case.")
        return Map(
            path=str(self.path),
            zone=self._zone(told.get("zone")),
            complete=told.get("complete") is True,
            precision=self._one_of(told, "precision", PRECISIONS),
            encoding=str(told.get("encoding", "")),
            delimiter=str(told.get("delimiter", "")),
            case_column=str(columns["case"]),
            activity_column=str(columns["activity"]),
            time_column=str(columns["time"]),
            time_format=str(columns["format"]),
            transitions=tuple(str(one) for one in told.get("transitions", ())),
            case_object=str(case.get("object", "")),
            case=self._case(case),
            activities={name: self._activity(name, value) for name, value in self._table(told, "activities").items()},
            attributes=self._fields(self._table(told, "attributes"), self.book.kinds.values(), "attributes"),
        )

    def _table(self, told: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        found = told.get(key, {})
        if isinstance(found, dict):
            return found
        self.problem(key, f"{key} 要写成一张表")
        return {}

    def _known(self, told: Mapping[str, Any], known: set[str], before: str) -> None:
        for key in told.keys() - known:
            self.problem(key, f"不认识 {before}{key}，可以写的有 {'、'.join(sorted(known))}")

    def _one_of(self, told: Mapping[str, Any], key: str, known: Sequence[str]) -> str:
        found = told.get(key, known[0])
        if found not in known:
            self.problem(key, f"{key} 只能写 {' 或 '.join(known)}")
        return str(found)

    def _zone(self, name: Any) -> Zone | None:
        if name is None:
            return None
        try:
            return Zone(str(name))
        except ValueError as error:
            self.problem("zone", str(error))
            return None

    def _kind(self, key: Any, word: str) -> Kind | None:
        kind = self.book.kinds.get(str(key))
        if kind is None:
            self.problem(word, f"《{self.book.name}》里没有 {key} 这种记录")
        return kind

    def _case(self, told: Mapping[str, Any]) -> CaseRecord:
        if "kind" not in told:
            return CaseRecord()
        kind = self._kind(told["kind"], "kind")
        attributes = self._fields(self._table(told, "attributes"), [kind] if kind else [], "case")
        return CaseRecord(kind=str(told["kind"]), time=str(told.get("time", "")), attributes=attributes)

    def _activity(self, name: str, told: Any) -> Activity:
        table: Mapping[str, Any] = told if isinstance(told, dict) else {"kind": told}
        self._known(table, _ACTIVITY, f"activities.{name}.")
        kind = self._kind(table.get("kind", ""), name)
        part, about = str(table.get("part", "")), str(table.get("about", ""))
        if kind is not None and part and part not in {one.key for one in kind.parts}:
            self.problem(name, f"{kind.key} 没有 {part} 这一部分")
        if about:
            self._kind(about, name)
        attributes = self._fields(self._table(table, "attributes"), [kind] if kind else [], name)
        return Activity(kind=str(table.get("kind", "")), part=part, about=about, attributes=attributes)

    def _fields(self, told: Mapping[str, Any], kinds: Iterable[Kind], word: str) -> Mapping[str, str]:
        known = {field.key for kind in kinds for field in kind.fields}
        for attribute, key in told.items():
            if known and str(key) not in known:
                self.problem(attribute, f"{word}：没有字段 {key}（属性 {attribute}）")
        return {attribute: str(key) for attribute, key in told.items()}
