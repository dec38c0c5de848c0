"""The Book: every kind and provision, bound from the folders into one frozen value, and the judging of a history.

Another bureau's book is another Book (``Book.bind`` over its own packages). ``judge`` is pure: history and terms in,
findings out.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any

from liuhen.regulation.grammar import Basis, Duty, Fault, Gravity, Kind, Level, PartOf, Provision, Status
from liuhen.regulation.history import BREACH_DECLARED, EXCUSAL, Entry, History, PartView, Record
from liuhen.regulation.terms import Terms
from liuhen.regulation.when import UNKNOWN, Instant

MOST_QUESTIONS = 4096  # combinations of kinds whose rules are remembered
_PARDONING = frozenset({EXCUSAL, BREACH_DECLARED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A duty or fault, stamped with its provision and judged. ``key`` is stable over re-evaluation; excusals name it.

    ``due`` and ``met`` are instants or None. Whether an owed duty is overdue depends on the clock: see :meth:`overdue`.
    """

    key: str
    subject: str
    provision: str
    basis: Basis
    level: Level
    sort: str
    status: Status
    gravity: Gravity | None
    because: str
    because_kind: str
    about: str
    owes: str
    owes_title: str
    do: str
    why: str
    due: Instant | None
    met: Instant | None
    gates: tuple[str, ...]
    role: str
    unit: str
    field: str = ""
    mendable: bool = False
    missing: str = ""

    def overdue(self, now: Instant) -> bool:
        """Whether it is owed and its due moment has certainly passed."""
        return self.status == Status.OWED and self.due is not None and now.lo > self.due.hi

    @property
    def is_open(self) -> bool:
        """Owed, or a fault that stands."""
        return self.status == Status.OWED


@dataclass(frozen=True, kw_only=True)
class Book:
    """Kinds by key and provisions by id; which provisions each kind wakes."""

    name: str
    kinds: Mapping[str, Kind]
    provisions: Mapping[str, Provision]
    waking: Mapping[str, tuple[Provision, ...]]
    _rules: dict[tuple[str, frozenset[str] | None], list["_Rule"]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def bind(cls, name: str, kind_modules: Iterable[ModuleType], provision_modules: Iterable[ModuleType]) -> "Book":
        """Collect every Kind and Provision of the modules; a key declared twice is a ValueError."""
        kinds: dict[str, Kind] = {}
        for module in kind_modules:
            for kind in _members(module, Kind):
                if kinds.setdefault(kind.key, kind) is not kind:
                    raise ValueError(f"kind {kind.key} is declared twice")
        provisions: dict[str, Provision] = {}
        for module in provision_modules:
            for provision in _members(module, Provision):
                if provisions.setdefault(provision.id, provision) is not provision:
                    raise ValueError(f"provision {provision.id} is declared twice")
        return cls(
            name=name,
            kinds=MappingProxyType(kinds),
            provisions=MappingProxyType(provisions),
            waking=MappingProxyType(_waking(provisions.values())),
        )

    def kind(self, key: str) -> Kind:
        """The kind of that key; KeyError if there is none."""
        return self.kinds[key]

    def for_subject(self, subject_type: str) -> tuple[Kind, ...]:
        """Kinds that belong to a type of subject."""
        return tuple(kind for kind in self.kinds.values() if subject_type in kind.subjects)

    def woken_by(self, kinds: Iterable[str], reads: str) -> tuple[Provision, ...]:
        """The provisions that entries of these kinds wake, each once."""
        found: dict[str, Provision] = {}
        for key in kinds:
            for provision in self.waking.get(key, ()):
                if provision.reads == reads:
                    found[provision.id] = provision
        return tuple(found.values())

    def judge(self, history: History, terms: Terms, provisions: Iterable[Provision] | None = None) -> list[Finding]:
        """Every finding of the provisions (all that read this kind of history, if none are named), in their order."""
        chosen = self._asked(history) if provisions is None else [_rule_of(provision) for provision in provisions]
        pardons = _pardons(history)
        first, last = _days(history)
        findings: dict[str, Finding] = {}
        for rule in chosen:
            if rule.provision.reads != history.subject_type or last < rule.first or first > rule.last:
                continue  # of another kind of history, or of a law that was in force on no day of this one
            throughout = rule.first <= first and last <= rule.last
            for output in rule.provision.rule(history, terms):
                if throughout or rule.in_force(output.because.at):
                    finding = _stamp(rule, output, history, pardons)
                    findings[finding.key] = finding
        return list(findings.values())

    def _asked(self, history: History) -> list["_Rule"]:
        """The rules that some entry of a history wakes, in the Book's order; all of them where a source may leave entries out.

        What a rule's triggers are is tested, so a rule with none of its kinds here would have nothing to say.
        """
        here = None if history.partial else history.kinds
        question = (history.subject_type, here)
        rules = self._rules.get(question)
        if rules is None:
            if len(self._rules) >= MOST_QUESTIONS:
                self._rules.clear()
            every = [_rule_of(provision) for provision in self.provisions.values() if provision.reads == history.subject_type]
            rules = [rule for rule in every if here is None or not here.isdisjoint(rule.wakers)]
            self._rules[question] = rules
        return rules


def _members(module: ModuleType, wanted: type) -> Iterator[Any]:
    """The declarations of a module itself (names imported from elsewhere are the same objects and do no harm)."""
    for value in vars(module).values():
        if isinstance(value, wanted):
            yield value
        elif isinstance(value, tuple) and value and all(isinstance(item, wanted) for item in value):
            yield from value


def _waking(provisions: Iterable[Provision]) -> dict[str, tuple[Provision, ...]]:
    waking: dict[str, tuple[Provision, ...]] = {}
    for provision in provisions:
        for kind in {kind.key for kind in (*provision.triggers, *provision.met_by)}:
            waking[kind] = (*waking.get(kind, ()), provision)
    return waking


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rule:
    """A provision made ready for judging: what is asked of it for every history, worked out once."""

    provision: Provision
    id: str
    level: Level
    first: date
    last: date
    wakers: frozenset[str]

    def in_force(self, at: Instant) -> bool:
        """Whether it was in force on the day of an act; a day that spans the border counts as in force."""
        return at.hi.date() >= self.first and at.lo.date() <= self.last


_ready: dict[int, _Rule] = {}


def _rule_of(provision: Provision) -> _Rule:
    """A provision made ready; kept by identity, for a provision is no key (its kinds hold mappings)."""
    rule = _ready.get(id(provision))
    if rule is None or rule.provision is not provision:
        source = provision.basis.source
        rule = _ready[id(provision)] = _Rule(
            provision=provision,
            id=provision.id,
            level=provision.stands_at,
            first=provision.in_force or source.in_force,
            last=provision.until or source.until or date.max,
            wakers=frozenset(kind.key for kind in (*provision.triggers, *provision.met_by)),
        )
    return rule


def _days(history: History) -> tuple[date, date]:
    """The first and the last day on which an act of this history may have begun."""
    starts = [entry.when.start for entry in history.entries]
    if not starts:
        return date.min, date.max
    return min([start.lo for start in starts]).date(), max([start.hi for start in starts]).date()


def _pardons(history: History) -> dict[str, Entry]:
    """Excusals and declared breaches, by the key of the duty they name."""
    if _PARDONING.isdisjoint(history.kinds):
        return {}
    return {str(entry.content.get("duty", "")): entry for entry in history.entries if entry.kind in _PARDONING}


def _stamp(rule: _Rule, output: Duty | Fault, history: History, pardons: Mapping[str, Entry]) -> Finding:
    if isinstance(output, Fault):
        return _stamp_fault(rule, output, history)
    owes = output.owes if isinstance(output.owes, str) else output.owes.name
    key = f"{rule.id}:{output.because.id}:{output.about}:{owes}"
    met = _met_at(output.met)
    status = _status(output, met, history, pardons.get(key))
    return Finding(
        key=key,
        subject=history.subject,
        provision=rule.id,
        basis=rule.provision.basis,
        level=rule.level,
        sort="duty",
        status=status,
        gravity=output.gravity,
        because=output.because.id,
        because_kind=_kind_of(output.because),
        about=output.about,
        owes=owes,
        owes_title=_owes_title(output.owes),
        do=output.do or _owes_title(output.owes),
        why=output.why,
        due=output.due,
        met=met,
        gates=output.gates if status == Status.OWED else (),
        role=output.role.value,
        unit=output.unit,
        missing=output.missing,
    )


def _stamp_fault(rule: _Rule, output: Fault, history: History) -> Finding:
    note = output.gravity == Gravity.NOTE
    return Finding(
        key=":".join((rule.id, output.because.id, output.about, "!" + (output.code or output.wrong))),
        subject=history.subject,
        provision=rule.id,
        basis=rule.provision.basis,
        level=rule.level,
        sort="note" if note else "fault",
        status=Status.KEPT if note else Status.BREACHED,
        gravity=output.gravity,
        because=output.because.id,
        because_kind=_kind_of(output.because),
        about=output.about,
        owes="",
        owes_title="",
        do="",
        why=output.wrong,
        due=None,
        met=None,
        gates=output.blocks,
        role="",
        unit="",
        field=output.field,
        mendable=output.mendable,
    )


def _kind_of(because: Record | Entry) -> str:
    return because.kind.key if isinstance(because, Record) else because.kind


def _owes_title(owes: Kind | PartOf | str) -> str:
    return owes if isinstance(owes, str) else owes.title


def _met_at(met: Record | Entry | PartView | Instant | bool | None) -> Instant | None:  # noqa: FBT001 - "met, no matter when"
    if met is None or met is False:
        return None
    if met is True:
        return UNKNOWN
    if isinstance(met, Instant):
        return met
    if isinstance(met, Record):
        return met.effective
    return met.at


def _status(duty: Duty, met: Instant | None, history: History, pardon: Entry | None) -> Status:
    """What has become of a duty, apart from the clock: an owed one may be overdue by the time it is looked at."""
    if duty.excused or (pardon is not None and pardon.kind == EXCUSAL):
        return Status.EXCUSED
    if duty.unseen:
        return Status.UNSEEN
    if met is not None:
        return _in_time(met, duty.due)
    if duty.breached or pardon is not None:
        return Status.BREACHED
    return Status.UNSEEN if history.partial else Status.OWED


def _in_time(met: Instant, due: Instant | None) -> Status:
    """Kept, kept late, or unseen where the precision cannot tell."""
    in_time = due is None or met.by(due)
    if in_time is None:
        return Status.UNSEEN
    return Status.KEPT if in_time else Status.KEPT_LATE


def _walk(package: str) -> Iterator[ModuleType]:
    """Every module below a package, imported."""
    root = importlib.import_module(package)
    for info in pkgutil.walk_packages(root.__path__, prefix=f"{package}."):
        yield importlib.import_module(info.name)


@cache
def our_book() -> Book:
    """The book of this bureau's regulation and the statutes behind it, bound once."""
    kinds = list(_walk("liuhen.regulation.kinds"))
    rules = [*_walk("liuhen.regulation.articles"), *_walk("liuhen.regulation.statutes")]
    return Book.bind("制度", kinds, rules)
