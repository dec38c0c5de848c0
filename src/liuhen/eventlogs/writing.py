"""Our cases written as OCEL 2.0 JSON or as XES, case after case; a file appears under its name only once it is whole."""

import gzip
import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import quoteattr

from liuhen.eventlogs.ours import Act, Actor, Case
from liuhen.regulation.when import DISTANT_PAST

#: OCEL gives every value of an object a time; one that always held has the first there is.
_ALWAYS = DISTANT_PAST.replace(year=1970).isoformat()
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<classifier name="activity" keys="concept:name"/>
"""


def write(path: Path, cases: Iterable[Case]) -> int:
    """Write XES or OCEL, by the file's ending; returns how many cases."""
    name = path.with_suffix("") if path.suffix == ".gz" else path
    with _whole(path) as out:
        return _xes(out, cases) if name.suffix == ".xes" else _ocel(out, cases)


@contextmanager
def _whole(path: Path) -> Iterator[IO[str]]:
    """A file beside the one that is wanted, which takes its place at the end and leaves nothing where that fails."""
    part = path.with_name(f".{path.name}.part")
    try:
        with gzip.open(part, "wt", encoding="utf-8") if path.suffix == ".gz" else part.open("w", encoding="utf-8") as out:
            yield out
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _xes(out: IO[str], cases: Iterable[Case]) -> int:
    count = 0
    out.write(_HEAD)
    for count, case in enumerate(cases, 1):  # noqa: B007 - how many there were is the answer
        out.write("<trace>\n")
        out.writelines(_string(key, value) for key, value in {"concept:name": case.id, **case.values}.items())
        for act in case.acts:
            out.writelines(_event(act))
        out.write("</trace>\n")
    out.write("</log>\n")
    return count


def _event(act: Act) -> Iterator[str]:
    yield "<event>\n"
    yield _string("concept:name", act.name)
    yield f'<date key="time:timestamp" value="{act.at.isoformat(timespec="milliseconds")}"/>\n'
    yield _string("lifecycle:transition", "complete")
    if act.by:
        yield _string("org:resource", act.by)
    for key, value in act.values.items():
        yield _string(key, value)
    for type_ in dict.fromkeys(actor.type for actor in act.actors):
        yield _string(type_, "、".join(actor.name or actor.id for actor in act.actors if actor.type == type_))
    yield "</event>\n"


def _string(key: str, value: str) -> str:
    return f"<string key={quoteattr(key)} value={quoteattr(value)}/>\n"


def _ocel(out: IO[str], cases: Iterable[Case]) -> int:
    """Events as they come, objects into a file aside: neither list is ever held."""
    made = _Ocel()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as aside:
        out.write('{"events": [')
        for case in cases:
            for act in case.acts:
                out.write(made.event(case, act))
            aside.writelines(made.objects(case))
        out.write('\n], "objects": [')
        aside.seek(0)
        out.writelines(aside)
    out.write(
        f'\n], "eventTypes": {_dumped(made.types(made.event_types))}, "objectTypes": {_dumped(made.types(made.object_types))}}}\n'
    )
    return made.cases


class _Ocel:
    """The elements of the lists, and what types and attributes they were found to have."""

    def __init__(self) -> None:
        self.cases = self.acts = 0
        self.event_types: dict[str, dict[str, None]] = {}
        self.object_types: dict[str, dict[str, None]] = {}
        self.officers: set[str] = set()  # those that are written; a bureau has some hundreds
        self.things = 0

    def event(self, case: Case, act: Act) -> str:
        self.event_types.setdefault(act.name, {}).update(dict.fromkeys(act.values))
        related = [(case.id, "case"), *((actor.id, actor.type) for actor in act.actors)]
        if act.by:
            related.append((act.by, "author"))
        told = {
            "id": act.id,
            "type": act.name,
            "time": act.at.isoformat(timespec="milliseconds"),
            "attributes": [{"name": key, "value": value} for key, value in act.values.items()],
            "relationships": [{"objectId": thing, "qualifier": how} for thing, how in dict.fromkeys(related)],
        }
        self.acts += 1
        return f"{',' if self.acts > 1 else ''}\n{_dumped(told)}"

    def objects(self, case: Case) -> Iterator[str]:
        """The case, its parties, and whoever is named for the first time."""
        self.cases += 1
        yield self._thing("case", case.id, dict(case.values))
        named = {actor.id: actor for act in case.acts for actor in act.actors}
        authors = {act.by: Actor(id=act.by, type="officer", name="") for act in case.acts if act.by}
        for actor in {**authors, **named}.values():
            if actor.id not in self.officers:
                values = {"name": actor.name, "sort": actor.sort}
                yield self._thing(actor.type, actor.id, {key: value for key, value in values.items() if value})
            if actor.type == "officer":
                self.officers.add(actor.id)

    def _thing(self, type_: str, number: str, values: dict[str, str]) -> str:
        self.object_types.setdefault(type_, {}).update(dict.fromkeys(values))
        attributes = [{"name": key, "value": value, "time": _ALWAYS} for key, value in values.items()]
        self.things += 1
        return f"{',' if self.things > 1 else ''}\n{_dumped({'id': number, 'type': type_, 'attributes': attributes, 'relationships': []})}"

    @staticmethod
    def types(known: dict[str, dict[str, None]]) -> list[dict[str, Any]]:
        """Types with their attributes, as the format declares them."""
        return [
            {"name": name, "attributes": [{"name": key, "type": "string"} for key in keys]}
            for name, keys in sorted(known.items())
        ]


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
