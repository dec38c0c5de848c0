"""A trace as a history: activities become records of their kinds, attributes their fields; nothing is added that the log does not say."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from liuhen.eventlogs.mapping import Activity, Map
from liuhen.eventlogs.times import BadTime, Clock
from liuhen.eventlogs.traces import Batch, Event, Trace, Trouble
from liuhen.eventlogs.values import Converter, converter
from liuhen.regulation import told as names
from liuhen.regulation.book import Book
from liuhen.regulation.grammar import Verdict
from liuhen.regulation.history import PART, Entry, History, Origin
from liuhen.regulation.when import When

_TRANSITION = "lifecycle:transition"
_MOST_PLANS = 4096
_IMPORT = Origin.IMPORT.value
_AGREED = Verdict.AGREED.value


class BadTrace(Exception):  # noqa: N818 - as people say it
    """A trace that cannot be judged; ``trouble`` says where and why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.text)
        self.trouble = trouble


#: File, line and case.
Place = tuple[str, int, str]


@dataclass(slots=True)
class _Plan:
    """What becomes of events of one activity with the same attributes: worked out once."""

    kind: str
    version: int
    fields: tuple[tuple[str, str, Converter], ...]
    kept: tuple[str, ...]
    part: str = ""
    about: str = ""
    count: int = 0
    first: Place = ("", 0, "")


@dataclass(slots=True)
class _Case:
    """One case while it is told: its attributes, how many entries it has, the newest of each kind."""

    name: str
    batch: Batch
    trace: Trace
    seq: int = 0
    newest: dict[str, str] = field(default_factory=dict)

    def line(self, place: int) -> int:
        """The line of its event number ``place``, from 1; 0 is the case itself."""
        return self.batch.line(self.trace, place - 1 if place else None)


@dataclass(slots=True)
class Seen:
    """What a stretch of the log held besides findings, for the summary."""

    events: int = 0
    later: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    unjudged: Counter[tuple[str, str]] = field(default_factory=Counter)
    unreadable: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], str] = field(default_factory=dict)
    first: dict[tuple[str, str], Place] = field(default_factory=dict)  # of an activity (no attribute), or of an attribute

    def add(self, other: "Seen") -> None:
        """What another stretch held as well."""
        self.events += other.events
        self.later += other.later
        self.unknown.update(other.unknown)
        self.unjudged.update(other.unjudged)
        self.unreadable.update(other.unreadable)
        self.examples = {**other.examples, **self.examples}
        self.first = {**other.first, **self.first}


class Teller:
    """Tells traces of one log as histories of one Book's kinds, as things stood at ``at``."""

    def __init__(self, book: Book, told: Map, at: datetime, path: str) -> None:
        self.book, self.map, self.at, self.path = book, told, at, path
        self.clock = Clock(told)
        self.seen = Seen()
        self._plans: dict[tuple[str, ...], _Plan] = {}
        self._named: Mapping[str, Activity] | None = None
        self._reserved = {told.case_column, told.activity_column, told.time_column, told.case.time, _TRANSITION}

    def history(self, batch: Batch, trace: Trace) -> History:
        """The history of a trace; :class:`BadTrace` where it has no name, or an event without activity or time."""
        name = trace.attributes.get(self.map.case_column, "").strip()
        if trace.wrong or not name:
            raise self._bad(batch, trace, None, "malformed" if trace.wrong else "no_case", trace.wrong or "没有案件名称")
        entries = list(self._entries(batch, trace, name))
        if not entries and not trace.events:
            raise self._bad(batch, trace, None, "no_events", "没有事项")
        self.seen.events += len(trace.events)
        stood = [entry for entry in entries if entry.when.start.lo <= self.at]
        self.seen.later += len(entries) - len(stood)
        return History(stood, self.book.kinds, subject=name, partial=not self.map.complete)

    def _bad(self, batch: Batch, trace: Trace, event: int | None, code: str, text: str) -> BadTrace:
        name = trace.attributes.get(self.map.case_column, "") or f"第 {trace.number} 个"
        where = f"第 {event + 1} 个事项" if event is not None else ""
        return BadTrace(Trouble(code=code, text=f"{where}{text}", file=self.path, line=batch.line(trace, event), case=name))

    def _entries(self, batch: Batch, trace: Trace, name: str) -> Iterator[Entry]:
        told = []
        for place, event in enumerate(trace.events):
            activity = event.attributes.get(self.map.activity_column)
            if self.map.transitions and event.attributes.get(_TRANSITION, "complete") not in self.map.transitions:
                continue
            if not activity:
                raise self._bad(batch, trace, place, "no_activity", "没有活动名称")
            try:
                when = self.clock.when(event.attributes.get(self.map.time_column, ""))
            except BadTime as error:
                raise self._bad(batch, trace, place, error.code, str(error)) from None
            told.append((when.start.lo, place, activity, when, event))
        told.sort(key=_moment)  # stable: what is of one moment stays in the order of the log
        case = _Case(name, batch, trace)
        if self.map.case.kind:
            yield self._of_case(batch, trace, case, told[0][3] if told else None)
        for _, place, activity, when, event in told:
            yield self._entry(case, place + 1, self._plan(case, place + 1, activity, event), when, event.attributes)

    def _entry(self, case: _Case, place: int, plan: _Plan, when: When, attributes: Mapping[str, str]) -> Entry:
        number, part_of = f"{case.name}#{place}", ""
        content = self._content(plan, attributes, case, place)
        about = case.newest.get(plan.about, "") if plan.about else ""
        if plan.part:
            part_of = case.newest.get(plan.kind, "")
            content |= {"part": plan.part, "verdict": _AGREED}
        else:
            case.newest[plan.kind] = number
        case.seq += 1
        return Entry(
            id=number, subject=case.name, subject_type="case", seq=case.seq, kind=PART if plan.part else plan.kind, version=plan.version,
            author="", when=when, recorded_at=when.start.lo, origin=_IMPORT, part_of=part_of, about=about, content=content,
        )  # fmt: skip

    def _content(self, plan: _Plan, attributes: Mapping[str, str], case: _Case, place: int) -> dict[str, Any]:
        plan.count += 1
        content: dict[str, Any] = {key: attributes[key] for key in plan.kept}
        for attribute, key, convert in plan.fields:
            value = attributes.get(attribute)
            if value is None:
                value = case.trace.attributes.get(attribute)
            if value:
                try:
                    content[key] = convert(value)
                except ValueError:
                    content[attribute] = value
                    self.seen.unreadable[plan.kind, attribute] += 1
                    if (plan.kind, attribute) not in self.seen.examples:
                        self.seen.examples[plan.kind, attribute] = value[:60]
                        self.seen.first[plan.kind, attribute] = (self.path, case.line(place), case.name)
        return content

    def _of_case(self, batch: Batch, trace: Trace, case: _Case, first: When | None) -> Entry:
        """The record of the case's own attributes, at the time that one of them says, else with the first event."""
        told = self.map.case
        when, stated = first, trace.attributes.get(told.time, "") if told.time else ""
        if stated:
            try:
                when = self.clock.when(stated)
            except BadTime as error:
                raise self._bad(batch, trace, None, error.code, f"{told.time}：{error}") from None
        if when is None:
            raise self._bad(batch, trace, None, "no_events", "没有事项")
        key = ("", *trace.attributes)
        plan = self._plans.get(key) or self._plan_of(key, told.kind, told.attributes, tuple(trace.attributes))
        plan.first = plan.first if plan.first[0] else (self.path, case.line(0), case.name)
        return self._entry(case, 0, plan, when, trace.attributes)

    def _plan(self, case: _Case, place: int, activity: str, event: Event) -> _Plan:
        key = (activity, *event.attributes)
        plan = self._plans.get(key)
        if plan is None:
            told = self.map.activities.get(activity) or self._looked_up(activity)
            plan = self._plan_of(key, told.kind, told.attributes, tuple(event.attributes))
            plan.part, plan.about, plan.first = told.part, told.about, (self.path, case.line(place), case.name)
        return plan

    def _looked_up(self, activity: str) -> Activity:
        """What an activity is that the map does not name: the kind (or its part) of that key, title or other name; else nothing known."""
        if self._named is None:
            kinds = [kind for kind in self.book.kinds.values() if "case" in kind.subjects]
            by_name = {**{kind.title: kind for kind in kinds}, **names.names(kinds), **{kind.key: kind for kind in kinds}}
            parts = {
                f"{kind.title}：{part.title}": Activity(kind=kind.key, part=part.key) for kind in kinds for part in kind.parts
            }
            self._named = {**parts, **{name: Activity(kind=kind.key) for name, kind in by_name.items()}}
        return self._named.get(activity) or self._named.get(names.bare(activity)) or Activity(kind=activity)

    def _plan_of(self, key: tuple[str, ...], kind_key: str, own: Mapping[str, str], attributes: tuple[str, ...]) -> _Plan:
        if key in self._plans:
            return self._plans[key]
        if len(self._plans) >= _MOST_PLANS:
            self._tally()
            self._plans.clear()
        kind = self.book.kinds.get(kind_key)
        known = {item.key: item for item in kind.fields} if kind else {}
        targets = {**{name: name for name in attributes if name in known}, **self.map.attributes, **own}
        # an attribute of the case may fill a field of any record; one of the event only where it is there
        fields = tuple(
            (name, target, converter(known[target], self.clock))
            for name, target in targets.items()
            if target in known and (name in attributes or name.startswith("case:"))
        )
        used = {name for name, _, _ in fields}
        kept = tuple(name for name in attributes if name not in used and name not in self._reserved)
        plan = self._plans[key] = _Plan(kind_key, kind.version if kind else 1, fields, kept)
        return plan

    def settle(self) -> Seen:
        """What was seen since the last asking."""
        self._tally()
        seen, self.seen = self.seen, Seen()
        return seen

    def _tally(self) -> None:
        for plan in self._plans.values():
            if plan.count and plan.kind not in self.book.kinds:
                self.seen.unknown[plan.kind] += plan.count
                self.seen.first.setdefault((plan.kind, ""), plan.first)
            elif plan.count:
                self.seen.unjudged.update({(plan.kind, name): plan.count for name in plan.kept})
                for name in plan.kept:
                    self.seen.first.setdefault((plan.kind, name), plan.first)
            plan.count = 0


def _moment(told: tuple[datetime, int, str, When, Event]) -> datetime:
    return told[0]
