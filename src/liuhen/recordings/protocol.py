"""What holds for every answer of the upload protocol: version, headers, limits, refusals as plain text."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse

from liuhen.lib.env import envint
from liuhen.recordings.models import UploadState
from liuhen.recordings.who import actor_of_request
from liuhen.register import slow
from liuhen.register.types import Actor
from liuhen.regulation.grammar import Refusal

VERSION = "1.0.0"
BODY = "application/offset+octet-stream"
EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration"
GIB = 1024**3
METADATA = 8192  # bytes of metadata at most, before decoding
_DIGITS = 19

OVER = frozenset({UploadState.ENDED.value, UploadState.REFUSED.value})
_STATUS = {
    "disk_full": 507,
    "disk_failed": 507,
    "store_failed": 503,
    "busy": 503,
    "too_large": 413,
    "not_allowed": 403,
    "removed": 403,
}
PASSES = frozenset({423, 503, 507})  # what lasts a while: taken elsewhere, busy or away, full

View = Callable[..., HttpResponse]


def largest() -> int:
    """Bytes of one upload at most: ``LIUHEN_UPLOAD_BYTES``."""
    return envint("LIUHEN_UPLOAD_BYTES", 64 * GIB, least=1)


def kept_for() -> timedelta:
    """How long an upload can be gone on with: ``LIUHEN_UPLOAD_HOURS``; a Friday night's is there on Monday."""
    return timedelta(hours=envint("LIUHEN_UPLOAD_HOURS", 7 * 24, least=1))


def reserve() -> int:
    """Bytes that uploads leave free for the database: ``LIUHEN_DISK_RESERVE``."""
    return envint("LIUHEN_DISK_RESERVE", GIB // 4, least=0)


class Wrong(Exception):  # noqa: N818 - a request that breaks the protocol
    """Answer with this status and sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def protocol(view: View) -> View:
    """What holds for every answer: the version, no caching, refusals as plain text, the method that is really meant."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and (meant := request.headers.get("X-HTTP-Method-Override")):
            request.method = meant.upper()
        try:
            response = view(request, *args, **kwargs)
        except Wrong as wrong:
            response = text(wrong.status, wrong.sentence)
        except Refusal as refusal:
            response = text(_STATUS.get(refusal.code, 422), refusal.message)
            response["Liuhen-Refusal"] = refusal.code
        except Http404:
            response = text(404, "没有这次上传，或者它不属于您。")
        if response.status_code in PASSES:
            response["Retry-After"] = str(slow.RETRY)
        if response.status_code == 412:  # noqa: PLR2004 - the version is not ours: say which is
            response["Tus-Version"] = VERSION
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    return wrapped


def text(status: int, sentence: str) -> HttpResponse:
    """A sentence for people."""
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def not_allowed(methods: Iterable[str]) -> HttpResponse:
    """405: the address knows other methods."""
    known = ", ".join(methods)
    response = text(405, f"这个地址只接受 {known}。请核对请求方法。")
    response["Allow"] = known
    return response


def demand_version(request: HttpRequest) -> None:
    """Only our version of the protocol."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise Wrong(412, f"请用 tus {VERSION} 上传。")


def demand_actor(request: HttpRequest) -> Actor:
    """Who asks; 401 for somebody who is not signed in."""
    actor = actor_of_request(request)
    if actor is None:
        raise Wrong(401, "登录已过期。请重新登录，上传会从断开的地方接着传。")
    return actor


def number_in(request: HttpRequest, header: str) -> int:
    """The whole number in a header; 400 where there is none."""
    value = request.headers.get(header, "")
    if not (value.isascii() and value.isdecimal()) or len(value) > _DIGITS:
        raise Wrong(400, f"缺少 {header}，或者它不是一个数。")
    return int(value)
