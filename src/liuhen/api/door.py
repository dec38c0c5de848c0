"""The door of the interface: a token instead of a session, problems instead of pages, nothing kept by a cache, no cookie.

A request is known by its token alone. The session of a browser counts for nothing here, so that no other site can make a browser
send something in somebody's name; that is why the check against forged requests is not asked.
"""

import logging
from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from liuhen.access import stations
from liuhen.access.sessions import DEVICE, address_of
from liuhen.access.stations import BadToken
from liuhen.api.checking import checked
from liuhen.api.grammar import Caller, Operation, View
from liuhen.api.problems import Problem
from liuhen.recordings.protocol import PASSES
from liuhen.register import slow
from liuhen.register.stores_s3 import StoreTrouble
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Refusal

log = logging.getLogger(__name__)

SCHEME = "bearer"
_NOBODY = UUID(int=0)
_TOO_MANY = "too_many_bad_tokens"


def door(operations: Mapping[str, Operation]) -> View:
    """The view of one address: method → operation."""

    @csrf_exempt
    def enter(request: HttpRequest, **words: Any) -> HttpResponse:
        method = _meant(request)
        operation = operations.get(method) or (operations.get("GET") if method == "HEAD" else None)
        try:
            response = _answer(operation, request, words) if operation else _not_allowed(operations)
        except Problem as problem:
            response = problem.response()
        except Refusal as refusal:
            response = Problem(_STATUS.get(refusal.code, 422), refusal.message, refusal.code).response()
        except Http404:
            response = Problem(404, "没有找到，或者它不属于这个采集站。请核对编号。").response()
        except RequestDataTooBig:
            response = Problem(413, "请求体太大。请分几次报告。").response()
        except (OperationalError, InterfaceError) as error:
            log.error("%s answered 503: %s", operation.id if operation else method, error)  # noqa: TRY400 - it says all
            response = Problem(503, "数据库正在重新启动，已收到的没有丢。请稍后再试。").response()
        except StoreTrouble:
            log.exception("%s: the store is away", operation.id if operation else method)
            response = Problem(503, "存放文件的对象存储现在连不上，已收到的没有丢。请稍后再试。").response()
        except Exception:
            # a program is told so in its own words; the trace is the operator's
            log.exception("%s failed", operation.id if operation else method)
            response = Problem(
                500, "系统出了错，这次请求没有办成，此前收到的不受影响。请稍后再试；仍然不行，请告诉系统管理员。"
            ).response()
        return _finished(request, response, operations)

    return enter


@csrf_exempt
def nowhere(request: HttpRequest, **_words: Any) -> HttpResponse:
    """An address that the interface does not have."""
    return _finished(request, Problem(404, "接口没有这个地址。请照接口说明核对。").response(), {})


def _not_allowed(operations: Mapping[str, Operation]) -> HttpResponse:
    return Problem(405, f"这个地址只接受 {'、'.join(operations)}。请核对请求方法。").response()


_STATUS = {"not_allowed": 403, "not_found": 404, "disk_full": 507, "disk_failed": 507, "store_failed": 503}


def _meant(request: HttpRequest) -> str:
    """The method; clients that can only POST say the one they mean (tus)."""
    if request.method == "POST" and (meant := request.headers.get("X-HTTP-Method-Override")):
        return meant.upper()
    return request.method or ""


def _answer(operation: Operation, request: HttpRequest, words: dict[str, Any]) -> HttpResponse:
    actor = Actor(person=_NOBODY, name="", agency=_NOBODY) if operation.open else _who(request)
    # the views of tus ask the request whose it is
    cast("Any", request).actor = None if operation.open else actor
    body = None
    if operation.body:
        if request.content_type != "application/json":
            raise Problem(415, "请求体应为 JSON（Content-Type: application/json）。")
        body = checked(request.body, operation.body)
    return operation.view(Caller(request=request, actor=actor, body=body), **words)


def _who(request: HttpRequest) -> Actor:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    try:
        station = stations.prove(token.strip() if scheme.lower() == SCHEME else "", address_of(request))
    except BadToken as bad:
        log.warning("a station was turned away from %s: %s", address_of(request), bad.code)
        raise Problem(429 if bad.code == _TOO_MANY else 401, bad.message, bad.code) from None
    return stations.actor_of_station(station)


def _finished(request: HttpRequest, response: HttpResponse, operations: Mapping[str, Operation]) -> HttpResponse:
    if response.status_code == 401:  # noqa: PLR2004 - HTTP's own number
        response["WWW-Authenticate"] = 'Bearer realm="liuhen"'
    if response.status_code == 429:  # noqa: PLR2004
        response["Retry-After"] = str(int(stations.WINDOW.total_seconds()))
    if response.status_code in PASSES:
        response["Retry-After"] = str(slow.RETRY)
    if response.status_code == 405:  # noqa: PLR2004
        response["Allow"] = ", ".join(operations)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    # a program is no browser: it gets no cookie to carry
    request.COOKIES.setdefault(DEVICE, "-")
    return response
