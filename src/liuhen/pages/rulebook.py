"""The rulebook as pages show it: every article of the regulation, the statutes behind it, the rules and records of each.

Made once from the Book, which is a value; what changes from day to day (figures) is put beside it by the view.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from typing import Any

from liuhen.register import register
from liuhen.regulation.chapters import CHAPTERS
from liuhen.regulation.citing import norms
from liuhen.regulation.grammar import Basis, Kind, Level, Provision, Source
from liuhen.regulation.narrative import NARRATIVE, Narrative
from liuhen.regulation.sources import REG

#: How the words of an article begin: its number, or the name of a practice.
_ARTICLE = re.compile(r"[\u4e00-\u9fff《]")
#: The numbers that stand before what they ask, two spaces apart: of one article, or of all that the same rule serves.
_NUMBERS = re.compile(r"(第[^，。；：]*?) {2,}")


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleLine:
    """One rule of an article, with the days on which it holds."""

    provision: Provision

    @property
    def first(self) -> date | None:
        """In force from; None for our own practice, which no day brought."""
        basis = self.provision.basis.source
        return (self.provision.in_force or basis.in_force) if basis.level != Level.PRACTICE else None

    @property
    def until(self) -> date | None:
        """In force until; None while it is."""
        return self.provision.until or self.provision.basis.source.until


@dataclass(frozen=True, kw_only=True, slots=True)
class Norm:
    """A source as templates read it: a ``Source`` can be called, and a template would."""

    source: Source

    @property
    def short(self) -> str:
        """As cited in a line."""
        return self.source.short or self.source.title

    @property
    def title(self) -> str:
        """As printed."""
        return self.source.title

    @property
    def until(self) -> date | None:
        """The last day on which it was in force; None while it is."""
        return self.source.until

    @property
    def days(self) -> str:
        """2021-01-22 公布，2021-07-15 起施行; nothing for our own practice, which no day brought."""
        source = self.source
        if source.level == Level.PRACTICE:
            return ""
        issued = f"{source.issued} 公布，" if source.issued else ""
        return f"{issued}{source.in_force} 起施行" + (f"，{source.until} 止" if source.until else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Behind:
    """A statute's article on which one of the regulation rests; ``known`` where it has a page of its own here."""

    basis: Basis
    known: bool

    @property
    def norm(self) -> Norm:
        """The statute."""
        return Norm(source=self.basis.source)


@dataclass(kw_only=True)
class Article:
    """One article of one source, as the page of its own shows it."""

    basis: Basis
    title: str = ""
    asks: list[str] = field(default_factory=list)
    does: str = ""
    rules: list[RuleLine] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    behind: list[Behind] = field(default_factory=list)
    rests: list[str] = field(default_factory=list)
    covered: Narrative | None = None

    @property
    def norm(self) -> Norm:
        """Where it stands."""
        return Norm(source=self.basis.source)

    @property
    def label(self) -> str:
        """制度第二十七条; paragraphs share their article's page."""
        return label_of(self.basis)

    @property
    def short(self) -> str:
        """第二十七条, where the source stands above; a practice by its name."""
        return self.label.removeprefix(self.basis.source.short)

    @property
    def ids(self) -> list[str]:
        """Its rules by id."""
        return [line.provision.id for line in self.rules]


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """One source with its articles in their order."""

    source: Source
    articles: tuple[Article, ...]

    @property
    def norm(self) -> Norm:
        """The source, to be shown."""
        return Norm(source=self.source)


def label_of(basis: Basis) -> str:
    """An article's label without paragraph."""
    return basis.label.removesuffix(basis.paragraph) if basis.paragraph else basis.label


@cache
def chapters() -> tuple[Chapter, ...]:
    """Every source: the regulation first, the statutes in force by name, the old versions, our practice last."""
    found: dict[tuple[str, str], Article] = {}
    for number, chapter in CHAPTERS.items():
        basis = REG(number)
        found[basis.source.key, basis.article] = Article(
            basis=basis, title=chapter.title, asks=[chapter.asks], does=chapter.does, covered=NARRATIVE.get(number)
        )
    _gather(found)
    grouped: dict[str, list[Article]] = {}
    for one in found.values():
        grouped.setdefault(one.basis.source.key, []).append(one)
    _tie(found)
    made = [Chapter(source=listed[0].basis.source, articles=tuple(sorted(listed, key=_place))) for listed in grouped.values()]
    return tuple(sorted(made, key=_rank))


def written(rule: Any) -> Any:
    """The function in which a rule is written: one that an older version of the law shares with other numbers is wrapped."""
    while isinstance(rule, partial):
        rule = rule.func
    return rule


def _gather(found: dict[tuple[str, str], Article]) -> None:
    """The rules and kinds of the Book, each at its article."""
    book = register.book()
    for provision in book.provisions.values():
        basis = provision.basis
        one = found.setdefault((basis.source.key, basis.article), Article(basis=basis))
        one.rules.append(RuleLine(provision=provision))
        asks = _said(written(provision.rule), basis)
        if basis.source is not REG and asks and asks not in one.asks:
            one.asks.append(asks)
        one.title = one.title or provision.title
    for kind in book.kinds.values():
        for basis in kind.basis:
            one = found.setdefault((basis.source.key, basis.article), Article(basis=basis))
            if kind not in one.kinds:
                one.kinds.append(kind)
                one.title = one.title or kind.title


def _said(rule: Any, basis: Basis) -> str:
    """What an article asks, in our words: the opening of the module of its rule, or of the rule where one module serves several.

    What opens otherwise is written for programmers and is not shown. The numbers before the words are those of all articles that the
    rule serves, in the version in which it was written: the page names its own, so they go; a paragraph of this very article stays.
    """
    opening = [
        (text or "").strip().partition("\n\n")[0].replace("\n", "") for text in (rule.__doc__, rule.__globals__.get("__doc__"))
    ]
    text = next((text for text in opening if _ARTICLE.match(text)), "")
    if not (numbers := _NUMBERS.match(text)):
        return text.removeprefix(label_of(basis).removeprefix(basis.source.short)).strip("： ")
    own = numbers[1].removeprefix(label_of(basis).removeprefix(basis.source.short))
    paragraph = f"{own}　" if re.fullmatch(r"第[一二三四五六七八九十]+款", own) else ""
    return paragraph + text[numbers.end() :].strip()


def _tie(found: Mapping[tuple[str, str], Article]) -> None:
    """The regulation's articles to the statutes behind them, and back."""
    for number, chapter in CHAPTERS.items():
        own = found[REG.key, str(number)]
        for basis in chapter.behind:
            there = found.get((basis.source.key, basis.article))
            own.behind.append(Behind(basis=basis, known=there is not None))
            if there is not None:
                there.rests.append(own.label)


def _place(one: Article) -> tuple[int, str]:
    article = one.basis.article
    return (int(article) if article.isdecimal() else 0, article)


def _rank(chapter: Chapter) -> tuple[int, str, int]:
    source = chapter.source
    group = 0 if source is REG else 3 if source.level == Level.PRACTICE else 2 if source.until else 1
    return (group, source.title, -source.in_force.toordinal())


@cache
def by_label() -> Mapping[str, Article]:
    """Every article by its label."""
    return {one.label: one for chapter in chapters() for one in chapter.articles}


def find(label: str) -> Article | None:
    """The article that a label names, with or without its paragraph and item (制度第十一条第一项)."""
    known = by_label()
    return known.get(label) or next(
        (known[name] for name in sorted(known, key=len, reverse=True) if label.startswith(name)), None
    )


def unknown(label: str) -> Norm | None:
    """The norm that a label cites although no rule of ours rests on that article; None where it cites none we know."""
    return next((Norm(source=norm) for norm in norms().values() if label.startswith(f"{norm.short}第")), None)
