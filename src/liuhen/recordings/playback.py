"""Files of recordings over HTTP: ranges for players, posters, copies, downloads. Checked and logged before a byte leaves."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import wraps
from uuid import UUID

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
)
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

from liuhen import access
from liuhen.access.models import Reading
from liuhen.recordings import commands, playable, plays, queries
from liuhen.recordings.models import RecordingRow, Work
from liuhen.recordings.protocol import not_allowed
from liuhen.recordings.ranges import Span, Unsatisfiable, requested
from liuhen.recordings.sending import Bytes
from liuhen.recordings.who import actor_of_request
from liuhen.register import clock, files, slow
from liuhen.register.stores_s3 import StoreTrouble
from liuhen.register.types import Actor, SubjectRef
from liuhen.regulation.grammar import Refusal

log = logging.getLogger(__name__)

UNTYPED = "application/octet-stream"
SAME_DOWNLOAD = timedelta(minutes=10)  # a download that is cut and gone on with is one download
SPANS = 64 * 1024  # bytes of one report of what was played
MISSING = "missing"
PLAIN = "text/plain; charset=utf-8"
_LATER = {"Retry-After": str(slow.RETRY)}

View = Callable[..., HttpResponseBase]


def _signed_in(*methods: str) -> Callable[[View], View]:
    """For people who are signed in; a Refusal is plain text, since players and scripts ask, not people."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, number: UUID) -> HttpResponseBase:
            if request.method not in methods:
                return not_allowed(methods)
            actor = actor_of_request(request)
            if actor is None:
                return HttpResponse("登录已过期。请重新登录。", status=401, content_type=PLAIN)
            try:
                return view(request, actor, number)
            except slow.Busy as busy:
                return HttpResponse(busy.message, status=503, content_type=PLAIN, headers=_LATER)
            except Refusal as refusal:
                status = 404 if refusal.code == MISSING else 403
                return HttpResponse(refusal.message, status=status, content_type=PLAIN)
            except StoreTrouble:
                log.exception("recording=%s cannot be read, the store is away", number)
                told = "存放文件的对象存储现在连不上，文件没有丢。请稍后再试，或告诉系统管理员。"
                return HttpResponse(told, status=503, content_type=PLAIN, headers=_LATER)

        return wrapped

    return decorate


@_signed_in("GET", "HEAD")
def recording_file(request: HttpRequest, actor: Actor, number: UUID) -> HttpResponseBase:
    """The original: for the player, or with ``?download=1`` to be kept."""
    row = queries.find(actor, number)
    _refuse_elsewhere(row)
    if "download" in request.GET:
        access.demand(actor, "download", SubjectRef("recording", number))
        with _there(row):
            response = served(request, row.sha256, row.type, download=row.name, modified=row.arrived.timestamp())
        if request.method == "GET":
            _log_download(actor, row)
        return response
    return _played(request, actor, row, row.sha256, row.type)


@_signed_in("GET", "HEAD")
def recording_copy(request: HttpRequest, actor: Actor, number: UUID) -> HttpResponseBase:
    """The copy that browsers play; the original where it needs none."""
    row = queries.find(actor, number)
    if row.proxy_state != Work.READY.value:
        return _played(request, actor, row, row.sha256, row.type)
    return _played(request, actor, row, row.proxy, row.proxy_type)


@_signed_in("GET", "HEAD")
def recording_sidecar(request: HttpRequest, actor: Actor, number: UUID) -> HttpResponseBase:
    """A file that came with a recording, named by its digest: to be kept, never shown in place."""
    row = queries.find(actor, number)
    access.demand(actor, "download", SubjectRef("recording", number))
    one = next((one for one in row.sidecars if one["sha256"] == request.GET.get("sha256")), None)
    if one is None:
        raise Http404
    with _there(row):
        response = served(request, one["sha256"], UNTYPED, download=one["name"], modified=row.arrived.timestamp())
    if request.method == "GET":
        access.reading(actor, SubjectRef("recording", number), "downloaded", {"name": one["name"]})
    return response


def _refuse_elsewhere(row: RecordingRow) -> None:
    if not row.here:
        raise Refusal("没有播放：原件在专用存储器里，不在本系统。存放处和保管人见这份音像的页面。", code="elsewhere")


def _played(request: HttpRequest, actor: Actor, row: RecordingRow, sha256: str, type_: str) -> HttpResponseBase:
    _refuse_elsewhere(row)
    access.demand(actor, "play", SubjectRef("recording", row.pk))
    inline = type_ in playable.INLINE and not row.unreadable
    modified = row.arrived.timestamp()
    with _there(row):
        response = served(request, sha256, type_, download="" if inline else row.name, modified=modified, most=slow.PART)
    if request.method == "GET" and response.status_code in {200, 206}:
        if row.media == "photo" or not inline:
            access.reading(actor, SubjectRef("recording", row.pk), "opened", {"name": row.name})
        else:
            plays.sent(plays.opened(actor, row), int(response["Content-Length"]))
    return response


@contextmanager
def _there(row: RecordingRow) -> Iterator[None]:
    """A file that is gone from the store: which recording, for the log; what to do, for whoever asked."""
    try:
        yield
    except files.Missing as error:
        log.error("recording=%s: file %s is missing from the store", row.pk, error.filename)  # noqa: TRY400 - the trace tells no more
        told = f"“{row.name}”的文件不在文件库里，没有播放，也没有下载。请告诉系统管理员从备份找回；其他内容没有变动。"
        raise Refusal(told, code=MISSING) from error


def _log_download(actor: Actor, row: RecordingRow) -> None:
    since = clock.now() - SAME_DOWNLOAD
    same = Reading.objects.filter(person=actor.person, subject=row.pk, kind="downloaded", at__gt=since)
    if not same.exists():
        access.reading(actor, SubjectRef("recording", row.pk), "downloaded", {"name": row.name, "sha256": row.sha256})


@_signed_in("GET", "HEAD")
def recording_poster(request: HttpRequest, actor: Actor, number: UUID) -> HttpResponseBase:
    """The poster; 404 while there is none."""
    row = queries.find(actor, number)
    if row.poster_state != Work.READY.value:
        return HttpResponse("还没有封面。", status=404, content_type="text/plain; charset=utf-8")
    tag = f'"{row.poster}"'
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        with _there(row):
            response = FileResponse(files.open_blob(row.poster), content_type="image/jpeg")
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@_signed_in("POST")
def recording_played(request: HttpRequest, actor: Actor, number: UUID) -> HttpResponseBase:
    """``{"spans": [[from, to], ...]}`` in seconds, sent when the player is left."""
    row = queries.find(actor, number)
    try:
        told = json.loads(request.body[:SPANS] or b"{}")
        spans = [(float(begin), float(end)) for begin, end in told.get("spans", [])]
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return HttpResponse("播放区间读不懂。", status=400, content_type="text/plain; charset=utf-8")
    plays.played(actor, row, spans)
    return HttpResponse(status=204)


@_signed_in("POST")
def recording_redo(request: HttpRequest, actor: Actor, number: UUID) -> HttpResponseBase:
    """Ask again for a copy that could not be made: ``sort`` is poster, proxy or sm3."""
    sort = request.POST.get("sort", "")
    commands.redo(actor, number, sort)
    return JsonResponse({"sort": sort, "state": getattr(queries.find(actor, number), f"{sort}_state")})


# -- one file -------------------------------------------------------------------------------------------------------


def served(
    request: HttpRequest, sha256: str, type_: str, *, download: str = "", modified: float = 0.0, most: int = 0
) -> HttpResponseBase:
    """A stored file, whole or the range asked for. ``download`` is the name to save it under; without it, it is shown.

    ``most``: bytes of an answer to a range without an end. :class:`slow.Busy` where too much is being sent already. What is not known to
    be harmless to show never leaves under a type of its own. The file is open before a header leaves: Missing if it is in no store; one
    that is moved or given up while it is sent is read to its end.
    """
    size, tag = files.size_of(sha256), f'"{sha256}"'
    try:
        span = requested(request.headers.get("Range", ""), size, most) if _range_holds(request, tag, modified) else None
    except Unsatisfiable:
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return _headed(response, tag, modified)
    shown = type_ if type_ in playable.INLINE else UNTYPED
    part = span or Span(first=0, last=size - 1, size=size)
    head = request.method == "HEAD"
    if head:
        response = HttpResponse(content_type=shown)
    else:
        response = slow.sent(Bytes(files.open_blob(sha256, part.first), part, f"file {sha256}"), part.length, shown)
    response.status_code = 206 if span else 200
    response["Content-Length"] = str(part.length)
    if span:
        response["Content-Range"] = span.content_range
    if download or shown == UNTYPED:
        response["Content-Disposition"] = content_disposition_header(True, download or sha256[:16]) or "attachment"
    return _headed(response, tag, modified)


def _headed(response: HttpResponseBase, tag: str, modified: float) -> HttpResponseBase:
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = tag
    response["Last-Modified"] = http_date(modified)
    # evidence is not left behind in the cache of a shared desk
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _range_holds(request: HttpRequest, tag: str, modified: float) -> bool:
    """If-Range: a range only of the very file that the client has a part of (RFC 9110, 13.1.5)."""
    condition = request.headers.get("If-Range")
    if condition is None:
        return True
    if condition.startswith(('"', "W/")):
        return condition == tag  # a weak tag never matches
    return parse_http_date_safe(condition) == int(modified)
