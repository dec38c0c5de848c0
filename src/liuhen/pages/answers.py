"""How every page answers: signed in or sent to the sign-in page, never kept by a cache, a Refusal said beside the form.

Forms are sent by htmx, so that what was typed stays in the page while the answer says what to do. Without a script the same
Refusal comes as a page of its own.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django_htmx.http import HttpResponseClientRedirect

from liuhen.register.types import Actor
from liuhen.regulation.grammar import Refusal

P = ParamSpec("P")


class Request(HttpRequest):
    """A request with its actor and its device, as the middleware of the room access leaves it."""

    actor: Actor
    device: str
    htmx: Any


View = Callable[Concatenate[Request, P], HttpResponse]


def page(view: Callable[Concatenate[Request, P], HttpResponse]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view for people who are signed in; the answer is kept by no cache, since the next person at this desk is another."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        working = cast("Request", request)
        if getattr(request, "actor", None) is None:
            return _to_sign_in(working)
        response = view(working, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return wrapped


def _to_sign_in(request: Request) -> HttpResponse:
    """To the sign-in page and back; a fragment or a form asks the whole page to go."""
    back = request.get_full_path() if request.method == "GET" and not request.htmx else request.headers.get("Referer", "/")
    back = back.removeprefix(f"{request.scheme}://{request.get_host()}")
    target = f"{settings.LOGIN_URL}?expired=1&next={quote(back)}" if back not in {"", "/"} else settings.LOGIN_URL
    return go(request, target)


def go(request: HttpRequest, target: str) -> HttpResponse:
    """Send the browser somewhere after a command: as htmx does it, or plainly."""
    return HttpResponseClientRedirect(target) if cast("Request", request).htmx else HttpResponseRedirect(target)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The one way a Refusal is said: a note beside the form that asked, or a page of its own."""
    working = cast("Request", request)
    context = {"refusal": refusal, "head": _head(refusal.message), "rest": _rest(refusal.message)}
    if getattr(working, "htmx", None):
        # answered as a fragment like any other: the page that asked shows it, and the browser's console stays silent
        response = render(request, "pages/_refusal.html", context)
        response["X-Liuhen-Refusal"] = refusal.code
        place = _place(str(working.htmx.target or ""), str(working.htmx.trigger or ""))
        if place:
            response["HX-Retarget"], response["HX-Reswap"] = place, "innerHTML"
        return response
    return render(request, "pages/refused.html", context, status=409)


#: Parts of the player's page that a command puts anew; what it refuses is said in the form that asked, or above the part.
_PANELS = frozenset({"steps", "words", "clips", "check"})


def _place(target: str, trigger: str) -> str:
    """Where a Refusal is said, when the place that the answer was meant for holds what must not be lost."""
    if target in {"record", "timeline"}:
        return "#refusal"
    if target in _PANELS:
        return f"#{trigger} .lh-refusal" if trigger else f"#{target}-refusal"
    return ""


def _head(message: str) -> str:
    """The first sentence: what did not happen."""
    return message.partition("。")[0]


def _rest(message: str) -> str:
    return message.partition("。")[2]
