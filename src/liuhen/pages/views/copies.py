"""What is made of a recording in the background, as its page tells it: what is on its way, what could not be made, and 再做一次."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from liuhen.access.permissions import may
from liuhen.access.policy import Action
from liuhen.pages.answers import Request, go, page
from liuhen.recordings import commands, queries, trouble
from liuhen.recordings.models import RecordingRow, Work
from liuhen.register import files
from liuhen.register.types import Actor, SubjectRef


@dataclass(frozen=True, kw_only=True, slots=True)
class Sort:
    """One sort of copy in words: its name, and what its absence means for whoever looks at the recording."""

    key: str
    title: str
    without: str


SORTS = (
    Sort(key="proxy", title="可播放的副本", without="浏览器放不了这种原件，副本做成以前不能在这里播放。"),
    Sort(key="wave", title="声音波形", without="不影响播放，只是进度条下没有波形。"),
    Sort(key="poster", title="封面画面", without="不影响播放，只是列表里没有画面。"),
    Sort(key="sm3", title="国密摘要（SM3）", without="入库时的 SHA-256 摘要还在，可以在“原件”里查验。"),
)


def copies_of(actor: Actor, row: RecordingRow, asked: frozenset[str] = frozenset()) -> dict[str, Any]:
    """How each copy stands; of those that are there only what was ``asked`` for a moment ago."""
    states = {sort: getattr(row, f"{sort.key}_state") for sort in SORTS} if row.here and not row.unreadable else {}
    waiting = [sort for sort, state in states.items() if state == Work.WAITING.value]
    failed = [sort for sort, state in states.items() if state == Work.FAILED.value]
    return {
        "row": row,
        "copies_waiting": [sort for sort in waiting if sort.key != "sm3" or sort.key in asked],
        "copies_failed": [{"sort": sort, "why": reason(getattr(row, f"{sort.key}_error"))} for sort in failed],
        "copies_made": [sort for sort, state in states.items() if state == Work.READY.value and sort.key in asked],
        "copies_was": ",".join(sort.key for sort in waiting),
        "copies_again": files.exists(row.sha256) and may(actor, Action.PLAY, SubjectRef("recording", row.pk)),
    }


def reason(error: str) -> str:
    """Why it failed, as a sentence."""
    told = trouble.shown(error)
    return f"{told}。" if told else "没有留下原因。"


@require_http_methods(["GET", "POST"])
@page
def copies(request: Request, number: UUID) -> HttpResponse:
    """Ask for a copy again; or how those asked for stand."""
    asked = frozenset(filter(None, request.GET.get("was", "").split(",")))
    if request.method == "POST":
        queries.find(request.actor, number)
        sort = request.POST.get("sort", "")
        commands.redo(request.actor, number, sort)
        asked = frozenset({sort})
        if not request.htmx:
            return go(request, reverse("recording", args=[number]))
    row = queries.find(request.actor, number)
    return render(request, "pages/_play_copies.html", copies_of(request.actor, row, asked))
