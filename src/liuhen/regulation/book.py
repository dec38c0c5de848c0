"""The Book: every kind and provision, bound from the folders into one frozen value, and the judging of a history.

Another bureau's book is another Book (``Book.bind`` over its own packages). ``judge`` is pure: history and terms in,
findings out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType, ModuleType
from typing import Any

from liuhen.regulation.declared import collected, modules_of, place_of, problems, provision_id, refuse, unsourced
from liuhen.regulation.finding import Finding, Rule, days, pardons_of, rule_of, stamp
from liuhen.regulation.grammar import Kind, Provision
from liuhen.regulation.history import History
from liuhen.regulation.procedure import Procedure, Procedures
from liuhen.regulation.terms import Setting, Terms

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
    settings: Mapping[str, tuple[Setting, ...]] = field(default_factory=dict)
    _rules: dict[tuple[str, frozenset[str] | None], list[Rule]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def bind(
        cls,
        name: str,
        kind_modules: Iterable[ModuleType],
        provision_modules: Iterable[ModuleType],
        procedure_modules: Iterable[ModuleType] = (),
    ) -> "Book":
        """Collect every Kind, Provision and Procedure of the modules; :class:`BadRulebook` says all that is wrong with them."""
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
        """Every finding of the provisions (all that read this kind of history, if none are named), in their order."""
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


def _joined(known: Mapping[str, Any], new: Mapping[str, Any], gone: frozenset[str], modules: list[ModuleType]) -> dict[str, Any]:
    """What is known without what goes, and what is new; refused where a new one bears the name of one that stays."""
    clashing = [key for key in new if key in known and key not in gone]
    refuse(f"{place_of(new[key], modules)}：{key} 已经有了。要替换它，请写进 replacing" for key in clashing)
    return {**{key: value for key, value in known.items() if key not in gone}, **new}


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
    return Book.bind("制度", kinds, rules, modules_of("liuhen.regulation.procedures"))
