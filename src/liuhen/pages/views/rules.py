"""制度: the rulebook as the Book holds it, article by article, with the records and rules that each one has here."""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from liuhen.pages.answers import Request, page
from liuhen.register import register
from liuhen.regulation.grammar import Basis, Kind, Level, Provision


@dataclass(kw_only=True)
class Article:
    """One article: its label, what it asks in our words, the kinds that rest on it, the rules that judge it."""

    basis: Basis
    said: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)

    @property
    def label(self) -> str:
        """制度第二十七条."""
        return self.basis.label.removesuffix(self.basis.paragraph) if self.basis.paragraph else self.basis.label


def articles() -> dict[str, list[Article]]:
    """Articles by source title, in their order, the bureau's own regulation first."""
    book = register.book()
    found: dict[tuple[str, str], Article] = {}
    for provision in book.provisions.values():
        basis = provision.basis
        one = found.setdefault((basis.source.key, basis.article), Article(basis=basis))
        one.provisions.append(provision)
        said = (provision.rule.__globals__.get("__doc__") or "").strip().partition("\n\n")[0].replace("\n", "")
        if said and said not in one.said:
            one.said.append(said)
    for kind in book.kinds.values():
        for basis in kind.basis:
            found.setdefault((basis.source.key, basis.article), Article(basis=basis)).kinds.append(kind)
    grouped: dict[str, list[Article]] = {}
    for one in sorted(found.values(), key=_order):
        grouped.setdefault(one.basis.source.title, []).append(one)
    return grouped


def _order(one: Article) -> tuple[bool, str, int, str]:
    source, article = one.basis.source, one.basis.article
    return (source.level != Level.REGULATION, source.key, int(article) if article.isdigit() else 0, article)


@require_GET
@page
def rules(request: Request, label: str = "") -> HttpResponse:
    """The whole rulebook, open at one article."""
    grouped = articles()
    current = next((one for listed in grouped.values() for one in listed if label and label.startswith(one.label)), None)
    return render(request, "pages/rules.html", {"grouped": grouped, "current": current, "label": label})
