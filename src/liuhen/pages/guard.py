"""Middleware of the pages: a device in a stranger's hands opens nothing else; refusals and hidden things are said one way."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from liuhen.pages.answers import go, refused
from liuhen.regulation.grammar import Refusal

HANDED = "handed"
#: What the locked page itself needs.
OPEN_WHEN_HANDED = ("/hand/", "/static/", "/csp-report", "/alive")


def handed_over(request: HttpRequest) -> dict[str, str] | None:
    """What the device was handed over for: record, part, about; None while it is in our own hands."""
    found = request.session.get(HANDED)
    return found if isinstance(found, dict) else None


class Guard:
    """While the device is handed over for a signature, every address but that page leads back to it (practice.md 8)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, or lead back to the page that was handed over."""
        if handed_over(request) and not request.path.startswith(OPEN_WHEN_HANDED):
            return go(request, reverse("hand"))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A Refusal becomes a message; what somebody may not see does not exist for him."""
        if isinstance(error, Refusal):
            return refused(request, error)
        if isinstance(error, PermissionDenied):
            raise Http404 from error
        if _zero_byte(error):
            told = "没有保存：文字里夹着一个看不见的零字符，多半是从别处粘贴来的。请重新输入那段文字再试。"
            return refused(request, Refusal(told, code="zero_byte"))
        return None


def _zero_byte(error: Exception) -> bool:
    """Whether the database turned a text down because of a zero character; nothing of the request is kept then."""
    return isinstance(error, (ValueError, DataError)) and "contain NUL" in str(error)
