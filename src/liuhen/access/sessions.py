"""Sessions bound to a device, and the sitting of approvals: one re-authentication signs what was opened in this sitting.

A sitting begins when a paper is opened for signing, belongs to one session on one device, and is good for ten minutes after the
password was given (practice.md 9). A paper opened after that asks for the password again.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from liuhen.access.accounts import actor_of, prove
from liuhen.access.models import Account
from liuhen.register import clock
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Refusal

DEVICE = "liuhen_device"
SITTING = "sitting"
GOOD_FOR = timedelta(minutes=10)
_YEAR = 365 * 24 * 3600


class Working(HttpRequest):
    """A request with the actor and the device on it, as the middleware leaves it."""

    actor: Actor | None
    device: str


def address_of(request: HttpRequest) -> str:
    """Where a request comes from."""
    return str(request.META.get("REMOTE_ADDR") or "")


def device_of(request: HttpRequest) -> str:
    """The device's own number, from its cookie; empty before it has one."""
    return str(request.COOKIES.get(DEVICE, ""))[:64]


def sign_in(request: HttpRequest, username: str, password: str) -> Account:
    """Sign in on this device, or a Refusal. The session is new: what stood in it before is gone."""
    account = prove(username.strip(), password, address_of(request))
    actor_of(account)  # refuses somebody who has left
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    request.session["device"] = device_of(request)
    request.session.pop(SITTING, None)
    return account


def sign_out(request: HttpRequest) -> None:
    """Sign out; the session is emptied."""
    logout(request)


def who(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: puts ``request.actor`` and ``request.device`` there; a session that turns up on another device is ended."""

    def middleware(request: HttpRequest) -> HttpResponse:
        working = cast("Working", request)
        working.device = device_of(request) or secrets.token_urlsafe(18)
        working.actor = None
        user: Account | AnonymousUser = cast("Any", request).user
        if isinstance(user, Account):
            bound = request.session.get("device")
            if bound and bound != device_of(request):
                logout(request)
            else:
                working.actor = _actor(request, user, working.device)
        response = get_response(request)
        if not device_of(request):
            response.set_cookie(
                DEVICE, working.device, max_age=_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        elif isinstance(user, Account) and user.is_authenticated and not request.session.get("device"):
            request.session["device"] = working.device
        return response

    return middleware


def _actor(request: HttpRequest, user: Account, device: str) -> Actor | None:
    try:
        return actor_of(user, device)
    except Refusal:
        logout(request)
        return None


def open_paper(request: HttpRequest, record: UUID) -> None:
    """Note that a paper was opened in this sitting: only what was opened may be signed with one password."""
    sitting = _sitting(request)
    opened = sitting["opened"]
    if str(record) not in opened:
        opened.append(str(record))
    request.session[SITTING] = sitting


def reauthenticate(request: HttpRequest, password: str) -> None:
    """Ask the password again for the sitting; Refusal if it is wrong (it counts as a failed sign-in), ends the session when locked."""
    user = cast("Any", request).user
    if not isinstance(user, Account):
        raise Refusal("没有签署：登录已过期。请重新登录。", code="signed_out")
    try:
        prove(user.username, password, address_of(request))
    except Refusal as refusal:
        if refusal.code == "locked":
            logout(request)
            raise
        raise Refusal("没有签署：密码不对。请重新输入。", code=refusal.code) from refusal
    sitting = _sitting(request)
    sitting["proved"] = clock.now().isoformat()
    request.session[SITTING] = sitting


def proved(request: HttpRequest, record: UUID | None = None) -> bool:
    """Whether the password was given in this sitting within ten minutes, on this device, and the paper was opened in it."""
    sitting = _sitting(request)
    at = sitting.get("proved")
    if not at or sitting["device"] != device_of(request):
        return False
    if clock.now() - datetime.fromisoformat(at) > GOOD_FOR:
        return False
    return record is None or str(record) in sitting["opened"]


def demand_proved(request: HttpRequest, record: UUID) -> None:
    """Pass, or a Refusal that says what is missing: the paper was not opened, or the password is to be given (again)."""
    if str(record) not in _sitting(request)["opened"]:
        raise Refusal("没有签署：这份文书在本次办理中还没有打开看过。请先打开再签。", code="not_opened")
    if not proved(request, record):
        raise Refusal("没有签署：请输入密码确认是您本人。", code="password_needed")


def end_sitting(request: HttpRequest) -> None:
    """End the sitting: the next paper asks for the password."""
    request.session.pop(SITTING, None)


def _sitting(request: HttpRequest) -> dict[str, Any]:
    sitting = request.session.get(SITTING)
    if not isinstance(sitting, dict) or sitting.get("device") != device_of(request):
        return {"device": device_of(request), "opened": [], "proved": ""}
    return sitting
