"""The generic record page: a draft as a form, saved as it is typed, checked live, frozen once."""

import logging
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from liuhen.access.permissions import demand_kind
from liuhen.instruments import words
from liuhen.pages import files, just_done, links
from liuhen.pages.answers import Request, go, page
from liuhen.pages.confirming import Asked, unconfirmed
from liuhen.pages.forms import Form, form_of, may_write
from liuhen.pages.margins import margins_of
from liuhen.pages.widgets import read_form
from liuhen.register import register
from liuhen.register.models import Draft
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Refusal
from liuhen.regulation.history import Origin

log = logging.getLogger(__name__)


def find(actor: Actor, number: UUID) -> Draft:
    """A draft the actor may write: his own, or one of a subject he may write on. Http404 for any other."""
    draft = Draft.objects.filter(pk=number, agency=actor.agency).first()
    if draft is None:
        raise Http404
    subject = register.subject_of(draft)
    history = register.history(actor.agency, subject)
    if draft.author != actor.person and not may_write(actor, subject, history):
        raise Http404
    if len(history):
        demand_kind(actor, draft.kind, subject)
    return draft


def context_of(actor: Actor, draft: Draft) -> dict[str, Any]:
    """What the form page and its fragments show."""
    form = form_of(actor, draft)
    plain = form.paper or not form.kind.parts
    return {
        "form": form,
        "margins": margins_of(form, register.check(actor, draft)),
        "freeze_word": "记入" if plain else "报备案" if form.kind.key in links.SENT else "送签",
        "replaced": draft.replaces,
        "photos": draft.content.get("scans") or [] if form.paper else [],
        **links.around(actor, register.subject_of(draft)),
    }


@require_GET
@page
def draft(request: Request, number: UUID) -> HttpResponse:
    """The form. A draft that was frozen meanwhile leads to its record."""
    if not Draft.objects.filter(pk=number).exists():
        return _frozen(request, number)
    found = find(request.actor, number)
    context = context_of(request.actor, found)
    return render(request, "pages/record_form.html", {**context, "just_done": just_done.of(request, register.subject_of(found))})


def _is_record(request: Request, number: UUID) -> bool:
    try:
        register.find_record(request.actor.agency, number)
    except Refusal:
        return False
    return True


def _frozen(request: Request, number: UUID) -> HttpResponse:
    if not _is_record(request, number):
        raise Http404
    return go(request, reverse("record", args=[number]))


@require_POST
@page
def save(request: Request, number: UUID) -> HttpResponse:
    """Save what is typed; a stale save is told and shown beside what the other saved, and nothing is lost."""
    if not Draft.objects.filter(pk=number).exists() and _is_record(request, number):
        return HttpResponse(status=204)  # the last keystroke's save arrived after the freezing that held it already
    draft = find(request.actor, number)
    values = posted_values(request, draft)
    try:
        draft = register.save_draft(request.actor, number, values, _revision(request))
    except Refusal as refusal:
        if refusal.code != "stale":
            raise
        return _stale(request, number, values)
    return render(request, "pages/_saved_answer.html", context_of(request.actor, draft))


def _revision(request: Request) -> int:
    text = request.POST.get("revision", "")
    return int(text) if text.isdecimal() and len(text) <= 15 else 0  # noqa: PLR2004 - nobody saves more often


def posted_values(request: Request, draft: Draft) -> dict[str, Any]:
    """The form's values; only files that somebody of the bureau took in may stand in it."""
    kind = register.book().kind(draft.kind)
    values = read_form(kind.fields, request.POST)
    return files.only_taken_in(request.actor, draft, kind, values)


def _stale(request: Request, number: UUID, values: dict[str, Any]) -> HttpResponse:
    theirs = Draft.objects.get(pk=number)
    kind = register.book().kind(theirs.kind)
    differences = [
        {
            "title": field.title,
            "theirs": words.printed(field, theirs.content.get(field.key)),
            "ours": words.printed(field, values[field.key]),
        }
        for field in kind.fields
        if field.key in values and not _same(theirs.content.get(field.key), values[field.key])
    ]
    context = {
        "draft": theirs,
        "differences": differences,
        "other": theirs.author_name if theirs.author != request.actor.person else "您",
    }
    return render(request, "pages/_stale.html", context)


def _same(one: Any, other: Any) -> bool:
    """Alike, an empty value being like any other empty one."""
    return one == other or (not one and not other)


@require_POST
@page
def freeze(request: Request, number: UUID) -> HttpResponse:
    """Save and freeze in one request; the second of two clicks finds it done and goes to the same record."""
    if not Draft.objects.filter(pk=number).exists():
        return _frozen(request, number)
    draft = find(request.actor, number)
    if request.POST.getlist("_shown"):
        draft = register.save_draft(request.actor, number, posted_values(request, draft), _revision(request))
    asked = unconfirmed(register.doubts_of(draft), request.POST.getlist("confirmed"))
    if asked:
        return ask(request, draft, asked)
    try:
        record = register.freeze(request.actor, number)
    except Refusal as refusal:
        if refusal.code != "already":
            raise
        return _frozen(request, number)
    links.link_clue(request.actor, register.subject_of(draft), record)
    links.link_inspection(request.actor, register.subject_of(draft), record)
    links.link_recordings(request.actor, register.subject_of(draft), record)
    files.used(record.id, record.content)
    just_done.note(request, register.subject_of(draft), record)
    if record.missing and record.kind.key not in links.SENT:
        return go(request, reverse("sign", args=[record.id]))
    return go(request, links.after(request.actor, register.subject_of(draft), record, paper=draft.origin == Origin.PAPER))


def ask(request: Request, draft: Draft, asked: tuple[Asked, ...]) -> HttpResponse:
    """Ask about what does not fit: beside the form, or, without a script, on the form drawn anew."""
    if request.htmx:
        return render(request, "pages/_confirm.html", {"asked": asked})
    return render(request, "pages/record_form.html", {**context_of(request.actor, draft), "asked": asked})


@require_POST
@page
def drop(request: Request, number: UUID) -> HttpResponse:
    """Throw a draft away; its photographs go back into the tray."""
    draft = find(request.actor, number)
    files.back_to_tray(number)
    register.drop_draft(request.actor, number)
    return go(request, links.around(request.actor, register.subject_of(draft))["back"]["url"])


@require_GET
@page
def drafts(request: Request) -> HttpResponse:
    """My drafts, newest first."""
    kinds = register.book().kinds
    rows = [
        {"draft": one, "kind": kinds[one.kind], **links.around(request.actor, register.subject_of(one))}
        for one in Draft.objects.filter(agency=request.actor.agency, author=request.actor.person).order_by("-saved_at")[:100]
        if one.kind in kinds
    ]
    return render(request, "pages/drafts.html", {"rows": rows})


__all__ = ["Form", "draft", "drafts", "drop", "freeze", "save"]
