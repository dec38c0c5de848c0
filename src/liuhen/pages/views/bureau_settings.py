"""听证标准: the hearing threshold, row by row, with its source and rank (处罚法第六十三条; law-more.md 2.1)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from liuhen.bureau import commands
from liuhen.pages.answers import Request, go, page
from liuhen.pages.views.bureau import day_of, only_administrators
from liuhen.regulation.hearing import PARTIES, RANKS, Precedence, checked, thresholds
from liuhen.regulation.terms import Terms


def shown(terms: Terms) -> dict[str, Any]:
    """What the page of settings shows of it."""
    return {
        "thresholds": sorted(thresholds(terms), key=lambda row: (RANKS[row.precedence], -row.since.toordinal())),
        "parties": PARTIES,
        "party_names": dict(PARTIES),
        "ranks": [rank for rank in Precedence if rank is not Precedence.BUREAU],
    }


@require_POST
@page
def hearing(request: Request) -> HttpResponse:
    """Enter one row of the hearing threshold: for whom, from what sum, by whose rule, from when."""
    only_administrators(request)
    posted = request.POST
    business = {"yes": True, "no": False}.get(posted.get("business_act", ""))
    row = checked(
        {
            **{key: posted.get(key, "").strip() for key in ("party_kind", "precedence", "source", "effective_from", "until")},
            **{key: posted.get(key, "").replace(",", "").strip() for key in ("fine_from", "confiscation_from")},
            "business_act": business,
            "inclusive": posted.get("inclusive") == "1",
        }
    )
    commands.set_setting(request.actor, "hearing_threshold", row, day_of(row["effective_from"]), row["source"])
    return go(request, reverse("settings"))
