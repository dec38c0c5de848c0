"""The Book: every kind and provision, bound from the folders into one frozen value, and the judging of a history.

Another bureau's book is another Book (``Book.bind`` over its own packages). ``judge`` is pure: history and terms in,
findings out.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, cached_property
from types import MappingProxyType, ModuleType
from typing import Any

from liuhen.regulation.declared import (
    RuleRaised,
    collected,
    members,
    modules_of,
    place_of,
    problems,
    provision_id,
    refuse,
    unsourced,
)
from liuhen.regulation.finding import Finding, Rule, days, pardons_of, rule_of, stamp
from liuhen.regulation.grammar import Kind, Provision
from liuhen.regulation.history import History
from liuhen.regulation.procedure import Procedure, Procedures
from liuhen.regulation.terms import Setting, Terms
from liuhen.regulation.violation import Catalogue, Violation
from liuhen.regulation.when import DISTANT_PAST

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
    settings: Mapping[str, tuple[Setting, ...]] = field(default_factory=dict)
    _settled: list[Terms] = field(default_factory=list, repr=False, compare=False)
    _rules: "dict[tuple[Any, ...], list[tuple[Rule, bool]]]" = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def bind(
        cls,
        name: str,
        kind_modules: Iterable[ModuleType],
        provision_modules: Iterable[ModuleType],
        procedure_modules: Iterable[ModuleType] = (),
        violation_modules: Iterable[ModuleType] = (),
    ) -> "Book":
        """Collect every Kind, Provision, Procedure and Violation of the modules; :class:`BadRulebook` says all that is wrong with them."""
        kind_modules, provision_modules, procedure_modules = list(kind_modules), list(provision_modules), list(procedure_modules)
        refuse(unsourced(provision_modules))
        kinds = collected(kind_modules, Kind, lambda kind: kind.key, "记录种类")
        provisions = collected(provision_modules, Provision, provision_id, "条款")
        procedures = collected(procedure_modules, Procedure, lambda procedure: procedure.key, "程序")
        refuse(problems(kinds, provisions, [*kind_modules, *provision_modules]))
        return cls(
            name=name,
            kinds=MappingProxyType(kinds),
            provisions=MappingProxyType(provisions),
            waking=MappingProxyType(_waking(provisions.values())),
            procedures=Procedures(by_key=MappingProxyType(procedures)),
            violations=Catalogue.of(_each(violation_modules, Violation)),
        )

    def extended(
        self,
        name: str,
        modules: Iterable[ModuleType],
        *,
        replacing: Iterable[str] = (),
        settings: Mapping[str, tuple[Setting, ...]] | None = None,
    ) -> "Book":
        """This Book with the kinds and provisions of further modules; those whose keys ``replacing`` names are left out.

        What the modules only import from here counts once. ``settings`` are values that hold until a bureau states its own.
        """
        added, gone = list(modules), frozenset(replacing)
        refuse(
            f"{name}：要替换的 {key} 不在《{self.name}》里" for key in sorted(gone - self.kinds.keys() - self.provisions.keys())
        )
        refuse(unsourced(added))
        kinds = _joined(self.kinds, collected(added, Kind, lambda kind: kind.key, "记录种类", self.kinds), gone, added)
        new = collected(added, Provision, provision_id, "条款", self.provisions)
        provisions = _joined(self.provisions, new, gone, added)
        refuse(problems(kinds, provisions, added))
        return replace(
            self,
            name=name,
            kinds=MappingProxyType(kinds),
            provisions=MappingProxyType(provisions),
            waking=MappingProxyType(_waking(provisions.values())),
            settings=MappingProxyType({**self.settings, **(settings or {})}),
            _settled=[],
            _rules={},
        )

    def terms(self, terms: Terms) -> Terms:
        """A bureau's terms with the settings of this Book beneath its own."""
        if not self.settings:
            return terms
        keys = self.settings.keys() | terms.settings.keys()
        both = {key: (*self.settings.get(key, ()), *terms.settings.get(key, ())) for key in keys}
        return replace(terms, settings=both)

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
        """Every finding of the provisions (all that read this kind of history, if none are named), in their order.

        :class:`RuleRaised` names the provision, its line and the case where a rule fails.
        """
        terms = self._with_catalogue(terms)
        chosen = self._asked(history) if provisions is None else _of_those_days(history, map(rule_of, provisions))
        pardons = pardons_of(history)
        found: list[Finding] = []
        for rule, throughout in chosen:
            before = len(found)
            try:  # costs nothing where nothing is raised
                for output in rule.says(history, terms):
                    if throughout or rule.in_force(output.because.at):
                        found.append(stamp(rule, output, history, pardons))  # noqa: PERF401 - a rule says one thing or none: dearer
            except Exception as error:
                raise RuleRaised(rule.provision, error, history.subject) from error
            if len(found) > before + 1:
                found[before:] = {finding.key: finding for finding in found[before:]}.values()
        return found

    def _with_catalogue(self, terms: Terms) -> Terms:
        """The terms with this Book's own violations in them; the last ones made are kept, for many histories are judged on the same."""
        if terms.violations is self.violations:
            return terms
        if not self._settled or self._settled[0] is not terms:
            self._settled[:] = [terms, replace(terms, violations=self.violations)]
        return self._settled[1]

    def _asked(self, history: History) -> "list[tuple[Rule, bool]]":
        """The rules that speak on some entry of a history and were in force, in the Book's order, and whether all the time.

        Remembered by the kinds and the days, between two changes of the law: what judging costs grows with the entries and not
        with the number of provisions. A source that tells only part is asked by what would meet a duty as well.
        """
        eras = None
        if self._changes:
            first, last = days(history)
            eras = bisect_right(self._changes, first), bisect_right(self._changes, last)
        question = (history.subject_type, history.mix, history.partial, eras)
        asked = self._rules.get(question)
        if asked is None:
            if len(self._rules) >= MOST_QUESTIONS:
                self._rules.clear()
            rules = self._speaking(history)
            asked = self._rules[question] = list(_of_those_days(history, rules)) if eras else [(rule, True) for rule in rules]
        return asked

    def _speaking(self, history: History) -> list[Rule]:
        """The rules that the kinds of a history wake."""
        rules = [rule_of(provision) for provision in self.woken_by(history.kinds, history.subject_type)]
        return sorted((rule for rule in rules if rule.speaks_on(history)), key=lambda rule: self._places[rule.id])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self.provisions)}

    @cached_property
    def _changes(self) -> list[date]:
        """The days on which some provision of this Book began or ceased to be in force."""
        rules = [rule_of(provision) for provision in self.provisions.values()]
        begun = {rule.first for rule in rules}
        ceased = {rule.last + timedelta(days=1) for rule in rules if rule.last < date.max}
        return sorted(day for day in begun | ceased if day > DISTANT_PAST.date())


def _of_those_days(history: History, rules: Iterable[Rule]) -> Iterator[tuple[Rule, bool]]:
    """Those that read this kind of history and were in force on some day of it, and whether on every one."""
    first, last = days(history)
    for rule in rules:
        if rule.provision.reads == history.subject_type and last >= rule.first and first <= rule.last:
            yield rule, rule.first <= first and last <= rule.last


def _joined(known: Mapping[str, Any], new: Mapping[str, Any], gone: frozenset[str], modules: list[ModuleType]) -> dict[str, Any]:
    """What is known without what goes, and what is new; refused where a new one bears the name of one that stays."""
    clashing = [key for key in new if key in known and key not in gone]
    refuse(f"{place_of(new[key], modules)}：{key} 已经有了。要替换它，请写进 replacing" for key in clashing)
    return {**{key: value for key, value in known.items() if key not in gone}, **new}


def _each(modules: Iterable[ModuleType], wanted: type) -> Iterator[Any]:
    """Every declaration of the modules, each object once."""
    return iter({id(value): value for module in modules for value in members(module, wanted)}.values())


def _waking(provisions: Iterable[Provision]) -> dict[str, tuple[Provision, ...]]:
    waking: dict[str, tuple[Provision, ...]] = {}
    for provision in provisions:
        for kind in {kind.key for kind in (*provision.triggers, *provision.met_by)}:
            waking[kind] = (*waking.get(kind, ()), provision)
    return waking


@cache
def our_book() -> Book:
    """The book of this bureau's regulation and the statutes behind it, bound once."""
    kinds = modules_of("liuhen.regulation.kinds")
    rules = [*modules_of("liuhen.regulation.articles"), *modules_of("liuhen.regulation.statutes")]
    procedures, violations = modules_of("liuhen.regulation.procedures"), modules_of("liuhen.regulation.violations")
    return Book.bind("制度", kinds, rules, procedures, violations)
