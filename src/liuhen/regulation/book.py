"""The Book: every kind and provision, bound from the folders into one frozen value, and the judging of a history.

Another bureau's book is another Book (``Book.bind`` over its own packages). ``judge`` is pure: history and terms in,
findings out.
"""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any

from liuhen.regulation.finding import Finding, Rule, days, pardons_of, rule_of, stamp
from liuhen.regulation.grammar import Kind, Provision
from liuhen.regulation.history import History
from liuhen.regulation.procedure import Procedure, Procedures
from liuhen.regulation.terms import Terms
from liuhen.regulation.violation import Catalogue, Violation

__all__ = ["Book", "Finding", "our_book"]

MOST_QUESTIONS = 4096  # combinations of kinds whose rules are remembered


@dataclass(frozen=True, kw_only=True)
class Book:
    """Kinds by key and provisions by id; which provisions each kind wakes."""

    name: str
    kinds: Mapping[str, Kind]
    provisions: Mapping[str, Provision]
    waking: Mapping[str, tuple[Provision, ...]]
    procedures: Procedures = field(default_factory=Procedures)
    violations: Catalogue = field(default_factory=Catalogue)
    _rules: dict[tuple[str, frozenset[str] | None], list[Rule]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def bind(
        cls,
        name: str,
        kind_modules: Iterable[ModuleType],
        provision_modules: Iterable[ModuleType],
        procedure_modules: Iterable[ModuleType] = (),
        violation_modules: Iterable[ModuleType] = (),
    ) -> "Book":
        """Collect every Kind, Provision, Procedure and Violation of the modules; a key declared twice is a ValueError."""
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
        procedures: dict[str, Procedure] = {}
        for module in procedure_modules:
            for procedure in _members(module, Procedure):
                if procedures.setdefault(procedure.key, procedure) is not procedure:
                    raise ValueError(f"procedure {procedure.key} is declared twice")
        return cls(
            name=name,
            kinds=MappingProxyType(kinds),
            provisions=MappingProxyType(provisions),
            waking=MappingProxyType(_waking(provisions.values())),
            procedures=Procedures(by_key=MappingProxyType(procedures)),
            violations=Catalogue.of(_each(violation_modules, Violation)),
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
        terms = replace(terms, violations=self.violations)
        chosen = self._asked(history) if provisions is None else [rule_of(provision) for provision in provisions]
        pardons = pardons_of(history)
        first, last = days(history)
        findings: dict[str, Finding] = {}
        for rule in chosen:
            if rule.provision.reads != history.subject_type or last < rule.first or first > rule.last:
                continue  # of another kind of history, or of a law that was in force on no day of this one
            throughout = rule.first <= first and last <= rule.last
            for output in rule.provision.rule(history, terms):
                if throughout or rule.in_force(output.because.at):
                    finding = stamp(rule, output, history, pardons)
                    findings[finding.key] = finding
        return list(findings.values())

    def _asked(self, history: History) -> list[Rule]:
        """The rules that some entry of a history wakes, in the Book's order; all of them where a source may leave entries out.

        What a rule's triggers are is tested, so a rule with none of its kinds here would have nothing to say.
        """
        here = None if history.partial else history.kinds
        question = (history.subject_type, here)
        rules = self._rules.get(question)
        if rules is None:
            if len(self._rules) >= MOST_QUESTIONS:
                self._rules.clear()
            every = [rule_of(provision) for provision in self.provisions.values() if provision.reads == history.subject_type]
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


def _each(modules: Iterable[ModuleType], wanted: type) -> Iterator[Any]:
    """Every declaration of the modules, each object once."""
    return iter({id(value): value for module in modules for value in _members(module, wanted)}.values())


def _waking(provisions: Iterable[Provision]) -> dict[str, tuple[Provision, ...]]:
    waking: dict[str, tuple[Provision, ...]] = {}
    for provision in provisions:
        for kind in {kind.key for kind in (*provision.triggers, *provision.met_by)}:
            waking[kind] = (*waking.get(kind, ()), provision)
    return waking


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
    procedures, violations = list(_walk("liuhen.regulation.procedures")), list(_walk("liuhen.regulation.violations"))
    return Book.bind("制度", kinds, rules, procedures, violations)
