"""制度: the rulebook, article by article, with what each makes the system do, how it was kept this year, and the cases behind that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from liuhen.cases import figures as cases
from liuhen.cases.duties import clock_of
from liuhen.cases.figures import Figures, Listed, Outcome
from liuhen.pages import rulebook
from liuhen.pages.answers import Request, page
from liuhen.pages.rulebook import Article
from liuhen.recordings import rule_figures as recordings
from liuhen.register import clock, register
from liuhen.register.types import Actor
from liuhen.regulation import covering
from liuhen.regulation.sources import REG
from liuhen.regulation.when import CST


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """An article, or one rule of it, with its figures, each leading to what it counts.

    ``rule``: whose duties are listed; empty for an article of several rules, whose page parts them.
    """

    thing: Any
    figures: Figures
    label: str
    rule: str
    year: int

    @property
    def overdue(self) -> int:
        """How many are past their time."""
        return self.figures[Outcome.OVERDUE]

    @property
    def cells(self) -> list[dict[str, Any]]:
        """The figures in the order of the columns."""
        return [{"outcome": one, "count": self.figures[one], "url": self._to(one)} for one in COLUMNS]

    def _to(self, outcome: Outcome) -> str:
        if not self.rule:
            return reverse("rule", args=[self.label]) + f"?year={self.year}"
        asked = {"rule": self.rule, "outcome": str(outcome.value), "year": str(self.year)}
        return reverse("rule_duties", args=[self.label]) + "?" + urlencode(asked)


FIRST, LAST = 1970, 2199  # years that something may be counted in

COLUMNS = (
    Outcome.ARISEN,
    Outcome.KEPT,
    Outcome.KEPT_LATE,
    Outcome.OWED,
    Outcome.OVERDUE,
    Outcome.BREACHED,
    Outcome.EXCUSED,
)


@require_GET
@page
def rules(request: Request, label: str = "") -> HttpResponse:
    """The whole rulebook in its order, or one article."""
    if chosen := request.GET.get("article", ""):
        return redirect("rule", chosen)
    year = _year(request)
    counted = _counted(request.actor, year)
    one = rulebook.find(label) if label else None
    norm = rulebook.unknown(label) if label and one is None else None
    if label and one is None and norm is None:
        raise Http404
    context = {**_frame(request, year, counted, one), "label": label}
    if one is not None:
        context |= {
            "article": one,
            "rows": [
                Row(
                    thing=line,
                    figures=counted.get(line.provision.id, cases.NONE),
                    label=one.label,
                    rule=line.provision.id,
                    year=year,
                )
                for line in one.rules
            ],
            "total": _total(one, counted),
            "beside": _beside(one),
            "films": _films(request.actor, one),
        }
        return render(request, "pages/rule.html", context)
    return render(request, "pages/rules.html", {**context, "unknown": norm})


@require_GET
@page
def duties(request: Request, label: str) -> HttpResponse:
    """The duties and faults behind one figure, newest first, with the cases they stand in."""
    one, year = rulebook.find(label), _year(request)
    rule = request.GET.get("rule", "")
    line = next((found for found in one.rules if found.provision.id == rule), None) if one else None
    if one is None or line is None:
        raise Http404
    asked = request.GET.get("outcome", "")
    outcome = Outcome(asked) if asked in set(Outcome) else Outcome.ARISEN
    counted = _counted(request.actor, year)
    own = counted.get(rule, cases.NONE)
    of = recordings if recordings.reads(rule) else cases
    found = of.listed(request.actor, rule, outcome, year, after=request.GET.get("after", ""))
    context = {
        **_frame(request, year, counted, one),
        "article": one,
        "line": line,
        "outcome": outcome,
        "tabs": [{"outcome": sort, "count": own[sort]} for sort in (*COLUMNS, Outcome.UNSEEN) if own[sort] or sort == outcome],
        "lines": _lines(request.actor, found),
        "after": found.after,
    }
    return render(request, "pages/rule_duties.html", context)


def _counted(actor: Actor, year: int) -> dict[str, Figures]:
    """Each rule's figures: over cases and clues, and over the histories of recordings and devices."""
    return {**cases.figures(actor, year), **recordings.figures(actor, year)}


def _lines(actor: Actor, found: Listed | recordings.Listed) -> list[dict[str, Any]]:
    """Each with its clock, where it is still open."""
    calendar, now = register.terms(actor.agency).calendar, clock.now()
    rows = []
    for line in found.lines:
        row = line.finding
        ticking = row.status == "owed" and row.sort == "duty"
        rows.append(
            {
                "line": line,
                "clock": clock_of(row, now, calendar) if ticking else None,
                "outcome": cases.outcome_of(row),
            }
        )
    return rows


def _year(request: Request) -> int:
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == len("2026") else 0
    return year if FIRST <= year <= LAST else clock.now().year


def _frame(request: Request, year: int, counted: Mapping[str, Figures], one: Article | None) -> dict[str, Any]:
    """What every page of the rulebook has: the contents at the left, the year, whether there is anything to count."""
    return {
        "chapters": [
            {
                "norm": chapter.norm,
                "open": one.basis.source is chapter.source if one else chapter.source is REG,
                "rows": (rows := [_of_article(article, counted, year) for article in chapter.articles]),
                "arisen": sum(row.figures[Outcome.ARISEN] for row in rows),
                "overdue": sum(row.overdue for row in rows),
            }
            for chapter in rulebook.chapters()
        ],
        "columns": COLUMNS,
        "year": year,
        "years": cases.years(request.actor),
        "counting": cases.counts_anything(request.actor) or recordings.counts_anything(request.actor),
        "this_year": clock.now().year,
    }


def _films(actor: Actor, one: Article) -> list[dict[str, Any]]:
    """What the article wants recorded in picture or sound, with the gap that passes by the bureau's rule of today."""
    today, terms = clock.now().astimezone(CST).date(), register.terms(actor.agency)
    acts = covering.of_basis(one.basis.source.key, one.basis.article)
    return [{"act": act, "gap": covering.unnoticed(act, today, terms)} for act in acts]


def _of_article(article: Article, counted: Mapping[str, Figures], year: int) -> Row:
    only = article.rules[0].provision.id if len(article.rules) == 1 else ""
    return Row(thing=article, figures=_total(article, counted), label=article.label, rule=only, year=year)


def _total(article: Article, counted: Mapping[str, Figures]) -> Figures:
    return _sum(counted[rule] for rule in article.ids if rule in counted)


def _sum(listed: Iterable[Figures]) -> Figures:
    return sum(listed, cases.NONE)


def _beside(one: Article) -> dict[str, Article | None]:
    """The article before and the one after, in the same source."""
    articles = next(chapter.articles for chapter in rulebook.chapters() if chapter.source is one.basis.source)
    place = articles.index(one)
    return {
        "before": articles[place - 1] if place else None,
        "after": articles[place + 1] if place + 1 < len(articles) else None,
    }
