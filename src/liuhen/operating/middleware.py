"""What every answer carries, and how long a session lasts."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

REPORTS = "/csp-report"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",  # data: for the small pictures in the style sheet, blob: for a photo before it is sent
        "font-src 'self' data:",
        "media-src 'self' blob:",
        "connect-src 'self'",
        "frame-src 'self' blob:",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        f"report-uri {REPORTS}",
    )
)
TOUCH_EVERY = 60  # seconds; a session is written at most this often for being used


def security_headers(get_response: Answer) -> Answer:
    """A strict content security policy and no device a page of ours does not need. A view may set a stricter policy itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(self), microphone=(self), geolocation=(self), payment=(), usb=()"
        )
        return response

    return middleware


def keep_session_of_who_is_working(get_response: Answer) -> Answer:
    """Let a session end SESSION_COOKIE_AGE after the last request; it is written once a minute at most, not on each request.

    A request that the page makes by itself (``X-Liuhen-Unattended``) does not count: an unattended desk signs itself out.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        session = request.session
        if session.accessed and not session.is_empty() and "HTTP_X_LIUHEN_UNATTENDED" not in request.META:
            now = int(time.time())
            if now - int(session.get("used_at", 0)) >= TOUCH_EVERY:
                session["used_at"] = now
        return response

    return middleware
