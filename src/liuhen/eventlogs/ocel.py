"""OCEL 2.0 in JSON: the objects of one type are the cases, events belong to those they are related to. Read twice, held nowhere."""

import io
import marshal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from liuhen.eventlogs.files import opened
from liuhen.eventlogs.json_stream import elements
from liuhen.eventlogs.mapping import Map
from liuhen.eventlogs.spill import Spill
from liuhen.eventlogs.tables import CASES
from liuhen.eventlogs.traces import Batch, Event, Trace, Trouble, UnreadableLog

_LISTS = ("eventTypes", "objectTypes", "events", "objects")


@dataclass(frozen=True, slots=True)
class OcelBatch:
    """Some cases: name, attributes, events; each packed."""

    map: tuple[str, str, str]
    first: int
    cases: Sequence[tuple[str, bytes | None, Sequence[bytes]]]

    @property
    def traces(self) -> Iterator[Trace]:
        """Each case, its events and attributes under the names that the map gives to case, activity and time."""
        case_column, activity, time = self.map
        for number, (name, data, rows) in enumerate(self.cases, self.first):
            attributes = {f"case:{key}": value for key, value in (marshal.loads(data) if data else {}).items()}  # noqa: S302 - our own
            events = []
            for row in rows:
                line, type_, at, told = marshal.loads(row)  # noqa: S302 - written by ourselves a moment ago
                events.append(Event({**told, activity: type_, time: at}, line))
            yield Trace({**attributes, case_column: name}, events, number)

    def line(self, trace: Trace, event: int | None = None) -> int:
        """The line of an event."""
        return trace.events[event or 0].line if trace.events else 0


class OcelLog:
    """A log in OCEL 2.0 JSON, packed or not."""

    def __init__(self, path: Path, told: Map) -> None:
        self.file, self.path, self.map = path, str(path), told
        self.troubles: list[Trouble] = []

    def batches(self) -> Iterator[Batch]:
        """The cases in the order of the objects."""
        columns = (self.map.case_column, self.map.activity_column, self.map.time_column)
        with Spill() as spill:
            spill.database.execute("CREATE TABLE others (name TEXT PRIMARY KEY, type TEXT NOT NULL) WITHOUT ROWID")
            self._objects(spill, self._case_type())
            self._events(spill)
            groups, first = spill.groups(), 1
            while cases := list(islice(groups, CASES)):
                yield OcelBatch(columns, first, cases)
                first += len(cases)

    def _elements(self, wanted: str) -> Iterator[tuple[Mapping[str, Any], int]]:
        """The elements of one list, with their lines."""
        seen = set()
        with opened(self.file) as raw, io.TextIOWrapper(raw, self.map.encoding or "utf-8-sig") as text:
            for key, value, line in elements(text, self.path):
                seen.add(key)
                if key.startswith("ocel:"):
                    raise UnreadableLog(f"{self.path}:{line}：这是 OCEL 1.0，请换成 OCEL 2.0 的 JSON")
                if key == wanted:
                    if not isinstance(value, dict):
                        raise UnreadableLog(f"{self.path}:{line}：{wanted} 里的一项不是对象")
                    yield value, line

    def _case_type(self) -> str:
        types = [str(one.get("name")) for one, _ in self._elements("objectTypes")]
        if self.map.case_object in types:
            return self.map.case_object
        fitting = [name for name in types if name.lower() == "case"]
        if not self.map.case_object and (fitting or len(types) == 1):
            return (fitting or types)[0]
        raise UnreadableLog(
            f"{self.path}：请在对应表的 [case] 里用 object 写明哪一类对象是案件。日志里有：{'、'.join(types) or '（无）'}"
        )

    def _objects(self, spill: Spill, case_type: str) -> None:
        for thing, line in self._elements("objects"):
            name, type_ = thing.get("id"), thing.get("type")
            if not isinstance(name, str) or not isinstance(type_, str):
                raise UnreadableLog(f"{self.path}:{line}：对象没有 id 或者 type")
            if type_ == case_type:
                spill.case(name, marshal.dumps(_attributes(thing)))
            else:
                spill.database.execute("INSERT OR REPLACE INTO others VALUES (?, ?)", (name, type_))

    def _events(self, spill: Spill) -> None:
        loose = first = 0
        for event, line in self._elements("events"):
            cases, told = [], _attributes(event)
            for relation in event.get("relationships") or ():
                name = str(relation.get("objectId"))
                case = spill.known(name)
                if case is not None:
                    cases.append(case)
                elif other := spill.database.execute("SELECT type FROM others WHERE name = ?", (name,)).fetchone():
                    key = f"object:{other[0]}"
                    told[key] = f"{told[key]}，{name}" if key in told else name
            row = marshal.dumps((line, str(event.get("type") or ""), str(event.get("time") or ""), told))
            for case in dict.fromkeys(cases):
                spill.add(case, row)
            if not cases:
                first, loose = first or line, loose + 1
        if loose:
            self.troubles.append(Trouble(code="no_case", text=f"有 {loose} 个事项不属于任何案件", file=self.path, line=first))


def _attributes(thing: Mapping[str, Any]) -> dict[str, str]:
    """The attributes of an event or object as text; of several values of an object the one of the latest time."""
    told = [one for one in thing.get("attributes") or () if isinstance(one, dict) and one.get("value") is not None]
    told.sort(key=lambda one: str(one.get("time") or ""))
    return {str(one.get("name")): _text(one["value"]) for one in told}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
