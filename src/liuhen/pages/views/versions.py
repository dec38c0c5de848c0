"""The versions of a recording's words: who stored which, when and how it came in, and the text of each."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from liuhen.access.permissions import demand
from liuhen.access.policy import Action
from liuhen.access.readings import reading as log_reading
from liuhen.pages.answers import Request, page
from liuhen.pages.views.player import read, versions_of
from liuhen.recordings import queries
from liuhen.recordings.transcripts_text import code
from liuhen.register.types import SubjectRef

AT_ONCE = 1_000  # lines of one page; a night of talk has thousands


@require_GET
@page
def version(request: Request, number: UUID, version: int) -> HttpResponse:
    """The text of one version, masked for this reader as the newest one is; opening it is a reading of the recording."""
    row = queries.find(request.actor, number)
    ref = SubjectRef("recording", number)
    demand(request.actor, Action.PLAY, ref)
    every = versions_of(request.actor, number)
    shown = next((one for one in every if one["version"].number == version), None)
    if shown is None:
        raise Http404
    lines = read(request.actor, number, shown["version"].sha256)
    log_reading(request.actor, ref, "opened", {"name": row.name, "version": version}, item=f"words:{version}")
    first = _first(request.GET.get("from", ""), len(lines))
    part = lines[first : first + AT_ONCE]
    context = {
        "row": row,
        "every": every,
        "shown": shown,
        "lines": [{"code": code(int(line.begin)), "second": line.begin, "text": line.text} for line in part],
        "first": first,
        "before": max(0, first - AT_ONCE) if first else None,
        "after": first + AT_ONCE if first + AT_ONCE < len(lines) else None,
    }
    return render(request, "pages/words_version.html", context)


def _first(text: str, count: int) -> int:
    return int(text) if text.isdecimal() and int(text) < count else 0
