"""违法行为目录: what is punished, by which article, how, by whom; and a bureau's own rows, taken in from a file."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from liuhen.access.permissions import demand, may
from liuhen.access.policy import Action
from liuhen.bureau import commands
from liuhen.pages.answers import Request, go, page
from liuhen.pages.views.bureau import day_of
from liuhen.register import clock, register
from liuhen.regulation import leniency
from liuhen.regulation.causes import catalogue
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.violation import Base, Violation
from liuhen.regulation.violation_rows import checked, parse
from liuhen.regulation.violation_words import base_words
from liuhen.regulation.violations.no_penalty import LENIENCIES

LARGEST = 1_000_000  # bytes of a file of rows


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One base as a row of the page shows it."""

    base: Base
    of: Violation

    @property
    def broken(self) -> list[str]:
        """The articles broken, a line for each act that breaks its own."""
        if not self.of.acts:
            return ["、".join(one.label for one in self.base.broken)]
        parts = [(act.words, [one.label for one in self.base.broken if one in act.broken]) for act in self.of.acts]
        return [f"{words}：{'、'.join(labels)}" for words, labels in parts if labels]

    @property
    def lines(self) -> list[str]:
        """What is imposed, a line each."""
        return base_words(self.base)

    @property
    def bodies(self) -> str:
        """Who imposes it."""
        return "、".join(body.label for body in self.base.bodies)

    @property
    def edition(self) -> str:
        """The edition whose text it was read in."""
        return self.base.penal.norm.newest.source.issued


@require_GET
@page
def violations(request: Request) -> HttpResponse:
    """The catalogue, by industry; a word narrows it."""
    wanted = request.GET.get("q", "").split()
    known = catalogue(register.terms(request.actor.agency), register.book().violations)
    grouped = {
        industry: [
            {"violation": one, "clauses": [Clause(base=base, of=one) for base in one.bases]}
            for one in listed
            if _fits(one, wanted)
        ]
        for industry, listed in known.industries().items()
    }
    context: dict[str, Any] = {
        "grouped": {industry: rows for industry, rows in grouped.items() if rows},
        "count": len(known),
        "wanted": " ".join(wanted),
        "leniencies": LENIENCIES,
        "own_list": [_leniency(one) for one in leniency.listed(register.terms(request.actor.agency), clock.now().date())],
        "grounds": [label for _, label in leniency.GROUNDS],
        "imports": may(request.actor, Action.ADMINISTER),
        "today": clock.now().date(),
    }
    return render(request, "pages/violations.html", context)


def _leniency(one: leniency.Listed) -> dict[str, Any]:
    return {
        "row": one,
        "ground": dict(leniency.GROUNDS).get(one.ground, ""),
        "asks": one.conditions or leniency.ASKS.get(one.ground, ""),
    }


@require_POST
@page
def take_in_list(request: Request) -> HttpResponse:
    """Take in the bureau's no-penalty list from a day on: it takes the place of the one before."""
    demand(request.actor, Action.ADMINISTER)
    posted = request.POST
    source, since = posted.get("source", "").strip(), day_of(posted.get("since", ""))
    if not source or since is None:
        raise Refusal("清单没有录入：要写明从哪天起、依据什么。请补齐。", code="incomplete")
    try:
        rows = leniency.read_rows(posted.get("rows", ""))
    except ValueError as error:
        raise Refusal(f"清单没有录入：{error}。请改好再录入，整份一起生效。", code="malformed") from error
    commands.set_setting(request.actor, leniency.KEY, rows, since, source)
    return go(request, f"{reverse('violations')}#no-penalty")


def _fits(violation: Violation, wanted: list[str]) -> bool:
    """Whether every word is in what the row says."""
    bases = " ".join(f"{base.penal.label} {' '.join(one.label for one in base.broken)}" for base in violation.bases)
    acts = (act.words for act in violation.acts)
    text = " ".join((violation.words, *acts, violation.industry, *violation.formerly, bases, violation.source))
    return all(word in text for word in wanted)


@require_POST
@page
def take_in(request: Request) -> HttpResponse:
    """Take in a bureau's own rows: the whole file or nothing."""
    demand(request.actor, Action.ADMINISTER)
    file, source = request.FILES.get("file"), request.POST.get("source", "").strip()
    if file is None or not source:
        raise Refusal("目录没有录入：要选文件，并写明依据。请补齐。", code="incomplete")
    if (file.size or 0) > LARGEST:
        raise Refusal("目录没有录入：文件太大。请检查是不是选错了文件。", code="malformed")
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("目录没有录入：文件不是 UTF-8 文字。请另存为 UTF-8 再录入。", code="malformed") from error
    rows = parse(text, toml=not (file.name or "").lower().endswith(".json"))
    checked(rows, register.book().violations, source)
    commands.set_setting(request.actor, "violations", rows, clock.now().date(), source)
    return go(request, reverse("violations"))
